"""What regrets are of, which policy follows from them, and whether any does."""

from __future__ import annotations

from batch.compare.policies import BEHIND, DECIDED, Aim, Axis, Robust
from batch.compare.whole import Comparison
from batch.regret import Regret, Standing
from reports.comparison.wording import aim_name, number
from reports.names import Names
from reports.wording import counted, listing

AXES: tuple[Axis, ...] = ("policy", "variant", "lens")
MOST_PLACES = 3
"""Futures that are named one by one."""


def regret_sentences(of: Robust, names: Names) -> tuple[str, str]:
    """Return what regrets are of and over what, and which policy follows."""
    table, aim = of.table, of.aim
    good = "low" if aim.low_is_good else "high"
    cases = counted(of.runs, "sample point" if of.over_points else "run")
    each = f"{cases} in each{', the mean of their runs' if of.over_points else ''}"
    futures = counted(len(table.futures), "future")
    says = (
        f"The value is {aim_name(aim.value, names)}; {good} is good. Regret is what a policy loses "
        f"against the best one in the same future ({futures}, {each}).{_biased(of)}"
    )
    parts = [verdict(of)]
    if aim.enough is not None:
        enough = f"{'at most' if aim.low_is_good else 'at least'} {number(aim.enough)}"
        parts.append(f"Good enough ({enough}) {_oftenest(table)}.")
    return says, " ".join(parts)


def _oftenest(table: Regret) -> str:
    """Return which policies are good enough in the most futures, and in how many of all."""
    if not table.satisficing:
        return "in no future"
    first = next(row for row in table.standings if row.policy in table.satisficing)
    futures = f"{satisfied_in(table, first)} future{'' if len(table.futures) == 1 else 's'}"
    return f"oftenest: {listing(table.satisficing)}, in {futures}"


def satisfied_in(table: Regret, row: Standing) -> str:
    """Return in how many futures of all a policy is good enough; "" where nothing says enough."""
    if row.satisfied is None:
        return ""
    return f"{round(row.satisfied * len(table.futures)):,} of {len(table.futures):,}"


def _biased(of: Robust) -> str:
    """Return what is to be known of a worst regret; "" where it is over one future alone."""
    if len(of.table.futures) < 2:
        return ""
    return (
        " The worst of several is a maximum: luck makes it and its interval larger, the more so "
        "the fewer the runs."
    )


def policy_axes(of: Comparison) -> list[Axis]:
    """Return the names of arms that may be policies: those that differ."""
    return [axis for axis in AXES if len({getattr(cloud.arm, axis) for cloud in of.kin}) > 1]


def unweighed(of: Comparison, aim: Aim | None, axis: Axis) -> str:
    """Return why regrets were asked for and there are none; "" where that is not so."""
    if aim is None or of.robust is not None:
        return ""
    return f"the arms have one {axis} only; a regret table needs two"


def axis_hint(of: Comparison) -> str:
    """Return which option has a regret table made, "" where the arms differ in no such name."""
    several = [f"--policies {axis}" for axis in policy_axes(of)]
    return f"; {' or '.join(several)} weighs what the arms do differ in" if several else ""


def verdict(of: Robust) -> str:
    """Return which policy has the least worst regret, or that these runs cannot tell."""
    least, often = of.table.minimax, dict(of.chosen)
    if of.decided:
        told = often_told(often[least[0]])
        return f"Least worst regret: {least[0]}; it would be so in {told} of resamples."
    if len(least) == len(of.table.policies):
        return "The policies are alike in their worst regret: these runs choose none of them."
    here = f"The least worst regret here is that of {listing(least)}"
    if not often:
        return f"{here}; how sure that is cannot be told from one case in each future."
    anew = (
        f"{here}, but were the runs drawn anew, {_again(least, often)}; below {DECIDED:.0%} that "
        "is no choice."
    )
    return " ".join(filter(None, (_alike(of), anew, behind_say(of))))


def _alike(of: Robust) -> str:
    """Return which policies cannot be told apart: all, or those that are not surely worse."""
    if not of.behind:
        return "The policies are too alike to tell apart with these runs."
    alike = [policy for policy in of.table.policies if policy not in of.behind]
    return f"These runs cannot tell {listing(alike)} apart." if len(alike) > 1 else ""


def behind_say(of: Robust) -> str:
    """Return which policies are surely worse at worst than the best of them; "" for none."""
    if not of.behind:
        return ""
    has = "has" if len(of.behind) == 1 else "have"
    return (
        f"{listing(of.behind)} {has} a higher worst regret than the best policy in at least "
        f"{1 - BEHIND:.1%} of resamples."
    )


def often_told(value: float) -> str:
    """Return how often a policy is chosen in resamples: there are too few for a decimal."""
    return f"{value:.0%}"


def _again(least: tuple[str, ...], often: dict[str, float]) -> str:
    return listing(f"{policy} would be chosen in {often_told(often[policy])}" for policy in least)


def worst_place(table: Regret, row: Standing) -> str:
    """Return in which future a policy is at its worst; "" where it loses nothing anywhere.

    Futures are alike where their regrets are printed alike.
    """
    own = table.regrets[table.policies.index(row.policy)]
    if number(row.worst) == number(0.0):
        return ""
    worst = number(row.worst)
    pairs = zip(table.futures, own, strict=True)
    there = [future for future, lost in pairs if number(lost, row.worst) == worst]
    if len(there) == len(table.futures) > 1:
        return "every future alike"
    more = len(there) - MOST_PLACES
    return listing([*there[:MOST_PLACES], f"{more} more"] if more > 0 else there)
