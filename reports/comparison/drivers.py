"""What drives an outcome, told: the box, the weights with the claims behind them, the signs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from math import ceil, floor
from typing import Any

from batch.discover.prim import Box
from batch.discover.signposts import ActSign, LevelSign
from batch.discover.telling import Shares
from batch.discover.whole import FEWEST, Discovery
from batch.sampling import Dimension
from reports.citing import cited
from reports.comparison.assumptions import (
    above_chance,
    dimension_name,
    left_out_say,
    unsampled_say,
    verdict,
)
from reports.comparison.data import finite
from reports.comparison.text import Block
from reports.comparison.wording import (
    deed_told,
    number,
    outcome_name,
    share,
    span,
    terms_of,
    unfinished,
    unfinished_say,
)
from reports.names import Names
from reports.wording import counted, listing

SCHEMA = 1
MOST, MOST_SIGNS, MOST_IGNORED = 10, 6, 2
STRONG = 0.7
"""AUC of a strong sign: where only such ones could be seen, acts need more runs too."""
ALONE = " --arm looks at such an arm alone."


def discovery_blocks(of: Discovery) -> Iterator[Block]:
    """Give a discovery block by block."""
    names = terms_of(of.clouds)
    runs = counted(of_runs(of), "run")
    title = f"What drives: {outcome_name(of.outcome, names)}"
    read = tuple(filter(None, (unfinished_say(of.clouds), ignored_say(of, names))))
    if of.one_way:
        yield Block(title, (one_way(of), *read))
        return
    yield Block(title, (f"{share(of.share)} of {runs} ended so.", *read))
    yield _box(of, names)
    if of.indices:
        yield _weights(of, names)
    yield from _signs(of, names)
    behind = tuple((id, f"{says} ({holder})") for id, says, holder in claims_of(of))
    if behind:
        yield Block("The claims behind what weighs", (), behind)


def ignored_say(of: Discovery, names: Names) -> str:
    """Return which arms have no such class, "" where all have it."""
    if not of.ignored:
        return ""
    labels = [each.label for each in of.ignored]
    more = len(labels) - MOST_IGNORED
    named = listing([*labels[:MOST_IGNORED], f"{more} more arms"] if more > 1 else labels)
    return f"Left out, as they have no class {outcome_name(of.outcome, names)!r}: {named}."


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


def limit_text(of: Dimension, low: float | None, high: float | None) -> str:
    """Return the limits of one assumption in words; of whole numbers the outermost within."""
    if of.scale == "whole":
        low, high = low if low is None else ceil(low), high if high is None else floor(high)
    if low is not None and high is not None:
        return f"{_limit(of, low)} to {_limit(of, high)}" if low != high else _limit(of, low)
    return f"at least {_limit(of, low)}" if low is not None else f"at most {_limit(of, high or 0)}"


def _limit(of: Dimension, value: float) -> str:
    return f"{value:,.0f}".replace("-", "−") if of.scale == "whole" else number(value)


def box_sentence(of: Discovery) -> str:
    """Return what is known of a box in a sentence."""
    if not of.dimensions and of.left_out:
        return "Nothing was sampled in every arm, so that there is no assumption to weigh."
    if not of.dimensions:
        return "Nothing was sampled, so that there is no assumption to weigh."
    if of.whole is None:
        holds = f"That holds for {of.interesting:,} of {counted(of.cases, 'case')}"
        needs = "a box needs cases of both kinds."
        if of.cases < FEWEST:
            needs = f"assumptions are weighed, and a box is looked for, from {FEWEST} on."
        return f"{_case(of)} {holds}: {needs}"
    if of.box is None:
        return "No box: no limit on any assumption holds against chance."
    return (
        f"In the box {share(of.box.density)} of {counted(of.box.cases, 'case')} end so, against "
        f"{share(of.whole.density)} of all {of.cases:,}; it holds {share(of.box.coverage)} of "
        f"those that do. {_case(of)}"
    )


def _case(of: Discovery) -> str:
    """Return what a case is, and when it is said to end so."""
    alone = of_runs(of) == of.cases
    ends = "its one run does" if alone else "half of its runs or more do"
    return f"A case, a sample point in an arm, ends so where {ends}."


def _box(of: Discovery, names: Names) -> Block:
    rows = list[tuple[str, ...]]()
    if of.box is not None:
        rows = [(dimension_name(d, names), limit_text(d, a, b)) for d, a, b in limits(of, of.box)]
    if of.indices:
        how = ""
    elif of.dimensions or of.left_out:
        how = left_out_say(of, names, ALONE)
    else:
        how = "A batch run with --sample N --minds has some."
    says = tuple(filter(None, (box_sentence(of), how)))
    return Block("Box of assumptions (PRIM)", says, tuple(rows))


def weights(
    of: Discovery, names: Names, most: int = MOST
) -> Iterator[tuple[str, str, str, str, str]]:
    """Give what weighs, the heaviest first: name, PAWN and first-order index, rank, claims."""
    by_column = {d.column: d for d in of.dimensions}
    for index in [each for each in of.indices if each.matters][:most]:
        dimension = by_column[index.name]
        yield (
            dimension_name(dimension, names),
            f"{index.pawn:.2f}",
            f"{index.first:.2f}",
            f"{index.score:+.2f}".replace("-", "−"),
            ", ".join(dimension.claims) or "no claim: judgement",
        )


def _weights(of: Discovery, names: Names) -> Block:
    """Return what weighs; the others' order would mean nothing."""
    heavy, says = sum(index.matters for index in of.indices), list[str]()
    if rest := len(of.indices) - heavy:
        chance = of.indices[0]
        says.append(
            f"{'Of the other' if heavy else 'Of'} {counted(rest, 'assumption')} none passes what "
            f"chance makes: PAWN {chance.chance:.2f}, first-order {chance.first_chance:.2f}, "
            f"ranks {chance.score_chance:.2f}."
        )
    if heavy:
        listed = f"; the {MOST} heaviest of {heavy}" if heavy > MOST else ""
        says.append(f"PAWN index, first-order index, rank correlation, claims behind{listed}")
    left = left_out_say(of, names, ALONE)
    told = (verdict(of, names), *filter(None, (unsampled_say(of), left)), *says)
    return Block("What the assumptions weigh", told, tuple(weights(of, names)))


