"""What stands beside a source on the Author screen: a problem, the brief, the map, the play."""

from __future__ import annotations

from collections.abc import Iterator

from textual.content import Content

from batch.rehearse.trying import Trial
from engine.content.problems import Problem
from engine.content.rendering import rendered
from engine.model import Scenario
from engine.record import TurnEnded
from reports.influence.links import influence_of
from reports.influence.text import influence_lines
from reports.names import Names
from reports.text import turn_lines
from reports.timeline import Chronicle
from tui import safe
from tui.authoring import Reading

TITLE = "bold $primary"
NARROWEST = 40


def problem_content(problem: Problem, width: int) -> Content:
    """Return a problem in full, with its line and its hint."""
    return safe.plain(rendered(problem))


def brief_content(scenario: Scenario) -> Content:
    """Return what players are told, and what is tried of them."""
    parts = [safe.one(scenario.title, "bold"), safe.plain(scenario.brief.strip()), Content("")]
    if scenario.objectives:
        parts.append(Content.styled("Objectives", TITLE))
        parts += [safe.one(f"• {each}") for each in scenario.objectives]
        parts.append(Content(""))
    for actor in scenario.actors:
        parts += [safe.one(actor.name, TITLE), safe.plain(actor.brief.strip()), Content("")]
    return Content("\n").join(parts)


def map_content(scenario: Scenario, width: int) -> Content:
    """Return who moves what, level by level."""
    lines = influence_lines(influence_of(scenario), max(NARROWEST, width))
    told = [safe.one(line, "bold") if _names(line) else safe.plain(line) for line in lines]
    return Content("\n").join(told)


def _names(line: str) -> bool:
    return bool(line) and not line.startswith(" ")


def play_content(reading: Reading, trial: Trial, width: int) -> Content:
    """Return what comes of a trial: what was set, each turn from its own on, and the end."""
    if reading.tried is None or reading.scenario is None:
        return safe.plain(reading.fault)
    return Content("\n").join(_play(reading, trial, max(NARROWEST, width)))


def _play(reading: Reading, trial: Trial, width: int) -> Iterator[Content]:
    assert reading.tried is not None, "there is something to tell"
    assert reading.scenario is not None, "and a scenario it was tried in"
    yield safe.one(f"From turn {trial.turn} · seed {trial.seed}", "bold")
    for name, value in trial.state.items():
        yield safe.one(f"set: {name} = {value}")
    names = Names(reading.scenario)
    for (turn, seat, _), move in sorted(trial.choices.items()):
        yield safe.one(f"remembered: turn {turn}, {names.actor(seat)}: {names.move(move)}")
    for dropped in reading.tried.dropped:
        yield safe.one(f"! no longer applies: {dropped}", "bold $warning")
    if not trial.choices:
        yield safe.one("The engine plays all seats; c chooses for one.", "$foreground-muted")
    chronicle = Chronicle(reading.scenario)
    for pause in reading.tried.pauses:
        if isinstance(pause, TurnEnded):
            yield Content("")
            for line in turn_lines(pause.report, chronicle.turn(pause.report), width):
                yield safe.plain(line)
    if reading.tried.finished is not None:
        end = reading.tried.finished
        yield Content("")
        yield safe.one(f"ENDEX · {names.spelled(end.outcome)}: {end.says}", "bold")
