"""Whether an uncertain move succeeds, how well, and by what magnitude and lead.

The odds are p0, shifted on the log-odds scale by weighed arguments: p = sigma(logit(clip(p0)) +
beta x balance). With a uniform u: u < 2p/3 done in full, u < p done by half, u < p + (1-p)/3 a
near miss without effect, else failed.
"""

from __future__ import annotations

from math import exp, log, sqrt

from engine.model import RULES, Lead
from engine.record import Degree, Rating, Result, Ruling

SHARE: dict[Result, float] = {
    "done": 1.0,
    "partial": 0.5,
    "near_miss": 0.0,
    "failed": 0.0,
    "called_off": 0.0,
}
"""Share of a move's effects each result brings."""


RATINGS: dict[Rating, float] = {
    "absurd": 0.0,
    "very weak": 1 / 6,
    "weak": 2 / 6,
    "average": 3 / 6,
    "strong": 4 / 6,
    "very strong": 5 / 6,
}
"""Odds of a rated matrix argument on one die (after Evans, Table Top Matrix Games)."""

EVEN = 7
"""What two dice must reach where the arguments balance: .5833; .7222 and .4167 beside it."""


def judged(
    p0: float, roll: float, ruling: Ruling | None, argument: float = RULES.argument
) -> tuple[float, Degree]:
    """Return the odds and the result of an uncertain move under a ruling.

    `argument` is the log-odds one net argument for (+1) or against (-1) is worth.
    """
    if ruling is None:
        odds = odds_after(p0)
        return odds, degree(odds, roll)
    weighed = odds_after(p0, ruling.balance, argument)
    odds = RATINGS[ruling.rating] if ruling.rating else weighed
    if ruling.result is not None:
        return odds, ruling.result
    if ruling.dice is not None:
        needed = EVEN - round(ruling.balance)
        return dice_odds(needed), "done" if ruling.dice >= needed else "failed"
    return odds, degree(odds, roll)


def dice_odds(needed: int) -> float:
    """Return the chance that two dice reach `needed`."""
    return sum(a + b >= needed for a in range(1, 7) for b in range(1, 7)) / 36


def odds_after(p0: float, balance: float = 0.0, argument: float = RULES.argument) -> float:
    """Return the odds of success; 1 stays certain unless arguments are put."""
    if p0 >= 1.0 and not balance:
        return 1.0
    return sigma(logit(p0) + argument * balance)


def logit(p: float) -> float:
    """Return the log-odds of a probability, clipped to .001 and .999."""
    clipped = min(max(p, 0.001), 0.999)
    return log(clipped / (1.0 - clipped))


def sigma(x: float) -> float:
    """Return the probability of log-odds x."""
    return 1.0 / (1.0 + exp(-x)) if x >= 0 else exp(x) / (1.0 + exp(x))


def bounds(p: float) -> tuple[tuple[Degree, float], ...]:
    """Return each degree of success with the roll it ends below, the best first."""
    if p <= 0.0:
        return (("failed", 1.0),)
    if p >= 1.0:
        return (("done", 1.0),)
    near = p + (1.0 - p) / 3.0
    return ("done", 2.0 * p / 3.0), ("partial", p), ("near_miss", near), ("failed", 1.0)


def degree(p: float, roll: float) -> Degree:
    """Return the degree of success for odds p and a uniform roll."""
    ends = bounds(p)
    return next((result for result, end in ends if roll < end), ends[-1][0])


def magnitude(spread: float, normal: float) -> float:
    """Return a lognormal factor of mean 1 and log-sd `spread`."""
    return exp(spread * normal - spread * spread / 2.0)


def lead_days(lead: Lead, u: float) -> int:
    """Return the days of preparation for a uniform u, rounded to whole days."""
    if lead.law == "fixed":
        return round(lead.mode)
    if lead.law == "exponential":
        return round(-lead.mode * log(1.0 - u))
    width = lead.high - lead.low
    if width <= 0:
        return round(lead.low)
    cut = (lead.mode - lead.low) / width
    if u < cut:
        return round(lead.low + sqrt(u * width * (lead.mode - lead.low)))
    return round(lead.high - sqrt((1.0 - u) * width * (lead.high - lead.mode)))
