"""One run: played with the engine in all seats, and told as rows of the batch's tables."""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256

from batch.plan import Arm, Job, Spec, Study
from batch.sampling import placed
from batch.tables import Columns, Tables
from engine.content.copies import load_copy
from engine.content.problems import inert, shortened
from engine.model import FlagValue, Scenario
from engine.model.copies import ContentCopy
from engine.play.exercise import Exercise
from engine.play.seats import play_out
from engine.play.table import Prepared
from engine.record import Act, Finished, Happening, TurnReport
from engine.rules.conditions import compile_condition
from engine.rules.world import path_facts

KEPT = 96
"""Arms a process keeps built, so that none is built twice."""
POINTS = 8
"""Sample points it keeps; a job takes them one after another."""
LONGEST_CAUSE = 300
Row = dict[str, object]


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
    found: Tables = {"runs": {}, "turns": {}, "moves": {}}
    for spec in job.specs:
        row, turns, moves = _rows(study, spec, job.points[spec.sample])
        _extend(found["runs"], [row])
        _extend(found["turns"], turns)
        _extend(found["moves"], moves)
    for table in ("turns", "moves"):
        found[table].setdefault("arm", [])
    return found


def failed_rows(study: Study, spec: Spec, failure: Failure) -> Tables:
    """Return the rows of a run that has none of its own."""
    runs: Columns = {}
    _extend(runs, [_identity(study, spec) | _failure(spec, failure)])
    return {"runs": runs, "turns": {"arm": []}, "moves": {"arm": []}}


def scenario_of(study: Study, spec: Spec, point: tuple[float, ...]) -> Scenario:
    """Return the scenario of a run, its sample point laid in."""
    arm = study.arms[spec.arm]
    built = _built(study.copy(spec.arm))
    axes = study.sources[arm.scenario].dimensions if point else ()
    return placed(built, axes, point, arm.pinned) if axes else built


@lru_cache(maxsize=KEPT)
def _built(copy: ContentCopy) -> Scenario:
    return load_copy(copy)


@lru_cache(maxsize=KEPT)
def _prepared(copy: ContentCopy) -> Prepared:
    return Prepared(_built(copy))


def _prepared_at(study: Study, spec: Spec, point: tuple[float, ...]) -> Prepared:
    """Return the scenario of a run, compiled; compiled once for all runs that share it."""
    if not point:
        return _prepared(study.copy(spec.arm))
    arm = study.arms[spec.arm]
    axes = study.sources[arm.scenario].dimensions
    return _compiled(study.copy(spec.arm), axes, point, arm.pinned)


@lru_cache(maxsize=POINTS)
def _compiled(copy: ContentCopy, axes: tuple, point: tuple, pinned: tuple) -> Prepared:  # type: ignore[type-arg]
    return Prepared(placed(_built(copy), axes, point, pinned))


def _rows(study: Study, spec: Spec, point: tuple[float, ...]) -> tuple[Row, list[Row], list[Row]]:
    """Return a run's row, its turns and its acts; a failure is a row too."""
    row, stage = _identity(study, spec), "load"
    try:
        prepared = _prepared_at(study, spec, point)
        row |= _point(study, spec, point, prepared.scenario)
        stage = "play"
        exercise, finished = played(prepared, study.seed, spec.replication)
        stage = "read"
        turns, moves = list(_turns(spec, exercise)), list(_moves(spec, exercise))
        return row | _ending(exercise, finished, turns, moves), turns, moves
    except Exception as error:  # noqa: BLE001 - a failed run is a row
        return row | _failure(spec, Failure.of(stage, error)), [], []


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


def _ending(exercise: Exercise, finished: Finished, turns: list[Row], moves: list[Row]) -> Row:
    report: TurnReport | None = exercise.reports[-1] if exercise.reports else None
    levels = report.levels if report else {}
    flags = report.flags if report else {}
    return {
        "status": "ok",
        "outcome": finished.outcome,
        "turns": len(exercise.reports),
        "digest": digest_of(finished.outcome, turns, moves, flags),
        **{f"measure.{id}": value for id, value in _measures(exercise)},
        **{f"final.{id}": value for id, value in levels.items()},
        **{f"flag.{id}": _text(value) for id, value in flags.items()},
    }


def _measures(exercise: Exercise) -> Iterator[tuple[str, float]]:
    """Give every named measure and every expectation's, over the whole run; truths as 1 and 0."""
    tables = exercise.table.tables
    facts = path_facts(exercise.table.world)
    for id, measure in exercise.scenario.measures:
        yield id, float(compile_condition(measure, tables.scope)(facts))
    yield from exercise.measures().items()


def _turns(spec: Spec, exercise: Exercise) -> Iterator[Row]:
    who: Row = {"arm": spec.arm, "replication": spec.replication}
    for report in exercise.reports[:1]:
        yield {**who, "turn": 0, **{f"level.{id}": v for id, v in report.before.items()}}
    for report in exercise.reports:
        yield {**who, "turn": report.turn, **{f"level.{id}": v for id, v in report.levels.items()}}


def _moves(spec: Spec, exercise: Exercise) -> Iterator[Row]:
    who: Row = {"arm": spec.arm, "replication": spec.replication}
    at = 0
    for report in exercise.reports:
        injects = [h for h in report.happenings if h.kind == "inject"]
        both: list[Act | Happening] = [*injects, *report.acts]
        both.sort(key=lambda each: each.day)
        for each in both:
            told = _act(each) if isinstance(each, Act) else _inject(each)
            yield {**who, "place": at, "turn": report.turn, "day": each.day, **told}
            at += 1


def _act(act: Act) -> Row:
    return {
        "kind": act.kind,
        "actor": act.actor,
        "move": act.move,
        "act": act.id,
        "because_of": act.because_of,
        "probability": act.probability,
        "odds": act.odds,
        "outcome": act.result,
        "chosen_turn": act.chosen_turn,
        "chosen_day": act.chosen_day,
    }


def _inject(happening: Happening) -> Row:
    blank = ("actor", "act", "probability", "odds", "outcome", "chosen_turn", "chosen_day")
    cause = happening.cause or None
    return {"kind": "inject", "move": happening.id, "because_of": cause, **dict.fromkeys(blank)}


def _text(value: FlagValue) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def digest_of_exercise(spec: Spec, exercise: Exercise) -> str:
    """Return the digest of a finished exercise, as `runs` has it."""
    assert exercise.outcome is not None, "only a finished exercise has a digest"
    turns, moves = list(_turns(spec, exercise)), list(_moves(spec, exercise))
    flags = exercise.reports[-1].flags if exercise.reports else {}
    return digest_of(exercise.outcome.id, turns, moves, flags)


def digest_of(
    outcome: str, turns: list[Row], moves: list[Row], flags: Mapping[str, FlagValue]
) -> str:
    """Return a digest of what happened in a run, whichever arm it belongs to."""
    what = sha256(outcome.encode())
    skipped = {"arm", "replication"}
    for row in turns:
        numbers = [float(str(row[key])) for key in sorted(row.keys() - skipped)]
        what.update(array("d", numbers).tobytes())
    for row in moves:
        what.update(repr([row[key] for key in sorted(row.keys() - skipped)]).encode())
    what.update(repr(sorted(flags.items())).encode())
    return what.hexdigest()[:16]


def _extend(columns: Columns, rows: list[Row]) -> None:
    """Add rows to columns; what a row lacks is null in it."""
    before = len(next(iter(columns.values()), []))
    for row in rows:
        for key in row.keys() - columns.keys():
            columns[key] = [None] * before
        for key, column in columns.items():
            column.append(row.get(key))
        before += 1
