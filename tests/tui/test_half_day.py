"""A half-day at the table goes from set-up to report; a proof does all of it by the screens."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from tests.tui.half_day import half_day
from tui import debriefing


async def test_a_half_day_is_facilitated_from_its_first_turn_to_its_report(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    few = replace(debriefing.Options(), runs=12, odds=2)
    monkeypatch.setattr(debriefing, "Options", lambda **given: replace(few, **given))
    kinds = await half_day(tmp_path, quick=True)
    assert kinds["choose"] >= 20
