"""Odds from here in plain words and as data: shares with ICD 203 terms, options, fans.

The text rounds its figures, the data does not (docs/reference/odds-json.md).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from batch.tally import After, Difference, Fan, Forecast, Share
from engine.model import Scenario
from reports.names import Names
from reports.text import wrapped
from reports.wording import LIKELIHOODS, amount, counted, likelihood, percent, plain, sentence

SCHEMA = 1
TERMS = (*(term for _, term in LIKELIHOODS), "almost certain")
FULL = "▇"
FEWEST, MOST = 4, 20
"""Cells of a bar of one."""

NARROWEST = 20
"""Cells under which a text does not stand beside a name."""


@dataclass(frozen=True, slots=True)
class Place:
    """What the odds are of: where they start, under which seed, and in whose eyes."""

    scenario: Scenario
    seed: int
    where: str
    seat: str | None = None
    decider: str | None = None


# --- words ----------------------------------------------------------------------------------------


def term(share: Share) -> str:
    """Return the ICD 203 term of a share; two where its interval spans more than its neighbours."""
    at, low, high = (TERMS.index(likelihood(p)) for p in (share.share, share.low, share.high))
    if at - low <= 1 and high - at <= 1:
        return TERMS[at]
    return f"{TERMS[low]} to {TERMS[high]}"


def reach(share: Share) -> str:
    """Return how far a share's interval reaches, in points: "±5"; the longer side near 0 and 1."""
    furthest = max(share.high - share.share, share.share - share.low)
    return f"±{max(1, round(100 * furthest))}"


def points(difference: Difference) -> str:
    """Return a paired difference in points with half its interval: "+8 ±3"."""
    by, half = round(100 * difference.difference), 50 * (difference.high - difference.low)
    return f"{'−' if by < 0 else '+' if by > 0 else '±'}{abs(by)} ±{max(1, round(half))}"


def tells(difference: Difference) -> bool:
    """Whether a difference's interval leaves no doubt of its sign."""
    return difference.low > 0 or difference.high < 0


def bar(share: float, width: int) -> str:
    """Return a share as a bar; the least there is shows as one cell."""
    return FULL * (max(1, round(share * width)) if share > 0 else 0)


def ranked(shares: Sequence[Share]) -> list[Share]:
    """Return shares with the largest first; equal ones in the scenario's order."""
    return sorted(shares, key=lambda share: -share.hits)


def telling(after: After) -> list[Difference]:
    """Return what an option changes beyond doubt, the largest first."""
    found = [difference for difference in after.differences if tells(difference)]
    return sorted(found, key=lambda difference: -abs(difference.difference))


# --- text -----------------------------------------------------------------------------------------


def odds_lines(place: Place, forecast: Forecast, width: int = 100) -> list[str]:
    """Return odds as lines of text, no wider than `width` where words allow it."""
    names = Names(place.scenario)
    lines = wrapped(plain(" · ".join(_head(place, forecast, names))), width)
    lines += ["", "ODDS FROM HERE", *_share_lines(names, forecast.shares, width)]
    if forecast.options:
        lines += ["", *_option_lines(place, forecast, names, width)]
    if any(fan.turns for fan in forecast.fans):
        lines += ["", *_fan_lines(place.scenario, forecast, names, width)]
    return [*lines, "", *wrapped(_grounds(place, names), width)]


def _head(place: Place, forecast: Forecast, names: Names) -> Iterator[str]:
    yield place.scenario.title
    if place.scenario.variant:
        yield names.spelled(place.scenario.variant)
    yield place.where
    if place.seat:
        yield f"as {names.actor(place.seat)} sees it"
    yield f"seed {place.seed}"
    yield counted(forecast.runs, "roll-out")


def _grounds(place: Place, names: Names) -> str:
    if place.seat is None:
        return "Reckoned on the true state, with what control holds ready: for the white cell only."
    who = plain(names.actor(place.seat))
    return f"Reckoned on what {who} sees and believes; no inject to come is in it."


