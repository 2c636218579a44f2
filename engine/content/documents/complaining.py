"""What pydantic's core complains of, as problems, each placed where it belongs."""

from __future__ import annotations

from typing import Any

from pydantic_core import ErrorDetails, ValidationError

from engine.content.documents.declaring import Strict
from engine.content.documents.finding import bounds_at, keys_hint, known_keys
from engine.content.documents.inheriting import half_written, null_hint
from engine.content.documents.mending import (
    comma_hint,
    goes_on,
    key_hint,
    list_hint,
    number_hint,
    shape_hint,
    share_hint,
    span_hint,
    time_hint,
)
from engine.content.documents.misplaced import home_hint, misplaced
from engine.content.documents.validation import dotted
from engine.content.nodes import Loc, Mapping, find
from engine.content.problems import (
    MOST_PROBLEMS,
    Problem,
    did_you_mean,
    listed,
    problem_at,
    quoted,
)
from engine.errors import nearest

KEYS = "keys and values"
WANTED = {
    "string_type": "text",
    "int_type": "a whole number",
    "int_from_float": "a whole number",
    "float_type": "a number",
    "bool_type": "true or false",
    "list_type": "a list",
    "dict_type": KEYS,
    "model_type": KEYS,
    "model_attributes_type": KEYS,
}
BOUNDS = {
    "greater_than": ("gt", "must be above"),
    "greater_than_equal": ("ge", "must be at least"),
    "less_than": ("lt", "must be below"),
    "less_than_equal": ("le", "must be at most"),
    "too_short": ("min_length", "too few entries, at least"),
    "too_long": ("max_length", "too many entries, at most"),
    "string_too_short": ("min_length", "too short, at least"),
    "string_too_long": ("max_length", "too long, at most"),
}
SIDES = ("gt", "ge", "lt", "le")
PATTERNS = {
    "{0,59}$": "small letters, digits and _, starting with a letter, at most 60",
    "[a-z]?$": "a claim's id, such as AI-38",
}


def complaints(model: type[Strict], tree: Mapping, error: ValidationError) -> list[Problem]:
    """Return what is wrong with the values of a tree."""
    details = _without_echoes(model, tree, error.errors(include_url=False))
    found, rest = half_written(tree, details)
    moved, rest = misplaced(model, tree, rest)
    found += moved
    return found + [_problem(model, tree, detail) for detail in rest[:MOST_PROBLEMS]]


def _without_echoes(
    model: type[Strict], tree: Mapping, details: list[ErrorDetails]
) -> list[ErrorDetails]:
    """Return the complaints without those of a missing key that stands there misspelt.

    What a scenario is to take from another is not missing where `extends:` is wrong itself.

    Of the pieces of a text that commas part one is told.
    """
    details = [
        each
        for each in details
        if each["type"] != "extra_forbidden" or not goes_on(tree, each["loc"])
    ]
    meant = set[Loc]()
    for detail in details:
        if detail["type"] == "extra_forbidden":
            *above, name = detail["loc"]
            near = nearest(str(name), known_keys(model, above))
            meant |= {(*above, near)} if near else set()
        elif detail["loc"] == ("extends",):
            meant |= {one["loc"] for one in details if len(one["loc"]) == 1}
    return [one for one in details if one["type"] != "missing" or one["loc"] not in meant]


def _problem(model: type[Strict], tree: Mapping, detail: ErrorDetails) -> Problem:
    """Return one complaint as a problem at its place."""
    kind = detail["type"]
    if kind == "missing":
        return _missing(tree, detail)
    if kind == "extra_forbidden":
        return _unknown_key(model, tree, detail)
    if detail["loc"] and detail["loc"][-1] == "[key]":
        return _bad_key(tree, detail)
    key, value, walked = find(tree, detail["loc"])
    mark = value if walked else key
    code, message, hint = _worded(detail)
    near = "" if hint else key_hint(tree, walked)
    mark, hint = (key, near) if near else (mark, hint)
    if kind == "string_type":
        hint = time_hint(walked, detail["input"]) or hint
    if WANTED.get(kind) == KEYS:
        hint = hint or (null_hint(tree, walked) if detail["input"] is None else "")
        hint = hint or keys_hint(model, detail["loc"])
    elif kind in BOUNDS and BOUNDS[kind][0] in SIDES:
        name = BOUNDS[kind][0]
        bounds = bounds_at(model, detail["loc"], name, detail.get("ctx", {})[name])
        message = f"must be {bounds}" if bounds else message
        hint = hint or share_hint(detail["input"], bounds)
    return problem_at(mark, code, message, where=dotted(walked), hint=hint)


