"""`whitecell play`: a scenario at the table, in the terminal."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Annotated

from cyclopts import Parameter
from cyclopts.validators import Number

from cli.talk import say
from engine.errors import PlayError
from engine.model.luck import SEED

HOLDERS = ("person", "engine")


def play(
    scenario: str,
    *,
    seat: Annotated[list[str] | None, Parameter(negative="")] = None,
    seed: Annotated[int | None, Parameter(validator=Number(gte=0))] = None,
    variant: str | None = None,
    rulings: Annotated[bool, Parameter(negative="")] = False,
    journal: Path | None = None,
    pack: Annotated[list[Path] | None, Parameter(negative="")] = None,
) -> int:
    """Play a scenario at the table, in the terminal; the engine plays the seats nobody takes.

    Parameters
    ----------
    scenario
        The id of a scenario, or the path of its file.
    seat
        ACTOR=person or ACTOR=engine. May be given again.
    seed
        The number all luck comes from.
    variant
        A variant of the scenario.
    rulings
        Let the white cell rule on every uncertain move.
    journal
        A new file that keeps the exercise; one in your folder for data where not given.
    pack
        Another pack to look names up in.
    """
    people, wrong = people_of(seat or ())
    if wrong:
        say(f"whitecell: --seat takes ACTOR=person or ACTOR=engine, not {wrong!r}")
        return 2
    if not all(stream.isatty() for stream in (sys.stdin, sys.stdout, sys.stderr)):
        say("whitecell: the screen needs a terminal; without one, try 'whitecell run'")
        return 2
    return _open(scenario, people, seed, variant, rulings, journal, pack or ())


def _open(
    scenario: str,
    people: Iterable[str],
    seed: int | None,
    variant: str | None,
    rulings: bool,
    journal: Path | None,
    packs: Iterable[Path],
) -> int:
    from tui.app import main
    from tui.shelf import Plan

    number = SEED if seed is None else seed
    try:
        return main(Plan(scenario, frozenset(people), number, variant, rulings, journal), packs)
    except PlayError as error:
        say(f"whitecell: {error}")
        return 2


def people_of(pairs: Iterable[str]) -> tuple[list[str], str]:
    """Return the seats held by persons, and the first pair that says neither holder."""
    seats: dict[str, str] = {}
    for pair in pairs:
        actor, _, holder = pair.partition("=")
        if not actor or holder not in HOLDERS:
            return [], pair
        seats[actor] = holder
    return [actor for actor, holder in seats.items() if holder == "person"], ""
