"""A rehearsal finds what is dead in a scenario, each thing once, and nothing that lives."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from batch.rehearse.findings import _chances
from batch.rehearse.running import jobs_of, rehearsed
from batch.rehearse.tally import Tally
from batch.rehearse.watching import watched
from engine.content.library import Library
from engine.play.exercise import Exercise
from engine.play.seats import play_out
from engine.play.table import Prepared
from tests.batch.dead import Dead, copied, found_dead, told
from tests.house.places import ROOT

SAMPLE, TOLL = ROOT / "docs" / "tutorial" / "amber_straits", "amber_toll"
SCENARIO, CALDER = "scenarios/amber_toll.yaml", "actors/calder.yaml"
STAGE = "scenarios/theatres/amber_straits.yaml"
MOVE = (
    "  {id}:\n    slot: {slot}\n    says: Do it.\n    tells: does it\n    instrument: [D]\n"
    "    plover: {{category: CONSULT}}\n    judgement: planted\n    {more}\n"
)


def move(id: str, code: str, more: str, slot: int = 40) -> Dead:
    """Plant a move in Calder's file."""
    return Dead(CALDER, "moves:\n", MOVE.format(id=id, slot=slot, more=more), code, f"calder.{id}")


PLANTED = {
    "inject": Dead(
        SCENARIO,
        "injects:\n",
        "  comet: {when: tension >= 99, says: A comet., judgement: planted}\n",
        "inject-never-fires",
        "injects.comet",
    ),
    "outcome": Dead(
        SCENARIO,
        "outcomes:\n",
        "  deluge: {when: final(traffic) >= 190, says: Too many ships.}\n",
        "outcome-never-reached",
        "outcomes.deluge",
    ),
    "impossible": move(
        "sink",
        "move-never-possible",
        "requires: tension > 98\n    effects: [{on: tension, by: 3}]",
    ),
    "unwanted": move(
        "ruinous",
        "move-never-chosen",
        "cost: 0.15\n    effects: [{on: toll, by: -50}, {on: tension, by: 50}]",
    ),
    "dominated": move("wave", "move-dominated", "cost: 0.01"),
    "still": Dead(
        STAGE,
        "indicators:\n",
        "  moonlight: {name: Moonlight, range: [0, 10], start: 5, noise: 0, judgement: planted}\n",
        "level-never-moved",
        "moonlight",
    ),
    "pinned": Dead(
        STAGE,
        "indicators:\n",
        "  silt: {name: Silt, range: [0, 10], start: 0, noise: 0, pull: 0.9, judgement: planted}\n",
        "level-pinned",
        "silt",
    ),
    "coupling": Dead(
        STAGE,
        "couplings:\n",
        "  - {from: patrols, to: toll, by: 0.0000001, judgement: planted}\n",
        "coupling-idle",
        "patrols -> toll",
    ),
}
PUSHED = Dead(
    SCENARIO,
    "injects:\n",
    "  flood: {at: turn 8 day 20, says: A flood., effects: [{on: silt, by: -4}], "
    "judgement: planted}\n",
    "",
    "",
)


@pytest.mark.parametrize("sort", PLANTED)
def test_each_dead_thing_is_found_by_itself(sort: str, tmp_path: Path) -> None:
    dead = PLANTED[sort]
    planted = (dead, PUSHED) if sort == "pinned" else (dead,)
    pack = copied(SAMPLE, tmp_path / "copy", planted)
    found = found_dead(pack, TOLL, 48)
    assert (dead.code, dead.subject) in told(found), found.dead
    assert len(found.dead) == 1, found.dead


def test_a_seat_with_nothing_to_do_is_told_once_and_not_its_moves(tmp_path: Path) -> None:
    pack = copied(SAMPLE, tmp_path / "copy")
    path = pack / "actors" / "merin.yaml"
    text = path.read_text().replace("    slot: ", "    requires: traffic > 195\n    slot: ")
    path.write_text(text)
    assert told(found_dead(pack, TOLL, 40)) & {("seat-without-choice", "merin")}
    assert not any(one.subject.startswith("merin.") for one in found_dead(pack, TOLL, 40).dead)


