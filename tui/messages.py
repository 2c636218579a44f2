"""What widgets tell their screens. None of them carries text to be shown."""

from __future__ import annotations

from textual.message import Message


class NextWanted(Message):
    """The waiting line was clicked: do what comes next."""


class SeatPicked(Message):
    """A seat was picked in the panel of seats."""

    def __init__(self, seat: str) -> None:
        super().__init__()
        self.seat = seat


class WhyWanted(Message):
    """A move was picked in the timeline: say why it was made."""

    def __init__(self, turn: int, actor: str, phase: str) -> None:
        super().__init__()
        self.turn, self.actor, self.phase = turn, actor, phase
