"""Where two branches part, in the words of the scenario."""

from __future__ import annotations

from engine.play.journal.comparing import Comparison
from engine.play.journal.entries import Entry
from engine.play.journal.inputs import says
from engine.record import HOLD
from reports.aar.rulings import how
from reports.menu import quoted
from reports.names import Names
from reports.wording import plain


def parting(found: Comparison, names: Names) -> str:
    """Return the first inputs that are not the same, with their turn; "" where all are."""
    here, there = found.parted
    first = here or there
    if first is None:
        return ""
    told = [input_told(each, names) if each else "nothing yet" for each in (here, there)]
    ours, theirs = (plain(name) for name in found.names)
    return f"turn {first.pause['turn']}: on “{ours}”, {told[0]}; on “{theirs}”, {told[1]}"


def first_difference(found: Comparison, names: Names) -> str:
    """Return where two branches part, and the first turn that ends otherwise."""
    told = parting(found, names)
    if not told:
        return "They hold the same inputs; notes, forecasts and the clock are not compared."
    ends = f" The first turn that ends otherwise is {found.first}." if found.first else ""
    return f"They part at {told}.{ends}"


def input_told(entry: Entry, names: Names) -> str:
    """Return an input in a few words: a seat's choice by its menu's sentence, the rest in short."""
    data = entry.data
    seat = names.actor(str(data.get("seat")))
    if entry.kind == "choose":
        if data["move"] == HOLD:
            return f"{seat} holds"
        return f"{seat} chooses {quoted(str(data['seat']), str(data['move']), names)}"
    if entry.kind == "free":
        return f"{seat} moves freely: “{plain(data['says']).strip().rstrip(' .')}”"
    if entry.kind == "rule":
        actor = names.actor(str(entry.pause.get("act")).partition(".")[0])
        return f"the ruling on a move of {actor}: {how(data)}"
    if entry.kind == "advance":
        return "play goes on"
    if entry.kind == "seat":
        return f"{seat} is held by {'people' if data['holder'] == 'person' else 'the engine'}"
    if entry.kind in ("inject", "skip"):
        done = "skipped" if entry.kind == "skip" else "fired"
        return f"the inject “{names.spelled(str(data['id']))}” is {done}"
    return plain(says(entry))