def signs_told(of: Discovery, names: Names) -> tuple[list[Sign], list[Sign]]:
    """Return the levels and the acts that announce an outcome by more than chance, in words."""
    levels = [
        Sign(
            f"{names.level(s.level)} {'below' if s.auc < 0.5 else 'above'} {number(s.limit)}",
            f"{max(s.auc, 1 - s.auc):.2f}",
            s.shares,
        )
        for s in of.level_signs[:MOST_SIGNS]
        if s.shares.tells
    ]
    return levels, [
        Sign(deed_told(s.actor, s.move, names), counted(s.shares.runs, "run"), s.shares)
        for s in of.act_signs[:MOST_SIGNS]
        if s.shares.tells
    ]


@dataclass(frozen=True, slots=True)
class Sign:
    """A signpost in words: what is seen, what stands beside it, and how runs then end."""

    seen: str
    beside: str
    of: Shares


def no_sign_say(of: Discovery) -> tuple[str, str]:
    """Return that no level tells how runs end, and that no act does; "" where one does.

    With it stands what a level would have had to be, and that more runs show weaker signs.
    """
    bar, weaker = of.least_auc, " With more runs weaker signs would show."
    if bar is None or bar >= 1:
        few = " With so few runs none could: more are needed."
        return _none(of.level_signs, "level", few), _none(of.act_signs, "act", weaker)
    could = f" With these runs only one with an AUC of {bar:.2f} or more could."
    return (
        _none(of.level_signs, "level", could + weaker),
        _none(of.act_signs, "act", weaker if bar > STRONG else ""),
    )


def more_signs_say(of: Discovery) -> tuple[str, str]:
    """Return how many more levels tell than are listed, and acts; "" where all are listed."""
    return _unlisted(of.level_signs, "level"), _unlisted(of.act_signs, "act")


def _unlisted(signs: Sequence[LevelSign | ActSign], noun: str) -> str:
    telling = sum(sign.shares.tells for sign in signs)
    if telling <= MOST_SIGNS:
        return ""
    return f"Of {counted(telling, noun)} that tell the {MOST_SIGNS} surest are listed."


def _none(signs: Sequence[LevelSign | ActSign], noun: str, more: str) -> str:
    if not signs or any(sign.shares.tells for sign in signs):
        return ""
    none = f"Of {counted(len(signs), noun)} none tells how runs end by more than chance would."
    return none + more


def _signs(of: Discovery, names: Names) -> Iterator[Block]:
    titles = (f"Signposts at the end of turn {of.turn}", f"Acts by turn {of.turn}")
    none_or_more = (no_sign_say(of), more_signs_say(of))
    several = zip(titles, ("AUC ", ""), signs_told(of, names), *none_or_more, strict=True)
    for title, before, signs, none, more in several:
        rows = [(each.seen, f"{before}{each.beside}", _ends(each.of)) for each in signs]
        says = (none or "how many then end so", *filter(None, (more,)))
        if rows or none:
            yield Block(title, says, tuple(rows))


def _ends(of: Shares) -> str:
    return f"{share(of.then)} ({span(of.low, of.high)}), else {share(of.else_)}"


def claims_of(of: Discovery) -> Iterator[tuple[str, str, str]]:
    """Give id, text and holder of the claims behind the assumptions that weigh above chance."""
    ids = dict.fromkeys(claim for each in above_chance(of) for claim in each.claims)
    for claim in cited(ids, of.clouds[0].scenario.ledger):
        yield claim.id, claim.says, claim.holder


def _sign_data(sign: LevelSign | ActSign) -> dict[str, Any]:
    """Return a signpost as plain data, its shares beside what it is."""
    own = asdict(sign)
    shares = own.pop("shares")
    return {**own, **shares}


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
        "ignored": [cloud.label for cloud in of.ignored],
        "unfinished": unfinished(of.clouds),
        "points": of.points,
        "cases": of.cases,
        "interesting": of.interesting,
        "dimensions": [{**asdict(d), "column": d.column} for d in of.dimensions],
        "left_out": [
            {"column": e.dimension.column, "sampled_in": e.sampled_in} for e in of.left_out
        ],
        "trajectory": [asdict(each) for each in of.boxes],
        "box": box,
        "indices": [{**asdict(i), "matters": i.matters} for i in of.indices],
        "turn": of.turn,
        "least_auc": of.least_auc,
        "levels": [_sign_data(s) for s in of.level_signs],
        "acts": [_sign_data(s) for s in of.act_signs],
        "claims": [{"id": i, "says": s, "holder": h} for i, s, h in claims_of(of)],
    }
    told: dict[str, Any] = finite(data)
    return told
