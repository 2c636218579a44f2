"""What is played at the table is kept, taken back, brought back and gone on with."""

from __future__ import annotations

import resource
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest

from engine.errors import WhitecellError
from engine.play.journal.contents import read_contents
from engine.play.journal.session import Session
from engine.record import Adjudication
from tests.house.places import ROOT
from tests.tui.room import (
    NARROW,
    WIDE,
    Desk,
    OneShelf,
    everything,
    kept,
    keys,
    listed,
    notices,
    playing,
    quarrel,
    seen,
    table,
    write,
)
from tests.tui.test_hostile_text import HOSTILE, inert
from tui.app import WhitecellApp, main
from tui.drawer import Drawer
from tui.keeping import oddities, resume
from tui.plan import Plan
from tui.screens.console import ConsoleScreen
from tui.screens.dialogs import Pick
from tui.screens.ending import EndingScreen
from tui.screens.library import LibraryScreen
from tui.screens.setup import SetupScreen


def kinds(path: Path) -> list[str]:
    """What a journal holds, read as any other process would."""
    return [entry.kind for entry in read_contents(path).entries]


async def test_a_new_exercise_is_kept_under_a_name_that_is_shown() -> None:
    app = WhitecellApp(OneShelf())
    async with app.run_test(size=WIDE) as desk:
        await keys(desk, "enter")
        assert isinstance(app.screen, SetupScreen)
        name = Drawer().place("small").name
        assert f"Kept in {name}" in seen(app)
        await keys(desk, "n")
        journal = playing(app).journal
        assert journal == Drawer().folder / name
        assert name in seen(app)
        assert kinds(journal) == ["setup"]
    assert not Path(f"{journal}.lock").exists()


async def test_what_the_screen_shows_is_on_disk_and_can_be_taken_back_and_brought_back() -> None:
    app = table()
    async with app.run_test(size=NARROW) as desk:
        await keys(desk, "n", "d", "h", "enter")
        journal = playing(app).journal
        assert "sealed" in seen(app)
        assert kinds(journal)[1:] == ["advance", "choose"]
        assert "u: Ash's choice" in seen(app)
        before = playing(app).exercise.state_hash()
        await keys(desk, "u")
        assert "Taken back: Ash's choice" in notices(app)
        assert "hold" not in notices(app)
        assert playing(app).exercise.awaited() == ("ash",)
        await keys(desk, "ctrl+r")
        assert playing(app).exercise.awaited() == ()
        assert playing(app).exercise.state_hash() == before
        assert kinds(journal)[1:] == ["advance", "choose", "undo", "redo"]


async def test_a_turn_is_taken_back_to_its_start_and_played_otherwise() -> None:
    app = table()
    async with app.run_test(size=NARROW) as desk:
        await keys(desk, "n", "d", "h", "enter", "n", "n", "d", "h", "enter")
        assert len(playing(app).told()) == 2
        await keys(desk, "U")
        assert "Turn 1 is over." in seen(app)
        assert "TURN 2" not in everything(app)
        assert [len(each) for each in playing(app).history.values()] == [2, 2]
        await keys(desk, "U")
        assert playing(app).pause is None
        await keys(desk, "ctrl+r", "ctrl+r")
        assert playing(app).exercise.awaited() == ()
        assert len(playing(app).told()) == 2


async def test_the_ending_is_taken_back() -> None:
    app = table(quarrel(turns=replace(quarrel().turns, count=1)), people=())
    async with app.run_test(size=NARROW) as desk:
        await keys(desk, "n", "n")
        assert isinstance(app.screen, EndingScreen)
        await keys(desk, "escape", "u")
        assert playing(app).finished is None
        assert "ENDEX: the last turn is over." in seen(app)
        await keys(desk, "u")
        assert not {"undo", "undo_turn"} & active(app)
        assert {"redo"} <= active(app)


def active(app: WhitecellApp) -> set[str]:
    """The actions that do something on the Console now."""
    screen = app.screen
    found = {"undo", "undo_turn", "redo"}
    return {each for each in found if screen.check_action(each, ())}


async def test_a_ruling_is_taken_back_together_with_what_followed() -> None:
    app = table(people=("ash",), mode="semi-free")
    async with app.run_test(size=NARROW) as desk:
        await keys(desk, "n")
        playing(app).choose("ash", "strike", "Ash's team")
        await keys(desk, "n")
        assert isinstance(playing(app).pause, Adjudication)
        await keys(desk, "a", "enter")
        assert playing(app).last_step() == "the ruling"
        await keys(desk, "u")
        assert isinstance(playing(app).pause, Adjudication)


