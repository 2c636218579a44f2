"""A document to link in place of one that cannot be: only to find what else is wrong with it.

A number out of its range, a word that is no number, a wrong choice or duration says nothing about
the names beside it, nor does a misspelt key. With something possible in their stead, and the key
that was perhaps meant, the names can be looked up too. What is made so is never played: a scenario
with an error is not built.
"""

from __future__ import annotations

from collections.abc import Callable
from copy import deepcopy
from typing import Any, TypeVar

from pydantic_core import ErrorDetails, ValidationError

from engine.content.documents.declaring import Strict
from engine.content.documents.finding import known_keys
from engine.content.nodes import Loc, Mapping, Node, Scalar, find, node_at, renamed
from engine.content.problems import Problem
from engine.errors import nearest

T = TypeVar("T", bound=Strict)
NEAR = 1e-6
ABOUT_NAMES = ("WC2", "WC30", "WC110", "WC409")
"""How codes begin that a value put in another's stead cannot bring about."""
READ_BEFORE = ("extends", "cast", "actors", "theatre", "theatre_changes", "variants")
"""Keys at the top by which other files are found or changed: too late to mend one here."""
ROUNDS = 3
"""How deep misspelt keys may stand in one another."""


def stand_in(
    model: type[T], tree: Mapping, told: Callable[[Node], Any]
) -> tuple[T, Mapping] | None:
    """Return the document in a tree with what is possible for what is not, and the tree as mended.

    None where something else is wrong with it: a key missing, one that nothing is like and that
    holds more than a value, a list for a text.
    """
    for _ in range(ROUNDS):
        values = {key: told(entry.node) for key, entry in tree.entries.items()}
        details = _complaints(model, values)
        slips = [find(tree, d["loc"])[2] for d in details if d["type"] == "extra_forbidden"]
        if not slips:
            document = _with_possible(model, deepcopy(values), details)
            return None if document is None else (document, tree)
        for loc in slips:
            mended = _without_slip(model, tree, loc)
            if mended is None:
                return None
            tree = mended
    return None


def _complaints(model: type[Strict], values: dict[str, Any]) -> list[ErrorDetails]:
    """Return what a document's declarations say against some values."""
    try:
        model.read(values)
    except ValidationError as error:
        return error.errors(include_url=False)
    except RecursionError:
        return []
    return []


def _without_slip(model: type[Strict], tree: Mapping, loc: Loc) -> Mapping | None:
    """Return a tree in which an unknown key is called as one that is known, or is left out.

    None where nothing is like it and it holds more than a value, as names may be told of in there,
    and where it holds nothing: it is then half of something else.
    """
    above = node_at(tree, loc[:-1])
    there = list(above.entries) if isinstance(above, Mapping) else []
    free = [key for key in known_keys(model, loc[:-1]) if key not in there]
    meant, held = nearest(str(loc[-1]), free), node_at(tree, loc)
    half = isinstance(held, Scalar) and held.value is None
    if half or (meant is None and not isinstance(held, Scalar)):
        return None
    if len(loc) == 1 and meant in READ_BEFORE:
        return None
    mended = renamed(tree, loc, meant)
    return mended if isinstance(mended, Mapping) else None


def _with_possible(model: type[T], values: dict[str, Any], details: list[ErrorDetails]) -> T | None:
    """Return the document of some values, possible ones put in where they are complained of."""
    for detail in details:
        instead = _possible(detail)
        if instead is None or not _put(values, detail["loc"], instead):
            return None
    try:
        return model.read(values)
    except (ValidationError, RecursionError):
        return None


def about_names(problem: Problem) -> bool:
    """Tell whether a problem stands whatever the values of a document are."""
    return problem.code.startswith(ABOUT_NAMES)


def _possible(detail: ErrorDetails) -> Any:
    """Return a value in place of the one complained about, None where there is none."""
    kind, context = detail["type"], detail.get("ctx", {})
    if isinstance(detail["input"], (dict, list)) or detail["input"] is None:
        return None
    if kind in ("greater_than_equal", "less_than_equal"):
        return context.get("ge", context.get("le"))
    if kind in ("greater_than", "less_than"):
        return context["gt"] + NEAR if "gt" in context else context["lt"] - NEAR
    if kind == "literal_error":
        return str(context["expected"]).replace(" or ", ", ").split(",")[0].strip("' ")
    return {"float_type": 1.0, "int_type": 1, "int_from_float": 1, "WC108": "1 month"}.get(kind)


def _put(values: Any, loc: tuple[int | str, ...], instead: Any) -> bool:
    """Put a value at a place; parts of the place that only name a form are passed over."""
    holder, last = None, None
    at: Any = values
    for part in loc:
        inside = isinstance(at, dict) and part in at
        inside = inside or (isinstance(at, list) and isinstance(part, int) and part < len(at))
        if inside:
            holder, last, at = at, part, at[part]
    if holder is None or isinstance(at, (dict, list)):
        return False
    holder[last] = instead
    return True
