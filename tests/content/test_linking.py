"""Linking: what a valid pack becomes. Each check has its accepting twin here on the made world."""

from datetime import date
from pathlib import Path

import pytest

from engine.content.problems import Problem, has_errors
from engine.model import Actor, Const, Effect, Inject, Lead, Move, Op, Scenario, Seen, Turns
from tests.build import DUEL, added, check, edited, load, make_pack

NORTH, SOUTH = "actors/north.yaml", "actors/south.yaml"
RIVER, GAZETTE, DUEL_FILE = (
    "scenarios/theatres/river.yaml",
    "scenarios/claims/gazette.yaml",
    "scenarios/duel.yaml",
)


@pytest.fixture
def duel(tmp_path: Path) -> Scenario:
    """The made world as it is."""
    return load(make_pack(tmp_path))


def made(tmp_path: Path, changes: dict[str, str]) -> Scenario:
    """Return the made world with changes that are accepted without a word."""
    make_pack(tmp_path, changes)
    assert check(tmp_path) == []
    return load(tmp_path)


def changed(tmp_path: Path, changes: dict[str, str]) -> Scenario:
    """Return the made world with changes that stop nothing, whatever good sense says of them."""
    make_pack(tmp_path, changes)
    assert not has_errors(check(tmp_path))
    return load(tmp_path)


def refused(tmp_path: Path, changes: dict[str, str]) -> Problem:
    """Return the one problem the made world has with some changes."""
    (problem,) = check(make_pack(tmp_path, changes))
    return problem


def actor(scenario: Scenario, id_: str) -> Actor:
    """Return an actor of a scenario."""
    return next(actor for actor in scenario.actors if actor.id == id_)


def move(scenario: Scenario, actor_id: str, id_: str) -> Move:
    """Return a move of an actor."""
    return next(move for move in actor(scenario, actor_id).moves if move.id == id_)


def inject(scenario: Scenario, id_: str) -> Inject:
    """Return an inject of a scenario."""
    return next(inject for inject in scenario.injects if inject.id == id_)


def test_the_made_world_has_no_problems(tmp_path: Path) -> None:
    assert check(make_pack(tmp_path)) == []


def test_levels_actors_and_flags_are_sorted_by_id(duel: Scenario) -> None:
    assert [level.id for level in duel.theatre.levels] == [
        "relation(north, south)",
        "tension",
        "trade",
    ]
    assert [actor.id for actor in duel.actors] == ["north", "south"]
    assert [flag.id for flag in duel.theatre.flags] == ["mood", "raids", "treaty"]


def test_moves_are_sorted_by_slot_whatever_their_order(tmp_path: Path) -> None:
    changes = edited(NORTH, "slot: 1\n", "slot: 7\n")
    moves = actor(made(tmp_path, changes), "north").moves
    assert [(m.slot, m.id) for m in moves] == [(2, "raid"), (7, "plead")]


def test_a_changed_start_opens_elsewhere_but_keeps_its_reference(duel: Scenario) -> None:
    tension = duel.theatre.levels[1]
    assert (tension.start, tension.opening) == (50.0, 55.0)
    assert duel.theatre.levels[2].opening == duel.theatre.levels[2].start


def test_a_relation_may_be_named_in_either_order(tmp_path: Path) -> None:
    changes = edited(DUEL_FILE, "start: {tension: 55}", 'start: {"relation( south,north )": 3}')
    assert made(tmp_path, changes).theatre.levels[0].opening == 3.0


def test_a_flag_may_start_otherwise(tmp_path: Path) -> None:
    changes = edited(DUEL_FILE, "start: {tension: 55}", "start: {treaty: true, mood: angry}")
    flags = changed(tmp_path, changes).theatre.flags
    assert [flag.start for flag in flags] == ["angry", 0, True]


