"""How often chance is told as a sign, as an assumption that weighs, or as a box."""

from __future__ import annotations

from batch.discover.prim import chosen, simplified, trajectory
from batch.discover.telling import announces, apart
from tests.batch.idle import CASES, LEVELS, idle_cases, levels_of, yes_or_no
from tests.proof.registry import proof

BATCHES, MOST = 300, 0.10
BOXES, COLUMNS = 100, 50
KINDS = {
    "one arm, the outcome in 16% of runs": (1, 1.0),
    "one arm, in 2%": (1, 2.05),
    "five arms that share most of their luck, in 19%": (5, 1.0),
    "the same, in 8%": (5, 1.75),
}


@proof("signs")
def signs() -> str:
    """Chance is told as a signpost, an assumption that weighs or a box no oftener than is said."""
    lines = [f"| {BATCHES} batches each | levels | acts |", "|---|---|---|"]
    for told, (arms, above) in KINDS.items():
        levels, acts = 0, 0
        for seed in range(BATCHES):
            values, ended, cases = levels_of(seed, 0.0, arms, above)
            levels += any(announces(each, ended, cases, LEVELS) for each in values)
            acts += any(apart(ended, each > 1, cases, LEVELS) for each in values)
        assert max(levels, acts) <= MOST * BATCHES, f"{told}: {levels} and {acts}"
        lines.append(f"| {told} | {levels / BATCHES:.1%} | {acts / BATCHES:.1%} |")
    named = [
        sum(any(i.matters for i in yes_or_no(seed, [share] * 5)) for seed in range(BATCHES))
        for share in (0.04, 0.3)
    ]
    assert max(named) <= MOST * BATCHES, f"{named}"
    rare, often = (sum(_boxed(seed, share) for seed in range(BOXES)) for share in (0.06, 0.25))
    assert max(rare, often) <= MOST * BOXES, f"{rare} and {often} boxes"
    few, many = (f"{each / BATCHES:.1%}" for each in named)
    return (
        "\n".join(lines)
        + f"\n\nHow many batches of {LEVELS} idle signs over {CASES} cases had one "
        "that tells, where 5% are asked for. Of batches of six idle assumptions at 200 points "
        f"{few} had one that weighs where 4% of runs ended so, and {many} where 30% did. "
        f"Of {BOXES} batches of {COLUMNS} idle assumptions at 200 points {rare} were told a box "
        f"where 6% of cases ended so, and {often} where 25% did."
    )


def _boxed(seed: int, share: float) -> bool:
    """Tell whether a box is told of cases that nothing drives."""
    x, y = idle_cases(seed, share, COLUMNS)
    return simplified(chosen(trajectory(x, y)), x, y).restricted > 0
