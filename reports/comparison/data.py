"""A comparison as plain data: what `whitecell compare --format json` writes."""

from __future__ import annotations

import math
from dataclasses import asdict
from typing import Any

from batch.compare.clouds import Cloud
from batch.compare.futures import Crossed
from batch.compare.policies import Robust
from batch.compare.shares import Share, ShareDifference
from batch.compare.whole import Comparison
from reports.comparison.pairing import unpaired
from reports.comparison.wording import points_needed, unfinished

SCHEMA = 1
Plain = dict[str, Any]


def comparison_data(of: Comparison) -> Plain:
    """Return a comparison with plain, unrounded numbers; docs/reference/compare-json.md."""
    data: Plain = {
        "schema": SCHEMA,
        "baseline": of.baseline.label,
        "outcome": of.outcome,
        "chosen_by": of.chosen_by,
        "strangers": [cloud.label for cloud in of.strangers],
        "unpaired": unpaired(of),
        "unfinished": unfinished(of.clouds),
        "level": 0.95,
        "arms": [_arm(of, cloud) for cloud in of.clouds],
        "shares": [asdict(share) for share in of.shares],
        "share_differences": [{**asdict(d), "sure": d.sure} for d in of.share_differences],
        "policies_in_futures": None if of.crossed is None else _crossed(of.crossed),
        "measure_differences": [{**asdict(d), "sure": d.sure} for d in of.measure_differences],
        "fans": [asdict(fan) for fan in of.fans],
        "divergences": [asdict(each) for each in of.divergences],
        "laws": [{**asdict(law), "verdict": law.verdict} for law in of.laws],
        "regret": None if of.robust is None else _robust(of.robust),
    }
    told: Plain = finite(data)
    return told


def _arm(of: Comparison, cloud: Cloud) -> Plain:
    arm, needed = cloud.arm, of.needed[cloud.label]
    return {
        "label": cloud.label,
        "folder": str(cloud.results.folder),
        "scenario": arm.scenario,
        "variant": arm.variant,
        "lens": arm.lens,
        "policy": arm.policy,
        "runs": cloud.runs,
        "failed": cloud.failed,
        "runs_for_two_points": needed,
        "points_for_two_points": None if needed is None else points_needed(cloud, needed),
    }


def _crossed(crossed: Crossed) -> Plain:
    return {
        "base": crossed.base,
        "policies": list(crossed.policies),
        "futures": list(crossed.futures),
        "shares": [{**_without_arm(s), "policy": s.arm} for s in crossed.shares],
        "overall": [{**_without_arm(d), "policy": d.arm, "sure": d.sure} for d in crossed.overall],
        "within": [
            {
                "policy": each.policy,
                "future": each.future,
                "baseline": each.base,
                **asdict(each.of),
                "sure": each.of.sure,
            }
            for each in crossed.within
        ],
    }


def _without_arm(of: Share | ShareDifference) -> Plain:
    """Return a figure of a policy, which is no arm."""
    told = asdict(of)
    del told["arm"]
    return told


def _robust(robust: Robust) -> Plain:
    return {
        "aim": asdict(robust.aim),
        "runs": robust.runs,
        "over_points": robust.over_points,
        "table": asdict(robust.table),
        "chosen": dict(robust.chosen),
        "decided": robust.decided,
        "worst": {policy: [low, high] for policy, low, high in robust.worst},
        "behind": list(robust.behind),
    }


def finite(value: Any) -> Any:
    """Return data in which a number that is none is null."""
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    if isinstance(value, dict):
        return {str(key): finite(each) for key, each in value.items()}
    return [finite(each) for each in value] if isinstance(value, list | tuple) else value
