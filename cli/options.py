"""Options that commands share, and what their words mean: no command's own modules are imported."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Annotated, Literal

from cyclopts import Parameter
from cyclopts.validators import Number

Seed = Annotated[int, Parameter(validator=Number(gte=0), help="The number all luck comes from.")]
MaybeSeed = Annotated[
    int | None,
    Parameter(validator=Number(gte=0), help="The number all luck comes from; 1 if not given."),
]
Settings = Annotated[
    list[str] | None,
    Parameter(
        name="--set",
        negative="",
        help="KEY=VALUE: an uncertainty, or a dotted path into the scenario. May be given again.",
    ),
]
Format = Annotated[
    Literal["text", "json"],
    Parameter(help="Text for people, or JSON for programs (docs/reference/run-json.md)."),
]
Width = Annotated[
    int | None,
    Parameter(
        validator=Number(gte=40, lte=400),
        help="Cells of a line of text; the terminal's where not given.",
    ),
]


def settings_of(pairs: Iterable[str]) -> dict[str, str]:
    """Return KEY=VALUE texts as a mapping; the last of a key counts."""
    return {key.strip(): value for key, _, value in (pair.partition("=") for pair in pairs)}
