"""A batch from what is asked for: its arms built and checked once, its folder begun."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from operator import index
from pathlib import Path
from shutil import rmtree

from batch.folders import FolderError, reason
from batch.manifest import MANIFEST, begun, write_content, write_json
from batch.plan import Arm, Source, Study
from batch.sampling import Dimension, dimensions_of, pinned_by
from batch.tables import Schema, Shape
from engine.content.library import Library
from engine.model import Scenario
from engine.model.copies import ContentCopy

ALL, PLAIN = "all", "plain"
MOST_RUNS, MOST_POINTS = 100_000_000, 100_000
BUILT = 32
"""Arms whose scenarios go to the workers as they are built; others are built there again."""
Names = tuple[str, ...]
"""Names as asked for: none, or `plain`, for the scenario as it is, `all`, or some of them."""


@dataclass(frozen=True)
class Policy:
    """Settings under a name, tried in every arm."""

    id: str
    says: str = ""
    settings: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Request:
    """What is asked for. `plain` among variants or lenses is the scenario as it is.

    `samples` points are drawn over declared uncertainties, and with `minds` over what nobody knows
    of minds and mechanisms too; `ranges` narrow the declared ones.
    """

    scenarios: Names
    variants: Names = ()
    lenses: Names = ()
    policies: tuple[Policy, ...] = ()
    settings: Mapping[str, str] = field(default_factory=dict)
    runs: int = 100
    samples: int = 0
    minds: bool = False
    ranges: Mapping[str, tuple[float, float]] = field(default_factory=dict)
    seed: int = 1
    stop_at: float | None = None
    title: str = ""
    says: str = ""
    experiment: str = ""


def opened(library: Library, request: Request) -> tuple[Study, Schema]:
    """Return the plan of a request and the columns of its tables.

    Raises NotFoundError for an unknown name, ContentError for content that cannot be built in one
    of the arms, FolderError where what is asked for is no batch.
    """
    _insist(request)
    gathered = _Gathered(request)
    for name in request.scenarios:
        gathered.take(library, name)
    study = Study(
        seed=int(request.seed),
        runs=int(request.runs),
        arms=tuple(gathered.arms),
        sources=gathered.sources,
        samples=int(request.samples),
        minds=request.minds,
        stop_at=request.stop_at,
        title=request.title,
        says=request.says,
        experiment=request.experiment,
        built=gathered.built,
    )
    if not study.arms:
        raise FolderError("a batch needs a scenario")
    if study.total > MOST_RUNS:
        raise FolderError(f"{study.total:,} runs are more than the {MOST_RUNS:,} a batch may have")
    return study, gathered.shape.schema()


def _insist(request: Request) -> None:
    """Raise FolderError for numbers that make no batch, as the command line refuses them."""
    _insist_on_whole("runs", request.runs, 1, MOST_RUNS)
    _insist_on_whole("samples", request.samples, 0, MOST_POINTS)
    _insist_on_whole("seed", request.seed, 0)
    if request.stop_at is not None and not 0 < request.stop_at < 1:
        raise FolderError(f"stop_at is a width above 0 and below 1, not {request.stop_at}")
    if (request.minds or request.ranges) and not request.samples:
        asked = "minds" if request.minds else "ranges"
        raise FolderError(f"{asked} says what to sample; samples says at how many points")
    names = [policy.id for policy in request.policies]
    if twice := next((name for at, name in enumerate(names) if name in names[:at]), ""):
        raise FolderError(f"two policies are named {twice!r}")


def _insist_on_whole(name: str, value: int, least: int, most: int | None = None) -> None:
    wanted = f"from {least:,}" if most is None else f"from {least:,} to {most:,}"
    try:
        fits = index(value) >= least and (most is None or value <= most)
    except TypeError:
        fits = False
    if not fits:
        raise FolderError(f"{name} is a whole number {wanted}, not {value!r}")


def begin(folder: Path, study: Study, schema: Schema, command: list[str]) -> None:
    """Make the folder of a batch; FolderError where something is in it already."""
    there = folder.exists()
    try:
        if (folder / MANIFEST).exists():
            hint = "go on with it by --resume, or choose another folder"
            raise FolderError(f"{folder} already holds a batch: {hint}")
        if folder.exists() and any(folder.iterdir()):
            raise FolderError(f"{folder} is not empty; a batch needs a folder of its own")
        folder.mkdir(parents=True, exist_ok=True)
        write_content(folder, study)
        write_json(folder / MANIFEST, begun(study, schema, command))
    except OSError as error:
        if not there:
            rmtree(folder, ignore_errors=True)
        raise FolderError(f"{folder} cannot be written: {reason(error)}") from None


class _Gathered:
    """Arms, sources and columns as scenario after scenario is taken in."""

    def __init__(self, request: Request) -> None:
        self.request = request
        self.arms: list[Arm] = []
        self.sources: dict[str, Source] = {}
        self.shape = Shape()
        self.built: dict[int, Scenario] = {}

    def take(self, library: Library, name: str) -> None:
        """Take in a scenario with its variants, lenses and policies."""
        asked = self.request
        plain, copy = library.kept(name)
        if plain.id in self.sources:
            raise FolderError(f"two scenarios are named {plain.id!r}")
        axes = dimensions_of(plain, minds=asked.minds, ranges=_ranges(plain, asked))
        if asked.samples and not axes:
            raise FolderError(f"{plain.id} declares no uncertainties to sample; --minds draws more")
        texts = dict(copy.texts)
        for arm, scenario, own in self._arms(library, name, plain):
            texts |= dict(own.texts)
            self.arms.append(arm)
            self.shape.add(scenario, axes if asked.samples else ())
            if arm.index < BUILT:
                self.built[arm.index] = scenario
        if asked.samples:
            _insist_on_free(plain.id, axes, [arm for arm in self.arms if arm.scenario == plain.id])
        self.sources[plain.id] = _source(plain, copy, texts, axes)

    def _arms(
        self, library: Library, name: str, plain: Scenario
    ) -> Iterator[tuple[Arm, Scenario, ContentCopy]]:
        asked = self.request
        variants = chosen(asked.variants, [v.id for v in plain.variants])
        lenses = chosen(asked.lenses, [lens.id for lens in plain.lenses])
        for variant in variants:
            for lens in lenses:
                for policy in asked.policies or (Policy(""),):
                    settings = {**asked.settings, **policy.settings}
                    scenario, copy = library.kept(name, variant or None, lens or None, settings)
                    index = len(self.arms)
                    pairs = tuple(sorted(settings.items()))
                    pinned = pinned_by(scenario, settings)
                    arm = Arm(index, plain.id, variant, lens, policy.id, pairs, pinned)
                    yield arm, scenario, copy


def _insist_on_free(name: str, axes: Sequence[Dimension], arms: Sequence[Arm]) -> None:
    """Raise FolderError where no arm leaves open what would be sampled: points were all alike."""
    free = any(axis.kind == "draw" or axis.name not in arm.pinned for arm in arms for axis in axes)
    if not free:
        fixed = ", ".join(axis.name for axis in axes)
        every = "the arm fixes" if len(arms) == 1 else "every arm fixes"
        raise FolderError(
            f"nothing of {name} is left to sample: {every} {fixed}; --minds draws more"
        )


def chosen(asked: Names, known: list[str]) -> list[str]:
    """Return the names asked for, each once: all stands for the plain one and every known one.

    The plain one has an empty name.
    """
    if not asked:
        return [""]
    stands = {ALL: ["", *known], PLAIN: [""]}
    found = [each for name in asked for each in stands.get(name, [name])]
    return list(dict.fromkeys(found))


def _ranges(scenario: Scenario, request: Request) -> dict[str, tuple[float, float]]:
    """Return the ranges asked for that are this scenario's; FolderError for others."""
    known = {u.id: u for u in scenario.uncertainties}
    unknown = sorted(set(request.ranges) - set(known))
    if unknown and len(request.scenarios) == 1:
        raise FolderError(f"{scenario.id} declares no uncertainty {unknown[0]!r} to sample")
    for id, (low, high) in request.ranges.items():
        of = known.get(id)
        if of is not None and not of.low <= low < high <= of.high:
            wanted = f"a range of {id} lies between {of.low:g} and {of.high:g}"
            raise FolderError(f"{wanted}, not from {low:g} to {high:g}")
    return {id: span for id, span in request.ranges.items() if id in known}


def _source(
    plain: Scenario, copy: ContentCopy, texts: dict[str, str], axes: tuple[Dimension, ...]
) -> Source:
    measures = {id: measure.text for id, measure in plain.measures}
    measures |= {e.id: e.measure.text for e in plain.expectations}
    return Source(
        id=plain.id,
        title=plain.title,
        texts=tuple(sorted(texts.items())),
        actors=copy.actors,
        outcomes=tuple((outcome.id, outcome.says) for outcome in plain.outcomes),
        measures=tuple(measures.items()),
        dimensions=axes,
    )
