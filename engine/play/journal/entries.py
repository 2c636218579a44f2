"""The entries of a journal: what was done, by whom, at which pause, on which state."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from engine.play.journal.chain import canonical

Plain = dict[str, Any]
_TEXT, _NUMBER, _MAYBE, _LIST, _MAP = (str,), (int,), (str, type(None)), (list,), (dict,)
_REAL, _MAYBE_NUMBER, _TRUTH = (float, int), (int, type(None)), (bool,)

INPUTS: dict[str, dict[str, tuple[type, ...]]] = {
    "advance": {},
    "choose": {"seat": _TEXT, "move": _TEXT, "note": _TEXT, "by": _TEXT},
    "rule": {
        "result": _MAYBE,
        "reason": _TEXT,
        "by": _TEXT,
        "balance": _REAL,
        "dice": _MAYBE_NUMBER,
        "rating": _MAYBE,
    },
    "free": {
        "seat": _TEXT,
        "says": _TEXT,
        "effects": _LIST,
        "odds": _REAL,
        "target": _MAYBE,
        "argument": _TEXT,
        "seen": _TEXT,
        "instrument": _TEXT,
        "note": _TEXT,
        "by": _TEXT,
    },
    "seat": {"seat": _TEXT, "holder": _TEXT, "at_once": _TRUTH},
    "inject": {"id": _TEXT, "says": _MAYBE, "scale": _REAL, "reason": _TEXT, "at_once": _TRUTH},
    "skip": {"id": _TEXT, "reason": _TEXT},
    "improvise": {"says": _TEXT, "effects": _LIST, "audience": _LIST},
    "forecast": {"seat": _TEXT, "about": _TEXT, "shares": _MAP},
    "note": {
        "text": _TEXT,
        "kind": _TEXT,
        "seat": _MAYBE,
        "objective": _MAYBE_NUMBER,
        "owner": _TEXT,
        "due": _TEXT,
    },
    "clock": {"seat": _TEXT, "state": _TEXT, "left": _REAL},
    "luck": {"root": _NUMBER},
    "endex": {"reason": _TEXT},
    "seam": {"snapshot": _NUMBER, "hash": _TEXT, "versions": _MAP},
}
"""The inputs that act on an exercise, with what each holds."""

GOING_ON = ("advance", "endex")
"""The inputs that leave a pause; they are taken back and not corrected."""

STEPS: dict[str, dict[str, tuple[type, ...]]] = {
    "undo": {"to": _NUMBER},
    "redo": {"to": _NUMBER},
    "branch": {"name": _TEXT, "at": _NUMBER},
    "switch": {"name": _TEXT},
    "amend": {"of": _NUMBER, "at": _NUMBER, "dropped": _LIST},
}
"""The inputs that move the head instead."""

SETUP: dict[str, tuple[type, ...]] = {
    "scenario": _TEXT,
    "title": _TEXT,
    "variant": _MAYBE,
    "lens": _MAYBE,
    "settings": _MAP,
    "seed": _NUMBER,
    "replication": _NUMBER,
    "people": _LIST,
    "rulings": _TRUTH,
    "mode": _TEXT,
    "marking": _TEXT,
    "names": _MAP,
    "anonymous": _TRUTH,
    "budget": (float, int, type(None)),
    "second": _MAYBE,
    "actors": _LIST,
    "files": _MAP,
    "versions": _MAP,
}
"""What the first entry holds."""
SHAPES = {**INPUTS, **STEPS, "setup": SETUP}

LATER: dict[str, Plain] = {
    "seat": {"at_once": False},
    "inject": {"says": None, "scale": 1.0, "reason": "", "at_once": False},
    "note": {"kind": "observation", "seat": None, "objective": None, "owner": "", "due": ""},
    "setup": {
        "mode": "rigid",
        "marking": "",
        "names": {},
        "anonymous": False,
        "budget": None,
        "second": None,
    },
}
"""What entries of schema 1 did not hold yet, with what they meant."""


def full(kind: str, data: Plain) -> Plain:
    """Return what an entry holds, with what an older one did not say yet."""
    whole = {**data, **{n: v for n, v in LATER.get(kind, {}).items() if n not in data}}
    if kind == "setup" and "mode" not in data and data["rulings"]:
        whole["mode"] = "semi-free"
    return whole


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry. `parent` is the input it follows, `pause` what it answers, `before` the hash of
    the state it meets. `wall` is the clock on the wall, which nothing is reckoned from.
    """

    seq: int
    kind: str
    parent: int
    author: str
    wall: str
    pause: Plain
    before: str
    data: Plain = field(default_factory=dict)

    @property
    def is_input(self) -> bool:
        """Whether it acts on the exercise."""
        return self.kind in INPUTS

    def text(self) -> str:
        """Return the entry as the text that is written and hashed."""
        return canonical({name: getattr(self, name) for name in self.__dataclass_fields__})


_FIELDS = {
    "seq": int,
    "kind": str,
    "parent": int,
    "author": str,
    "wall": str,
    "pause": dict,
    "before": str,
    "data": dict,
}


def read_entry(seq: int, text: str) -> Entry:
    """Return the entry of a text; ValueError says what is wrong with it."""
    try:
        plain: Any = json.loads(text)
    except (ValueError, RecursionError):
        plain = None
    whole = isinstance(plain, dict) and plain.keys() == _FIELDS.keys()
    if not whole or any(type(plain[name]) is not kind for name, kind in _FIELDS.items()):
        raise ValueError(f"entry {seq} cannot be read")
    entry = Entry(**plain)
    if entry.seq != seq:
        raise ValueError(f"entry {seq} cannot be read")
    check_shape(seq, entry.kind, entry.data)
    if entry.kind != "setup" and not _is_pause(entry.pause):
        raise ValueError(f"entry {seq} ({entry.kind}) has no proper pause")
    return entry


PAUSES: dict[str, dict[str, type]] = {
    "start": {},
    "choices": {"phase": str, "seats": list},
    "ruling": {"act": str},
    "turn_end": {"ended": int},
    "finished": {"outcome": str},
}
"""The pauses an input may answer, with what tells one from another."""


def _is_pause(pause: Plain) -> bool:
    shape = PAUSES.get(str(pause.get("at")))
    if shape is None:
        return False
    wanted = {"turn": int, "day": int, **shape}
    seats = pause.get("seats", ["one"])
    whole = all(type(pause.get(name)) is kind for name, kind in wanted.items())
    return whole and bool(seats) and all(isinstance(seat, str) for seat in seats)


def check_shape(seq: int, kind: str, data: Mapping[str, Any]) -> None:
    """Raise ValueError where an entry does not hold what its kind asks for."""
    shape = SHAPES.get(kind)
    if shape is None:
        raise ValueError(f"entry {seq} is of an unknown kind {kind[:20]!r}")
    later = LATER.get(kind, {})
    for name, types in shape.items():
        if name in later and name not in data:
            continue
        if type(data.get(name)) not in types or name not in data:
            raise ValueError(f"entry {seq} ({kind}) has no proper {name!r}")
    if extra := data.keys() - shape.keys() - {"copy_of"}:
        raise ValueError(f"entry {seq} ({kind}) has an unknown {min(extra)[:20]!r}")
