"""Forecasts given by seats, and how they did: Brier's score, with the words of ICD 203."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from engine.play.journal.entries import Entry
from engine.record import FREE
from reports.aar.decisions import says_of
from reports.aar.people import People
from reports.aar.record import Record
from reports.wording import likelihood, percent, plain

OUTCOME, MOVE = "outcome", "move:"


@dataclass(frozen=True, slots=True)
class Forecast:
    """What a seat said would happen. `came` is what did, None where it is not known yet.

    `score` is Brier's over all alternatives, 0 for certainty in what came and 2 for certainty in
    something else; `even` is the score of equal shares over the same alternatives, and `engine`
    of the engine's own shares at that moment, where it had some.
    """

    moment: str
    who: str
    about: str
    shares: tuple[tuple[str, float, str], ...]
    came: str | None
    given: float | None
    score: float | None
    even: float | None
    engine: float | None


@dataclass(frozen=True, slots=True)
class Standing:
    """How one seat's forecasts did together: their number and mean score."""

    who: str
    count: int
    score: float
    even: float


def brier(shares: Mapping[str, float], came: str) -> float:
    """Return Brier's score of shares over alternatives, given which of them came.

    The sum over all alternatives of (share - 1 if it came else share)²: 0 to 2 (Brier 1950). What
    came though it was not named at all counts as an alternative that was given none.
    """
    missed = 0.0 if came in shares else 1.0
    return missed + sum((share - (name == came)) ** 2 for name, share in shares.items())


def evenly(alternatives: int) -> float:
    """Return the score of equal shares over that many alternatives, one of which came."""
    return 1.0 - 1.0 / alternatives if alternatives else 1.0


def forecasts(record: Record, people: People) -> tuple[Forecast, ...]:
    """Return every forecast of the path with its score, in the order given.

    Of several a seat gave about one thing in one turn, the last counts.
    """
    last: dict[tuple[object, ...], Entry] = {}
    for entry in record.inputs("forecast"):
        key = (entry.data.get("seat"), entry.data.get("about"), entry.pause.get("turn"))
        last[key] = entry
    counted = sorted(last.values(), key=lambda entry: entry.seq)
    return tuple(_scored(record, people, entry) for entry in counted)


def standings(rows: tuple[Forecast, ...]) -> tuple[Standing, ...]:
    """Return each seat's mean score, the best first; forecasts not yet settled are left out."""
    found: dict[str, list[Forecast]] = {}
    for row in rows:
        if row.score is not None:
            found.setdefault(row.who, []).append(row)
    standings = [
        Standing(
            who,
            len(each),
            sum(row.score or 0.0 for row in each) / len(each),
            sum(row.even or 0.0 for row in each) / len(each),
        )
        for who, each in found.items()
    ]
    return tuple(sorted(standings, key=lambda s: (s.score, s.who)))


def _scored(record: Record, people: People, entry: Entry) -> Forecast:
    about, seat = str(entry.data.get("about", "")), str(entry.data.get("seat", ""))
    raw = entry.data.get("shares")
    shares = {str(name): float(share) for name, share in (raw or {}).items()}
    came = _came(record, entry, about)
    model = _engine_shares(record, entry, about)
    settled = came is not None
    return Forecast(
        moment=record.moment(entry),
        who=_who(record, people, seat, entry),
        about=_subject(record, about),
        shares=tuple(
            (_alternative(record, about, name), share, likelihood(share))
            for name, share in sorted(shares.items(), key=lambda each: (-each[1], each[0]))
        ),
        came=_alternative(record, about, came) if came is not None else None,
        given=shares.get(came, 0.0) if came is not None else None,
        score=brier(shares, came) if came is not None else None,
        even=evenly(len(shares.keys() | {came})) if settled else None,
        engine=brier(model, came) if came is not None and model else None,
    )


def _who(record: Record, people: People, seat: str, entry: Entry) -> str:
    name = people.sitting(seat) or people.person(entry.author)
    actor = record.names.actor(seat) if seat else ""
    if people.anonymous or not name:
        return actor or name
    return f"{actor} ({name})" if actor and name != actor else name


def _came(record: Record, entry: Entry, about: str) -> str | None:
    """Return what came of what a forecast is about: a move's id or an outcome's."""
    if about == OUTCOME:
        return record.finished.outcome if record.finished else None
    turn, actor = entry.pause.get("turn"), about.removeprefix(MOVE)
    for _, decision in record.decisions():
        if (decision.turn, decision.actor, decision.phase) == (turn, actor, "initiative"):
            return decision.chosen
    return None


def _engine_shares(record: Record, entry: Entry, about: str) -> dict[str, float]:
    """Return the engine's own probabilities of an actor's moves at that moment."""
    turn, actor = entry.pause.get("turn"), about.removeprefix(MOVE)
    for _, decision in record.decisions():
        if (decision.turn, decision.actor, decision.phase) == (turn, actor, "initiative"):
            told = decision.explanation
            return {o.move: o.probability for o in told.options if o.possible} if told else {}
    return {}


def _subject(record: Record, about: str) -> str:
    if about == OUTCOME:
        return "how the exercise ends"
    return f"{record.names.actor(about.removeprefix(MOVE))}'s move of the turn"


def _alternative(record: Record, about: str, name: str) -> str:
    if about == OUTCOME:
        return record.names.spelled(name)
    if name == FREE:
        return "a free move, on nobody's menu"
    return plain(says_of(record, about.removeprefix(MOVE), name))


def in_words(row: Forecast) -> str:
    """Return a forecast's shares in words: "hold 60% (likely), ..."."""
    return ", ".join(f"{name} {percent(share)} ({word})" for name, share, word in row.shares)
