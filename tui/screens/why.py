"""Why: one decision taken apart, its options beside one another, and whether luck decided."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Container, VerticalScroll
from textual.content import Content
from textual.widgets import OptionList, Static

from engine.record import FREE, Explanation, Option
from reports.names import Names
from reports.quoting import claims_behind
from reports.reasons import decided, why
from reports.wording import sentence
from tui import safe
from tui.lexicon import lexicon_of
from tui.page import Page
from tui.widgets.lists import cells
from tui.widgets.options import COLUMNS, LEAST, OptionsList, beside, facts_of, held, net, rounded
from tui.widgets.options import shown as share

SMALLER = "smaller shares"
"""The row of all shares too small to be told, and of what was rounded off the others."""
LUCK = "luck: the seat's draw for each option; the engine takes the greatest of utility and luck."


class WhyScreen(Page[None]):
    """The explanations of a turn's decisions, one at a time."""

    BINDINGS = [
        Binding("n", "step(1)", "next decision", tooltip="Go to the turn's next decision"),
        Binding("p", "step(-1)", "previous", tooltip="Go to the turn's previous decision"),
    ]

    GLOSS = (*COLUMNS, LUCK)

    def __init__(
        self,
        names: Names,
        explanations: Sequence[Explanation],
        acts: Mapping[str, str],
        at: int = 0,
    ) -> None:
        super().__init__()
        self.names, self.explanations, self.acts, self.at = names, explanations, acts, at
        self._precision = {a.id: a.decision.precision for a in names.scenario.actors}

    def body(self) -> ComposeResult:
        """Yield the sentence, the options, and the chosen one beside the next best."""
        yield Static("", id="seen", markup=False)
        yield Static("", id="columns", markup=False)
        with Container(id="choice"):
            yield OptionsList(())
            with Container(id="detail"):
                with VerticalScroll(id="motives"):
                    yield Static("", id="motive", markup=False)
                with VerticalScroll(id="facts"):
                    yield Static("", id="fact", markup=False)

    def on_mount(self) -> None:
        """Show the decision that was asked for."""
        self.query_one("#motives").border_title = "CHOSEN AND NEXT BEST"
        self.query_one("#facts").border_title = "HIGHLIGHTED OPTION"
        self.query_one(OptionsList).focus()
        self.show_decision()

    def on_resize(self) -> None:
        """Fit the columns to the new width."""
        self.call_after_refresh(self._fit_columns)

    def _fit_columns(self) -> None:
        options = self.query_one(OptionsList)
        self.query_one("#columns", Static).update(Content(f"  {options.header(options.room)}"))
        self._compare()

    @property
    def shown(self) -> Explanation:
        """The decision that is shown."""
        return self.explanations[self.at]

    def action_step(self, by: int) -> None:
        """Go to another decision of the turn."""
        self.at = (self.at + by) % len(self.explanations)
        self.show_decision()

    def show_decision(self) -> None:
        """Show one decision."""
        shown = self.shown
        who, count = self.names.actor(shown.actor), len(self.explanations)
        phase = "" if shown.phase == "initiative" else " · answering"
        self.entitle(f"Why? {who} · turn {shown.turn}{phase} · decision {self.at + 1}/{count}")
        chosen, because = safe.one(shown.choice.says, "bold"), sentence(why(shown, self.names))
        claims = ", ".join(claims_behind(shown, self.names))
        because += f" [{claims}]" if claims and shown.by == "engine" else ""
        told = [chosen, safe.one(because), safe.one(decided(shown))]
        self.query_one("#seen", Static).update(Content("\n").join(told))
        answering = shown.phase == "reaction"
        self.query_one(OptionsList).show(shown.options, shown.chosen, answering=answering)
        self._compare()

    def _compare(self) -> None:
        width = self.query_one("#motives").scrollable_content_region.width
        precision = self._precision[self.shown.actor]
        self.query_one("#motive", Static).update(
            _compared(self.shown, self.names, precision, width)
        )

    def on_option_list_option_highlighted(self, event: OptionList.OptionHighlighted) -> None:
        """Tell what the highlighted option was made of."""
        option = self.shown.options[event.option_index]
        lexicon = lexicon_of(self.names, self.shown.actor, self.shown.options, self.acts)
        self.query_one("#fact", Static).update(
            facts_of(
                option,
                lexicon,
                answering=self.shown.phase == "reaction",
                windows=any(each.because_of for each in self.shown.options),
            )
        )


def _compared(shown: Explanation, names: Names, precision: float, width: int) -> Content:
    """Return the chosen option beside the next best, share by share, and what luck added.

    The engine takes the greatest utility plus luck / precision, so that sum shows what decided.
    """
    if shown.chosen == FREE:
        return safe.plain("A free move is on no menu: the engine has nothing to lay beside it.")
    base, chosen, other = held(shown.options), shown.choice, shown.next_best
    room = max(10, min(26, width - 27))
    heads = (names.move(chosen.move), names.move(other.move) if other else "none")
    lines = [
        safe.one(f"{heads[0]} against {heads[1]}", "bold"),
        Content.styled(f"{'':<{room}}  chosen    next   gain", "$foreground-muted"),
    ]
    rows = _shares(chosen, other, base, names)
    total = rounded(net(chosen, base)), rounded(net(other, base) if other else 0.0)
    luck = rounded(chosen.luck / precision), rounded(other.luck / precision if other else 0.0)
    rest = total[0] - sum(row[1] for row in rows), total[1] - sum(row[2] for row in rows)
    rows += [(SMALLER, *rest)] if max(map(abs, rest)) >= LEAST else []
    lines += [_line(*row, room) for row in rows]
    lines.append(_line("utility", *total, room, "bold"))
    lines.append(_line("luck", *luck, room))
    lines.append(_line("in all", total[0] + luck[0], total[1] + luck[1], room, "bold"))
    return Content("\n").join(lines)


def _shares(
    chosen: Option, other: Option | None, base: Option | None, names: Names
) -> list[tuple[str, float, float]]:
    mine = _parts(chosen, base, names)
    theirs = _parts(other, base, names) if other else {}
    ids = dict.fromkeys([*mine, *theirs])
    rows = [(id, rounded(mine.get(id, 0.0)), rounded(theirs.get(id, 0.0))) for id in ids]
    kept = [row for row in rows if abs(row[1]) >= LEAST or abs(row[2]) >= LEAST]
    return sorted(kept, key=lambda row: -abs(row[1] - row[2]))


def _parts(option: Option, base: Option | None, names: Names) -> dict[str, float]:
    parts = {names.motive(id): own + ahead for id, own, ahead in beside(option, base)}
    parts["cost"], parts["effort of moving"] = -option.cost, -option.friction
    parts["lines strained"] = -sum(share for _, share in option.penalties)
    parts["occasion to answer"] = option.bonus
    return parts


def _line(name: str, mine: float, theirs: float, room: int, style: str = "") -> Content:
    gain = mine - theirs
    sense = "$success" if gain >= LEAST else "$error" if gain <= -LEAST else ""
    return Content.assemble(
        cells(safe.one(name, style), room),
        f"  {share(mine):>6}  {share(theirs):>6} ",
        (f"{share(gain):>6}", f"{style} {sense}".strip()),
    )
