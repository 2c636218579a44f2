"""What the parts of a turn share: tables, state, luck, calendar, and the log of the turn."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from engine.model import Scenario
from engine.play.agenda import Kind, push
from engine.play.calendar import Calendar
from engine.record import Act, Decision, Happening
from engine.rules.compiled import compile_scenario
from engine.rules.effects import Anchors
from engine.rules.luck import Luck
from engine.rules.outlook import Outlook
from engine.rules.scene import Scene, Thoughts
from engine.rules.streams import Streams
from engine.rules.tables import Tables
from engine.rules.world import World, opening_world


class Prepared:
    """A scenario compiled once, to be played any number of times."""

    def __init__(self, scenario: Scenario) -> None:
        self.scenario = scenario
        self.tables: Tables = compile_scenario(scenario)
        self.thoughts = Thoughts(self.tables)
        self.calendar = Calendar(scenario.startex, scenario.turns)
        self.streams = Streams()


@dataclass(slots=True)
class Log:
    """What happened in the turn under way."""

    before: Mapping[str, float]
    decisions: list[Decision] = field(default_factory=list)
    acts: list[Act] = field(default_factory=list)
    happenings: list[Happening] = field(default_factory=list)


class Table:
    """One exercise's tables, state and luck."""

    def __init__(self, prepared: Prepared, world: World, luck: Luck, lean: bool) -> None:
        self.prepared, self.world, self.luck, self.lean = prepared, world, luck, lean
        self.tables, self.calendar = prepared.tables, prepared.calendar
        self.scenario = prepared.scenario
        self.people: set[str] = set()
        self.white_cell = False
        self.log = self.fresh_log()
        self.scene: Scene | None = None
        self.anchors = Anchors(prepared.tables.opening)

    def fresh_log(self) -> Log:
        """Return an empty log for the turn that begins."""
        return Log(dict(zip(self.tables.ids, self.world.levels, strict=True)))

    def look_round(self) -> list[Outlook]:
        """Return what every seat makes of the state now.

        They share a scene where anyone looks ahead or holds beliefs; the turn's are learnt from it.
        """
        thoughts, seats = self.prepared.thoughts, list(self.seats())
        self.scene = Scene(thoughts, self.world, seats) if thoughts.shared else None
        return [Outlook(thoughts, self.world, seat, self.scene) for seat in seats]

    def look(self, seat: str) -> Outlook:
        """Return what one seat sees and thinks now."""
        return Outlook(self.prepared.thoughts, self.world, seat)

    def seats(self) -> Iterable[str]:
        """Return the actors in order of their ids."""
        return self.tables.sides

    def turn_ends(self) -> int:
        """Return the day on which the turn under way ends."""
        return self.calendar.day_of(self.world.turn + 1)


def begin(table: Table) -> None:
    """Set up STARTEX: the first turn, its end, its choice, and the dated injects."""
    world = table.world
    world.turn = 1
    for id in sorted(table.tables.cues):
        day = table.tables.cues[id].noun.day
        if day is not None and day >= 0:
            push(world, day, Kind.INJECT, ref=id)
    schedule_turn(table)


def schedule_turn(table: Table) -> None:
    """Put the choice and the end of the turn under way on the agenda."""
    turn = table.world.turn
    push(table.world, table.calendar.day_of(turn), Kind.CHOICE)
    push(table.world, table.calendar.day_of(turn + 1), Kind.TURN_END)


def new_table(prepared: Prepared, seed: int, replication: int, lean: bool) -> Table:
    """Return a table at STARTEX."""
    luck = Luck(seed, replication, prepared.scenario.turns.count, prepared.streams)
    table = Table(prepared, opening_world(prepared.tables), luck, lean)
    begin(table)
    return table
