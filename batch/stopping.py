"""When runs are enough: once every outcome share of every arm is known to a width.

Judged only where a block of rounds is complete, so that what is run does not depend on how, and
never while a share is still being run towards its edge by luck: each look asks for the whole width.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from batch.statistics import wilson


@dataclass
class Tally:
    """How runs ended so far: by arm, the counts of its outcome classes; failed ones apart."""

    outcomes: dict[int, Counter[str]] = field(default_factory=dict)
    failed: int = 0

    def add(self, arms: Iterable[object], outcomes: Iterable[object]) -> None:
        """Count runs; one without an outcome failed."""
        for arm, outcome in zip(arms, outcomes, strict=True):
            if outcome is None:
                self.failed += 1
            else:
                self.outcomes.setdefault(int(str(arm)), Counter())[str(outcome)] += 1


def widest(tally: Mapping[int, Counter[str]], classes: Mapping[int, Iterable[str]]) -> float:
    """Return the width of the widest 95% Wilson interval of any arm's outcome shares.

    1 where an arm has no run that ended.
    """
    return max(
        (_width(tally.get(arm, Counter()), outcomes) for arm, outcomes in classes.items()),
        default=1.0,
    )


def _width(counts: Counter[str], outcomes: Iterable[str]) -> float:
    runs = counts.total()
    if not runs:
        return 1.0
    spans = (wilson(counts[outcome], runs) for outcome in outcomes)
    return max((high - low for low, high in spans), default=1.0)
