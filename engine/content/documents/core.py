"""Declarations to schemas of pydantic's core, which checks values against them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from pydantic_core import CoreConfig, CoreSchema, SchemaValidator
from pydantic_core import core_schema as core

from engine.content.documents.declaring import BeforeValidator, Discriminator, Key, Strict, Tag

CONFIG = CoreConfig(strict=True, extra_fields_behavior="forbid", allow_inf_nan=False)
PLAIN: dict[Any, Callable[[], CoreSchema]] = {
    Any: core.any_schema,
    bool: core.bool_schema,
    date: core.date_schema,
    float: core.float_schema,
    int: core.int_schema,
    str: core.str_schema,
}


def checker(part: type[Strict]) -> SchemaValidator:
    """Return what reads a part from plain values."""
    return SchemaValidator(_part(part))


def _part(part: type[Strict]) -> CoreSchema:
    """Return the schema of a part."""
    fields = {
        name: core.model_field(_keyed(key), validation_alias=key.alias)
        for name, key in part.declared.items()
    }
    inside = core.model_fields_schema(fields, model_name=part.__name__)
    made = core.model_schema(part, inside, config=CONFIG)
    if not part.short:
        return made
    return core.no_info_before_validator_function(partial(_whole, next(iter(fields))), made)


def _whole(first: str, value: Any) -> Any:
    """Return a part that is written as what stands under its first key as one with that key."""
    return {first: value} if isinstance(value, str) else value


def _keyed(key: Key) -> CoreSchema:
    """Return the schema of what stands under a key."""
    made = _bounded(_typed(key.annotation), key.bounds)
    if key.is_required():
        return made
    if key.default in ([], {}):  # made anew, which is sooner than the copy the core would take
        return core.with_default_schema(made, default_factory=type(key.default))
    return core.with_default_schema(made, default=key.default)


def _typed(annotation: Any) -> CoreSchema:
    """Return the schema of a type."""
    origin, inner = get_origin(annotation), get_args(annotation)
    if origin is Annotated:
        return _annotated(inner[0], inner[1:])
    if origin in (Union, UnionType):
        return _union(inner)
    if origin is Literal:
        return core.literal_schema(list(inner))
    if origin is list:
        return core.list_schema(_typed(inner[0]))
    if origin is dict:
        return core.dict_schema(_typed(inner[0]), _typed(inner[1]))
    if origin is tuple:
        return core.tuple_schema([_typed(each) for each in inner])
    return PLAIN[annotation]() if annotation in PLAIN else _part(annotation)


def _annotated(base: Any, marks: tuple[Any, ...]) -> CoreSchema:
    """Return the schema of a type with what is said of it."""
    forms = next((mark for mark in marks if isinstance(mark, Discriminator)), None)
    made = _typed(base) if forms is None else _tagged(get_args(base), forms)
    for mark in marks:
        if isinstance(mark, BeforeValidator):
            made = core.no_info_before_validator_function(mark.func, made)
        elif isinstance(mark, Key):
            made = _bounded(made, mark.bounds)
    return made


def _tagged(forms: tuple[Any, ...], by: Discriminator) -> CoreSchema:
    """Return the schema of a value that may be written in several forms."""
    choices = {
        next(mark.tag for mark in get_args(form) if isinstance(mark, Tag)): _typed(form)
        for form in forms
    }
    return core.tagged_union_schema(choices, by.discriminator)


def _union(types: tuple[Any, ...]) -> CoreSchema:
    """Return the schema of one type out of several, or of nothing."""
    some = [_typed(each) for each in types if each is not NoneType]
    made = some[0] if len(some) == 1 else core.union_schema(list(some))
    return core.nullable_schema(made) if NoneType in types else made


def _bounded(made: CoreSchema, bounds: dict[str, Any]) -> CoreSchema:
    """Return a schema within bounds; they hold for what comes out of a function."""
    if not bounds:
        return made
    bounded: Any = dict(made)
    if made["type"] in ("function-before", "nullable"):
        bounded["schema"] = _bounded(bounded["schema"], bounds)
    else:
        bounded |= bounds
    return bounded  # type: ignore[no-any-return]
