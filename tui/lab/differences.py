"""What differs from the baseline, pair by pair of runs with the same luck."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from shlex import quote

from textual.content import Content
from textual.widgets.option_list import Option

from batch.compare.futures import Crossed
from batch.compare.measures import MeasureDifference
from batch.compare.shares import ShareDifference
from batch.compare.whole import Comparison
from reports.comparison.futures import futures_say
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
from tui.lab import futures
from tui.lab.bars import difference_bar
from tui.lab.rooms import MUTED, Line, Room, note
from tui.pairs import head
from tui.widgets.lists import cells, right

MEASURES = 24
NAME = 26


class Differences(Room):
    """Policies in the same futures, arms, then measures and final levels, against the baseline."""

    ID, NAME, TITLE = "differences", "differences", "WHAT DIFFERS FROM THE BASELINE"
    NEXT = "see what differs from the baseline"

    def own_rows(self, width: int) -> Iterator[Option]:
        """Return a row for each difference, arm by arm, the measures last."""
        of = self.lab.comparison
        if of is None or not of.others:
            alone = "There is one arm only: nothing to hold it against."
            yield note(strangers_say(of) if of is not None and of.strangers else alone)
            return
        reach = _reach(of)
        if of.crossed is not None:
            yield from self._policy_rows(of, of.crossed, reach, width)
            yield note("Below, arms of any future against one arm: policy and future are mixed.")
        base = of.names[of.baseline.label]
        for cloud in of.others:
            yield head(f"{of.names[cloud.label]} against {base}, in points")
            shown = [(at, d) for at, d in self._shares() if d.arm == cloud.label]
            for at, d in shown:
                yield Option(_share_row(self.lab.outcome(d.outcome), d, reach, width), f"s{at}")
            if not shown:
                yield note("  no class differs")
        if of.strangers:
            yield note(strangers_say(of))
        yield from self._measure_rows(width)

    def _policy_rows(
        self, of: Comparison, crossed: Crossed, reach: float, width: int
    ) -> Iterator[Option]:
        """Give each policy against the baseline's in the same future, over all futures first."""
        for policy in crossed.policies:
            if policy == crossed.base:
                continue
            yield head(f"{policy} against {crossed.base} in the same future, in points")
            for id, future, d in futures.rows(crossed, policy, of.outcome):
                name = f"· {future}" if future else self.lab.outcome(d.outcome)
                yield Option(_share_row(name, d, reach, width), id)

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
            d = of.share_differences[int(id[1:])]
            yield from self._of_share(d, of.names[d.arm], of.names[of.baseline.label])
            if (arm := self.lab.arm(d.arm)) is not None:
                yield f"What {of.names[d.arm]} sets: {self.lab.sets(arm)}", ""
        elif of.crossed is not None and id[0] in (futures.OVER, futures.WITHIN):
            d, base = futures.found(of.crossed, id), f"{of.crossed.base} there"
            yield from self._of_share(d, futures.under(of.crossed, id), base)
            yield futures_say(of.crossed), MUTED
        else:
            yield from self._of_measure(of.measure_differences[int(id[1:])])

    def _of_share(self, d: ShareDifference, name: str, base: str) -> Iterator[Line]:
        lab = self.lab
        yield f"{capital(lab.outcome(d.outcome))}: {lab.means(d.outcome)}", "bold"
        told = f"{points(d.difference)} points under {name} ({points_span(d.low, d.high)})"
        yield f"{told}: {verdict(sure=d.sure)}", ""
        if d.pairs:
            pairs = f"Of {counted(d.pairs, 'pair')} of runs with the same luck"
            only = f"{share(d.turned_in)} ended so only under {name}, {share(d.turned_out)} only"
            yield f"{pairs} {only} under {base}.", ""
        effect = f"Cohen's h {d.effect:+.2f}".replace("-", "−")
        yield f"{d.method}; {effect}; variance left by pairing {factor(d.factor)}", MUTED

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


def _reach(of: Comparison) -> float:
    """Return what the ends of all bars stand for."""
    within = (each.of for each in of.crossed.within) if of.crossed is not None else ()
    every = (*of.share_differences, *within)
    return max((abs(bound) for d in every for bound in (d.low, d.high)), default=1.0)


def _share_row(name: str, d: ShareDifference, reach: float, width: int) -> Content:
    figures = f"{points(d.difference)}  {points_span(d.low, d.high)}"
    return _row(name, figures, (d.difference, d.low, d.high, reach), width)


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
