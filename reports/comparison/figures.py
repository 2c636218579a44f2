"""The charts of a comparison's page."""

from __future__ import annotations

from collections.abc import Iterable

from batch.compare.whole import Comparison
from batch.discover.whole import Discovery
from reports.charts.effects import differences as drawn_differences
from reports.charts.effects import differences_by_measure
from reports.charts.effects import indices as drawn_indices
from reports.charts.fans import fans_by_variant
from reports.charts.shares import shares_by_variant
from reports.comparison.assumptions import dimension_name
from reports.comparison.crossing import crossing, drawn
from reports.comparison.drivers import weights
from reports.comparison.parts import parting_turns, peeling
from reports.comparison.tables import classes_of
from reports.comparison.wording import LEAVES_OUT, number, outcome_name
from reports.names import Names
from reports.study import Picture, Table
from reports.wording import capital, plain

MOST_FANS = 4
MOST_BARS = 12
MANY = 6
"""Arms beyond which every class has a panel for its differences."""


def shares(of: Comparison, names: Names) -> tuple[Picture, ...]:
    """Return the shares of all classes by arm."""
    seen = {s.outcome for s in of.shares if s.hits}
    rows = [
        {
            "variant": of.names[s.arm],
            "outcome": outcome_name(s.outcome, names),
            "share": s.share,
            "low": s.low,
            "high": s.high,
        }
        for s in of.shares
        if s.outcome in seen
    ]
    says = "Dots are shares of runs, lines their 95% intervals; every class has its own panel."
    return (Picture("Outcome shares by arm", says, shares_by_variant(rows)),)  # type: ignore[arg-type]


def differences(of: Comparison, names: Names) -> tuple[Picture, ...]:
    """Return the differences of shares from the baseline, of the classes in which any arm differs.

    Of few arms only those that do; of many every arm, in a panel a class.
    """
    order = classes_of(of.kin)
    differing = [d for d in of.share_differences if d.difference or d.turned_in or d.turned_out]
    if not differing:
        return ()
    many, classes = len(of.clouds) > MANY, {d.outcome for d in differing}
    told = [d for d in of.share_differences if d.outcome in classes] if many else differing
    rows = [
        {
            "variant": of.names[d.arm],
            "measure": outcome_name(d.outcome, names),
            "difference": 100 * d.difference,
            "low": 100 * d.low,
            "high": 100 * d.high,
        }
        for d in sorted(told, key=lambda d: order.index(d.outcome))
    ]
    title = f"points more than under {of.names[of.baseline.label]}"
    says = f"Filled dots: those {LEAVES_OUT}."
    if many:
        says = f"{title[0].upper()}{title[1:]}. {says}"
        spec = differences_by_measure(rows)  # type: ignore[arg-type]
    else:
        spec = drawn_differences(rows, title=title)  # type: ignore[arg-type]
    return (Picture("Shares against the baseline", says, spec),)


def fans(of: Comparison, names: Names) -> tuple[Picture, ...]:
    """Return the fans of the levels that part most, one panel an arm."""
    places, pictures = _places(of), []
    for level in list(dict.fromkeys(fan.level for fan in of.fans))[:MOST_FANS]:
        variants = [
            {**places[fan.arm], "days": _days(of, fan.turns), "bands": fan.bands}
            for fan in of.fans
            if fan.level == level and fan.arm in places
        ]
        says = "Half of the runs lie in the dark band, nine in ten in the light one, at the end of "
        says += f"each turn{_grid(of)}."
        if unit := plain(names.levels[level].unit if level in names.levels else ""):
            says = f"In {unit}. {says}"
        title, table = names.level(level), _ends(of, level, names)
        spec = fans_by_variant(variants)  # type: ignore[arg-type]
        pictures.append(Picture(title, says, spec, table))
    return tuple(pictures)


def _grid(of: Comparison) -> str:
    """Return what the rows and columns of a grid of arms are, "" where they are none."""
    grid = crossing(drawn(of))
    return f"; a row each {grid.rows}, a column each {grid.columns}" if grid is not None else ""


