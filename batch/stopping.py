"""When runs are enough: once every outcome share of every arm is known to a width.

Judged only where a block of rounds is complete, so that what is run does not depend on how, and
never while a share is still being run towards its edge by luck: each look asks for the whole width.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from batch.clustered import Span, span


@dataclass
class Tally:
    """How runs ended so far: by arm, the counts of its outcome classes; failed ones apart.

    `spread` is how many sample points there are; `points` holds the counts point by point.
    """

    spread: int = 1
    outcomes: dict[int, Counter[str]] = field(default_factory=dict)
    failed: int = 0
    points: dict[tuple[int, str], NDArray[np.int32]] = field(default_factory=dict)

    def add(self, arm: int, outcome: str | None, sample: int = 0, count: int = 1) -> None:
        """Count runs that ended alike; those without an outcome failed."""
        if outcome is None:
            self.failed += count
            return
        self.outcomes.setdefault(arm, Counter())[outcome] += count
        if (arm, outcome) not in self.points:
            self.points[arm, outcome] = np.zeros(self.spread, dtype=np.int32)
        self.points[arm, outcome][sample] += count

    def spans(self, arm: int, outcomes: Iterable[str]) -> dict[str, Span]:
        """Return the 95% interval of each class's share in an arm; none where no run ended."""
        none = np.zeros(self.spread, dtype=np.int32)
        if not self.outcomes.get(arm):
            return {}
        runs = sum((hits for (each, _), hits in self.points.items() if each == arm), start=none)
        return {id: span(self.points.get((arm, id), none), runs) for id in outcomes}


def widest(tally: Tally, classes: Mapping[int, Iterable[str]]) -> float:
    """Return the width of the widest 95% interval of any arm's outcome shares.

    1 where an arm has no run that ended.
    """
    return max((_width(tally, arm, outcomes) for arm, outcomes in classes.items()), default=1.0)


def _width(tally: Tally, arm: int, outcomes: Iterable[str]) -> float:
    spans = tally.spans(arm, outcomes).values()
    return max((high - low for low, high, _ in spans), default=1.0)
