"""What a finished run puts into the batch's tables, column by column, and the digest of it.

Levels are told as one matrix, a row a turn: hundreds of numbers a run, most of what is written.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from itertools import chain
from operator import attrgetter, itemgetter
from typing import Any

import numpy as np
from numpy.typing import NDArray

from batch.tables import KINDS, MOVE, Column, Columns, Tables, joined_column, null_of
from engine.model import FlagValue
from engine.play.exercise import Exercise
from engine.record import Happening, TurnReport

Row = dict[str, object]


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

    `levels` has a row for STARTEX and one for each of `turns`, which counts from 0.
    """

    row: Row
    ids: tuple[str, ...]
    turns: NDArray[np.int16]
    levels: NDArray[np.float64]
    deeds: Columns


def told_of(outcome: str, exercise: Exercise) -> Told:
    """Return what a finished exercise puts into the tables."""
    reports: Sequence[TurnReport] = exercise.reports
    several = [reports[0].before, *(each.levels for each in reports)] if reports else []
    ids = tuple(several[0]) if several else ()
    values = chain.from_iterable(each.values() for each in several)
    size = len(several), len(ids)
    levels = np.fromiter(values, np.float64, size[0] * size[1]).reshape(size)
    turns = np.array([0, *(report.turn for report in reports)] if reports else [], dtype=np.int16)
    deeds = _deeds(reports)
    last = reports[-1] if reports else None
    flags = last.flags if last else {}
    row: Row = {
        "status": "ok",
        "outcome": outcome,
        "turns": len(reports),
        "digest": _digest(outcome, turns, levels, deeds, flags),
        **{f"final.{id}": value for id, value in (last.levels if last else {}).items()},
        **{f"flag.{id}": _text(value) for id, value in flags.items()},
    }
    return Told(row, ids, turns, levels, deeds)


def _deeds(reports: Sequence[TurnReport]) -> Columns:
    """Return acts and injects in the order of their days, injects first."""
    sizes, rows = list[int](), list[tuple[object, ...]]()
    for report in reports:
        both = [_inject(each) for each in report.happenings if each.kind == "inject"]
        both += map(_ACT, report.acts)
        both.sort(key=_DAY)
        sizes.append(len(both))
        rows += both
    rest = zip(*rows, strict=True) if rows else ((),) * len(DEED[2:])
    turns = np.array([report.turn for report in reports], dtype=np.int16)
    found: Columns = {
        "place": np.arange(len(rows), dtype=np.int16),
        "turn": np.repeat(turns, np.array(sizes, dtype=np.intp)),
    }
    named = zip(DEED[2:], rest, strict=True)
    return found | {name: _column(column, MOVE[name]) for name, column in named}


def _column(values: tuple[Any, ...], type_: str) -> Column:
    kind = KINDS.get(type_)
    return list(values) if kind is None else np.fromiter(values, kind, len(values))


def _inject(of: Happening) -> tuple[object, ...]:
    return (of.day, "inject", None, of.id, None, of.cause or None, *_UNDECIDED)


def _text(value: FlagValue) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def _digest(
    outcome: str,
    turns: NDArray[np.int16],
    levels: NDArray[np.float64],
    deeds: Columns,
    flags: Mapping[str, FlagValue],
) -> str:
    """Return a digest of what happened in a run, whichever arm it belongs to."""
    sizes = levels.shape, len(deeds["place"])
    what = [repr((outcome, sorted(flags.items()), sizes)).encode()]
    what += [
        each.tobytes() if isinstance(each, np.ndarray) else _spelled(each)
        for each in (turns, levels, *deeds.values())
    ]
    return sha256(b"".join(what)).hexdigest()[:16]


def _spelled(names: Sequence[Any]) -> bytes:
    """Return names, of which some may be missing, as bytes that no others of as many have."""
    return "\0".join([*(each or "" for each in names), ""]).encode()


@dataclass(slots=True)
class Gathered:
    """The runs of a job, told one after another, as tables. All are of one arm."""

    arm: int
    rows: list[Row]
    told: list[tuple[int, Told]]

    def tables(self) -> Tables:
        """Return the tables of all runs; those that failed have a row and nothing else."""
        return {"runs": by_column(self.rows), "turns": self._turns(), "moves": self._moves()}

    def _who(self, sizes: Sequence[int]) -> dict[str, NDArray[Any]]:
        replications = np.array([each for each, _ in self.told], dtype=np.int32)
        arms = np.full(sum(sizes), self.arm, dtype=np.int16)
        return {"arm": arms, "replication": np.repeat(replications, np.array(sizes, dtype=np.intp))}

    def _turns(self) -> Columns:
        found: Columns = dict(self._who([len(told.turns) for _, told in self.told]))
        if several := [told for _, told in self.told if len(told.turns)]:
            found["turn"] = np.concatenate([told.turns for told in several])
            levels = np.concatenate([told.levels for told in several])
            ids = several[0].ids
            found |= {f"level.{id}": levels[:, at] for at, id in enumerate(ids)}
        return found

    def _moves(self) -> Columns:
        several = [told.deeds for _, told in self.told]
        found: Columns = dict(self._who([len(deeds["place"]) for deeds in several]))
        if several:
            found |= {name: _one_after_another(name, several) for name in DEED}
        return found


def _one_after_another(name: str, several: Sequence[Columns]) -> Column:
    """Return a column of acts and injects of several runs; texts stay as they are."""
    if MOVE[name] == "VARCHAR":
        return list(chain.from_iterable(deeds[name] for deeds in several))
    return joined_column(name, MOVE[name], several)


def by_column(rows: Sequence[Row]) -> Columns:
    """Return rows as columns; what a row lacks is null in it."""
    alike = all(row.keys() == rows[0].keys() for row in rows[1:])
    names = dict.fromkeys(rows[0] if rows and alike else chain.from_iterable(rows))
    return {name: [row.get(name) for row in rows] for name in names}
