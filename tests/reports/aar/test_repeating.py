"""How to repeat an exercise: commands that name its journal, to be copied into a shell."""

from __future__ import annotations

import shlex
from pathlib import Path

import pytest

from reports.aar.gathering import Aar
from reports.aar.heading import head_of


@pytest.mark.parametrize("name", ["it's played.whitecell", "half day.whitecell", "game.whitecell"])
def test_the_journal_is_one_word_to_a_shell(
    aar: Aar, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(aar.record.replay, "path", Path(name))
    told = [shlex.split(command) for command in head_of(aar, 1).commands]
    assert told == [
        ["whitecell", "replay", name],
        ["whitecell", "replay", name, "--verify"],
        ["whitecell", "report", name, "--output", "aar.html"],
    ]
