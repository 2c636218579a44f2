"""The tables of a batch: which columns they have. docs/reference/batch-tables.md tells of each."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from batch.sampling import Dimension
from engine.model import Scenario

NAMES = ("runs", "turns", "moves")
Column = Sequence[object] | NDArray[Any]
Columns = dict[str, Column]
"""A table, column by column: values as they are, or packed."""
Tables = dict[str, Columns]
Schema = Mapping[str, Mapping[str, str]]
"""The type of each column of each table, in order."""

LEVEL_TYPE = "FLOAT"
"""Of levels at turns' ends, most of what a batch keeps: seven digits, a hundredth of any noise."""
KINDS: dict[str, type[np.int16 | np.int32 | np.float64]] = {
    "SMALLINT": np.int16, "INTEGER": np.int32, "DOUBLE": np.float64, "FLOAT": np.float64,
}  # fmt: skip
RUN = {
    "arm": "SMALLINT",
    "replication": "INTEGER",
    "run": "VARCHAR",
    "scenario": "VARCHAR",
    "variant": "VARCHAR",
    "lens": "VARCHAR",
    "policy": "VARCHAR",
    "sample": "INTEGER",
    "status": "VARCHAR",
    "stage": "VARCHAR",
    "cause": "VARCHAR",
    "repeat": "VARCHAR",
    "outcome": "VARCHAR",
    "turns": "SMALLINT",
    "digest": "VARCHAR",
}
TURN = {"arm": "SMALLINT", "replication": "INTEGER", "turn": "SMALLINT"}
MOVE = {
    "arm": "SMALLINT",
    "replication": "INTEGER",
    "place": "SMALLINT",
    "turn": "SMALLINT",
    "day": "SMALLINT",
    "kind": "VARCHAR",
    "actor": "VARCHAR",
    "move": "VARCHAR",
    "act": "VARCHAR",
    "because_of": "VARCHAR",
    "probability": "DOUBLE",
    "odds": "DOUBLE",
    "outcome": "VARCHAR",
    "chosen_turn": "SMALLINT",
    "chosen_day": "SMALLINT",
}


@dataclass
class Shape:
    """What the scenarios of a batch have that makes columns."""

    values: set[str] = field(default_factory=set)
    draws: dict[str, None] = field(default_factory=dict)
    measures: set[str] = field(default_factory=set)
    levels: set[str] = field(default_factory=set)
    flags: set[str] = field(default_factory=set)

    def add(self, scenario: Scenario, axes: Iterable[Dimension]) -> None:
        """Take in a scenario, as one of the arms has it."""
        self.values |= {u.id for u in scenario.uncertainties}
        self.draws |= dict.fromkeys(axis.name for axis in axes if axis.kind == "draw")
        self.measures |= {*(e.id for e in scenario.expectations), *dict(scenario.measures)}
        self.levels |= {level.id for level in scenario.theatre.levels}
        self.flags |= {flag.id for flag in scenario.theatre.flags}

    def schema(self) -> dict[str, dict[str, str]]:
        """Return the columns of the three tables."""
        runs = dict(RUN)
        runs |= {f"value.{id}": "DOUBLE" for id in sorted(self.values)}
        runs |= {f"draw.{name}": "DOUBLE" for name in self.draws}
        runs |= {f"measure.{id}": "DOUBLE" for id in sorted(self.measures)}
        runs |= {f"final.{id}": "DOUBLE" for id in sorted(self.levels)}
        runs |= {f"flag.{id}": "VARCHAR" for id in sorted(self.flags)}
        turns = TURN | {f"level.{id}": LEVEL_TYPE for id in sorted(self.levels)}
        return {"runs": runs, "turns": turns, "moves": dict(MOVE)}


def packed(values: Column, type_: str) -> Column:
    """Return numbers as an array, None as NaN or `null_of` the type; other values as they are."""
    kind = KINDS.get(type_)
    if kind is None or isinstance(values, np.ndarray):
        return values
    if None in values:
        null = null_of(type_)
        values = [null if value is None else value for value in values]
    return np.fromiter(values, kind, len(values))


def null_of(type_: str) -> float:
    """Return what stands for no value in an array of numbers of a type."""
    return {"SMALLINT": -(2**15), "INTEGER": -(2**31)}.get(type_, float("nan"))


def array_of(values: Column, type_: str) -> NDArray[Any]:
    """Return a column as an array: of numbers as `packed` has them, of texts as objects."""
    found = packed(values, type_)
    if isinstance(found, np.ndarray):
        return found
    array = np.empty(len(found), dtype=object)
    array[:] = found
    return array


def joined_column(name: str, type_: str, several: Iterable[Columns]) -> NDArray[Any]:
    """Return a column of tables that follow one another; null in those that lack it."""
    return np.concatenate(
        [
            array_of(columns[name] if name in columns else [None] * len(columns["arm"]), type_)
            for columns in several
        ]
    )
