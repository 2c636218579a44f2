"""The Author screen: problems beside their lines, brief, map, and play again after each edit."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

import pytest

from engine.content.packs import built_in
from tests.house.places import ROOT
from tests.tui.room import NARROW, WIDE, Desk, everything, keys, notices, seen
from tui.app import WhitecellApp
from tui.authoring import Desk as Paper
from tui.authoring import editor_for
from tui.screens.author import AuthorScreen
from tui.screens.dialogs import Ask
from tui.shelf import PackShelf

SAMPLE = ROOT / "docs" / "tutorial" / "amber_straits"


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    shutil.copytree(SAMPLE, tmp_path / "amber")
    return tmp_path / "amber"


def desk_of(pack: Path, file: str = "scenarios/amber_toll.yaml") -> WhitecellApp:
    app = WhitecellApp(PackShelf([pack]))
    app.writes = Paper(pack / file)
    return app


def screen_of(app: WhitecellApp) -> AuthorScreen:
    assert isinstance(app.screen, AuthorScreen)
    return app.screen


async def read(app: WhitecellApp, desk: Desk) -> AuthorScreen:
    """Wait until the file is read."""
    await app.workers.wait_for_complete([each for each in app.workers if each.group == "reading"])
    await desk.pause()
    return screen_of(app)


async def saved(app: WhitecellApp, desk: Desk, path: Path, old: str, new: str) -> AuthorScreen:
    """Save an edit and let the screen see it."""
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")
    screen_of(app).look()
    return await read(app, desk)


async def test_the_file_is_shown_with_its_brief_and_has_no_problem(pack: Path) -> None:
    app = desk_of(pack)
    async with app.run_test(size=WIDE) as desk:
        await read(app, desk)
        told = seen(app)
        for said in ("Author · amber_toll.yaml", "no problems", "kind: scenario", "The amber toll"):
            assert said in told, said


async def test_a_problem_stands_under_its_line_after_a_save_and_goes_with_the_next(
    pack: Path,
) -> None:
    app, path = desk_of(pack), pack / "scenarios" / "amber_toll.yaml"
    async with app.run_test(size=WIDE) as desk:
        await read(app, desk)
        await saved(app, desk, path, "cast: [calder, oster, merin]", "cast: [calder, ostr, merin]")
        assert " error" in seen(app)
        await keys(desk, "n")
        rows = [str(each.prompt) for each in screen_of(app).items.options]
        at = next(i for i, row in enumerate(rows) if "ostr" in row and "✗" in row)
        assert "cast: [calder, ostr" in rows[at - 1]
        assert "did you mean 'oster'" in everything(app)
        await saved(app, desk, path, "ostr", "oster")
        assert "no problems" in seen(app)


async def test_a_problem_of_another_file_is_told_and_opened(pack: Path) -> None:
    app, path = desk_of(pack), pack / "actors" / "oster.yaml"
    async with app.run_test(size=WIDE) as desk:
        await read(app, desk)
        await saved(app, desk, path, "watches: {patrols:", "watches: {patrolls:")
        assert "IN OTHER FILES" in everything(app)
        await keys(desk, "n", "enter")
        screen = await read(app, desk)
        assert screen.desk.path.name == "oster.yaml"
        await keys(desk, "escape")
        assert screen_of(app).desk.path.name == "amber_toll.yaml"


async def test_the_map_says_who_moves_what(pack: Path) -> None:
    app = desk_of(pack)
    async with app.run_test(size=WIDE) as desk:
        await read(app, desk)
        await keys(desk, "m")
        told = everything(app)
        assert "raised by" in told
        assert "oster.send_squadron +12" in told


async def test_play_from_here_with_a_state_and_a_choice_that_is_remembered(pack: Path) -> None:
    app, path = desk_of(pack), pack / "scenarios" / "amber_toll.yaml"
    async with app.run_test(size=WIDE) as desk:
        await read(app, desk)
        await keys(desk, "f", "down", "enter")
        await read(app, desk)
        assert "From turn 2 · seed 1" in everything(app)
        await keys(desk, "s", *"tension=71", "enter")
        await read(app, desk)
        assert "set: tension = 71" in everything(app)
        await keys(desk, "c", "enter", "down", "enter")
        screen = await read(app, desk)
        assert len(screen.desk.trial.choices) == 1
        ((turn, seat, phase), move) = next(iter(screen.desk.trial.choices.items()))
        assert (turn, phase) == (2, "initiative")
        chosen = _chosen(screen, seat)
        assert chosen == (move, "author")
        screen = await saved(app, desk, path, "count: 8", "count: 5")
        assert _chosen(screen, seat) == (move, "author")
        assert screen.reading is not None
        assert screen.reading.tried is not None
        assert len(screen.reading.tried.pauses) == 5


def _chosen(screen: AuthorScreen, seat: str) -> tuple[str, str]:
    assert screen.reading is not None
    assert screen.reading.tried is not None
    report = screen.reading.tried.pauses[0].report  # type: ignore[union-attr]
    assert report is not None
    first = next(d for d in report.decisions if d.actor == seat)
    return first.chosen, first.by


async def test_a_choice_an_edit_took_away_is_named(pack: Path) -> None:
    app, path = desk_of(pack), pack / "actors" / "calder.yaml"
    async with app.run_test(size=WIDE) as desk:
        screen = await read(app, desk)
        screen._try(screen.desk.trial.choosing((1, "calder", "initiative"), "raise_toll"))
        await read(app, desk)
        assert "remembered: turn 1, Calder: raise toll" in everything(app)
        await saved(app, desk, path, "  raise_toll:\n", "  lift_toll:\n")
        for other in ("oster", "merin"):
            where = pack / "actors" / f"{other}.yaml"
            await saved(app, desk, where, "calder.raise_toll", "calder.lift_toll")
        assert "no longer applies: turn 1: calder has no move" in everything(app)
        await keys(desk, "x")
        screen = await read(app, desk)
        assert not screen.desk.trial.choices


async def test_a_state_that_is_none_is_refused_in_words(pack: Path) -> None:
    app = desk_of(pack)
    async with app.run_test(size=NARROW) as desk:
        screen = await read(app, desk)
        await keys(desk, "s", *"tension", "enter")
        assert "write NAME=VALUE, not 'tension'" in everything(app)
        await keys(desk, *"=high", "enter")
        assert "tension is a number" in everything(app)
        await keys(desk, "ctrl+u", *"tensoin=30", "enter")
        told = " ".join(everything(app).split())
        assert "no indicator, relation or flag 'tensoin'; did you mean 'tension'?" in told
        assert isinstance(app.screen, Ask)
        assert screen.desk.trial.state == {}
        await keys(desk, "ctrl+u", *"tension=30", "enter")
        screen = await read(app, desk)
        assert screen.desk.trial.state == {"tension": 30.0}


async def test_an_actors_file_is_checked_too(pack: Path) -> None:
    app = desk_of(pack, "actors/merin.yaml")
    async with app.run_test(size=NARROW) as desk:
        await read(app, desk)
        assert "no problems" in seen(app)
        assert "Problems of this file stand" in everything(app)
        await keys(desk, "p", "m", "c", "f", "l", "T")
        assert screen_of(app)


async def test_the_table_is_set_up_from_the_desk(pack: Path) -> None:
    app = desk_of(pack)
    async with app.run_test(size=WIDE) as desk:
        await read(app, desk)
        await keys(desk, "T")
        assert "The amber toll" in seen(app)
        assert not isinstance(app.screen, AuthorScreen)


async def test_the_library_opens_the_desk(pack: Path) -> None:
    app = WhitecellApp(PackShelf([pack]))
    async with app.run_test(size=WIDE) as desk:
        await keys(desk, "a")
        assert isinstance(app.screen, AuthorScreen)


async def test_the_librarys_desk_looks_where_the_library_does(pack: Path, tmp_path: Path) -> None:
    """A scenario may cast an actor of another pack; the desk knows it as the shelf does."""
    other = tmp_path / "other"
    (other / "actors").mkdir(parents=True)
    (pack / "actors" / "oster.yaml").rename(other / "actors" / "oster.yaml")
    app = WhitecellApp(PackShelf([pack, other]))
    async with app.run_test(size=WIDE) as desk:
        app.open_author(pack / "scenarios" / "amber_toll.yaml")
        await desk.pause()
        screen = await read(app, desk)
        assert screen.reading is not None
        assert screen.reading.scenario is not None
        assert screen.reading.verdict == "no problems"


# --- the editor -----------------------------------------------------------------------------------


def test_the_editor_is_called_with_the_line_and_by_no_shell(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    path = tmp_path / "a b.yaml"
    fake = tmp_path / "vim"
    fake.write_text("#!/bin/sh\n")
    fake.chmod(0o755)
    monkeypatch.delenv("VISUAL", raising=False)
    monkeypatch.setenv("EDITOR", f"{fake} -n")
    assert editor_for(path, 7) == [str(fake), "-n", "+7", str(path)]
    monkeypatch.setenv("EDITOR", f"{sys.executable} -c 'pass; rm'")
    assert editor_for(path, 7) == [sys.executable, "-c", "pass; rm", str(path)]
    monkeypatch.setenv("EDITOR", "no-such-editor-here")
    assert editor_for(path, 1) is None


async def test_without_a_terminal_to_leave_the_editor_is_refused_in_words(
    pack: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("EDITOR", sys.executable)
    app = desk_of(pack)
    async with app.run_test(size=WIDE) as desk:
        await read(app, desk)
        await keys(desk, "e")
        assert "cannot be left for an editor" in notices(app)


async def test_an_editor_nobody_chose_is_asked_for_first(
    pack: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    fake = tmp_path / "bin" / "nano"
    fake.parent.mkdir()
    fake.write_text("#!/bin/sh\n")
    fake.chmod(0o755)
    monkeypatch.setenv("PATH", str(fake.parent))
    for name in ("EDITOR", "VISUAL"):
        monkeypatch.delenv(name, raising=False)
    app = desk_of(pack)
    async with app.run_test(size=WIDE) as desk:
        await read(app, desk)
        await keys(desk, "e")
        assert "Start nano?" in seen(app)
        assert "Neither EDITOR nor VISUAL is set" in seen(app)
        await keys(desk, "enter")
        assert "cannot be left for an editor" not in notices(app)
        await keys(desk, "e", "down", "enter")
        assert "cannot be left for an editor" in notices(app), "it was to start"


async def test_what_came_with_the_program_is_read_only(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("EDITOR", sys.executable)
    own = built_in()
    assert own is not None
    app = WhitecellApp(PackShelf())
    app.writes = Paper(own / "scenarios" / "post_war_aid_cut.yaml")
    async with app.run_test(size=WIDE) as desk:
        await read(app, desk)
        assert "read only" in seen(app)
        await keys(desk, "e")
        assert "copy it first: whitecell new" in notices(app)
        assert "cannot be left for an editor" not in notices(app)


async def test_a_file_opened_alone_is_left_for_the_shell(pack: Path) -> None:
    app = desk_of(pack)
    async with app.run_test(size=WIDE) as desk:
        await read(app, desk)
        await keys(desk, "escape")
        assert not app.is_running


async def test_a_file_of_an_actor_opens_at_its_first_problem_with_the_keys_it_has(
    pack: Path,
) -> None:
    place = pack / "actors" / "merin.yaml"
    place.write_text(place.read_text(encoding="utf-8").replace("weight:", "wieght:", 1), "utf-8")
    app = desk_of(pack, "actors/merin.yaml")
    async with app.run_test(size=WIDE) as desk:
        screen = await read(app, desk)
        assert screen.items.at == "problem.0"
        shown = {each.binding.key for each in screen.active_bindings.values()}
        assert shown >= {"n", "e"}
        assert not shown & {"m", "p", "f", "c", "b"}
