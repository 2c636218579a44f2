"""A document to link in place of one with values that cannot be: only to find what else is wrong.

A number out of its range, a word that is no number, a wrong choice or duration says nothing about
the names beside it. With something possible in their stead the names can be looked up too. What is
made so is never played: a scenario with an error is not built.
"""

from __future__ import annotations

from collections.abc import Callable
from copy import deepcopy
from typing import Any, TypeVar

from pydantic_core import ErrorDetails, ValidationError

from engine.content.documents.declaring import Strict
from engine.content.nodes import Mapping, Node
from engine.content.problems import Problem

T = TypeVar("T", bound=Strict)
NEAR = 1e-6
ABOUT_NAMES = ("WC2", "WC30", "WC110", "WC409")
"""How codes begin that a value put in another's stead cannot bring about."""


def stand_in(model: type[T], tree: Mapping, told: Callable[[Node], Any]) -> T | None:
    """Return the document in a tree with possible values for impossible ones, or None.

    None where something else is wrong with it too: a key missing or unknown, a list for a text.
    """
    values = {key: told(entry.node) for key, entry in tree.entries.items()}
    try:
        return model.read(values)
    except (ValidationError, RecursionError) as error:
        details = error.errors(include_url=False) if isinstance(error, ValidationError) else []
    values = deepcopy(values)
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
