"""The pre-rolled luck: keyed, prefix-stable, and of the right laws."""

from __future__ import annotations

from statistics import fmean, pstdev
from zlib import crc32

import pytest
from numpy.random import Generator, Philox, SeedSequence

from engine.model import Lead
from engine.play.table import Prepared, new_table
from engine.rules.adjudication import degree, lead_days, magnitude, odds_after
from engine.rules.choice import weigh
from engine.rules.luck import EFFECTS, SHELF, Luck, Purpose, place
from tests.engine.small import ash, elm, scenario

MENU = range(60)


def test_more_turns_keep_the_earlier_rolls() -> None:
    short, long = Luck(7, 0, 6), Luck(7, 0, 60)
    for turn in range(1, 7):
        drawn = short.waits("ash", turn, "reaction", MENU)
        assert drawn == long.waits("ash", turn, "reaction", MENU)
        assert short.noise("goods", turn) == long.noise("goods", turn)
        where = place(turn, "initiative")
        for purpose in (Purpose.LEAD, Purpose.ROLL, Purpose.DETECTION, Purpose.MAGNITUDE):
            assert short.roll(purpose, "ash", where) == long.roll(purpose, "ash", where)
        assert short.sizes("ash", where, 9) == long.sizes("ash", where, 9)
    assert short.firing("flood", 9, 2) == long.firing("flood", 9, 2)


def numpys_own(purpose: int, id: str) -> Generator:
    key = (4, purpose, crc32(id.encode()))
    return Generator(Philox(SeedSequence(7, spawn_key=key)))


def test_a_choices_draws_are_numpys_own_of_their_streams_to_the_last_bit() -> None:
    shelves = [
        numpys_own(Purpose.CHOICE, id).standard_exponential((6, 2, SHELF))
        for id in ("ash", "ash:1", "ash:2", "ash:3")
    ]
    luck = Luck(7, 4, 6)
    for turn in range(1, 7):
        drawn = [one for shelf in shelves for one in shelf[turn - 1, 1].tolist()]
        assert luck.waits("ash", turn, "reaction", range(64)) == drawn
    assert luck.waits("ash", 6, "reaction", (0, 2, 17)) == [drawn[0], drawn[2], drawn[17]]


def test_what_comes_of_a_choice_is_numpys_own_of_its_stream_to_the_last_bit() -> None:
    luck, where = Luck(7, 4, 6), place(5, "reaction")
    rolls = numpys_own(Purpose.ROLL, "ash").random((6, 2))
    assert luck.roll(Purpose.ROLL, "ash", where) == rolls.item(4, 1)
    first, later = (
        numpys_own(Purpose.OWN_MAGNITUDE, id).standard_normal((6, 2, EFFECTS))
        for id in ("ash", "ash:1")
    )
    assert luck.sizes("ash", where, 3) == first[4, 1].tolist()
    assert luck.sizes("ash", where, 5) == [*first[4, 1].tolist(), *later[4, 1].tolist()]
    hail = numpys_own(Purpose.INJECT, "hail").standard_normal((4, 8))
    more = numpys_own(Purpose.INJECT, "hail:2:1").standard_normal((4, 8))
    assert luck.firing("hail", 3, 7) == hail.item(3, 7)
    assert luck.firing("hail", 9, 10) == more.item(1, 2)


def test_a_menu_with_more_moves_keeps_the_draws_of_the_others() -> None:
    few = Luck(7, 4, 6).waits("ash", 3, "initiative", range(9))
    assert Luck(7, 4, 6).waits("ash", 3, "initiative", range(40))[:9] == few


def test_a_draw_of_nothing_still_has_a_number() -> None:
    made = scenario(ash(), elm())
    outlook = new_table(Prepared(made), 1, 0, True).look("ash")
    luck = Luck(7, 4, 1)
    luck._blocks[Purpose.CHOICE]["ash"] = [0.0] * 2 * SHELF
    verdict = weigh(outlook, luck, "initiative")
    assert all(36 < each < 37 for each in verdict.luck)


def test_streams_differ_by_seed_replication_purpose_and_id() -> None:
    rolls = {
        Luck(seed, replication, 3).roll(purpose, id, place(1, "initiative"))
        for seed in (1, 2)
        for replication in (0, 1)
        for purpose in (Purpose.LEAD, Purpose.ROLL)
        for id in ("ash", "elm")
    }
    assert len(rolls) == 16


def test_asking_in_another_order_gives_the_same_rolls() -> None:
    one, two = Luck(7, 0, 6), Luck(7, 0, 6)
    first = (one.waits("ash", 3, "initiative", MENU), one.noise("goods", 2))
    second = (two.noise("goods", 2), two.waits("ash", 3, "initiative", MENU))
    assert first == second[::-1]


@pytest.mark.parametrize(
    "law", [Lead("triangular", 3, 9, 30), Lead("exponential", 0, 14, 0), Lead("fixed", 0, 14, 0)]
)
def test_drawn_leads_have_the_mean_of_their_law(law: Lead) -> None:
    drawn = [lead_days(law, (i + 0.5) / 20_000) for i in range(20_000)]
    assert fmean(drawn) == pytest.approx(14.0, abs=0.05)


def test_magnitudes_have_mean_one() -> None:
    luck = Luck(1, 0, 2_000)
    drawn = [
        magnitude(0.25, luck.roll(Purpose.MAGNITUDE, "ash", place(turn, phase)))
        for turn in range(1, 2_001)
        for phase in ("initiative", "reaction")
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
