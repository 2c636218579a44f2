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
    with cloud.tables() as duck:
        for level in levels:
            if f"level.{level}" not in known:
                continue
            query = f"""SELECT turn, quantile_cont({quoted(f"level.{level}")}, ?) FROM turns
                WHERE arm = ? GROUP BY turn ORDER BY turn"""  # noqa: S608 - a quoted name
            rows = duck.execute(query, [list(QUANTILES.values()), cloud.arm.index]).fetchall()
            rows = [row for row in rows if row[1] is not None]
            bands = {name: tuple(row[1][at] for row in rows) for at, name in enumerate(QUANTILES)}
            yield Fan(cloud.label, level, tuple(row[0] for row in rows), bands)
