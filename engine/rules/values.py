"""Value functions: what a gap from the reference is worth (`model.md` families).

u is the gap in scales (points / 50 by default), clipped to +-clip. `need` is
L(u) (1 - exp(-g u)) / g with L = 1 for gains and `loss` for losses: losses weigh more the deeper
they are. `linear` is u. `kinked` is L(u) u. `prospect` is u^.88 and -2.25 |u|^.88
(Tversky & Kahneman 1992).
"""

from __future__ import annotations

from collections.abc import Callable
from math import exp, inf

from engine.model import ValueRule

Value = Callable[[float], float]


def value_function(rule: ValueRule, clip: float | None) -> Value:
    """Return v(u) for a rule, with u clipped to +-clip where a clip is given."""
    return _FAMILIES[rule.family](rule, inf if clip is None else clip)


def straight(rule: ValueRule, clip: float | None) -> bool:
    """Tell whether v(u) is u: then a gain is worth the same wherever one stands."""
    return rule.family == "linear" and clip is None


def _need(rule: ValueRule, clip: float) -> Value:
    g, loss, low = rule.curvature, rule.loss, -clip

    def value(u: float) -> float:
        if u > clip:
            u = clip
        elif u < low:
            u = low
        gain = (1.0 - exp(-g * u)) / g
        return gain if u >= 0 else loss * gain

    return value


def _linear(rule: ValueRule, clip: float) -> Value:
    return lambda u: min(max(u, -clip), clip)


def _kinked(rule: ValueRule, clip: float) -> Value:
    loss = rule.loss
    return lambda u: min(u, clip) if u >= 0 else loss * max(u, -clip)


def _prospect(rule: ValueRule, clip: float) -> Value:
    return lambda u: min(u, clip) ** 0.88 if u >= 0 else -2.25 * min(-u, clip) ** 0.88


_FAMILIES: dict[str, Callable[[ValueRule, float], Value]] = {
    "need": _need,
    "linear": _linear,
    "kinked": _kinked,
    "prospect": _prospect,
}
