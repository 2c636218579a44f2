"""Runs of a batch: played with the engine in all seats, each a row, a failed one too."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Self

from batch.plan import Arm, Job, Spec, Study
from batch.rows import Gathered, Row, Told, columns_of, digests, told_of
from batch.sampling import placed
from batch.tables import Tables
from engine.content.problems import inert, shortened
from engine.model import Scenario
from engine.model.copies import ContentCopy
from engine.play.exercise import Exercise
from engine.play.seats import play_out
from engine.play.table import Prepared
from engine.record import Finished
from engine.rules.world import path_facts

KEPT = 96
"""Arms a process keeps built, so that none is built twice."""
POINTS = 8
"""Sample points it keeps; a job takes them one after another."""
LONGEST_CAUSE = 300


@dataclass(frozen=True, slots=True)
class Failure:
    """Why a run has no ending: where it stopped, and what was raised."""

    stage: str
    cause: str

    @classmethod
    def of(cls, stage: str, error: Exception) -> Failure:
        """Return the failure an error is."""
        says = " ".join(str(error).split())
        text = f"{type(error).__name__}: {says}" if says else type(error).__name__
        return cls(stage, shortened(inert(text), LONGEST_CAUSE))


DIED = Failure("worker", "the process it ran in died, alone with this run too")


def played(prepared: Prepared, seed: int, replication: int) -> tuple[Exercise, Finished]:
    """Play one replication of a scenario to its end, lean; the engine holds all seats."""
    exercise = Exercise(prepared, seed, replication=replication, lean=True)
    return exercise, play_out(exercise)


def play_job(study: Study, job: Job) -> Tables:
    """Play a job's runs and return their rows."""
    found = Gathered(job.specs[0].arm, [], [])
    for spec in job.specs:
        row, told = _played(study, spec, job.points[spec.sample])
        found.rows.append(row)
        if told is not None:
            found.told.append((spec.replication, told))
    return found.tables()


def failed_rows(study: Study, spec: Spec, failure: Failure) -> Tables:
    """Return the rows of a run that has none of its own."""
    return Gathered(spec.arm, [_identity(study, spec) | _failure(spec, failure)], []).tables()


def scenario_of(study: Study, spec: Spec, point: tuple[float, ...]) -> Scenario:
    """Return the scenario of a run, its sample point laid in."""
    arm = study.arms[spec.arm]
    built = _Origin.of(study, spec.arm).scenario()
    axes = study.sources[arm.scenario].dimensions if point else ()
    return placed(built, axes, point, arm.pinned) if axes else built


def made_ready(study: Study, spec: Spec) -> None:
    """Build and compile what a run is played from; what is wrong with it, the run tells."""
    with suppress(Exception):
        point = study.point(study.arms[spec.arm].scenario, spec.sample)
        _prepared_at(study, spec, point)


@dataclass(frozen=True, slots=True)
class _Origin:
    """What the scenario of an arm is built from; `built` is the same scenario, where it is."""

    copy: ContentCopy
    built: Scenario | None = field(compare=False)

    @classmethod
    def of(cls, study: Study, arm: int) -> Self:
        """Return the origin of an arm's scenario."""
        return cls(study.copy(arm), study.built.get(arm))

    def scenario(self) -> Scenario:
        """Return the scenario."""
        return self.built or _loaded(self.copy)


@lru_cache(maxsize=KEPT)
def _loaded(copy: ContentCopy) -> Scenario:
    from engine.content.copies import load_copy

    return load_copy(copy)


def _prepared_at(study: Study, spec: Spec, point: tuple[float, ...]) -> Prepared:
    """Return the scenario of a run, compiled; compiled once for all runs that share it."""
    origin = _Origin.of(study, spec.arm)
    if not point:
        return _prepared(origin)
    arm = study.arms[spec.arm]
    axes = study.sources[arm.scenario].dimensions
    return _compiled(origin, axes, point, arm.pinned)


@lru_cache(maxsize=KEPT)
def _prepared(of: _Origin) -> Prepared:
    return Prepared(of.scenario())


@lru_cache(maxsize=POINTS)
def _compiled(of: _Origin, axes: tuple, point: tuple, pinned: tuple) -> Prepared:  # type: ignore[type-arg]
    return Prepared(placed(of.scenario(), axes, point, pinned))


def _played(study: Study, spec: Spec, point: tuple[float, ...]) -> tuple[Row, Told | None]:
    """Return a run's row and what else is told of it; a failure is a row too."""
    row, stage = _identity(study, spec), "load"
    try:
        prepared = _prepared_at(study, spec, point)
        row |= _point(study, spec, point, prepared.scenario)
        stage = "play"
        exercise, finished = played(prepared, study.seed, spec.replication)
        stage = "read"
        told = told_of(finished.outcome, exercise)
        measures = {f"measure.{id}": value for id, value in _measures(exercise)}
        return row | told.row | measures, told
    except Exception as error:  # noqa: BLE001 - a failed run is a row
        return row | _failure(spec, Failure.of(stage, error)), None


def _identity(study: Study, spec: Spec) -> Row:
    arm: Arm = study.arms[spec.arm]
    return {
        "arm": spec.arm,
        "replication": spec.replication,
        "run": spec.id,
        "scenario": arm.scenario,
        "variant": arm.variant,
        "lens": arm.lens,
        "policy": arm.policy,
        "sample": spec.sample,
    }


def _failure(spec: Spec, failure: Failure) -> Row:
    again = f"whitecell run --from . --run {spec.id}"
    said = {"stage": failure.stage, "cause": failure.cause, "repeat": again}
    return {"status": "failed", **said}


def _point(study: Study, spec: Spec, point: tuple[float, ...], scenario: Scenario) -> Row:
    """Return where a run stands: its uncertainties' values, and its draws in their own units."""
    found: Row = {f"value.{u.id}": u.value for u in scenario.uncertainties}
    if point:
        axes = study.sources[study.arms[spec.arm].scenario].dimensions
        pairs = zip(axes, point, strict=True)
        found |= {axis.column: axis.at(u) for axis, u in pairs if axis.kind == "draw"}
    return found


def _measures(exercise: Exercise) -> Iterator[tuple[str, float]]:
    """Give every named measure and every expectation's, over the whole run; truths as 1 and 0."""
    tables = exercise.table.tables
    asked = (*tables.measures, *tables.expected)
    if asked:
        facts = path_facts(exercise.table.world)
        yield from ((id, float(test(facts))) for id, test in asked)


def digest_of_exercise(exercise: Exercise) -> str:
    """Return the digest of a finished exercise, as `runs` has it."""
    assert exercise.outcome is not None, "only a finished exercise has a digest"
    told = told_of(exercise.outcome.id, exercise)
    return next(digests([told], columns_of([told])))
