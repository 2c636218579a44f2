"""Batches read for comparison: each arm with its runs as arrays, in order of replication."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import numpy as np
from numpy.typing import NDArray

from batch.compare.intervals import Numbers
from batch.copied import scenario_of_arm
from batch.damage import ChangedError, sound
from batch.folders import FolderError
from batch.parquet import connection, quoted, table
from batch.plan import PART, Arm
from batch.results import Results
from batch.store import table_files
from batch.tables import NAMES
from engine.content.problems import did_you_mean, listed
from engine.errors import nearest
from engine.model import Scenario

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

Made = TypeVar("Made")
EITHER = "+"
"""What stands between classes that are asked about together."""
MOST_NAMED = 24
"""Arms an error names; it counts the others."""


@dataclass(frozen=True)
class Cloud:
    """An arm of a batch and its runs that ended, in order of `replications`.

    `outcomes` holds, run by run, the place of its class in `classes`.
    """

    results: Results
    arm: Arm
    label: str
    replications: NDArray[np.int64]
    samples: NDArray[np.int64]
    outcomes: NDArray[np.int64]
    classes: tuple[tuple[str, str], ...]
    failed: int
    _columns: dict[str, Numbers] = field(default_factory=dict, compare=False)

    @property
    def runs(self) -> int:
        """How many runs ended."""
        return len(self.replications)

    @property
    def batch(self) -> str:
        """What its batch is called beside the others it is read with, "" where it is alone."""
        return self.label.removesuffix(self.arm.label).rstrip("/")

    def shortened(self, varied: bool = False) -> str:
        """Return its label without the scenario's name; what its batch is called stays whole.

        `varied` says that some of the arms that were asked for have a variant.
        """
        before = self.label.removesuffix(self.arm.label)
        return before + short_label(self.arm, varied)

    @property
    def luck(self) -> tuple[int, int, bool]:
        """What two clouds must share for their replications to have the same luck and points."""
        study = self.results.study
        return study.seed, study.spread, study.minds

    def count(self, outcome: str) -> int:
        """Return how many runs ended in a class."""
        return int(self.ended(outcome).sum())

    def ended(self, outcome: str) -> NDArray[np.bool_]:
        """Return which runs ended in a class, or in any of several: "war+truce"."""
        asked = outcome.split(EITHER)
        places = [at for at, (id, _) in enumerate(self.classes) if id in asked]
        return np.asarray(np.isin(self.outcomes, places))

    @cached_property
    def columns(self) -> tuple[str, ...]:
        """The numeric columns of its runs."""
        types = self.results.manifest["columns"]["runs"]
        return tuple(name for name, kind in types.items() if kind == "DOUBLE")

    def numbers(self, column: str) -> Numbers:
        """Return a numeric column of its runs; NaN where a run has none."""
        if column not in self.columns:
            hint = did_you_mean(column, self.columns, "columns")
            raise FolderError(f"{self.results.folder} has no column {column[:60]!r}; {hint}")
        if not self._columns:
            names = ", ".join(map(quoted, self.columns))
            query = f"SELECT replication, {names} FROM runs WHERE arm = ? AND status = 'ok'"  # noqa: S608
            with self.tables() as duck:
                rows = duck.execute(query, [self.arm.index]).fetchnumpy()
            for name in self.columns:
                self._columns[name] = self.laid(rows["replication"], rows[name])
        return self._columns[column]

    def forget(self) -> None:
        """Let go of columns and scenario; they are read again where they are asked for."""
        self._columns.clear()
        self.__dict__.pop("scenario", None)

    def laid(self, replications: NDArray[Any], values: NDArray[Any]) -> Numbers:
        """Return values in the order of its runs, NaN where there is none.

        A batch that goes on meanwhile has rows of later runs: they are left out.
        """
        laid = np.full(self.runs, np.nan)
        at = np.searchsorted(self.replications, replications)
        known = np.append(self.replications, -1)[at] == replications
        laid[at[known]] = np.ma.filled(values.astype(np.float64), np.nan)[known]
        return laid

    @contextmanager
    def tables(self) -> Iterator[DuckDBPyConnection]:
        """Give a DuckDB with the batch's views, of what is written for good."""
        folder, kept = self.results.folder, _KEPT.get()
        with sound(folder), ExitStack() as stack:
            if kept is None:
                yield stack.enter_context(_views(folder))
                return
            there, ducks = kept
            if folder not in ducks:
                ducks[folder] = there.enter_context(_views(folder))
            yield ducks[folder]

    @cached_property
    def scenario(self) -> Scenario:
        """Its scenario as the arm has it, built from the texts the folder keeps."""
        return scenario_of_arm(self.results.study.copy(self.arm.index))


