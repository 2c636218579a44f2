"""The Makefile: it lists itself, chooses a Python, and says in one line why it cannot."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.house.places import ROOT

TARGETS = {"setup", "play", "test", "fast", "check", "proof", "bench", "lock", "clean"}

# Answers as an interpreter does: 0 when it is new enough, then its version, then nothing works.
INTERPRETER = """#!/bin/sh
case "$1" in
  -c) exit {old};;
  --version) echo "Python {version}";;
  *) exit 1;;
esac
"""


@pytest.fixture
def bare(tmp_path: Path) -> Path:
    """A checkout with nothing set up, and a bin folder with little in it."""
    for name in ("Makefile", "pyproject.toml", "requirements.lock", "hatch_build.py"):
        shutil.copy(ROOT / name, tmp_path / name)
    tools = tmp_path / "bin"
    tools.mkdir()
    for tool in ("rm", "touch", "awk", "mkdir", "cat"):
        (tools / tool).symlink_to(shutil.which(tool) or "/bin/false")
    return tmp_path


def make(checkout: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """Run make there, seeing only that bin folder."""
    program = shutil.which("make")
    assert program
    return subprocess.run(
        [program, *words],
        cwd=checkout,
        env={"PATH": str(checkout / "bin")},
        capture_output=True,
        text=True,
        timeout=60,
    )


def plant(checkout: Path, name: str, version: str, *, old: bool) -> None:
    """Put an interpreter of this version on the path."""
    program = checkout / "bin" / name
    program.write_text(INTERPRETER.format(old=int(old), version=version))
    program.chmod(0o755)


def test_make_alone_lists_every_target(bare: Path) -> None:
    told = make(bare)
    assert told.returncode == 0, told.stderr
    assert {line.split()[1] for line in told.stdout.splitlines()} >= TARGETS


def test_an_old_python_is_told_in_one_line(bare: Path) -> None:
    plant(bare, "python3", "3.9.1", old=True)
    told = make(bare, "setup")
    said = [line for line in told.stderr.splitlines() if "Error 1" not in line]
    assert told.returncode == 2
    assert len(said) == 1
    assert "needs Python 3.11 or newer" in said[0]
    assert not (bare / ".venv").exists()


def test_a_missing_python_is_told_too(bare: Path) -> None:
    told = make(bare, "test")
    assert told.returncode == 2
    assert "needs Python 3.11 or newer" in told.stderr


def test_a_newer_python_is_taken_when_python3_is_old(bare: Path) -> None:
    plant(bare, "python3", "3.9.1", old=True)
    plant(bare, "python3.12", "3.12.4", old=False)
    assert "making .venv with Python 3.12.4" in make(bare, "setup").stdout


def test_the_python_asked_for_is_taken_first(bare: Path) -> None:
    plant(bare, "mine", "3.13.0", old=False)
    plant(bare, "python3", "3.11.2", old=False)
    assert "making .venv with Python 3.13.0" in make(bare, "setup", "PYTHON=mine").stdout


def test_a_python_asked_for_is_not_quietly_replaced(bare: Path) -> None:
    plant(bare, "mine", "3.9.1", old=True)
    plant(bare, "python3", "3.11.2", old=False)
    told = make(bare, "setup", "PYTHON=mine")
    assert told.returncode == 2
    assert "mine is older or missing" in told.stderr


def test_a_missing_compiler_is_told_in_one_line_and_nothing_is_installed(bare: Path) -> None:
    ready = bare / ".venv" / "bin"
    ready.mkdir(parents=True)
    plant(bare, "../.venv/bin/python", "3.11.2", old=False)
    (ready / "python").write_text(f'#!/bin/sh\nexec "{sys.executable}" "$@"\n')
    (bare / ".venv" / ".ready").touch()
    told = make(bare, "fast")
    said = [line for line in told.stderr.splitlines() if "Error 1" not in line]
    assert told.returncode == 2
    assert len(said) == 1
    assert said[0].startswith("compiling the engine needs a C compiler, and there is no ")
    assert not (bare / ".fast").exists()


def test_the_check_before_a_change_is_taken_is_an_executable_script() -> None:
    script = ROOT / ".ci" / "run"
    assert os.access(script, os.X_OK)
    assert "make check test" in script.read_text()
