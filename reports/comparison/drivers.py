"""What drives an outcome, told: the box, the weights with the claims behind them, the signs."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

from batch.discover.prim import Box
from batch.discover.whole import Discovery
from batch.sampling import Dimension
from reports.citing import cited
from reports.comparison.assumptions import above_chance, dimension_name, verdict
from reports.comparison.data import finite
from reports.comparison.text import Block
from reports.comparison.wording import number, outcome_name, share, span, terms_of
from reports.names import Names
from reports.wording import counted

SCHEMA = 1
MOST = 10


def discovery_blocks(of: Discovery) -> Iterator[Block]:
    """Give a discovery block by block."""
    names = terms_of(of.clouds)
    runs = counted(of_runs(of), "run")
    title = f"What drives: {outcome_name(of.outcome, names)}"
    if of.one_way:
        yield Block(title, (one_way(of),))
        return
    yield Block(title, (f"{share(of.share)} of {runs} ended so.",))
    yield _box(of, names)
    if of.indices:
        yield _weights(of, names)
    yield from _signs(of, names)
    behind = tuple((id, f"{says} ({holder})") for id, says, holder in claims_of(of))
    if behind:
        yield Block("The claims behind what weighs", (), behind)


def of_runs(of: Discovery) -> int:
    """Return how many runs a discovery is over."""
    return sum(cloud.runs for cloud in of.clouds)


def one_way(of: Discovery) -> str:
    """Return what is said of a class that no run ended in, or every one."""
    runs = counted(of_runs(of), "run")
    if of.share:
        return f"Every one of {runs} ended so: nothing tells them apart."
    return f"It never came about in {runs}: there is nothing to drive or to announce it."


def limits(of: Discovery, box: Box) -> Iterator[tuple[Dimension, float | None, float | None]]:
    """Give the assumptions a box restricts, with the lowest and highest value where it does."""
    assert of.whole is not None, "a box comes of a whole"
    for at, dimension in enumerate(of.dimensions):
        low = box.lows[at] if box.lows[at] > of.whole.lows[at] else None
        high = box.highs[at] if box.highs[at] < of.whole.highs[at] else None
        if low is not None or high is not None:
            yield dimension, low, high


def limit_text(low: float | None, high: float | None) -> str:
    """Return the limits of one assumption in words."""
    if low is not None and high is not None:
        return f"{number(low)} to {number(high)}"
    return f"at least {number(low)}" if low is not None else f"at most {number(high or 0.0)}"


def box_sentence(of: Discovery) -> str:
    """Return what is known of a box in a sentence."""
    if not of.dimensions:
        return "Nothing was sampled: run the batch with --sample to weigh assumptions."
    if of.whole is None:
        return (
            f"{of.interesting:,} of {of.cases:,} cases end so: too few, or all of them, for a box."
        )
    if of.box is None:
        return "No box: no limit on any assumption holds against chance."
    return (
        f"In the box {share(of.box.density)} of {of.box.cases:,} cases end so, against "
        f"{share(of.whole.density)} of all {of.cases:,}; it holds {share(of.box.coverage)} of "
        "those that do."
    )


def _box(of: Discovery, names: Names) -> Block:
    rows = list[tuple[str, ...]]()
    if of.box is not None:
        rows = [(dimension_name(d, names), limit_text(a, b)) for d, a, b in limits(of, of.box)]
    return Block("Box of assumptions (PRIM)", (box_sentence(of),), tuple(rows))


def weights(of: Discovery, names: Names) -> Iterator[tuple[str, str, str, str, str]]:
    """Give the heaviest assumptions: name, PAWN, first-order index, rank correlation, claims."""
    by_column = {d.column: d for d in of.dimensions}
    for index in of.indices[:MOST]:
        dimension = by_column[index.name]
        yield (
            dimension_name(dimension, names),
            f"{index.pawn:.2f}{'' if index.matters else ' (chance)'}",
            f"{index.first:.2f}",
            f"{index.score:+.2f}".replace("-", "−"),
            ", ".join(dimension.claims) or "no claim: judgement",
        )


def _weights(of: Discovery, names: Names) -> Block:
    says = "PAWN index, first-order index, rank correlation, claims behind"
    return Block(
        "What the assumptions weigh", (verdict(of, names), says), tuple(weights(of, names))
    )


def _signs(of: Discovery, names: Names) -> Iterator[Block]:
    rows = [
        (
            f"{names.level(s.level)} {'below' if s.auc < 0.5 else 'above'} {number(s.limit)}",
            f"AUC {max(s.auc, 1 - s.auc):.2f}",
            f"{share(s.then)} ({span(s.low, s.high)}), else {share(s.else_)}",
        )
        for s in of.level_signs[:6]
    ]
    if rows:
        yield Block(
            f"Signposts at the end of turn {of.turn}", ("how many then end so",), tuple(rows)
        )
    acts = [
        (
            f"{names.actor(s.actor)}: {names.move(s.move)}",
            counted(s.runs, "run"),
            f"{share(s.then)} ({span(s.low, s.high)}), else {share(s.else_)}",
        )
        for s in of.act_signs[:6]
    ]
    if acts:
        yield Block(f"Acts by turn {of.turn}", ("how many then end so",), tuple(acts))


def claims_of(of: Discovery) -> Iterator[tuple[str, str, str]]:
    """Give id, text and holder of the claims behind the assumptions that weigh above chance."""
    ids = dict.fromkeys(claim for each in above_chance(of) for claim in each.claims)
    for claim in cited(ids, of.clouds[0].scenario.ledger):
        yield claim.id, claim.says, claim.holder


def discovery_data(of: Discovery) -> dict[str, Any]:
    """Return a discovery as plain data; docs/reference/compare-json.md."""
    box = None
    if of.box is not None:
        box = {**asdict(of.box), "limits": [[d.column, a, b] for d, a, b in limits(of, of.box)]}
    data: dict[str, Any] = {
        "schema": SCHEMA,
        "outcome": of.outcome,
        "share": of.share,
        "runs": of_runs(of),
        "arms": [cloud.label for cloud in of.clouds],
        "cases": of.cases,
        "interesting": of.interesting,
        "dimensions": [{**asdict(d), "column": d.column} for d in of.dimensions],
        "trajectory": [asdict(each) for each in of.boxes],
        "box": box,
        "indices": [{**asdict(i), "matters": i.matters} for i in of.indices],
        "turn": of.turn,
        "levels": [asdict(sign) for sign in of.level_signs],
        "acts": [asdict(sign) for sign in of.act_signs],
        "claims": [{"id": i, "says": s, "holder": h} for i, s, h in claims_of(of)],
    }
    told: dict[str, Any] = finite(data)
    return told
