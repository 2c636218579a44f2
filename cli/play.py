"""`whitecell play`: a scenario at the table, in the terminal."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from cyclopts import Parameter
from cyclopts.validators import Number

from cli.batching import Again
from cli.options import MaybeSeed
from cli.packed import Packs
from cli.talk import on_terminal, say
from engine.errors import PlayError
from engine.model.luck import SEED
from engine.play.journal.plan import Mode

if TYPE_CHECKING:
    from tui.plan import Plan

HOLDERS = ("person", "engine")
NO_TERMINAL = "the screen needs a terminal; without one, try 'whitecell run'"


def _help(says: str) -> Parameter:
    return Parameter(negative="", help=says)


Name = Annotated[str | None, _help("The id of a scenario, or the path of its file.")]
Seats = Annotated[list[str] | None, _help("ACTOR=person or ACTOR=engine. May be given again.")]
Variant = Annotated[str | None, _help("A variant of the scenario.")]
Lens = Annotated[str | None, _help("An analyst's reading, laid over it.")]
Adjudication = Annotated[
    Mode, _help("Who says how an uncertain move goes: the model, both, the white cell.")
]
Marking = Annotated[str, _help("A handling marking for every screen, export and report.")]
Names = Annotated[list[str] | None, _help("ACTOR=WHO: who sits in a seat. May be given again.")]
Anonymous = Annotated[bool, _help("Let no report name anybody.")]
Minutes = Annotated[
    float | None, Parameter(validator=Number(gt=0, lte=1440), help="Minutes a seat has a turn.")
]
Second = Annotated[
    Path | None,
    Parameter(name="--copy-to", help="A folder that takes a copy at every turn's end."),
]
Journal = Annotated[Path | None, _help("A new file for the exercise; else in your data folder.")]


def play(
    scenario: Name = None,
    *,
    seat: Seats = None,
    seed: MaybeSeed = None,
    variant: Variant = None,
    lens: Lens = None,
    mode: Adjudication = "rigid",
    marking: Marking = "",
    name: Names = None,
    anonymous: Anonymous = False,
    minutes: Minutes = None,
    second: Second = None,
    journal: Journal = None,
    pack: Packs = None,
    again: Again | None = None,
) -> int:
    """Play a scenario at the table, in the terminal; the engine plays the seats nobody takes."""
    holders, wrong_seat = holders_of(seat or ())
    names, wrong_name = names_of(name or ())
    people, shown = held_by_people(holders), on_terminal()
    wrong = _misspelt(wrong_seat, wrong_name)
    if not wrong and scenario is not None and not (shown and len(people) == len(holders)):
        wrong = _misnamed(scenario, variant, lens, (*holders, *names), pack)
    if wrong or not shown:
        say(f"whitecell: {wrong or NO_TERMINAL}")
        return 2
    from tui.plan import Plan

    held, budget = frozenset({*people, *names}), minutes * 60 if minutes else None
    luck, record = SEED if seed is None else seed, (marking, names, anonymous, budget)
    plan = Plan(scenario or "", held, luck, variant, lens, mode, *record, second, journal)
    if again is None and scenario is not None:
        return _open(plan, pack or ())
    from cli.again import put_on_table

    asked = {"--seed": seed, "--variant": variant, "--lens": lens, "--pack": pack}
    return put_on_table(again or Again(), scenario, plan, (*holders, *names), asked)


def _misspelt(seat: str, name: str) -> str:
    """Return what is wrong with a seat or a name as it is written, "" for those that are not."""
    if seat:
        return f"--seat takes ACTOR=person or ACTOR=engine, not {seat!r}"
    return f"--name takes ACTOR=WHO, not {name!r}" if name else ""


def _misnamed(
    name: str,
    variant: str | None,
    lens: str | None,
    seats: Iterable[str],
    packs: Iterable[Path] | None,
) -> str:
    """Return what is wrong with the seats; raise what is with the scenario, as the screen would."""
    from engine.content.library import Library
    from engine.content.packs import found_packs
    from engine.play.cast import check_cast

    scenario = Library(found_packs(packs or ())).load(name, variant=variant, lens=lens)
    try:
        check_cast(seats, (actor.id for actor in scenario.actors))
    except PlayError as error:
        return str(error)
    return ""


def _open(plan: Plan, packs: Iterable[Path]) -> int:
    from tui.app import main

    try:
        return main(plan, packs)
    except PlayError as error:
        say(f"whitecell: {error}")
        return 2


def held_by_people(holders: Mapping[str, str]) -> list[str]:
    """Return the seats held by persons, of who holds which."""
    return [seat for seat, holder in holders.items() if holder == "person"]


def holders_of(pairs: Iterable[str]) -> tuple[dict[str, str], str]:
    """Return who holds which seat, and the first pair that says neither holder."""
    seats: dict[str, str] = {}
    for pair in pairs:
        actor, _, holder = pair.partition("=")
        if not actor or holder not in HOLDERS:
            return {}, pair
        seats[actor] = holder
    return seats, ""


def names_of(pairs: Iterable[str]) -> tuple[dict[str, str], str]:
    """Return who sits in which seat, and the first pair that does not say so."""
    names: dict[str, str] = {}
    for pair in pairs:
        actor, _, who = pair.partition("=")
        if not (actor.strip() and who.strip()):
            return {}, pair
        names[actor.strip()] = who.strip()
    return names, ""
