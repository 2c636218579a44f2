"""Which disagreements matter: shifts of endings on made columns, and in a played pack."""

from __future__ import annotations

import pytest

from batch.arms import Runs
from batch.lenses import LARGE, SURE, lens_arms, shift_of, study
from engine.content.library import Library
from engine.model import Disagreement
from tests.build import make_pack
from tests.content.every_key_world import WORLD

QUARREL = Disagreement("quarrel", "Whether it rains.", "wet", "dry")
KINDS = ("war", "peace", "other")


def runs(text: str) -> Runs:
    names = {"w": "war", "p": "peace", "o": "other"}
    return Runs(tuple(names[letter] for letter in text), {})


def test_the_same_endings_move_nothing() -> None:
    found = shift_of(QUARREL, runs("wpwp" * 25), runs("wpwp" * 25), KINDS)
    assert (found.moved, found.low, found.high, found.by_chance) == (0, 0, 0, 0)
    assert (found.chance, found.apart) == (1, 0)
    assert found.verdict == "no sign that it matters"


def test_a_shift_is_half_the_sum_of_what_each_ending_gains_or_loses() -> None:
    found = shift_of(
        QUARREL, runs("w" * 60 + "p" * 40), runs("w" * 30 + "p" * 60 + "o" * 10), KINDS
    )
    assert found.moved == pytest.approx(0.30)
    assert found.endings["war"] == (0.6, 0.3)
    assert found.most == "war"
    assert found.low < found.moved < found.high
    assert found.verdict == "matters"
    assert found.chance <= SURE


def test_endings_that_only_change_places_move_no_share_but_lie_apart() -> None:
    found = shift_of(QUARREL, runs("wp" * 50), runs("pw" * 50), KINDS)
    assert found.moved == 0
    assert found.apart == 1
    assert found.chance == 1


def test_a_sure_shift_of_few_runs_matters_little() -> None:
    found = shift_of(QUARREL, runs("w" * 1000), runs("w" * 970 + "p" * 30), KINDS)
    assert found.moved == pytest.approx(0.03) and found.moved < LARGE  # noqa: PT018
    assert found.verdict == "matters little"


def test_what_chance_gives_is_close_to_the_exact_count() -> None:
    """Four of ten pairs end differently, all one way: 2 of 16 swaps move as much."""
    found = shift_of(QUARREL, runs("w" * 10), runs("w" * 6 + "p" * 4), KINDS)
    assert found.chance == pytest.approx(2 / 16, abs=0.02)


def test_the_same_seed_gives_the_same_figures_and_another_not() -> None:
    a, b = runs("w" * 60 + "p" * 40), runs("w" * 45 + "p" * 55)
    assert shift_of(QUARREL, a, b, KINDS, 3) == shift_of(QUARREL, a, b, KINDS, 3)
    assert shift_of(QUARREL, a, b, KINDS, 3) != shift_of(QUARREL, a, b, KINDS, 4)


def test_a_theatres_quarrel_is_played_under_both_lenses(tmp_path: object) -> None:
    library = Library([make_pack(tmp_path, WORLD)])  # type: ignore[arg-type]
    plain = library.load("duel")
    arms = lens_arms(lambda lens: library.load("duel", lens=lens), plain)
    assert list(arms) == ["wet", "dry"]
    (found,) = study(arms, plain.disagreements, seed=1, runs=6)
    assert found.disagreement.id == "weather"
    assert found.runs == 6
    assert sum(share for share, _ in found.endings.values()) == pytest.approx(1)
