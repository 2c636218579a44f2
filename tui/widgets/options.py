"""A seat's options as rows, and what one of them is made of."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from textual.binding import Binding
from textual.content import Content
from textual.widgets.option_list import Option as Row

from engine.record import HOLD, Block, Option
from reports.wording import fraction, percent, signed
from tui import safe
from tui.lexicon import Lexicon
from tui.telling import bar
from tui.widgets.lists import Rows, cells, right

WIDE = 90
LEAST = 0.0005
"""A share smaller than this is told as none."""

NET = (
    "net: its utility beside holding. All its expected changes, own and others', each by the "
    "weight of its motive, plus what an answer is worth now, less cost, effort and the lines it "
    "strains."
)
COLUMNS = (
    "engine: how likely the engine is to choose it.",
    NET,
    "odds: of being carried out. cost: what choosing it costs, in utility.",
    "The days and the political capital a move takes are told of the highlighted option.",
)
"""What the columns of options mean."""

REASONS = {
    "requires": "not yet",
    "constraint": "held back",
    "cooldown": "too soon",
    "pending": "under way",
    "capital": "too dear",
    "response_only": "only as an answer",
}
NO_ANSWER = "not an answer to this"
"""Said of the moves a seat that may answer cannot answer with."""
OTHERS = "None of the moves that may be answered now calls for it."
"""Said of a move where something calls for an answer, but not for this one."""


def reason_of(block: Block, answering: bool) -> str:
    """Return why an option is not possible, in a few words."""
    return NO_ANSWER if answering and block.reason == "response_only" else REASONS[block.reason]


class OptionsList(Rows):
    """The options of one seat, the likeliest first, those not possible last and greyed."""

    BORDER_TITLE = "OPTIONS"

    def __init__(
        self, options: Sequence[Option], chosen: str = "", *, answering: bool = False
    ) -> None:
        super().__init__("options")
        self.options_shown = tuple(options)
        self.chosen, self.answering = chosen, answering

    def show(self, options: Sequence[Option], chosen: str, *, answering: bool = False) -> None:
        """Show other options."""
        self.options_shown, self.chosen, self.answering = tuple(options), chosen, answering
        self.highlighted = None
        self.rebuild()
        moves = [option.move for option in self.options_shown]
        self.highlighted = moves.index(chosen) if chosen in moves else 0

    def rows(self, width: int) -> Iterable[Row]:
        """Return a row for each option."""
        base = held(self.options_shown)
        for option in self.options_shown:
            why = "" if option.possible else f"{reason_of(option.blocks[0], self.answering)}: "
            yield Row(_row(option, base, option.move == self.chosen, width, why), option.move)

    def header(self, width: int) -> str:
        """Return the names of the columns, fitted to the rows."""
        tail = "   net  odds  cost"
        head = "  engine    " if width >= WIDE else "  engine "
        return f"{head}{'move':<{max(0, width - len(head) - len(tail))}}{tail}"


class OptionsMenu(OptionsList):
    """The options of a seat that is to choose one."""

    BINDINGS = [Binding("enter", "select", "choose", tooltip="Choose the highlighted option")]


def held(options: Sequence[Option]) -> Option | None:
    """Return the option to hold, which every other is measured beside."""
    return next((option for option in options if option.move == HOLD), None)


def beside(option: Option, base: Option | None) -> tuple[tuple[str, float, float], ...]:
    """Return each motive with an option's own and anticipated change, beside holding."""
    own = dict(base.motives) if base else {}
    ahead = dict(base.anticipation) if base else {}
    anticipated = dict(option.anticipation)
    return tuple(
        (id, share - own.get(id, 0.0), anticipated.get(id, 0.0) - ahead.get(id, 0.0))
        for id, share in option.motives
    )


def net(option: Option, base: Option | None) -> float:
    """Return an option's utility beside holding."""
    return option.utility - (base.utility if base else 0.0)


def shown(share: float) -> str:
    """Return a share of utility, a dash for next to nothing."""
    return signed(share) if abs(share) >= LEAST else "–"


def rounded(share: float) -> float:
    """Return a share as it is shown, so that what is shown adds up."""
    return round(share, 3)


def _row(option: Option, base: Option | None, chosen: bool, width: int, why: str) -> Content:
    style = "" if option.possible else "$foreground-muted"
    mark = "▸ " if chosen else "  " if option.possible else "✗ "
    share = percent(option.probability) if option.possible else "–"
    wide = width >= WIDE
    picture = bar(option.probability, 1.0, 5) if option.possible else " " * 5
    head = f"{mark}{share:>4} {picture + ' ' if wide else '  '}"
    room = max(8, width - len(head) - 18)
    return Content.assemble(
        (head, "bold" if chosen else style),
        cells(safe.one(why + option.says, style), room),
        right(Content.styled(shown(net(option, base)), _sense(net(option, base), style)), 6),
        right(Content.styled(percent(option.odds) if option.odds < 1 else "sure", style), 6),
        right(Content.styled(fraction(option.cost) if option.cost else "–", style), 6),
    )


