"""A Decision screen is given nothing another seat keeps to itself."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, is_dataclass, replace
from typing import Any

from engine.model import Scenario
from tests.engine.small import ash, elm, level
from tests.tui.room import NARROW, everything, keys, quarrel, table
from tui.lexicon import Lexicon
from tui.screens.decision import DecisionScreen

SECRET = "Elm hides a boat"


def secretive() -> Scenario:
    """The small scenario where Elm keeps things to itself, and a level only Elm sees."""
    quiet = elm()
    motives = tuple(replace(motive, says=f"{SECRET}: {motive.says}") for motive in quiet.motives)
    quiet = replace(quiet, secret_brief=SECRET, motives=motives, description=SECRET)
    hidden = level("boats", 73.0, seen_by=("elm",), opening=12.0)
    theatre = quarrel().theatre
    levels = tuple(sorted((*theatre.levels, hidden), key=lambda each: each.id))
    return quarrel(actors=(ash(), quiet), theatre=replace(theatre, levels=levels), notes=SECRET)


def texts(thing: Any, seen: set[int] | None = None) -> list[str]:
    """Every text that can be reached from an object's own data."""
    seen = seen if seen is not None else set()
    if isinstance(thing, str):
        return [thing]
    if id(thing) in seen:
        return []
    seen.add(id(thing))
    if isinstance(thing, Mapping):
        return [text for pair in thing.items() for each in pair for text in texts(each, seen)]
    if isinstance(thing, tuple | list | set | frozenset):
        return [text for each in thing for text in texts(each, seen)]
    if is_dataclass(thing) and not isinstance(thing, type):
        return [t for field in fields(thing) for t in texts(getattr(thing, field.name), seen)]
    return []


async def test_a_decision_screen_holds_no_other_seats_secret() -> None:
    app = table(secretive())
    async with app.run_test(size=NARROW) as desk:
        await keys(desk, "n", "d")
        screen = app.screen
        assert isinstance(screen, DecisionScreen)
        assert isinstance(screen.lexicon, Lexicon)
        held = texts([screen.view, screen.lexicon, screen.setting])
        assert [text for text in held if SECRET in text] == []
        assert {type(each).__name__ for each in vars(screen).values()} & {
            "Scenario",
            "Names",
        } == set()
        assert SECRET not in everything(app)
        for key in ("b", "v"):
            await keys(desk, key)
            assert SECRET not in everything(app)
            await keys(desk, "escape")


def test_the_search_for_secrets_finds_one() -> None:
    assert [text for text in texts(secretive()) if SECRET in text]
