"""A choice told as a sentence to quote, and in full."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from engine.model import Belief, Constraint, Scenario
from engine.model.free import FreeEffect, FreeMove
from engine.play.exercise import Exercise
from engine.play.seats import Script, play_out
from engine.record import Explanation
from reports.names import Names
from reports.quoting import in_full, quote
from reports.reasons import decided
from tests.engine.small import ash, elm, scenario

MONTH = (date(2026, 1, 1), date(2026, 2, 1))


def told(made: Scenario, seat: str, move: str) -> Explanation:
    exercise = Exercise(made, 1, people=("ash", "elm"))
    play_out(exercise, {"ash": Script({1: move}), "elm": Script({})})
    decision = next(d for d in exercise.reports[0].decisions if d.actor == seat)
    assert decision.explanation is not None
    return replace(decision.explanation, by="engine")


def world() -> Scenario:
    wealth, calm = ash().motives
    law = Constraint("law", "soft", "", ("strike",), None, 0.02, None, (), 0.0, (), ("AB-03",))
    return scenario(
        replace(
            ash(),
            motives=(replace(wealth, claims=("AB-01", "AB-02")), calm),
            constraints=(law,),
            believes=(Belief("ash", "strike", "unrest", 1.0),),
        ),
        elm(),
    )


def test_the_sentence_names_reasons_with_their_claims() -> None:
    made = world()
    said = quote(told(made, "ash", "strike"), Names(made), *MONTH)
    assert said.text.startswith("In January 2026 Ash chose this: it does strike, because of ")
    assert "; AB-01, AB-02)" in said.text
    assert "against its rule “law” (−.020; AB-03)" in said.text
    assert said.claims == ("AB-01", "AB-02", "AB-03")


def test_a_reason_without_claims_is_told_as_judgement() -> None:
    made = scenario()
    assert "; judgement)" in quote(told(made, "ash", "trade"), Names(made), *MONTH).text


def test_in_full_every_option_stands_with_its_parts_and_beliefs() -> None:
    made = world()
    lines = "\n".join(in_full(made, told(made, "ash", "strike"), *MONTH))
    assert "▸ strike: U " in lines
    assert "  trade: U " in lines
    assert "  hold: U " in lines
    assert "−.020 its rule “law”" in lines
    assert "it believes unrest +1.0, in truth +8.0" in lines


def test_a_move_that_is_not_possible_says_why() -> None:
    made = scenario()
    exercise = Exercise(made, 1, people=("ash", "elm"))
    play_out(exercise, {"ash": Script({1: "trade"}), "elm": Script({})})
    later = next(d for d in exercise.reports[1].decisions if d.actor == "ash").explanation
    assert later is not None
    lines = in_full(made, later, *MONTH)
    assert "  trade: not possible" in lines
    assert any("less than 2 months ago" in line for line in lines)


def test_a_free_move_is_told_as_one_the_engine_does_not_weigh() -> None:
    """It stood with the chance of nothing, and with reasons that were those of holding."""
    made = world()
    exercise = Exercise(made, 1, people=("ash", "elm"))
    exercise.advance()
    free = FreeMove(
        "Sings at the ford.", (FreeEffect(exercise.table.tables.ids[0], "up", "minor"),)
    )
    exercise.propose("ash", free, by="the band")
    exercise.submit("elm", "hold")
    exercise.advance()
    given = next(d for d in exercise.table.log.decisions if d.actor == "ash").explanation
    assert given is not None
    said = quote(given, Names(made), *MONTH)
    assert said.text == "In January 2026 Ash chose this: it sings at the ford (a free move)."
    assert said.claims == ()
    lines = in_full(made, given, *MONTH)
    assert lines[1] == decided(given)
    assert lines[-1] == "▸ a free move: on no menu, so the engine does not weigh it"
    assert (
        decided(given)
        == "the band made a free move: it is on no menu, so the engine does not weigh it."
    )
    taken = replace(given, chosen="hold")
    assert "chose what the engine gave" in decided(taken)
    assert "decided: " in decided(replace(taken, by="engine"))
