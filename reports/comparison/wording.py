"""Figures of a comparison in words: shares in percent, differences in points, with intervals."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from math import ceil

from batch.compare.clouds import EITHER, Cloud
from batch.compare.divergence import Deed, Divergence
from batch.compare.laws import Law
from batch.plan import Arm
from engine.model import Scenario
from reports.holding import in_words
from reports.names import Names
from reports.wording import counted, listing, plain

MINUS = "−"
LEAVES_OUT = "whose 95% interval leaves out zero"
"""What is said of a difference, here as everywhere; no more than that is known of it."""
AT_THE_END = " at the end"
DONE = {
    "arm": "done here and not, or later, in the baseline",
    "baseline": "done in the baseline and not, or later, here",
    "otherwise": "done in both with other success",
}

DONE_IN_SHORT = {
    "arm": "here",
    "baseline": "in the baseline",
    "otherwise": "in both, otherwise",
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


def terms_of(clouds: Iterable[Cloud]) -> Names:
    """Return the names of all there is in some arms; the first arm's come first."""
    first = {(each.arm.scenario, each.arm.variant): each for each in reversed(list(clouds))}
    return Names(*(each.scenario for each in reversed(first.values())))


def column_in_words(column: str, names: Names) -> str:
    """Return a column of the runs as people say it: an expectation's by what it measures."""
    kind, _, name = column.partition(".")
    if kind == "final":
        return f"{names.level(name)}{AT_THE_END}"
    tree = names.expected.get(name) if kind == "measure" else None
    return names.spelled(name) if tree is None else in_words(tree, names)


def column_told(column: str, scenario: Scenario, names: Names) -> str:
    """Return a column in its scenario's own sentence where there is one, else as words."""
    kind, _, name = column.partition(".")
    says = dict(scenario.measures_say).get(name, "") if kind == "measure" else ""
    return plain(says).rstrip(".") or column_in_words(column, names)


def what_is_set(arm: Arm, scenario: Scenario, policy: str = "") -> str:
    """Return what an arm sets, in a sentence or two; `policy` says what its policy is.

    What is set stands as it is written only where no sentence says it.
    """
    variant = next((v.says for v in scenario.variants if v.id == arm.variant), "")
    settings = policy or ", ".join(f"{key} = {value}" for key, value in arm.settings)
    return " ".join(filter(None, (plain(variant), plain(settings)))) or "As the files have it."


HELD = {
    "holds": "holds",
    "against": "against the law: the sign is the other one",
    "not shown": "not shown with these runs",
}


def law_held(law: Law) -> str:
    """Return whether a strict law's interval stands on the law's side of zero."""
    return HELD[law.verdict]


def law_expects(law: Law) -> str:
    """Return which way a strict law goes."""
    return "less" if law.sign == "-" else "more"


def many_named(told: Sequence[str], most: int = 6) -> str:
    """Return some names, and of very many how many more there are."""
    more = len(told) - most
    return listing([*told[:most], f"{more} more"] if more > 0 else list(told))


def outcome_name(id: str, names: Names) -> str:
    """Return an outcome class, or several that are asked about together, as people say it."""
    return " or ".join(names.spelled(each) for each in id.split(EITHER))


def deed(of: Deed, names: Names) -> str:
    """Return an act in words."""
    return f"{names.actor(of.actor)}: {names.move(of.move)}"


def points_needed(cloud: Cloud, runs: int) -> int | None:
    """Return how many sample points hold so many runs, with as many at each as an arm has now.

    None where nothing was sampled.
    """
    if not cloud.results.study.samples:
        return None
    now = len(set(cloud.samples.tolist()))
    return ceil(runs * now / cloud.runs)


def would_know(cloud: Cloud, runs: int) -> str:
    """Return so many runs, or sample points where an arm was sampled, in words."""
    points = points_needed(cloud, runs)
    if points is None:
        return f"about {counted(runs, 'run')}"
    each = counted(round(runs / points), "run")
    return f"about {counted(points, 'sample point')} with {each} at each"


def deed_told(actor: str, move: str, names: Names) -> str:
    """Return an act in its own sentence, as in a timeline; one without a sentence by its name."""
    noun = names.noun(actor, move)
    if noun is None or not noun.tells:
        return f"{names.actor(actor)}: {names.move(move)}"
    return f"{names.actor(actor)} {plain(noun.tells)}"


def unfinished(clouds: Iterable[Cloud]) -> list[str]:
    """Return the folders of the batches that had not ended when they were read."""
    several = (each.results for each in clouds if not each.results.complete)
    return list(dict.fromkeys(str(each.folder) for each in several))


def unfinished_say(clouds: Iterable[Cloud]) -> str:
    """Return which batches had not ended when they were read; "" where all had."""
    folders = unfinished(clouds)
    if not folders:
        return ""
    verb = "batch is" if len(folders) == 1 else "batches are"
    return f"Not the whole: the {verb} not complete ({listing(folders)}); more runs may change it."


def parted(of: Divergence, name: str) -> str:
    """Return when an arm's runs part from the baseline's, as a sentence."""
    if of.turns is None:
        return f"{name}: the same was done in all {counted(of.pairs, 'pair')}."
    low, middle, high = of.turns
    some = f"{name}: {of.parted:,} of {counted(of.pairs, 'pair')}"
    if of.parted == 1:
        return f"{some} parts, in turn {middle}."
    half = f"turn {low}" if low == high else f"turns {low} to {high}"
    return f"{some} part, in the median in turn {middle} (middle half {half})."


def aim_name(value: str, names: Names) -> str:
    """Return what policies are for, as people say it."""
    kind, _, name = value.partition(".")
    if kind == "outcome":
        return f"the share of runs that end as {outcome_name(name, names)}"
    return column_in_words(value, names)
