"""How levels spread over an arm's runs, turn by turn."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from batch.compare.clouds import Cloud
from batch.parquet import quoted
from batch.statistics import QUANTILES


@dataclass(frozen=True, slots=True)
class Fan:
    """Quantiles of a level over an arm's runs at the end of each turn; turn 0 is STARTEX."""

    arm: str
    level: str
    turns: tuple[int, ...]
    bands: dict[str, tuple[float, ...]]


def fans(cloud: Cloud, levels: Iterable[str]) -> Iterator[Fan]:
    """Give the fans of some levels of an arm; a level it lacks is left out."""
    known = cloud.results.manifest["columns"]["turns"]
    there = [level for level in levels if f"level.{level}" in known]
    if not there:
        return
    spread = ", ".join(f"quantile_cont({quoted(f'level.{level}')}, $1)" for level in there)
    query = f"SELECT turn, {spread} FROM turns WHERE arm = $2 GROUP BY turn ORDER BY turn"  # noqa: S608 - quoted names
    with cloud.tables() as duck:
        found = duck.execute(query, [list(QUANTILES.values()), cloud.arm.index]).fetchall()
    for place, level in enumerate(there, start=1):
        rows = [row for row in found if row[place] is not None]
        bands = {name: tuple(r[place][at] for r in rows) for at, name in enumerate(QUANTILES)}
        yield Fan(cloud.label, level, tuple(row[0] for row in rows), bands)
