"""A batch begun from the Library: the words it keeps begin the same batch elsewhere."""

from __future__ import annotations

from pathlib import Path

import pytest

from batch.damage import anew
from batch.manifest import read_study
from batch.results import Results
from cli.main import run
from tests.build import make_pack
from tui.lab.beginning import Order, begun
from tui.shelf import PackShelf


def test_the_words_it_keeps_find_its_packs_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shelf = PackShelf([make_pack(tmp_path / "my pack")])
    lab = begun(shelf, Order("duel", "3", "plain, bold", str(tmp_path / "out")))
    kept = Results(lab.folder).manifest["command"]
    assert kept[:3] == ["whitecell", "batch", "duel"]
    (elsewhere := tmp_path / "elsewhere").mkdir()
    monkeypatch.chdir(elsewhere)
    monkeypatch.delenv("WHITECELL_PATH", raising=False)
    *words, folder = anew(kept)[1:]
    assert run([*words, folder]) == 0
    assert read_study(elsewhere / folder) == lab.study
