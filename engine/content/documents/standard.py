"""Declarations as JSON Schema: by classes of pydantic's own, made from them when one is written."""

from __future__ import annotations

from types import UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin

import pydantic

from engine.content.documents import declaring
from engine.content.documents.declaring import Key, Strict

CONFIG = pydantic.ConfigDict(strict=True, extra="forbid", allow_inf_nan=False)


def json_schema(part: type[Strict]) -> dict[str, Any]:
    """Return the JSON Schema of a part, those within it below `$defs`."""
    return Standard().model(part).model_json_schema(by_alias=True)


class Standard:
    """Makes a class of pydantic's from each part, once."""

    def __init__(self) -> None:
        self.made: dict[type[Strict], type[pydantic.BaseModel]] = {}

    def model(self, part: type[Strict]) -> type[pydantic.BaseModel]:
        """Return a part as a class of pydantic's."""
        if part not in self.made:
            fields: dict[str, Any] = {
                name: (self._type(key.annotation), self._field(key))
                for name, key in part.declared.items()
            }
            made = pydantic.create_model(
                part.__name__, __config__=CONFIG, __doc__=part.__doc__, **fields
            )
            self.made[part] = made
        return self.made[part]

    def _field(self, key: Key) -> Any:
        """Return a key, or the bounds of a type, as pydantic declares them."""
        default = ... if key.is_required() else key.default
        if isinstance(default, Strict):
            default = self.model(type(default)).model_construct(**vars(default))
        said = key.description or None
        return pydantic.Field(default, alias=key.alias, description=said, **key.bounds)

    def _type(self, annotation: Any) -> Any:
        """Return a type with every part and mark in it as pydantic's."""
        origin, inner = get_origin(annotation), get_args(annotation)
        if origin is Annotated:
            return Annotated[(self._type(inner[0]), *map(self._mark, inner[1:]))]
        if origin in (Union, UnionType):
            return Union[tuple(map(self._type, inner))]  # noqa: UP007 - made, not written
        if origin in (list, dict, tuple):
            return origin[tuple(map(self._type, inner))]
        is_part = isinstance(annotation, type) and issubclass(annotation, Strict)
        return self.model(annotation) if is_part and origin is not Literal else annotation

    def _mark(self, mark: Any) -> Any:
        """Return what is said of a type as pydantic says it."""
        match mark:
            case Key():
                return self._field(mark)
            case declaring.BeforeValidator():
                return pydantic.BeforeValidator(mark.func)
            case declaring.WithJsonSchema():
                return pydantic.WithJsonSchema(mark.json_schema)
            case declaring.Discriminator():
                return pydantic.Discriminator(mark.discriminator)
        return pydantic.Tag(mark.tag)
