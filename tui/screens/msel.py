"""Inject/MSEL: planned against delivered; fire, edit, skip or make up an inject."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from textwrap import shorten

from textual import work
from textual.binding import Binding
from textual.content import Content
from textual.widgets.option_list import Option

from engine.errors import WhitecellError
from reports.citing import cited
from reports.wording import listing
from tui import msel, safe, standing
from tui.msel import Planned
from tui.pairs import Pairs, head, told
from tui.playing import Playing
from tui.screens.dialogs import Ask, Pick, thrown_away
from tui.screens.palette import ask_effects
from tui.widgets.lists import cells, right
from tui.writing import written

MUTED = "$foreground-muted"
SIGNS = {
    msel.DUE: "●",
    msel.COMING: "○",
    msel.HELD: "◇",
    msel.DONE: "✓",
    msel.GONE: "–",
    msel.STRUCK: "✗",
}
MOST_SCALE = 10.0
LONGEST = 60
"""Letters of an inject made up that a notice names it by."""
EDITED = ("What is told", "Its effects, in percent of what was written", "Why it was edited")


class MselScreen(Pairs[None]):
    """Every inject as it stands. For the white cell; whatever is done here is on record."""

    BINDINGS = [
        Binding("f", "fire", "fire now", tooltip="Fire the highlighted inject now, as written"),
        Binding("e", "edit", "edit, fire", tooltip="Fire it with another text or other effects"),
        Binding("x", "skip", "skip", tooltip="Strike it, with a reason, so that it will not fire"),
        Binding("m", "make_up", "make one up", tooltip="Fire an inject nobody wrote beforehand"),
    ]
    LIST = "MSEL"
    BESIDE = "THIS INJECT"

    def __init__(self, playing: Playing) -> None:
        super().__init__()
        self.playing = playing
        self._rows: dict[str, Planned] = {}

    def heading(self) -> str:
        """Return where the exercise stands."""
        return f"Injects · {standing.place(self.playing)}"

    def lead(self) -> str:
        """Return how many were delivered, of how many planned."""
        rows = msel.planned(self.playing)
        plan = [row for row in rows if not row.improvised]
        done = sum(row.group == msel.DONE for row in plan)
        extra = sum(row.improvised for row in rows)
        more = f" {extra} made up." if extra else ""
        return f"{done} of {len(plan)} planned injects delivered.{more}"

    def rows(self, width: int) -> Iterable[Option]:
        """Return a row for each inject under its group."""
        found = msel.planned(self.playing)
        self._rows = {row.id: row for row in found}
        for group, name in msel.heads(self.playing).items():
            rows = [row for row in found if row.group == group]
            if rows:
                yield head(name)
            for row in rows:
                yield Option(_row(row, width), row.id)

    def detail(self, id: str, width: int) -> Content:
        """Return an inject with its plan, its delivery and its claims."""
        row = self._rows.get(id)
        if row is None:
            return Content("This scenario has no injects; m makes one up.")
        ledger = self.playing.scenario.ledger
        lines = [(row.says, "bold"), *((fact, "") for fact in row.facts)]
        for each in cited(row.claims, ledger):
            lines += [(f"{each.id}: {each.says}", MUTED), (f"    held by {each.holder}", MUTED)]
        return told(lines, width)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Show only the keys that do something now."""
        over = self.playing.finished is not None
        row = self._rows.get(self.items.at) if self.is_mounted else None
        if action in ("fire", "edit"):
            return not over and row is not None and not row.improvised
        if action == "skip":
            return not over and row is not None and row.open
        return not over if action == "make_up" else True

    def on_option_list_option_highlighted(self, event: object) -> None:
        """Show the keys that fit the row."""
        self.show_detail()
        self.refresh_bindings()

    # --- what is done ----------------------------------------------------------------------------

    @work(exclusive=True, group="picked")
    async def picked(self, id: str) -> None:
        """Ask what is to be done with an inject."""
        row = self._rows[id]
        when = "again" if row.delivered else "now"
        says = {"fire": f"Fire it {when}, as written", "edit": f"Edit it and fire it {when}"}
        says["skip"] = "Skip it: strike it from the plan"
        answers = [(key, text) for key, text in says.items() if self.check_action(key, ())]
        if not answers:
            return
        what = await self.app.push_screen_wait(Pick(row.name, answers, row.says))
        if what is not None:
            await self.run_action(what)

    async def _do(self, step: Callable[[], tuple[str, ...] | None], says: str) -> None:
        done, anew = False, list[str]()
        try:
            done = await written(self.app, lambda: anew.extend(step() or ()))
        except WhitecellError as error:
            self.warn(error)
        self.show_anew()
        if not done:
            return
        asked = listing(self.playing.names.actor(seat) for seat in anew)
        self.tell(f"{says} {asked} must choose anew." if asked else says)

    @work(exclusive=True, group="msel")
    async def action_fire(self) -> None:
        """Fire the highlighted inject as it is written, once that is confirmed."""
        row = self._rows[self.items.at]
        sure = _sure(row, f"Fire {row.name}?", row.written, _makes(row))
        if await self.app.push_screen_wait(sure) == "yes":
            await self._do(lambda: self.playing.session.inject(row.id), f"Fired: {row.name}.")
        else:
            self.tell(f"Not fired: {row.name}.")

    @work(exclusive=True, group="msel")
    async def action_edit(self) -> None:
        """Ask for another text, another size of its effects and the reason, and fire it."""
        row = self._rows[self.items.at]
        given = await self._edited(row)
        if given is None:
            return
        says, percent, reason = given
        scale = scale_of(percent)
        assert scale is not None, "the question stays until it is one"
        text = None if says == safe.line(row.written) else says
        session = self.playing.session
        await self._do(
            lambda: session.inject(row.id, says=text, scale=scale, reason=reason),
            f"Fired, edited: {row.name}.",
        )

    async def _edited(self, row: Planned) -> tuple[str, ...] | None:
        """Ask for the text, size and reason until they are meant; None where it was given up."""

        def sure(given: tuple[str, ...]) -> Pick:
            says = f"{row.heard} will hear: {given[0]}"
            return _sure(
                row,
                f"Fire {row.name}, edited?",
                says,
                _makes(row, scaled=scale_of(given[1]) != 1.0),
            )

        fields = list(zip(EDITED, (row.says, "100", ""), strict=True))
        title = f"Edit and fire {row.name}"
        says = _makes(row, scaled=True)
        dialog = Ask(title, fields, says, keep=True, wrong=_no_percent, sure=sure)
        answers: tuple[str, ...] | None = await self.app.push_screen_wait(dialog)
        return answers

    @work(exclusive=True, group="msel")
    async def action_skip(self) -> None:
        """Ask for the reason and strike the highlighted inject."""
        row = self._rows[self.items.at]
        fields = [("Why it is skipped", "")]
        given = await self.app.push_screen_wait(Ask(f"Skip {row.name}", fields, row.says))
        if given is not None:
            await self._do(
                lambda: self.playing.session.skip(row.id, given[0]), f"Skipped: {row.name}."
            )

    @work(exclusive=True, group="msel")
    async def action_make_up(self) -> None:
        """Ask for an inject nobody wrote: its text, its effects, who hears it; fire it."""
        says = "It happens now, and is on record as made up at the table."
        given = await self.app.push_screen_wait(
            Ask("Make up an inject", [("What happens", "")], says)
        )
        if given is None:
            return
        names = self.playing.names
        levels = {id: names.level(id) for id in names.levels}
        effects = await ask_effects(self.app, levels, f"What does it do? {given[0]}")
        if effects is None:
            return
        audience = await self._audience()
        if audience is not None:
            session = self.playing.session
            await self._do(
                lambda: session.improvise(given[0], effects, audience),
                f"Fired: “{shorten(given[0], LONGEST, placeholder='…')}”",
            )

    async def _audience(self) -> tuple[str, ...] | None:
        """Ask who hears it: everyone, or some seats. None where it was given up."""
        chosen: list[str] = []
        actors = self.playing.names.actors
        while len(chosen) < len(actors):
            left = [(id, f"{name} too" if chosen else f"only {name}, or more to be named")
                    for id, name in actors.items() if id not in chosen]  # fmt: skip
            first = ("=go", "Everyone" if not chosen else "That is all who hear it")
            told_ = listing(actors[id] for id in chosen)
            pick = Pick("Who hears it?", [first, *left], told_)
            picked = await self.app.push_screen_wait(pick)
            if picked == "=go":
                return tuple(chosen)
            if picked is not None:
                chosen.append(picked)
            elif await thrown_away(self.app, "Give it up?", "All that was said is lost."):
                return None
        return ()


