"""The first page: what was played, how it ended, and the few things to carry away."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta

from batch.cloud import Cloud
from batch.statistics import wilson
from reports.aar import decisions as chosen
from reports.aar import injects as fired
from reports.aar import rulings as ruled
from reports.aar.odds import Moment
from reports.aar.people import People
from reports.aar.record import Record
from reports.aar.surprises import Surprise
from reports.aar.swings import swing
from reports.ending import called
from reports.movement import sense_of
from reports.wording import (
    amount,
    counted,
    full_date,
    likelihood,
    listing,
    percent,
    plain,
    sentence,
)


@dataclass(frozen=True, slots=True)
class Summary:
    """`outcome` names the class of the ending, `ended` tells it; both "" while under way.

    `points` are sentences, the most telling first; `figures` pairs of a number and what it counts.
    """

    outcome: str
    ended: str
    points: tuple[str, ...]
    figures: tuple[tuple[str, str], ...]


def summary(
    record: Record,
    people: People,
    rows: tuple[chosen.Row, ...],
    rulings: tuple[ruled.Row, ...],
    injects: tuple[fired.Row, ...],
    surprises: tuple[Surprise, ...],
    cloud: Cloud | None,
    odds: tuple[Moment, ...] = (),
) -> Summary:
    """Return the summary of an exercise, from what the other sections hold."""
    persons = chosen.by_persons(rows)
    moved = swing(record, people, odds, injects)
    points = [
        *_likelihood(record, cloud),
        *_movement(record),
        *([moved.told] if moved else []),
        *_apart(persons),
        *_surprise(surprises, people),
        *_ruled(rulings),
        *_delivered(injects),
    ]
    finished = record.finished
    return Summary(
        record.names.spelled(finished.outcome) if finished else "",
        people.text(sentence(plain(finished.says))) if finished else "",
        tuple(points),
        _figures(record, persons, rulings, injects),
    )


def _likelihood(record: Record, cloud: Cloud | None) -> Iterator[str]:
    if record.finished is None:
        total = record.scenario.turns.count
        yield f"The exercise stands after turn {len(record.reports)} of {total}; nothing is final."
        return
    if record.finished.called is not None:
        yield called(record.finished, record.scenario.turns.count)
        return
    if cloud is None or not cloud.runs:
        return
    hits = cloud.shares[record.finished.outcome]
    low, high = wilson(hits, cloud.runs)
    share = hits / cloud.runs
    yield (
        f"Left to itself from the same start, the engine ends this way in {percent(share)} of "
        f"{counted(cloud.runs, 'run')} (95% interval {percent(low)} to {percent(high)}): "
        f"{likelihood(share)}."
    )


def _movement(record: Record) -> Iterator[str]:
    if not record.reports:
        return
    first, last = record.reports[0].before, record.reports[-1].levels
    names = record.names
    shares = {id: abs(last[id] - first[id]) / (names.span(id) or 1) for id in last}
    ranked = sorted(last, key=lambda level: (-shares[level], level))
    told = []
    for id in ranked[:3]:
        span = names.span(id)
        sense = sense_of(names.levels[id], last[id] - first[id])
        told.append(
            f"{names.level(id)} {amount(first[id], span)} → {amount(last[id], span)} ({sense})"
        )
    yield f"What moved most: {listing(told)}."


def _apart(persons: tuple[chosen.Row, ...]) -> Iterator[str]:
    judged = [row for row in persons if not row.free]
    if not judged:
        return
    seats = sorted({row.seat for row in persons})
    free = len(persons) - len(judged)
    moves = f", {counted(free, 'free move')} among them" if free else ""
    alike = sum(row.is_likeliest for row in judged)
    same = sum(row.agrees for row in judged)
    yield (
        f"{listing(seats)} took {counted(len(persons), 'decision')}{moves}. Of the {len(judged)} "
        f"taken from the menu, {alike} {'was' if alike == 1 else 'were'} what the engine held "
        f"likeliest, and {same} what it would have chosen at the same moment on the same luck."
    )


def _surprise(surprises: tuple[Surprise, ...], people: People) -> Iterator[str]:
    """Tell the least likely deed, which needs no engine runs, and then the level furthest off."""
    deeds = [each for each in surprises if each.kind != "course"]
    if deeds:
        first = deeds[0]
        instead = f" It held likelier: {first.instead}." if first.instead else ""
        told = f"{people.text(first.says)} ({percent(first.probability)})"
        yield f"The deed the model held least likely came in turn {first.turn}: {told}.{instead}"
    for course in [each for each in surprises if each.kind == "course"][:1]:
        yield f"Furthest from the engine's own runs: {people.text(course.says)}."


def _ruled(rulings: tuple[ruled.Row, ...]) -> Iterator[str]:
    against = ruled.overturned(rulings)
    if against:
        told = listing(
            f"{r.seat} {r.move} (turn {r.turn}: {r.by_roll} → {r.result})" for r in against
        )
        count = "one roll" if len(against) == 1 else f"{len(against)} rolls"
        yield f"The white cell overturned {count}: {told}."
    freely = sum(row.freely for row in rulings)
    if freely:
        yield (
            f"The white cell ruled freely on {counted(freely, 'move')}, with the model's odds "
            f"before it and no roll."
        )


def _delivered(injects: tuple[fired.Row, ...]) -> Iterator[str]:
    apart = [row for row in injects if not row.as_planned]
    if apart:
        told = listing(row.told for row in apart)
        yield f"Injects that departed from the plan: {told}."


def _figures(
    record: Record,
    persons: tuple[chosen.Row, ...],
    rulings: tuple[ruled.Row, ...],
    injects: tuple[fired.Row, ...],
) -> tuple[tuple[str, str], ...]:
    acts = sum(not act.called_off for _, act in record.acts())
    delivered = sum(row.day is not None for row in injects)
    return (
        (f"{len(record.reports)} of {record.scenario.turns.count}", "turns played"),
        (str(acts), "moves carried out"),
        (str(len(persons)), "decisions by people"),
        (str(delivered), "injects delivered"),
        _adjudicated(rulings),
    )


def _adjudicated(rulings: tuple[ruled.Row, ...]) -> tuple[str, str]:
    """Return how many rolls were overturned; where no roll was shown, how many moves were ruled."""
    freely = sum(row.freely for row in rulings)
    if freely:
        return f"{freely} of {len(rulings)}", "uncertain moves ruled freely"
    return f"{len(ruled.overturned(rulings))} of {len(rulings)}", "rolls overturned"


def played_dates(record: Record) -> str:
    """Return the exercise's own time, from STARTEX to the last day played."""
    starts = full_date(record.scenario.startex)
    if not record.reports:
        return f"from {starts}"
    return f"{starts} to {full_date(record.reports[-1].ends - timedelta(days=1))}"
