"""When runs of two arms first differ in what actors did, and which act it was.

The acts of two runs are held side by side in their order; the first two that differ in day, kind,
actor, move or success are where the runs part. A run whose acts end first parts there too. Injects
are left out: they are what the variants set, and no actor's doing.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np

from batch.compare.clouds import Cloud, settled_files
from batch.damage import sound
from batch.parquet import connection, table

AT_ONCE = 500
"""Replications joined at once."""
Side = Literal["arm", "baseline", "otherwise"]
WHO = ("kind", "actor", "move", "outcome")


@dataclass(frozen=True, slots=True)
class Deed:
    """An act as the table of moves has it."""

    actor: str
    move: str


@dataclass(frozen=True, slots=True)
class Parting:
    """An act that was the first to differ, in which of the two it was done, in how many pairs.

    Of two acts that differ the earlier one is told: the other run lacks it, or has it later.
    `otherwise` is the same act on the same day with other success.
    """

    deed: Deed
    done: Literal["arm", "baseline", "otherwise"]
    pairs: int


@dataclass(frozen=True, slots=True)
class Divergence:
    """When an arm's runs part from the baseline's, over pairs.

    `by_turn` counts the pairs that parted in each turn; `turns` are the quartiles of that turn, by
    nearest rank, over the pairs that part at all. `never` counts pairs in which the same was done
    throughout.
    """

    arm: str
    pairs: int
    never: int
    turns: tuple[int, int, int] | None
    by_turn: tuple[tuple[int, int], ...]
    partings: tuple[Parting, ...]

    @property
    def parted(self) -> int:
        """How many pairs part at all."""
        return self.pairs - self.never


def divergence(base: Cloud, cloud: Cloud, most: int = 12) -> Divergence | None:
    """Return when and by what an arm's runs part from the baseline's; None without common luck."""
    if base.luck != cloud.luck:
        return None
    both = np.intersect1d(base.replications, cloud.replications)
    turns, ways = list[int](), Counter[tuple[Deed, Side]]()
    for turn, deed, done in _first(base, cloud, both):
        turns.append(turn)
        ways[deed, done] += 1
    ranked = sorted(ways.items(), key=lambda item: (-item[1], str(item[0])))
    return Divergence(
        cloud.label,
        len(both),
        len(both) - len(turns),
        quartiles(turns) if turns else None,
        tuple(sorted(Counter(turns).items())),
        tuple(Parting(deed, done, count) for (deed, done), count in ranked[:most]),
    )


def quartiles(turns: Sequence[int]) -> tuple[int, int, int]:
    """Return the quartiles of some turns by nearest rank: each is a turn that is there."""
    ranked = sorted(turns)
    low, middle, high = (ranked[-(-quarter * len(ranked) // 4) - 1] for quarter in (1, 2, 3))
    return low, middle, high


def _sides(form: str) -> str:
    return ", ".join(form.format(side, name) for side in "ab" for name in WHO[1:3])


def _acts(view: str) -> str:
    numbered = "row_number() OVER (PARTITION BY replication ORDER BY place) AS nth"
    of = "arm = ? AND replication BETWEEN ? AND ? AND kind <> 'inject'"
    return f"SELECT *, {numbered} FROM {view} WHERE {of}"  # noqa: S608 - names of our own


_QUERY = f"""
WITH a AS ({_acts("first")}), b AS ({_acts("second")}),
apart AS (
  SELECT coalesce(a.replication, b.replication) AS replication,
    coalesce(a.nth, b.nth) AS nth, least(a.turn, b.turn) AS turn,
    a.day AS a_day, b.day AS b_day, {_sides("{0}.{1} AS {0}_{1}")}
  FROM a FULL OUTER JOIN b ON a.replication = b.replication AND a.nth = b.nth
  WHERE a.day IS DISTINCT FROM b.day
    OR {" OR ".join(f"a.{n} IS DISTINCT FROM b.{n}" for n in WHO)})
SELECT replication, arg_min(struct_pack(turn := turn, a_day := a_day, b_day := b_day,
    {_sides("{0}_{1} := {0}_{1}")}), nth) AS told
FROM apart GROUP BY replication ORDER BY replication
"""  # noqa: S608 - made of names of columns


def _first(base: Cloud, cloud: Cloud, both: np.ndarray) -> Iterator[tuple[int, Deed, Side]]:
    """Give, pair by pair, the turn of the first difference and the act that made it."""
    known = set(both.tolist())
    last = int(both.max()) if len(both) else -1
    with sound(base.results.folder, cloud.results.folder), connection() as duck:
        for name, of in (("first", base), ("second", cloud)):
            table(duck, settled_files(of.results.folder, "moves")).create_view(name)
        for start in range(0, last + 1, AT_ONCE):
            span = (start, start + AT_ONCE - 1)
            asked = [base.arm.index, *span, cloud.arm.index, *span]
            for replication, told in duck.execute(_QUERY, asked).fetchall():
                if replication in known:
                    yield (told["turn"], *_read(told))


def _read(told: dict[str, Any]) -> tuple[Deed, Side]:
    """Return the earlier of two acts that differ."""
    deeds = [Deed(*(told[f"{side}_{name}"] for name in WHO[1:3])) for side in "ab"]
    days = [told[f"{side}_day"] for side in "ab"]
    if deeds[0] == deeds[1] and days[0] == days[1]:
        return deeds[1], "otherwise"
    base_first = days[1] is None or (days[0] is not None and days[0] < days[1])
    return (deeds[0], "baseline") if base_first else (deeds[1], "arm")
