"""A comparison as blocks of text: headings, sentences, and rows of cells to set in columns."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from batch.compare.policies import Robust
from batch.compare.whole import Comparison
from reports.comparison.wording import (
    DONE,
    column_name,
    deed,
    factor,
    number,
    outcome_name,
    parted,
    points,
    points_span,
    regret_sentences,
    share,
    signed,
    span,
)
from reports.names import Names

MOST_MEASURES = 14
MOST_WAYS = 4


@dataclass(frozen=True, slots=True)
class Block:
    """A heading, what to say below it, and rows whose last cell may wrap."""

    title: str
    says: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()


def comparison_blocks(of: Comparison) -> Iterator[Block]:
    """Give a comparison block by block, the shares first."""
    yield from _shares(of)
    if of.share_differences:
        yield from _differences(of)
    if of.measure_differences:
        yield _measures(of)
    if of.divergences:
        yield _partings(of)
    if of.laws:
        yield _laws(of)
    if of.robust is not None:
        yield from regret_blocks(of.robust)


def _shares(of: Comparison) -> Iterator[Block]:
    for cloud in of.clouds:
        rows = [
            (outcome_name(s.outcome), share(s.share), span(s.low, s.high))
            for s in of.shares
            if s.arm == cloud.label and s.hits
        ]
        failed = f", {cloud.failed:,} failed" if cloud.failed else ""
        needed = f"about {of.needed[cloud.label]:,} runs would know every share to ±1 point"
        title = f"{of.names[cloud.label]} ({cloud.runs:,} runs{failed})"
        yield Block(title, (needed,), tuple(rows))


def _differences(of: Comparison) -> Iterator[Block]:
    base = of.names[of.baseline.label]
    for cloud in of.others:
        rows = [
            (
                outcome_name(d.outcome),
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


def _measures(of: Comparison) -> Block:
    ranked = sorted(
        (d for d in of.measure_differences if d.sure),
        key=lambda d: (-abs(d.effect or 0.0), d.column, d.arm),
    )
    rows = [
        (
            column_name(d.column, of.baseline),
            of.names[d.arm],
            signed(d.difference, d.high - d.low),
            f"{signed(d.low, d.high - d.low)} to {signed(d.high, d.high - d.low)}",
            "" if d.effect is None else f"d {d.effect:+.2f}".replace("-", "−"),
            factor(d.factor),
        )
        for d in ranked[:MOST_MEASURES]
    ]
    more = len(ranked) - len(rows)
    says = "mean difference, 95% interval, Cohen's d, variance of pairs; the largest effects first"
    rest = (f"and {more} more whose interval leaves none out: --format json",) if more > 0 else ()
    told: list[tuple[str, ...]] = [*rows] or [("no measure differs beyond its interval",)]
    return Block("Measures and final levels", (says, *rest), tuple(told))


def _partings(of: Comparison) -> Block:
    names, says, rows = Names(of.baseline.scenario), list[str](), list[tuple[str, ...]]()
    for each in of.divergences:
        says.append(parted(each, of.names[each.arm]))
        for way in each.partings[:MOST_WAYS]:
            told = f"{deed(way.deed, names)}, {DONE[way.done]}"
            rows.append((of.names[each.arm], share(way.pairs / each.pairs), told))
    return Block("Where runs part, by what", tuple(says), tuple(rows))


def _laws(of: Comparison) -> Block:
    rows = [
        (
            law.id,
            f"{signed(law.difference, law.high - law.low)}",
            f"{signed(law.low, law.high - law.low)} to {signed(law.high, law.high - law.low)}",
            factor(law.factor),
            f"{of.names[law.b]} against {of.names[law.a]}, {law.pairs:,} pairs",
        )
        for law in of.laws
    ]
    says = "paired difference, 95% interval, its variance over that of independent runs"
    return Block("Strict laws", (says,), tuple(rows))


def regret_blocks(of: Robust) -> Iterator[Block]:
    """Give the regret table and what follows from it."""
    table = of.table
    chosen, worst = dict(of.chosen), {policy: (low, high) for policy, low, high in of.worst}
    rows = []
    for row in table.standings:
        cells = [row.policy, number(row.worst), f"in {row.worst_in}", f"mean {number(row.mean)}"]
        if row.policy in worst:
            low, high = worst[row.policy]
            cells[1] += f" ({number(low)} to {number(high)})"
        if row.satisfied is not None:
            cells.append(f"enough in {share(row.satisfied)}")
        if row.policy in chosen:
            cells.append(f"chosen in {share(chosen[row.policy])} of resamples")
        rows.append(tuple(cells))
    yield Block("Regret", regret_sentences(of), tuple(rows))
    yield Block("Regret by future", (), tuple(_grid(of)))


def _grid(of: Robust) -> Iterator[tuple[str, ...]]:
    yield ("future", *of.table.policies)
    for at, future in enumerate(of.table.futures[:40]):
        yield (future, *(number(row[at]) for row in of.table.regrets))
    if (more := len(of.table.futures) - 40) > 0:
        yield (f"and {more} more futures", *[""] * len(of.table.policies))
