"""The two commands of the README, on a clone in which nothing has been set up."""

import os
import subprocess
import time
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.proof.needs import ROOT, need_command
from tests.proof.registry import proof
from tests.proof.terminal import seconds_to_open

TEN_MINUTES = 600


@proof("bare_clone")
def bare_clone() -> str:
    """On a fresh clone of the last commit, `make play` opens the library and `make test` passes."""
    need_command("git", "your system's package manager")
    with TemporaryDirectory() as folder:
        clone = Path(folder) / "clone"
        subprocess.run(["git", "clone", "--quiet", ROOT, clone], check=True)
        opened = seconds_to_open(
            "make",
            "play",
            cwd=clone,
            shown="Pick a scenario.",
            patience=TEN_MINUTES,
            env=_bare(),
        )
        began = time.monotonic()
        told = subprocess.run(
            ["make", "test"], cwd=clone, env=_bare(), capture_output=True, text=True
        )
        took = time.monotonic() - began
    assert told.returncode == 0, told.stdout[-4000:] + told.stderr[-4000:]
    summary = told.stdout.strip().splitlines()[-1]
    assert opened + took < TEN_MINUTES, f"set-up {opened:.0f} s and tests {took:.0f} s"
    return (
        "| command | seconds | says |\n|---|---|---|\n"
        f"| `make play` (with all set-up) | {opened:.0f} | the library stands on 80x24 |\n"
        f"| `make test` | {took:.0f} | {summary} |"
    )


def _bare() -> dict[str, str]:
    """This environment without what an activated or running virtual environment leaves in it."""
    left = ("VIRTUAL_ENV", "PYTHONPATH", "MAKEFLAGS", "MAKELEVEL", "MFLAGS", "PYTEST_")
    return {name: value for name, value in os.environ.items() if not name.startswith(left)}
