"""The tables of a batch: which columns they have. docs/reference/batch-tables.md tells of each."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from batch.sampling import Dimension
from engine.model import Scenario

NAMES = ("runs", "turns", "moves")
Columns = dict[str, list[object]]
"""A table, column by column."""
Tables = dict[str, Columns]
Schema = Mapping[str, Mapping[str, str]]
"""The type of each column of each table, in order."""

FAILURE = ("stage", "cause", "repeat")
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
        turns = TURN | {f"level.{id}": "DOUBLE" for id in sorted(self.levels)}
        return {"runs": runs, "turns": turns, "moves": dict(MOVE)}


def empty(schema: Schema) -> Tables:
    """Return the tables without rows."""
    return {table: {column: [] for column in columns} for table, columns in schema.items()}


def append(to: Tables, more: Tables) -> None:
    """Add rows to tables; a column the rows lack is null in them."""
    for table, columns in to.items():
        found = more[table]
        rows = len(found["arm"])
        for name, column in columns.items():
            column.extend(found.get(name) or [None] * rows)
