"""What two moves bring together is told when both are done, as the engine reckons it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from engine.model import JointEffect, Scenario
from engine.play.exercise import Exercise
from engine.record import Act, Finished
from reports.influence.links import influence_of
from reports.influence.text import influence_lines
from reports.names import Names
from reports.profile import profile
from reports.text import turn_lines
from reports.timeline import Chronicle, Line
from reports.together import together
from tests.engine.small import ash, effect, elm, level, scenario
from tests.reports.making import act, report

ECHO = 0
"""The level's place among all, in the order of their ids."""

PAIR = (("ash", "trade"), ("elm", "soothe"))


def joined() -> Scenario:
    """The small scenario where trading and soothing together move a level nothing else moves."""
    risky = tuple(replace(each, odds=0.6) for each in ash().moves)
    made = scenario(replace(ash(), moves=risky), elm())
    levels = (level("echo"), *made.theatre.levels)
    theatre = replace(made.theatre, levels=tuple(sorted(levels, key=lambda each: each.id)))
    joint = JointEffect(PAIR, (effect("echo", 3.0), effect("echo", 1.0)))
    return replace(made, theatre=theatre, joint_effects=(joint,))


def test_the_amounts_told_are_those_the_engine_starts() -> None:
    made, names, told = joined(), Names(joined()), 0
    results = set[str]()
    for seed in range(12):
        exercise = Exercise(made, seed)
        while not isinstance(exercise.advance(), Finished):
            pass
        acts = [each for turn in exercise.reports for each in turn.acts]
        found = [t for at, each in enumerate(acts) for t in together(each, acts[:at], names)]
        started = [by for at, by, _, _ in exercise.table.world.impulses if at == ECHO]
        assert sum(started) == pytest.approx(sum(by for f in found for _, by in f.amounts))
        told, results = told + len(found), results | {each.other.result for each in found}
    assert told > 5
    assert results == {"done", "partial"}


def lines_of(*acts: Act) -> tuple[Line, ...]:
    """Return the lines of a turn with these acts, in which no level moved."""
    levels = dict.fromkeys(("echo", "goods", "unrest"), 50.0)
    return Chronicle(joined()).turn(report(acts=acts, before=levels, levels=levels))


TRADE = act("trade", day=3)
SOOTHE = act("soothe", "elm", 9)


def test_a_line_below_the_later_of_the_two_tells_it_once() -> None:
    lines = lines_of(TRADE, SOOTHE)
    told = [(line.kind, line.text, line.depth) for line in lines]
    joint = ("joint", "Together with Ash's overture: echo +4 in full force.", 1)
    assert told[-1] == joint
    assert [kind for kind, *_ in told].count("joint") == 1
    assert "          └ Together with Ash's" in turn_lines(report(), lines, 90)[-1]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (replace(TRADE, result="failed"), SOOTHE),
        (replace(TRADE, id="ash.1.reaction"), SOOTHE),
        (TRADE, replace(SOOTHE, id="elm.2.initiative", chosen_turn=2)),
        (replace(TRADE, move="strike"), SOOTHE),
    ],
)
def test_where_the_two_do_not_meet_nothing_is_told(first: Act, second: Act) -> None:
    lines = lines_of(first, second)
    assert "joint" not in {line.kind for line in lines}


def test_half_done_brings_half() -> None:
    half = replace(TRADE, result="partial")
    lines = lines_of(half, SOOTHE)
    assert "echo +2 in full force" in lines[-1].text


def test_the_map_and_the_dossier_know_of_it() -> None:
    made = joined()
    told = list(influence_lines(influence_of(made), 80))
    assert "  jointly    ▲ ash.trade + elm.soothe +4" in told
    trade = next(i for i in profile(made.actors[0], Names(made)) if i.name == "trade")
    assert "together with Elm: soothe, also echo +4" in trade.facts
