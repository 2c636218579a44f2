"""What differs from the baseline, pair by pair of runs with the same luck."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from shlex import quote

from textual.content import Content
from textual.widgets.option_list import Option

from batch.compare.measures import MeasureDifference
from batch.compare.shares import ShareDifference
from reports.comparison.measured import by_chance, told_measures
from reports.comparison.told import strangers_say
from reports.comparison.wording import (
    LEAVES_OUT,
    column_in_words,
    factor,
    points,
    points_span,
    share,
    signed,
)
from reports.wording import capital, counted
from tui import safe
from tui.lab.bars import difference_bar
from tui.lab.rooms import MUTED, Line, Room, note
from tui.pairs import head
from tui.widgets.lists import cells, right

MEASURES = 24
NAME = 26


class Differences(Room):
    """Shares, then measures and final levels, each against the baseline."""

    ID, NAME, TITLE = "differences", "differences", "WHAT DIFFERS FROM THE BASELINE"
    NEXT = "see what differs from the baseline"

    def own_rows(self, width: int) -> Iterator[Option]:
        """Return a row for each difference, arm by arm, the measures last."""
        of = self.lab.comparison
        if of is None or not of.others:
            alone = "There is one arm only: nothing to hold it against."
            yield note(strangers_say(of) if of is not None and of.strangers else alone)
            return
        reach = max((abs(b) for d in of.share_differences for b in (d.low, d.high)), default=1.0)
        base = of.names[of.baseline.label]
        for cloud in of.others:
            yield head(f"{of.names[cloud.label]} against {base}, in points")
            shown = [(at, d) for at, d in self._shares() if d.arm == cloud.label]
            for at, d in shown:
                figures = f"{points(d.difference)}  {points_span(d.low, d.high)}"
                bar = (d.difference, d.low, d.high, reach)
                yield Option(_row(self.lab.outcome(d.outcome), figures, bar, width), f"s{at}")
            if not shown:
                yield note("  no class differs")
        if of.strangers:
            yield note(strangers_say(of))
        yield from self._measure_rows(width)

    def _shares(self) -> list[tuple[int, ShareDifference]]:
        of = self.lab.comparison
        every = enumerate(of.share_differences if of else ())
        told = [(at, d) for at, d in every if d.turned_in or d.turned_out or d.difference]
        return sorted(told, key=lambda pair: (-abs(pair[1].difference), pair[1].outcome))

    def _measure_rows(self, width: int) -> Iterator[Option]:
        of = self.lab.comparison
        ranked = told_measures(of) if of else []
        if of is None or not ranked:
            return
        places = {(d.arm, d.column): at for at, d in enumerate(of.measure_differences)}
        yield head("MEASURES AND FINAL LEVELS, the largest effects first")
        for d in ranked[:MEASURES]:
            at = places[d.arm, d.column]
            spread = d.high - d.low
            figures = f"{signed(d.difference, spread)}  {signed(d.low, spread)} to "
            figures += signed(d.high, spread)
            name = f"{column_in_words(d.column, self.lab.terms)} · {of.names[d.arm]}"
            yield Option(_row(name, figures, None, width), f"m{at}")
        if (more := len(ranked) - MEASURES) > 0:
            where = f"whitecell compare {quote(str(self.lab.folder))} --format json"
            yield note(f"and {more:,} more {LEAVES_OUT}: {where}")

    def detail(self, id: str, width: int) -> Iterable[Line]:
        """Return how a difference was found, and how large it is."""
        of = self.lab.comparison
        if of is None or not id[1:].isdigit():
            return
        if id.startswith("s"):
            yield from self._of_share(of.share_differences[int(id[1:])])
        else:
            yield from self._of_measure(of.measure_differences[int(id[1:])])

    def _of_share(self, d: ShareDifference) -> Iterator[Line]:
        lab, of = self.lab, self.lab.comparison
        assert of is not None, "a row of it is shown"
        name, base = of.names[d.arm], of.names[of.baseline.label]
        yield f"{capital(lab.outcome(d.outcome))}: {lab.means(d.outcome)}", "bold"
        told = f"{points(d.difference)} points under {name} ({points_span(d.low, d.high)})"
        yield f"{told}: {verdict(sure=d.sure)}", ""
        if d.pairs:
            pairs = f"Of {counted(d.pairs, 'pair')} of runs with the same luck"
            only = f"{share(d.turned_in)} ended so only under {name}, {share(d.turned_out)} only"
            yield f"{pairs} {only} under {base}.", ""
        effect = f"Cohen's h {d.effect:+.2f}".replace("-", "−")
        yield f"{d.method}; {effect}; variance left by pairing {factor(d.factor)}", MUTED
        if (arm := lab.arm(d.arm)) is not None:
            yield f"What {name} sets: {lab.sets(arm)}", ""

    def _of_measure(self, d: MeasureDifference) -> Iterator[Line]:
        lab, of = self.lab, self.lab.comparison
        assert of is not None, "a row of it is shown"
        spread = d.high - d.low
        name, base = of.names[d.arm], of.names[of.baseline.label]
        yield column_in_words(d.column, lab.terms), "bold"
        means = f"mean {signed(d.mean, spread)} under {name}, {signed(d.base, spread)} under {base}"
        yield means, ""
        told = f"{signed(d.difference, spread)} ({signed(d.low, spread)} to "
        yield f"{told}{signed(d.high, spread)}): {verdict(sure=d.sure)}", ""
        if d.up is not None and d.down is not None:
            yield f"Higher in {share(d.up)} of pairs, lower in {share(d.down)}.", ""
        effect = "" if d.effect is None else f"; Cohen's d {d.effect:+.2f}".replace("-", "−")
        yield f"{d.method}{effect}; variance left by pairing {factor(d.factor)}", MUTED
        yield by_chance(of), MUTED


def verdict(*, sure: bool) -> str:
    """Return what an interval says of a difference."""
    return "the 95% interval leaves out zero" if sure else "zero is in the 95% interval"


def _row(
    name: str, figures: str, bar: tuple[float, float, float, float] | None, width: int
) -> Content:
    left = width - NAME - 28
    if bar is None or left < 9:
        room = max(10, width - 28)
        return Content.assemble("  ", cells(safe.one(name), room - 2), right(Content(figures), 28))
    drawn = difference_bar(*bar, min(41, left - 2))
    sure = bar[1] > 0 or bar[2] < 0
    return Content.assemble(
        "  ",
        cells(safe.one(name), NAME - 2),
        right(Content.styled(figures, "bold" if sure else ""), 26),
        "  ",
        (drawn, "$primary" if sure else MUTED),
    )
