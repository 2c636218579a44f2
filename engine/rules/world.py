"""The state of one exercise: plain data that rules read and play changes.

Everything here can be written as JSON and read back to the same state: a snapshot. The state hash
is SHA-256 over the part that decides what comes next, in canonical JSON with `float.hex()`
numbers, leaving out whatever still has its default.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, field
from hashlib import sha256
from typing import Any, NamedTuple

from engine.model import FlagValue
from engine.model.free import FreeEffect, FreeMove
from engine.model.months import DAYS_A_MONTH
from engine.record import Act, Block, Phase
from engine.rules.conditions import Deed, Facts
from engine.rules.effects import Impulse, Shape
from engine.rules.tables import Answer, Tables

SEMANTICS = 2
"""Number of the engine's meaning: raised whenever the same inputs may give another state."""


class Due(NamedTuple):
    """A record of the agenda. Records sort by these fields, in this order: a total order."""

    day: int
    kind: int
    actor: str
    slot: int
    serial: int
    ref: str


@dataclass(init=False, slots=True)
class Use:
    """How much an actor has used a move: a count as of the last choice, and the day of that."""

    count: float
    day: int

    def __init__(self, count: float, day: int) -> None:
        self.count, self.day = count, day

    def left(self, day: int, keep: float) -> float:
        """Return the count as it has faded by a day, if `keep` of it is left after a month."""
        kept: float = keep ** (max(0, day - self.day) / DAYS_A_MONTH)
        return self.count * kept


@dataclass(init=False, slots=True)
class Window:
    """A chance to answer: the act that opened it (or a red line), since when, and with what."""

    cause: str
    actor: str
    day: int
    answers: Sequence[Answer]

    def __init__(self, cause: str, actor: str, day: int, answers: Sequence[Answer]) -> None:
        self.cause, self.actor, self.day, self.answers = cause, actor, day, answers


@dataclass(init=False, slots=True)
class Pending:
    """A chosen move in preparation."""

    id: str
    actor: str
    slot: int
    turn: int
    day: int
    phase: Phase
    because_of: str | None
    probability: float
    factor: float

    def __init__(
        self,
        id: str,
        actor: str,
        slot: int,
        turn: int,
        day: int,
        phase: Phase,
        because_of: str | None,
        probability: float,
        factor: float,
    ) -> None:
        self.id, self.actor, self.slot = id, actor, slot
        self.turn, self.day, self.phase = turn, day, phase
        self.because_of, self.probability, self.factor = because_of, probability, factor


Known = tuple[str, int, int]
"""A move an observer has sighted: the act, its place in the record of deeds, the day."""


class TurnEnd(NamedTuple):
    """What the world was at a turn's end, for functionals over the path."""

    turn: int
    months: float
    levels: tuple[float, ...]
    flags: tuple[tuple[str, FlagValue], ...]
    deeds: int


@dataclass(slots=True)
class World:
    """The state. Lists of levels are in id order; mappings are keyed by id."""

    turn: int
    day: int
    levels: list[float]
    published: list[float]
    flags: dict[str, FlagValue]
    references: dict[str, list[float]]
    beliefs: dict[str, dict[str, dict[str, float]]]
    capital: dict[str, float]
    impulses: list[Impulse] = field(default_factory=list)
    deeds: list[Deed] = field(default_factory=list)
    acts: list[Act] = field(default_factory=list)
    known: dict[str, list[Known]] = field(default_factory=dict)
    uses: dict[str, dict[int, Use]] = field(default_factory=dict)
    seen_uses: dict[str, dict[str, dict[int, Use]]] = field(default_factory=dict)
    pending: dict[str, Pending] = field(default_factory=dict)
    windows: dict[str, list[Window]] = field(default_factory=dict)
    reacted: dict[str, int] = field(default_factory=dict)
    sighted_now: list[tuple[str, str, int]] = field(default_factory=list)
    fired: dict[str, int] = field(default_factory=dict)
    fired_on: dict[str, int] = field(default_factory=dict)
    fired_now: int = 0
    crossed: list[str] = field(default_factory=list)
    agenda: list[Due] = field(default_factory=list)
    serial: int = 0
    history: list[TurnEnd] = field(default_factory=list)
    free: dict[str, FreeMove] = field(default_factory=dict)
    skipped: list[str] = field(default_factory=list)
    called_off: list[Act] = field(default_factory=list)


