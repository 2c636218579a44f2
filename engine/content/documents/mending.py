"""Values and keys that are near to what was meant: a decimal comma, a comma that parts a name."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import Any

from engine.content.nodes import Loc, Mapping, Scalar, node_at

COMMA = re.compile(r"[-+]?[0-9]+,[0-9]+")
PERCENT = re.compile(r"[0-9]{1,3}(?:\.[0-9]+)?%")
WHOLE = re.compile(r"[a-z_]+\([^()]*\)")
DIGITS = re.compile(r"[0-9]+")
NO_SPACE = re.compile(r"([a-z_][\w.]*):([^\s:]+)")


def number_hint(value: Any) -> str:
    """Return how a number is written that was meant by a text, nothing where none was."""
    if not isinstance(value, str):
        return ""
    if COMMA.fullmatch(value):
        return f"write {value.replace(',', '.')}: a number has a point, not a comma"
    if PERCENT.fullmatch(value):
        return f"perhaps {float(value[:-1]) / 100:g}: a share is a number from 0 to 1"
    return ""


def key_hint(tree: Mapping, loc: Loc) -> str:
    """Return what was perhaps meant by a key without a value, or one that holds half a name."""
    name = str(loc[-1]) if loc else ""
    above = node_at(tree, loc[:-1])
    entry = above.entries.get(name) if isinstance(above, Mapping) else None
    if not isinstance(above, Mapping) or entry is None:
        return ""
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
