"""The table on a real terminal, brought to its end in every way: `ends WHAT COUNT FOLDER`.

WHAT is `signals`, `faults` or `kills`. Each table is a fork of this process, so that the program
is read in only once; it runs the command as a shell would start it, on a terminal of its own.
"""

from __future__ import annotations

import fcntl
import json
import os
import pty
import re
import select
import signal
import struct
import sys
import termios
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from random import Random
from typing import Any

import cli.main
import tui.app  # noqa: F401 - read in once, for all forks
from engine.content.copies import load_copy
from engine.play.journal.contents import read_contents
from engine.play.journal.session import Session
from engine.play.journal.verifying import verify
from tui.screens import console

SCENARIO, SEAT = "post_war_aid_cut", "pyongyang"
BEGUN, ASKED, SEALED = b"play turn 1", b"Pyongyang chooses.", b"All choices are in, sealed."
DECISION, CONFIRM = b"THIS OPTION", b"is this the choice?"
RESTORED = (b"\x1b[?1049l", b"\x1b[?25h")
PATIENCE = 60.0
SECRET = "the-crown-jewels"


class Table:
    """A table on a terminal of 80x24."""

    def __init__(self, *words: str | Path, before: Callable[[], None] | None = None) -> None:
        self.child, self.screen = pty.fork()
        if self.child == 0:
            _become(words, before)
        fcntl.ioctl(self.screen, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
        self.settings = termios.tcgetattr(self.screen)
        self.seen = self.all = b""

    def until(self, *texts: bytes, stop: float = float("inf")) -> bytes:
        """The first of the texts to show since the last key; nothing once it is time to stop."""
        until = min(time.monotonic() + PATIENCE, stop)
        while True:
            found = min((t for t in texts if t in self.seen), key=self.seen.index, default=b"")
            if found:
                return found
            if not self._read(until):
                assert until == stop, f"{texts} never showed: {self.seen[-3000:]!r}"
                return b""

    def _read(self, until: float) -> bool:
        ready, _, _ = select.select([self.screen], [], [], max(0.0, until - time.monotonic()))
        try:
            more = os.read(self.screen, 65536) if ready else b""
        except OSError:  # in this way Linux tells that the program has ended
            return False
        self.seen += more
        self.all += more
        return bool(more)

    def press(self, key: bytes) -> None:
        self.seen = b""
        os.write(self.screen, key)

    def ends(self, patience: float = PATIENCE) -> tuple[int, float]:
        """The exit code and the seconds it took; nobody is left behind."""
        began, ended, status = time.monotonic(), 0, 0
        while not ended and time.monotonic() - began < patience:
            if self.screen >= 0 and not self._read(time.monotonic() + 0.02):
                time.sleep(0.01)
            ended, status = os.waitpid(self.child, os.WNOHANG)
        took = time.monotonic() - began
        if not ended:
            self.kill()
        while ended and self.screen >= 0 and self._read(time.monotonic() + 0.2):
            pass
        return os.waitstatus_to_exitcode(status) if ended else -1, took

    def kill(self) -> None:
        os.kill(self.child, signal.SIGKILL)
        os.waitpid(self.child, 0)

    def close(self) -> None:
        """Close the terminal's window."""
        os.close(self.screen)
        self.screen = -1

    def restored(self) -> bool:
        last = min(self.all.rfind(code) for code in RESTORED)
        drawn = max(self.all.rfind(b"\x1b[?1049h"), self.all.rfind(b"\x1b[?25l"))
        return last >= drawn and termios.tcgetattr(self.screen) == self.settings


def _become(words: tuple[str | Path, ...], before: Callable[[], None] | None) -> None:
    """The child's side: the command, or nothing."""
    code = 127
    try:
        os.environ["TERM"] = "xterm-256color"
        signal.signal(signal.SIGINT, signal.default_int_handler)
        for each in (signal.SIGTERM, signal.SIGHUP):  # whoever started us may have ignored them
            signal.signal(each, signal.SIG_DFL)
        sys.stdin, sys.stdout = open(0, closefd=False), open(1, "w", closefd=False)  # noqa: SIM115
        sys.stderr = open(2, "w", closefd=False)  # noqa: SIM115
        sys.__stdin__, sys.__stdout__, sys.__stderr__ = sys.stdin, sys.stdout, sys.stderr
        sys.argv = ["whitecell", *map(str, words)]
        if before:
            before()
        cli.main.main()
    except SystemExit as left:
        code = left.code if isinstance(left.code, int) else 0
    finally:
        with suppress(OSError):
            sys.stderr.flush()
        os._exit(code)


def begun(path: Path, before: Callable[[], None] | None = None) -> Table:
    """A table with a new exercise that waits for its first choice."""
    words = ("play", SCENARIO, "--seat", f"{SEAT}=person", "--journal", path)
    table = Table(*words, before=before)
    table.until(BEGUN)
    table.press(b"n")
    table.until(ASKED)
    return table


def whole(path: Path) -> None:
    """The journal was let go of, is sound and can be gone on with."""
    assert not path.with_name(path.name + ".lock").exists(), "the journal was not closed"
    verify(read_contents(path), load_copy)


# --- signals and closed windows ------------------------------------------------------------------


def signals(count: int, folder: Path) -> dict[str, object]:
    """Each signal at a table at rest and, `count` times, at any instant from its start on."""
    longest, luck = 0.0, Random(count)
    for number, each in enumerate((signal.SIGINT, signal.SIGTERM, signal.SIGHUP)):
        table = begun(path := folder / f"{number}.whitecell")
        os.kill(table.child, each)
        code, took = table.ends()
        assert code == 128 + each, f"{each!r}: left with {code}"
        assert table.restored(), f"{each!r}: {table.all[-300:]!r}"
        told = table.all.rpartition(b"\x1b[?1049l")[2].decode()
        assert f"Kept: whitecell resume {path}" in told, f"{each!r}: {told!r}"
        table.close()
        whole(path)
        longest = max(longest, took)
    table = begun(path := folder / "closed.whitecell")
    table.close()
    code, took = table.ends()
    assert code == 128 + signal.SIGHUP, f"a closed window: left with {code}"
    whole(path)
    longest = max(longest, took)
    for number in range(count):
        longest = max(longest, _any_instant(folder / f"any-{number}.whitecell", luck))
    assert longest < 3, f"it took {longest:.1f} s to leave"
    return {"longest": longest}


def _any_instant(path: Path, luck: Random) -> float:
    """A signal while the table opens or is played."""
    table = Table("play", SCENARIO, "--journal", path)
    stop = time.monotonic() + luck.uniform(0.0, 2.0)
    while table._read(stop):
        pass
    os.kill(table.child, luck.choice((signal.SIGINT, signal.SIGTERM, signal.SIGHUP)))
    code, took = table.ends()
    assert table.restored(), f"left with {code} after {took:.1f} s: {table.all[-300:]!r}"
    table.close()
    if path.exists():
        verify(read_contents(path), load_copy)
    return took


# --- faults of our own ---------------------------------------------------------------------------


def faults(count: int, folder: Path) -> dict[str, object]:
    """A fault in a key's action, one in a worker: all is given back, and a report is kept."""

    def break_order() -> None:
        console.ConsoleScreen.action_order = _broken  # type: ignore[method-assign]

    def break_worker() -> None:
        console.lexicon_for = _broken  # type: ignore[assignment]

    told = ""
    for number, (key, plant) in enumerate(((b"m", break_order), (b"d", break_worker))):
        table = begun(path := folder / f"{number}.whitecell", before=plant)
        table.press(key)
        code, _ = table.ends()
        assert code == 1, f"left with {code}"
        assert table.restored(), table.all[-300:]
        table.close()
        whole(path)
        report = path.with_name(f"{path.name}.fault-1.txt").read_text()
        after = table.all[table.all.rfind(b"\x1b[?1049l") :].decode()
        for text in (report, after):
            assert SECRET not in text, "the value of a variable was told"
            assert "Whitecell stopped on a fault of its own" in text
        plain = re.sub(r"\s+", "", after)
        assert f"{path}.fault-1.txt" in plain, after
        assert f"whitecellresume{path}" in plain, after
        assert "Traceback" not in after
        assert "_broken" in report
        assert "LookupError" in report
        told = report
    return {"report": told}


def _broken(*_: object) -> Any:
    hidden = SECRET
    raise LookupError(hidden)


# --- kills ---------------------------------------------------------------------------------------


def kills(count: int, folder: Path) -> dict[str, object]:
    """One exercise, killed `count` times: each time right after a decision shows, or at random."""
    path, luck, done = folder / "killed.whitecell", Random(count), {"shown": 0, "random": 0}
    table = begun(path)
    entries = len(read_contents(path).entries)
    for number in range(count):
        at_random = bool(number % 3 == 2)
        stop = time.monotonic() + luck.uniform(0.0, 1.0) if at_random else float("inf")
        acknowledged = _decide(table, stop)
        table.kill()
        table.close()
        entries = _examine(path, entries + acknowledged, acknowledged if not at_random else None)
        done["random" if at_random else "shown"] += 1
        table = Table("resume", path)
        if table.until(SEALED, ASKED) == SEALED:
            table.press(b"u")
            table.until(ASKED)
            entries += 1
    table.kill()
    table.close()
    _examine(path, entries, None)
    return {"entries": entries, **done}


def _decide(table: Table, stop: float) -> int:
    """Let the seat hold; tell how many inputs the screen has acknowledged before the time is up."""
    for key, shown in ((b"d", DECISION), (b"h", CONFIRM), (b"\r", SEALED)):
        table.press(key)
        if not table.until(shown, stop=stop):
            return 0
    return 1


def _examine(path: Path, least: int, exact: int | None) -> int:
    """What was shown is there, once, and the file opens where it stood; how many entries it has."""
    began = time.process_time()
    contents = read_contents(path)
    found = len(contents.entries)
    assert found >= least, f"{least} inputs were shown, {found} are kept"
    assert found <= least + (exact is None), f"{found} entries where {least} were made"
    with Session.open(path, load_copy) as session:
        assert time.process_time() - began < 2, "it took too long to open"
        last = session.inputs[-1]
        if exact:
            assert (last.kind, last.data["seat"], last.data["move"]) == ("choose", SEAT, "hold")
            assert session.exercise.awaited() == ()
    verify(read_contents(path), load_copy)
    return found


if __name__ == "__main__":
    made = {"signals": signals, "faults": faults, "kills": kills}[sys.argv[1]]
    print(json.dumps(made(int(sys.argv[2]), Path(sys.argv[3]))))
