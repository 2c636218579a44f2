"""The eight scenarios: whole, without secrets in public, playable by teams, in every version."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest

from engine.content.library import Library
from engine.content.packs import Pack
from engine.model import Scenario
from engine.play.exercise import Exercise
from engine.play.seats import Likeliest, Script, play_out
from engine.play.table import Prepared
from tests.content.test_shipped_texts import normalised_words

ROOT = Path(__file__).parents[2]
LIBRARY = Library([Pack(ROOT)])
NAMES = (
    "beijing_reengagement",
    "drills_and_kadiz",
    "nuclear_test_or_icbm",
    "one_theater_tightening",
    "post_war_aid_cut",
    "seoul_pacemaker",
    "tactical_nuclear_redeployment",
    "us_dprk_summit",
)
FIVE = {"pyongyang", "beijing", "moscow", "seoul", "washington"}
RUN = 6
"""So many words in a row of a secret make a leak."""

each = pytest.mark.parametrize("name", NAMES)


@cache
def shipped(name: str) -> Scenario:
    return LIBRARY.load(name)


def test_there_are_eight_of_them() -> None:
    assert tuple(item.id for item in LIBRARY.scenarios()) == NAMES


@each
def test_a_scenario_is_whole(name: str) -> None:
    made = shipped(name)
    assert {actor.id for actor in made.actors} == FIVE
    assert all(actor.brief and actor.secret_brief for actor in made.actors)
    assert len(made.brief.split()) > 60
    assert "Watch for" in made.notes
    assert "Hot wash" in made.notes
    assert len(made.objectives) >= 3
    assert len(made.dossier) >= 5
    assert sum(inject.contingency for inject in made.injects) >= 2
    assert {"long", "with_tokyo"} < {variant.id for variant in made.variants}
    assert made.uncertainties
    assert len(made.outcomes) >= 5
    assert made.outcomes[-1].when is None
    assert len(made.expectations) >= 4
    assert all(expectation.claims for expectation in made.expectations)


@each
def test_every_inject_says_what_it_asks_of_the_players_and_which_objective_it_serves(
    name: str,
) -> None:
    made = shipped(name)
    seats = {actor.name for actor in made.actors} | {"seat", "Korea", "capitals"}
    for inject in made.injects:
        assert inject.expects.endswith("."), inject.id
        assert any(seat in inject.expects for seat in seats), inject.id
    served = {inject.objective for inject in made.injects}
    assert served == set(range(1, len(made.objectives) + 1))


@each
def test_no_variant_goes_untold_or_is_the_scenario_itself_over(name: str) -> None:
    told = [variant.says for variant in shipped(name).variants]
    assert all(told)
    assert len(set(told)) == len(told)


@each
def test_the_war_in_ukraine_can_end_and_a_seat_in_seoul_may_then_speak_with_moscow(
    name: str,
) -> None:
    made = shipped(name)
    ends = [inject for inject in made.injects if dict(inject.sets).get("ukraine_war")]
    assert ends
    if all(inject.contingency for inject in ends):
        sooner = LIBRARY.load(name, variant="war_ends")
        assert any(
            i.day is not None and not i.contingency for i in sooner.injects if i.id == ends[0].id
        )


# --- disagreements --------------------------------------------------------------------------------


@each
def test_the_seven_disagreements_are_lenses_of_every_scenario(name: str) -> None:
    made = shipped(name)
    lenses = {lens.id: lens for lens in made.lenses}
    assert len(made.disagreements) == 7
    for quarrel in made.disagreements:
        assert lenses[quarrel.a].claims
        assert lenses[quarrel.b].claims


def test_the_sides_of_a_disagreement_rest_on_claims_that_contradict_each_other() -> None:
    made = shipped(NAMES[0])
    lenses, claims = {lens.id: lens for lens in made.lenses}, made.ledger.claims
    for quarrel in made.disagreements:
        a, b = lenses[quarrel.a].claims, lenses[quarrel.b].claims
        against = {other for claim in a for other in claims[claim].disagrees_with}
        assert against & set(b), quarrel.id
        assert not set(a) & set(b), quarrel.id


@each
def test_every_lens_changes_something(name: str) -> None:
    made = shipped(name)
    for lens in made.lenses:
        other = LIBRARY.load(name, lens=lens.id)
        assert (other.actors, other.theatre) != (made.actors, made.theatre), lens.id


# --- secrets --------------------------------------------------------------------------------------


def public_texts(made: Scenario) -> list[str]:
    texts = [made.title, made.brief, *made.objectives, *(one.says for one in made.dossier)]
    texts += [text for actor in made.actors for text in (actor.brief, actor.description)]
    return texts + [inject.says for inject in made.injects]


def runs_of(text: str) -> set[tuple[str, ...]]:
    words = normalised_words(text)
    return {tuple(words[at : at + RUN]) for at in range(len(words) - RUN + 1)}


@each
def test_no_secret_stands_in_a_public_text(name: str) -> None:
    made = shipped(name)
    secrets = [made.notes, *(actor.secret_brief for actor in made.actors)]
    public = {run for text in public_texts(made) for run in runs_of(text)}
    for secret in secrets:
        assert not runs_of(secret) & public


@each
def test_no_seat_reads_anothers_secret_in_its_own_brief(name: str) -> None:
    actors = shipped(name).actors
    for actor in actors:
        for other in actors:
            if other is not actor:
                theirs = runs_of(other.secret_brief)
                assert not runs_of(actor.brief + " " + actor.secret_brief) & theirs


def test_a_planted_secret_would_be_found() -> None:
    made = shipped(NAMES[0])
    secret = made.actors[0].secret_brief
    assert runs_of("As is known: " + " ".join(secret.split()[3:12])) & runs_of(secret)


# --- play -----------------------------------------------------------------------------------------


@each
def test_every_variant_and_lens_plays_to_its_end(name: str) -> None:
    made = shipped(name)
    versions = [LIBRARY.load(name, variant=variant.id) for variant in made.variants]
    versions += [LIBRARY.load(name, lens=lens.id) for lens in made.lenses]
    known = {outcome.id for outcome in made.outcomes}
    for version in versions:
        exercise = Exercise(Prepared(version), 1, lean=True)
        assert play_out(exercise).outcome in known
        assert len(exercise.reports) == version.turns.count


@each
def test_scripted_people_in_two_seats_play_it(name: str) -> None:
    first, second = shipped(name).seats[0]
    exercise = Exercise(Prepared(shipped(name)), 1, people=(first, second))
    play_out(exercise, {first: Script(()), second: Likeliest()})
    taken = [d for r in exercise.reports for d in r.decisions if d.actor in (first, second)]
    assert {d.by for d in taken} == {"script"}


@each
def test_seats_are_suggested_for_two_three_five_and_six_teams_and_play(name: str) -> None:
    made = shipped(name)
    assert [len(seats) for seats in made.seats] == [2, 3, 5, 6]
    for seats in made.seats:
        variant = "with_tokyo" if "tokyo" in seats else None
        version = LIBRARY.load(name, variant=variant, settings={"turns.count": "2"})
        assert set(seats) <= {actor.id for actor in version.actors}
        exercise = Exercise(Prepared(version), 1, people=seats)
        play_out(exercise, dict.fromkeys(seats, Likeliest()))
        assert len(exercise.reports) == 2


# --- Tokyo ----------------------------------------------------------------------------------------


@each
def test_tokyo_in_or_out_leaves_the_others_luck_alone(name: str) -> None:
    without, within = shipped(name), LIBRARY.load(name, variant="with_tokyo")
    assert {actor.id for actor in within.actors} == FIVE | {"tokyo"}
    assert _luck(without) == {who: dice for who, dice in _luck(within).items() if who in FIVE}


def _luck(made: Scenario) -> dict[str, list[tuple[object, ...]]]:
    """Every actor's dice as a run uses them: the luck of each option, turn by turn."""
    short = replace(made, turns=replace(made.turns, count=4))
    exercise = Exercise(Prepared(short), 7)
    play_out(exercise)
    found = dict[str, list[tuple[object, ...]]]()
    for report in exercise.reports:
        for decision in report.decisions:
            if decision.phase == "initiative" and decision.explanation is not None:
                options = decision.explanation.options
                dice = sorted((option.slot, option.luck) for option in options)
                found.setdefault(decision.actor, []).append((report.turn, *dice))
    assert all(len(rolls) == 4 for rolls in found.values())
    return found


def test_tokyo_says_where_it_is_judgement() -> None:
    tokyo = LIBRARY.actor("tokyo")
    for motive in tokyo.motives.values():
        assert motive.judgement
    for constraint in tokyo.constraints.values():
        assert constraint.judgement
    assert {claim for m in tokyo.moves.values() for claim in m.claims} <= {
        "AI-24",
        "JD-02",
        "JD-16",
    }
