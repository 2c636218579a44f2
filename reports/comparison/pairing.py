"""Which arms are not held against the baseline run by run, and why."""

from __future__ import annotations

from batch.compare.clouds import Cloud, paired_places
from batch.compare.whole import Comparison
from reports.wording import listing

MOST_UNPAIRED = 6


def unpaired(of: Comparison) -> dict[str, str]:
    """Return, by label, why an arm has no luck in common with the baseline; empty where all do."""
    return {
        cloud.label: _why(of.baseline, cloud)
        for cloud in of.others
        if paired_places(of.baseline, cloud) is None
    }


def _why(base: Cloud, cloud: Cloud) -> str:
    """Return what of an arm's batch is not as the baseline's: the seed, or what was sampled."""
    (seed, spread, minds), own = base.luck, cloud.luck
    sampled = base.results.study.samples, cloud.results.study.samples
    if own[0] != seed:
        return "another seed"
    if own[1] != spread or own[2] != minds or bool(sampled[0]) != bool(sampled[1]):
        return "other sample points"
    return "fewer than two runs in common"


def unpaired_say(of: Comparison) -> str:
    """Return which arms are compared as independent, and why; "" where all are paired."""
    found = unpaired(of)
    base, parts = of.names[of.baseline.label], list[str]()
    for why in dict.fromkeys(found.values()):
        told = [of.names[label] for label, own in found.items() if own == why]
        more = len(told) - MOST_UNPAIRED
        named = listing([*told[:MOST_UNPAIRED], f"{more} more"] if more > 0 else told)
        parts.append(f"{named} ({why})")
    if not parts:
        return ""
    return f"Not paired with {base}, and compared as independent: {'; '.join(parts)}."
