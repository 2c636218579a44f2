"""Policies in the same futures: what each does, where all else is alike."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from batch.compare.futures import Crossed
from batch.compare.shares import Share, ShareDifference
from batch.compare.whole import Comparison
from reports.comparison.wording import (
    many_named,
    outcome_name,
    points,
    points_span,
    share,
    span,
)
from reports.names import Names
from reports.study import Table
from reports.wording import capital, counted, listing

MOST_POLICIES, MOST_APART = 6, 4
EVERY = "every future"
POLICIES_OVER = (
    "A policy's share over all futures counts every future alike; runs of the same luck are one "
    "case of it, so its interval is with the effective number of runs (Korn & Graubard 1998)."
)


def policies_answer(of: Comparison, crossed: Crossed, names: Names) -> str:
    """Return the shares of the class told of, policy by policy over all futures, and how they
    differ from the baseline's policy in the same future.
    """
    own = [s for s in crossed.shares if s.outcome == of.outcome]
    told = [f"{s.arm} {share(s.share)} ({span(s.low, s.high)})" for s in own[:MOST_POLICIES]]
    if (more := len(own) - MOST_POLICIES) > 0:
        told.append(f"{more} more {'policy' if more == 1 else 'policies'}")
    futures = counted(len(crossed.futures), "future")
    says = f"{capital(outcome_name(of.outcome, names))}, over {futures}: {'; '.join(told)}."
    return " ".join(filter(None, (says, _apart(of, crossed), _largest(of, crossed))))


def _apart(of: Comparison, crossed: Crossed) -> str:
    found = [d for d in crossed.overall if d.outcome == of.outcome]
    against = f"Against {crossed.base} in the same future"
    if not any(d.difference for d in found):
        return f"{against} no policy's share differs."
    most, is_ = len(found) > MOST_APART, "that is"
    if most:
        found, is_ = [max(found, key=lambda d: abs(d.difference))], "the largest difference is"
    told = [f"{_by(d)} under {d.arm} ({_interval(d)})" for d in found]
    return f"{against} {is_} {listing(told)}, over {found[0].pairs:,} pairs with the same luck."


def _largest(of: Comparison, crossed: Crossed) -> str:
    """Return the largest difference in one future, and that it is the largest of so many."""
    found = [each for each in crossed.within if each.of.outcome == of.outcome]
    most = max(found, key=lambda each: abs(each.of.difference), default=None)
    if most is None or not most.of.difference:
        return ""
    return (
        f"In one future it is at most {_by(most.of)}, under {most.policy} in {most.future} "
        f"({_interval(most.of)}): the largest of {len(found)}."
    )


def _by(d: ShareDifference) -> str:
    return f"{points(d.difference)} points"


def _interval(d: ShareDifference) -> str:
    return f"95% interval {points_span(d.low, d.high)}"


def futures_say(crossed: Crossed) -> str:
    """Return how policies are held against one another."""
    futures = counted(len(crossed.futures), "future")
    return (
        f"Every policy was run in the same {futures} ({many_named(crossed.futures)}), so each is "
        f"held against {crossed.base} in the same future first: there they differ in the policy "
        "alone. Over all futures, runs of the same luck are one case."
    )


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


def told_rows(of: Comparison, crossed: Crossed) -> Iterator[tuple[str, ...]]:
    """Give rows of the class told of: every policy against the baseline's, future by future."""
    for policy in crossed.policies:
        found = [(EVERY, d) for d in crossed.overall if d.arm == policy]
        found += [(each.future, each.of) for each in crossed.within if each.policy == policy]
        for future, d in found:
            if d.outcome == of.outcome:
                yield (f"{policy} · {future}", points(d.difference), points_span(d.low, d.high))
