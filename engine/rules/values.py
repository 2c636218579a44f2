"""Value functions: what a gap from the reference is worth (`model.md` families).

u is the gap in scales (points / 50 by default), clipped to +-clip. `need` is
L(u) (1 - exp(-g u)) / g with L = 1 for gains and `loss` for losses: losses weigh more the deeper
they are. `linear` is u. `kinked` is L(u) u. `prospect` is u^.88 and -2.25 |u|^.88
(Tversky & Kahneman 1992).
"""

from __future__ import annotations

from collections.abc import Callable
from math import exp

from engine.model import ValueRule

Value = Callable[[float], float]


def value_function(rule: ValueRule, clip: float | None) -> Value:
    """Return v(u) for a rule, with u clipped to +-clip where a clip is given."""
    raw = _FAMILIES[rule.family](rule)
    if clip is None:
        return raw
    high, low = clip, -clip

    def clipped(u: float) -> float:
        if u > high:
            u = high
        elif u < low:
            u = low
        return raw(u)

    return clipped


def _need(rule: ValueRule) -> Value:
    g, loss = rule.curvature, rule.loss

    def value(u: float) -> float:
        gain = (1.0 - exp(-g * u)) / g
        return gain if u >= 0 else loss * gain

    return value


def _linear(rule: ValueRule) -> Value:
    return lambda u: u


def _kinked(rule: ValueRule) -> Value:
    loss = rule.loss
    return lambda u: u if u >= 0 else loss * u


def _prospect(rule: ValueRule) -> Value:
    return lambda u: u**0.88 if u >= 0 else -2.25 * (-u) ** 0.88


_FAMILIES: dict[str, Callable[[ValueRule], Value]] = {
    "need": _need,
    "linear": _linear,
    "kinked": _kinked,
    "prospect": _prospect,
}
