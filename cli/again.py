"""A run of a batch, played again: told as a run of its own, or put on the table."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from batch.again import begun_again, settings_at
from batch.folders import FolderError
from batch.plan import Spec
from batch.results import Results
from batch.single import digest_of_exercise, scenario_of
from cli.talk import say, wrapped, write
from engine.errors import PlayError
from engine.play.exercise import Exercise
from reports.wording import BETWEEN, plain

if TYPE_CHECKING:
    from cli.batching import Again
    from tui.plan import Plan


def told_again(
    again: Again,
    scenario: str | None,
    format: str,
    room: int,
    why: str | None,
    asked: Mapping[str, object],
) -> int:
    """Play a run of a batch again and tell it; 1 where it came out otherwise than recorded.

    `asked` are options that a run of a batch says itself: none may have been given.
    """
    from cli.run import told

    try:
        results, spec = _found(again.from_, again.run, scenario)
        _check_alone(asked)
        recorded = results.digest(spec.id)
    except PlayError as error:
        say(f"whitecell: {error}")
        return 2
    study = results.study
    point = study.point(study.arms[spec.arm].scenario, spec.sample)
    played = scenario_of(study, spec, point)
    exercise = Exercise(played, study.seed, replication=spec.replication)
    if format == "text" and why is None:
        for line in wrapped(_which(results, spec), room):
            write(line)
    code = told(exercise, settings_at(results, spec), format, room, why)
    if recorded and digest_of_exercise(exercise) != recorded:
        say(f"whitecell: run {spec.id} came out otherwise than recorded: this is another engine")
        return 1
    return code


def _which(results: Results, spec: Spec) -> str:
    """Return which run it is, of which batch, and what is set in it; minds drawn are not listed."""
    study, arm = results.study, results.study.arms[spec.arm]
    parts = [f"Run {spec.id} of {results.folder}"]
    parts += [f"policy {arm.policy}"] if arm.policy else []
    if study.samples:
        draw = ", minds drawn too" if study.minds else ""
        parts.append(f"sample point {spec.sample}{draw}")
    fixed = dict(arm.settings)
    for key, value in settings_at(results, spec).items():
        parts.append(f"{key}={value if key in fixed else f'{float(value):.4g}'}")
    return BETWEEN.join(map(plain, parts))


def put_on_table(
    again: Again,
    scenario: str | None,
    plan: Plan,
    seats: Iterable[str],
    asked: Mapping[str, object],
) -> int:
    """Open the table on a run of a batch, from STARTEX and with its luck, kept in a journal.

    `plan` says who sits where, who rules and where it is kept; `seats` are all that were named.
    `asked` are options that a run of a batch says itself: none may have been given.
    """
    from engine.play.cast import check_cast
    from tui.app import main_resume
    from tui.drawer import Drawer
    from tui.keeping import as_kept

    drawer = Drawer()
    try:
        results, spec = _found(again.from_, again.run, scenario)
        _check_alone(asked)
        source = results.study.arms[spec.arm].scenario
        check_cast(seats, results.study.sources[source].actors)
        drawer.prepare()
        place = plan.journal or drawer.place(source)
        begun_again(results, spec, place, as_kept(plan))
    except PlayError as error:
        say(f"whitecell: {error}")
        return 2
    return main_resume(place)


def _check_alone(asked: Mapping[str, object]) -> None:
    """Raise FolderError where something is asked for that the run of a batch says itself."""
    if one := next((name for name, value in asked.items() if value is not None), ""):
        raise FolderError(f"--from and --run say what is played; {one} is one too many")


def _found(folder: Path | None, run: str | None, scenario: str | None) -> tuple[Results, Spec]:
    """Return a batch and the run of it that is meant."""
    if folder is None and scenario is None:
        raise FolderError(
            "a scenario is needed; whitecell list names them, and whitecell alone opens the library"
            " (or --from DIR --run ID: a batch's run again)"
        )
    if folder is None or run is None:
        raise FolderError("--from DIR and --run ID belong together")
    if scenario is not None:
        raise FolderError(f"--from {folder} says what is played; {scenario!r} is one too many")
    results = Results(folder)
    return results, results.study.spec(run)
