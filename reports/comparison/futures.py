"""Policies in the same futures: what each does, where all else is alike."""

from __future__ import annotations

from collections.abc import Iterator

from batch.compare.futures import Crossed
from batch.compare.shares import ShareDifference
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
    over = counted(found[0].pairs, "pair")
    return f"{against} {is_} {listing(told)}, over {over} with the same luck."


def _largest(of: Comparison, crossed: Crossed) -> str:
    """Return the largest difference in a single future, of how many, and how many are as large."""
    found = [each for each in crossed.within if each.of.outcome == of.outcome]
    most = max(found, key=lambda each: abs(each.of.difference), default=None)
    if most is None or not most.of.difference:
        return ""
    alike = sum(abs(each.of.difference) == abs(most.of.difference) for each in found) - 1
    more = f"; {alike} more {'is' if alike == 1 else 'are'} as large" if alike else ""
    return (
        f"Of {counted(len(found), 'difference')} in single futures the largest is {_by(most.of)}, "
        f"under {most.policy} in {most.future} ({_interval(most.of)}){more}."
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


def told_rows(of: Comparison, crossed: Crossed) -> Iterator[tuple[str, ...]]:
    """Give rows of the class told of: every policy against the baseline's, future by future."""
    for policy in crossed.policies:
        found = [(EVERY, d) for d in crossed.overall if d.arm == policy]
        found += [(each.future, each.of) for each in crossed.within if each.policy == policy]
        for future, d in found:
            if d.outcome == of.outcome:
                yield (f"{policy} · {future}", points(d.difference), points_span(d.low, d.high))