_Kept = tuple[ExitStack, "dict[Path, DuckDBPyConnection]"]
_KEPT: ContextVar[_Kept | None] = ContextVar("_KEPT", default=None)


@contextmanager
def kept_open() -> Iterator[None]:
    """Read the tables of each folder by one DuckDB within, however many arms it has."""
    with ExitStack() as stack:
        before = _KEPT.set((stack, {}))
        try:
            yield
        finally:
            _KEPT.reset(before)


@contextmanager
def _views(folder: Path) -> Iterator[DuckDBPyConnection]:
    with connection() as duck:
        for name in NAMES:
            table(duck, settled_files(folder, name)).create_view(name)
        yield duck


def read_clouds(folders: Iterable[Path]) -> tuple[Cloud, ...]:
    """Return every arm of some batches with its runs, finished or not.

    FolderError where a folder holds no batch, or no arm of it has a run that ended.
    """
    found, several = list[Cloud](), list(folders)
    names = _told_apart(several) if len(several) > 1 else [""]
    for at, folder in enumerate(several):
        if folder.resolve() in (other.resolve() for other in several[:at]):
            raise FolderError(f"{folder} is given twice; a batch stands beside others, not itself")
        found += _read(Results(folder), names[at])
    ended = tuple(cloud for cloud in found if cloud.runs)
    if not ended:
        raise FolderError(f"{several[0] if several else 'nothing'}: no run has ended yet")
    return ended


def _told_apart(folders: list[Path]) -> list[str]:
    """Return what folders are called, each by as much of its path's end as tells it from others."""
    paths = [folder.resolve().parts for folder in folders]
    for kept in range(1, max(map(len, paths)) + 1):
        names = ["/".join(path[-kept:]) + "/" for path in paths]
        if len(set(names)) == len(names):
            return names
    return [f"{at}/" for at in range(1, len(folders) + 1)]


def steadily(make: Callable[[], Made], tries: int = 5) -> Made:
    """Return what is made of a batch that may be going on: a file replaced meanwhile is read anew.

    FolderError where that happens again and again.
    """
    said = ""
    for _ in range(tries):
        try:
            return make()
        except ChangedError as error:
            said = str(error)
    raise FolderError(said)


def _read(results: Results, before: str) -> list[Cloud]:
    with sound(results.folder), connection() as duck:
        table(duck, settled_files(results.folder, "runs")).create_view("runs")
        return [_cloud(duck, results, arm, before) for arm in results.study.arms]


def _cloud(duck: DuckDBPyConnection, results: Results, arm: Arm, before: str) -> Cloud:
    classes = results.study.sources[arm.scenario].outcomes
    places = {id: at for at, (id, _) in enumerate(classes)}
    query = """SELECT replication, sample, outcome FROM runs
        WHERE arm = ? AND status = 'ok' ORDER BY replication"""
    rows = duck.execute(query, [arm.index]).fetchall()
    failed = duck.execute(
        "SELECT count(*) FROM runs WHERE arm = ? AND status <> 'ok'", [arm.index]
    ).fetchall()
    columns = list(zip(*rows, strict=True)) or [(), (), ()]
    return Cloud(
        results,
        arm,
        before + arm.label,
        np.array(columns[0], dtype=np.int64),
        np.array(columns[1], dtype=np.int64),
        np.array([places[outcome] for outcome in columns[2]], dtype=np.int64),
        classes,
        int(failed[0][0]),
    )


