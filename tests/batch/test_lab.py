"""A batch in one call: what the command line refuses is refused, before anything is written."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from batch import lab
from batch.folders import FolderError
from batch.opening import Policy, Request
from engine.content.library import Library
from tests.build import make_pack


@pytest.mark.parametrize(
    ("asked", "says"),
    [
        ({"seed": -1}, "seed is a whole number from 0, not -1"),
        ({"seed": 1.5}, "seed is a whole number from 0, not 1.5"),
        ({"runs": 0}, "runs is a whole number from 1 to 100,000,000, not 0"),
        ({"runs": -1}, "runs is a whole number from 1 to 100,000,000, not -1"),
        ({"runs": 2.5}, "runs is a whole number from 1 to 100,000,000, not 2.5"),
        ({"runs": "2"}, "runs is a whole number from 1 to 100,000,000, not '2'"),
        ({"samples": -1}, "samples is a whole number from 0 to 100,000, not -1"),
        ({"stop_at": 5.0}, "stop_at is a width above 0 and below 1, not 5.0"),
        ({"stop_at": -1.0}, "stop_at is a width above 0 and below 1, not -1.0"),
        ({"stop_at": float("nan")}, "stop_at is a width above 0 and below 1, not nan"),
        ({"minds": True}, "minds says what to sample; samples says at how many points"),
        ({"ranges": {"nerve": (0.0, 1.0)}}, "ranges says what to sample; samples says at how many"),
        ({"policies": (Policy("a"), Policy("a"))}, "two policies are named 'a'"),
        ({"scenarios": ()}, "a batch needs a scenario"),
    ],
)
def test_what_makes_no_batch_is_refused_before_anything_is_written(
    asked: dict[str, Any], says: str, tmp_path: Path
) -> None:
    library, out = Library([make_pack(tmp_path / "pack")]), tmp_path / "out"
    wanted: dict[str, Any] = {"scenarios": ("duel",), "runs": 2, **asked}
    with pytest.raises(FolderError) as refused:
        lab.run(Request(**wanted), out, library=library)
    assert str(refused.value).startswith(says)
    assert not out.exists()


def test_the_plain_scenario_is_asked_for_by_its_word_as_everywhere(tmp_path: Path) -> None:
    library = Library([make_pack(tmp_path / "pack")])
    asked = Request(("duel",), variants=("plain", "bold", ""), lenses=("plain",), runs=2)
    results = lab.run(asked, tmp_path / "out", library=library)
    assert [arm.label for arm in results.study.arms] == ["duel", "duel:bold"]
    assert results.manifest["results"]["runs"] == 4
