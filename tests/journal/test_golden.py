"""Journals of every schema there was still open, and mean what they meant."""

from __future__ import annotations

import math
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from engine.content.copies import load_copy
from engine.errors import WhitecellError
from engine.play.journal.contents import read_contents
from engine.play.journal.faults import Differs
from engine.play.journal.schema import SCHEMA
from engine.play.journal.session import Session
from engine.play.journal.verifying import verify
from engine.rules import choice
from engine.rules.world import SEMANTICS
from tests.house.places import ROOT

AGAIN = "run python -m tests.journal.golden.make"
FOLDER = Path(__file__).parent / "golden"
GOLDEN = sorted(FOLDER.glob("*.whitecell"))


def test_there_is_a_golden_journal_of_every_schema() -> None:
    assert [path.name for path in GOLDEN] == [f"schema-{n}.whitecell" for n in range(1, SCHEMA + 1)]


@pytest.mark.parametrize("golden", GOLDEN, ids=lambda path: path.stem)
def test_a_golden_journal_opens_and_is_what_it_was(golden: Path, tmp_path: Path) -> None:
    contents = read_contents(golden)
    kinds = {entry.kind for entry in contents.entries}
    assert kinds >= {"setup", "advance", "choose", "rule", "seat", "inject", "note", "luck"}
    assert kinds >= {"undo", "redo", "branch", "switch", "amend"}
    if golden.stem != "schema-1":
        assert kinds >= {"free", "skip", "improvise", "forecast", "clock"}
    if contents.setup.data["versions"]["semantics"] != SEMANTICS:
        return
    try:
        verdict = verify(contents, load_copy)
    except WhitecellError as error:
        pytest.fail(f"raise SEMANTICS, or, before the first release, {AGAIN}: {error}")
    assert verdict.entries == len(contents.entries)
    path = tmp_path / "copy.whitecell"
    shutil.copy(golden, path)
    with Session.open(path, load_copy) as session:
        session.undo(3)
        session.note("goes on")


@pytest.mark.parametrize(("off", "same"), [(1e-14, True), (1e-6, False)], ids=["bits", "more"])
def test_a_journal_of_another_processor_is_verified(
    off: float, same: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(choice, "exp", lambda x: math.exp(x) * (1.0 + off * x))
    contents = read_contents(GOLDEN[-1])
    if same:
        assert verify(contents, load_copy).entries == len(contents.entries)
    else:
        with pytest.raises(Differs, match="does not follow from the inputs"):
            verify(contents, load_copy)


PLACES = {
    "here": {},
    "far": {"LC_ALL": "tr_TR.UTF-8", "TZ": "Asia/Pyongyang", "PYTHONHASHSEED": "4711"},
    "bare": {"LC_ALL": "C", "TZ": "UTC", "PYTHONHASHSEED": "0", "TERM": "dumb", "COLUMNS": "20"},
}


def test_a_journal_is_verified_alike_wherever_it_is() -> None:
    said = set[str]()
    for place in PLACES.values():
        told = subprocess.run(
            [sys.executable, "-m", "cli.main", "replay", GOLDEN[-1], "--verify"],
            cwd=ROOT,
            env={"PATH": os.environ["PATH"], **place},
            capture_output=True,
            text=True,
            umask=0o077,
        )
        assert told.returncode == 0, told.stderr
        said.add(told.stdout)
    assert len(said) == 1