def test_turns_with_every_move_resting_are_told_once_a_seat(tmp_path: Path) -> None:
    pack = copied(SAMPLE, tmp_path / "copy")
    path = pack / "actors" / "oster.yaml"
    path.write_text(path.read_text().replace("friction: 0.045", "friction: 0"))
    for word in ("2 months", "3 months"):
        path.write_text(path.read_text().replace(f"cooldown: {word}", "cooldown: 7 months"))
    (found,) = (f for f in found_dead(pack, TOLL, 40).dead if f.code == "turn-blocked")
    assert found.subject == "oster"
    one = r"turn \d+ in \d+%"
    assert re.fullmatch(
        f"every move of oster was blocked at {one} of model plays(, at {one})+", found.says
    )


def test_a_move_a_constraint_forbids_for_good_is_noted_and_not_dead(tmp_path: Path) -> None:
    pack = copied(SAMPLE, tmp_path / "copy")
    path = pack / CALDER
    path.write_text(path.read_text().replace("    when: tension < 48\n", ""))
    found = found_dead(pack, TOLL, 40)
    assert not any("douse_lights" in one.subject for one in found.dead)
    assert "calder may not douse_lights: barred by free_lights" in found.notes


# --- the plays ------------------------------------------------------------------------------------


def test_a_model_play_is_the_run_of_that_seed_and_variant() -> None:
    prepared = Prepared(Library([SAMPLE]).load(TOLL, "black_spring"))
    followed, plain = watched(prepared, 11, "model"), Exercise(prepared, 11, lean=True)
    assert play_out(followed).outcome == play_out(plain).outcome
    assert [r.levels for r in followed.reports] == [r.levels for r in plain.reports]


def test_a_random_play_is_the_same_twice_and_no_other_seeds() -> None:
    prepared = Prepared(Library([SAMPLE]).load(TOLL))

    def chosen(seed: int) -> list[str]:
        play = watched(prepared, seed, "random")
        play_out(play)
        return [d.chosen for report in play.reports for d in report.decisions]

    assert chosen(3) == chosen(3) != chosen(4)


def test_random_choices_are_spread_evenly_over_what_is_possible() -> None:
    prepared, first = Prepared(Library([SAMPLE]).load(TOLL)), list[str]()
    for seed in range(240):
        play = watched(prepared, seed, "random")
        play.advance()
        first += [d.chosen for d in play.reports[0].decisions if d.actor == "merin"][:1]
    counts = {each: first.count(each) for each in first}
    assert len(counts) == 5
    assert all(24 <= count <= 76 for count in counts.values()), counts


def test_plays_are_spread_over_the_arms_and_at_least_one_each() -> None:
    library = Library([SAMPLE])
    arms = {name: library.load(TOLL) for name in ("", "x", "y")}
    jobs = list(jobs_of(arms, 5, 1))
    assert [(job.arm, job.way, job.seeds) for job in jobs[:3]] == [
        ("", "model", (5,)),
        ("x", "model", (6,)),
        ("y", "model", (7,)),
    ]
    assert {job.way for job in jobs} == {"model", "random"}


def test_tallies_of_parts_add_up_to_that_of_the_whole() -> None:
    library = Library([SAMPLE])
    arms = {"": library.load(TOLL), "black_spring": library.load(TOLL, "black_spring")}
    whole = rehearsed(arms, 1, 30)
    again = Tally()
    again.add(whole)
    assert again == whole
    assert sum(whole.endings.values()) == 60 == sum(whole.plays.values())
    assert rehearsed(arms, 1, 30, workers=2) == whole


def test_one_choice_is_told_as_one() -> None:
    assert _chances(1, 0.0243) == "the one choice open to it; its chance was 2.43%"
    assert _chances(55, 0.0061) == "55 choices open to it; its chance was 0.61% on average"
