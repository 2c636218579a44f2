"""What finished runs put into the batch's tables, column by column, and the digest of each.

Levels are told as one matrix, a row a turn: hundreds of numbers a run, most of what is written.
What a run did is only picked up while it is there; columns and digests are made of a job's runs
together, which costs half as much.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from itertools import chain
from operator import attrgetter, itemgetter
from typing import Any

import numpy as np
from numpy.typing import NDArray

from batch.tables import KINDS, MOVE, Column, Columns, Tables, null_of
from engine.model import FlagValue
from engine.play.exercise import Exercise
from engine.record import Happening, TurnReport

Row = dict[str, object]
Deed = tuple[Any, ...]
"""An act or inject, with the columns from `day` on."""

DEED = tuple(name for name in MOVE if name not in ("arm", "replication"))
"""The columns of an act or inject, its place and turn first."""
_ACT = attrgetter(
    "day",
    "kind",
    "actor",
    "move",
    "id",
    "because_of",
    "probability",
    "odds",
    "result",
    "chosen_turn",
    "chosen_day",
)
"""What an act puts into the columns from `day` on."""
_UNDECIDED = tuple(
    None if MOVE[name] == "VARCHAR" else null_of(MOVE[name])
    for name in ("probability", "odds", "outcome", "chosen_turn", "chosen_day")
)
"""What an inject, which nobody chose, puts into the last of them."""
_DAY = itemgetter(0)


@dataclass(frozen=True, slots=True)
class Told:
    """A run as told: its row, its levels by turn in order of their ids, its acts and injects.

    `levels` has a row for STARTEX and one for each turn, which count from 0. `deeds` are acts and
    injects, each with the columns from `day` on, `sizes` how many of them each turn from 1 has.
    """

    row: Row
    ids: tuple[str, ...]
    levels: NDArray[np.float64]
    sizes: tuple[int, ...]
    deeds: list[Deed]
    flags: Mapping[str, FlagValue]


def told_of(outcome: str, exercise: Exercise) -> Told:
    """Return what a finished exercise puts into the tables; its digest comes with the job's."""
    reports: Sequence[TurnReport] = exercise.reports
    several = [reports[0].before, *(each.levels for each in reports)] if reports else []
    ids = tuple(several[0]) if several else ()
    values = chain.from_iterable(each.values() for each in several)
    size = len(several), len(ids)
    levels = np.fromiter(values, np.float64, size[0] * size[1]).reshape(size)
    last = reports[-1] if reports else None
    flags = last.flags if last else {}
    row: Row = {
        "status": "ok",
        "outcome": outcome,
        "turns": len(reports),
        **{f"final.{id}": value for id, value in (last.levels if last else {}).items()},
        **{f"flag.{id}": _text(value) for id, value in flags.items()},
    }
    sizes, deeds = _deeds(reports)
    return Told(row, ids, levels, sizes, deeds, flags)


def _deeds(reports: Sequence[TurnReport]) -> tuple[tuple[int, ...], list[Deed]]:
    """Return acts and injects in the order of their days, injects first, and each turn's number."""
    sizes, deeds = list[int](), list[Deed]()
    for report in reports:
        both = [_inject(each) for each in report.happenings if each.kind == "inject"]
        both += map(_ACT, report.acts)
        both.sort(key=_DAY)
        sizes.append(len(both))
        deeds += both
    return tuple(sizes), deeds


def _inject(of: Happening) -> Deed:
    return (of.day, "inject", None, of.id, None, of.cause or None, *_UNDECIDED)


def _text(value: FlagValue) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


@dataclass(slots=True)
class Gathered:
    """The runs of a job, told one after another, as tables. All are of one arm."""

    arm: int
    rows: list[Row]
    told: list[tuple[int, Told]]

    def tables(self) -> Tables:
        """Return the tables of all runs; those that failed have a row and nothing else."""
        moves = self._moves()
        told = iter(digests([told for _, told in self.told], moves))
        for row in self.rows:
            if row["status"] == "ok":
                row["digest"] = next(told)
        return {"runs": by_column(self.rows), "turns": self._turns(), "moves": moves}

    def _who(self, sizes: Sequence[int]) -> dict[str, NDArray[Any]]:
        replications = np.array([each for each, _ in self.told], dtype=np.int32)
        arms = np.full(sum(sizes), self.arm, dtype=np.int16)
        return {"arm": arms, "replication": np.repeat(replications, np.array(sizes, dtype=np.intp))}

    def _turns(self) -> Columns:
        found: Columns = dict(self._who([len(told.levels) for _, told in self.told]))
        if several := [told for _, told in self.told if len(told.levels)]:
            turns = [np.arange(len(told.levels), dtype=np.int16) for told in several]
            found["turn"] = np.concatenate(turns)
            levels = np.concatenate([told.levels for told in several])
            ids = several[0].ids
            found |= {f"level.{id}": levels[:, at] for at, id in enumerate(ids)}
        return found

    def _moves(self) -> Columns:
        sizes = [len(told.deeds) for _, told in self.told]
        return dict(self._who(sizes)) | columns_of([told for _, told in self.told])


def columns_of(several: Sequence[Told]) -> Columns:
    """Return the acts and injects of runs that follow one another, column by column."""
    deeds = list(chain.from_iterable(told.deeds for told in several))
    rest = zip(*deeds, strict=True) if deeds else ((),) * len(DEED[2:])
    turns = [np.arange(1, len(told.sizes) + 1, dtype=np.int16) for told in several]
    sizes = np.fromiter(chain.from_iterable(told.sizes for told in several), np.intp)
    none = np.array([], np.int16)
    found: Columns = {
        "place": np.concatenate(
            [none, *(np.arange(len(told.deeds)) for told in several)], dtype=np.int16
        ),
        "turn": np.repeat(np.concatenate([none, *turns]), sizes),
    }
    named = zip(DEED[2:], rest, strict=True)
    return found | {name: _column(column, MOVE[name]) for name, column in named}


def _column(values: tuple[Any, ...], type_: str) -> Column:
    kind = KINDS.get(type_)
    return list(values) if kind is None else np.fromiter(values, kind, len(values))


def digests(several: Sequence[Told], columns: Columns) -> Iterator[str]:
    """Give a digest of what happened in each of some runs, whichever arm it belongs to.

    `columns` are their acts and injects, one run's after another's. How likely an act was is left
    out: the last bits of an exponential differ between processors, and a run repeats on any.
    """
    counted = [columns[name] for name in DEED if name != "probability"]
    packed = [of for of in counted if isinstance(of, np.ndarray)]
    named = [_filled(columns[name]) for name in DEED if MOVE[name] == "VARCHAR"]
    end = 0
    for told in several:
        start, end = end, end + len(told.deeds)
        sizes = told.levels.shape, told.sizes
        head = repr((told.row["outcome"], sorted(told.flags.items()), sizes))
        names = chain.from_iterable(each[start:end] for each in named)
        what = ["\0".join([head, *names, ""]).encode(), told.levels.tobytes()]
        what += [each[start:end].tobytes() for each in packed]
        yield sha256(b"".join(what)).hexdigest()[:16]


def _filled(names: Column) -> list[Any]:
    """Return names with those that are missing as "", which nothing is called."""
    return [each or "" for each in names] if None in names else list(names)


def by_column(rows: Sequence[Row]) -> Columns:
    """Return rows as columns; what a row lacks is null in it."""
    alike = all(row.keys() == rows[0].keys() for row in rows[1:])
    names = dict.fromkeys(rows[0] if rows and alike else chain.from_iterable(rows))
    return {name: [row.get(name) for row in rows] for name in names}