def test_a_move_that_lists_no_shift_of_relations_gets_one(duel: Scenario) -> None:
    (shift,) = (e for e in move(duel, "north", "plead").effects if "(" in e.on)
    assert shift.by.tree == Const(0.04)
    assert (shift.on, shift.half_life, shift.lasting) == ("relation(north, south)", 12.0, 0.3)


def test_a_move_that_lists_its_own_shift_keeps_it_alone(duel: Scenario) -> None:
    shifts = [e for e in move(duel, "north", "raid").effects if "(" in e.on]
    assert [shift.by.tree for shift in shifts] == [Const(-1.0)]


def test_a_move_of_no_intensity_shifts_nothing(tmp_path: Path) -> None:
    changes = edited(NORTH, "{category: REQUEST, mode: assist}", "{category: REQUEST, mode: meet}")
    effects = move(made(tmp_path, changes), "north", "plead").effects
    assert [effect.on for effect in effects] == ["tension"]


def test_intensity_comes_from_the_table_or_the_author(duel: Scenario) -> None:
    assert move(duel, "north", "plead").plover.intensity == 0.5
    assert move(duel, "north", "raid").plover.intensity == -10.0
    assert move(duel, "south", "patrol").plover.intensity == -3.0


def test_amounts_may_be_expressions_of_uncertainties(duel: Scenario) -> None:
    tree = move(duel, "south", "patrol").effects[0].by.tree
    assert isinstance(tree, Op)
    assert tree.operator == "*"


def test_durations_become_months_and_days(duel: Scenario) -> None:
    plead = move(duel, "north", "plead")
    assert plead.effects[0] == Effect("tension", plead.effects[0].by, 1.0, 2.0, 12.0, 0.2, None)
    assert plead.lead == Lead("fixed", 3.0, 3.0, 3.0)
    assert move(duel, "north", "raid").lead == Lead("triangular", 2.0, 5.0, 20.0)
    assert actor(duel, "north").decision.reaction_delay == 6


@pytest.mark.parametrize(
    ("written", "seen"),
    [
        ("overt", Seen(1.0, 0)),
        ("mixed", Seen(0.6, 30)),
        ("covert", Seen(0.35, 61)),
        ("{chance: 0.4, delay: 2 weeks}", Seen(0.4, 14)),
    ],
)
def test_sight_has_words_and_numbers(tmp_path: Path, written: str, seen: Seen) -> None:
    changes = edited(NORTH, "seen: covert", f"seen: {written}")
    assert move(made(tmp_path, changes), "north", "raid").seen == seen


@pytest.mark.parametrize(
    ("written", "lead"),
    [
        ("0", Lead("fixed", 0.0, 0.0, 0.0)),
        ("2 weeks", Lead("fixed", 14.0, 14.0, 14.0)),
        ("{law: exponential, mean: 7 days}", Lead("exponential", 7.0, 7.0, 7.0)),
        ("{law: fixed, mean: 7 days}", Lead("fixed", 7.0, 7.0, 7.0)),
        ("{min: 0, mode: 1 day, max: 1 week}", Lead("triangular", 0.0, 1.0, 7.0)),
    ],
)
def test_lead_times_have_three_laws(tmp_path: Path, written: str, lead: Lead) -> None:
    changes = edited(NORTH, "lead: 3 days", f"lead: {written}")
    assert move(made(tmp_path, changes), "north", "plead").lead == lead


def test_a_lead_time_out_of_order_is_refused(tmp_path: Path) -> None:
    changes = edited(NORTH, "{min: 2 days, mode: 5 days,", "{min: 9 days, mode: 5 days,")
    assert refused(tmp_path, changes).code == "WC109"


def test_invitations_keep_bonus_and_window(duel: Scenario) -> None:
    (answer,) = move(duel, "south", "patrol").responds_to
    assert (answer.actor, answer.move, answer.bonus, answer.window) == ("north", "raid", 0.1, 1.0)
    assert move(duel, "north", "plead").responds_to[0].window == 2.0


