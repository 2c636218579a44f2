"""The wheel whose engine is compiled: made only where asked for, of every module that reckons."""

import os
import subprocess
import sys
import sysconfig
import tomllib
from pathlib import Path

import pytest

from hatch_build import lacking, translated
from tests.house.installing import build
from tests.house.places import ROOT, code_files

INTERPRETED = (
    *("engine/__init__.py", "engine/content/", "engine/play/journal/"),  # spend no time in a run
    "engine/model/",  # sent to other processes, which no frozen class is
    *(f"engine/record/{name}.py" for name in ("__init__", "options", "pauses", "turns")),  # as well
    "engine/errors.py",  # the house derives its errors from these
)


def modules() -> set[str]:
    """Return what pyproject.toml has compiled."""
    hatch = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["hatch"]
    globs = hatch["build"]["targets"]["wheel"]["hooks"]["custom"]["modules"]
    found = [list(ROOT.glob(glob)) for glob in globs]
    assert all(found), globs
    return {path.relative_to(ROOT).as_posix() for paths in found for path in paths}


def test_all_that_a_run_reckons_with_is_compiled_and_nothing_else() -> None:
    engine = {path.relative_to(ROOT).as_posix() for path in code_files(("engine",))}
    assert modules() == {path for path in engine if not path.startswith(INTERPRETED)}


def test_a_wheel_is_for_every_python_where_nothing_else_was_asked_for(tmp_path: Path) -> None:
    assert build("wheel", tmp_path).name.endswith("-py3-none-any.whl")


def test_a_missing_compiler_is_told_in_one_line_and_nothing_is_built(tmp_path: Path) -> None:
    told = subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", tmp_path],
        cwd=ROOT,
        env={**os.environ, "HATCH_BUILD_HOOK_ENABLE_CUSTOM": "true", "CC": "no-such-compiler -O9"},
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert told.returncode == 1
    (said,) = told.stderr.splitlines()
    assert said.startswith("compiling the engine needs a C compiler, and there is no no-such-comp")
    assert list(tmp_path.iterdir()) == []


def test_headers_that_are_missing_are_told_where_there_is_a_compiler(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CC", sys.executable)
    monkeypatch.setattr(sysconfig, "get_path", lambda name: str(tmp_path / name))
    assert "Python.h" in lacking()
    (tmp_path / "include").mkdir()
    (tmp_path / "include" / "Python.h").touch()
    assert lacking() == ""


def test_what_the_compiler_does_not_take_is_told_with_its_place(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    planted = Path("planted.py")
    planted.write_text("class A:\n    x: int = 1\n\n    def f(self) -> None:\n        del self.x\n")
    with pytest.raises(SystemExit, match=r"planted\.py:5: error"):
        translated(["*.py"], tmp_path / "c")
    planted.write_text("def f(x: int) -> int:\n    return x + 1\n")
    assert [made.name for made in translated(["*.py"], tmp_path / "c")] == ["planted"]
