"""The borders of the house, held twice: by reading the imports and by a fresh interpreter."""

import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from tests.house.places import ROOT

LINTER = Path(sys.executable).with_name("lint-imports")

# Imports everything below the named modules, then tells which of the forbidden ones came along.
FRESH = """
import importlib, pkgutil, sys
deep, named, forbidden = (part.split() for part in sys.argv[1:])
for name in named:
    importlib.import_module(name)
for name in deep:
    module = importlib.import_module(name)
    for each in pkgutil.walk_packages(getattr(module, "__path__", []), name + "."):
        if not each.name.endswith("__main__"):
            importlib.import_module(each.name)
print(*[name for name in forbidden if name in sys.modules])
"""

SCREEN = "textual textual_plot textual_serve"
HEAVY = "altair vl_convert duckdb scipy SALib pandas matplotlib dask distributed"
FRESH_CASES = {
    "the engine knows no screen and no arguments": ("engine", "", f"{SCREEN} cyclopts {HEAVY}"),
    "the nouns know nothing but Python": (
        "engine.model engine.record engine.errors",
        "",
        f"{SCREEN} simpy yaml pydantic",
    ),
    "the rules know no clock and no files": ("engine.rules", "", f"{SCREEN} simpy yaml pydantic"),
    "the play reads no files": ("engine.play", "", f"{SCREEN} yaml pydantic"),
    "the content knows no clock": ("engine.content", "", f"{SCREEN} simpy"),
    "a batch needs no terminal": ("batch", "", f"{SCREEN} cyclopts"),
    "a report needs no terminal": ("reports", "", f"{SCREEN} cyclopts"),
    "a command starts without what it may not need": ("", "cli.main", f"{SCREEN} simpy {HEAVY}"),
    "a list needs neither documents nor a console": (
        "",
        "cli.main cli.application cli.show",
        f"{SCREEN} simpy numpy pydantic rich.console importlib.metadata engine.model {HEAVY}",
    ),
}

# One planted import for every border: (file, text, contract that must break).
PLANTED = {
    "engine/model.py": ("import batch\n", "The house"),
    "batch/plan.py": ("import reports\n", "The house"),
    "reports/charts.py": ("import tui\n", "The house"),
    "tui/app.py": ("import cli\n", "The house"),
    "engine/play/journal.py": ("import engine.content\n", "Inside the engine"),
    "engine/content/library.py": ("import engine.play\n", "Inside the engine"),
    "engine/rules/world.py": ("import engine.play\n", "Inside the engine"),
    "engine/record.py": ("import engine.rules\n", "Inside the engine"),
    "engine/errors.py": ("import engine.model\n", "Inside the engine"),
    "engine/play/seats.py": ("import textual\n", "Only the tui knows Textual"),
    "cli/table.py": ("import textual.app\n", "Only the tui knows Textual"),
    "engine/rules/luck.py": ("import simpy\n", "Only the play knows SimPy"),
    "tui/clock.py": ("def f():\n    import simpy\n", "Only the play knows SimPy"),
    "engine/play/replay.py": ("import yaml\n", "Only the content reads YAML"),
    "batch/store.py": ("import pydantic\n", "Only the content reads YAML"),
    "tui/keys.py": ("import cyclopts\n", "Only the cli knows"),
}


def loaded(deep: str, named: str, forbidden: str, root: Path = ROOT) -> list[str]:
    """The forbidden modules that a fresh interpreter holds after these imports."""
    told = subprocess.run(
        [sys.executable, "-c", FRESH, deep, named, forbidden],
        cwd=root,
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert told.returncode == 0, told.stderr
    return told.stdout.split()


def contracts(root: Path) -> subprocess.CompletedProcess[str]:
    """What the import linter says about the packages in this folder."""
    return subprocess.run(
        [LINTER, "--no-cache", "--config", str(root / "pyproject.toml")],
        cwd=root,
        env={"PYTHONPATH": str(root), "COLUMNS": "200"},
        capture_output=True,
        text=True,
        timeout=120,
    )


@pytest.fixture
def small_house(tmp_path: Path) -> Path:
    """Empty rooms with the real contracts."""
    whole = (ROOT / "pyproject.toml").read_text()
    start = whole.index("[tool.importlinter]")
    (tmp_path / "pyproject.toml").write_text(whole[start:])
    assert "importlinter" in tomllib.loads(whole[start:])["tool"]
    rooms = [
        "engine",
        "engine/rules",
        "engine/play",
        "engine/content",
        "batch",
        "reports",
        "tui",
        "cli",
    ]
    for room in rooms:
        (tmp_path / room).mkdir()
        (tmp_path / room / "__init__.py").touch()
    for name in ("model", "record", "errors"):
        (tmp_path / "engine" / f"{name}.py").touch()
    return tmp_path


@pytest.mark.parametrize("case", FRESH_CASES)
def test_a_fresh_interpreter_sees_the_border(case: str) -> None:
    assert loaded(*FRESH_CASES[case]) == []


def test_a_fresh_interpreter_sees_a_crossing(small_house: Path) -> None:
    (small_house / "batch" / "plan.py").write_text("import simpy\n")
    assert loaded("batch", "", "simpy textual", small_house) == ["simpy"]


def test_the_imports_keep_the_contracts() -> None:
    told = contracts(ROOT)
    assert told.returncode == 0, told.stdout + told.stderr


def test_empty_rooms_keep_the_contracts(small_house: Path) -> None:
    told = contracts(small_house)
    assert told.returncode == 0, told.stdout + told.stderr


@pytest.mark.parametrize("planted", PLANTED)
def test_a_crossing_breaks_its_contract(planted: str, small_house: Path) -> None:
    text, contract = PLANTED[planted]
    (small_house / planted).write_text(text)
    told = contracts(small_house)
    broken = [line for line in told.stdout.splitlines() if line.endswith("BROKEN")]
    assert told.returncode == 1, told.stdout + told.stderr
    assert len(broken) == 1
    assert broken[0].startswith(contract)