async def test_an_exercise_is_left_listed_and_gone_on_with() -> None:
    app = WhitecellApp(OneShelf())
    async with app.run_test(size=WIDE) as desk:
        await keys(desk, "enter", "1", "n", "n", "d", "h", "enter", "n", "n")
        shown, before = seen(app), playing(app).exercise.state_hash()
        await keys(desk, "escape", "down", "enter")
        assert isinstance(app.screen, LibraryScreen)
        await keys(desk, "tab")
        told = everything(app)
        for words in ("EXERCISES", "turn 2 · ", "Held by persons: Ash", "as written · seed 1"):
            assert words in told
        assert Drawer().kept()[0].path.name in told.replace("\n", "")
        await keys(desk, "enter")
        assert isinstance(app.screen, ConsoleScreen)
        assert playing(app).exercise.state_hash() == before
        assert playing(app).plan.people == {"ash"}
        assert panels(seen(app)) == panels(shown)
        await keys(desk, "u")
        assert "Taken back: going on from turn 1" in notices(app)


def panels(shown: str) -> list[str]:
    """The rows of a screen that no notice covers."""
    return shown.splitlines()[:12]


# --- what cannot be gone on with -----------------------------------------------------------------


async def resume_latest(desk: Desk) -> None:
    await keys(desk, "tab", "home", "enter")