def _ends(of: Comparison, level: str, names: Names) -> Table:
    """Return where the runs of each arm stood with a level at the end of its last turn."""
    rows = []
    for fan in of.fans:
        if fan.level == level and fan.turns:
            ends = {name: number(band[-1]) for name, band in fan.bands.items()}
            half, most = (f"{ends[a]} to {ends[b]}" for a, b in (("p25", "p75"), ("p05", "p95")))
            rows.append((of.names[fan.arm], ends["p50"], half, most))
    columns = ("arm", "median", "half of the runs", "nine in ten")
    title = f"{capital(names.level(level))} at the end of the last turn"
    return Table(columns, tuple(rows), frozenset(columns[1:]), title=title)


def _days(of: Comparison, turns: Iterable[int]) -> list[str]:
    """Return the days of some turns' ends."""
    scenario = of.baseline.scenario
    return [scenario.turns.start_of(scenario.startex, turn + 1).isoformat() for turn in turns]


def _places(of: Comparison) -> dict[str, dict[str, str]]:
    """Return, by label, the name, row and column of the arms that are drawn."""
    arms = drawn(of)
    grid = crossing(arms)
    places = grid.places if grid is not None else {}
    return {
        cloud.label: {"name": of.names[cloud.label], "row": row, "column": column}
        for cloud in arms
        for row, column in [places.get(cloud.label, ("", ""))]
    }


def partings(of: Comparison) -> tuple[Picture, ...]:
    """Return in which turn pairs part first."""
    parted = {d.arm: d for d in of.divergences}
    every = sorted({turn for d in of.divergences for turn, _ in d.by_turn})
    if not every:
        return ()
    says = "The share of pairs whose acts first differ in each turn."
    rows = list[dict[str, object]]()
    for label, place in _places(of).items():
        if label in parted:
            pairs = parted[label].pairs
            shares_ = {turn: count / pairs for turn, count in parted[label].by_turn}
        elif label == of.baseline.label and place["row"]:
            shares_, says = {}, f"{says} The baseline's own panel is empty."
        else:
            continue
        rows += [{**place, "turn": turn, "share": shares_.get(turn, 0.0)} for turn in every]
    return (Picture("When runs first differ", says, parting_turns(rows)),)


def drivers(of: Discovery, names: Names) -> tuple[Picture, ...]:
    """Return the weights of assumptions, and how the box was peeled."""
    pictures = []
    if of.indices:
        by_column = {d.column: dimension_name(d, names) for d in of.dimensions}
        rows = [
            {"name": by_column[i.name], "index": i.weight, "low": min(i.weight, 1.0), "high": 1.0}
            for i in of.indices[:MOST_BARS]
        ]
        says = (
            "How many times what chance makes of it an assumption weighs, by its PAWN index (how "
            "far the outcome's distribution moves with it), its first-order index (how much of the "
            "outcome's variance its mean explains) or its correlation of ranks (how steadily the "
            "outcome goes one way with it), whichever says most. Bars that end within the line, at "
            "1, are no longer than chance makes them; their order means nothing."
        )
        spec = drawn_indices(rows, title="times what chance makes")  # type: ignore[arg-type]
        columns = ("assumption", "PAWN index", "first-order index", "rank correlation", "claims")
        heavy = tuple(weights(of, names, MOST_BARS))
        table = Table(columns, heavy, frozenset(columns[1:4])) if heavy else None
        pictures.append(Picture("What the assumptions weigh", says, spec, table))
    if of.box is not None and len(of.boxes) > 1:
        steps = [
            {"coverage": b.coverage, "density": b.density, "restricted": b.restricted}
            for b in of.boxes
        ]
        told = {"coverage": of.box.coverage, "density": of.box.density}
        says = "Each dot is a box; tighter ones hold less of the outcome and more of it a case."
        pictures.append(Picture("Peeling the box", says, peeling(steps, told)))
    return tuple(pictures)
