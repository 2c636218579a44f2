"""The tables of policies in the same futures."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from batch.compare.shares import Share
from batch.compare.whole import Comparison
from reports.comparison.futures import EVERY
from reports.comparison.wording import outcome_name, points, points_span, share
from reports.names import Names
from reports.study import Table
from reports.wording import counted


def policy_shares(of: Comparison, names: Names) -> Iterator[Table]:
    """Give the share of every class over all futures, a row a policy, where policies are crossed
    with futures.
    """
    if of.crossed is None:
        return
    cells = {(s.arm, s.outcome): _narrow(s) for s in of.crossed.shares}
    seen = _classes(of, {s.outcome for s in of.crossed.shares if s.hits})
    rows = tuple((p, *(cells[p, id] for id in seen)) for p in of.crossed.policies)
    columns = ("policy", *(outcome_name(id, names) for id in seen))
    title = f"Policies over {counted(len(of.crossed.futures), 'future')}"
    yield Table(columns, rows, title=title)


def policy_differences(of: Comparison, names: Names) -> Iterator[Table]:
    """Give how much oftener each policy ends in each class than the baseline's policy does in the
    same future, over all futures first.
    """
    if of.crossed is None:
        return
    crossed = of.crossed
    found = [(d.arm, EVERY, d) for d in crossed.overall]
    found += [(each.policy, each.future, each.of) for each in crossed.within]
    seen = _classes(of, {d.outcome for _, _, d in found if d.turned_in or d.turned_out})
    if not seen:
        return
    cells = {
        (policy, future, d.outcome): f"{points(d.difference)} ({points_span(d.low, d.high)})"
        for policy, future, d in found
    }
    rows = tuple(
        (policy, future, *(cells.get((policy, future, id), "–") for id in seen))
        for policy in crossed.policies
        if policy != crossed.base
        for future in (EVERY, *crossed.futures)
    )
    strong = frozenset(at for at, row in enumerate(rows) if row[1] == EVERY)
    columns = ("policy", "future", *(outcome_name(id, names) for id in seen))
    title = f"Shares, in points, against {crossed.base} in the same future"
    yield Table(columns, rows, strong=strong, title=title)


def _narrow(s: Share) -> str:
    return f"{share(s.share)} ({100 * s.low:.1f}–{100 * s.high:.1f})"


def _classes(of: Comparison, told: Iterable[str]) -> list[str]:
    """Return some classes in the order they are declared."""
    known = set(told)
    return [id for id, _ in of.baseline.classes if id in known]
