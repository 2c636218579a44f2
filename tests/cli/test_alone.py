"""A command takes no more of the processor than it needs: no idle threads, few searches."""

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


# Runs a command and tells how often dead circles were looked for until its end.
SEARCHED = """
import atexit, gc, sys
searches = []
gc.callbacks.append(lambda phase, about: searches.append(phase) if phase == "start" else None)
atexit.register(lambda: sys.stderr.write(str(len(searches))))
from cli.main import main
sys.argv = ["whitecell", "list"]
main()
"""


def test_dead_circles_are_seldom_looked_for() -> None:
    done = subprocess.run(
        [sys.executable, "-P", "-c", SEARCHED], capture_output=True, text=True, check=True
    )
    assert int(done.stderr.split()[-1]) < 15, "as Python starts it looks some 60 times"


@pytest.mark.parametrize("asked", ["2", "3"])
def test_what_a_user_asks_for_stands(asked: str) -> None:
    assert started(OPENBLAS_NUM_THREADS=asked)[0] == asked
