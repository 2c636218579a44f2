"""A comparison as blocks of text: headings, sentences, and rows of cells to set in columns."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from batch.compare.clouds import Cloud
from batch.compare.futures import Crossed
from batch.compare.laws import Law
from batch.compare.measures import MeasureDifference
from batch.compare.policies import Robust
from batch.compare.whole import FEWEST, Comparison
from batch.plan import Arm
from reports.comparison.futures import told_rows
from reports.comparison.lacking import incomplete_say
from reports.comparison.limits import NO_MORE_RUNS, needed_say
from reports.comparison.measured import by_chance, set_say, told_measures
from reports.comparison.regrets import often_told, regret_sentences, satisfied_in, worst_place
from reports.comparison.told import answered, chosen_say, question
from reports.comparison.wording import (
    AT_THE_END,
    DONE,
    LEAVES_OUT,
    column_in_words,
    deed,
    factor,
    law_expects,
    law_held,
    number,
    outcome_name,
    parted,
    points,
    points_span,
    share,
    signed,
    span,
    terms_of,
    would_know,
)
from reports.names import Names
from reports.wording import capital, counted, plain

MOST_MEASURES = 14
MOST_WAYS = 4


@dataclass(frozen=True, slots=True)
class Block:
    """A heading, what to say below it, and rows whose last cell may wrap."""

    title: str
    says: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()


def comparison_blocks(of: Comparison) -> Iterator[Block]:
    """Give a comparison block by block, its answer first."""
    names = terms_of(of.clouds)
    told = (answered(of, names), chosen_say(of), _once(of), incomplete_say(of.clouds))
    yield Block(question(of, names), tuple(filter(None, told)))
    if of.crossed is not None:
        yield from _policies(of, of.crossed, names)
    yield from _shares(of, names)
    if of.share_differences:
        yield from _differences(of, names)
    if of.measure_differences:
        yield _measures(of, names)
    if of.divergences:
        yield _partings(of, names)
    if of.laws:
        yield _laws(of, names)
    if of.robust is not None:
        yield from regret_blocks(of.robust, names)


def _together(of: Comparison) -> bool:
    """Whether it is said of all arms together how many sample points would be enough."""
    return len(of.clouds) > 1 and all(cloud.results.study.samples for cloud in of.clouds)


def _once(of: Comparison) -> str:
    return needed_say(of, more=True) if _together(of) else ""


def _policies(of: Comparison, crossed: Crossed, names: Names) -> Iterator[Block]:
    title = f"{outcome_name(of.outcome, names)}: policies against {crossed.base} in the same future"
    says = "points, 95% interval; every future: over all of them, runs of one luck as one case"
    yield Block(capital(title), (says,), tuple(told_rows(of, crossed)))


def _shares(of: Comparison, names: Names) -> Iterator[Block]:
    seen = {each.outcome for each in of.shares if each.hits}
    for cloud in of.clouds:
        rows = [
            (outcome_name(s.outcome, names), share(s.share), span(s.low, s.high))
            for s in of.shares
            if s.arm == cloud.label and s.outcome in seen
        ]
        failed = f", {cloud.failed:,} failed" if cloud.failed else ""
        title = f"{of.names[cloud.label]} ({counted(cloud.runs, 'run')}{failed})"
        known = () if _together(of) else (enough(cloud, of.needed[cloud.label]),)
        yield Block(title, (*_set(cloud.arm), *known), tuple(rows))


def _set(arm: Arm) -> tuple[str, ...]:
    """Return what was set in an arm beside its names; a policy's name stands for its settings."""
    told = ", ".join(f"{key} = {value}" for key, value in arm.settings)
    return (f"set: {plain(told)}",) if told and not arm.policy else ()


def enough(cloud: Cloud, needed: int | None) -> str:
    """Return what an arm needs to be known well, or that it has too few runs to tell."""
    if cloud.results.study.samples == 1:
        return "one sample point does not tell how many would be enough"
    if needed is None:
        return f"fewer than {FEWEST} runs do not tell how many would be enough"
    told = f"{would_know(cloud, needed)} would know every share to ±1 point"
    if not cloud.results.study.samples:
        return told
    return f"{told}; {NO_MORE_RUNS}"


def _differences(of: Comparison, names: Names) -> Iterator[Block]:
    base = of.names[of.baseline.label]
    for cloud in of.others:
        rows = [
            (
                outcome_name(d.outcome, names),
                points(d.difference),
                points_span(d.low, d.high),
                f"h {d.effect:+.2f}".replace("-", "−"),
                factor(d.factor),
            )
            for d in of.share_differences
            if d.arm == cloud.label and (d.turned_in or d.turned_out or d.difference)
        ]
        methods = {d.method for d in of.share_differences if d.arm == cloud.label}
        says = f"points, 95% interval, Cohen's h, variance of pairs ({', '.join(sorted(methods))})"
        told: list[tuple[str, ...]] = [*rows] or [("no class differs",)]
        yield Block(f"{of.names[cloud.label]} against {base}", (says,), tuple(told))


