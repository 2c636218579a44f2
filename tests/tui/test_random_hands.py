"""Random hands never break the table; `make proof PROOFS=random_hands` gives them longer."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.tui.hands import all_screens, at_work
from tui.app import WhitecellApp

COUNT = 80


async def test_random_hands_neither_break_nor_hang_the_table(tmp_path: Path) -> None:
    told = await at_work(COUNT, 5, tmp_path)
    assert sum(told.actions.values()) == COUNT
    assert len(told.screens) > 3


async def test_random_hands_would_find_a_fault(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(_: object) -> None:
        raise LookupError

    monkeypatch.setattr(WhitecellApp, "action_help", broken)
    with pytest.raises((LookupError, AssertionError)):
        await at_work(300, 5, tmp_path)


def test_every_screen_is_known_to_the_search() -> None:
    assert {"LibraryScreen", "SetupScreen", "ConsoleScreen", "DecisionScreen"} <= all_screens()
