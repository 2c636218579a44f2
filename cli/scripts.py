"""Inputs as a file has them and as a journal has them: one made of the other, both ways."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from engine.content.documents.inputs import PARTS
from engine.content.inputs import InputPart, inputs_text
from engine.play.journal.driving import pause_name
from engine.play.journal.entries import INPUTS, Entry, Plain, full
from engine.play.journal.inputs import pause_of
from engine.play.journal.replaying import Replay

SETUP = ("mode", "marking", "names", "anonymous", "budget")
"""What a set-up holds that a file of inputs may say, left out where nothing was said."""


def taken(part: InputPart) -> tuple[str, Plain]:
    """Return the kind and the data of an input of a file."""
    action, value = part.action()
    if action in ("hold", "release"):
        holder = "person" if action == "hold" else "engine"
        return "seat", {"seat": value, "holder": holder, "at_once": part.at_once}
    if action == "endex":
        return action, {"reason": value}
    if action == "fresh_luck":
        return "luck", {"root": value}
    more = {"at_once": part.at_once} if action == "inject" else {}
    return action, {**value.plain(), **more}


def as_inputs(replay: Replay) -> str:
    """Return the inputs that lead to the head as a file `run --inputs` takes."""
    data, path = replay.setup.data, replay.tree.path()
    head: dict[str, Any] = {"scenario": data["scenario"]}
    head |= {key: data[key] for key in ("variant", "lens") if data[key] is not None}
    head |= {"settings": data["settings"]} if data["settings"] else {}
    head |= {"seed": data["seed"], "people": data["people"], "rulings": data["rulings"]}
    head |= {key: data[key] for key in SETUP if data[key] and data[key] != "rigid"}
    end = pause_of(replay.at())
    head |= {"until": pause_name(end)} if end["at"] != "finished" else {}
    return inputs_text(head, [shown(entry) for entry in path if entry.kind != "advance"])


def shown(entry: Entry) -> Mapping[str, Any]:
    """Return an input as a file has it."""
    data = full(entry.kind, entry.data)
    action, value = _action(entry.kind, data)
    later = {} if data.get("at_once", True) else {"at_once": False}
    author = {"author": entry.author} if entry.author else {}
    return {"at": pause_name(entry.pause), action: value, **later, **author}


def _action(kind: str, data: Plain) -> tuple[str, Any]:
    """Return the key an input goes by in a file, and what stands under it."""
    if kind == "seat":
        return ("hold" if data["holder"] == "person" else "release"), data["seat"]
    if kind == "luck":
        return "fresh_luck", data["root"]
    if kind == "endex":
        return kind, data["reason"]
    kept = {name: data[name] for name in INPUTS[kind] if name != "at_once"}
    said = {name: value for name, value in kept.items() if not _silent(kind, name, value)}
    if kind in _SHORT and said.keys() == {_SHORT[kind]}:
        return kind, said[_SHORT[kind]]
    return kind, said or {"result": None}


_SHORT = {"inject": "id", "note": "text", "skip": "id", "improvise": "says"}
"""Inputs that may be written as one word, and what that word is."""


def _silent(kind: str, name: str, value: Any) -> bool:
    """Tell whether a file says the same by leaving a key out."""
    field = PARTS[kind].declared[name]
    return not field.is_required() and bool(value == field.default)