def settled_files(folder: Path, name: str) -> list[Path]:
    """Return the files of a table that are not replaced while the batch goes on.

    FolderError where none is written yet. The last part is left out while it still grows.
    """
    files = table_files(folder, name)
    if not files:
        raise FolderError(f"{folder}: no run is written yet")
    whole = [f for f in files if not f.parent.name[-9:].isdigit() or _ends(f) % PART == 0]
    return whole or files


def _ends(file: Path) -> int:
    return int(file.parent.name[-9:])


def shortened_labels(clouds: Iterable[Cloud]) -> dict[str, str]:
    """Return, by label, the label without what all of them share: the scenario's name."""
    several = list(clouds)
    scenarios = {cloud.arm.scenario for cloud in several}
    if len(scenarios) > 1 or len(several) == 1:
        return {cloud.label: cloud.label for cloud in several}
    studies = {id(cloud.results): cloud.results.study for cloud in several}.values()
    asked = (arm for study in studies for arm in study.arms)
    varied = any(arm.variant for arm in (*asked, *(cloud.arm for cloud in several)))
    return {cloud.label: cloud.shortened(varied) for cloud in several}


def shortened_names(arms: Iterable[Arm]) -> dict[int, str]:
    """Return, by index, what the arms of a batch are called as they stand among one another."""
    several = list(arms)
    if len({arm.scenario for arm in several}) > 1 or len(several) == 1:
        return {arm.index: arm.label for arm in several}
    varied = any(arm.variant for arm in several)
    return {arm.index: short_label(arm, varied) for arm in several}


def short_label(arm: Arm, varied: bool = False) -> str:
    """Return an arm's label without its scenario's name.

    "plain" stands for no variant where the arm is nothing else, or where others have one.
    """
    rest = arm.label.removeprefix(arm.scenario).lstrip(":")
    return f"plain{rest}" if not rest or (varied and not arm.variant) else rest


def baseline_of(clouds: tuple[Cloud, ...], asked: str | None) -> Cloud:
    """Return the arm the others are held against: the one asked for, else the first.

    An arm goes by its label, its label without the scenario, or its variant where that is clear.
    """
    if asked is None:
        return clouds[0]
    names = shortened_labels(clouds)
    for key in (
        lambda c: c.label,
        lambda c: names[c.label],
        lambda c: c.shortened(),
        lambda c: c.arm.variant,
        lambda c: c.arm.policy,
    ):
        found = [cloud for cloud in clouds if key(cloud) == asked]
        if len(found) == 1:
            return found[0]
    known = [names[cloud.label] for cloud in clouds]
    near = nearest(asked, known)
    hint = f"did you mean {near!r}?" if near else f"there are: {listed(known, MOST_NAMED)}"
    raise FolderError(f"no arm {asked[:60]!r}; {hint}")


def chosen_arms(clouds: tuple[Cloud, ...], names: Iterable[str]) -> tuple[Cloud, ...]:
    """Return the arms of some names, all of them where none is given."""
    return tuple(baseline_of(clouds, name) for name in names) or clouds


def akin(base: Cloud, cloud: Cloud) -> bool:
    """Tell whether an arm's endings are the baseline's, so that they may be subtracted.

    So they are within a scenario, whatever of its classes a variant leaves; another scenario must
    have all the same.
    """
    ids, own = ({id for id, _ in each.classes} for each in (base, cloud))
    return bool(ids & own) if base.arm.scenario == cloud.arm.scenario else ids == own


def paired_places(a: Cloud, b: Cloud) -> tuple[NDArray[np.int64], NDArray[np.int64]] | None:
    """Return where the replications that both have stand in each; None where luck differs."""
    if a.luck != b.luck:
        return None
    _, at_a, at_b = np.intersect1d(
        a.replications, b.replications, assume_unique=True, return_indices=True
    )
    return (at_a, at_b) if len(at_a) > 1 else None
