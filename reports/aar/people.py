"""Who took part: by name, or by role where the exercise was played for attribution to nobody."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from engine.play.journal.entries import Entry
from reports.aar.record import Record
from reports.wording import plain

ENGINE, PERSON = "engine", "person"
ROLES = {"", ENGINE, PERSON, "script", "control", "white cell", "facilitator"}
"""Authors that name no one."""

LEAST = 3
"""Names shorter than this many letters are not looked for inside sentences."""


@dataclass(frozen=True, slots=True)
class People:
    """The names met in a journal, and what each is told as. Seats are actors' ids."""

    seats: dict[str, str]
    told: dict[str, str]
    anonymous: bool

    def person(self, name: str) -> str:
        """Return a person as the report names them; "" where nobody is named."""
        name = plain(name).strip()
        return self.told.get(name, name) if self.anonymous else name

    def sitting(self, seat: str) -> str:
        """Return who sits at a seat, as the report names them; "" where nobody is named."""
        return self.person(self.seats.get(seat, ""))

    def text(self, said: object) -> str:
        """Return a text on one line; where the report is anonymous, without anybody's name."""
        told = plain(said)
        if not self.anonymous:
            return told
        for name in sorted(self.told, key=lambda each: (-len(each), each)):
            if len(name) >= LEAST:
                told = re.compile(_whole(name), re.IGNORECASE).sub(_always(self.told[name]), told)
        return told


def people_of(record: Record, anonymous: bool | None = None) -> People:
    """Return who took part. `anonymous` None: as the set-up says."""
    kept = record.setup.get("names")
    seats = kept if isinstance(kept, dict) else {}
    named = {str(seat): plain(name).strip() for seat, name in seats.items() if plain(name).strip()}
    hidden = bool(record.setup.get("anonymous")) if anonymous is None else anonymous
    told = {name: f"the {record.names.actor(seat)} seat" for seat, name in named.items()}
    others = _authors(record.replay.contents.entries, told)
    letters = (f"participant {at}" for at in range(1, len(others) + 1))
    return People(named, {**told, **dict(zip(others, letters, strict=True))}, hidden)


def _authors(entries: Iterable[Entry], known: dict[str, str]) -> list[str]:
    """Return further names, in the order they first appear: authors and arbiters.

    Whoever is only named as the owner of an issue is taken for an office, and stays.
    """
    found: dict[str, None] = {}
    for entry in entries:
        for name in (entry.author, entry.data.get("by")):
            told = plain(name).strip() if isinstance(name, str) else ""
            if told.lower() not in ROLES and told not in known:
                found.setdefault(told)
    return list(found)


def _always(text: str) -> Callable[[re.Match[str]], str]:
    return lambda _: text


def _whole(name: str) -> str:
    return rf"(?<!\w){re.escape(name)}(?!\w)"
