"""Batches read aside, for a screen that is to stay free: the comparison first, then the stories."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from batch.aside import Send
from batch.compare.clouds import Cloud, read_clouds, steadily
from batch.compare.policies import Aim, Axis
from batch.compare.whole import Comparison, compared
from batch.copied import scenario_of_arm
from batch.folders import FolderError
from batch.results import Results
from batch.runner import Failed
from engine.model import Scenario
from reports.comparison.setting import asked_outcome, policies_say
from reports.comparison.stories import Story, stories
from reports.comparison.told import span_went
from reports.comparison.wording import terms_of
from reports.names import Names
from reports.wording import counted

MOST = 100
"""Failed runs that are told of one by one, from each folder."""


@dataclass(frozen=True, slots=True)
class Wish:
    """How batches are to be compared; the baseline is the first arm where none is named."""

    baseline: str | None = None
    aim: Aim | None = None
    axis: Axis = "policy"
    levels: tuple[str, ...] = ()
    outcome: str | None = None


@dataclass(frozen=True, slots=True)
class Gathered:
    """What is written of some batches by now. `fault` says why there is no comparison.

    `scenarios` are those that are run, by id, built from the texts the folders keep; `names` are
    of all there is in them, `policies` says what each policy is, and `went` heads the levels'
    courses: "How the year went".
    """

    scenarios: Mapping[str, Scenario]
    names: Names
    policies: Mapping[str, str]
    comparison: Comparison | None
    failures: tuple[tuple[Path, Failed], ...]
    failed: int
    fault: str = ""
    went: str = ""


@dataclass(frozen=True, slots=True)
class Reading:
    """What is being done before there is anything to show: "Comparing 25 arms of 1,250 runs"."""

    says: str


@dataclass(frozen=True, slots=True)
class Told:
    """One run of each kind."""

    stories: tuple[Story, ...]


def compare_as(folders: Sequence[Path], wish: Wish) -> Comparison:
    """Return the arms of some batches compared as wished; FolderError where they cannot be."""
    return steadily(lambda: _compared(read_clouds(folders), wish))


def _compared(clouds: Sequence[Cloud], wish: Wish) -> Comparison:
    return compared(
        clouds,
        wish.baseline,
        aim=wish.aim,
        axis=wish.axis,
        levels=wish.levels,
        outcome=asked_outcome(wish.outcome, wish.aim),
    )


def gather(send: Send, folders: Sequence[Path], wish: Wish) -> None:
    """Send what some folders hold, Gathered and then Told, and Reading before; for an Aside."""
    steadily(lambda: _gather(send, folders, wish))


def _gather(send: Send, folders: Sequence[Path], wish: Wish) -> None:
    send(Reading("Reading the runs"))
    scenarios, failures = dict[str, Scenario](), tuple(_failures(folders))
    failed = sum(Results(folder).tally().failed for folder in folders)
    studies = [Results(folder).study for folder in folders]
    policies = policies_say(studies)
    for study in studies:
        for arm in study.arms:
            if arm.scenario not in scenarios:
                scenarios[arm.scenario] = scenario_of_arm(study.copy(arm.index))
    try:
        clouds = read_clouds(folders)
        send(Reading(_comparing(clouds)))
        of = _compared(clouds, wish)
    except FolderError as error:
        names = Names(*scenarios.values())
        send(Gathered(scenarios, names, policies, None, failures, failed, str(error)))
        return
    names, went = terms_of(clouds), span_went(of)
    for cloud in clouds:
        cloud.forget()  # what travels need not hold every run's figures
    send(Gathered(scenarios, names, policies, of, failures, failed, went=went))
    send(Told(tuple(stories(clouds))))


def _comparing(clouds: Sequence[Cloud]) -> str:
    runs = counted(sum(cloud.runs for cloud in clouds), "run")
    return f"Comparing {counted(len(clouds), 'arm')} of {runs}"


def _failures(folders: Sequence[Path]) -> list[tuple[Path, Failed]]:
    """Return the first failed runs of each folder that has any run by now."""
    found = list[tuple[Path, Failed]]()
    for folder in folders:
        try:
            found += [(folder, Failed(*row)) for row in Results(folder).failures(MOST)]
        except FolderError:
            continue
    return found
