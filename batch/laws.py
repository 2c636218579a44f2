"""Expectations read off runs: what each law measured, and whether it holds.

A contrast is read as the paired difference between its two arms; a bound as the mean in the arm
where it is highest. A strict law holds where the difference has its sign with |t| > 3 and, if
draws were made, in 95% of them; a weak one where the mean has its sign; a bound where the mean
keeps to it, and in 95% of draws. Of a contested one nothing is asserted.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from batch.arms import Runs
from batch.statistics import Paired, average, mean_of, paired, runs_for, wilson
from engine.model import Expectation

PLAIN = ""
"""The name of the arm without a variant."""
T_STRICT = 3.0
DRAWS_STRICT = 0.95
Verdict = Literal["supported", "not supported", "contested"]


@dataclass(frozen=True, slots=True)
class Limit:
    """A bound read off runs: the mean of the arm where it is highest, with its interval."""

    arm: str
    runs: int
    mean: float
    low: float
    high: float
    at_most: float

    @property
    def kept(self) -> bool:
        """Whether the mean keeps to the bound."""
        return self.mean <= self.at_most

    @property
    def sure(self) -> bool:
        """Whether the whole interval keeps to the bound."""
        return self.high <= self.at_most


Reading = Paired | Limit


@dataclass(frozen=True, slots=True)
class Draws:
    """In how many draws of what nobody knows a law came out right, over `runs` seeds in each."""

    draws: int
    runs: int
    right: int

    @property
    def share(self) -> float:
        """The share of draws that came out right."""
        return self.right / self.draws


def arms_of(expectations: Iterable[Expectation], variants: Iterable[str]) -> tuple[str, ...]:
    """Return the arms some expectations are read off: a bound without a contrast needs all."""
    found, everything = dict[str, None](), (PLAIN, *variants)
    for expectation in expectations:
        found |= dict.fromkeys(arms_read(expectation, everything))
    return tuple(found)


def arms_read(expectation: Expectation, arms: Iterable[str]) -> tuple[str, ...]:
    """Return which of some arms an expectation is read off."""
    if expectation.a is not None and expectation.b is not None:
        return expectation.a, expectation.b
    return tuple(arms)


def read(expectation: Expectation, arms: Mapping[str, Runs]) -> Reading:
    """Return what an expectation's measure was in the runs of its arms."""
    names = arms_read(expectation, arms)
    columns = [arms[arm].measures[expectation.id] for arm in names]
    if expectation.at_most is None:
        return paired(*columns)
    if expectation.a is not None:
        return _raised(expectation, *columns)
    return max(
        (_limit(expectation, arm, column) for arm, column in zip(names, columns, strict=True)),
        key=lambda limit: limit.mean,
    )


def _raised(expectation: Expectation, a: tuple[float, ...], b: tuple[float, ...]) -> Limit:
    """Return a bound on how much higher the mean is in the second arm."""
    risen = paired(a, b).difference
    assert expectation.at_most is not None
    assert expectation.b is not None
    return Limit(expectation.b, risen.runs, risen.mean, risen.low, risen.high, expectation.at_most)


def _limit(expectation: Expectation, arm: str, column: tuple[float, ...]) -> Limit:
    assert expectation.at_most is not None
    if expectation.measure.yields == "truth":
        low, high = wilson(round(sum(column)), len(column))
        return Limit(arm, len(column), average(column), low, high, expectation.at_most)
    mean = mean_of(column)
    return Limit(arm, mean.runs, mean.mean, mean.low, mean.high, expectation.at_most)


def came_out(expectation: Expectation, reading: Reading) -> bool:
    """Tell whether the mean has the sign expected, or keeps to its bound."""
    if isinstance(reading, Limit):
        return reading.kept
    return _signed(expectation, reading.difference.mean) > 0


def came_out_over(expectation: Expectation, arms: Mapping[str, Runs]) -> bool:
    """Tell the same of a draw's few runs: a bound is held against the mean of all its arms."""
    if expectation.at_most is None or expectation.a is not None:
        return came_out(expectation, read(expectation, arms))
    pooled = tuple(value for runs in arms.values() for value in runs.measures[expectation.id])
    return average(pooled) <= expectation.at_most


def judged(
    expectation: Expectation, reading: Reading, draws: Draws | None = None
) -> tuple[Verdict, str]:
    """Return the verdict on an expectation, and what to know about it."""
    if expectation.kind == "contested":
        return "contested", "nothing is asserted; both signs are shown"
    held, note = _held(expectation, reading)
    if draws is not None and expectation.kind != "weak" and draws.share < DRAWS_STRICT:
        held, note = False, f"{note}; right in only {draws.share:.0%} of draws".removeprefix("; ")
    return ("supported" if held else "not supported"), note


def _held(expectation: Expectation, reading: Reading) -> tuple[bool, str]:
    if isinstance(reading, Limit):
        return reading.kept, _sureness(reading)
    t = _signed(expectation, reading.difference.t)
    if expectation.kind == "weak":
        return t > 0, "" if t > 0 else "no difference" if t == 0 else "the sign is the other one"
    if t > T_STRICT:
        return True, ""
    return False, "the sign is the other one" if t < 0 else f"t = {t:.1f} is not above {T_STRICT:g}"


def _sureness(limit: Limit) -> str:
    if not limit.kept:
        return "the mean is above the bound"
    if limit.sure:
        return ""
    needed = runs_for(limit.at_most) if limit.mean == 0 else None
    more = f" ({needed:,} runs without a case would settle it)" if needed else ""
    return f"not yet sure, the upper limit {limit.high:.3g} is above the bound{more}"


def _signed(expectation: Expectation, value: float) -> float:
    return -value if expectation.sign == "-" else value