async def test_an_exercise_others_play_is_told_with_who_holds_it() -> None:
    path = kept()
    holds = "import sys; from pathlib import Path; from engine.play.journal.lock import Lock\n"
    holds += "lock = Lock(Path(sys.argv[1])); print('held', flush=True); sys.stdin.read()"
    with subprocess.Popen(
        [sys.executable, "-c", holds, path],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as other:
        assert other.stdout
        assert other.stdout.readline() == "held\n"
        app = WhitecellApp(OneShelf())
        async with app.run_test(size=WIDE) as desk:
            await listed(desk)
            await resume_latest(desk)
            assert isinstance(app.screen, LibraryScreen)
            assert f"process {other.pid} on" in notices(app)
            assert len(notices(app).splitlines()) == 1
        other.communicate()


@pytest.mark.parametrize("damage", ["cut", "flipped", "empty", "other", "folder", "pipe"])
async def test_a_file_that_is_no_sound_journal_is_told_in_one_line(damage: str) -> None:
    path = kept()
    data = path.read_bytes()
    middle = data.index(b'"seed"')
    texts = {
        "cut": data[: len(data) // 2],
        "flipped": data[:middle] + bytes([data[middle] ^ 1]) + data[middle + 1 :],
        "empty": b"",
        "other": b"kind: scenario\n",
    }
    path.unlink()
    if damage == "folder":
        path.mkdir()
    elif damage == "pipe":
        subprocess.run(["mkfifo", path], check=True)
    else:
        path.write_bytes(texts[damage])
    app = WhitecellApp(OneShelf())
    async with app.run_test(size=NARROW) as desk:
        await listed(desk)
        if damage in ("folder", "pipe"):
            assert "✗" not in seen(app)
            return
        await resume_latest(desk)
        assert isinstance(app.screen, LibraryScreen)
        assert "It cannot be resumed" in everything(app)
        assert len(notices(app).splitlines()) == 1
        assert path.name in notices(app)


async def test_titles_and_names_of_journals_show_inert() -> None:
    for number, text in enumerate(HOSTILE.values()):
        shelf = OneShelf(quarrel(title=f"{text} quarrel"))
        kept(shelf=shelf, name=f"{number} \x1b[31m[red]\u202e[@click=app.quit]x.whitecell")
    Drawer().folder.joinpath("[b]\x9b5m.whitecell").write_bytes(b"x")
    app = WhitecellApp(OneShelf())
    async with app.run_test(size=WIDE) as desk:
        await keys(desk, "tab")
        for _ in range(len(HOSTILE) + 1):
            inert(app)
            await keys(desk, "down")
        await keys(desk, "home", "enter")
        inert(app)
        await keys(desk, "escape", "tab", "end", "enter")
        inert(app)
        assert "quarrel" in everything(app)
        assert app.is_running


# --- what cannot be written ----------------------------------------------------------------------


@contextmanager
def full_disk() -> Iterator[None]:
    """No file may grow: the system refuses each write as it does on a full disk."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


async def test_on_a_full_disk_an_input_is_refused_in_a_line_and_play_goes_on_after() -> None:
    app = table()
    async with app.run_test(size=NARROW) as desk:
        await keys(desk, "n")
        journal = playing(app).journal
        for pressed in (("s", "enter", "escape"), ("u",), ("U",)):
            with full_disk():
                await keys(desk, *pressed)
            assert playing(app).exercise.awaited() == ("ash",)
            assert "nothing was recorded" in notices(app)
            assert len(notices(app).splitlines()) == 1
            app.clear_notifications()
        assert kinds(journal) == ["setup", "advance"]
        await keys(desk, "d", "h", "enter", "n")
        assert kinds(journal)[2:] == ["choose", "advance"]


async def test_what_somebody_said_waits_for_a_full_disk_and_is_given_again() -> None:
    app = table()
    async with app.run_test(size=NARROW) as desk:
        await keys(desk, "n")
        journal = playing(app).journal
        with full_disk():
            await keys(desk, "N", *"all wait", "enter")
            assert "nothing was recorded" in seen(app)
            await keys(desk, "enter", "escape")
            assert isinstance(app.screen, Pick), "it is still full, and esc throws nothing away"
            assert kinds(journal) == ["setup", "advance"]
        await keys(desk, "enter")
        assert kinds(journal)[2:] == ["note"]
        with full_disk():
            await keys(desk, "d", "h", "enter")
            assert isinstance(app.screen, Pick)
            await keys(desk, "down", "enter")
        assert playing(app).exercise.awaited() == ("ash",)
        assert kinds(journal)[2:] == ["note"]
        await keys(desk, "i", "m")
        write(app, "Locusts come.")
        with full_disk():
            await keys(desk, "enter", "down", "enter", "enter")
            assert "nothing was recorded" in seen(app)
        await keys(desk, "enter")
        assert kinds(journal)[3:] == ["improvise"]


async def test_where_nothing_can_be_kept_the_table_does_not_open(tmp_path: Path) -> None:
    tmp_path.joinpath("file").write_text("")
    app = WhitecellApp(OneShelf(), None, Drawer(tmp_path / "file" / "exercises"))
    async with app.run_test(size=NARROW) as desk:
        await keys(desk, "enter", "n")
        assert isinstance(app.screen, LibraryScreen)
        assert "there is no such folder" in notices(app)


def test_a_file_of_that_name_is_told_before_the_screen_opens() -> None:
    path = kept()
    with pytest.raises(WhitecellError, match="there is a file of that name already"):
        main(Plan("post_war_aid_cut", journal=path))


# --- the drawer ----------------------------------------------------------------------------------


def test_no_two_exercises_get_one_name() -> None:
    first, second = kept(), kept()
    assert first.stem.rsplit("-", 1)[0] == second.stem.rsplit("-", 1)[0]
    assert (first.stem[-2:], second.stem[-2:]) == ("-1", "-2")
    Path(f"{Drawer().place('small')}.lock").touch()
    assert Drawer().place("small").stem.endswith("-4")


def test_a_name_holds_nothing_a_path_or_a_terminal_would_obey(tmp_path: Path) -> None:
    path = Drawer(tmp_path).place("../../x\x1b[31m/y" + "z" * 500)
    assert path.parent == tmp_path
    assert len(path.name) < 120
    assert path.name.isascii()
    assert path.name.isprintable()


def test_the_drawer_says_who_sits_there_now_and_makes_no_folder() -> None:
    assert Drawer().kept() == []
    assert not Drawer().folder.exists()
    path = kept(0)
    made = resume(OneShelf(), path)
    made.switch("elm")
    made.close()
    found = Drawer().kept()[0]
    assert (found.turn, found.seats) == ("turn 1", ("Elm",))


def test_content_that_changed_since_is_told_and_the_journals_own_is_played() -> None:
    path, shelf = kept(), OneShelf()
    assert oddities(shelf, read_contents(path)) == []
    changed = replace(shelf.copy("small"), texts=(("scenarios/small.yaml", "other"),))
    shelf.copy = lambda *_: changed  # type: ignore[method-assign]
    told = oddities(shelf, read_contents(path))
    assert told == [
        "The journal's own copy is played; changed since: scenarios/small.yaml.",
    ]


def test_an_exercise_left_on_a_branch_says_so_before_it_is_opened() -> None:
    path = kept(2)
    assert Drawer().kept()[0].turn == "turn 2"
    with Session.open(path, OneShelf().read) as session:
        session.branch("no flood", at=session.start_of(2))
        session.advance()
    found = Drawer().kept()[0]
    assert found.turn == "what-if, turn 2"
    assert found.frame == "branch “no flood” · as written · seed 1"
