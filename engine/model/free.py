"""What people bring to the table that no file foresaw: free moves, and effects from a palette."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from engine.model.actors import Seen

Size = Literal["minor", "moderate", "major"]
SIZES: dict[Size, float] = {"minor": 0.02, "moderate": 0.05, "major": 0.10}
"""Share of a level's range an effect of each size moves it by in the end."""

Visibility = Literal["overt", "mixed", "covert"]
SEEN: dict[Visibility, Seen] = {
    "overt": Seen(1.0, 0),
    "mixed": Seen(0.6, 30),
    "covert": Seen(0.35, 61),
}
"""Chance of being sighted and days until then, as the same words mean in an actor's file."""

Instrument = Literal["D", "I", "M", "E"]


@dataclass(frozen=True, slots=True)
class FreeEffect:
    """An effect from the palette: the id of a level, a direction and a size.

    It begins after `delay` months, grows over `ramp` months, and then wears off as any effect does.
    """

    on: str
    direction: Literal["up", "down"]
    size: Size
    delay: float = 0.0
    ramp: float = 0.0


@dataclass(frozen=True, slots=True)
class FreeMove:
    """A move that is not on the menu, with the effects the white cell gives it.

    `says` is told of the actor ("opens the border"). `odds` is the chance of success, `argument`
    why it should work. `target` is the seat it is aimed at. Others sight it as `seen` says, and may
    answer it with what they would answer a move of its `instrument` with (diplomatic,
    informational, military, economic).
    """

    says: str
    effects: tuple[FreeEffect, ...] = ()
    odds: float = 1.0
    target: str | None = None
    argument: str = ""
    seen: Visibility = "overt"
    instrument: Instrument = "D"
