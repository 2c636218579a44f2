"""How a run ended, and why in that class."""

from __future__ import annotations

from dataclasses import replace

from engine.model import Call, Condition, Const, Name, Op, Outcome, Tree
from engine.record import Finished
from engine.rules.conditions import spell
from reports.ending import called, ending, met
from reports.names import Names
from tests.engine.small import scenario
from tests.reports.making import report

GOODS = Name("level", "goods")
UNREST = Name("level", "unrest")
GAP = Op("-", (GOODS, UNREST))


def call(function: str, *args: Tree) -> Call:
    return Call(function, args)


def told(tree: Tree, **values: float) -> tuple[str, ...]:
    """What a condition met, the values given by level and by the trees' own spelling."""
    made = scenario()
    riot = Outcome("riot", "Unrest wins.", Condition("test", tree, "truth"))
    gap = ("gap", Condition("gap", GAP, "number"))
    made = replace(made, outcomes=(riot, made.outcomes[1]), measures=(gap,))
    return met(Finished("riot", "Unrest wins.", tuple(values.items())), Names(made))


def test_a_value_is_told_beside_its_bound() -> None:
    assert told(Op(">", (UNREST, Const(60.0))), unrest=71.26) == ("unrest 71.3 (above 60)",)
    assert told(Op("<=", (Const(60.0), UNREST)), unrest=71.26) == ("unrest 71.3 (at least 60)",)


def test_every_part_of_a_conjunction_is_told() -> None:
    tree = Op("and", (Op(">", (UNREST, Const(60.0))), Op("<", (GOODS, Const(40.0)))))
    assert told(tree, unrest=61.0, goods=31.0) == ("unrest 61 (above 60)", "goods 31 (below 40)")


def test_of_alternatives_only_those_that_hold_are_told() -> None:
    tree = Op("or", (Op(">", (UNREST, Const(60.0))), Op("<", (GOODS, Const(40.0)))))
    assert told(tree, unrest=50.0, goods=31.0) == ("goods 31 (below 40)",)


def test_functions_of_the_path_read_as_words() -> None:
    final = call("final", GAP)
    assert told(Op(">=", (final, Const(1.5))), **{spell(final): 3.56}) == (
        "gap at the end 3.56 (at least 1.5)",
    )
    months = call("months_above", UNREST, Const(70.0))
    assert told(Op(">=", (months, Const(2.0))), **{spell(months): 3.0}) == (
        "months with unrest above 70 3 (at least 2)",
    )


def test_a_count_is_not_one_at_the_end() -> None:
    final = call("final", call("moves", Const("ash"), Const("strike")))
    met = told(Op(">=", (final, Const(2.0))), **{spell(final): 3.0})
    assert met[0].endswith(" 3 (at least 2)")
    assert "at the end" not in met[0]


def test_deeds_read_as_words() -> None:
    moved = call("moved", Const("ash"), Const("strike"))
    assert told(moved, **{spell(moved): True}) == ("Ash has carried out “Do strike”",)
    count = call("moves", Const("ash"), Const("strike"))
    assert told(Op(">", (count, Const(1.0))), **{spell(count): 2}) == (
        "moves by Ash of “Do strike” 2 (above 1)",
    )


def test_a_flag_at_the_end_stands_before_its_value() -> None:
    final = call("final", Name("flag", "wolves_loose"))
    is_not = Op("!=", (final, Const("none")))
    assert told(is_not, **{spell(final): "fired"}) == (  # type: ignore[arg-type]
        "at the end, wolves loose: fired (is not none)",
    )
    assert told(Op("==", (final, Const("none")))) == ("at the end, wolves loose: none",)
    assert told(final) == ("at the end, wolves loose",)


def test_a_sum_is_worked_out_from_its_parts() -> None:
    tree = Op(">", (Op("+", (GOODS, UNREST)), Const(90.0)))
    assert told(tree, goods=50.0, unrest=45.0) == ("goods + unrest 95 (above 90)",)


def test_the_last_lines_tell_the_day_the_class_and_why() -> None:
    names = Names(scenario())
    closing = Finished("riot", "Unrest wins.", (("unrest", 61.2),), report())
    assert [line.text for line in ending(closing, names)] == [
        "ENDEX 31 Jan 2026 · outcome: riot: Unrest wins.",
        "unrest 61.2 (above 60)",
    ]
    named = Finished("ash_tilt", "Ash leans.", (), report())
    assert ending(named, names)[0].text == "ENDEX 31 Jan 2026 · outcome: Ash tilt: Ash leans."
    other = Finished("other", "Nothing much", (), report())
    assert [line.text for line in ending(other, names)] == [
        "ENDEX 31 Jan 2026 · outcome: other: Nothing much.",
        "No other outcome's condition was met.",
    ]


def test_an_end_before_its_time_is_told_with_what_it_was_judged_by() -> None:
    early = Finished("calm", "All is calm.", (), report(2), "lunch.")
    assert called(early, 12) == (
        "The white cell called ENDEX after turn 2 of 12: lunch. The outcome is told as things "
        "stood then, by conditions that were written for 12."
    )
    assert called(replace(early, called=None), 12) == ""
