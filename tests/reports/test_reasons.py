"""Why a seat moved, in one line."""

from __future__ import annotations

from reports.names import Names
from reports.reasons import beside, reason_of, why
from tests.engine.small import scenario
from tests.reports.making import explanation, option

NAMES = Names(scenario())
HELD = option("hold", 0.33, 0, anticipation=(("wealth", 0.01), ("calm", 0.0)))


def test_the_largest_shares_for_and_against_are_named() -> None:
    shares = (("wealth", 0.021), ("calm", -0.006))
    trade = option("trade", 0.41, 1, motives=shares, anticipation=HELD.anticipation)
    told = explanation("trade", trade, HELD)
    assert why(told, NAMES) == "because of wealth (+.021); against it, calm (−.006)"
    assert beside(told, NAMES) == "next best: hold 33%"


def test_the_next_best_move_has_its_menus_sentence_where_there_is_room() -> None:
    told = explanation("hold", option("hold", 0.5, 0), option("trade", 0.41, 1))
    assert beside(told, NAMES) == "next best: trade 41%"
    assert beside(told, NAMES, in_full=True) == "next best: “Do trade” 41%"
    waiting = explanation("trade", option("trade", 0.5, 1), HELD)
    assert beside(waiting, NAMES, in_full=True) == "next best: hold 33%"


def test_what_holding_would_have_brought_too_is_no_reason() -> None:
    trade = option("trade", 0.41, 1, anticipation=(("wealth", 0.01), ("calm", 0.0)))
    told = explanation("trade", trade, HELD)
    assert why(told, NAMES) == "although nothing much spoke for it"


def test_hope_in_others_is_said_to_be_that() -> None:
    trade = option("trade", 0.41, 1, anticipation=(("wealth", 0.04), ("calm", 0.0)))
    told = explanation("trade", trade, HELD)
    assert why(told, NAMES) == "because of wealth through others' answers (+.030)"


def test_soft_constraints_and_occasions_are_reasons_too() -> None:
    strike = option("strike", 0.41, 1, bonus=0.05, penalties=(("no_picture", 0.02),))
    told = explanation("strike", strike, HELD)
    expected = "because of the occasion (+.050); against it, its rule “no picture” (−.020)"
    assert why(told, NAMES) == expected


def test_minor_shares_are_left_out() -> None:
    trade = option("trade", 0.41, 1, motives=(("wealth", 0.021), ("calm", -0.002)))
    told = explanation("trade", trade, option("hold", 0.33, 0))
    assert why(told, NAMES) == "because of wealth (+.021)"


def test_luck_is_named_where_it_decided() -> None:
    trade = option("trade", 0.09, 1, motives=(("wealth", 0.009), ("calm", 0.0)))
    told = explanation("trade", option("hold", 0.52, 0), trade)
    assert reason_of(told, NAMES).lucky
    assert beside(told, NAMES) == "likelier: hold 52%"


def test_a_choice_by_hand_names_the_hand_and_the_engines_own() -> None:
    options = (option("trade", 0.41, 1), option("hold", 0.33, 0))
    told = explanation("hold", *options, by="Ann", note="To wait\nand see", engine_choice="trade")
    assert why(told, NAMES) == (
        "chosen by Ann; the engine's likeliest was “Do trade” (41%): To wait and see"
    )
    same = explanation("trade", *options, by="Ann")
    assert why(same, NAMES) == "chosen by Ann; the engine's likeliest was the same (41%)"
    assert beside(same, NAMES) == ""


def test_the_likeliest_is_told_apart_from_what_luck_would_have_drawn() -> None:
    options = (option("trade", 0.05, 1), option("hold", 0.62, 0), option("strike", 0.33, 2))
    told = explanation("strike", *options, by="Ann", engine_choice="trade")
    likeliest = "chosen by Ann; the engine's likeliest was"
    assert why(told, NAMES) == f"{likeliest} hold (62%) and, on this luck, “Do trade” (5%)"
    kept = explanation("hold", *options, by="Ann", engine_choice="trade")
    assert why(kept, NAMES) == f"{likeliest} the same (62%) and, on this luck, “Do trade” (5%)"
    lucky = explanation("trade", *options, by="Ann")
    assert why(lucky, NAMES) == f"{likeliest} hold (62%) and, on this luck, the same (5%)"
