"""Each law of the engine, shown to notice the fault it is there for.

A fault is planted, and the very check of `test_laws` must go red on it and be green without it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from itertools import count
from math import exp
from pathlib import Path
from random import Random
from typing import Any
from zlib import crc32

import pytest
from numpy.random import Generator, Philox, SeedSequence

from engine.play import choosing, executing
from engine.play import exercise as exercises
from engine.play.agenda import Kind, push
from engine.play.table import Table
from engine.record import Act, Option
from engine.rules import choice, explanation, sides
from engine.rules.luck import Luck
from engine.rules.tables import Play
from tests.engine import test_laws as laws

Check = Callable[..., None]
Patch = pytest.MonkeyPatch
SEEDS = [(seed,) for seed in range(4)]


def inner(law: Check) -> Check:
    """Return a law's check without the search for examples around it."""
    found: Check = law.hypothesis.inner_test  # type: ignore[attr-defined]
    return found


def red(check: Check, cases: Iterable[tuple[Any, ...]]) -> bool:
    """Return whether a check fails on any case."""
    for case in cases:
        try:
            check(*case)
        except AssertionError:
            return True
    return False


def notices(check: Check, patch: Patch, *fault: Any, cases: Iterable[tuple[Any, ...]] = ()) -> bool:
    """Return whether a check is green as things are, and red with a fault planted."""
    tried = list(cases) or SEEDS
    assert not red(check, tried)
    patch.setattr(*fault)
    return red(check, tried)


def generator(*key: object) -> Generator:
    """Return a stream of dice for any key."""
    numbers = tuple(crc32(str(part).encode()) for part in key)
    return Generator(Philox(SeedSequence(1, spawn_key=numbers)))


# --- luck that hangs on what it must not hang on -------------------------------------------------


def test_e1_notices_dice_dealt_in_the_order_they_are_asked_for(monkeypatch: Patch) -> None:
    asked = count()

    def opened(self: Luck, purpose: int, id: str) -> Generator:
        return generator(self.seed, next(asked))

    assert notices(
        inner(laws.test_e1_the_same_seed_gives_the_same_reports), monkeypatch, Luck, "_open", opened
    )


def with_luck_of(key: Callable[[Table, str], object]) -> Callable[..., Table]:
    """Return a maker of tables whose dice hang on something else as well."""

    def made(*args: Any) -> Table:
        table = NEW_TABLE(*args)

        class Other(Luck):
            def _open(self, purpose: int, id: str) -> Generator:
                return generator(self.seed, purpose, key(table, id))

        table.luck = Other(table.luck.seed, table.luck.replication, table.luck.turns)
        return table

    return made


NEW_TABLE = exercises.new_table


def place_in_file(table: Table, id: str) -> object:
    """Return an actor's place in the file, or the id of anything else."""
    actors = [actor.id for actor in table.scenario.actors]
    return actors.index(id) if id in actors else id


def test_e2_notices_luck_that_hangs_on_the_variants_name(
    monkeypatch: Patch, tmp_path: Path
) -> None:
    fault = with_luck_of(lambda table, name: f"{table.scenario.variant}{name}")
    check = laws.test_e2_a_variant_that_sets_what_is_there_already_gives_the_same_reports
    assert notices(check, monkeypatch, exercises, "new_table", fault, cases=[(tmp_path,)])


def test_e5_notices_dice_dealt_by_place_in_the_file(monkeypatch: Patch) -> None:
    check = inner(laws.test_e5_the_order_of_actors_and_levels_in_the_file_changes_nothing)
    assert notices(check, monkeypatch, exercises, "new_table", with_luck_of(place_in_file))


def test_the_law_of_the_idle_actor_notices_dice_dealt_by_the_number_at_the_table(
    monkeypatch: Patch,
) -> None:
    fault = with_luck_of(lambda table, name: f"{len(table.scenario.actors)}{name}")
    check = inner(laws.test_an_actor_who_only_holds_and_nobody_watches_changes_no_state)
    assert notices(check, monkeypatch, exercises, "new_table", fault)


def test_e14_notices_blocks_whose_time_axis_comes_last(monkeypatch: Patch) -> None:
    def block(self: Luck, purpose: int, id: str, each: int = 1) -> Any:
        size = (2, each, self.turns)
        return self._open(purpose, id).random(size).transpose(2, 0, 1).ravel().tolist()

    check = inner(laws.test_e14_more_turns_keep_the_earlier_states)
    assert notices(check, monkeypatch, Luck, "_block", block)


# --- people at the table -------------------------------------------------------------------------


def spent(table: Table) -> None:
    """Use up some luck, as a stateful generator would."""
    table.luck = Luck(table.luck.seed + 1, table.luck.replication, table.luck.turns)


