"""What commands of many runs tell while they run, and the one seed they all start from."""

from __future__ import annotations

import inspect

import pytest

from cli.batching import Progress
from cli.calibrate import calibrate
from cli.claims import claims
from engine.model.luck import SEED
from reports.wording import spoken_time
from tui.plan import Plan


def test_progress_tells_how_long_the_rest_takes() -> None:
    now = [0.0]
    progress = Progress(1200, lambda: now[0])
    assert progress.says() == "0 of 1,200 runs; ^c stops"
    now[0] = 30.0
    progress(300)
    assert progress.says() == "300 of 1,200 runs, about 2 min left; ^c stops"
    now[0] = 100.0
    progress(700)
    assert progress.says() == "1,000 of 1,200 runs, about 20 s left; ^c stops"


@pytest.mark.parametrize(
    ("seconds", "told"),
    [(0.2, "about 1 s"), (89.0, "about 89 s"), (600.0, "about 10 min"), (9000.0, "about 2.5 h")],
)
def test_times_are_told_as_people_say_them(seconds: float, told: str) -> None:
    assert spoken_time(seconds) == told


def test_where_no_seed_is_given_it_is_the_same_everywhere() -> None:
    given = {
        inspect.signature(command).parameters["seed"].default for command in (claims, calibrate)
    }
    assert given | {Plan("any").seed} == {SEED}
