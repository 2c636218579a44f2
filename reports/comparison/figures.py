"""The charts of a comparison's page."""

from __future__ import annotations

from batch.compare.whole import Comparison
from batch.discover.whole import Discovery
from reports.charts.effects import differences as drawn_differences
from reports.charts.effects import indices as drawn_indices
from reports.charts.fans import fans_by_variant
from reports.charts.shares import shares_by_variant
from reports.comparison.drivers import dimension_name
from reports.comparison.parts import parting_turns, peeling
from reports.comparison.wording import outcome_name
from reports.names import Names
from reports.study import Picture

MOST_FANS = 4
MOST_ARMS = 9
MOST_BARS = 12


def shares(of: Comparison) -> tuple[Picture, ...]:
    """Return the shares of all classes by arm."""
    seen = {s.outcome for s in of.shares if s.hits}
    rows = [
        {
            "variant": of.names[s.arm],
            "outcome": outcome_name(s.outcome),
            "share": s.share,
            "low": s.low,
            "high": s.high,
        }
        for s in of.shares
        if s.outcome in seen
    ]
    says = "Dots are shares of runs, lines their 95% intervals; every class has its own panel."
    return (Picture("Outcome shares by arm", says, shares_by_variant(rows)),)  # type: ignore[arg-type]


def differences(of: Comparison) -> tuple[Picture, ...]:
    """Return the differences of shares from the baseline."""
    rows = [
        {
            "variant": of.names[d.arm],
            "measure": outcome_name(d.outcome),
            "difference": 100 * d.difference,
            "low": 100 * d.low,
            "high": 100 * d.high,
        }
        for d in sorted(of.share_differences, key=lambda d: d.outcome)
        if d.difference or d.turned_in or d.turned_out
    ]
    if not rows:
        return ()
    title = f"points more than under {of.names[of.baseline.label]}"
    says = "Filled dots: the 95% interval leaves no difference out."
    spec = drawn_differences(rows[:40], title=title)  # type: ignore[arg-type]
    return (Picture("Shares against the baseline", says, spec),)


def fans(of: Comparison) -> tuple[Picture, ...]:
    """Return the fans of the levels that part most, one panel an arm."""
    names, scenario = Names(of.baseline.scenario), of.baseline.scenario
    pictures = []
    for level in list(dict.fromkeys(fan.level for fan in of.fans))[:MOST_FANS]:
        shown = [fan for fan in of.fans if fan.level == level][:MOST_ARMS]
        variants = [
            {
                "name": of.names[fan.arm],
                "days": [
                    scenario.turns.start_of(scenario.startex, turn + 1).isoformat()
                    for turn in fan.turns
                ],
                "bands": fan.bands,
            }
            for fan in shown
        ]
        says = "Half of the runs lie in the dark band, nine in ten in the light one."
        title = names.level(level)
        pictures.append(Picture(title, says, fans_by_variant(variants)))  # type: ignore[arg-type]
    return tuple(pictures)


def partings(of: Comparison) -> tuple[Picture, ...]:
    """Return in which turn pairs part first."""
    rows = [
        {"arm": of.names[d.arm], "turn": turn, "share": count / d.pairs}
        for d in of.divergences
        for turn, count in d.by_turn
    ]
    if not rows:
        return ()
    says = "The share of pairs whose acts first differ in each turn."
    return (Picture("When runs first differ", says, parting_turns(rows)),)


def drivers(of: Discovery) -> tuple[Picture, ...]:
    """Return the weights of assumptions, and how the box was peeled."""
    pictures = []
    if of.indices:
        by_column = {d.column: dimension_name(d) for d in of.dimensions}
        chance = of.indices[0].chance
        rows = [
            {"name": by_column[i.name], "index": i.pawn, "low": min(i.pawn, chance), "high": chance}
            for i in of.indices[:MOST_BARS]
        ]
        says = (
            "PAWN index: how far the outcome's distribution moves with an assumption. Bars that "
            "end within the line are no longer than chance makes them."
        )
        spec = drawn_indices(rows, title="PAWN index")  # type: ignore[arg-type]
        pictures.append(Picture("What the assumptions weigh", says, spec))
    if len(of.boxes) > 1:
        steps = [
            {"coverage": b.coverage, "density": b.density, "restricted": b.restricted}
            for b in of.boxes
        ]
        told = {"coverage": of.box.coverage, "density": of.box.density} if of.box else None
        says = "Each dot is a box; tighter ones hold less of the outcome and more of it a case."
        pictures.append(Picture("Peeling the box", says, peeling(steps, told)))
    return tuple(pictures)