def _sense(amount: float, style: str) -> str:
    return style or ("$success" if amount >= LEAST else "$error" if amount <= -LEAST else "")


def motives_of(option: Option, base: Option | None, lexicon: Lexicon, width: int) -> Content:
    """Return what an option is expected to change, motive by motive, the largest first."""
    if option.move == HOLD:
        measure = "Holding is the measure: the other options are told beside it."
        return Content("\n").join([Content(measure), Content.styled(NET, "$foreground-muted")])
    room, gap = max(10, min(24, width - 19)), "  " if width >= 48 else " "
    head = f"{'motive':<{room}}{'own':>6}{gap}{'others':>6}{gap}{'sum':>5}"
    lines = [Content.styled(head, "$foreground-muted")]
    ranked = sorted(beside(option, base), key=lambda row: (-abs(row[1] + row[2]), row[0]))
    for id, own, ahead in ranked:
        total = rounded(own) + rounded(ahead)
        lines.append(
            Content.assemble(
                cells(safe.one(lexicon.spelled(id)), room),
                f"{shown(own):>6}{gap}{shown(ahead):>6}{gap}",
                (f"{shown(total):>5}", f"bold {_sense(total, '')}"),
            )
        )
        if width >= 56 and abs(total) >= LEAST:
            says = safe.one(lexicon.motives.get(id, ""), "$foreground-muted")
            lines.append(cells(Content.assemble("  ", says), width))
    return Content("\n").join(lines)


def facts_of(
    option: Option,
    lexicon: Lexicon,
    *,
    answering: bool = False,
    windows: bool = False,
    pool: float | None = None,
) -> Content:
    """Return what else there is to know of an option: why not, the price, who may answer.

    `windows` is whether any move calls for an answer of the seat, `pool` the political capital
    it has now, where that is known.
    """
    lines = [safe.one(option.says, "bold")]
    for block in option.blocks:
        says = OTHERS if windows and block.reason == "response_only" else block.says
        lines += _block(block, says, lexicon, answering)
    lines.append(Content(_price(option)))
    if takes := _takes(option, lexicon, pool):
        lines.append(safe.one(takes))
    if option.because_of:
        worth = f" ({signed(option.bonus)})" if abs(option.bonus) >= LEAST else ""
        lines.append(safe.one(f"answers{worth}: {lexicon.act(option.because_of)}"))
    lines += [
        safe.one(f"− {fraction(share)} for a line it strains: {lexicon.constraint(id)}")
        for id, share in option.penalties
        if share > 0
    ]
    likely = [each for each in option.responses if each.move != HOLD][:4]
    if likely:
        lines.append(Content.styled("likely answers:", "$foreground-muted"))
    lines += [safe.one(f"{percent(each.probability):>4} {lexicon.answer(each)}") for each in likely]
    return Content("\n").join(lines)


def _price(option: Option) -> str:
    if option.move == HOLD:
        return "It costs nothing and is always carried out."
    odds = "sure" if option.odds >= 1 else percent(option.odds)
    return f"odds {odds} · cost {fraction(option.cost)} · effort {fraction(option.friction)}"


def _takes(option: Option, lexicon: Lexicon, pool: float | None) -> str:
    """Return how long an option is prepared and the political capital it takes of the pool."""
    lead, price = lexicon.leads.get(option.move), lexicon.prices.get(option.move)
    told = [f"takes {lead}"] if lead else []
    if price is not None:
        told.append(f"capital {price:g}" + ("" if pool is None else f" of {round(pool, 1):g}"))
    return " · ".join(told)


def _block(block: Block, says: str, lexicon: Lexicon, answering: bool) -> list[Content]:
    why = reason_of(block, answering)
    lines = [safe.one(f"✗ Not possible, {why}: {says}", "bold $error")]
    if block.reason == "constraint":
        lines.append(safe.one(f"constraint: {lexicon.spelled(block.id)}", "$foreground-muted"))
    if block.expression:
        met = ", ".join(f"{lexicon.level(id)} {_shown(value)}" for id, value in block.values)
        lines.append(safe.one(f"tested: {block.expression} ({met})", "$foreground-muted"))
    lines += [safe.one(f"{id}: {lexicon.claim(id)}", "$foreground-muted") for id in block.claims]
    return lines


def _shown(value: object) -> str:
    return f"{value:.1f}" if isinstance(value, float) else str(value)
