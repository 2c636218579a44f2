"""Whether an uncertain move succeeds, how well, and by what magnitude and lead.

The odds are p0, shifted on the log-odds scale by weighed arguments: p = sigma(logit(clip(p0)) +
beta x balance). With a uniform u: u < 2p/3 done in full, u < p done by half, u < p + (1-p)/3 a
near miss without effect, else failed.
"""

from __future__ import annotations

from math import exp, log, sqrt

from engine.model import Lead
from engine.record import Result

ARGUMENT = 0.5
"""Log-odds one net argument for (+1) or against (-1) is worth."""

SHARE: dict[Result, float] = {"done": 1.0, "partial": 0.5, "near_miss": 0.0, "failed": 0.0}
"""Share of a move's effects each result brings."""


def odds_after(p0: float, balance: float = 0.0) -> float:
    """Return the odds of success; 1 stays certain unless arguments are put."""
    if p0 >= 1.0 and not balance:
        return 1.0
    p = min(max(p0, 0.001), 0.999)
    return 1.0 / (1.0 + exp(-(log(p / (1.0 - p)) + ARGUMENT * balance)))


def degree(p: float, roll: float) -> Result:
    """Return the degree of success for odds p and a uniform roll."""
    if p >= 1.0 or roll < 2.0 * p / 3.0:
        return "done"
    if roll < p:
        return "partial"
    return "near_miss" if roll < p + (1.0 - p) / 3.0 else "failed"


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
