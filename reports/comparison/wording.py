"""Figures of a comparison in words: shares in percent, differences in points, with intervals."""

from __future__ import annotations

from batch.compare.clouds import Cloud
from batch.compare.divergence import Deed, Divergence
from batch.compare.policies import Robust
from batch.plan import Arm
from engine.model import Scenario
from reports.names import Names
from reports.wording import listing, plain

MINUS = "−"
DONE = {
    "arm": "done here and not, or later, in the baseline",
    "baseline": "done in the baseline and not, or later, here",
    "otherwise": "done in both with other success",
}


def share(value: float) -> str:
    """Return a share in percent: 41.3%."""
    return f"{100 * value:.1f}%"


def span(low: float, high: float) -> str:
    """Return an interval of shares."""
    return f"{share(low)} to {share(high)}".replace("-", MINUS)


def points(value: float) -> str:
    """Return a difference of shares in percentage points, with its sign."""
    return f"{100 * value:+.1f}".replace("-", MINUS)


def points_span(low: float, high: float) -> str:
    """Return an interval of such a difference."""
    return f"{points(low)} to {points(high)}"


def number(value: float, spread: float | None = None) -> str:
    """Return a number with as many places as its size, or the spread it stands in, bears."""
    size = abs(value) if spread is None else abs(spread)
    places = 0 if size >= 1_000 else 1 if size >= 100 else 2 if size >= 1 else 3
    return f"{value:,.{places}f}".replace("-", MINUS)


def signed(value: float, spread: float | None = None) -> str:
    """Return such a number with its sign."""
    return number(value, spread) if value < 0 else f"+{number(value, spread)}"


def factor(value: float | None) -> str:
    """Return what pairing is worth: how much of the variance is left."""
    return "–" if value is None else f"× {value:.2f}"


def column_name(column: str, cloud: Cloud) -> str:
    """Return a column of the runs as people say it."""
    return column_in_words(column, Names(cloud.scenario))


def column_in_words(column: str, names: Names) -> str:
    """Return a column of the runs as people say it, with names at hand."""
    kind, _, name = column.partition(".")
    if kind == "final":
        return f"{names.level(name)} at the end"
    return plain(name.replace("_", " "))


def what_is_set(arm: Arm, scenario: Scenario) -> str:
    """Return what an arm sets, in a sentence or two."""
    variant = next((v.says for v in scenario.variants if v.id == arm.variant), "")
    settings = ", ".join(f"{key} = {value}" for key, value in arm.settings)
    return " ".join(filter(None, (plain(variant), plain(settings)))) or "As the files have it."


def outcome_name(id: str) -> str:
    """Return an outcome class as people say it."""
    return plain(id.replace("_", " "))


def deed(of: Deed, names: Names) -> str:
    """Return an act in words."""
    return f"{names.actor(of.actor)}: {names.move(of.move)}"


def parted(of: Divergence, name: str) -> str:
    """Return when an arm's runs part from the baseline's, as a sentence."""
    if of.turns is None:
        return f"{name}: the same was done in all {of.pairs:,} pairs."
    low, middle, high = of.turns
    never = f"; in {share(of.never / of.pairs)} never" if of.never else ""
    return (
        f"{name}: {of.pairs:,} pairs part first in turn {middle:g} in the median "
        f"(middle half {low:g} to {high:g}){never}."
    )


def aim_name(value: str) -> str:
    """Return what policies are for, as people say it."""
    kind, _, name = value.partition(".")
    said = outcome_name(name)
    return {"final": f"{said} at the end", "outcome": f"the share of runs that end as {said}"}.get(
        kind, said
    )


def regret_sentences(of: Robust) -> tuple[str, str]:
    """Return what regrets are of and over what, and which policy follows."""
    table, aim = of.table, of.aim
    good = "low" if aim.low_is_good else "high"
    cases = "sample points in each, the mean of their runs" if of.over_points else "runs in each"
    says = (
        f"The value is {aim_name(aim.value)}; {good} is good. Regret is what a policy loses "
        f"against the best one in the same future ({len(table.futures)} futures, {of.runs:,} "
        f"{cases})."
    )
    verdict = f"Least worst regret: {listing(table.minimax)}."
    if aim.enough is not None:
        enough = f"{'at most' if aim.low_is_good else 'at least'} {number(aim.enough)}"
        oftenest = (
            f"oftenest: {listing(table.satisficing)}" if table.satisficing else "in no future"
        )
        verdict += f" Good enough ({enough}) {oftenest}."
    return says, verdict
