"""What the things of a scenario are called in text: actors, levels, motives, moves, flags."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TypeVar

from engine.model import Constraint, Flag, FlagValue, Level, Move, Overrides, Scenario, Tree
from engine.record import HOLD
from reports.wording import behind, listing, plain, sentence, words

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

PUT: dict[str, str] = {
    **dict.fromkeys(("AGREE", "CONSULT", "REQUEST", "AID", "RETREAT", "REJECT", "THREATEN"), "to"),
    **dict.fromkeys(("SANCTION", "COERCE", "ASSAULT"), "on"),
    "COOPERATE": "with",
    "SUPPORT": "for",
}
"""How whom an act is meant for is told with it, where others might answer it as well."""

COVERT, DISCREET = "covert", "discreet"


Key = TypeVar("Key")
Named = TypeVar("Named")


class Names:
    """The names of a scenario, made printable once.

    `others` are looked in for what it lacks: variants may bring in actors.
    """

    def __init__(self, scenario: Scenario, *others: Scenario) -> None:
        self.scenario = scenario
        every = (scenario, *others)
        cast = [actor for each in every for actor in each.actors]
        levels = (level for each in every for level in each.theatre.levels)
        flags = (flag for each in every for flag in each.theatre.flags)
        self.actors = _firsts((actor.id, plain(actor.name) or actor.id) for actor in cast)
        self.levels: dict[str, Level] = _firsts((level.id, level) for level in levels)
        self.flags: dict[str, Flag] = _firsts((flag.id, flag) for flag in flags)
        self.expected: dict[str, Tree] = _firsts(
            (law.id, law.measure.tree) for each in every for law in each.expectations
        )
        self._moves = _firsts(((a.id, move.id), move) for a in cast for move in a.moves)
        self._constraints = _firsts(((a.id, c.id), c) for a in cast for c in a.constraints)
        texts = dict.fromkeys(text for each in every for text in _texts(each))
        headings = dict.fromkeys(text for each in every for text in _headings(each))
        self.proper = proper_words(texts)
        self._known = {**self.proper, **acronyms((*texts, *headings))}

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
        return self.spelled(id)

    def move(self, id: str) -> str:
        """Return a move's short name, as in "next best: hold"."""
        return self.spelled(id)

    def titled(self, actor: str, move: str) -> str:
        """Return a move as its menu has it, in quotes; one that is not there by its short name."""
        noun = self.noun(actor, move)
        return f"“{plain(noun.says).strip().rstrip(' .')}”" if noun else self.move(move)

    def behind(self, text: str) -> str:
        """Return a text to stand behind an actor's name; names in it keep their capital."""
        return behind(text, self.proper)

    def spelled(self, id: str) -> str:
        """Return an id as words, names among them with their capitals: an outcome, a measure."""
        return " ".join(self._known.get(word, word) for word in words(id).split())

    def override(self, of: Overrides) -> str:
        """Return what a variant or a lens is called: its title, else its id in words."""
        return plain(of.title).strip() or self.spelled(of.id)

    def lens(self, id: str) -> str:
        """Return what a lens of the scenario is called."""
        known = {one.id: one for one in self.scenario.lenses}
        return self.override(known[id]) if id in known else self.spelled(id)

    def noun(self, actor: str, move: str) -> Move | None:
        """Return a move of the scenario, None for hold and for free moves."""
        return None if move == HOLD else self._moves.get((actor, move))

    def offered(self, actor: str) -> Iterator[Move]:
        """Give the moves an actor has."""
        return (move for (owner, _), move in self._moves.items() if owner == actor)

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

    def meant_for(self, actor: str, move: str, seats: Sequence[str]) -> str:
        """Return whom an act is meant for, as in " to Beijing"; "" where that is one of some seats.

        Of acts that are meant for nobody alone, such as a show of force, nothing is told.
        """
        noun = self.noun(actor, move)
        put = PUT.get(noun.plover.category.upper()) if noun else None
        if noun is None or put is None or not noun.targets or {*noun.targets} & {*seats}:
            return ""
        return f" {put} {listing(map(self.actor, noun.targets))}"

    def secrecy(self, actor: str, move: str) -> str:
        """Return how hidden a move is: covert, discreet, or "" for an open one."""
        noun = self.noun(actor, move)
        if noun is None or noun.seen.chance >= 1.0:
            return ""
        return COVERT if noun.seen.chance < 0.5 else DISCREET

    def flag(self, id: str, value: FlagValue) -> str:
        """Return a flag and its value as a sentence."""
        flag = self.flags.get(id)
        return flag_told((plain(flag.name) if flag else "") or words(id), value)


def flag_told(name: str, value: FlagValue) -> str:
    """Return a flag's name and its value as a sentence, worded alike wherever it is told."""
    if value is True:
        return sentence(name)
    if value is False:
        return sentence(f"no longer: {name}")
    return sentence(f"{name}: {plain(value)}")


def flag_changed(says: str, names: Mapping[str, str]) -> str:
    """Return what an event says of a flag, "id = value", as such a sentence."""
    id, _, text = says.partition(" = ")
    value: FlagValue = {"True": True, "False": False}.get(text, text)
    return flag_told(plain(names.get(id) or words(id)), value)


def _firsts(pairs: Iterable[tuple[Key, Named]]) -> dict[Key, Named]:
    """Return pairs by their key; the first of a key stays."""
    found: dict[Key, Named] = {}
    for key, value in pairs:
        found.setdefault(key, value)
    return found


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


def acronyms(texts: Iterable[str]) -> dict[str, str]:
    """Return the words written in capitals alone, by their lower case: `us_opening` is of the US.

    A word that stands in small letters as often is none: so "us" and an emphatic NOT stay small.
    """
    seen = Counter(word for text in texts for word in _WORD.findall(text))
    capitals = [word for word in seen if len(word) > 1 and word.isupper()]
    return {word.lower(): word for word in capitals if seen[word] > seen[word.lower()]}


_SENTENCE = re.compile(r"[.!?:;]")
_WORD = re.compile(r"[^\W\d_]+")


def _texts(scenario: Scenario) -> Iterator[str]:
    yield scenario.brief
    for actor in scenario.actors:
        yield from (f"The {actor.name}", actor.brief, actor.secret_brief, actor.description)
        yield from (motive.says for motive in actor.motives)
        yield from (constraint.says for constraint in actor.constraints)
        yield from (move.tells for move in actor.moves)


def _headings(scenario: Scenario) -> Iterator[str]:
    """Give what names things in few words, many of them with a capital that says nothing."""
    yield scenario.title
    yield from (level.name for level in scenario.theatre.levels)
    yield from (flag.name for flag in scenario.theatre.flags)
    yield from (outcome.says for outcome in scenario.outcomes)
