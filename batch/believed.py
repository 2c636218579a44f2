"""The state of an exercise as one seat knows it, with nothing in it that is hidden from the seat.

From here a seat's odds are rolled out (docs/decisions on the odds of a seat). Of the state it keeps
what the seat sees; in place of the rest stand values everybody knows. `believed_world` builds a new
state field by field, so that what is not named here stays out of it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from engine.model.months import DAYS_A_MONTH
from engine.play.agenda import Kind
from engine.play.exercise import Exercise
from engine.play.freely import FIRST_SLOT, free_play
from engine.play.table import Table
from engine.record import Act, Adjudication, AwaitChoices, Phase, TurnEnded
from engine.rules.adjudication import SHARE
from engine.rules.effects import Impulse
from engine.rules.sight import Sight, as_published
from engine.rules.tables import Play, Push
from engine.rules.world import Due, Known, TurnEnd, Use, World, opening_world, truth


@dataclass(frozen=True, slots=True)
class Asked:
    """What the table asks the seat: a choice in this phase, or None; and the state it stands on."""

    world: World
    phase: Phase | None


def asked(exercise: Exercise, seat: str) -> Asked:
    """Return the state as a seat knows it, and whether the next thing is its own choice."""
    pause = exercise.pause
    phase: Phase | None = None
    if pause is None or isinstance(pause, TurnEnded):
        phase = "initiative"
    elif isinstance(pause, AwaitChoices) and (pause.phase == "initiative" or seat in pause.seats):
        phase = pause.phase
    return Asked(believed_world(exercise, seat), phase)


def believed_world(exercise: Exercise, seat: str) -> World:
    """Return a state made of what a seat knows, standing where the exercise stands."""
    table = exercise.table
    seen = _Seen(table, seat)
    true, world = table.world, opening_world(table.tables)
    world.turn, world.day = true.turn, true.day
    world.levels = list(seen.sight.facts.levels)
    world.published = list(true.published)
    world.flags = dict(seen.sight.facts.flags)
    world.references[seat] = list(true.references[seat])
    world.beliefs[seat] = {of: dict(held) for of, held in true.beliefs[seat].items()}
    if seat in true.capital:
        world.capital[seat] = true.capital[seat]
    world.acts, world.deeds = seen.acts, [true.deeds[at] for at in seen.numbers]
    world.known = {actor: seen.known_to(actor) for actor in table.seats()}
    _uses(world, table, seen)
    world.impulses = [*seen.moved(), *seen.told()]
    world.pending = {id: p for id, p in true.pending.items() if p.actor == seat}
    world.free = {
        id: free for id, free in true.free.items() if id in world.pending or id in seen.ids
    }
    world.windows = seen.windows()
    world.sighted_now = [each for each in true.sighted_now if each[0] == seat]
    world.history = [seen.past(end) for end in true.history]
    _agenda(world, exercise, seen)
    world.crossed = _crossed(table, world)
    return world


class _Seen:
    """What one seat has seen of the true state."""

    def __init__(self, table: Table, seat: str) -> None:
        self.table, self.seat, self.true = table, seat, table.world
        self.side = table.tables.sides[seat]
        self.sight = Sight(table.tables, table.world, seat)
        self.learnt = {number: day for _, number, day in table.world.known.get(seat, ())}
        self.numbers = sorted(self.learnt)
        self.place = {number: at for at, number in enumerate(self.numbers)}
        self.acts = [self._told(self.true.acts[number]) for number in self.numbers]
        self.ids = {act.id for act in self.acts}

    def _told(self, act: Act) -> Act:
        """Return an act without what only its actor and control know of it."""
        if act.actor == self.seat:
            return act
        number = next(n for n in self.numbers if self.true.acts[n].id == act.id)
        done = self.true.deeds[number].success
        return replace(
            act,
            probability=0.0,
            odds=0.0,
            roll=0.0,
            result="done" if done else "failed",
            ruled_by="",
            ruling_reason="",
        )

    def play(self, act: Act) -> Play | None:
        """Return the play an act was, a free one with the effects it was given; None for none."""
        if act.id in self.true.free:
            return free_play(self.table.tables, self.true.free[act.id], FIRST_SLOT)
        plays = self.table.tables.sides[act.actor].plays
        return next((play for play in plays if play.id == act.move), None)

    def open_to_all(self, act: Act) -> bool:
        """Whether everybody is sure to have seen an act."""
        play = self.play(act)
        return play is None or play.noun is None or play.noun.seen.chance >= 1.0

    def known_to(self, actor: str) -> list[Known]:
        """Return what an actor knows, as far as the seat can tell: what is open to all."""
        if actor == self.seat:
            return [(act, self.place[at], day) for act, at, day in self.true.known.get(actor, ())]
        found = []
        for number, act in zip(self.numbers, self.acts, strict=True):
            delay = self._delay(act)
            own = act.actor == actor
            if own or (self.open_to_all(act) and act.day + delay <= self.true.day):
                day = act.day if own else act.day + delay
                found.append((act.id, self.place[number], day))
        return sorted(found, key=lambda known: (known[2], known[1]))

    def _delay(self, act: Act) -> int:
        play = self.play(act)
        return play.noun.seen.delay if play and play.noun else 0

    # --- effects under way -----------------------------------------------------------------------

    def moved(self) -> list[Impulse]:
        """Return the effects the seat believes under way of the acts it knows."""
        found: list[Impulse] = []
        tired: dict[tuple[str, str], Use] = {}
        believed = {(b.actor, b.move, b.on): b.by for b in self.side.noun.believes}
        for act in self.acts:
            play = self.play(act)
            if play is None:
                continue
            factor = self._tired(tired, act, play) * (SHARE[act.result] or 1.0)
            pushes = play.pushes if SHARE[act.result] else play.failure_pushes
            if act.result == "near_miss":
                pushes = ()
            for push in pushes:
                on = self.table.tables.ids[push.level]
                amount = believed.get((act.actor, act.move, on), push.amount)
                found.append((push.level, amount * factor, act.day, push.shape))
        return found

    def _tired(self, tired: dict[tuple[str, str], Use], act: Act, play: Play) -> float:
        """Return how worn a move was by the uses of it the seat knows of, and count this one."""
        key, keep = (act.actor, act.move), 1.0 - self.table.scenario.rules.fade
        last = tired.get(key)
        count = last.count * keep ** ((act.day - last.day) / DAYS_A_MONTH) if last else 0.0
        tired[key] = Use(count + 1.0, act.day)
        factor: float = play.fatigue**count
        return factor

    def told(self) -> list[Impulse]:
        """Return the effects of the injects the seat has heard of, at their plain amounts."""
        found = []
        for id in sorted(self.true.fired):
            cue = self.table.tables.cues.get(id)
            heard = cue is not None and (not cue.noun.audience or self.seat in cue.noun.audience)
            pushes: Sequence[Push] = cue.pushes if cue is not None and heard else ()
            day = self.true.fired_on.get(id, self.true.day)
            found += [(push.level, push.amount, day, push.shape) for push in pushes]
        return found

    # --- what is open ----------------------------------------------------------------------------

    def windows(self) -> dict[str, list[Any]]:
        """Return its own windows, and those the acts it knows have opened for others."""
        return {
            actor: [
                window
                for window in self.true.windows.get(actor, ())
                if actor == self.seat or self._surely_opened(window.cause)
            ]
            for actor in self.table.seats()
        }

    def _surely_opened(self, cause: str) -> bool:
        act = next((act for act in self.acts if act.id == cause), None)
        return act is not None and self.open_to_all(act)

    def past(self, end: TurnEnd) -> TurnEnd:
        """Return a turn's end as the seat saw it; for what it does not see, what was published."""
        levels = tuple(as_published(end.levels, self.true, self.side))
        flags = {**dict(end.flags), **self.side.hidden_flags}
        deeds = sum(number < end.deeds for number in self.numbers)
        return TurnEnd(end.turn, end.months, levels, tuple(flags.items()), deeds)


