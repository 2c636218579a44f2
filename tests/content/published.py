"""The games the model page prints, with their quantal response frequencies."""

from __future__ import annotations

from dataclasses import dataclass

SIBLINGS = (
    ("up", "down"),
    ("left", "right"),
    ("cooperate", "defect"),
    ("fair", "greedy"),
    ("accept_fair", "reject_fair"),
    ("accept_greedy", "reject_greedy"),
    ("challenge", "hold_back"),
    ("concede", "resist"),
    ("back_down", "fight"),
)
"""The moves that stand beside one another at one choice."""


@dataclass(frozen=True)
class Game:
    """A game at one lambda, with the printed chance of one move of each choice, `seat.move`."""

    name: str
    precision: float
    chances: dict[str, float]
    simultaneous: bool = False

    def open_when(self, choice: str) -> tuple[str, ...]:
        """Return the moves, one of which was made whenever the choice was open."""
        seat, move = choice.split(".")
        return tuple(f"{seat}.{m}" for m in next(moves for moves in SIBLINGS if move in moves))

    def __str__(self) -> str:
        return f"{self.name}-{self.precision:g}"


def _ochs(precision: float, up: float, left: float) -> Game:
    return Game("ochs", precision, {"row.up": up, "col.left": left}, simultaneous=True)


def _ultimatum(precision: float, fair: float, even: float, greedy: float) -> Game:
    chances = {"row.fair": fair, "col.accept_fair": even, "col.accept_greedy": greedy}
    return Game("ultimatum", precision, chances)


def _deterrence(precision: float, challenge: float, resist: float, fight: float) -> Game:
    chances = {"row.challenge": challenge, "col.resist": resist, "row.fight": fight}
    return Game("deterrence", precision, chances)


PUBLISHED = (
    _ochs(1, 0.586784, 0.451807),
    _ochs(2, 0.617522, 0.371982),
    _ochs(3, 0.616897, 0.314016),
    *(
        Game(
            "prisoners_dilemma",
            precision,
            {"row.cooperate": chance, "col.cooperate": chance},
            simultaneous=True,
        )
        for precision, chance in ((0.5, 0.338648), (1, 0.226751), (2, 0.099788))
    ),
    _ultimatum(0.25, 0.432099, 0.777300, 0.622459),
    _ultimatum(0.5, 0.351175, 0.924142, 0.731059),
    _ultimatum(1, 0.111072, 0.993307, 0.880797),
    _deterrence(0.5, 0.469048, 0.741954, 0.377541),
    _deterrence(1, 0.271183, 0.934336, 0.268941),
    _deterrence(2, 0.097149, 0.998896, 0.119203),
)
