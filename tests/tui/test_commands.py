"""Every action has a key, a sentence in the help, a command in the palette, and so a click."""

from __future__ import annotations

from tests.tui.room import NARROW, OneShelf, everything, keys, listed, table
from tui.app import WhitecellApp, commands_of
from tui.keymap import Key
from tui.keyring import scopes
from tui.screens.dialogs import Reading

TERMINAL = {"enter", "escape", "question_mark", "ctrl+q", "ctrl+r", "left", "right", "space"}
TERMINAL |= {f"f{number}" for number in range(1, 11)}


def declared() -> dict[str, Key]:
    """Every action of every screen and list, by its name; new ones are found by themselves."""
    return {key.id: key for scope in scopes() for key in scope}


def palette(app: WhitecellApp) -> set[str]:
    """The names of the commands the palette offers now."""
    return {command.title for command in app.get_system_commands(app.screen)}


def test_every_key_has_a_name_and_a_sentence() -> None:
    found = declared()
    assert len(found) > 60
    assert [id for id, key in found.items() if not (key.usual and key.does and "." in id)] == []


def test_keys_are_those_a_terminal_can_send() -> None:
    keys_ = {each for key in declared().values() for each in key.usual}
    assert {each for each in keys_ if len(each) > 1} <= TERMINAL
    assert all(each.isalnum() for each in keys_ if len(each) == 1)


async def test_the_palette_and_the_help_hold_every_action_that_can_be_done_now() -> None:
    app = table(people=("ash",))
    async with app.run_test(size=NARROW) as desk:
        for pressed in ((), ("n",), ("d",), ("escape", "w"), ("escape", "h", "s"), ("escape",)):
            await keys(desk, *pressed)
            now = list(commands_of(app, app.screen))
            assert len(now) > 2
            offered = palette(app)
            for _, binding in now:
                assert any(binding.description.capitalize() in each for each in offered)
            sentences = [binding.tooltip for _, binding in now]
            if isinstance(app.screen, Reading):
                continue
            await keys(desk, "f1")
            told = everything(app)
            assert [each for each in sentences if each not in told] == []
            await keys(desk, "escape")


async def test_the_palette_offers_what_can_be_done_now() -> None:
    app = WhitecellApp(OneShelf())
    async with app.run_test(size=NARROW) as desk:
        await listed(desk)
        assert {"Set up (⏎)", "Read again (r)", "Help (?)", "Quit (^q)"} <= palette(app)
        await keys(desk, "enter")
        wanted = {"Start (n)", "Variant (v)", "Seed (e)", "Any seed (x)", "Back (esc)"}
        assert wanted | {"Marking (m)", "Budget (b)", "Rulings (r)"} <= palette(app)
        assert "Lens (l)" not in palette(app), "this scenario has none"
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