def _measures(of: Comparison, names: Names) -> Block:
    """Return the block of measures and final levels, a row a difference."""
    ranked = told_measures(of)
    shown, more = ranked[:MOST_MEASURES], len(ranked[MOST_MEASURES:])
    called = _short_names((d.column for d in shown), names)
    rows = [
        (
            f"{called[d.column]} · {of.names[d.arm]}",
            signed(d.difference, d.high - d.low),
            f"{signed(d.low, d.high - d.low)} to {signed(d.high, d.high - d.low)}",
            _effect(d),
        )
        for d in shown
    ]
    says = (
        "mean difference, 95% interval, Cohen's d, variance of pairs; the largest effects first; "
        "levels as they are at the end"
    )
    rest = (f"{more:,} more {LEAVES_OUT}: --format json",) if more else ()
    told: list[tuple[str, ...]] = [*rows] or [(f"no measure {LEAVES_OUT}",)]
    return Block("Measures and final levels", (says, *_chance(of, names), *rest), tuple(told))


def _chance(of: Comparison, names: Names) -> Iterator[str]:
    yield from filter(None, (by_chance(of), set_say(of, names)))


def _short_names(columns: Iterable[str], names: Names) -> dict[str, str]:
    """Return the columns' names; a final level's is the level's where no other has that name."""
    told = {column: column_in_words(column, names) for column in columns}
    taken = set(told.values())
    short = {column: name.removesuffix(AT_THE_END) for column, name in told.items()}
    return {
        column: short[column] if short[column] not in taken else told[column] for column in told
    }


def _effect(d: MeasureDifference) -> str:
    left = factor(d.factor).replace(" ", "")
    return f"{d.effect:+.2f} {left}".replace("-", "−") if d.effect is not None else left


def _partings(of: Comparison, names: Names) -> Block:
    says, rows = list[str](), list[tuple[str, ...]]()
    for each in of.divergences:
        says.append(parted(each, of.names[each.arm]))
        for way in each.partings[:MOST_WAYS]:
            told = f"{deed(way.deed, names)}, {DONE[way.done]}"
            rows.append((of.names[each.arm], share(way.pairs / each.pairs), told))
    return Block("Where runs part, by what", tuple(says), tuple(rows))


def _laws(of: Comparison, names: Names) -> Block:
    rows = [
        (
            names.spelled(law.id),
            f"{signed(law.difference, law.high - law.low)}",
            f"{signed(law.low, law.high - law.low)} to {signed(law.high, law.high - law.low)}",
            factor(law.factor),
            f"expected {law_expects(law)}: {law_held(law)}; {_arms_of(of, law)}",
        )
        for law in of.laws
    ]
    says = (
        "paired difference, 95% interval, its variance over that of independent runs; a law holds "
        "where the interval stands on its side of zero"
    )
    return Block("Strict laws", (says,), tuple(rows))


def _arms_of(of: Comparison, law: Law) -> str:
    return f"{of.names[law.b]} against {of.names[law.a]}, {over(law)}"


def over(law: Law) -> str:
    """Return what the interval of a law is over."""
    return counted(law.points, "sample point") if law.points else counted(law.pairs, "pair")


def regret_blocks(of: Robust, names: Names) -> Iterator[Block]:
    """Give the regret table and what follows from it."""
    table = of.table
    chosen, worst = dict(of.chosen), {policy: (low, high) for policy, low, high in of.worst}
    rows = []
    for row in table.standings:
        place = worst_place(table, row)
        cells = [row.policy, number(row.worst), f"in {place}" if place else "nowhere"]
        cells.append(f"mean {number(row.mean)}")
        if row.policy in worst:
            low, high = worst[row.policy]
            cells[1] += f" ({number(low)} to {number(high)})"
        if enough := satisfied_in(table, row):
            cells.append(f"enough in {enough} futures")
        if row.policy in chosen:
            cells.append(f"chosen in {often_told(chosen[row.policy])} of resamples")
        rows.append(tuple(cells))
    yield Block("Regret", regret_sentences(of, names), tuple(rows))
    yield Block("Regret by future", (), tuple(_grid(of)))


def _grid(of: Robust) -> Iterator[tuple[str, ...]]:
    yield ("future", *of.table.policies)
    for at, future in enumerate(of.table.futures[:40]):
        yield (future, *(number(row[at]) for row in of.table.regrets))
    if (more := len(of.table.futures) - 40) > 0:
        yield (f"and {more} more futures", *[""] * len(of.table.policies))