def _makes(row: Planned, *, scaled: bool = False) -> str:
    """Return what an inject makes true or otherwise, and that no percent changes it."""
    if not row.makes:
        return ""
    told = f"It {'; '.join(row.makes)}."
    return f"{told} Percent scale its effects, never this." if scaled else told


def _sure(row: Planned, title: str, says: str, makes: str = "") -> Pick:
    """Return the question whether to fire an inject; on no where it was delivered before."""
    says = f"{says}\n{makes}".strip()
    answers = [("yes", "Fire it now"), ("no", "Not now")]
    if row.delivered:
        title = f"{row.name}: already delivered on {row.delivered}; fire it again?"
        answers = [("no", "No, once was enough"), ("yes", "Fire it again")]
    return Pick(title, answers, says)


def _no_percent(given: tuple[str, ...]) -> str:
    """Return what is wrong with the size of the effects, "" where it is one."""
    if scale_of(given[1]) is not None:
        return ""
    return f"The effects are a number of percent from 0 to {MOST_SCALE * 100:g}; nothing was fired."


def scale_of(percent: str) -> float | None:
    """Return percent as a factor, None where it is none from 0 to 1000."""
    try:
        value = float(percent.strip().rstrip("%").replace(",", ".")) / 100.0
    except ValueError:
        return None
    return value if 0.0 <= value <= MOST_SCALE else None


def _row(row: Planned, width: int) -> Content:
    tail = 16
    name = safe.one(f"{SIGNS[row.group]} {row.name}", "bold" if row.group == msel.DUE else "")
    return Content.assemble(
        cells(name, max(8, width - tail)), right(safe.one(row.tag, MUTED), tail)
    )