def _share_lines(names: Names, shares: Sequence[Share], width: int) -> Iterator[str]:
    says = {outcome.id: outcome.says for outcome in names.scenario.outcomes}
    room = max(len(names.spelled(share.outcome)) for share in shares)
    terms = max(len(term(share)) for share in shares)
    bars = max(FEWEST, min(MOST, width - room - terms - 15))
    for share in ranked(shares):
        figure = f"{percent(share.share):>4} {reach(share):<4}"
        picture = f"{bar(share.share, bars):<{bars}}"
        line = f"  {names.spelled(share.outcome):<{room}}  {figure} {picture} {term(share)}"
        yield line.rstrip()
        if text := plain(says[share.outcome]).strip():
            yield from _hung(sentence(text), " " * (room + 4), width)


def _hung(text: str, lead: str, width: int) -> list[str]:
    """Return a text behind a lead, its further lines below its first word; narrow, below all."""
    hang = " " * len(lead)
    if width - len(lead) >= NARROWEST:
        return wrapped(text, width, lead, hang)
    return [*([lead.rstrip()] if lead.strip() else []), *wrapped(text, width, "    ", "    ")]


def _option_lines(place: Place, forecast: Forecast, names: Names, width: int) -> Iterator[str]:
    seat = place.seat or place.decider or ""
    base = names.move(forecast.base or "")
    head = f"IF {plain(names.actor(seat)).upper()} DOES THIS (beside {base}, on the same luck)"
    yield from wrapped(head, width)
    room = max(len(names.move(after.move)) for after in forecast.options)
    for after in forecast.options:
        best = ranked(after.shares)[:3]
        told = ", ".join(f"{names.spelled(s.outcome)} {percent(s.share)}" for s in best if s.hits)
        yield from _hung(told, f"  {names.move(after.move):<{room}}  ", width)
        changes = [f"{names.spelled(d.outcome)} {points(d)}" for d in telling(after)]
        if after.differences:
            said = ", ".join(changes) or "no difference beyond doubt"
            yield from _hung(said, " " * (room + 4), width)


def _fan_lines(scenario: Scenario, forecast: Forecast, names: Names, width: int) -> Iterator[str]:
    levels = {level.id: level for level in scenario.theatre.levels}
    fans = [fan for fan in forecast.fans if fan.turns]
    room = max(len(plain(names.level(fan.level))) for fan in fans)
    last = fans[0].turns[-1]
    yield from wrapped(
        f"LEVELS AT THE END OF TURN {last} (middle; half of all; nine in ten)", width
    )
    for fan in fans:
        span = levels[fan.level].high - levels[fan.level].low
        q = [amount(value, span) for value in fan.quantiles[-1]]
        name = plain(names.level(fan.level))
        yield f"  {name:<{room}}  {q[2]:>6}   {q[1]} to {q[3]}   {q[0]} to {q[4]}"


# --- data -----------------------------------------------------------------------------------------


def odds_data(
    place: Place, forecast: Forecast, settings: Mapping[str, str], turn: int
) -> dict[str, Any]:
    """Return odds as data, their keys in a fixed order."""
    scenario = place.scenario
    return {
        "schema": SCHEMA,
        "scenario": scenario.id,
        "variant": scenario.variant,
        "lens": scenario.lens,
        "settings": {key: settings[key] for key in sorted(settings)},
        "seed": place.seed,
        "seat": place.seat,
        "decider": place.decider,
        "turn": turn,
        "where": place.where,
        "runs": forecast.runs,
        "shares": [_share(share) for share in forecast.shares],
        "base": forecast.base,
        "options": [_option(after) for after in forecast.options],
        "fans": [_fan(fan) for fan in forecast.fans],
    }


def _share(share: Share) -> dict[str, Any]:
    return {
        "outcome": share.outcome,
        "hits": share.hits,
        "share": share.share,
        "low": share.low,
        "high": share.high,
        "term": term(share),
    }


def _option(after: After) -> dict[str, Any]:
    return {
        "move": after.move,
        "shares": [_share(share) for share in after.shares],
        "differences": [
            {"outcome": d.outcome, "difference": d.difference, "low": d.low, "high": d.high}
            for d in after.differences
        ],
    }


def _fan(fan: Fan) -> dict[str, Any]:
    ends = [
        {"turn": turn, "quantiles": list(quantiles)}
        for turn, quantiles in zip(fan.turns, fan.quantiles, strict=True)
    ]
    return {"level": fan.level, "ends": ends}
