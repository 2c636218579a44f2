"""What drives an outcome, told: the box, the weights with the claims behind them, the signs."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

from batch.discover.prim import Box
from batch.discover.whole import Discovery
from batch.sampling import Dimension
from reports.citing import cited
from reports.comparison.data import finite
from reports.comparison.text import Block
from reports.comparison.wording import number, outcome_name, share, span
from reports.names import Names
from reports.wording import listing, plain

SCHEMA = 1
MOST = 10


def discovery_blocks(of: Discovery) -> Iterator[Block]:
    """Give a discovery block by block."""
    name = outcome_name(of.outcome)
    runs = sum(cloud.runs for cloud in of.clouds)
    yield Block(f"What drives: {name}", (f"{share(of.share)} of {runs:,} runs ended so.",))
    yield _box(of)
    if of.indices:
        yield _weights(of)
    yield from _signs(of)
    behind = tuple((id, f"{says} ({holder})") for id, says, holder in claims_of(of))
    if behind:
        yield Block("The claims behind what weighs", (), behind)


def dimension_name(of: Dimension) -> str:
    """Return an assumption as people say it."""
    return plain(of.name.replace(".weights.", ": weight of ").replace("_", " ").replace(".", ": "))


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


def load_bearing(of: Discovery) -> list[Dimension]:
    """Return the assumptions that weigh above chance, the heaviest first."""
    by_column = {d.column: d for d in of.dimensions}
    return [by_column[index.name] for index in of.indices if index.matters]


def _box(of: Discovery) -> Block:
    rows = list[tuple[str, ...]]()
    if of.box is not None:
        rows = [(dimension_name(d), limit_text(a, b)) for d, a, b in limits(of, of.box)]
    return Block("Box of assumptions (PRIM)", (box_sentence(of),), tuple(rows))


def _weights(of: Discovery) -> Block:
    by_column = {d.column: d for d in of.dimensions}
    rows = []
    for index in of.indices[:MOST]:
        dimension = by_column[index.name]
        behind = ", ".join(dimension.claims) or "no claim: judgement"
        sign = f"{index.score:+.2f}".replace("-", "−")
        rows.append(
            (
                dimension_name(dimension),
                f"{index.pawn:.2f}{'' if index.matters else ' (chance)'}",
                f"{index.first:.2f}",
                sign,
                behind,
            )
        )
    heavy = [dimension_name(each) for each in load_bearing(of)]
    says = "PAWN index, first-order index, rank correlation, claims behind"
    told = f"Load-bearing: {listing(heavy[:6])}." if heavy else "No assumption weighs above chance."
    return Block("What the assumptions weigh", (told, says), tuple(rows))


def _signs(of: Discovery) -> Iterator[Block]:
    names = Names(of.clouds[0].scenario)
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
            f"{s.runs:,} runs",
            f"{share(s.then)} ({span(s.low, s.high)}), else {share(s.else_)}",
        )
        for s in of.act_signs[:6]
    ]
    if acts:
        yield Block(f"Acts by turn {of.turn}", ("how many then end so",), tuple(acts))


def claims_of(of: Discovery) -> Iterator[tuple[str, str, str]]:
    """Give id, text and holder of the claims behind the assumptions that weigh above chance."""
    ids = dict.fromkeys(claim for each in load_bearing(of) for claim in each.claims)
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
        "runs": sum(cloud.runs for cloud in of.clouds),
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