def _uses(world: World, table: Table, seen: _Seen) -> None:
    """Tell how used each move is by what the seat has seen, for every actor alike."""
    true, seat = table.world, seen.seat
    of_others = true.seen_uses.get(seat, {})
    world.uses = {actor: _copied(of_others.get(actor, {})) for actor in table.seats()}
    world.uses[seat] = _copied(true.uses.get(seat, {}))
    world.seen_uses = {
        observer: {a: _copied(world.uses[a]) for a in table.seats() if a != observer}
        for observer in table.seats()
    }
    world.seen_uses[seat] = {a: _copied(uses) for a, uses in of_others.items()}


def _copied(uses: Mapping[int, Use]) -> dict[int, Use]:
    return {slot: Use(use.count, use.day) for slot, use in uses.items()}


# --- what is due ----------------------------------------------------------------------------------


def _agenda(world: World, exercise: Exercise, seen: _Seen) -> None:
    """Put on the agenda what the seat knows to be due, and what the pause has taken off it."""
    table, kept = exercise.table, list[Due]()
    for due in sorted(table.world.agenda):
        if (
            due.kind in (Kind.TURN_END, Kind.CHOICE)
            or (due.kind == Kind.EXECUTION and due.actor == seen.seat)
            or (due.kind == Kind.RESPONSE and _expected_answer(due, world, table))
        ):
            kept.append(due)
    kept += _taken_off(exercise, seen.seat, world, table)
    kept += _sightings(seen)
    ordered = sorted(due._replace(serial=0) for due in kept)
    world.agenda = [due._replace(serial=at) for at, due in enumerate(ordered, 1)]
    world.serial = len(world.agenda)
    world.reacted = {due.actor: world.turn for due in world.agenda if due.kind == Kind.RESPONSE}
    if table.world.reacted.get(seen.seat) == world.turn:
        world.reacted[seen.seat] = world.turn