def test_weights_are_not_normalised_and_types_are_complete(duel: Scenario) -> None:
    north = actor(duel, "north")
    assert [motive.weight for motive in north.motives] == [0.6, 0.4]
    assert [type_.weights for type_ in north.types] == [
        (("calm", 0.3), ("trade", 0.4)),
        (("calm", 0.6), ("trade", 0.4)),
    ]


def test_a_motive_may_value_in_its_own_way(tmp_path: Path) -> None:
    changes = edited(
        NORTH,
        "    judgement: Timber is all it has.",
        "    judgement: true\n    value: {family: linear}\n    scale: 1\n    clip: off",
    )
    changes = {NORTH: changes[NORTH].replace("level: 1,", "level: 1, value: {loss: 2},")}
    calm, trade = actor(made(tmp_path, changes), "north").motives
    assert (calm.value.family, calm.value.loss, calm.clip) == ("need", 2.0, 2.0)
    assert (trade.value.family, trade.value.loss, trade.clip) == ("linear", 2.0, None)


def test_an_actor_outside_the_cast_is_passed_over(tmp_path: Path) -> None:
    changes = edited(DUEL_FILE, "cast: [north, south]", "cast: [north]")
    north = actor(changed(tmp_path, changes), "north")
    assert north.perceives == ()
    assert north.believes == ()
    assert north.moves[0].responds_to == ()
    assert north.moves[0].targets == ()


def test_an_indicator_seen_only_outside_the_cast_stays_hidden(tmp_path: Path) -> None:
    changes = edited(DUEL_FILE, "cast: [north, south]", "cast: [north]")
    assert changed(tmp_path, changes).theatre.levels[2].seen_by == ("south",)


def test_an_actor_that_is_nowhere_is_refused(tmp_path: Path) -> None:
    make_pack(tmp_path)
    (tmp_path / SOUTH).unlink()
    codes = {problem.code for problem in check(tmp_path)}
    assert codes == {"WC201"}


@pytest.mark.parametrize(
    ("at", "day"),
    [("turn 1", 0), ("turn 2", 28), ("turn 2 day 5", 32), ("2030-02-10", 10), ("turn 3", 59)],
)
def test_injects_fall_on_days_from_startex(tmp_path: Path, at: str, day: int) -> None:
    changes = edited(DUEL_FILE, "at: turn 2", f"at: {at}")
    assert inject(made(tmp_path, changes), "thaw").day == day


def test_an_inject_may_wait_for_a_condition_or_a_hand(tmp_path: Path) -> None:
    changes = edited(DUEL_FILE, "at: turn 2", "contingency: true")
    scenario = made(tmp_path, changes)
    assert inject(scenario, "thaw").day is None
    assert inject(scenario, "thaw").contingency
    assert inject(scenario, "feud").when is not None


def test_turns_may_be_weeks(tmp_path: Path) -> None:
    changes = edited(DUEL_FILE, "length: 1 month", "length: 2 weeks")
    scenario = made(tmp_path, changes)
    assert (scenario.turns.length, scenario.turns.unit) == (2, "week")
    assert inject(scenario, "thaw").day == 14


def test_turns_start_on_the_same_day_or_the_months_last() -> None:
    months = Turns(12, 1, "month")
    assert months.start_of(date(2030, 1, 31), 2) == date(2030, 2, 28)
    assert months.start_of(date(2030, 1, 31), 3) == date(2030, 3, 31)
    assert months.start_of(date(2030, 1, 31), 13) == date(2031, 1, 31)
    assert Turns(3, 2, "week").start_of(date(2030, 1, 1), 3) == date(2030, 1, 29)


def test_measures_may_use_each_other_in_any_order(tmp_path: Path) -> None:
    more = "measures:\n  twice: {is: 2 * once}\n  once: {is: strain + 1}\n"
    scenario = made(tmp_path, added(DUEL_FILE, more))
    assert [name for name, _ in scenario.measures] == ["strain", "twice", "once"]


