"""The engine compiled to machine code: what it reckons is what the engine as written reckons."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from tests.proof.needs import ROOT, need_command
from tests.proof.registry import proof

FAST = ROOT / ".fast" / "bin"
SEEDS, RUNS, JOURNALS = "20", "20", "12"
SCENARIO = "post_war_aid_cut"
TOLD = (
    "run {} --seed 7 --format json",
    "run {} --seed 7",
    "run {} --why beijing.2.initiative",
    "odds {} --runs 40 --format json",
    "odds {} --seat seoul --runs 20 --format json",
    "rehearse {} --runs 20 --format json",
    "claims {} --runs 10 --format json",
    "lenses {} --runs 10 --format json",
)
"""Commands that reckon: what they say is compared word for word."""
TREE = ("tests", "benchmarks", "docs", "actors", "scenarios")
FILES = ("pyproject.toml", "Makefile", "README.md", "CHANGELOG.md")
"""What tests read of a checkout; without the packages, those of .fast are what is tested."""
TESTED = ("engine", "journal", "batch")
INTERPRETED_ONLY = ("monkeypatch", "mock", "weakref", "(Luck)")
"""What no compiled module allows: a function replaced (so faults are planted), a class derived."""


@dataclass(frozen=True, slots=True)
class Engine:
    """One of the two engines, and the folder with nothing of ours in which its commands run."""

    name: str
    python: Path
    tree: Path

    def command(self, *words: object) -> list[str]:
        """Return the words that run `whitecell` on it."""
        return [str(self.python.with_name("whitecell")), *map(str, words)]

    def run(self, *words: object) -> str:
        """Run a command of Whitecell; return what it said."""
        return self._said(self.command(*words))

    def reckon(self, *words: object) -> dict[str, Any]:
        """Return what `tests.proof.reckoned` tells on it."""
        module = [str(self.python), "-m", "tests.proof.reckoned"]
        found: dict[str, Any] = json.loads(self._said([*module, *map(str, words)]))
        return found

    def test(self, files: Sequence[Path]) -> str:
        """Run tests on it, in their tree; return the last line of what was said."""
        words = [self.python, "-m", "pytest", "-q", "-n", "2", "-p", "no:cacheprovider", *files]
        return self._said(list(map(str, words)), self.tree).strip().splitlines()[-1]

    def _said(self, words: list[str], place: Path | None = None) -> str:
        env = {**os.environ, "PYTHONPATH": str(self.tree)}
        place = place or self.tree.parent
        told = subprocess.run(words, cwd=place, env=env, capture_output=True, text=True)
        assert told.returncode == 0, (words, told.stdout[-5000:] + told.stderr[-5000:])
        return told.stdout


@proof("compiled")
def compiled() -> str:
    """The engine compiled by mypyc gives what it gives as written: states, tables, journals."""
    need_command("make", "your system's package manager")
    subprocess.run(["make", "fast"], cwd=ROOT, stdout=subprocess.DEVNULL, check=True)
    with TemporaryDirectory() as name:
        folder = Path(name)
        tree = _tree(folder / "tree")
        written = Engine("the interpreted engine", Path(sys.executable), tree)
        made = Engine("the compiled engine", FAST / "python", tree)
        lines = [
            _states(written, made),
            _told(written, made),
            *_batches(written, made, folder),
            _resumed(written, made, folder),
            _kept(written, made, folder / "to the compiled"),
            _kept(made, written, folder / "from the compiled"),
            _tested(made),
        ]
    return "\n".join(lines)


def _tree(to: Path) -> Path:
    """Copy what tests read to a folder."""
    for name in TREE:
        shutil.copytree(ROOT / name, to / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in FILES:
        shutil.copy(ROOT / name, to / name)
    return to


def _states(written: Engine, made: Engine) -> str:
    """Compare the state at the end of each turn, and show that there are two engines."""
    ours, theirs = (engine.reckon("hashes", SEEDS) for engine in (written, made))
    assert ours["libraries"] == 0, "the engine as written is compiled"
    assert theirs["libraries"] > 0, "the compiled engine is not"
    assert ours["told"] == theirs["told"], (ours, theirs)
    states = sum(count for count, _ in ours["told"].values())
    return (
        f"{theirs['libraries']} modules of the engine come from compiled libraries. Both engines"
        f" give the same hash for each of {states:,} states: every turn of {SEEDS} seeds of the"
        f" {len(ours['told'])} shipped scenarios.\n"
    )


def _told(written: Engine, made: Engine) -> str:
    """Compare what commands say."""
    for command in TOLD:
        words = command.format(SCENARIO).split()
        assert written.run(*words) == made.run(*words), command
    shown = ", ".join(f"`{command.format('...')}`" for command in TOLD)
    return f"Both say the same, word for word, to {shown}.\n"


def _batches(written: Engine, made: Engine, folder: Path) -> list[str]:
    """Compare a batch of each scenario, all variants: digest and the bytes of its tables."""
    told = json.loads(written.run("list", "--format", "json"))
    lines = [
        f"| batch of all variants, {RUNS} runs of each | runs | digest | bytes of the tables |",
        "|---|---|---|---|",
    ]
    for name in [scenario["id"] for scenario in told["scenarios"]]:
        results = []
        for number, engine in enumerate((written, made)):
            out = folder / f"{name}.{number}"
            words = ("batch", name, "--variants", "all", "--runs", RUNS, "--out", out)
            engine.run(*words, "--workers", number + 1)
            results.append(_results(out))
        assert results[0] == results[1], (name, results)
        files = ", ".join(told["sha256"][:8] for told in results[0]["files"].values())
        digest = results[0]["digest"][:16]
        lines.append(f"| {name} | {results[0]['runs']} | `{digest}` | `{files}` |")
    return [*lines, ""]


def _results(out: Path) -> dict[str, Any]:
    return json.loads((out / "manifest.json").read_text())["results"]


def _resumed(written: Engine, made: Engine, folder: Path) -> str:
    """Kill a batch of the compiled engine and let the other end it."""
    words = ("batch", SCENARIO, "--runs", "200", "--seed", "11", "--chunk", "5")
    written.run(*words, "--out", folder / "whole")
    half, none = folder / "half", subprocess.DEVNULL
    command = made.command(*words, "--workers", 1, "--out", half)
    begun = subprocess.Popen(command, cwd=folder, stdout=none, stderr=none)
    while begun.poll() is None and not list((half / "parts").glob("0*")):
        time.sleep(0.02)
    begun.kill()
    assert begun.wait() == -signal.SIGKILL, "it was over before it could be killed"
    written.run("batch", "--resume", "--out", half)
    assert _results(half) == _results(folder / "whole")
    return f"A batch begun by {made.name} and killed is ended by the other to the same bytes.\n"


def _kept(writer: Engine, reader: Engine, folder: Path) -> str:
    """Let one engine keep journals, and the other verify each of their states."""
    folder.mkdir()
    writer.run("run", SCENARIO, "--seed", 7, "--journal", folder / "shipped")
    reader.run("replay", folder / "shipped", "--verify")
    entries = writer.reckon("write", folder, JOURNALS)["told"]
    assert reader.reckon("verify", folder)["told"] == entries
    return (
        f"{len(entries) + 1} journals kept by {writer.name} are verified by {reader.name}: one of a"
        f" shipped scenario, {len(entries)} of {sum(entries.values()):,} random inputs (branches,"
        " undo, rulings, free moves).\n"
    )


def _tested(made: Engine) -> str:
    """Run on the compiled engine the tests that ask nothing of it which only Python allows."""
    folders = (made.tree / "tests" / name for name in TESTED)
    files = [path for folder in folders for path in sorted(folder.glob("test_*.py"))]
    texts = {path: path.read_text(encoding="utf-8") for path in files}
    chosen = [p for p, text in texts.items() if not any(word in text for word in INTERPRETED_ONLY)]
    summary = made.test(chosen).partition(" in ")[0]
    return (
        f"Of the {len(files)} files of tests of {', '.join(TESTED)} the {len(chosen)} that neither"
        " replace a function (to plant a fault) nor derive from a class or watch one die pass on"
        f" it: {summary}."
    )