def test_e3_notices_an_answer_that_uses_up_luck(monkeypatch: Patch) -> None:
    plain = choosing.settle

    def settle(table: Table, sitting: Any, answered: Any) -> None:
        plain(table, sitting, answered)
        if answered is not None:
            spent(table)

    check = inner(laws.test_e3_choosing_what_the_engine_would_have_chosen_changes_no_state)
    assert notices(check, monkeypatch, choosing, "settle", settle)


def test_e4_notices_a_view_that_uses_up_luck(monkeypatch: Patch) -> None:
    plain = exercises.seat_view

    def seat_view(table: Table, sitting: Any) -> Any:
        spent(table)
        return plain(table, sitting)

    check = inner(laws.test_e4_what_comes_before_a_departure_is_the_same)
    cases = [(seed, 4) for seed in range(4)]
    assert notices(check, monkeypatch, exercises, "seat_view", seat_view, cases=cases)


def test_e11_notices_that_everyone_sees_everything(monkeypatch: Patch) -> None:
    def tell_all(table: Table, act: Act, number: int, phase: str, slot: int, *_: object) -> None:
        for observer in table.seats():
            if observer != act.actor:
                push(table.world, table.world.day, Kind.SIGHTING, observer, slot, f"{number}")

    law = laws.test_e11_a_covert_move_nobody_saw_leaves_others_choices_of_the_turn_alone
    assert notices(inner(law), monkeypatch, executing, "spread_word", tell_all)


# --- choice --------------------------------------------------------------------------------------


def test_e6_notices_impossible_moves_in_the_softmax(monkeypatch: Patch) -> None:
    plain = choice.weighed

    def careless(precision: float, utility: Any, possible: Any) -> list[float]:
        return plain(precision, utility, [True] * len(utility))

    check = inner(laws.test_e6_a_move_whose_precondition_never_holds_changes_nothing)
    assert notices(check, monkeypatch, choice, "weighed", careless)


def test_e7_notices_luck_that_favours_the_first_slot(monkeypatch: Patch) -> None:
    plain = Luck.waits

    def leaning(self: Luck, actor: str, turn: int, phase: Any, slots: Any) -> list[float]:
        first, *rest = plain(self, actor, turn, phase, slots)
        return [first / 2, *rest]

    monkeypatch.setattr(Luck, "waits", leaning)
    assert red(laws.test_e7_precision_zero_chooses_evenly, [()])


def test_e7_notices_a_precision_that_is_never_zero(monkeypatch: Patch) -> None:
    plain = choice.weighed

    def keen(precision: float, utility: Any, possible: Any) -> list[float]:
        return plain(max(precision, 1.0), utility, possible)

    monkeypatch.setattr(choice, "weighed", keen)
    assert red(laws.test_e7_precision_zero_chooses_evenly, [()])


def test_e8_notices_a_friction_that_is_not_in_units_of_utility(monkeypatch: Patch) -> None:
    plain = sides._play

    def play(move: Any, friction: float, scope: Any) -> Play:
        return plain(move, 0.03, scope)

    law = laws.test_e8_utilities_times_s_and_precision_over_s_give_the_same_path
    cases = [(seed, scale) for seed in range(4) for scale in (0.5, 4.0)]
    assert notices(inner(law), monkeypatch, sides, "_play", play, cases=cases)


def test_e9_notices_choice_by_inverse_cdf(monkeypatch: Patch) -> None:
    def by_inverse_cdf(weights: list[float], waits: list[float]) -> int:
        u, below = exp(-waits[0]) * sum(weights), 0.0
        for at, weight in enumerate(weights):
            below += weight
            if u < below:
                return at
        return len(weights) - 1

    luck = Random(9)
    cases = [
        (
            [luck.uniform(-0.02, 0.02) for _ in range(5)],
            [luck.expovariate(1.0) for _ in range(8)],
            luck.randrange(5),
            0.05,
        )
        for _ in range(100)
    ]
    law = inner(laws.test_e9_raising_one_utility_only_switches_choices_to_it)
    assert notices(law, monkeypatch, laws, "pick", by_inverse_cdf, cases=cases)


@pytest.mark.parametrize("left_out", ["cost", "friction", "bonus", "anticipation"])
def test_e10_notices_shares_that_leave_something_out(monkeypatch: Patch, left_out: str) -> None:
    plain, nothing = explanation._option, () if left_out == "anticipation" else 0.0

    def option(*args: Any) -> Option:
        return replace(plain(*args), **{left_out: nothing})

    check = inner(laws.test_e10_shares_sum_to_the_utility_of_every_option)
    seeds = [(seed,) for seed in range(12)]
    assert notices(check, monkeypatch, explanation, "_option", option, cases=seeds)
