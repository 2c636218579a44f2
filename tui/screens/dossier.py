"""Dossier: an actor taken apart, each thing with its claims, their holders and contradictions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from textual.binding import Binding
from textual.content import Content
from textual.widgets.option_list import Option

from reports.citing import Cited, cited
from reports.profile import SECTIONS, Item, profile
from reports.wording import plain
from tui import safe
from tui.pairs import Pairs, head, told
from tui.playing import Playing
from tui.screens.dialogs import Reading
from tui.widgets.lists import cells, right

MUTED = "$foreground-muted"


class DossierScreen(Pairs[None]):
    """One actor at a time, as it is played. For the white cell."""

    BINDINGS = [
        Binding("n", "step(1)", "next actor", tooltip="Go to the next actor"),
        Binding("p", "step(-1)", "previous", tooltip="Go to the previous actor"),
        Binding("b", "brief", "brief", tooltip="Read the actor's brief, its secret part too"),
    ]
    LIST = "PROFILE"
    BESIDE = "ON WHOSE WORD"

    def __init__(self, playing: Playing, actor: str = "") -> None:
        super().__init__()
        self.playing = playing
        ids = [each.id for each in playing.scenario.actors]
        self.at = ids.index(actor) if actor in ids else 0
        self._items: dict[str, Item] = {}

    def heading(self) -> str:
        """Return whose dossier it is."""
        actors = self.playing.scenario.actors
        name = self.playing.names.actor(actors[self.at].id)
        return f"Dossier · {name} · actor {self.at + 1}/{len(actors)}"

    def lead(self) -> str:
        """Return what the actor is."""
        return plain(self.playing.scenario.actors[self.at].description)

    def rows(self, width: int) -> Iterable[Option]:
        """Return a row for each thing, under its section."""
        actor = self.playing.scenario.actors[self.at]
        items = profile(actor, self.playing.names, self.playing.exercise.table)
        self._items = {f"{self.at}.{number}": item for number, item in enumerate(items)}
        for section in SECTIONS:
            rows = [(id, item) for id, item in self._items.items() if item.section == section]
            if rows:
                yield head(section)
            for id, item in rows:
                yield Option(_row(item, width), id)

    def detail(self, id: str, width: int) -> Content:
        """Return a thing with all it rests on."""
        item = self._items.get(id)
        if item is None:
            return Content("")
        ledger = self.playing.scenario.ledger
        lines = [(item.says, "bold"), *((fact, "") for fact in item.facts), ("", "")]
        lines += list(_claims("rests on", cited(item.claims, ledger)))
        lines += list(_claims("disputed by", cited(item.disputed_by, ledger)))
        if item.judgement:
            said = "" if item.judgement == "judgement" else f": {item.judgement}"
            lines.append((f"our judgement{said}", MUTED))
        if not (item.claims or item.judgement):
            lines.append(("no claim is named for it", MUTED))
        return told(lines, width)

    def picked(self, id: str) -> None:
        """Let what it rests on be scrolled."""
        self.query_one("#beside").focus()

    def action_step(self, by: int) -> None:
        """Go to another actor."""
        self.at = (self.at + by) % len(self.playing.scenario.actors)
        self.show_anew()

    def action_brief(self) -> None:
        """Show the actor's brief and its secret part."""
        actor = self.playing.scenario.actors[self.at]
        texts = [
            ("Brief", safe.plain(actor.brief)),
            ("Secret: for this seat and the white cell", safe.plain(actor.secret_brief)),
        ]
        self.app.push_screen(Reading(f"{self.playing.names.actor(actor.id)}: brief", texts))


def _row(item: Item, width: int) -> Content:
    tail = max(12, len(item.tag) + 1)
    return Content.assemble(
        cells(safe.one(f" {item.name}"), max(8, width - tail)),
        right(safe.one(item.tag, MUTED), tail),
    )


def _claims(what: str, claims: Iterable[Cited]) -> Iterator[tuple[str, str]]:
    for at, each in enumerate(claims):
        if not at:
            yield what, "bold $primary"
        yield f"  {each.id}: {each.says}", ""
        yield f"      held by {each.holder}", MUTED
        for other in each.against:
            yield f"      ✗ {other.id}: {other.says}", "$warning"
            yield f"          held by {other.holder}", MUTED
