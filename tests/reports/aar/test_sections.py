"""What each section of a report holds, read off the played half-day."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from batch.cloud import Cloud
from reports.aar.decisions import by_persons
from reports.aar.gathering import Aar, Options, gathered
from reports.aar.heading import head_of
from reports.aar.injects import Row as Inject
from reports.aar.objectives import untagged
from reports.aar.path import courses
from reports.aar.record import Record, read_record
from reports.aar.summary import summary
from reports.aar.surprises import Surprise, surprises
from reports.aar.writing import page, text
from reports.rolls import RULE
from reports.wording import full_date
from tests.reports import table
from tests.reports.conftest import OPTIONS
from tests.reports.reading import Page


def inject(aar: Aar, name: str) -> Inject:
    return next(row for row in aar.injects if row.name == name)


def test_decisions_name_who_when_why_and_what_the_engine_would_have_done(aar: Aar) -> None:
    first = next(row for row in aar.decisions if row.id == "pyongyang.1.initiative")
    assert (first.seat, first.who, first.turn) == ("Pyongyang", "Dr Amelie Brandt", 1)
    assert first.chose == "Send an envoy to Beijing for trade and aid"
    assert first.reason == table.WANTED["pyongyang", 1][1]
    told = next(
        d.explanation
        for _, d in aar.record.decisions()
        if d.turn == 1 and d.actor == "pyongyang" and d.phase == "initiative"
    )
    assert told is not None
    assert first.agrees == (told.engine_choice == "seek_beijing")
    assert first.engine_probability == told.option(told.engine_choice).probability


def test_the_likeliest_move_is_told_apart_from_what_luck_would_have_drawn(aar: Aar) -> None:
    menu = [row for row in by_persons(aar.decisions) if not row.free]
    for row in menu:
        most = max(row.probability, row.likelier_probability)
        assert f"({most:.0%})" in row.model or most < 0.005
        assert row.model.startswith("the same") == row.is_likeliest
        elsewhere = row.engine != (row.chose if row.is_likeliest else row.likelier)
        assert ("on this luck" in row.model) == elsewhere
    assert any("on this luck" in row.model for row in menu)
    alike = sum(row.is_likeliest for row in menu)
    same = sum(row.agrees for row in menu)
    told = next(point for point in aar.summary.points if "from the menu" in point)
    assert f"Of the {len(menu)} taken from the menu, {alike} " in told
    assert f"and {same} what it would have chosen" in told
    assert "1 free move among them" in told


def test_peoples_seats_are_named_by_who_chose_with_counts(aar: Aar) -> None:
    facts = dict(head_of(aar, 1).facts)
    told = []
    for seat, who in (("Pyongyang", "Dr Amelie Brandt"), ("Seoul", "Col. Ravi Menon")):
        rows = [row for row in aar.decisions if row.seat == seat and not row.forced]
        count = sum(row.by_person and row.who == who for row in rows)
        told.append(f"{seat} ({who}: {count} of {len(rows)} decisions)")
    assert sorted(facts["People's seats"].split(" and ")) == sorted(told)


def test_who_chose_is_told_where_the_seat_changed_hands(aar: Aar) -> None:
    first = next(row for row in aar.decisions if row.seat == "Seoul" and row.by_person)
    other = replace(first, who="Maj. Ott")
    rows = tuple(other if row == first else row for row in aar.decisions)
    told = dict(head_of(replace(aar, decisions=rows), 1).facts)["People's seats"]
    seoul = [row for row in rows if row.seat == "Seoul" and not row.forced]
    left = sum(row.by_person for row in seoul) - 1
    assert f"Seoul (Maj. Ott: 1, Col. Ravi Menon: {left} of {len(seoul)} decisions)" in told


def test_who_could_do_but_one_thing_is_not_scored_for_it(aar: Aar) -> None:
    only = [row for row in aar.decisions if row.by_person and row.forced]
    assert len(only) > 1
    assert {row.chose for row in only} == {"Hold"}
    told = next(point for point in aar.summary.points if "from the menu" in point)
    persons = [row for row in aar.decisions if row.by_person]
    assert f"took {len(persons) - len(only)} decisions" in told
    head = head_of(aar, 1)
    assert not set(only) & set(head.persons)
    times = f"{len(only)} times"
    assert head.forced == f"Left out: {times} a person was asked who could do but one thing."
    assert head.forced in page(aar, OPTIONS)
    assert head.forced in text(aar, OPTIONS)


def test_runs_that_went_on_behind_the_last_turn_played_are_told_as_such(
    aar: Aar, short: Path
) -> None:
    told = gathered(read_record(short), Options(runs=2, odds=0), lambda doing, share: None)
    says = "has reached the end of turn 2; they went on to turn 12, and their outcomes are those"
    assert says in text(told, Options(runs=2, odds=0))
    assert says in Page(page(told, Options(runs=2, odds=0))).words
    assert "they went on to turn" not in text(aar, OPTIONS)


def test_what_is_still_to_come_has_not_departed_from_the_plan(short: Path) -> None:
    told = gathered(read_record(short), Options(runs=0, odds=0), lambda doing, share: None)
    waits = inject(told, "lean summer")
    assert (waits.status, waits.as_planned) == ("still to come", True)
    departed = [point for point in told.summary.points if "departed from the plan" in point]
    assert departed == ["Injects that departed from the plan: settlement (skipped)."]


def test_the_summary_and_the_debrief_agree_on_the_least_likely_deed(aar: Aar) -> None:
    deeds = surprises(aar.record, aar.decisions, aar.rulings, None)
    course = Surprise(
        "course", 12, aar.record.reports[-1].ends, "Trust ended low", 0.001, "", False
    )
    for found, cloud in ((deeds, None), ((course, *deeds), aar.cloud)):
        points = summary(
            aar.record, aar.people, aar.decisions, aar.rulings, aar.injects, found, cloud
        ).points
        told = [each for each in points if each.startswith("The deed the model held least likely")]
        assert len(told) == 1
        assert told[0] in aar.summary.points
        assert deeds[0].says in told[0]
        assert ("Furthest from the engine's own runs: Trust ended low." in points) == bool(cloud)


def test_an_inject_made_up_is_called_so_once(aar: Aar) -> None:
    told = next(point for point in aar.summary.points if point.startswith("Injects that"))
    assert "settlement (skipped)" in told
    assert "one made up at the table" in told
    for written in (told, text(aar, OPTIONS), page(aar, OPTIONS)):
        assert "improvised" not in written
        assert "(made up at the table)" not in written


def test_engine_seats_give_their_motives(aar: Aar) -> None:
    engine = [row for row in aar.decisions if not row.by_person]
    assert {row.seat for row in engine} == {"Beijing", "Moscow", "Washington"}
    assert all(row.who == "engine" and row.reason for row in engine)


def test_a_move_carried_out_in_a_later_turn_is_still_marked_as_chosen_by_people(aar: Aar) -> None:
    chosen = {d.act for _, d in aar.record.decisions() if d.by != "engine" and d.act}
    late = [act for _, act in aar.record.acts() if act.id in chosen and act.chosen_turn < act.turn]
    assert late
    for act in late:
        lines = [line for line in aar.turns[act.turn - 1].lines if line.by_person]
        told = [line for line in lines if act.says.rstrip(" .") in line.text]
        assert told, act.id


def test_a_free_move_is_told_with_its_argument_and_no_probability(aar: Aar) -> None:
    free = [row for row in aar.decisions if row.free]
    assert len(free) == 1
    assert free[0].chose == "Offers to rent out fishing grounds for fuel"
    assert "the navy eats the catch" in free[0].reason
    assert not any("fishing" in row.says for row in aar.surprises)


def test_rulings_against_the_roll_are_named_with_their_reason(aar: Aar) -> None:
    against = [row for row in aar.rulings if row.against]
    overruled = [row for row in aar.rulings if row.how.startswith("ruled ")]
    assert len(overruled) == 2
    assert set(overruled) <= set(against)
    assert {row.reason for row in overruled} == {reason for _, reason in table.RULINGS}
    assert all(row.by == table.CONTROL for row in overruled)
    assert all(row.by_roll != row.result for row in against)


def test_a_roll_that_stood_is_no_ruling_against_it(aar: Aar) -> None:
    stood = [row for row in aar.rulings if row.how == "the roll stood"]
    assert all(not row.against and row.by == "" for row in stood)


def test_a_free_move_goes_on_in_small_letters_behind_its_seat(aar: Aar) -> None:
    assert table.FREE.says[0].isupper()
    (row,) = [row for row in aar.rulings if "rent out" in row.move]
    assert row.move == "offers to rent out fishing grounds for fuel"


def test_holding_is_not_told_as_answering(aar: Aar) -> None:
    asked = [row for row in aar.decisions if row.answering]
    held = [row for row in asked if row.chose == "Hold"]
    assert held
    assert all(row.answering.startswith("with ") for row in held)
    assert all(row.answering.endswith(" before it") for row in held)
    assert all(row.answering.startswith("answering ") for row in asked if row not in held)
    assert "Hold, answering" not in text(aar, OPTIONS)
    assert not any("let the moment pass, answering" in row.says for row in aar.surprises)


def test_a_roll_is_told_with_the_bounds_it_fell_between(aar: Aar) -> None:
    told = text(aar, OPTIONS)
    assert told.count(RULE) == 1
    assert RULE in Page(page(aar, OPTIONS)).words
    for row in aar.rulings:
        assert f"| {row.told.odds} | {row.told.roll}" in told
        assert f"{row.by_roll}, {row.told.within}" in told


def test_injects_are_told_as_planned_against_delivered(aar: Aar) -> None:
    assert inject(aar, "ceasefire").status == "delivered"
    skipped = inject(aar, "settlement")
    assert (skipped.status, skipped.day, skipped.as_planned) == ("skipped", None, False)
    assert skipped.reason == "The afternoon is too short for a peace as well."
    edited = inject(aar, "Beijing envoy delayed")
    assert (edited.status, edited.planned) == ("edited", "held for the white cell")
    assert edited.says.startswith("Beijing's envoy has a cold")
    assert inject(aar, "collision at sea").status == "held back"
    made = inject(aar, "one made up at the table")
    assert (made.status, made.planned) == ("made up at the table", "not planned")
    assert made.audience == "Pyongyang, Moscow and Seoul"


def test_surprises_are_ranked_by_how_unlikely_the_model_held_them(aar: Aar) -> None:
    chances = [row.probability for row in aar.surprises]
    assert chances
    assert chances == sorted(chances)
    assert chances[-1] < 0.2


def test_every_surprising_choice_was_given_that_probability(aar: Aar) -> None:
    given = {(row.turn, row.probability) for row in aar.decisions}
    chosen = [row for row in aar.surprises if row.kind in ("choice", "silence")]
    assert chosen
    assert all((row.turn, row.probability) in given for row in chosen)


def test_a_level_that_reads_like_the_runs_is_no_surprise(aar: Aar) -> None:
    last, turns = aar.record.reports[-1], len(aar.record.reports)
    near = {id: value - 1e-6 for id, value in last.levels.items()}
    far = {id: value - 0.4 * aar.record.names.span(id) for id, value in last.levels.items()}
    for levels, expected in ((near, set()), (far, {"course"})):
        path = {id: [value] * (turns + 1) for id, value in levels.items()}
        cloud = Cloud((path,) * 40, ("quiet",) * 40)
        found = surprises(aar.record, (), (), cloud)
        assert {each.kind for each in found} == expected
        told = [course.says for course in courses(aar.record, cloud)]
        assert any("of the engine's runs" in says for says in told) == bool(expected)


def test_the_played_path_lies_over_as_many_days_as_the_cloud(aar: Aar) -> None:
    assert len(aar.courses) == 6
    for course in aar.courses:
        assert len(course.played) == len(course.days) == 13
        assert all(len(band) == 13 for band in course.bands.values())
        assert course.played[0] == course.bands["p50"][0]
    assert aar.courses[0].name == "Russian aid"


def test_outcome_shares_sum_to_one_and_mark_what_was_played(aar: Aar) -> None:
    assert sum(row.share for row in aar.outcomes) == 1.0
    assert [row.name for row in aar.outcomes if row.played] == [aar.summary.outcome]
    assert all(row.low <= row.share <= row.high for row in aar.outcomes)


def test_odds_are_told_at_startex_and_after_every_turn_but_the_last(aar: Aar) -> None:
    assert [moment.turn for moment in aar.odds] == list(range(12))
    assert all(abs(sum(moment.shares) - 1.0) < 1e-9 for moment in aar.odds)


def test_objectives_carry_the_notes_tagged_to_them(aar: Aar) -> None:
    first = aar.objectives[0]
    assert first.text.startswith("See how far Pyongyang turns to Beijing")
    assert [note.kind for note in first.notes] == ["issue", "hot_wash"]
    names = [row.name for row in first.indicators]
    assert names == ["Russian aid", "Pyongyang's autonomy", "relation Beijing–Pyongyang"]


def test_a_move_of_an_actor_an_objective_names_is_no_evidence(aar: Aar) -> None:
    first = aar.objectives[0]
    moved = {
        actor: sorted({r.turn for r, act in aar.record.acts() if act.actor == actor})
        for actor in ("pyongyang", "beijing")
    }
    assert all(moved.values())
    for turns in moved.values():
        assert f" {', '.join(map(str, turns[:-1]))} and {turns[-1]}" in first.named
    assert first.named.startswith(
        "When those it names moved, which is no evidence yet: Pyongyang in "
    )
    says = {act.says.rstrip(" .") for _, act in aar.record.acts()}
    assert not any(said in repr(first) for said in says)


def test_objectives_nobody_tagged_are_named_once_and_without_a_key(aar: Aar) -> None:
    tagged, bare = aar.objectives[0], [goal for goal in aar.objectives if not goal.notes]
    empty = [replace(tagged, number=number, notes=()) for number in (2, 3, 4)]
    shown = replace(aar, objectives=(tagged, *empty))
    says = "No note was tagged to objectives 2, 3 and 4."
    for told in (Page(page(shown, OPTIONS)).words, text(shown, OPTIONS)):
        assert told.count(says) == told.count("No note was tagged") == 1
        assert "N takes a note" not in told
    assert untagged((tagged, empty[0])) == "No note was tagged to objective 2."
    assert untagged(tuple(empty)) == "No note was tagged to an objective."
    assert untagged((tagged,)) == untagged(()) == ""
    assert bool(untagged(aar.objectives)) == bool(bare)


def test_issues_become_the_improvement_table(aar: Aar) -> None:
    rows = aar.improvements
    assert [row.number for row in rows] == [1, 2, 3]
    assert [row.owner for row in rows] == ["", "Policy planning unit", "Exercise control"]
    assert [row.due for row in rows] == ["", "30 June 2026", "before the next run"]
    assert [row.objective for row in rows] == ["4", "1", "2"]


def test_the_branch_is_compared_where_it_parts(aar: Aar) -> None:
    branch = aar.branches[0]
    assert (branch.name, branch.fresh_luck) == ("without the launch", False)
    assert branch.first is not None
    assert branch.first >= 9
    assert branch.parting == (
        "turn 9: on “main”, Pyongyang chooses “Fire a long-range missile over the open sea”; "
        "on “without the launch”, Pyongyang holds."
    )
    assert branch.apart


def test_another_branch_can_be_told_instead(played: Path) -> None:
    record = read_record(played, "without the launch")
    told = gathered(record, Options(runs=0, odds=0), lambda doing, share: None)
    assert told.summary.outcome == ""
    assert told.cloud is None
    assert told.outcomes[0].share == 0.0
    assert [row.name for row in told.branches] == ["main"]
    assert "stands after turn 11 of 12" in told.summary.points[0]


def test_the_summary_counts_what_the_sections_list(aar: Aar) -> None:
    figures = {what: number for number, what in aar.summary.figures}
    assert figures["turns played"] == "12 of 12"
    assert figures["moves carried out"] == str(
        sum(not act.called_off for _, act in aar.record.acts())
    )
    assert figures["decisions by people"] == str(len(by_persons(aar.decisions)))
    assert figures["injects delivered"] == str(sum(row.day is not None for row in aar.injects))
    against = sum(row.against for row in aar.rulings)
    assert figures["rolls overturned"] == f"{against} of {len(aar.rulings)}"


def test_a_journal_with_nothing_played_yet_can_be_reported(tmp_path: Path) -> None:
    path = tmp_path / "new.whitecell"
    table.play(path, turns=0)
    told = gathered(read_record(path), Options(runs=5, odds=5), lambda doing, share: None)
    assert (told.turns, told.courses, told.odds, told.cloud) == ((), (), (), None)


def test_the_head_and_the_end_agree_on_the_last_day(aar: Aar) -> None:
    last = aar.record.reports[-1].ends - timedelta(days=1)
    assert head_of(aar, 1).subtitle.endswith(f" to {full_date(last)}")
    assert f"ENDEX {full_date(last)}" in aar.endex[0]


def test_the_record_gives_the_marking_and_the_names(record: Record, aar: Aar) -> None:
    assert aar.marking == table.MARKING
    assert aar.people.sitting("seoul") == "Col. Ravi Menon"
    assert record.setup["mode"] == "semi-free"


def test_arguments_that_only_shade_a_result_do_not_overturn_it(aar: Aar) -> None:
    done = {"done", "half done"}
    argued = [row for row in aar.rulings if row.how.startswith("net arguments")]
    assert argued
    assert all(row.against == ((row.by_roll in done) != (row.result in done)) for row in argued)
