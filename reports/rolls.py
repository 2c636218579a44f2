"""Odds and a roll in figures that tell them apart, and between which bounds the roll fell."""

from __future__ import annotations

from dataclasses import dataclass, replace

from engine.play.exercise import Exercise
from engine.play.seen import AudienceView, EventSeen
from engine.record import Act, Degree, Result
from engine.rules.adjudication import EVEN, bounds, degree, dice_odds, odds_after
from reports.names import Names
from reports.wording import fraction, plain

RESULTS: dict[Result, str] = {
    "done": "done",
    "partial": "half done",
    "near_miss": "near miss",
    "failed": "failed",
    "called_off": "called off",
}
DEGREES: tuple[Degree, ...] = ("done", "partial", "near_miss", "failed")
"""The results a move may be ruled to have."""

FEWEST, MOST = 2, 6
"""How many places are told: more than the fewest only where figures would read alike."""

RULE = (
    "By the roll: below two thirds of the odds a move is done; from there to the odds, half done; "
    "a third of the way from the odds to 1, a near miss without effect; above that, failed."
)


@dataclass(frozen=True, slots=True)
class Roll:
    """Odds, the roll, and the bounds of the degree it came to, as told: ".75", ".56", ".50"."""

    odds: str
    roll: str
    low: str
    high: str

    @property
    def told(self) -> str:
        """Return both in words: "odds .75, rolled .56"."""
        return f"odds {self.odds}, rolled {self.roll}"

    @property
    def within(self) -> str:
        """Return where the degree lies: "from .50 to .75", "below .50"."""
        if not self.low:
            return f"below {self.high}" if self.high else ""
        return f"from {self.low} to {self.high}" if self.high else f"from {self.low}"


def roll_of(odds: float, roll: float) -> Roll:
    """Return odds and a roll, 0 to 1, as told: with more places where two of them would tie."""
    ends = [end for _, end in bounds(odds)]
    low = max((end for end in ends if end <= roll), default=0.0)
    high = min((end for end in ends if end > roll), default=1.0)
    near = {odds, low, high} - {roll, 0.0, 1.0}
    places = next((n for n in range(FEWEST, MOST) if _apart(near, roll, n)), MOST)
    inner = [_short(end, places) if 0.0 < end < 1.0 else "" for end in (low, high)]
    return Roll(_short(odds, places), fraction(roll, places), *inner)


def _short(value: float, places: int) -> str:
    """Return odds or a bound without the zeros behind that say nothing: ".85" for ".8500"."""
    told = fraction(value, places)
    whole, dot, digits = told.partition(".")
    return whole + dot + digits[:FEWEST] + digits[FEWEST:].rstrip("0")


def _apart(others: set[float], roll: float, places: int) -> bool:
    return all(fraction(other, places) != fraction(roll, places) for other in others)


def ruled(act: Act, names: Names) -> str:
    """Return how an act was ruled, by whom and why, with what arguments made of its odds."""
    who = f"by {plain(act.ruled_by)}"
    why = f": {plain(act.ruling_reason)}" if act.ruling_reason.strip() else ""
    noun = names.noun(act.actor, act.move)
    if noun is None or not _argued(act, odds_after(noun.odds)):
        return f"ruled {RESULTS[act.result]} {who}{why}"
    rolled = roll_of(act.odds, act.roll)
    moved = f"odds {fraction(noun.odds)} ruled to be {rolled.odds} {who}"
    return f"{moved}, rolled {rolled.roll}, {RESULTS[act.result]}{why}"


def _argued(act: Act, base: float) -> bool:
    """Tell whether a ruling moved the odds and let the roll stand, and did not overrule it."""
    moved = min(abs(act.odds - base), abs(act.odds - dice_odds(EVEN))) > 1e-9
    return moved and degree(act.odds, act.roll) == act.result


def with_rolls(view: AudienceView, exercise: Exercise) -> AudienceView:
    """Return the white cell's view with rolls and rulings told in full; others have none."""
    names = Names(exercise.scenario)
    acts = [*(act for each in exercise.reports for act in each.acts), *exercise.table.log.acts]
    details = {act.id: _detail(act, names) for act in acts}

    def told(event: EventSeen) -> EventSeen:
        says = details.get(event.id, "") if event.kind == "act" and event.detail else ""
        return replace(event, detail=says) if says else event

    path = (replace(turn, events=tuple(map(told, turn.events))) for turn in view.path)
    return replace(view, path=tuple(path))


def _detail(act: Act, names: Names) -> str:
    if act.called_off:
        return ""
    if act.ruled_by:
        return ruled(act, names)
    return roll_of(act.odds, act.roll).told if act.odds < 1.0 else ""