def test_a_hard_constraint_may_hold_always_and_a_soft_one_cost_nothing(tmp_path: Path) -> None:
    changes = edited(NORTH, "    when: treaty\n", "")
    changes = {NORTH: changes[NORTH].replace("penalty: 0.05", "penalty: 0")}
    hard, soft = actor(made(tmp_path, changes), "north").constraints
    assert hard.when is None
    assert soft.penalty == 0.0


def test_a_red_line_names_crossings_and_answers(tmp_path: Path) -> None:
    line = (
        "constraints:\n  wake: {kind: red_line, crossed_by: [north.raid], resolve: 0.7,\n"
        "    answers: {patrol: 0.1}, says: No burning., judgement: true}\n"
    )
    (held,) = actor(made(tmp_path, added(SOUTH, line)), "south").constraints
    assert held.crossed_by == (("north", "raid"),)
    assert held.answers == (("patrol", 0.1),)


def test_couplings_that_die_out_are_accepted(duel: Scenario) -> None:
    (coupling,) = duel.theatre.couplings
    assert (coupling.source, coupling.target, coupling.by) == ("tension", "trade", -0.1)


def test_missing_grounds_are_an_error_or_a_warning(tmp_path: Path) -> None:
    motive = refused(tmp_path / "a", edited(NORTH, "    judgement: Timber is all it has.\n", ""))
    assert (motive.code, motive.severity) == ("WC110", "error")
    coupling = refused(tmp_path / "b", edited(RIVER, ", by: -0.1, claims: [AA-02]", ", by: -0.1"))
    assert (coupling.code, coupling.severity) == ("WC110", "warning")


def test_a_warning_does_not_stop_a_scenario(tmp_path: Path) -> None:
    make_pack(tmp_path, edited(RIVER, ", by: -0.1, claims: [AA-02]", ", by: -0.1"))
    assert load(tmp_path).title == "Two banks"


def test_the_ledger_travels_with_the_scenario(duel: Scenario) -> None:
    claim = duel.ledger.claims["AA-01"]
    assert (claim.holder, claim.confidence, claim.disagrees_with) == (
        "the editor",
        "high",
        ("AA-02",),
    )
    assert duel.ledger.sources["gazette"].date == date(2029, 11, 2)


def test_expectations_and_outcomes_are_conditions_of_a_run(duel: Scenario) -> None:
    (expectation,) = duel.expectations
    assert (expectation.a, expectation.b, expectation.sign) == ("long", "bold", "+")
    assert expectation.measure.yields == "number"
    assert [outcome.when is None for outcome in duel.outcomes] == [False, True]


def test_hold_is_no_name_for_a_move(tmp_path: Path) -> None:
    make_pack(tmp_path, edited(SOUTH, "  patrol:", "  hold:"))
    assert "WC410" in {problem.code for problem in check(tmp_path)}


def test_duel_is_written_as_it_is_shown() -> None:
    assert DUEL.startswith("kind: scenario\nschema: 1\n")


PLAIN = ("contrast: {a: long, b: bold}", "contrast: {a: plain, b: bold}")


def test_plain_is_the_scenario_as_it_is_written(tmp_path: Path) -> None:
    (expectation,) = made(tmp_path, edited(DUEL_FILE, *PLAIN)).expectations
    assert (expectation.a, expectation.b) == ("", "bold")


@pytest.mark.parametrize("word", ["plain", "all"])
def test_no_lens_of_a_theatre_takes_a_word_that_stands_for_others(
    word: str, tmp_path: Path
) -> None:
    lens = f"lenses:\n  {word}: {{says: So., set: {{start.trade: 30}}, judgement: true}}\n"
    make_pack(tmp_path, added(RIVER, lens))
    (problem,) = check(tmp_path)
    assert (problem.code, problem.where) == ("WC107", f"lenses.{word}")
    assert problem.path.endswith("river.yaml")
