"""Which policy is robust is told first, however many futures there are."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from batch.compare.policies import Aim, Robust
from batch.regret import regret
from tests.tui.lab import app_on, screen_of
from tests.tui.room import NARROW, keys, seen, until
from tui.lab.desk import opened

FUTURES = [f"{how} {what}" for what in ("calm", "storm", "flood") for how in ("a", "no", "some")]


@pytest.mark.usefixtures("at_once")
async def test_the_verdict_on_policies_is_seen_with_nine_futures(finished: Path) -> None:
    lab = opened((finished,))
    app = app_on(lab)
    async with app.run_test(size=NARROW) as desk:
        await until(desk, lambda: lab.stories is not None)
        table = {
            "first": {future: float(at) for at, future in enumerate(FUTURES)},
            "second": dict.fromkeys(FUTURES, 9.0),
        }
        aim, chosen = Aim("outcome.war"), (("first", 0.0), ("second", 1.0))
        found = Robust(aim, regret(table), 40, False, chosen, ())
        assert lab.gathered is not None
        assert lab.comparison is not None
        lab.gathered = replace(lab.gathered, comparison=replace(lab.comparison, robust=found))
        await keys(desk, "5")
        for policy in found.table.standings:
            shown = " ".join(seen(app).split())
            assert "Least worst regret: second; it would be so in 100% of" in shown
            assert screen_of(app).items.at == str(found.table.standings.index(policy))
            await keys(desk, "down")
