"""`--pack`: the packs a person names beside those that are found. One that is not there is told."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

from cyclopts import Parameter


def there(_: object, packs: list[Path] | None) -> None:
    """Raise NoPackError for the first place at which there is no pack."""
    for place in packs or ():
        from engine.content.packs import insist_on

        insist_on(place)


Packs = Annotated[
    list[Path] | None,
    Parameter(negative="", validator=there, help="Another pack to look names up in."),
]
