"""The how-to on games: its listings, written out as they stand, are played as theory says."""

from __future__ import annotations

from math import exp
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from engine.content.library import Library
from engine.play.exercise import Exercise
from engine.play.seats import play_out
from engine.play.table import Prepared
from engine.record import AwaitChoices
from tests.docs.listings import listings, write_pack
from tests.house.places import ROOT

PAGE = ROOT / "docs" / "how-to" / "write-a-game.md"
Chances = NDArray[np.float64]
ANN = np.array([[2.0, 0.0], [0.0, 1.0]])
BOB = np.array([[1.0, 0.0], [0.0, 2.0]])


@pytest.fixture(scope="module")
def pack(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_pack(PAGE, tmp_path_factory.mktemp("games"))


def load(pack: Path, name: str, precision: float) -> Prepared:
    lambdas = {f"actors.{seat}.decision.precision": str(precision) for seat in ("ann", "bob")}
    return Prepared(Library([pack]).load(name, settings=lambdas))


def softmax(values: Chances) -> Chances:
    weights = np.exp(values - values.max())
    return weights / weights.sum()


def equilibrium(row: Chances, col: Chances, top: float) -> tuple[Chances, Chances]:
    """Return the logit equilibrium of a bimatrix on the branch that begins at indifference.

    Newton's method in the log-odds, lambda raised in small steps: it follows the branch where
    replying over and over would be thrown off it.
    """
    p = q = np.array([0.5, 0.5])
    x = np.zeros(2)

    def gaps(at: Chances, precision: float) -> Chances:
        p, q = (1 / (1 + np.exp(-at))).tolist()
        mine, theirs = row @ [q, 1 - q], np.array([p, 1 - p]) @ col
        return at - precision * np.array([mine[0] - mine[1], theirs[0] - theirs[1]])

    for precision in np.linspace(0, top, 101)[1:]:
        for _ in range(20):
            steps = [(gaps(x + h, precision) - gaps(x - h, precision)) / 2e-6 for h in DELTAS]
            x = x - np.linalg.solve(np.array(steps).T, gaps(x, precision))
    assert np.abs(gaps(x, top)).max() < 1e-9
    p, q = (np.array([a, 1 - a]) for a in 1 / (1 + np.exp(-x)))
    return p, q


DELTAS = 1e-6 * np.eye(2)


def played(made: Prepared, plays: int) -> list[set[str]]:
    found = []
    for number in range(plays):
        exercise = Exercise(made, 7, replication=number, lean=True)
        play_out(exercise)
        found.append({f"{act.actor}.{act.move}" for r in exercise.reports for act in r.acts})
    return found


def within(k: int, n: int, p: float) -> bool:
    return abs(k / n - p) <= 4 * (p * (1 - p) / n) ** 0.5


def test_the_listings_are_a_whole_pack_without_a_complaint(pack: Path) -> None:
    assert len(listings(PAGE)) == 6
    assert Library([pack]).check([pack]) == []


@pytest.mark.parametrize("precision", [1.0, 2.0])
def test_battle_of_the_sexes_is_chosen_at_its_equilibrium(pack: Path, precision: float) -> None:
    ann, bob = equilibrium(ANN, BOB, precision)
    exercise = Exercise(load(pack, "battle_of_the_sexes", precision), 1, people=("ann", "bob"))
    pause = exercise.advance()
    assert isinstance(pause, AwaitChoices)
    for seat, wanted in (("ann", ann), ("bob", bob)):
        chances = {option.move: option.probability for option in pause.seats[seat].options}
        found = [chances["opera"], chances["fight"]]
        assert found == pytest.approx(wanted.tolist(), abs=1e-6)


def test_battle_of_the_sexes_is_played_at_its_frequencies(pack: Path) -> None:
    ann, bob = equilibrium(ANN, BOB, 2.0)
    found, n = played(load(pack, "battle_of_the_sexes", 2.0), 500), 500
    assert within(sum("ann.opera" in moves for moves in found), n, ann[0])
    assert within(sum("bob.opera" in moves for moves in found), n, bob[0])
    both = sum({"ann.opera", "bob.opera"} <= moves for moves in found)
    assert within(both, n, ann[0] * bob[0])


def test_the_payoffs_are_paid(pack: Path) -> None:
    for moves, paid in {("opera", "opera"): (2, 1), ("fight", "opera"): (0, 0)}.items():
        exercise = Exercise(load(pack, "battle_of_the_sexes", 1.0), 1, people=("ann", "bob"))
        exercise.advance()
        for seat, move in zip(("ann", "bob"), moves, strict=True):
            exercise.submit(seat, move)
        play_out(exercise)
        assert tuple(exercise.reports[0].levels.values()) == paid


def test_the_centipede_is_played_at_its_frequencies_stage_by_stage(pack: Path) -> None:
    share = 1 / (1 + exp(3 - 2))
    ann_ends, bob_ends = 3 * (1 - share) + 2 * share, (1 - share) + 4 * share
    back = 1 / (1 + exp(2 - bob_ends))
    on = 1 / (1 + exp(1 - back * ann_ends))
    found = played(load(pack, "centipede", 1.0), 500)
    stages = {
        "ann.pass_on": ({"ann.take", "ann.pass_on"}, on),
        "bob.pass_back": ({"bob.take", "bob.pass_back"}, back),
        "ann.share": ({"ann.take_last", "ann.share"}, share),
    }
    for choice, (siblings, chance) in stages.items():
        open_in = [moves for moves in found if moves & siblings]
        assert within(sum(choice in moves for moves in open_in), len(open_in), chance), choice
    assert all("ann.take" not in moves or len(moves) == 1 for moves in found)
