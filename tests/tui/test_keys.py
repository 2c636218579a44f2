"""Keys can be changed: in a file, checked line by line, and then everywhere on the screen."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from textual.widgets import Footer
from textual.widgets._footer import FooterKey

from cli.main import run
from tests.tui.room import NARROW, everything, keys, playing, seen, table
from tui.keymap import Key, read_keymap
from tui.keyring import every_key, scopes
from tui.widgets.keys import KeysLine


def own(folder: Path, text: str) -> Path:
    """A file of keys."""
    path = folder / "keys.toml"
    path.write_text(text, encoding="utf-8")
    return path


async def test_another_key_does_it_and_is_told_everywhere(tmp_path: Path) -> None:
    app = table()
    text = '[console]\nnext = "y"\nnote = "ctrl+n"\n'
    app.own_keys = read_keymap(scopes(), own(tmp_path, text))
    assert app.own_keys.problems == ()
    async with app.run_test(size=NARROW) as desk:
        await desk.pause()
        assert "▶ STARTEX 1 Jan 2026.   y  play turn 1" in seen(app)
        assert "y" in {key.key for key in app.screen.query(FooterKey)}
        await keys(desk, "n")
        assert playing(app).pause is None
        await keys(desk, "y")
        assert playing(app).exercise.awaited() == ("ash",)
        assert "Next (y)" in {each.title for each in app.get_system_commands(app.screen)}
        await keys(desk, "question_mark")
        assert "y        Play on to what is waited for next" in everything(app)


async def test_the_line_of_keys_is_made_anew_only_where_it_changes(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """It is told of every change of focus and of every key that might have become possible."""
    made = list[int]()
    compose = Footer.compose
    monkeypatch.setattr(Footer, "compose", lambda self: made.append(1) or compose(self))
    app = table()
    async with app.run_test(size=NARROW) as desk:
        await keys(desk, "n")
        line, before = app.screen.query_one(KeysLine), len(made)
        for _ in range(5):
            app.screen.refresh_bindings()
            await desk.pause()
        assert len(made) == before
        shown = {key.key for key in line.query(FooterKey)}
        assert shown - {"ctrl+p"} <= {key for key, *_ in line.shown or ()}
        assert {"d", "w", "ctrl+p"} <= shown
        await keys(desk, "d")
        assert app.screen.query_one(KeysLine) is not line
        assert len(made) > before


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ('[console]\nnxt = "y"\n', "no action 'console.nxt'; did you mean console.next?"),
        ('[console]\nnext = "w"\n', "console.next and console.why would both be w"),
        ('[console]\nnext = "t"\n', "console.next and app.theme would both be t"),
        ('[console]\nback = "y"\n', "esc and enter stay as they are"),
        ('[console]\nnext = "j"\n', "j moves in every list"),
        ('[console]\nnext = "ctrl+p"\n', "ctrl+p opens the palette"),
        ('[console]\nnext = "hyper+x"\n', "is no key: a letter, a digit"),
        ("[console]\nnext = 7\n", "'7' is no key"),
        ("[console]\nnext = []\n", "give it a key"),
        ("console = 3\n", "no action 'console'"),
        ("[console\n", "Expected"),
        ("\x00", "keys.toml"),
    ],
)
def test_what_is_wrong_is_told_in_one_line(tmp_path: Path, text: str, told: str) -> None:
    keymap = read_keymap(scopes(), own(tmp_path, text))
    assert len(keymap.problems) == 1
    assert told in keymap.problems[0]
    assert "\n" not in keymap.problems[0]
    assert keymap.given == {}


def test_two_actions_may_swap_their_keys(tmp_path: Path) -> None:
    keymap = read_keymap(scopes(), own(tmp_path, '[console]\nnext = "w"\nwhy = "n"\n'))
    assert keymap.problems == ()
    assert keymap.given == {"console.next": "w", "console.why": "n"}


def test_a_file_that_is_not_text_or_not_there_leaves_the_usual_keys(tmp_path: Path) -> None:
    path = tmp_path / "keys.toml"
    assert read_keymap(scopes(), path).problems == ()
    path.write_bytes(b"\xff\xfe")
    assert "not UTF-8" in read_keymap(scopes(), path).problems[0]
    path.write_bytes(b"#" * 70_000)
    assert "too long" in read_keymap(scopes(), path).problems[0]


def test_no_two_actions_of_a_screen_share_a_key_as_shipped() -> None:
    for scope in scopes():
        found: dict[str, Key] = {}
        for key in scope:
            for each in key.usual:
                other = found.setdefault(each, key)
                own_room = other.id.split(".")[0] == key.id.split(".")[0]
                assert other.id == key.id or not own_room, f"{key.id} and {other.id}: {each}"


def test_the_command_lists_keys_and_says_what_is_wrong(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = own(tmp_path, '[console]\nnext = "y"\n')
    assert run(["keys", "--file", str(path)]) == 0
    assert "y (was n)" in capsys.readouterr().out
    path = own(tmp_path, '[console]\nnext = "w"\n')
    assert run(["keys", "--file", str(path), "--format", "json"]) == 2
    told = capsys.readouterr()
    data = json.loads(told.out)
    assert set(data) == {"schema", "file", "keys", "problems"}
    assert set(data["keys"][0]) == {"id", "keys", "usual", "does"}
    assert told.err.count("\n") == 1
    assert len(data["keys"]) == len(every_key(read_keymap(scopes(), tmp_path / "none")))
