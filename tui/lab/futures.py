"""Rows of policies in the same futures: each held against the baseline's policy, first of all."""

from __future__ import annotations

from collections.abc import Iterator

from batch.compare.futures import Crossed
from batch.compare.shares import ShareDifference
from reports.wording import counted

OVER, WITHIN = "p", "w"
"""What the ids of rows begin with: over every future, and in one."""


def found(of: Crossed, id: str) -> ShareDifference:
    """Return the difference of a row."""
    at = int(id[1:])
    return of.overall[at] if id.startswith(OVER) else of.within[at].of


def rows(of: Crossed, policy: str, outcome: str) -> Iterator[tuple[str, str, ShareDifference]]:
    """Give a policy's rows: id, future, difference.

    Of every class over all futures, that which is told of first, and of this in each future.
    """
    overall = [(at, d) for at, d in enumerate(of.overall) if d.arm == policy]
    for at, d in sorted(overall, key=lambda each: each[1].outcome != outcome):
        yield f"{OVER}{at}", "", d
        if d.outcome == outcome:
            for place, each in enumerate(of.within):
                if (each.policy, each.of.outcome) == (policy, outcome):
                    yield f"{WITHIN}{place}", each.future, each.of


def under(of: Crossed, id: str) -> str:
    """Return under what a row's difference is: "dealer over 4 futures"."""
    at = int(id[1:])
    if id.startswith(OVER):
        return f"{of.overall[at].arm} over {counted(len(of.futures), 'future')}"
    return f"{of.within[at].policy} in {of.within[at].future}"
