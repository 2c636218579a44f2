"""A run of a batch, played again: told as a run of its own, or put on the table."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from batch.folders import FolderError
from batch.plan import Spec
from batch.results import Results
from batch.single import digest_of_exercise, scenario_of
from cli.talk import say
from engine.content.copies import load_copy
from engine.errors import PlayError
from engine.model.copies import ContentCopy
from engine.play.exercise import Exercise
from engine.play.journal.plan import Plan
from engine.play.journal.session import Session

if TYPE_CHECKING:
    from cli.batching import Again


def told_again(again: Again, scenario: str | None, format: str, room: int, why: str | None) -> int:
    """Play a run of a batch again and tell it; 1 where it came out otherwise than recorded."""
    from cli.run import told

    try:
        results, spec = _found(again.from_, again.run, scenario)
    except PlayError as error:
        say(f"whitecell: {error}")
        return 2
    study = results.study
    point = study.point(study.arms[spec.arm].scenario, spec.sample)
    played = scenario_of(study, spec, point)
    exercise = Exercise(played, study.seed, replication=spec.replication)
    code = told(exercise, settings_at(results, spec), format, room, why)
    recorded = results.digest(spec.id)
    if recorded and digest_of_exercise(spec, exercise) != recorded:
        say(f"whitecell: run {spec.id} came out otherwise than recorded: this is another engine")
        return 1
    return code


def put_on_table(
    again: Again, scenario: str | None, people: Iterable[str], journal: Path | None
) -> int:
    """Open the table on a run of a batch, from STARTEX and with its luck, kept in a journal."""
    from tui.app import main_resume
    from tui.drawer import Drawer

    drawer = Drawer()
    try:
        results, spec = _found(again.from_, again.run, scenario)
        drawer.prepare()
        place = journal or drawer.place(results.study.arms[spec.arm].scenario)
        begun_again(results, spec, people, place)
    except PlayError as error:
        say(f"whitecell: {error}")
        return 2
    return main_resume(place)


def begun_again(results: Results, spec: Spec, people: Iterable[str], place: Path) -> None:
    """Begin a journal with the content and the luck of a run of a batch."""
    study = results.study
    if study.minds:
        says = f"run {spec.id} stands at a draw of minds, which no journal can keep"
        told = f"whitecell run --from {results.folder} --run {spec.id}"
        raise PlayError(f"{says}; it can be told: {told}")
    copy = study.copy(spec.arm)
    settings = tuple(sorted(settings_at(results, spec).items()))
    own = ContentCopy(copy.name, copy.variant, copy.lens, settings, copy.texts, copy.actors)
    plan = Plan(study.seed, tuple(people), replication=spec.replication)
    with Session.create(place, own, load_copy, plan):
        return


def settings_at(results: Results, spec: Spec) -> dict[str, str]:
    """Return the settings of a run: its arm's, and the uncertainties of its sample point."""
    study = results.study
    arm = study.arms[spec.arm]
    settings = dict(arm.settings)
    point = study.point(arm.scenario, spec.sample)
    axes = study.sources[arm.scenario].dimensions if point else ()
    for axis, u in zip(axes, point, strict=True):
        if axis.kind == "value" and axis.name not in arm.pinned:
            settings[axis.name] = repr(axis.at(u))
    return settings


def _found(folder: Path | None, run: str | None, scenario: str | None) -> tuple[Results, Spec]:
    """Return a batch and the run of it that is meant."""
    if folder is None and scenario is None:
        raise FolderError("a scenario is needed, or --from DIR --run ID to repeat a batch's run")
    if folder is None or run is None:
        raise FolderError("--from DIR and --run ID belong together")
    if scenario is not None:
        raise FolderError(f"--from {folder} says what is played; {scenario!r} is one too many")
    results = Results(folder)
    return results, results.study.spec(run)
