"""A terminal of 80x24 for programs that need one."""

import fcntl
import os
import pty
import select
import signal
import struct
import termios
import time
from collections.abc import Mapping
from pathlib import Path

CTRL_Q = b"\x11"


def seconds_to_open(
    *words: str | Path,
    cwd: Path,
    shown: str,
    patience: float = 30,
    env: Mapping[str, str] = os.environ,
) -> float:
    """Seconds until the program shows this text; then it is asked to leave, and must, with 0."""
    child, screen = pty.fork()
    if child == 0:
        _become(words, cwd, env)
    fcntl.ioctl(screen, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
    began = time.monotonic()
    try:
        seen = _read_until(screen, shown.encode(), began + patience)
        stood = time.monotonic() - began
        assert shown.encode() in seen, f"{shown!r} never stood on the screen: {seen[-2000:]!r}"
        os.write(screen, CTRL_Q)
        _read_until(screen, None, time.monotonic() + 10)
        ended, status = _wait(child, 3)
        assert ended, "it did not leave when asked"
        assert status == 0, f"it left with status {status}"
    except BaseException:
        _end(child)
        raise
    finally:
        os.close(screen)
    return stood


def _become(words: tuple[str | Path, ...], cwd: Path, env: Mapping[str, str]) -> None:
    """The child's side: the program, or nothing."""
    try:
        terminal = {"TERM": "xterm-256color", "COLUMNS": "80", "LINES": "24"}
        os.chdir(cwd)
        os.execvpe(words[0], [str(word) for word in words], {**env, **terminal})
    finally:
        os._exit(127)


def _read_until(screen: int, wanted: bytes | None, until: float) -> bytes:
    """All that is written until the wanted text, the end of the program or the time given."""
    seen = b""
    while wanted is None or wanted not in seen:
        ready, _, _ = select.select([screen], [], [], max(0.0, until - time.monotonic()))
        if not ready:
            break
        try:
            more = os.read(screen, 65536)
        except OSError:  # Linux tells in this way that the program has closed its terminal
            break
        if not more:
            break
        seen += more
    return seen


def _wait(child: int, seconds: float) -> tuple[bool, int]:
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        ended, status = os.waitpid(child, os.WNOHANG)
        if ended:
            return True, os.waitstatus_to_exitcode(status)
        time.sleep(0.02)
    return False, 0


def _end(child: int) -> None:
    """No orphan is left, whatever went wrong."""
    try:
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
    except (ProcessLookupError, ChildProcessError):
        return
