"""What the things of a scenario are called in text: actors, levels, motives, moves, flags."""

from __future__ import annotations

from engine.model import Constraint, Flag, FlagValue, Level, Move, Scenario
from engine.record import HOLD
from reports.wording import plain, sentence, words

DEEDS = {
    "AGREE": "assent",
    "CONSULT": "visit",
    "REQUEST": "request",
    "SUPPORT": "support",
    "COOPERATE": "cooperation",
    "AID": "aid",
    "RETREAT": "concession",
    "ACCUSE": "accusation",
    "REJECT": "refusal",
    "THREATEN": "threat",
    "PROTEST": "protest",
    "SANCTION": "sanction",
    "MOBILIZE": "show of force",
    "COERCE": "pressure",
    "ASSAULT": "attack",
}
"""A noun for an act of each PLOVER category, for "answering Pyongyang's request"."""

COVERT, DISCREET = "covert", "discreet"


class Names:
    """The names of one scenario, made printable once."""

    def __init__(self, scenario: Scenario) -> None:
        self.scenario = scenario
        self.actors = {actor.id: plain(actor.name) or actor.id for actor in scenario.actors}
        self.levels: dict[str, Level] = {level.id: level for level in scenario.theatre.levels}
        self.flags: dict[str, Flag] = {flag.id: flag for flag in scenario.theatre.flags}
        self._moves = {(a.id, move.id): move for a in scenario.actors for move in a.moves}
        self._constraints = {(a.id, c.id): c for a in scenario.actors for c in a.constraints}

    def actor(self, id: str) -> str:
        """Return an actor's name."""
        return self.actors.get(id) or plain(id)

    def level(self, id: str) -> str:
        """Return a level's name; a relation's is made of its actors, in the order of the cast."""
        level = self.levels.get(id)
        if level is None:
            return words(id)
        if level.is_relation or id.startswith("relation("):
            inside = id.removeprefix("relation(").removesuffix(")")
            pair = {part.strip() for part in inside.split(",")}
            cast = [self.actors[actor] for actor in self.actors if actor in pair]
            if len(cast) == 2:
                return f"relation {'–'.join(cast)}"
        return plain(level.name) or words(id)

    def span(self, id: str) -> float:
        """Return the width of a level's range."""
        level = self.levels[id]
        return level.high - level.low

    def motive(self, id: str) -> str:
        """Return a motive's short name; what it says is a sentence of its own."""
        return words(id)

    def move(self, id: str) -> str:
        """Return a move's short name, as in "next best: hold"."""
        return words(id)

    def noun(self, actor: str, move: str) -> Move | None:
        """Return a move of the scenario, None for hold and for free moves."""
        return None if move == HOLD else self._moves.get((actor, move))

    def constraint(self, actor: str, id: str) -> Constraint | None:
        """Return an actor's constraint."""
        return self._constraints.get((actor, id))

    def deed(self, actor: str, move: str) -> str:
        """Return an act as a noun with its doer: "Pyongyang's request"."""
        noun = self.noun(actor, move)
        kind = DEEDS.get(noun.plover.category.upper(), "act") if noun else "act"
        name = self.actor(actor)
        return f"{name}{'’' if name.endswith('s') else '’s'} {kind}"

    def secrecy(self, actor: str, move: str) -> str:
        """Return how hidden a move is: covert, discreet, or "" for an open one."""
        noun = self.noun(actor, move)
        if noun is None or noun.seen.chance >= 1.0:
            return ""
        return COVERT if noun.seen.chance < 0.5 else DISCREET

    def flag(self, id: str, value: FlagValue) -> str:
        """Return a flag and its value as a sentence."""
        flag = self.flags.get(id)
        name = (plain(flag.name) if flag else "") or words(id)
        if value is True:
            return sentence(name)
        if value is False:
            return sentence(f"no longer: {name}")
        return sentence(f"{name}: {plain(value)}")
