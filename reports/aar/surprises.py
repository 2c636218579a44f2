"""What the model held unlikely and yet happened: choices, rolls, and levels off their course."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from batch.cloud import Cloud
from reports.aar import decisions as chosen
from reports.aar import rulings as ruled
from reports.aar.record import Record
from reports.names import Names
from reports.wording import amount, listing, percent

MOST = 10
UNLIKELY = 0.2
"""What the model gave at least this is no surprise: the bound of "very unlikely" in ICD 203."""

RARE = 0.1
"""Below this a mark in the picture of the path is filled."""

Kind = Literal["choice", "silence", "roll", "course"]


@dataclass(frozen=True, slots=True)
class Surprise:
    """Something that happened though the model gave it `probability`; `instead` is what it held
    likelier. `person` tells that a person chose it.
    """

    kind: Kind
    turn: int
    day: date
    says: str
    probability: float
    instead: str
    person: bool


def surprises(
    record: Record,
    decisions: tuple[chosen.Row, ...],
    rulings: tuple[ruled.Row, ...],
    cloud: Cloud | None,
    most: int = MOST,
) -> tuple[Surprise, ...]:
    """Return what happened against the model's odds, the least likely first."""
    found = [*_choices(decisions), *_rolls(rulings)]
    if cloud is not None and cloud.runs:
        found += _courses(record, cloud)
    ranked = sorted(found, key=lambda s: (s.probability, s.turn, s.says))
    return tuple(ranked[:most])


def _choices(rows: tuple[chosen.Row, ...]) -> Iterator[Surprise]:
    for row in rows:
        if row.free or row.probability >= UNLIKELY:
            continue
        held = row.chose == "Hold"
        what = "let the moment pass" if held else f"chose: {row.chose}"
        likelier = row.likelier_probability > row.probability
        instead = f"{row.likelier} ({percent(row.likelier_probability)})" if likelier else ""
        answering = f", {row.answering}" if row.answering else ""
        says = f"{row.seat} {what}{answering}"
        kind: Kind = "silence" if held else "choice"
        yield Surprise(kind, row.turn, row.day, says, row.probability, instead, row.by_person)


def _rolls(rows: tuple[ruled.Row, ...]) -> Iterator[Surprise]:
    for row in rows:
        if row.freely:  # the roll was never shown: what it would have given did not happen
            continue
        succeeded = row.by_roll in ("done", "half done")
        chance = row.odds if succeeded else 1.0 - row.odds
        if chance < UNLIKELY:
            word = "succeeded" if succeeded else "failed"
            says = f"{row.seat} {row.move}: by the roll it {word}"
            other = "failure" if succeeded else "success"
            yield Surprise("roll", row.turn, row.day, says, chance, f"{other} was likelier", False)


def _courses(record: Record, cloud: Cloud) -> Iterator[Surprise]:
    """Give the levels that ended far out in the cloud: twice the smaller tail as probability."""
    if not record.reports:
        return
    last = record.reports[-1]
    closes = last.ends - timedelta(days=1)
    tails: list[tuple[float, str]] = []
    for level in record.scenario.theatre.levels:
        if not apart(level.id, last.levels[level.id], cloud, last.turn, record.names):
            continue
        rank = cloud.rank(level.id, last.turn, last.levels[level.id])
        tails.append((max(2 * min(rank, 1 - rank), 1 / (cloud.runs + 1)), level.id))
    for tail, id in sorted(tails)[:3]:
        if tail < 0.1:
            told = course(id, last.levels[id], cloud, last.turn, record.names)
            told += own_doing(record, id)
            yield Surprise("course", last.turn, closes, told, tail, "", False)


def apart(id: str, value: float, cloud: Cloud, turn: int, names: Names) -> bool:
    """Tell whether a level's value reads otherwise than both ends of the runs' nine in ten."""
    bands, span = cloud.bands(id), names.span(id)
    ends = {amount(bands[band][turn], span) for band in ("p05", "p95") if turn < len(bands[band])}
    return amount(value, span) not in ends


def course(id: str, value: float, cloud: Cloud, turn: int, names: Names) -> str:
    """Return how a level's value at a turn's end lies in the cloud, in words."""
    span, bands = names.span(id), cloud.bands(id)
    low, high = (amount(bands[band][turn], span) for band in ("p05", "p95"))
    most = f"came to {low}" if low == high else f"lay between {low} and {high}"
    where = f"{beyond(cloud.rank(id, turn, value))}; nine in ten {most}"
    return f"{names.level(id)} came to {amount(value, span)}, {where}"


def own_doing(record: Record, id: str) -> str:
    """Return what the table added that no run of the engine has and that moved a level."""
    added = {"improvise": "an inject made up at the table", "free": "a free move"}
    found = [
        says
        for kind, says in added.items()
        if any(each["on"] == id for entry in record.inputs(kind) for each in entry.data["effects"])
    ]
    return f"; {listing(found)} moved it" if found else ""


def beyond(rank: float) -> str:
    """Return on which side of most runs a rank among them lies: "lower than in 97% of ..."."""
    share = max(rank, 1 - rank)
    told = "every one" if share == 1.0 else percent(share)
    return f"{'higher' if rank > 0.5 else 'lower'} than in {told} of the engine's runs"


def told_of(rows: tuple[Surprise, ...]) -> str:
    """Return the first surprise as a sentence's end, "" where there is none."""
    return listing([f"{rows[0].says} ({percent(rows[0].probability)})"]) if rows else ""
