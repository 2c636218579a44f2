"""What is declared at a place of a document: type, bounds, and the keys that may stand there."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Annotated, Any, get_args, get_origin

from engine.content.documents.declaring import Key, Strict
from engine.content.problems import listed

MOST_KEYS = 6
ENDLESS = 1e6
"""An upper bound that only keeps out what nobody means: not worth telling."""


def bounds_at(model: type[Strict], loc: Sequence[Any], name: str, value: float) -> str:
    """Return the range a number at a place must keep to, one of whose bounds is known.

    "from 0 to 1", "above 0 and at most 1"; "" where only one bound is worth telling.
    """
    for annotation in _at(model, loc):
        for key in _keys(annotation):
            if key.bounds.get(name) == value:
                return _range(key.bounds)
    return ""


def keys_hint(model: type[Strict], loc: Sequence[Any]) -> str:
    """Return which keys stand at a place, those it needs first; "" where any name may stand."""
    for annotation in _at(model, loc):
        parts = list(_parts(annotation))
        if parts:
            return _told(parts[0])
        if any(get_origin(each) is dict for each in _forms(annotation)):
            below = [part for one in _below(annotation, "") for part in _parts(one)]
            return f"names, and below each: {_told(below[0])}" if below else ""
    return ""


def known_keys(model: type[Strict], loc: Sequence[Any]) -> list[str]:
    """Return the keys that may stand at a place, whichever of its forms is meant."""
    parts = [part for annotation in _at(model, loc) for part in _parts(annotation)]
    return [key.alias or name for part in parts for name, key in part.declared.items()]


def named_below(model: type[Strict], loc: Sequence[Any]) -> list[str]:
    """Return the keys at a place below which anything stands by a name of the author's."""
    parts = [part for annotation in _at(model, loc) for part in _parts(annotation)]
    return [
        key.alias or name
        for part in parts
        for name, key in part.declared.items()
        if any(get_origin(form) is dict for form in _forms(key))
    ]


def _told(part: type[Strict]) -> str:
    named = [(key.alias or name, key.is_required()) for name, key in part.declared.items()]
    needed = [name for name, required in named if required]
    others = [name for name, required in named if not required]
    if not needed:
        return f"keys here: {listed(others, MOST_KEYS)}"
    left = MOST_KEYS - len(needed)
    more = f"; also {listed(others, left)}" if others and left > 0 else ""
    return f"keys needed here: {listed(needed, MOST_KEYS)}{more}"


def _range(bounds: dict[str, Any]) -> str:
    low, high = bounds.get("ge", bounds.get("gt")), bounds.get("le", bounds.get("lt"))
    if low is None or high is None or high >= ENDLESS:
        return ""
    if "ge" in bounds and "le" in bounds:
        return f"from {low:,g} to {high:,g}"
    start = f"{'at least' if 'ge' in bounds else 'above'} {low:,g}"
    return f"{start} and {'at most' if 'le' in bounds else 'below'} {high:,g}"


# --- walking the declarations --------------------------------------------------------------------


def _at(model: type[Strict], loc: Sequence[Any]) -> list[Any]:
    """Return the types that may stand at a place; parts that name an alternative are passed."""
    found: list[Any] = [model]
    for part in loc:
        reached = [below for each in found for below in _below(each, part)]
        found = reached or found
    return found


def _below(annotation: Any, part: Any) -> Iterator[Any]:
    """Give what stands under a key or a place of a type."""
    for form in _forms(annotation):
        if isinstance(form, type) and issubclass(form, Strict):
            for name, key in form.declared.items():
                if (key.alias or name) == part:
                    yield key
        elif get_origin(form) is dict and isinstance(part, str):
            yield get_args(form)[1]
        elif get_origin(form) in (list, tuple) and isinstance(part, int):
            yield get_args(form)[0]


def _forms(annotation: Any) -> Iterator[Any]:
    """Give the alternatives of a type, without what is annotated."""
    origin = get_origin(annotation)
    if isinstance(annotation, Key):
        yield from _forms(annotation.annotation)
    elif origin is Annotated:
        yield from _forms(get_args(annotation)[0])
    elif origin is None or origin in (dict, list, tuple):
        yield annotation
    else:
        for inner in get_args(annotation):
            yield from _forms(inner)


def _parts(annotation: Any) -> Iterator[type[Strict]]:
    """Give the parts with keys of their own that a type may be."""
    for form in _forms(annotation):
        if isinstance(form, type) and issubclass(form, Strict):
            yield form


def _keys(annotation: Any) -> Iterator[Key]:
    """Give what is declared of a type and of its alternatives."""
    if isinstance(annotation, Key):
        yield annotation
        yield from _keys(annotation.annotation)
    elif get_origin(annotation) is Annotated:
        inner, *declared = get_args(annotation)
        yield from (each for each in declared if isinstance(each, Key))
        yield from _keys(inner)
    elif get_origin(annotation) not in (None, dict, list, tuple):
        for inner in get_args(annotation):
            yield from _keys(inner)