def opening_world(tables: Tables) -> World:
    """Return the state at STARTEX."""
    actors = tables.scenario.actors
    return World(
        turn=0,
        day=0,
        levels=list(tables.opening),
        published=list(tables.opening),
        flags={flag.id: flag.start for flag in tables.scenario.theatre.flags},
        references={a.id: [m.aspiration for m in a.motives] for a in actors},
        beliefs={a.id: {p.of: dict(p.types) for p in a.perceives if p.types} for a in actors},
        capital={a.id: a.capital.start for a in actors if a.capital},
    )


def months(tables: Tables, world: World) -> float:
    """Return the months since STARTEX at the start of the turn under way."""
    return max(world.turn - 1, 0) * tables.months_a_turn


def truth(tables: Tables, world: World) -> Facts:
    """Return the facts as they are, for control's conditions."""
    return Facts(world.levels, world.flags, world.turn, months(tables, world), world.deeds)


def path_facts(world: World) -> Facts:
    """Return the last turn's end with the whole path behind it, for outcomes and measures."""
    ends = [
        Facts(end.levels, dict(end.flags), end.turn, end.months, world.deeds[: end.deeds])
        for end in world.history
    ]
    last = ends[-1]
    return Facts(last.levels, last.flags, last.turn, last.months, world.deeds, ends)


# --- snapshots ------------------------------------------------------------------------------------


_LATER = ("free", "skipped", "called_off")
"""Parts that came later: left out of a snapshot while empty, so that older ones stay the same."""


def snapshot(world: World) -> dict[str, Any]:
    """Return the whole state as JSON-ready data."""
    plain: dict[str, Any] = json.loads(json.dumps(asdict(world)))
    for name in _LATER:
        if not plain[name]:
            del plain[name]
    for act in plain["acts"]:
        del act["barred"]
    return plain


def restore(plain: dict[str, Any]) -> World:
    """Return the state a snapshot holds; the snapshot is not changed and shares nothing."""
    data = json.loads(json.dumps(plain))
    data["impulses"] = [(at, by, day, Shape(*shape)) for at, by, day, shape in data["impulses"]]
    data["deeds"] = [Deed(*deed) for deed in data["deeds"]]
    data["acts"] = [Act(**act) for act in data["acts"]]
    data["known"] = {a: [tuple(k) for k in known] for a, known in data["known"].items()}
    data["uses"] = {a: _uses(uses) for a, uses in data["uses"].items()}
    data["seen_uses"] = {
        a: {b: _uses(uses) for b, uses in seen.items()} for a, seen in data["seen_uses"].items()
    }
    data["pending"] = {id: Pending(**p) for id, p in data["pending"].items()}
    data["windows"] = {a: [_window(w) for w in found] for a, found in data["windows"].items()}
    data["sighted_now"] = [tuple(sighted) for sighted in data["sighted_now"]]
    data["agenda"] = [Due(*due) for due in data["agenda"]]
    data["history"] = [
        TurnEnd(e[0], e[1], tuple(e[2]), tuple((k, v) for k, v in e[3]), e[4])
        for e in data["history"]
    ]
    data["called_off"] = [_called_off(act) for act in data.get("called_off", ())]
    data["free"] = {id: _free(free) for id, free in data.get("free", {}).items()}
    return World(**data)


def _called_off(plain: dict[str, Any]) -> Act:
    """Return an act that was not carried out; every other is barred by nothing."""
    barred = plain["barred"]
    values = tuple((name, value) for name, value in barred["values"])
    block = Block(**{**barred, "values": values, "claims": tuple(barred["claims"])})
    return Act(**{**plain, "barred": block})


def _free(plain: dict[str, Any]) -> FreeMove:
    effects = tuple(FreeEffect(**effect) for effect in plain["effects"])
    return FreeMove(**{**plain, "effects": effects})


