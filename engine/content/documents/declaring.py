"""How documents are declared: a class is a part of a file, its annotated names are the keys.

The words are those of pydantic (`Field`, `BeforeValidator`, `Discriminator`, ...) and mean the
same. Its core does all the checking (`core.py`); its own classes, which cost more to import and to
build than all else a check does, are made only where a JSON Schema is written (`standard.py`).

A class is read as it is made. Modules that declare parts do without `from __future__ import
annotations`, which would turn each type into text that has to be read again.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from inspect import get_annotations
from typing import TYPE_CHECKING, Any, ClassVar, Self

if TYPE_CHECKING:
    from pydantic_core import SchemaValidator

NEEDED: Any = object()
"""The default of a key that must be there."""


@dataclass(slots=True, eq=False)
class Key:
    """What is declared of a key, or of the values of a type: default, bounds, description."""

    default: Any = NEEDED
    alias: str | None = None
    description: str = ""
    bounds: dict[str, Any] = field(default_factory=dict)
    annotation: Any = None

    def is_required(self) -> bool:
        """Tell whether the key must be there."""
        return self.default is NEEDED


def Field(  # noqa: N802 - the name readers know from pydantic
    default: Any = NEEDED, *, alias: str | None = None, description: str = "", **bounds: Any
) -> Any:
    """Declare a key; `bounds` are gt, ge, lt, le, min_length, max_length and allow_inf_nan."""
    return Key(default, alias, description, bounds)


@dataclass(slots=True, eq=False)
class BeforeValidator:
    """A function that turns what is written into what is checked; it raises PydanticCustomError."""

    func: Callable[[Any], Any]


@dataclass(slots=True, eq=False)
class WithJsonSchema:
    """What editors are told of a value in place of its type."""

    json_schema: dict[str, Any]


@dataclass(slots=True, eq=False)
class Discriminator:
    """A function that gives the tag of the form a value is written in."""

    discriminator: Callable[[Any], str]


@dataclass(slots=True, eq=False)
class Tag:
    """The tag of one of several forms."""

    tag: str


class Strict:
    """A part of a file. Nothing is converted in silence, no unknown key is passed over."""

    __slots__ = (
        "__dict__",
        "__pydantic_extra__",
        "__pydantic_fields_set__",
        "__pydantic_private__",
    )
    declared: ClassVar[Mapping[str, Key]] = {}
    """Its keys by the names they have in code, those it inherits first."""
    short: ClassVar[bool] = False
    """Whether it may be written as what stands under its first key alone, where that is a text."""
    _checker: ClassVar["SchemaValidator | None"] = None

    def __init_subclass__(cls) -> None:
        """Take the keys of a part as it is made."""
        own = dict[str, Key]()
        for name, annotation in get_annotations(cls, eval_str=True).items():
            said = cls.__dict__.get(name, NEEDED)
            own[name] = said if isinstance(said, Key) else Key(said)
            own[name].annotation = annotation
        cls.declared = {**cls.declared, **own}
        cls._checker = None

    def __init__(self, **values: Any) -> None:
        """Take values as they are; keys that are not named have their defaults."""
        self.__dict__.update({name: key.default for name, key in self.declared.items()} | values)

    def __setattr__(self, name: str, value: Any) -> None:
        raise AttributeError(f"a document is never changed: {type(self).__name__}.{name}")

    def __repr__(self) -> str:
        said = ", ".join(f"{name}={value!r}" for name, value in self.__dict__.items())
        return f"{type(self).__name__}({said})"

    def plain(self) -> dict[str, Any]:
        """Return its values by their names in code, parts within it as dicts too."""
        return {name: _plain(value) for name, value in self.__dict__.items()}

    @classmethod
    def read(cls, values: Mapping[str, Any]) -> Self:
        """Return the part in plain values; pydantic_core's ValidationError where it is none."""
        if cls._checker is None:
            from engine.content.documents.core import checker

            cls._checker = checker(cls)
        found: Self = cls._checker.validate_python(values)
        return found


def _plain(value: Any) -> Any:
    """Return a value with every part in it as a dict."""
    if isinstance(value, Strict):
        return value.plain()
    if isinstance(value, dict):
        return {key: _plain(each) for key, each in value.items()}
    return [_plain(each) for each in value] if isinstance(value, list) else value
