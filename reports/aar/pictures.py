"""The charts of a report, drawn from its data."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from markupsafe import Markup

from engine.record import Act
from reports.aar.gathering import Aar
from reports.aar.path import Course
from reports.aar.surprises import RARE
from reports.charts.drawing import DrawingError, Spec, svgs
from reports.charts.fans import Fan, fan
from reports.charts.lanes import Mark, lanes
from reports.charts.shares import Odds, odds_over_time, shares

INJECTS = "Injects"


@dataclass(frozen=True, slots=True)
class Pictures:
    """The charts of a report as SVG, None where there is nothing to draw or no renderer."""

    lanes: Markup | None = None
    outcomes: Markup | None = None
    odds: Markup | None = None
    courses: tuple[Markup | None, ...] = ()


def drawn_specs(aar: Aar) -> dict[str, Spec]:
    """Return the charts of a report by name, as Vega-Lite, in the order they stand in the page."""
    found: dict[str, Spec] = {}
    if aar.turns:
        found["lanes"] = _lanes(aar)
    if aar.cloud:
        found["outcomes"] = shares(
            [
                {"name": o.name, "share": o.share, "low": o.low, "high": o.high, "mark": o.played}
                for o in aar.outcomes
            ]
        )
    for at, course in enumerate(aar.courses):
        found[f"course{at}"] = fan(_fan(course))
    if aar.odds:
        names = [outcome.name for outcome in aar.outcomes]
        data: list[Odds] = [
            {"day": f"{m.turn}" if m.turn else "STARTEX", "shares": m.shares} for m in aar.odds
        ]
        found["odds"] = odds_over_time(names, data)
    return found


def drawn(aar: Aar) -> Pictures:
    """Return the charts of a report; none where they cannot be drawn."""
    try:
        made = drawn_specs(aar)
        pictures = svgs(made, {name: says_of(aar, name) for name in made})
    except (ImportError, DrawingError):
        return Pictures(courses=(None,) * len(aar.courses))
    return Pictures(
        pictures.get("lanes"),
        pictures.get("outcomes"),
        pictures.get("odds"),
        tuple(pictures.get(f"course{at}") for at in range(len(aar.courses))),
    )


def says_of(aar: Aar, name: str) -> str:
    """Return what a chart shows, for who cannot see it."""
    if name.startswith("course"):
        course = aar.courses[int(name.removeprefix("course"))]
        return f"{course.name}: {course.says}"
    return {
        "lanes": "Who acted when, one lane a seat",
        "outcomes": "How engine runs of this set-up ended",
        "odds": "Odds of each outcome after each turn",
    }[name]


def _fan(course: Course) -> Fan:
    return {
        "days": [day.isoformat() for day in course.days],
        "bands": course.bands,
        "played": course.played,
        "unit": course.unit,
        "low": course.low,
        "high": course.high,
    }


def _lanes(aar: Aar) -> Spec:
    record = aar.record
    names = [record.names.actor(actor.id) for actor in record.scenario.actors]
    starts = [report.starts for report in record.reports]
    days = [day.isoformat() for day in (*starts, record.reports[-1].ends)]
    return lanes([INJECTS, *names], [*_injected(aar), *_acted(aar)], days)


def _injected(aar: Aar) -> Iterator[Mark]:
    for row in aar.injects:
        if row.day is not None:
            yield _mark(INJECTS, row.day, "inject", row.says, surprising=False)


def _acted(aar: Aar) -> Iterator[Mark]:
    record = aar.record
    for _, act in record.acts():
        if act.called_off:
            continue
        rare = act.kind != "free" and act.probability < RARE
        lane, day = record.names.actor(act.actor), record.date_of(act.day)
        yield _mark(lane, day, _kind(act), aar.people.text(act.says), surprising=rare)


def _kind(act: Act) -> str:
    return {"move": "move", "response": "answer", "free": "free move"}[act.kind]


def _mark(lane: str, day: date, kind: str, says: str, *, surprising: bool) -> Mark:
    mark: Mark = {
        "lane": lane,
        "day": day.isoformat(),
        "kind": kind,
        "surprising": surprising,
        "says": says,
    }
    return mark
