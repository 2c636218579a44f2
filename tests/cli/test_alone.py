"""A command keeps no threads of the arithmetic at hand, unless its user asks for them."""

import os
import subprocess
import sys

import pytest

# Runs a command as it is started from the shell, then what most commands import.
STARTED = """
import os, sys
from cli.main import main
sys.argv = ["whitecell", "--help"]
try:
    main()
except SystemExit:
    import numpy
    tasks = "/proc/self/task"
    threads = len(os.listdir(tasks)) if os.path.isdir(tasks) else 1
    sys.stderr.write(f"{os.environ['OPENBLAS_NUM_THREADS']} {threads}")
"""


def started(**given: str) -> list[str]:
    there = {name: value for name, value in os.environ.items() if "NUM_THREADS" not in name}
    done = subprocess.run(
        [sys.executable, "-P", "-c", STARTED],
        env=there | given,
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stderr.split()


def test_a_command_has_one_thread_when_numpy_is_there() -> None:
    assert started() == ["1", "1"]


@pytest.mark.parametrize("asked", ["2", "3"])
def test_what_a_user_asks_for_stands(asked: str) -> None:
    assert started(OPENBLAS_NUM_THREADS=asked)[0] == asked
