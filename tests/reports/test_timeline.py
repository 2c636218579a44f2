"""A turn as lines."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from engine.model import Constraint, Effect, Flag, Scenario
from engine.record import Happening, Result
from reports.timeline import Chronicle
from tests.engine.small import above, ash, elm, number, scenario
from tests.reports.making import act, decision, explanation, option, report

STRIKE = act("strike", day=5)
ANSWER = act("protest", "elm", 9, id="elm.1.reaction", because_of=STRIKE.id, kind="response")


def test_an_answer_stands_below_the_act_it_answers() -> None:
    other = act("soothe", "elm", 7)
    lines = Chronicle(scenario()).turn(report(acts=(STRIKE, other, ANSWER)))
    assert [(line.text, line.depth, line.kind) for line in lines] == [
        ("Ash does strike.", 0, "move"),
        ("Elm does protest, answering Ash's overture.", 1, "response"),
        ("Elm does soothe.", 0, "move"),
    ]
    assert lines[1].date == date(2026, 1, 10)


def test_an_answer_to_an_earlier_turn_names_its_date() -> None:
    chronicle = Chronicle(scenario(), [report(acts=(STRIKE,))])
    late = replace(ANSWER, turn=2, day=40, chosen_turn=2)
    (line,) = chronicle.turn(report(2, acts=(late,)))
    assert (line.text, line.depth) == ("Elm does protest, answering Ash's overture of 6 Jan.", 0)


def test_one_of_two_deeds_of_a_day_is_told_by_its_sentence() -> None:
    other = act("soothe", "ash", 5, id="ash.1.second", turn=1)
    chronicle = Chronicle(scenario(), [report(acts=(STRIKE, other))])
    late = replace(ANSWER, turn=2, day=40, chosen_turn=2)
    (line,) = chronicle.turn(report(2, acts=(late,)))
    assert line.text == "Elm does protest, answering Ash's overture “Do strike” of 6 Jan."
    apart = Chronicle(scenario(), [report(acts=(STRIKE, replace(other, day=6)))])
    (line,) = apart.turn(report(2, acts=(late,)))
    assert line.text == "Elm does protest, answering Ash's overture of 6 Jan."


def test_one_of_two_deeds_of_a_turn_is_told_by_its_sentence() -> None:
    free = act("free", "ash", 7, id="ash.1.free", turn=1, kind="free", says="builds a dam")
    answer = replace(ANSWER, because_of=free.id)
    lines = Chronicle(scenario()).turn(report(acts=(STRIKE, free, answer)))
    assert lines[2].text == "Elm does protest, answering Ash's act “builds a dam”."


@pytest.mark.parametrize(
    ("result", "how", "had"),
    [
        ("failed", ", and it comes to nothing", "come to nothing"),
        ("near_miss", ", and falls just short", "fallen just short"),
    ],
)
def test_an_answer_to_what_came_to_nothing_says_how(result: Result, how: str, had: str) -> None:
    vain = replace(STRIKE, result=result)
    lines = Chronicle(scenario()).turn(report(acts=(vain, ANSWER)))
    assert [line.text for line in lines] == [
        f"Ash does strike{how}.",
        f"Elm does protest, answering Ash's overture (it had {had}).",
    ]


@pytest.mark.parametrize(
    ("chance", "targets", "learnt"),
    [
        (0.35, (), ", a covert move it knew of by 10 Jan"),
        (0.6, (), ", a discreet move it knew of by 10 Jan"),
        (0.35, ("elm",), ""),
        (1.0, (), ""),
    ],
)
def test_an_answer_to_a_hidden_move_says_by_when_it_was_known(
    chance: float, targets: tuple[str, ...], learnt: str
) -> None:
    first = ash()
    hidden = [
        replace(m, seen=replace(m.seen, chance=chance), targets=targets) if m.id == "strike" else m
        for m in first.moves
    ]
    made = scenario(replace(first, moves=tuple(hidden)), elm())
    lines = Chronicle(made).turn(report(acts=(STRIKE, replace(ANSWER, chosen_day=9))))
    assert lines[1].text == f"Elm does protest, answering Ash's overture{learnt}."


def test_an_answer_to_something_unknown_still_says_so() -> None:
    (line,) = Chronicle(scenario()).turn(report(acts=(ANSWER,)))
    assert line.text == "Elm does protest, answering an earlier act."
    crossed = replace(ANSWER, because_of="red line no_walls")
    (line,) = Chronicle(scenario()).turn(report(acts=(crossed,)))
    assert line.text == "Elm does protest, answering the crossing of its red line “no walls”."


def walled() -> Scenario:
    line = Constraint(
        "no_walls", "red_line", "Nobody walls off the ford.", (), None, 0.0, None, (), 0.5, ()
    )
    return scenario(ash(), replace(elm(), constraints=(*elm().constraints, line)))


def test_a_red_line_is_told_by_its_own_sentence() -> None:
    crossed = replace(ANSWER, because_of="red line no_walls", result="failed")
    (line,) = Chronicle(walled()).turn(report(acts=(crossed,)))
    assert line.text == (
        "Elm does protest, answering the crossing of its red line “Nobody walls off the ford”, "
        "and it comes to nothing."
    )


def test_a_red_line_that_a_state_of_things_sets_off_is_told_as_a_rule() -> None:
    made = walled()
    line = replace(made.actors[1].constraints[-1], when=above("wealth", 10.0))
    made = replace(made, actors=(made.actors[0], replace(made.actors[1], constraints=(line,))))
    (told,) = Chronicle(made).turn(report(acts=(replace(ANSWER, because_of="red line no_walls"),)))
    assert (
        told.text == "Elm does protest, answering a case of its rule “Nobody walls off the ford”."
    )
    both = replace(line, crossed_by=(("ash", "trade"),))
    made = replace(made, actors=(made.actors[0], replace(made.actors[1], constraints=(both,))))
    (told,) = Chronicle(made).turn(report(acts=(replace(ANSWER, because_of="red line no_walls"),)))
    assert told.text == (
        "Elm does protest, answering the crossing of its red line “Nobody walls off the ford”."
    )


def test_who_lets_its_red_line_pass_is_not_told_as_who_crossed_it() -> None:
    silent = option("protest", 0.2, 2, because_of="red line no_walls", bonus=0.02)
    kept = explanation("hold", option("hold", 0.8, 0), silent)
    twice = (decision("elm", phase="reaction", explanation=kept),) * 2
    line = Chronicle(walled()).turn(report(decisions=(decision("ash"), *twice)))[-1]
    assert line.text == (
        "Ash holds. Elm has not answered the crossing of its red line “Nobody walls off the ford”."
    )


def test_the_reason_chosen_earlier_is_told_when_the_move_is_carried_out() -> None:
    options = (option("trade", 0.4, 1, motives=(("wealth", 0.02),)), option("hold", 0.3, 0))
    chosen = decision(
        "ash", "trade", act="ash.1.initiative", explanation=explanation("trade", *options)
    )
    chronicle = Chronicle(scenario())
    (waiting,) = chronicle.turn(report(decisions=(chosen,)))
    assert waiting.text == "Ash has a move in preparation."
    holds = decision("ash", turn=2)
    waiting = Chronicle(scenario(), (report(decisions=(chosen,)),)).turn(
        report(2, decisions=(holds, decision("elm", turn=2)))
    )[-1]
    assert waiting.text == "Elm holds. Ash has a move in preparation."
    late = act("trade", day=40, turn=2, id="ash.1.initiative", chosen_turn=1, chosen_day=0)
    line, reason = chronicle.turn(report(2, acts=(late,)))
    assert line.notes == ("40%", "next best: hold 30%", "chosen 1 Jan")
    assert (reason.kind, reason.text) == ("why", "because of wealth (+.020)")


def test_results_are_told_in_words_and_numbers() -> None:
    def told(**changes: Any) -> tuple[str, str]:
        made = act("trade", odds=0.6, roll=0.41, **changes)
        line = Chronicle(scenario()).turn(report(acts=(made,)))[0]
        return line.text, line.notes[-1]

    assert told() == ("Ash does trade.", "odds .60, rolled .41: done")
    assert told(result="partial") == (
        "Ash does trade, and half succeeds.",
        "odds .60, rolled .41: half done",
    )
    assert told(result="near_miss")[0] == "Ash does trade, and falls just short."
    assert told(result="failed")[0] == "Ash does trade, and it comes to nothing."
    ruled = told(result="failed", ruled_by="Ann", ruling_reason="no ships")
    assert ruled[1] == "ruled failed by Ann: no ships"


def test_a_covert_move_is_marked() -> None:
    first = ash()
    hidden = replace(first.moves[0], seen=replace(first.moves[0].seen, chance=0.35))
    made = scenario(replace(first, moves=(hidden, first.moves[1])), elm())
    line = Chronicle(made).turn(report(acts=(act("trade"),)))[0]
    assert line.notes == ("40%", "covert")


def test_holds_and_silences_are_gathered_in_one_line() -> None:
    silent = option("protest", 0.2, 2, because_of=STRIKE.id, bonus=0.02)
    kept = explanation("hold", option("hold", 0.8, 0), silent)
    decisions = (
        decision("ash"),
        decision("elm", probability=0.12),
        decision("elm", phase="reaction", explanation=kept),
        decision("ash", phase="reaction", explanation=explanation("hold", option("hold", 1, 0))),
    )
    line = Chronicle(scenario()).turn(report(acts=(STRIKE,), decisions=decisions))[-1]
    assert line.text == (
        "Elm (12%) holds. Ash begins nothing new. Unanswered by Elm: Ash's overture."
    )


def test_what_was_left_unanswered_names_whom_it_was_meant_for() -> None:
    first = ash()
    meant = tuple(replace(move, targets=("fir",)) for move in first.moves)
    fir = replace(elm(), id="fir", name="Fir")
    made = scenario(replace(first, moves=meant), elm(), fir)
    silent = option("protest", 0.2, 2, because_of=STRIKE.id, bonus=0.02)
    kept = explanation("hold", option("hold", 0.8, 0), silent)

    def told(*seats: str) -> str:
        silences = tuple(decision(seat, phase="reaction", explanation=kept) for seat in seats)
        return Chronicle(made).turn(report(acts=(STRIKE,), decisions=silences))[-1].text

    (_, line) = Chronicle(made).turn(report(acts=(STRIKE, ANSWER)))
    assert line.text == "Elm does protest, answering Ash's overture to Fir."
    (_, line) = Chronicle(made).turn(report(acts=(STRIKE, replace(ANSWER, actor="fir"))))
    assert line.text == "Fir does protest, answering Ash's overture."
    assert told("elm") == "Unanswered by Elm: Ash's overture to Fir."
    assert told("fir") == "Unanswered by Fir: Ash's overture."
    assert told("elm", "fir") == "Unanswered by Elm and Fir: Ash's overture."


def test_who_prepares_a_move_is_not_told_to_begin_nothing() -> None:
    chosen = decision("ash", "trade", act="ash.1.initiative")
    before = (report(decisions=(chosen,)),)
    deed = replace(STRIKE, turn=2, day=40, id="ash.2.initiative")
    line = Chronicle(scenario(), before).turn(
        report(2, acts=(deed,), decisions=(decision("ash", turn=2), decision("elm", turn=2)))
    )[-1]
    assert line.text == "Elm holds. Ash has a move in preparation."


def test_a_struck_inject_is_told_as_not_happening() -> None:
    struck = Happening("skip", "flood", 3, "The river rises", "by hand")
    line = Chronicle(scenario()).turn(report(happenings=(struck,)))[0]
    assert line.text == "Struck from the MSEL, it does not happen: “The river rises.”"


def test_an_inject_tells_what_it_moved_and_who_heard() -> None:
    made = scenario()
    flood = Happening("inject", "flood", 5, "The river floods", "by hand", ("ash",))
    levels = {"goods": 40.0, "unrest": 50.4}
    line, moves = Chronicle(made).turn(report(happenings=(flood,), levels=levels))
    assert line.text == "The river floods."
    assert line.notes == ("goods 50 → 40", "told to Ash", "by hand")
    assert moves.notes == ("goods 50 → 40 ▼ down",)


def test_what_went_against_an_inject_is_not_told_beside_it() -> None:
    flood = Happening("inject", "flood", 5, "The river floods")
    levels = {"goods": 60.0, "unrest": 50.4}
    line, moves = Chronicle(scenario()).turn(report(happenings=(flood,), levels=levels))
    assert line.notes == ()
    assert moves.notes == ("goods 50 → 60 ▲ up",)


def test_a_flag_stands_below_what_changed_it() -> None:
    made = scenario()
    flags = (Flag("open", "The border is open", "switch", False),)
    made = replace(made, theatre=replace(made.theatre, flags=flags))
    happenings = (
        Happening("flag", "open", 5, "open = True", STRIKE.id),
        Happening("date", "fair", 3, "The spring fair."),
    )
    lines = Chronicle(made).turn(
        report(acts=(STRIKE,), happenings=happenings, flags={"open": True})
    )
    assert [(line.text, line.depth) for line in lines] == [
        ("The spring fair.", 0),
        ("Ash does strike.", 0),
        ("The border is open.", 1),
    ]


def test_what_a_move_calls_forth_on_its_day_is_told_behind_it() -> None:
    happenings = (
        Happening("inject", "flood", 5, "The river floods.", "condition"),
        Happening("date", "fair", 5, "The spring fair."),
    )
    lines = Chronicle(scenario()).turn(report(acts=(STRIKE,), happenings=happenings))
    assert [line.text for line in lines] == [
        "The spring fair.",
        "Ash does strike.",
        "The river floods.",
    ]


def test_an_inject_at_the_turns_end_keeps_to_its_turn() -> None:
    ended = Happening("inject", "flood", 31, "The river floods.", "condition")
    (line,) = Chronicle(scenario()).turn(report(happenings=(ended,)))
    assert (line.date, line.notes) == (date(2026, 1, 31), ("as its condition came true",))


def test_levels_that_hardly_moved_are_not_told() -> None:
    levels = {"goods": 51.9, "unrest": 53.0}
    (line,) = Chronicle(scenario()).turn(report(levels=levels))
    assert [m.level for m in line.moved] == ["unrest"]
    assert line.notes == ("unrest 50 → 53 ▲ worse",)


def test_a_lean_report_has_lines_without_reasons() -> None:
    lines = Chronicle(scenario()).turn(
        report(acts=(STRIKE,), decisions=(decision("ash", "strike", act=STRIKE.id),))
    )
    assert [line.kind for line in lines] == ["move"]


def test_an_inject_without_effects_moves_nothing() -> None:
    made = scenario()
    calm = replace(made.injects[0], id="calm", effects=(Effect("unrest", number(0.1)),))
    told = Happening("inject", "calm", 2, "A calm day.")
    (line,) = Chronicle(replace(made, injects=(calm,))).turn(report(happenings=(told,)))
    assert line.notes == ()
