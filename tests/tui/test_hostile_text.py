"""Text from content shows inert on every screen, whatever is written in it."""

from __future__ import annotations

from dataclasses import fields, is_dataclass, replace
from typing import Any

import pytest
from textual.widgets import Input

from engine.model import Claim, Condition, KnownDate, Ledger, Scenario, Turns
from engine.model.free import FreeMove
from engine.play.exercise import Exercise
from tests.tui.room import NARROW, OneShelf, everything, keys, playing, restrained, seen, table
from tui.app import WhitecellApp
from tui.screens.decision import DecisionScreen

HOSTILE = {
    "markup": "[/] broken [@click=app.quit]go[/] [red]a[/blue] $primary [$x] \\[b] {0} %s [/",
    "controls": "\x1b]0;t\x07 \x1b[2J\x1b[31mred \x9b5m \x1b]52;c;aGVsbG8=\x07 a\x0bc\x85d\re\x00f",
    "letters": "\u202ea\u202c \u2067x \u200f שלום\u2028b 漢字 e\u0301\u0301 👩\u200d🚀 \U000e0041",
}
FREE = {"name", "title", "brief", "secret_brief", "description", "notes", "says", "tells", "unit"}
FREE |= {"holder", "judgement", "outlet"}
CONTROLS = {chr(code) for code in [*range(32), *range(127, 160)]} - {"\n"}
TURNERS = set("\u200e\u200f\u202a\u202b\u202c\u202d\u202e")


def poisoned(thing: Any, text: str) -> Any:
    """A copy of a noun with the text in front of every free text in it."""
    if isinstance(thing, tuple):
        return tuple(poisoned(each, text) for each in thing)
    if not is_dataclass(thing) or isinstance(thing, type | Condition):
        return thing
    changes = {}
    for field in fields(thing):
        value = getattr(thing, field.name)
        free = field.name in FREE and isinstance(value, str)
        changes[field.name] = f"{text} {value}" if free else poisoned(value, text)
    return replace(thing, **changes)


def hostile(text: str) -> Scenario:
    """The small scenario with the text everywhere a writer may write."""
    scenario = replace(restrained(), turns=Turns(2, 1, "month"))
    claims = {id: poisoned(claim, text) for id, claim in scenario.ledger.claims.items()}
    dates = (KnownDate("fair", scenario.startex, "The fair opens."),)
    made = poisoned(replace(scenario, objectives=(text,)), text)
    theatre = replace(made.theatre, calendar=poisoned(dates, text))
    return replace(made, theatre=theatre, ledger=Ledger("all", {}, claims))


def inert(app: WhitecellApp) -> None:
    """Nothing on the screen would be obeyed by the terminal or by the toolkit."""
    shown = seen(app) + everything(app)
    assert not CONTROLS & set(shown)
    assert not TURNERS & set(shown)
    for strip in app.screen._compositor.render_strips():
        for segment in strip:
            actions = segment.style.meta if segment.style else {}
            assert "quit" not in str(actions.get("@click", ""))


@pytest.mark.parametrize("kind", HOSTILE)
async def test_hostile_text_is_inert_on_every_screen(kind: str) -> None:
    app = WhitecellApp(OneShelf(hostile(HOSTILE[kind]), broken=True))
    async with app.run_test(size=NARROW) as desk:
        for pressed in (
            [],
            ["down"],
            ["up", "enter"],
            ["v"],
            ["down", "enter", "r", "1"],
            ["n"],
            ["b"],
            ["escape", "n", "d"],
            ["end"],
            ["b"],
            ["escape", "v"],
            ["escape", "home", "down", "enter"],
            ["enter", "n"],
            ["w"],
            ["n", "escape", "s"],
        ):
            await keys(desk, *pressed)
            inert(app)
        await keys(desk, "enter", "escape")
        playing(app).session.release("ash")
        for _ in range(2):
            await keys(desk, "w", "escape", "n")
            inert(app)
        assert playing(app).finished
        assert app.is_running


async def test_a_ruling_with_hostile_words_is_inert_on_the_console() -> None:
    app = table(people=("ash",), mode="semi-free")
    async with app.run_test(size=NARROW) as desk:
        await keys(desk, "n", "d")
        assert isinstance(app.screen, DecisionScreen)
        moves = [option.move for option in app.screen.view.options]
        await keys(desk, *("down" for _ in range(moves.index("strike"))), "enter", "enter", "n")
        await keys(desk, "a", "down", "enter")
        reason, by = app.screen.query(Input)
        reason.value, by.value = "[@click=app.quit]x[/] [/", "\x1b[31m[b]me[/blue]"
        await keys(desk, "enter", "enter")
        inert(app)
        acts = [each for r in playing(app).exercise.reports for each in r.acts]
        assert [each.ruling_reason for each in acts if each.ruled_by] == [
            "[@click=app.quit]x[/] [/"
        ]


def test_a_poisoned_scenario_is_played_as_the_clean_one() -> None:
    clean, dirty = (Exercise(each, 3) for each in (restrained(), hostile("[/")))
    assert clean.state_hash() == dirty.state_hash()


def test_the_poison_reaches_every_kind_of_noun() -> None:
    scenario = hostile("POISON")
    ash = scenario.actors[0]
    assert ash.name.startswith("POISON")
    assert ash.moves[0].tells.startswith("POISON")
    assert ash.constraints[0].says.startswith("POISON")
    assert isinstance(scenario.ledger.claims["AA-01"], Claim)
    assert scenario.ledger.claims["AA-01"].says.startswith("POISON")


@pytest.mark.parametrize("kind", HOSTILE)
async def test_hostile_text_is_inert_in_every_room_behind_the_table(kind: str) -> None:
    text = HOSTILE[kind]
    app = table(hostile(text), people=("ash",), budget=60.0)
    async with app.run_test(size=NARROW) as desk:
        await keys(desk, "n", "c")
        session = playing(app).session
        session.note(text, kind="issue", objective=0, owner=text, due=text)
        session.improvise(text)
        session.forecast("ash", "outcome", {"riot": 1.0})
        session.propose("ash", FreeMove(text, argument=text), note=text, by=text)
        session.branch(text)
        session.advance()
        playing(app).retell()
        for pressed in (
            ["i"],
            ["down", "down"],
            ["e"],
            ["escape", "escape", "B"],
            ["e"],
            ["down", "down"],
            ["enter"],
            ["escape", "escape", "escape", "D"],
            ["down", "down", "down", "n"],
            ["b"],
            ["escape", "escape", "N"],
            ["escape", "f", "enter"],
            ["end", "enter"],
            ["escape", "escape", "r"],
            ["down", "down", "down"],
            ["end"],
        ):
            await keys(desk, *pressed)
            inert(app)
        assert app.is_running


@pytest.mark.parametrize("kind", HOSTILE)
async def test_hostile_text_is_inert_on_a_shared_table(kind: str) -> None:
    app = table(hostile(HOSTILE[kind]), people=("ash", "elm"))
    async with app.run_test(size=NARROW) as desk:
        for pressed in (["n"], ["d"], ["escape", "v"], ["escape", "b"], ["escape"]):
            await keys(desk, *pressed)
            inert(app)
