"""What is not understood is told on stderr, in colour only where that is a terminal itself."""

import os
import pty
import subprocess
import sys

from cli.main import MISUSED
from tests.house.places import ROOT


def test_a_command_that_is_not_there_is_told_without_colours_in_a_file() -> None:
    terminal, own = pty.openpty()
    try:
        told = subprocess.run(
            [sys.executable, "-m", "cli.main", "lst"],
            cwd=ROOT,
            env={**os.environ, "TERM": "xterm-256color", "COLUMNS": "80"},
            stdout=own,
            stderr=subprocess.PIPE,
            text=True,
            timeout=60,
        )
    finally:
        os.close(own)
        os.close(terminal)
    assert told.returncode == MISUSED
    assert 'Unknown command "lst". Did you mean "list"?' in told.stderr
    assert "\x1b" not in told.stderr
