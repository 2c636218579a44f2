"""What the things of a scenario are called in text: actors, levels, motives, moves, flags."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from engine.model import Constraint, Flag, FlagValue, Level, Move, Scenario
from engine.record import HOLD
from reports.wording import behind, plain, sentence, words

DEEDS = {
    "AGREE": "offer",
    "CONSULT": "overture",
    "REQUEST": "appeal",
    "SUPPORT": "support",
    "COOPERATE": "cooperation",
    "AID": "help",
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
"""A noun for an act of each PLOVER category, for "answering Pyongyang's appeal"."""

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
        self.proper = proper_words(_texts(scenario))

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
        return self._spelled(id)

    def move(self, id: str) -> str:
        """Return a move's short name, as in "next best: hold"."""
        return self._spelled(id)

    def behind(self, text: str) -> str:
        """Return a text to stand behind an actor's name; names in it keep their capital."""
        return behind(text, self.proper)

    def _spelled(self, id: str) -> str:
        return " ".join(self.proper.get(word, word) for word in words(id).split())

    def noun(self, actor: str, move: str) -> Move | None:
        """Return a move of the scenario, None for hold and for free moves."""
        return None if move == HOLD else self._moves.get((actor, move))

    def constraint(self, actor: str, id: str) -> Constraint | None:
        """Return an actor's constraint."""
        return self._constraints.get((actor, id))

    def deed(self, actor: str, move: str) -> str:
        """Return an act as a noun with its doer: "Pyongyang's appeal"."""
        noun = self.noun(actor, move)
        kind = DEEDS.get(noun.plover.category.upper(), "act") if noun else "act"
        if noun and noun.plover.mode == "visit":
            kind = "visit"
        name = self.actor(actor)
        owner = f"{name}'" if name.endswith("s") else f"{name}'s"
        return f"{owner} {kind}"

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


# --- proper names in ids -------------------------------------------------------------------------


def proper_words(texts: Iterable[str]) -> dict[str, str]:
    """Return the words always written with a capital, by their lower case.

    A word that begins a sentence says nothing; one seen in lower case anywhere is no name. So the
    id `summit_with_kim` can be told as "summit with Kim".
    """
    names: dict[str, str] = {}
    common: set[str] = set()
    for text in texts:
        for part in _SENTENCE.split(text):
            for word in _WORD.findall(part)[1:]:
                if word[0].isupper():
                    names.setdefault(word.lower(), word)
                else:
                    common.add(word)
    return {low: word for low, word in names.items() if low not in common}


_SENTENCE = re.compile(r"[.!?:;]")
_WORD = re.compile(r"[^\W\d_]+")


def _texts(scenario: Scenario) -> Iterator[str]:
    yield scenario.brief
    for actor in scenario.actors:
        yield from (f"The {actor.name}", actor.brief, actor.secret_brief, actor.description)
        yield from (motive.says for motive in actor.motives)
        yield from (constraint.says for constraint in actor.constraints)
        yield from (move.tells for move in actor.moves)