def _uses(plain: dict[str, Any]) -> dict[int, Use]:
    return {int(slot): Use(**use) for slot, use in plain.items()}


def _window(plain: dict[str, Any]) -> Window:
    answers = [Answer(*answer) for answer in plain["answers"]]
    return Window(plain["cause"], plain["actor"], plain["day"], answers)


# --- the state hash -------------------------------------------------------------------------------

_SIGHTING = 4
"""The agenda's class of sightings: they follow from acts and luck, so the hash leaves them out."""


def state_hash(tables: Tables, world: World) -> str:
    """Return the SHA-256 of the state in hex: equal states, and only they, hash alike."""
    parts = {key: value for key, value in _parts(tables, world) if value}
    text = json.dumps(_canonical(parts), sort_keys=True, separators=(",", ":"), ensure_ascii=True)
    return sha256(text.encode()).hexdigest()


def _parts(tables: Tables, world: World) -> Iterator[tuple[str, object]]:
    yield "turn", world.turn
    yield "day", world.day
    yield "levels", _changed(tables.ids, world.levels, tables.opening)
    yield "published", _changed(tables.ids, world.published, tables.opening)
    starts = {flag.id: flag.start for flag in tables.scenario.theatre.flags}
    yield "flags", {id: v for id, v in world.flags.items() if v != starts[id]}
    yield (
        "impulses",
        [(tables.ids[at], by, day, list(shape)) for at, by, day, shape in world.impulses],
    )
    yield "deeds", [list(deed) for deed in world.deeds]
    yield "fired", world.fired
    yield "fired_on", world.fired_on
    yield "crossed", sorted(world.crossed)
    agenda = sorted(due for due in world.agenda if due.kind != _SIGHTING)
    yield "agenda", [(d.day, d.kind, d.actor, d.slot, d.ref) for d in agenda]
    yield "pending", {id: _prepared(pending) for id, pending in world.pending.items()}
    yield "free", {id: asdict(free) for id, free in world.free.items() if id in world.pending}
    yield "skipped", sorted(world.skipped)
    yield (
        "uses",
        {a: {s: asdict(u) for s, u in uses.items()} for a, uses in world.uses.items() if uses},
    )
    yield "windows", {a: [asdict(w) for w in found] for a, found in world.windows.items() if found}
    yield from _minds(tables, world)


def _prepared(pending: Pending) -> list[object]:
    """Return what decides how a move will be carried out: not how likely its choice was."""
    where = (pending.actor, pending.slot, pending.turn, pending.day, pending.phase)
    return [*where, pending.because_of, pending.factor]


def _minds(tables: Tables, world: World) -> Iterator[tuple[str, object]]:
    """Give what has moved in the minds of those who have made a move.

    Until then they follow from the levels and moves already hashed, and have touched nothing.
    """
    actors = tables.scenario.actors
    references, beliefs = {}, {}
    for actor in actors:
        if not world.uses.get(actor.id):
            continue
        pairs = zip(actor.motives, world.references[actor.id], strict=True)
        if moved := {m.id: value for m, value in pairs if value != m.aspiration}:
            references[actor.id] = moved
        prior = {p.of: dict(p.types) for p in actor.perceives if p.types}
        held = world.beliefs[actor.id]
        if changed := {of: held[of] for of in held if held[of] != prior[of]}:
            beliefs[actor.id] = changed
    yield "references", references
    yield "beliefs", beliefs
    starts = {a.id: a.capital.start for a in actors if a.capital}
    yield "capital", {id: v for id, v in world.capital.items() if v != starts[id]}


def _changed(
    ids: Sequence[str], now: Sequence[float], default: Sequence[float]
) -> dict[str, float]:
    return {id: a for id, a, b in zip(ids, now, default, strict=True) if a != b}


def _canonical(value: object) -> object:
    if isinstance(value, float):
        return value.hex()
    if isinstance(value, dict):
        return {str(key): _canonical(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_canonical(item) for item in value]
    return value
