"""The list of injects tells what will come as things stand, and what did not, by day."""

from __future__ import annotations

from dataclasses import replace

from engine.model import (
    Call,
    Condition,
    Const,
    Effect,
    Flag,
    Inject,
    Name,
    Op,
    Scenario,
    Uncertainty,
)
from tests.engine import small
from tests.tui.room import (
    NARROW,
    WIDE,
    everything,
    keys,
    notices,
    playing,
    quarrel,
    seen,
    table,
    write,
)
from tui import msel
from tui.pairs import Items


def inject(id: str, day: int | None, **changes: object) -> Inject:
    made = Inject(id, f"{id} happens.", day, None, True, False, (), (), (), ())
    return replace(made, **changes)  # type: ignore[arg-type]


def toll(operator: str) -> Condition:
    """A condition on how dear the toll of Ash is."""
    tree = Op(operator, (Name("parameter", "toll_of_ash"), Const(0.4)))
    return small.truth(tree, f"toll_of_ash {operator} 0.4")


def forked() -> Scenario:
    """A quarrel where one of two injects comes, and what is by hand comes before what is dated."""
    given = Uncertainty("toll_of_ash", "How dear the toll is.", 0.6, 0.0, 1.0)
    injects = (
        inject("cheap", 40, when=toll("<")),
        inject("dear", 40, when=toll(">=")),
        inject("early_cheap", 5, when=toll("<")),
        inject("zeal_of_ash", 8),
    )
    return quarrel(injects=injects, uncertainties=(given,))


async def test_of_two_that_exclude_each_other_the_one_that_would_come_is_told() -> None:
    app = table(forked(), people=())
    async with app.run_test(size=NARROW) as desk:
        await keys(desk, "n", "i")
        rows = {row.id: row for row in msel.planned(playing(app))}
        assert rows["cheap"].group == rows["dear"].group == msel.DUE
        assert (rows["cheap"].tag, rows["dear"].tag) == ("10 Feb, not now", "10 Feb, yes now")
        assert "10 Feb, yes now" in seen(app)
        app.screen.query_one(Items).go_to("cheap")
        await keys(desk)
        assert "as things stand: no (toll of Ash 0.6)" in everything(app)


async def test_a_formula_is_told_as_the_number_it_comes_to() -> None:
    tree = Op("*", (Name("parameter", "toll_of_ash"), Const(-20.0)))
    effect = Effect("unrest", Condition("toll_of_ash * -20", tree, "number"), delay=2.0)
    given = Uncertainty("toll_of_ash", "How dear the toll is.", 0.6, 0.0, 1.0)
    made = quarrel(injects=(inject("dear", 40, effects=(effect,)),), uncertainties=(given,))
    app = table(made, people=())
    async with app.run_test(size=NARROW) as desk:
        await keys(desk, "n", "i")
        (row,) = [row for row in msel.planned(playing(app)) if row.id == "dear"]
        assert row.facts[-1] == "changes unrest by −12.0 after 2 months"


async def test_a_flag_is_told_by_its_name_and_value() -> None:
    tree = Op("==", (Name("flag", "gate"), Const("shut")))
    made = quarrel(injects=(inject("siege", 40, when=small.truth(tree, 'gate == "shut"')),))
    flags = (Flag("gate", "The gate is", "phase", "shut", ("open", "shut")),)
    app = table(replace(made, theatre=replace(made.theatre, flags=flags)), people=())
    async with app.run_test(size=NARROW) as desk:
        await keys(desk, "n", "i")
        assert "as things stand: yes (The gate is: shut)" in seen(app)


async def test_what_an_inject_makes_true_is_told_before_it_is_fired() -> None:
    flags = (Flag("met", "Envoys have met", "switch", False),)
    effects = (small.effect("unrest", 5.0), small.effect("goods", 0.0))
    meeting = inject("talks", 40, sets=(("met", True),), effects=effects)
    meeting = replace(meeting, expects="Ash decides whom to send.", objective=1)
    made = replace(quarrel(injects=(meeting,)), objectives=("Test the alarm.",))
    app = table(replace(made, theatre=replace(made.theatre, flags=flags)), people=())
    async with app.run_test(size=WIDE) as desk:
        await keys(desk, "i")
        shown = seen(app)
        assert "makes true: Envoys have met" in shown
        assert "leaves goods as it is: what is uncertain comes to 0 here" in shown
        assert "expected: Ash decides whom to send." in shown
        assert "serves objective 1: Test the alarm." in shown
        await keys(desk, "f")
        assert "It makes true: Envoys have met." in seen(app)
        await keys(desk, "escape", "e")
        assert "Percent scale its effects, never this." in seen(app)


async def test_an_inject_made_up_is_named_by_its_text_once_it_is_fired() -> None:
    app = table(quarrel(), people=())
    async with app.run_test(size=NARROW) as desk:
        await keys(desk, "n", "i", "m")
        write(app, "Locusts come.")
        await keys(desk, "enter", "down", "enter", "enter")
        assert "Fired: “Locusts come.”" in notices(app)


async def test_what_a_condition_counts_is_told_in_words_with_its_value() -> None:
    carried = Call("moved", (Const("ash"), Const("strike")))
    app = table(quarrel(injects=(inject("riot", 40, when=small.truth(carried)),)), people=())
    async with app.run_test(size=NARROW) as desk:
        await keys(desk, "n", "i")
        (row,) = msel.planned(playing(app))
        assert "as things stand: no (Ash has carried out “Do strike”: no)" in row.facts


async def test_what_did_not_arise_is_not_to_come() -> None:
    app = table(forked(), people=())
    async with app.run_test(size=NARROW) as desk:
        await keys(desk, "i")
        assert {row.id: row.group for row in msel.planned(playing(app))}["early_cheap"] == msel.DUE
        await keys(desk, "escape", "n", "i")
        assert {row.id: row.group for row in msel.planned(playing(app))}["early_cheap"] == msel.GONE
        assert "DID NOT ARISE" in everything(app)
        app.screen.query_one(Items).go_to("early_cheap")
        await keys(desk)
        assert "did not arise: its condition did not hold" in everything(app)
        assert not app.screen.check_action("skip", ())
        await keys(desk, "f", "enter")
        row = next(row for row in msel.planned(playing(app)) if row.id == "early_cheap")
        assert row.group == msel.DONE


async def test_after_the_last_day_nothing_is_to_come() -> None:
    never = inject("riots", None, when=small.above("unrest", 99.0))
    app = table(quarrel(injects=(never,)), people=())
    async with app.run_test(size=NARROW) as desk:
        await keys(desk, "n")
        assert msel.planned(playing(app))[0].group == msel.COMING
        await keys(desk, "n", "n", "n", "escape")
        assert msel.planned(playing(app))[0].group == msel.GONE


async def test_what_was_delivered_stands_by_day_under_its_name() -> None:
    app = table(forked(), people=())
    async with app.run_test(size=NARROW) as desk:
        await keys(desk, "n", "i", "m")
        write(app, "Locusts come.")
        await keys(desk, "enter", "down", "enter", "enter", "escape", "n", "i")
        rows = [row for row in msel.planned(playing(app)) if row.group == msel.DONE]
        assert [row.name for row in rows] == ["zeal of Ash", "improvised 1", "dear"]