def _missing(tree: Mapping, detail: ErrorDetails) -> Problem:
    """Return the problem of a key that is not there, placed at its parent's key."""
    key, _, walked = find(tree, detail["loc"][:-1])
    name = str(detail["loc"][-1])
    where = dotted([*walked, name])
    return problem_at(key, "WC102", f"key {quoted(name)} is missing", where=where)


def _unknown_key(model: type[Strict], tree: Mapping, detail: ErrorDetails) -> Problem:
    """Return the problem of a key nothing reads, placed at the key itself."""
    key, _, walked = find(tree, detail["loc"])
    name = str(detail["loc"][-1])
    hint = key_hint(tree, walked)
    known = known_keys(model, detail["loc"][:-1])
    if not hint and (" " in name or nearest(name, known) is None):
        hint = comma_hint(tree, walked)
    near = "" if hint or nearest(name, known) else home_hint(model, tree, walked)
    hint = hint or near or did_you_mean(name, known, "keys here")
    return problem_at(key, "WC103", f"unknown key {quoted(name)}", where=dotted(walked), hint=hint)


def _bad_key(tree: Mapping, detail: ErrorDetails) -> Problem:
    """Return the problem of a key that is not a proper name."""
    key, _, walked = find(tree, detail["loc"][:-1])
    code, message, hint = _worded(detail)
    hint = key_hint(tree, walked) or hint
    return problem_at(key, code, message, where=dotted(walked), hint=hint)


def _worded(detail: ErrorDetails) -> tuple[str, str, str]:
    """Return code, sentence and hint of a validator's complaint."""
    kind, context, value = detail["type"], detail.get("ctx", {}), detail["input"]
    if kind.startswith("WC"):
        said = str(context["said"])
        hint = span_hint(value, said) if kind == "WC108" else ""
        return kind, said, hint or _choice_hint(value, context.get("choices", []))
    if kind in WANTED:
        verb = "are" if WANTED[kind] == KEYS else "is"
        message = f"{WANTED[kind]} {verb} needed, not {spoken(value)}"
        return "WC104", message, _type_hint(kind, value, detail["loc"])
    if kind in BOUNDS:
        name, words = BOUNDS[kind]
        return "WC105", f"{words} {context[name]:g}", ""
    if kind == "literal_error":
        return _choice(value, str(context["expected"]))
    if kind == "string_pattern_mismatch":
        shape = next((s for end, s in PATTERNS.items() if context["pattern"].endswith(end)), "")
        dots = "an actor and a move, such as pyongyang.seek_beijing"
        shape = dots if "\\." in context["pattern"] else shape
        near = shape_hint(str(value), str(context["pattern"]))
        hint = f"{near}: a name is {shape}" if near else f"a name is {shape}"
        return "WC107", f"{quoted(value)} is not a proper name", hint
    return "WC109", detail["msg"][:1].lower() + detail["msg"][1:], ""


def _choice(value: Any, expected: str) -> tuple[str, str, str]:
    """Return the complaint about a value outside a fixed list."""
    choices = [word.strip("' ") for word in expected.replace(" or ", ", ").split(",")]
    if len(choices) == 1:
        return "WC106", f"{choices[0]} is needed, not {spoken(value)}", ""
    if not isinstance(value, str):
        return "WC104", f"one of {listed(choices)} is needed, not {spoken(value)}", ""
    return "WC106", f"{quoted(value)} is not one of the choices", _choice_hint(value, choices)


def _choice_hint(value: Any, choices: list[str]) -> str:
    """Return the nearest choice, or all of them."""
    near = nearest(value, choices) if isinstance(value, str) else None
    if near:
        return f"did you mean {quoted(near)}?"
    return f"one of {listed(choices, 20)}" if choices else ""


def _type_hint(kind: str, value: Any, loc: Loc) -> str:
    """Return what to write instead, where that is plain."""
    if kind == "string_type" and isinstance(value, (bool, int, float)):
        return "put quotes around it"
    if kind == "string_type" and isinstance(value, list) and len(value) == 1:
        return f"write {value[0]}, without brackets" if isinstance(value[0], str) else ""
    if kind == "bool_type" and isinstance(value, str):
        truths = {"yes": "true", "on": "true", "no": "false", "off": "false"}
        word = truths.get(value.lower())
        return f"write {word}" if word else ""
    if kind in ("float_type", "int_type"):
        return number_hint(value, listed=bool(loc) and isinstance(loc[-1], int))
    if kind == "list_type":
        return list_hint(loc, value)
    return ""


def spoken(value: Any) -> str:
    """Return what a value is, in words."""
    if value is None:
        return "nothing"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, (int, float)):
        return f"the number {value:g}" if abs(value) < 1e15 else "a long number"
    if isinstance(value, str):
        return f"the text {quoted(value)}"
    return KEYS if isinstance(value, dict) else "a list"
