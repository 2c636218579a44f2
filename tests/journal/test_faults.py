"""The real faults: a full disk, two writers, no rights, a file taken away: one clear line each."""

from __future__ import annotations

import os
import resource
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from engine.errors import PlayError
from engine.play.journal.contents import read_contents
from engine.play.journal.faults import Busy, JournalError, Unwritten
from engine.play.journal.session import Session
from engine.play.journal.verifying import verify
from engine.record import Ruling
from tests.house.places import ROOT
from tests.journal.making import create, loader, play_on, reopen

HOLD_IT = """
import sys, time
from pathlib import Path
from tests.journal.making import create, reopen
path = Path(sys.argv[1])
with (reopen(path) if path.exists() else create(path)) as session:
    print("open", flush=True)
    sys.stdin.readline()
"""


@contextmanager
def another(path: Path) -> Iterator[subprocess.Popen[str]]:
    """Let another process hold a journal."""
    child = subprocess.Popen(
        [sys.executable, "-c", HOLD_IT, str(path)],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        assert child.stdout is not None
        assert child.stdout.readline() == "open\n"
        yield child
    finally:
        child.kill()
        child.communicate()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "small.whitecell"


def one_line(error: JournalError) -> str:
    said = str(error)
    assert "\n" not in said
    assert said.isprintable()
    return said


def test_a_second_writer_is_told_who_and_may_look_on(path: Path) -> None:
    with another(path) as child:
        began = time.monotonic()
        with pytest.raises(Busy) as told:
            reopen(path)
        assert time.monotonic() - began < 1
        assert f"process {child.pid} on " in one_line(told.value)
        assert "can be viewed" in one_line(told.value)
        assert read_contents(path).setup.data["seed"] == 7


def test_a_stale_lock_never_blocks(path: Path) -> None:
    with another(path) as child:
        child.kill()
        child.wait()
        assert Path(f"{path}.lock").exists()
        with reopen(path) as session:
            session.advance()
    assert not Path(f"{path}.lock").exists()
    Path(f"{path}.lock").write_text('{"pid": 1, "user": "\\u001b[2J"}')
    with reopen(path) as session:
        session.note("on")


def test_one_program_does_not_write_twice_at_once(path: Path) -> None:
    with create(path) as session:
        with pytest.raises(Busy, match="in this program already"):
            reopen(path)
        session.advance()
    link = path.with_name("link.whitecell")
    link.symlink_to(path)
    with reopen(path), pytest.raises(Busy):
        reopen(link)


def test_many_writers_at_once_leave_one_exercise(path: Path) -> None:
    code = HOLD_IT.replace("sys.stdin.readline()", "session.advance()")
    words = [sys.executable, "-c", code, str(path)]
    children = [
        subprocess.Popen(words, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        for _ in range(4)
    ]
    told = [child.communicate(timeout=60) for child in children]
    opened = sum(out == "open\n" for out, _ in told)
    assert opened >= 1
    for out, error in told:
        assert (
            out
            or "Busy" in error
            or "there is a file of that name already" in error
            or ("waiting for" in error)
        ), error
    verify(read_contents(path), loader)


def test_a_reader_that_stops_never_holds_up_the_writer(path: Path) -> None:
    code = (
        "import sys; from pathlib import Path\n"
        "from engine.play.journal.contents import read_contents\n"
        "print('go', flush=True)\n"
        "while True: read_contents(Path(sys.argv[1]))\n"
    )
    with create(path) as session:
        reader = subprocess.Popen(
            [sys.executable, "-c", code, str(path)], cwd=ROOT, stdout=subprocess.PIPE
        )
        try:
            assert reader.stdout is not None
            assert reader.stdout.readline() == b"go\n"
            play_on(session, turns=1)
            for _ in range(5):
                time.sleep(0.02)
                reader.send_signal(signal.SIGSTOP)
                session.note("while the reader sleeps")
                reader.send_signal(signal.SIGCONT)
            play_on(session)
            assert reader.poll() is None, "the reader met something it could not read"
        finally:
            reader.kill()
            reader.communicate()
    verify(read_contents(path), loader)


@contextmanager
def small_disk(folder: Path) -> Iterator[Callable[[bool], None]]:
    """Make the disk full and free again: a tiny tmpfs, or a limit on files where none may mount."""
    mount = ["mount", "-t", "tmpfs", "-o", "size=400k", "tmpfs", str(folder)]
    may = os.geteuid() == 0 and shutil.which("mount") and not subprocess.run(mount).returncode
    ballast = folder / "ballast"

    def fill(full: bool) -> None:
        if not may:
            soft = 4096 if full else resource.RLIM_INFINITY
            resource.setrlimit(resource.RLIMIT_FSIZE, (soft, resource.RLIM_INFINITY))
        elif full:
            with ballast.open("wb", buffering=0) as file:
                try:
                    while file.write(b"x" * 1024):
                        pass
                except OSError:
                    pass
        else:
            ballast.unlink()

    try:
        yield fill
    finally:
        if may:
            subprocess.run(["umount", "-l", str(folder)], check=True)
        else:
            resource.setrlimit(
                resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY)
            )


def write_until_full(session: Session) -> None:
    for _ in range(40):
        session.note("x" * 3000)


def test_a_full_disk_is_told_and_play_goes_on_when_there_is_space(tmp_path: Path) -> None:
    folder = tmp_path / "disk"
    folder.mkdir()
    path = folder / "small.whitecell"
    with small_disk(folder) as fill, create(path) as session:
        play_on(session, turns=1)
        state = session.exercise.state_hash()
        fill(True)
        with pytest.raises(Unwritten) as told:
            write_until_full(session)
        entries = session.entries
        assert "nothing was recorded" in one_line(told.value)
        for _ in range(3):
            with pytest.raises(Unwritten):
                session.note("x" * 20_000)
        assert (session.entries, session.exercise.state_hash()) == (entries, state)
        fill(False)
        session.note("there is room again")
        play_on(session, turns=1)
        found = read_contents(path)
        assert len(found.entries) == session.entries
        verify(found, loader)


def test_a_journal_that_finds_no_room_leaves_nothing_behind(tmp_path: Path) -> None:
    folder = tmp_path / "disk"
    folder.mkdir()
    with small_disk(folder) as fill:
        fill(True)
        with pytest.raises(JournalError) as told:
            create(folder / "small.whitecell")
        assert "disk" in one_line(told.value)
        assert not list(folder.glob("small.whitecell*"))


def as_nobody(path: Path) -> str:
    """Open a journal as another user, and return what is said."""
    code = (
        "import os, sys; from pathlib import Path\n"
        "from engine.errors import WhitecellError\n"
        "from engine.play.journal.contents import read_contents\n"
        "from tests.journal.making import reopen\n"
        "os.geteuid() or os.setuid(65534)\n"
        "path = Path(sys.argv[1])\n"
        "try: print(len(read_contents(path).entries))\n"
        "except WhitecellError as error: print(error)\n"
        "try: reopen(path)\n"
        "except WhitecellError as error: print(error)\n"
    )
    told = subprocess.run(
        [sys.executable, "-c", code, str(path)], cwd=ROOT, capture_output=True, text=True
    )
    assert told.returncode == 0, told.stderr
    return told.stdout


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """A played journal in a folder other users may enter."""
    folder = Path(tempfile.mkdtemp())
    path = folder / "small.whitecell"
    with create(path) as session:
        play_on(session, turns=1)
    folder.chmod(0o755)
    yield path
    folder.chmod(0o755)
    shutil.rmtree(folder)


@pytest.mark.parametrize(("file", "folder"), [(0o444, 0o755), (0o644, 0o555), (0o444, 0o555)])
def test_without_the_right_to_write_one_may_still_look(
    file: int, folder: int, open_folder: Path
) -> None:
    open_folder.chmod(file)
    open_folder.parent.chmod(folder)
    first, second = as_nobody(open_folder).splitlines()
    assert int(first) > 1
    assert second == f"{open_folder}: the file or its folder cannot be written to; view it only"


def test_without_the_right_to_read_one_line_says_so(open_folder: Path) -> None:
    open_folder.chmod(0o000)
    lines = as_nobody(open_folder).splitlines()
    assert lines == [f"{open_folder}: you may not read or write here"] * 2


@pytest.mark.parametrize("what", ["removed", "moved", "replaced"])
def test_a_file_taken_away_while_open_takes_no_more_inputs(what: str, path: Path) -> None:
    with create(path) as session:
        play_on(session, turns=1)
        state = session.exercise.state_hash()
        if what == "removed":
            path.unlink()
        elif what == "moved":
            path.rename(path.with_name("elsewhere.whitecell"))
        else:
            copy = path.with_name("copy")
            shutil.copy(path, copy)
            copy.rename(path)
        with pytest.raises(Unwritten) as told:
            session.note("lost?")
        assert "moved, removed or replaced" in one_line(told.value)
        assert session.exercise.state_hash() == state


def test_what_another_program_appended_is_not_overwritten(path: Path) -> None:
    with create(path) as session:
        connection = sqlite3.connect(path)
        connection.execute("UPDATE head SET hash = 'x'")
        connection.commit()
        connection.close()
        with pytest.raises(JournalError, match="another program has changed the file"):
            session.note("mine")


def test_a_program_that_holds_the_file_is_told_of_and_waited_out(path: Path) -> None:
    with create(path) as session:
        connection = sqlite3.connect(path, isolation_level=None)
        connection.execute("BEGIN IMMEDIATE")
        began = time.monotonic()
        with pytest.raises(Unwritten, match="another program holds the file"):
            session.note("mine")
        assert time.monotonic() - began < 1.5
        connection.execute("ROLLBACK")
        connection.close()
        session.note("mine")


def test_no_journal_is_written_over_another_file(path: Path) -> None:
    path.write_text("notes of the day")
    with pytest.raises(JournalError, match="there is a file of that name already"):
        create(path)
    assert path.read_text() == "notes of the day"
    assert not list(path.parent.glob("*.lock"))


@pytest.mark.parametrize("name", ["no/such/folder.whitecell", "x" * 300, "."])
def test_a_place_that_cannot_be_is_one_line(name: str, tmp_path: Path) -> None:
    for open_ in (create, reopen, read_contents):
        with pytest.raises(JournalError) as told:
            open_(tmp_path / name)
        one_line(told.value)


@pytest.mark.parametrize("sign", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_a_signal_leaves_a_good_file(sign: signal.Signals, path: Path) -> None:
    with another(path) as child:
        child.send_signal(sign)
        child.wait(3)
    verify(read_contents(path), loader)
    with reopen(path) as session:
        session.advance()


def test_an_error_while_answering_closes_the_file(path: Path) -> None:
    with pytest.raises(PlayError), create(path) as session:
        session.rule(Ruling())
    with reopen(path):
        pass
    assert [p.name for p in path.parent.iterdir()] == ["small.whitecell"]
