"""The digest of a run: equal runs, and only they, have equal ones."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from batch.rows import DEED, Gathered, Told, columns_of, digests, told_of
from engine.play.exercise import Exercise
from engine.play.seats import play_out
from tests.engine import small


def played(seed: int) -> Told:
    """What a run of the small scenario puts into the tables."""
    exercise = Exercise(small.scenario(), seed, lean=True)
    return told_of(play_out(exercise).outcome, exercise)


@pytest.fixture(scope="module")
def told() -> Told:
    return played(7)


def digest(told: Told) -> str:
    (found,) = digests([told], columns_of([told]))
    return found


def with_deed(told: Told, at: int, **values: Any) -> Told:
    """A run with other values in an act's or inject's columns."""
    deeds = list(told.deeds)
    row = dict(zip(DEED[2:], deeds[at], strict=True)) | values
    deeds[at] = tuple(row[name] for name in DEED[2:])
    return replace(told, deeds=deeds)


def test_a_run_played_again_has_the_same_digest(told: Told) -> None:
    assert digest(played(7)) == digest(told)


def test_a_run_among_others_has_the_digest_it_has_alone(told: Told) -> None:
    several = [played(8), told, played(9)]
    assert len({len(each.deeds) for each in several}) > 1, "else any cut would do"
    together = list(digests(several, columns_of(several)))
    assert together == [digest(each) for each in several]
    assert len(set(together)) == 3


def test_the_rows_of_a_job_bear_the_digests_of_their_runs(told: Told) -> None:
    other = played(8)
    rows: list[dict[str, object]] = [
        {"replication": 0} | other.row,
        {"replication": 1, "status": "failed"},
        {"replication": 2} | told.row,
    ]
    runs = Gathered(0, rows, [(0, other), (2, told)]).tables()["runs"]
    assert list(runs["digest"]) == [digest(other), None, digest(told)]


def test_names_that_end_elsewhere_are_others(told: Told) -> None:
    assert digest(with_deed(told, 0, actor="a", move="bc")) != digest(
        with_deed(told, 0, actor="ab", move="c")
    )
    one = with_deed(with_deed(told, 0, actor="a"), 1, actor="bc")
    other = with_deed(with_deed(told, 0, actor="ab"), 1, actor="c")
    assert digest(one) != digest(other)


@pytest.mark.parametrize("name", [name for name in DEED[2:] if name != "probability"])
def test_whatever_differs_of_an_act_makes_another_digest(told: Told, name: str) -> None:
    held = dict(zip(DEED[2:], told.deeds[0], strict=True))[name]
    other = "x" if isinstance(held, str) or held is None else held - 1e-9
    other = held - 1 if isinstance(held, int) else other
    assert digest(with_deed(told, 0, **{name: other})) != digest(told)


def test_the_last_bits_of_a_chance_make_no_other_digest(told: Told) -> None:
    assert digest(with_deed(told, 0, probability=0.123)) == digest(told)


def test_whatever_else_differs_makes_another_digest(told: Told) -> None:
    sizes = [*told.sizes]
    full = next(at for at, size in enumerate(sizes) if size and at)
    sizes[full], sizes[full - 1] = sizes[full] - 1, sizes[full - 1] + 1
    others = [
        replace(told, row=told.row | {"outcome": "riot"}),
        replace(told, levels=told.levels + 1e-9),
        replace(told, levels=told.levels.T),
        replace(told, flags={"war": True}),
        replace(told, sizes=tuple(sizes)),
        replace(told, deeds=told.deeds[:-1], sizes=(*told.sizes[:-1], told.sizes[-1] - 1)),
    ]
    assert len({digest(each) for each in (told, *others)}) == 1 + len(others)


def test_levels_stand_turn_by_turn_from_startex(told: Told) -> None:
    turns = Gathered(3, [], [(5, told)]).tables()["turns"]
    assert list(turns["turn"]) == list(range(len(told.levels)))
    assert set(turns["arm"]) == {3}
    assert set(turns["replication"]) == {5}
    assert np.array_equal(turns[f"level.{told.ids[0]}"], told.levels[:, 0])