def _expected_answer(due: Due, world: World, table: Table) -> bool:
    """Whether the seat can tell that an actor will be asked for an answer that day."""
    delay = table.tables.sides[due.actor].noun.decision.reaction_delay
    return any(window.day + delay == due.day for window in world.windows.get(due.actor, ()))


def _taken_off(exercise: Exercise, seat: str, world: World, table: Table) -> list[Due]:
    """Return what the pause is about, which is to be met again."""
    pause, day = exercise.pause, world.day
    if isinstance(pause, AwaitChoices) and pause.phase == "initiative":
        return [Due(day, Kind.CHOICE, "", 0, 0, "")]
    if isinstance(pause, AwaitChoices):
        actor = next(iter(pause.seats))
        due = Due(day, Kind.RESPONSE, actor, 0, 0, "")
        return [due] if actor == seat or _expected_answer(due, world, table) else []
    if isinstance(pause, Adjudication) and pause.actor == seat:
        slot = world.pending[pause.act].slot
        return [Due(day, Kind.EXECUTION, seat, slot, 0, pause.act)]
    return []


def _sightings(seen: _Seen) -> list[Due]:
    """Return the sightings to come of acts that everybody is sure to see.

    Those that chance decides are drawn with the luck of the roll-out.
    """
    found = []
    for at, act in enumerate(seen.acts):
        play = seen.play(act)
        if play is None or not seen.open_to_all(act) or play.noun is None:
            continue
        day = act.day + play.noun.seen.delay
        if day > seen.true.day:
            found += [
                Due(day, Kind.SIGHTING, observer, play.slot, 0, f"{at}")
                for observer in seen.table.seats()
                if observer not in (act.actor, seen.seat)
            ]
    return found


def _crossed(table: Table, world: World) -> list[str]:
    """Return the red lines that stand crossed in the state the seat believes in."""
    facts = truth(table.tables, world)
    return [
        f"{seat}:{bar.noun.id}"
        for seat, side in table.tables.sides.items()
        for bar in side.bars
        if bar.noun.kind == "red_line" and bar.when is not None and bar.noun.answers
        if bar.when(facts)
    ]
