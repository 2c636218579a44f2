"""Every key has a command in the palette and a sentence in the help."""

from __future__ import annotations

from typing import Any

from textual.binding import Binding

from tests.tui.room import NARROW, OneShelf, everything, keys, table
from tui.app import WhitecellApp
from tui.keyring import own_bindings
from tui.screens import adjudicate, console, decision, dialogs, ending, library, setup, why
from tui.screens.dialogs import Reading
from tui.widgets import indicators, lists, options, seats, timeline, waiting

ROOMS = (adjudicate, console, decision, dialogs, ending, library, setup, why)
PARTS = (indicators, lists, options, seats, timeline, waiting)


def declared() -> list[tuple[str, Binding]]:
    """Every binding with a name in the screens and their parts."""
    kinds: set[type[Any]] = {
        each
        for module in (*ROOMS, *PARTS)
        for each in vars(module).values()
        if isinstance(each, type) and each.__module__.startswith("tui.")
    }
    kinds.add(WhitecellApp)
    return [(kind.__name__, binding) for kind in kinds for binding in own_bindings(kind)]


def palette(app: WhitecellApp) -> set[str]:
    """The names of the commands the palette offers now."""
    return {command.title for command in app.get_system_commands(app.screen)}


def test_every_key_has_a_name_and_a_sentence() -> None:
    found = declared()
    assert len(found) > 25
    assert [(kind, b.key) for kind, b in found if not (b.description and b.tooltip)] == []


def test_keys_are_those_a_terminal_can_send() -> None:
    known = {"enter", "escape", "question_mark", "f1", "ctrl+q", "ctrl+r"}
    odd = [key for _, b in declared() for key in b.key.split(",") if len(key) > 1]
    assert set(odd) <= known
    single = [key for _, b in declared() for key in b.key.split(",") if len(key) == 1]
    assert all(key.isalnum() for key in single)


async def test_the_palette_offers_what_can_be_done_now() -> None:
    app = WhitecellApp(OneShelf())
    async with app.run_test(size=NARROW) as desk:
        await desk.pause()
        assert {"Set up (⏎)", "Read again (r)", "Help (?)", "Quit (^q)"} <= palette(app)
        await keys(desk, "enter")
        assert {"Start (n)", "Variant (v)", "Seed (e)", "Any seed (x)", "Back (esc)"} <= palette(
            app
        )
        await keys(desk, "1", "n", "n")
        offered = palette(app)
        assert {"Next (n)", "Decide (d)", "Why (w)", "Seats (s)", "Order (m)"} <= offered
        assert "Rule (a)" not in offered
        await keys(desk, "d")
        assert {"Choose (⏎)", "Hold (h)", "Brief (b)", "What we see (v)"} <= palette(app)


async def test_a_command_of_the_palette_does_what_its_key_does() -> None:
    app = table(people=())
    async with app.run_test(size=NARROW) as desk:
        await keys(desk, "ctrl+p", *"next", "down", "enter")
        await desk.pause()
        assert "TURN 1" in everything(app)


async def test_the_help_lists_the_keys_of_the_screen() -> None:
    app = table(people=())
    async with app.run_test(size=NARROW) as desk:
        await keys(desk, "question_mark")
        assert isinstance(app.screen, Reading)
        assert "n        Play on to what is waited for next" in everything(app)
        await keys(desk, "escape")
        assert not isinstance(app.screen, Reading)
