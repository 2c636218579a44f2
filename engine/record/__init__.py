"""The nouns of a played exercise: options, choices, acts, reports, and what each seat is shown.

All are plain and never changed. Utilities are in units of U, probabilities in 0..1, days count from
STARTEX (day 0), turns from 1.
"""

from engine.record.acts import Act, Decision
from engine.record.options import (
    FREE,
    HOLD,
    Block,
    Degree,
    Explanation,
    Option,
    Phase,
    Response,
    Result,
    Shares,
    Way,
)
from engine.record.pauses import (
    Adjudication,
    AwaitChoices,
    Finished,
    Pause,
    Rating,
    Ruling,
    SeatView,
    Sighting,
    TurnEnded,
)
from engine.record.turns import Happening, TurnReport

__all__ = [
    "FREE",
    "HOLD",
    "Act",
    "Adjudication",
    "AwaitChoices",
    "Block",
    "Decision",
    "Degree",
    "Explanation",
    "Finished",
    "Happening",
    "Option",
    "Pause",
    "Phase",
    "Rating",
    "Response",
    "Result",
    "Ruling",
    "SeatView",
    "Shares",
    "Sighting",
    "TurnEnded",
    "TurnReport",
    "Way",
]
