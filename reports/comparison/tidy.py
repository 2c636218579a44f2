"""A comparison as one tidy table, a row each figure: `whitecell compare --format csv`."""

from __future__ import annotations

import csv
import io
import math
from collections.abc import Iterator

from batch.compare.futures import Crossed
from batch.compare.policies import Robust
from batch.compare.whole import Comparison
from reports.comparison.futures import EVERY
from reports.export.tables import Value, inert

COLUMNS = (
    *("kind", "arm", "baseline", "name", "estimate", "low", "high", "sure"),
    *("effect", "n", "of", "method", "future"),
)
Row = dict[str, Value]


def comparison_csv(of: Comparison) -> str:
    """Return a comparison as CSV, numbers unrounded; docs/reference/compare-json.md."""
    file = io.StringIO()
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow(COLUMNS)
    for row in rows_of(of):
        writer.writerow(_cell(row.get(name)) for name in COLUMNS)
    return file.getvalue()


def rows_of(of: Comparison) -> Iterator[Row]:
    """Give the rows: shares, differences, policies in the same futures, strict laws, regrets."""
    base, runs = of.baseline.label, {cloud.label: cloud.runs for cloud in of.clouds}
    for s in of.shares:
        yield _row("share", s.arm, None, s.outcome, s.share, s.low, s.high, s.method) | {
            "n": s.runs,
            "of": "runs",
        }
    for d in of.share_differences:
        row = _row(
            "share difference", d.arm, base, d.outcome, d.difference, d.low, d.high, d.method
        )
        yield row | _known(d.sure, d.effect, d.pairs, runs[d.arm])
    if of.crossed is not None:
        yield from _policies(of.crossed)
    for m in of.measure_differences:
        row = _row("difference", m.arm, base, m.column, m.difference, m.low, m.high, m.method)
        yield row | _known(m.sure, m.effect, m.pairs, runs[m.arm])
    for law in of.laws:
        row = _row(
            "strict law", law.b, law.a, law.id, law.difference, law.low, law.high, law.method
        )
        many = (law.points, "sample points") if law.points else (law.pairs, "pairs")
        yield row | {"n": many[0], "of": many[1]}
    if of.robust is not None:
        yield from _regrets(of.robust)


def _policies(of: Crossed) -> Iterator[Row]:
    """Give each policy over all futures, then against the baseline's in the same future."""
    for s in of.shares:
        row = _row("share of a policy", s.arm, None, s.outcome, s.share, s.low, s.high, s.method)
        yield row | {"future": EVERY, "n": s.runs, "of": "runs"}
    found = [(d.arm, of.base, EVERY, d) for d in of.overall]
    found += [(each.of.arm, each.base, each.future, each.of) for each in of.within]
    for arm, base, future, d in found:
        told = (d.outcome, d.difference, d.low, d.high, d.method)
        row = _row("difference in the same future", arm, base, *told)
        yield row | {"future": future} | _known(d.sure, d.effect, d.pairs, d.pairs)


def _row(
    kind: str,
    arm: str,
    baseline: str | None,
    name: str,
    estimate: float,
    low: float,
    high: float,
    method: str,
) -> Row:
    return {
        "kind": kind,
        "arm": arm,
        "baseline": baseline,
        "name": name,
        "estimate": estimate,
        "low": low,
        "high": high,
        "method": method,
    }


def _known(sure: bool, effect: float | None, pairs: int, runs: int) -> Row:
    many: Row = {"n": pairs, "of": "pairs"} if pairs else {"n": runs, "of": "runs"}
    return {"sure": "yes" if sure else "no", "effect": effect, **many}


def _regrets(of: Robust) -> Iterator[Row]:
    worst = {policy: (low, high) for policy, low, high in of.worst}
    cases: Row = {"n": of.runs, "of": "sample points" if of.over_points else "runs"}
    for row in of.table.standings:
        low, high = worst.get(row.policy, (math.nan, math.nan))
        told = _row("worst regret", row.policy, None, of.aim.value, row.worst, low, high, "")
        yield told | cases
        yield {
            **told,
            "kind": "mean regret",
            "estimate": row.mean,
            "low": None,
            "high": None,
            **cases,
        }


def _cell(value: Value) -> Value:
    if value is None or (isinstance(value, float) and not math.isfinite(value)):
        return ""
    return inert(value)
