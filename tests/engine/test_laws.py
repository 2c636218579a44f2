"""The engine's laws (E1-E14 of the model), each on small made worlds."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.model import Name, Op, Scenario, Seen, Turns
from engine.play.exercise import Exercise
from engine.play.seats import Likeliest, Script, pauses, play_out
from engine.play.table import Prepared
from engine.record import HOLD, AwaitChoices, Finished, TurnEnded, TurnReport
from engine.rules.choice import pick, weighed
from tests.build import edited, load, make_pack
from tests.engine.small import actor, ash, effect, elm, level, motive, move, scenario, truth

SEEDS = st.integers(0, 10_000)


def played(made: Scenario | Prepared, seed: int, **options: object) -> list[TurnReport]:
    exercise = Exercise(made, seed, **options)
    play_out(exercise)
    return exercise.reports


def hashes(made: Scenario, seed: int) -> list[str]:
    return [report.state_hash for report in played(made, seed)]


@settings(max_examples=20, deadline=None)
@given(SEEDS)
def test_e1_the_same_seed_gives_the_same_reports(seed: int) -> None:
    assert played(scenario(), seed) == played(scenario(), seed)


def test_e1_another_seed_and_another_replication_give_other_states() -> None:
    seen = {tuple(hashes(scenario(), seed)) for seed in range(10)}
    seen |= {tuple(r.state_hash for r in played(scenario(), 3, replication=k)) for k in range(1, 6)}
    assert len(seen) == 15


def test_e2_a_variant_that_sets_what_is_there_already_gives_the_same_reports(
    tmp_path: Path,
) -> None:
    same = "  as_it_is: {set: {boldness: 1, start.tension: 55, actors.north.moves.raid.slot: 2}}\n"
    long = "  long: {set: {turns.count: 6}}\n"
    make_pack(tmp_path, edited("scenarios/duel.yaml", long, long + same))
    plain, variant = load(tmp_path), load(tmp_path, variant="as_it_is")
    for seed in range(5):
        assert played(plain, seed) == played(variant, seed)


@settings(max_examples=20, deadline=None)
@given(SEEDS)
def test_e3_choosing_what_the_engine_would_have_chosen_changes_no_state(seed: int) -> None:
    engine = played(scenario(), seed)
    wanted = {(d.actor, d.turn, d.phase): d.chosen for r in engine for d in r.decisions}
    exercise = Exercise(scenario(), seed, people=("ash", "elm"))
    pause = exercise.advance()
    while not isinstance(pause, Finished):
        if isinstance(pause, AwaitChoices):
            for seat in pause.seats:
                exercise.submit(seat, wanted[seat, pause.turn, pause.phase])
        pause = exercise.advance()
    assert [r.state_hash for r in exercise.reports] == [r.state_hash for r in engine]


@settings(max_examples=20, deadline=None)
@given(SEEDS, st.integers(2, 6))
def test_e4_what_comes_before_a_departure_is_the_same(seed: int, turn: int) -> None:
    plain = hashes(scenario(), seed)
    exercise = Exercise(scenario(), seed, people=("ash",))
    script = {t: d for t, d in _ash_moves(seed).items() if t < turn}
    play_out(exercise, {"ash": Script({**script, turn: "strike"})})
    assert [r.state_hash for r in exercise.reports][: turn - 1] == plain[: turn - 1]


def _ash_moves(seed: int) -> dict[int, str]:
    reports = played(scenario(), seed)
    return {d.turn: d.chosen for r in reports for d in r.decisions if d.actor == "ash"}


@settings(max_examples=20, deadline=None)
@given(SEEDS)
def test_e5_the_order_of_actors_and_levels_in_the_file_changes_nothing(seed: int) -> None:
    made = scenario(ash(), elm())
    assert hashes(made, seed) == hashes(replace(made, actors=tuple(sorted_back(made))), seed)


def sorted_back(made: Scenario) -> list[object]:
    return sorted(made.actors, key=lambda a: a.id, reverse=True)


@settings(max_examples=20, deadline=None)
@given(SEEDS)
def test_e6_a_move_whose_precondition_never_holds_changes_nothing(seed: int) -> None:
    never = truth(Op(">", (Name("level", "goods"), Name("level", "goods"))), "goods > goods")
    extra = move("dream", 3, effect("goods", 90.0), requires=never)
    with_dream = scenario(replace(ash(), moves=(*ash().moves, extra)), elm())
    plain, more = played(scenario(), seed), played(with_dream, seed)
    assert [r.state_hash for r in plain] == [r.state_hash for r in more]
    odds = [[(d.actor, d.chosen, d.probability) for d in r.decisions] for r in plain]
    assert odds == [[(d.actor, d.chosen, d.probability) for d in r.decisions] for r in more]


def test_e7_precision_zero_chooses_evenly() -> None:
    flat = replace(ash(), decision=replace(ash().decision, precision=0.0))
    count = {HOLD: 0, "trade": 0, "strike": 0}
    made = Prepared(replace(scenario(flat, elm()), turns=Turns(1, 1, "month")))
    for seed in range(900):
        first = played(made, seed)[0].decisions[0]
        count[first.chosen] += 1
        assert first.probability == pytest.approx(1 / 3)
    chi_square = sum((n - 300) ** 2 / 300 for n in count.values())
    assert chi_square < 13.8  # p = .001 at 2 degrees of freedom


@settings(max_examples=15, deadline=None)
@given(SEEDS, st.sampled_from([0.5, 2.0, 4.0]))
def test_e8_utilities_times_s_and_precision_over_s_give_the_same_path(
    seed: int, scale: float
) -> None:
    def stretched(factor: float) -> Scenario:
        actors = []
        for side in (ash(), elm()):
            moves = tuple(
                replace(
                    m,
                    cost=m.cost * factor,
                    responds_to=tuple(replace(i, bonus=i.bonus * factor) for i in m.responds_to),
                )
                for m in side.moves
            )
            motives = tuple(
                replace(
                    m,
                    scale=m.scale / factor,
                    clip=None,
                    value=replace(m.value, family="linear"),
                )
                for m in side.motives
            )
            decision = replace(
                side.decision,
                precision=side.decision.precision / factor,
                friction=side.decision.friction * factor,
            )
            actors.append(replace(side, moves=moves, motives=motives, decision=decision))
        return scenario(*actors)

    def path(made: Scenario) -> list[object]:  # the hash holds the bonuses, which are stretched
        return [(r.levels, [d.chosen for d in r.decisions]) for r in played(made, seed)]

    assert path(stretched(1.0)) == path(stretched(scale))


@settings(max_examples=200, deadline=None)
@given(
    st.lists(st.floats(-1, 1), min_size=3, max_size=8),
    st.lists(st.floats(0.002, 20), min_size=8, max_size=8),
    st.integers(0, 7),
    st.floats(0, 0.5),
)
def test_e9_raising_one_utility_only_switches_choices_to_it(
    utility: list[float], waits: list[float], which: int, more: float
) -> None:
    which %= len(utility)
    waits, possible = waits[: len(utility)], [True] * len(utility)
    before = pick(weighed(40.0, utility, possible), waits)
    raised = [u + more * (i == which) for i, u in enumerate(utility)]
    after = pick(weighed(40.0, raised, possible), waits)
    assert after in (before, which)


@settings(max_examples=10, deadline=None)
@given(SEEDS)
def test_e10_shares_sum_to_the_utility_of_every_option(seed: int) -> None:
    for report in played(scenario(), seed):
        for decision in report.decisions:
            assert decision.explanation is not None
            for o in decision.explanation.options:
                parts = [share for _, share in (*o.motives, *o.anticipation)]
                total = sum(parts) - o.cost - o.friction - sum(p for _, p in o.penalties) + o.bonus
                assert abs(total - o.utility) < 1e-12


@settings(max_examples=15, deadline=None)
@given(SEEDS)
def test_e11_a_covert_move_nobody_saw_leaves_others_choices_of_the_turn_alone(seed: int) -> None:
    unseen = tuple(replace(m, seen=Seen(0.0, 30)) for m in ash().moves)
    made = scenario(replace(ash(), moves=unseen), elm())
    quiet, loud = Exercise(made, seed, people=("ash",)), Exercise(made, seed, people=("ash",))
    play_out(quiet, {"ash": Script({})})
    play_out(loud, {"ash": Script({1: "strike"})})
    first = [[d for d in e.reports[0].decisions if d.actor == "elm"] for e in (quiet, loud)]
    assert first[0] == first[1]


@settings(max_examples=15, deadline=None)
@given(SEEDS)
def test_e14_more_turns_keep_the_earlier_states(seed: int) -> None:
    longer = replace(scenario(), turns=Turns(11, 1, "month"))
    assert hashes(longer, seed)[:6] == hashes(scenario(), seed)


@settings(max_examples=15, deadline=None)
@given(SEEDS)
def test_an_actor_who_only_holds_and_nobody_watches_changes_no_state(seed: int) -> None:
    idle = actor("yew", (motive("peace", unrest=-1.0),), ())
    assert hashes(scenario(ash(), elm(), idle), seed) == hashes(scenario(), seed)


@settings(max_examples=15, deadline=None)
@given(SEEDS)
def test_another_level_nobody_watches_moves_nobody_elses_dice(seed: int) -> None:
    made = scenario()
    stage = replace(made.theatre, levels=(level("apples"), *made.theatre.levels))
    more = played(replace(made, theatre=stage), seed)
    plain = played(made, seed)
    assert [r.levels["goods"] for r in plain] == [r.levels["goods"] for r in more]


@settings(max_examples=10, deadline=None)
@given(SEEDS)
def test_a_snapshot_at_every_turns_end_goes_on_to_the_same_states(seed: int) -> None:
    exercise = Exercise(scenario(), seed)
    taken = [exercise.snapshot() for pause in pauses(exercise) if isinstance(pause, TurnEnded)]
    wanted = [r.state_hash for r in exercise.reports]
    for turn, snapshot in enumerate(taken[:-1], 1):
        again = Exercise.restored(scenario(), seed, snapshot)
        assert again.state_hash() == wanted[turn - 1]
        play_out(again)
        assert [r.state_hash for r in again.reports] == wanted[turn:]


def test_the_order_of_answers_changes_nothing() -> None:
    ends = []
    for order in (("ash", "elm"), ("elm", "ash")):
        exercise = Exercise(scenario(), 5, people=order)
        pause = exercise.advance()
        while not isinstance(pause, Finished):
            if isinstance(pause, AwaitChoices):
                for seat in (s for s in order if s in pause.seats):
                    exercise.submit(seat, Likeliest().choose(pause.seats[seat]))
            pause = exercise.advance()
        ends.append(exercise.reports)
    assert ends[0] == ends[1]


def test_two_exercises_in_one_process_do_not_disturb_each_other() -> None:
    wanted = [hashes(scenario(), seed) for seed in (1, 2)]
    both = [Exercise(scenario(), seed) for seed in (1, 2)]
    done = [False, False]
    while not all(done):
        for i, exercise in enumerate(both):
            done[i] = isinstance(exercise.advance(), Finished)
    assert [[r.state_hash for r in e.reports] for e in both] == wanted
