"""The pre-rolled luck: keyed, prefix-stable, and of the right laws."""

from __future__ import annotations

from array import array
from statistics import fmean, pstdev
from zlib import crc32

import pytest
from numpy.random import Generator, Philox, SeedSequence

from engine.model import Lead
from engine.rules.adjudication import degree, lead_days, magnitude, odds_after
from engine.rules.luck import SLOTS, Luck, Purpose, place


def test_more_turns_keep_the_earlier_rolls() -> None:
    short, long = Luck(7, 0, 6), Luck(7, 0, 60)
    for turn in range(1, 7):
        assert short.gumbels("ash", turn, "reaction") == long.gumbels("ash", turn, "reaction")
        assert short.noise("goods", turn) == long.noise("goods", turn)
        where = place(turn, "initiative", 9)
        for purpose in (Purpose.LEAD, Purpose.ROLL, Purpose.DETECTION):
            assert short.roll(purpose, "ash", where) == long.roll(purpose, "ash", where)
        for purpose in (Purpose.MAGNITUDE, Purpose.OWN_MAGNITUDE):
            assert short.roll(purpose, "ash", where) == long.roll(purpose, "ash", where)


def test_a_choices_draws_are_numpys_own_of_that_stream_to_the_last_bit() -> None:
    key = (4, Purpose.CHOICE, crc32(b"ash"))
    drawn = Generator(Philox(SeedSequence(7, spawn_key=key))).gumbel(size=6 * 2 * SLOTS)
    luck = Luck(7, 4, 6)
    for turn in range(1, 7):
        first = place(turn, "reaction", 0)
        assert luck.gumbels("ash", turn, "reaction") == drawn[first : first + SLOTS].tolist()
    assert luck.gumbels("ash", 6, "reaction", (9, 2)) == [drawn[first + 9], drawn[first + 2]]


def test_a_draw_of_nothing_still_has_a_number() -> None:
    luck = Luck(7, 4, 1)
    luck._blocks[Purpose.CHOICE, "ash"] = memoryview(array("d", [0.0, 0.5, *[0.1] * 126]))
    highest, middle = luck.gumbels("ash", 1, "initiative", (0, 1))
    assert middle < 1 < 36 < highest < 37


def test_streams_differ_by_seed_replication_purpose_and_id() -> None:
    rolls = {
        Luck(seed, replication, 3).roll(purpose, id, place(1, "initiative", 1))
        for seed in (1, 2)
        for replication in (0, 1)
        for purpose in (Purpose.LEAD, Purpose.ROLL)
        for id in ("ash", "elm")
    }
    assert len(rolls) == 16


def test_asking_in_another_order_gives_the_same_rolls() -> None:
    one, two = Luck(7, 0, 6), Luck(7, 0, 6)
    first = (one.gumbels("ash", 3, "initiative"), one.noise("goods", 2))
    second = (two.noise("goods", 2), two.gumbels("ash", 3, "initiative"))
    assert first == second[::-1]


@pytest.mark.parametrize(
    "law", [Lead("triangular", 3, 9, 30), Lead("exponential", 0, 14, 0), Lead("fixed", 0, 14, 0)]
)
def test_drawn_leads_have_the_mean_of_their_law(law: Lead) -> None:
    drawn = [lead_days(law, (i + 0.5) / 20_000) for i in range(20_000)]
    assert fmean(drawn) == pytest.approx(14.0, abs=0.05)


def test_magnitudes_have_mean_one() -> None:
    luck = Luck(1, 0, 60)
    rows = range(1, 61)
    drawn = [
        magnitude(0.25, luck.roll(Purpose.MAGNITUDE, "ash", place(turn, "initiative", slot)))
        for turn in rows
        for slot in range(64)
    ]
    assert fmean(drawn) == pytest.approx(1.0, abs=4 * 0.25 / len(drawn) ** 0.5)
    assert pstdev(drawn) == pytest.approx(0.254, abs=0.015)


@pytest.mark.parametrize(
    ("roll", "result"),
    [(0.0, "done"), (0.39, "done"), (0.41, "partial"), (0.59, "partial"), (0.61, "near_miss"),
     (0.73, "near_miss"), (0.74, "failed"), (0.99, "failed")],
)  # fmt: skip
def test_degrees_of_success_at_odds_of_six_in_ten(roll: float, result: str) -> None:
    assert degree(0.6, roll) == result


def test_arguments_shift_the_odds_by_half_a_logit_each() -> None:
    assert odds_after(0.5, 0.0) == pytest.approx(0.5)
    assert odds_after(0.5, 2.0) == pytest.approx(0.7310585786)
    assert odds_after(0.5, -2.0) == pytest.approx(1 - 0.7310585786)
    assert odds_after(1.0) == 1.0
    assert degree(1.0, 0.999) == "done"
