"""The plan of a batch: its arms, its runs in their order, and the texts they are played from.

A run is an arm and a replication. Replication `r` of every arm has the same luck and stands at the
same sample point, `r mod samples`: runs of different arms pair up on it. Runs stand in blocks of
rounds (a round is one run of each arm at each point), in a block arm by arm, in an arm point by
point. A place in this order is a run's position; whatever was done so far is a range from 0.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from batch.sampling import Dimension, points_of
from engine.errors import PlayError
from engine.model import Scenario
from engine.model.copies import ContentCopy

BLOCK = 100
"""Runs of an arm in a block, where as many are asked for; `--stop-at` judges between blocks."""
PART = 500
"""Runs in a whole part of what is written; no job reaches past the end of one."""
LEAST = 4
"""Runs in a job towards the end, where no smaller ones are asked for."""
_RUN = re.compile(r"([0-9]{1,5})-([0-9]{1,9})")


@dataclass(frozen=True, slots=True)
class Arm:
    """A scenario with a variant, a lens and a policy, each empty where there is none.

    `settings` are what `--set` and the policy change; `pinned` the sampled names it holds fixed.
    """

    index: int
    scenario: str
    variant: str = ""
    lens: str = ""
    policy: str = ""
    settings: tuple[tuple[str, str], ...] = ()
    pinned: tuple[str, ...] = ()

    @property
    def label(self) -> str:
        """Its name among the arms: `scenario:variant@lens+policy`, as far as there are any."""
        parts = (("", self.scenario), (":", self.variant), ("@", self.lens), ("+", self.policy))
        return "".join(sign + name for sign, name in parts if name)


@dataclass(frozen=True, slots=True)
class Source:
    """A scenario as the batch keeps it: its texts, and what readers of the tables need of it."""

    id: str
    title: str
    texts: tuple[tuple[str, str], ...]
    actors: tuple[str, ...]
    outcomes: tuple[tuple[str, str], ...]
    measures: tuple[tuple[str, str], ...]
    dimensions: tuple[Dimension, ...] = ()


@dataclass(frozen=True, slots=True)
class Spec:
    """One run to make: its position, arm, sample point and replication."""

    position: int
    arm: int
    sample: int
    replication: int

    @property
    def id(self) -> str:
        """The run's id."""
        return f"{self.arm}-{self.replication}"


@dataclass(frozen=True, slots=True)
class Job:
    """Runs of one arm that stand together; the points they stand at, in order of `samples`."""

    specs: tuple[Spec, ...]
    points: Mapping[int, tuple[float, ...]]


@dataclass(frozen=True)
class Study:
    """Everything a batch is made from. `stop_at` is the width at which shares are known enough.

    `built` holds scenarios by their arm as far as they are at hand; the others are read again.
    """

    seed: int
    runs: int
    arms: tuple[Arm, ...]
    sources: Mapping[str, Source]
    samples: int = 0
    minds: bool = False
    stop_at: float | None = None
    title: str = ""
    says: str = ""
    experiment: str = ""
    built: Mapping[int, Scenario] = field(default_factory=dict, compare=False, repr=False)
    _points: dict[str, list[tuple[float, ...]]] = field(default_factory=dict, compare=False)
    _copies: dict[int, ContentCopy] = field(default_factory=dict, compare=False, repr=False)

    @property
    def spread(self) -> int:
        """How many sample points there are: 1 where nothing is sampled."""
        return max(1, self.samples)

    @property
    def look(self) -> int:
        """Rounds in a block."""
        return max(1, BLOCK // self.spread)

    @property
    def total(self) -> int:
        """How many runs there are in all."""
        return len(self.arms) * self.spread * self.runs

    @property
    def block(self) -> int:
        """Runs in a whole block."""
        return len(self.arms) * self.spread * self.look

    def copy(self, arm: int) -> ContentCopy:
        """Return the texts and settings an arm is built from."""
        if arm not in self._copies:
            of = self.arms[arm]
            source = self.sources[of.scenario]
            names = source.id, of.variant or None, of.lens or None
            self._copies[arm] = ContentCopy(*names, of.settings, source.texts, source.actors)
        return self._copies[arm]

    def point(self, scenario: str, sample: int) -> tuple[float, ...]:
        """Return a sample point of a scenario, in the unit cube of its dimensions."""
        axes = self.sources[scenario].dimensions
        if not self.samples or not axes:
            return ()
        if scenario not in self._points:
            self._points[scenario] = points_of(self.samples, len(axes), self.seed)
        return self._points[scenario][sample]

    def spec(self, run: str) -> Spec:
        """Return the run of an id; PlayError where the batch has none of it."""
        found = _RUN.fullmatch(run)
        arm, replication = (int(found[1]), int(found[2])) if found else (-1, -1)
        if not (0 <= arm < len(self.arms) and 0 <= replication < self.spread * self.runs):
            last = f"{len(self.arms) - 1}-{self.spread * self.runs - 1}"
            raise PlayError(f"no run {run[:40]!r}; this batch has 0-0 to {last}, ARM-REPLICATION")
        sample, turn = replication % self.spread, replication // self.spread
        first = turn - turn % self.look
        rounds = min(self.look, self.runs - first)
        before = len(self.arms) * self.spread * first
        within = (arm * self.spread + sample) * rounds + turn - first
        return Spec(before + within, arm, sample, replication)

    def block_end(self, position: int) -> int:
        """Return where the block ends that a position stands in."""
        return min(self.total, (position // self.block + 1) * self.block)

    def jobs(self, start: int, stop: int, chunk: int, workers: int = 1) -> Iterator[Job]:
        """Give the runs of a range in jobs of one arm, one part and at most `chunk` runs each.

        For several workers jobs grow smaller towards the end, so that all are done at one time.
        """
        held, most = list[Spec](), chunk
        for spec in self._specs(start, stop):
            ends = spec.position % PART == 0 or len(held) >= most
            if held and (ends or held[-1].arm != spec.arm):
                yield self._job(held)
                held = []
            if not held and workers > 1:
                share = (stop - spec.position) // (2 * workers)
                most = min(chunk, max(LEAST, share))
            held.append(spec)
        if held:
            yield self._job(held)

    def _job(self, specs: list[Spec]) -> Job:
        scenario = self.arms[specs[0].arm].scenario
        points = {spec.sample: self.point(scenario, spec.sample) for spec in specs}
        return Job(tuple(specs), points)

    def job(self, spec: Spec) -> Job:
        """Return the job of a single run."""
        return self._job([spec])

    def _specs(self, start: int, stop: int) -> Iterator[Spec]:
        for position in range(start, stop):
            block, within = divmod(position, self.block)
            first = block * self.look
            rounds = min(self.look, self.runs - first)
            place, turn = divmod(within, rounds)
            arm, sample = divmod(place, self.spread)
            yield Spec(position, arm, sample, (first + turn) * self.spread + sample)
