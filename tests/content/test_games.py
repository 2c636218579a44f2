"""Published games, from scenario files alone."""

from __future__ import annotations

from pathlib import Path

import pytest

from engine.content.library import Library
from engine.play.exercise import Exercise
from engine.play.seats import play_out
from engine.play.table import Prepared
from engine.record import AwaitChoices
from tests.content.published import PUBLISHED, Game

GAMES = Path(__file__).parent / "games" / "scenarios"


def prepared(game: Game) -> Prepared:
    """Return a game's scenario at its lambda."""
    lambdas = {f"actors.{seat}.decision.precision": str(game.precision) for seat in ("row", "col")}
    return Prepared(Library().load(str(GAMES / f"{game.name}.yaml"), settings=lambdas))


def counted(game: Game, plays: int) -> dict[str, tuple[int, int]]:
    """Return, for each choice the game prints, how often it was open and how often it was made."""
    made, found = prepared(game), {choice: [0, 0] for choice in game.chances}
    for number in range(plays):
        exercise = Exercise(made, 20260901, replication=number, lean=True)
        play_out(exercise)
        moves = {f"{act.actor}.{act.move}" for report in exercise.reports for act in report.acts}
        for choice, tally in found.items():
            tally[0] += bool(moves & set(game.open_when(choice)))
            tally[1] += choice in moves
    return {choice: (n, k) for choice, (n, k) in found.items()}


def within_four_errors(game: Game, plays: int) -> list[str]:
    """Return the choices whose frequency lies over 4 standard errors from what is printed."""
    wrong = []
    for choice, (n, k) in counted(game, plays).items():
        p = game.chances[choice]
        if abs(k / n - p) > 4 * (p * (1 - p) / n) ** 0.5:
            wrong.append(f"{game.name} at {game.precision}: {choice} {k}/{n}, printed {p}")
    return wrong


@pytest.mark.parametrize("game", PUBLISHED, ids=str)
def test_a_published_game_is_played_at_its_printed_frequencies(game: Game) -> None:
    assert within_four_errors(game, 200) == []


@pytest.mark.parametrize("game", [g for g in PUBLISHED if g.simultaneous], ids=str)
def test_a_simultaneous_games_chances_are_the_equilibriums(game: Game) -> None:
    exercise = Exercise(prepared(game), 1, people=("row", "col"))
    pause = exercise.advance()
    assert isinstance(pause, AwaitChoices)
    seats = pause.seats.items()
    options = {f"{seat}.{o.move}": o.probability for seat, view in seats for o in view.options}
    for choice, chance in game.chances.items():
        assert options[choice] == pytest.approx(chance, abs=2e-6)


def test_another_lambda_would_be_noticed() -> None:
    game = next(g for g in PUBLISHED if g.name == "ultimatum" and g.precision == 1)
    wrong = Game(game.name, 0.25, game.chances, game.simultaneous)
    assert within_four_errors(wrong, 200)
