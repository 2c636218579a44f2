"""What a condition can come to, whatever happens: a span of numbers, or a set of values.

The spans are sound and not tight: a value outside them cannot occur, one inside may. So what is
called impossible here is impossible, and nothing is called so by mistake.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from engine.model import Call, Const, Name, Op, Tree

Choices = frozenset[bool | str]
BOTH: Choices = frozenset((True, False))


@dataclass(frozen=True, slots=True)
class Span:
    """All numbers from `low` to `high`; a bound that is open is not reached itself."""

    low: float = -math.inf
    high: float = math.inf
    open_low: bool = False
    open_high: bool = False

    @property
    def empty(self) -> bool:
        """Whether no number lies in it."""
        return self.low > self.high or (self.low == self.high and (self.open_low or self.open_high))

    def cut(self, other: Span) -> Span:
        """Return the numbers in both."""
        low, open_low = max(
            (self.low, self.open_low), (other.low, other.open_low), key=lambda end: (end[0], end[1])
        )
        high, open_high = min(
            (self.high, self.open_high),
            (other.high, other.open_high),
            key=lambda end: (end[0], not end[1]),
        )
        return Span(low, high, open_low, open_high)

    def within(self, other: Span) -> bool:
        """Tell whether every number of this span lies in the other."""
        return self.cut(other) == self


Possible = Span | Choices


@dataclass(frozen=True)
class Reach:
    """What levels, flags and uncertainties can come to, and the moves that can be made."""

    levels: Mapping[str, Span]
    openings: Mapping[str, float]
    flags: Mapping[str, Possible]
    parameters: Mapping[str, Span]
    turns: int
    months: float
    moves: frozenset[tuple[str, str]] = field(default_factory=frozenset)


def possible(tree: Tree, reach: Reach) -> Possible:
    """Return what a tree can come to."""
    if isinstance(tree, Const):
        return constant(tree.value)
    if isinstance(tree, Name):
        return _name(tree, reach)
    whole = isinstance(tree, Op) and tree.operator == "and"
    args = [possible(arg, reach) for arg in (conjuncts(tree) if whole else tree.args)]
    if isinstance(tree, Op):
        return _operator(tree, args, reach)
    return _call(tree, args, reach)


def constant(value: float | str | bool) -> Possible:
    """Return the one thing a constant comes to."""
    if isinstance(value, (bool, str)):
        return frozenset((value,))
    return Span(value, value)


def can_hold(tree: Tree, reach: Reach) -> bool:
    """Tell whether a condition can be true."""
    found = possible(tree, reach)
    return not isinstance(found, Span) and True in found


def can_fail(tree: Tree, reach: Reach) -> bool:
    """Tell whether a condition can be false."""
    found = possible(tree, reach)
    return not isinstance(found, Span) and False in found


def _name(tree: Name, reach: Reach) -> Possible:
    """Return what a name can come to."""
    if tree.kind == "level":
        return reach.levels.get(tree.id, Span())
    if tree.kind == "flag":
        return reach.flags.get(tree.id, BOTH)
    if tree.kind == "parameter":
        return reach.parameters.get(tree.id, Span())
    return Span(1, reach.turns) if tree.id == "turn" else Span(0, reach.months)


def _operator(tree: Op, args: list[Possible], reach: Reach) -> Possible:
    """Return what an operator can come to."""
    sign = tree.operator
    if sign in ("and", "or", "not"):
        return _logic(tree, [arg for arg in args if not isinstance(arg, Span)], reach)
    if sign in ("==", "!="):
        return _same(args[0], args[1], want=sign == "==")
    spans = [arg if isinstance(arg, Span) else Span() for arg in args]
    if sign == "neg":
        return Span(-spans[0].high, -spans[0].low)
    if sign in ("<", "<=", ">", ">="):
        return _ordered(sign, *spans)
    return ARITHMETIC[sign](*spans)


def _logic(tree: Op, args: list[Choices], reach: Reach) -> Choices:
    """Return what and, or, not can come to; an `and` whose parts exclude each other is false."""
    if tree.operator == "not":
        return frozenset(not value for value in args[0])
    if tree.operator == "and":
        holds = all(True in arg for arg in args) and not contradictory(tree, reach)
        fails = any(False in arg for arg in args) or not holds
    else:
        holds = any(True in arg for arg in args)
        fails = all(False in arg for arg in args)
    return frozenset(value for value, can in ((True, holds), (False, fails)) if can)


def _same(left: Possible, right: Possible, *, want: bool) -> Choices:
    """Return whether two things can be equal, or unequal."""
    if isinstance(left, Span) or isinstance(right, Span):
        if not (isinstance(left, Span) and isinstance(right, Span)):
            return BOTH
        equal = not left.cut(right).empty
        unequal = not (left.low == left.high == right.low == right.high)
    else:
        equal = bool(left & right)
        unequal = len(left | right) > 1
    return frozenset(value for value, can in ((want, equal), (not want, unequal)) if can)


def _ordered(sign: str, left: Span, right: Span) -> Choices:
    """Return whether one number can be below or above another."""
    if sign in (">", ">="):
        return _ordered("<" if sign == ">" else "<=", right, left)
    holds = left.low < right.high or (sign == "<=" and left.low == right.high)
    fails = left.high > right.low or (sign == "<" and left.high == right.low)
    return frozenset(value for value, can in ((True, holds), (False, fails)) if can)


def _product(left: Span, right: Span) -> Span:
    """Return the span of products; nothing times no end is nothing."""
    ends = [
        0.0 if 0 in (a, b) else a * b
        for a in (left.low, left.high)
        for b in (right.low, right.high)
    ]
    return Span(min(ends), max(ends))


def _quotient(left: Span, right: Span) -> Span:
    """Return the span of quotients; a divisor that can be 0 leaves everything open."""
    if right.low <= 0 <= right.high:
        return Span()
    return _product(left, Span(1 / right.high, 1 / right.low))


ARITHMETIC: dict[str, Callable[..., Span]] = {
    "+": lambda a, b: Span(a.low + b.low, a.high + b.high),
    "-": lambda a, b: Span(a.low - b.high, a.high - b.low),
    "*": _product,
    "/": _quotient,
}


def _call(tree: Call, args: list[Possible], reach: Reach) -> Possible:
    """Return what a function can come to."""
    function = tree.function
    if function in ("moved", "moves", "answers", "moves_or_answers"):
        return _about_moves(tree, reach)
    if function == "start":
        level = str(getattr(tree.args[0], "value", ""))
        value = reach.openings.get(level)
        return Span() if value is None else Span(value, value)
    if function in ("final", "ever"):
        return args[0]
    spans = [arg if isinstance(arg, Span) else Span(0, 1) for arg in args]
    if function.startswith("months"):
        above = function == "months_above"
        holds = spans[0].high > spans[1].low if above else spans[0].low < spans[1].high
        return Span(0, reach.months + 1 if holds else 0)
    if function == "abs":
        low = (
            0.0
            if spans[0].low <= 0 <= spans[0].high
            else min(abs(spans[0].low), abs(spans[0].high))
        )
        return Span(low, max(abs(spans[0].low), abs(spans[0].high)))
    if function in ("min", "max") and len(spans) == 2:
        choose = min if function == "min" else max
        return Span(choose(spans[0].low, spans[1].low), choose(spans[0].high, spans[1].high))
    return spans[0]


def _about_moves(tree: Call, reach: Reach) -> Possible:
    """Return how often moves can be made: never, where none of those named is possible."""
    names = [str(arg.value) for arg in tree.args if isinstance(arg, Const)]
    actor, named = names[0], set(names[1:])
    if tree.function in ("answers", "moves_or_answers"):
        return Span(0, math.inf)
    own = {move for who, move in reach.moves if who == actor}
    can = bool(own & named if named else own)
    if tree.function == "moved":
        return BOTH if can else frozenset((False,))
    return Span(0, math.inf if can else 0)


def conjuncts(tree: Tree, operator: str = "and") -> list[Tree]:
    """Return the parts of a chain of `and` (or `or`)."""
    if isinstance(tree, Op) and tree.operator == operator:
        return [part for arg in tree.args for part in conjuncts(arg, operator)]
    return [tree]


MOST_COMPARED = 100
"""Pairs of alternatives of two conditions that are compared; with more, nothing is said of them."""
FLIPPED = {"<": ">", "<=": ">=", ">": "<", ">=": "<=", "==": "=="}


def bound(tree: Tree, reach: Reach) -> tuple[Tree, Span] | None:
    """Return what a comparison with a fixed number says: a tree and the span it must lie in."""
    if not (isinstance(tree, Op) and tree.operator in FLIPPED):
        return None
    left, right = tree.args
    for subject, other, sign in (
        (left, right, tree.operator),
        (right, left, FLIPPED[tree.operator]),
    ):
        value = possible(other, reach)
        if isinstance(value, Span) and value.low == value.high and not isinstance(subject, Const):
            return subject, _side(sign, value.low)
    return None


def _side(sign: str, value: float) -> Span:
    """Return the numbers that stand so to a value."""
    if sign == "==":
        return Span(value, value)
    if sign in ("<", "<="):
        return Span(high=value, open_high=sign == "<")
    return Span(low=value, open_low=sign == ">")


def narrowed(tree: Tree, reach: Reach) -> dict[Tree, Span]:
    """Return what a chain of `and` leaves open of everything it compares with fixed numbers."""
    spans = dict[Tree, Span]()
    for part in conjuncts(tree):
        found = bound(part, reach)
        if found is not None:
            subject, side = found
            before = spans.get(subject)
            if before is None:
                known = possible(subject, reach)
                before = known if isinstance(known, Span) else Span()
            spans[subject] = before.cut(side)
    return spans


def contradictory(tree: Tree, reach: Reach) -> bool:
    """Tell whether the parts of a chain of `and` leave nothing: `x > 80 and x < 20`."""
    if any(span.empty for span in narrowed(tree, reach).values()):
        return True
    texts = dict[Tree, Choices]()
    for part in conjuncts(tree):
        if isinstance(part, Op) and part.operator == "==":
            for subject, other in (part.args, part.args[::-1]):
                if isinstance(other, Const) and isinstance(other.value, str):
                    only: Choices = frozenset((other.value,))
                    texts[subject] = texts.get(subject, only) & only
    return any(not choices for choices in texts.values())


def implies(tree: Tree, other: Tree, reach: Reach) -> bool:
    """Tell whether one condition surely holds wherever another does; False where unsure."""
    if tree == other:
        return True
    if len(conjuncts(tree, "or")) * len(conjuncts(other, "or")) > MOST_COMPARED:
        return False
    either = conjuncts(tree, "or")
    if len(either) > 1:
        return all(implies(part, other, reach) for part in either)
    others = conjuncts(other, "or")
    if len(others) > 1:
        return any(implies(tree, part, reach) for part in others)
    parts, spans = conjuncts(tree), narrowed(tree, reach)
    return all(_entailed(wanted, parts, spans, reach) for wanted in conjuncts(other))


def _entailed(wanted: Tree, parts: list[Tree], spans: Mapping[Tree, Span], reach: Reach) -> bool:
    """Tell whether a single condition follows from the parts of a chain."""
    if wanted in parts or not can_fail(wanted, reach):
        return True
    found = bound(wanted, reach)
    return found is not None and found[0] in spans and spans[found[0]].within(found[1])
