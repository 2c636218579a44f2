"""Values and keys that are near to what was meant: a decimal comma, a comma that parts a text."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import Any

from engine.content.documents.meaning import (
    claim_meant,
    date_meant,
    duration_meant,
    length_meant,
    month_end,
    name_meant,
    number_meant,
)
from engine.content.lookalikes import blank_hint, typed
from engine.content.marks import Mark
from engine.content.nodes import Entry, Loc, Mapping, Scalar, node_at
from engine.content.problems import quoted

COMMA = re.compile(r"[-+]?[0-9]+,[0-9]+")
PERCENT = re.compile(r"[0-9]{1,3}(?:\.[0-9]+)?%")
WHOLE = re.compile(r"[a-z_]+\([^()]*\)")
DIGITS = re.compile(r"[0-9]+")
NUMBER = r"-?[0-9]+(?:\.[0-9]+)?"
ANOTHERS = re.compile(r"[a-z][a-z0-9_]*\.[a-z][a-z0-9_]*")
PLAIN_ITEMS = re.compile(r"[\w-]+(?:, *[\w-]+)*")
ONE_NUMBER = re.compile(NUMBER)
TWO_NUMBERS = re.compile(rf"({NUMBER})\s*(?:-|to|\.\.+|,|;)\s*({NUMBER})")
NO_SPACE = re.compile(r"([a-z_][\w.]*):([^\s:]+)")


def number_hint(value: Any, *, listed: bool = False) -> str:
    """Return how a number is written that was meant by a text, nothing where none was."""
    if not isinstance(value, str):
        return ""
    if ONE_NUMBER.fullmatch(value):
        return f"write {value}, without quotes"
    if meant := number_meant(value):
        return meant
    if COMMA.fullmatch(value):
        return f"write {value.replace(',', '.')}: a number has a point, not a comma"
    if PERCENT.fullmatch(value):
        return f"perhaps {float(value[:-1]) / 100:g}: a share is a number from 0 to 1"
    meant = typed(value)
    if meant != value and ONE_NUMBER.fullmatch(meant):
        return blank_hint(value) or f"write {meant}, with the minus of the keyboard"
    two = TWO_NUMBERS.fullmatch(meant)
    if two is None:
        return ""
    return (
        f"perhaps two numbers: write {two[1]}, {two[2]}"
        if listed
        else f"one number is needed, such as {two[1]}"
    )


def share_hint(value: Any, bounds: str) -> str:
    """Return the share that was meant by a percentage, nothing where none was."""
    a_share = bounds in ("from 0 to 1", "above 0 and at most 1", "above 0 and below 1")
    if not (a_share and isinstance(value, (int, float)) and 2 <= value <= 100):
        return ""
    return f"perhaps {value / 100:g}, if {value:g}% is meant"


def list_hint(loc: Loc, value: Any) -> str:
    """Return how a list is written that was meant by something else."""
    if isinstance(value, dict):
        return "put a dash and a space before it, or brackets around it: [{ }]"
    if not isinstance(value, str):
        return ""
    two = TWO_NUMBERS.fullmatch(typed(value))
    if two is not None:
        return f"write [{two[1]}, {two[2]}]"
    if loc[-1:] == ("range",):
        return "write its lowest and its highest value: [0, 100]"
    plain = PLAIN_ITEMS.fullmatch(value) is not None and len(value) < 60
    return f"put it in brackets: [{value}]" if plain else "put it in brackets: [ ]"


def span_hint(value: Any, said: str) -> str:
    """Return the date or duration that was meant, nothing where none can be read."""
    if said.startswith("there is no date"):
        return month_end(value)
    if said.startswith("a date"):
        meant = date_meant(value)
    else:
        meant = (length_meant if said.startswith("a whole number") else duration_meant)(value)
    if not meant and value in ("never", "forever", "permanent"):
        return "what never wears off is told by lasting: 1"
    return f"perhaps {meant}" if meant else ""


def shape_hint(value: str, pattern: str) -> str:
    """Return the name that was meant by a text, as a pattern has it."""
    if pattern.endswith("[a-z]?$"):
        return claim_meant(value)
    if "\\." in pattern:
        return ""
    own = "a move of the actor's own stands here, without the actor"
    return name_meant(value) or (own if ANOTHERS.fullmatch(value) else "")


def time_hint(loc: Loc, value: Any) -> str:
    """Return how the turn an inject falls in is written, where a number stands for it."""
    is_time = len(loc) == 3 and (loc[0], loc[2]) == ("injects", "at") and type(value) is int
    return f"write turn {value}, turn {value} day 5 or a date" if is_time else ""


def comma_hint(tree: Mapping, loc: Loc) -> str:
    """Return that a comma parts a text between { }, where a key is what stood behind it."""
    name, above = str(loc[-1]) if loc else "", node_at(tree, loc[:-1])
    if not isinstance(above, Mapping) or not _bare(above.entries.get(name)):
        return ""
    names = list(above.entries)
    for key in reversed(names[: names.index(name)]):
        node = above.get(key)
        if isinstance(node, Scalar) and isinstance(node.value, str) and node.style == "plain":
            return f"perhaps a comma inside the text of {quoted(key)}: put all of it in quotes"
        if not _bare(above.entries[key]):
            break
    return ""


def goes_on(tree: Mapping, loc: Loc) -> bool:
    """Tell whether a key is a further piece of a text that commas part: the first is told."""
    above = node_at(tree, loc[:-1])
    names = list(above.entries) if isinstance(above, Mapping) else []
    at = names.index(str(loc[-1])) if loc and str(loc[-1]) in names else 0
    both = [comma_hint(tree, [*loc[:-1], each]) for each in names[max(0, at - 1) : at + 1]]
    return len(both) == 2 and all(both)


def _bare(entry: Entry | None) -> bool:
    """Tell whether a key has neither value nor colon, as between { } it may."""
    if entry is None or not isinstance(entry.node, Scalar) or entry.node.value is not None:
        return False
    mark: Mark = entry.mark
    return not mark.source.line(mark.line)[mark.column - 1 + mark.length :].lstrip().startswith(":")


def key_hint(tree: Mapping, loc: Loc) -> str:
    """Return what was perhaps meant by a key without a value, or one that holds half a name."""
    name = str(loc[-1]) if loc else ""
    above = node_at(tree, loc[:-1])
    entry = above.entries.get(name) if isinstance(above, Mapping) else None
    if not isinstance(above, Mapping) or entry is None:
        return ""
    if odd := blank_hint(name):
        return odd
    if set(name) & set("()") and not WHOLE.fullmatch(name):
        if name.startswith("relation("):
            return 'put the name in quotes: "relation(a, b)": 1'
        return "a condition with commas between { } needs quotes around it"
    if not (isinstance(entry.node, Scalar) and entry.node.value is None):
        return ""
    spaced = NO_SPACE.fullmatch(name)
    if spaced is not None:
        return f"perhaps a space is missing behind the colon: {spaced[1]}: {spaced[2]}"
    before = next((key for key, after in pairwise(above.entries) if after == name), "")
    value = getattr(above.get(before), "value", None)
    if DIGITS.fullmatch(name) and type(value) is int:
        return f"perhaps {before}: {value}.{name}: a number has a point, a comma ends the entry"
    return ""
