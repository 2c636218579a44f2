"""A condition in words binds as the condition does."""

from __future__ import annotations

from dataclasses import replace

import pytest

from engine.model import Call, Const, Flag, Name, Op, Tree
from reports.holding import in_words
from reports.names import Names
from tests.engine.small import scenario

GOODS, UNREST = Name("level", "goods"), Name("level", "unrest")
POOR = Op("<", (GOODS, Const(10.0)))
CALM = Op(">=", (Const(20.0), UNREST))
ALARM = Name("flag", "alarm")
EITHER = Op("or", (POOR, CALM))
OFTEN = Op(">", (Call("moves", tuple(map(Const, ("ash", "strike", "protest")))), Const(1.0)))
NEVER = Op("not", (Call("moved", (Const("ash"), Const("strike"))),))
ALL = "goods is below 10 and unrest is at most 20 and “It rings”"


@pytest.mark.parametrize(
    ("tree", "told"),
    [
        (POOR, "goods is below 10"),
        (CALM, "unrest is at most 20"),
        (ALARM, "“It rings”"),
        (Op("==", (ALARM, Const("half"))), "“It rings” is half"),
        (Op("not", (ALARM,)), "not “It rings”"),
        (Op("and", (POOR, CALM, ALARM)), ALL),
        (Op("and", (Op("and", (POOR, CALM)), ALARM)), ALL),
        (Op("and", (ALARM, EITHER)), "“It rings” and (goods is below 10 or unrest is at most 20)"),
        (Op("not", (Op("or", (POOR, ALARM)),)), "not (goods is below 10 or “It rings”)"),
        (
            Op("not", (Call("moved", (Const("ash"), Const("strike"))),)),
            "not: Ash has carried out “Do strike”",
        ),
        (OFTEN, "Ash has carried out “Do strike” or protest more than once"),
        (
            Op("<=", (Call("answers", (Const("ash"), Const("elm"))), Const(2.0))),
            "Ash has answered Elm at most 2 times",
        ),
        (
            Op("==", (Const(0.0), Call("moves", (Const("ash"),)))),
            "Ash has moved exactly 0 times",
        ),
        (
            Op("<", (Op("/", (Op("+", (GOODS, UNREST)), Const(2.0))), Const(9.0))),
            "(goods + unrest) / 2 is below 9",
        ),
    ],
)
def test_a_condition_is_told_as_it_binds(tree: Tree, told: str) -> None:
    made = scenario()
    alarm = Flag("alarm", "It rings", "switch", False)
    names = Names(replace(made, theatre=replace(made.theatre, flags=(alarm,))))
    assert in_words(tree, names) == told
