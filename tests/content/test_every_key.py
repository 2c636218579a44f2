"""Every key of every document does something: changing it changes what can be seen somewhere.

A key whose value is made of keys of its own is exercised through them. `seen` says how far a change
reaches: into a played run, into what `show` says, into a draw of what nobody knows, or, for the few
keys of `ONLY_NOUNS`, into the linked nouns and no further. Experiments are run and not played: what
their keys do is held in `tests/content/test_experiments.py` and `tests/batch`.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any, get_args

import pytest

from batch.epistemic import dimensions, drawn
from cli.dossier import actor_lines
from cli.ledger import claim_lines, claims_lines
from cli.outline import scenario_lines
from cli.stage import theatre_lines
from engine.content.documents import KINDS, Strict
from engine.content.library import Library
from engine.errors import ContentError
from engine.model import Scenario
from engine.play.exercise import Exercise
from engine.play.seats import play_out
from engine.play.table import Prepared
from tests.build import check, load, make_pack
from tests.content import every_key_cases, every_key_scenario
from tests.content.every_key_cases import DRAWN, NOUN, REFUSED, SHOW, Case
from tests.content.every_key_world import PLACES, WORLD

CASES = every_key_cases.CASES + every_key_scenario.CASES
SEEDS = 40
ONLY_NOUNS = {
    "actor.types.resolve": "nobody here sees it by types alone; held in test_choice",
    "theatre.relations.claims": "`show` lists relations without what they rest on",
    "theatre.relations.judgement": "`show` lists relations without what they rest on",
    "theatre.couplings.judgement": "`show` says that it is judgement, not why",
    "theatre.calendar.claims": "`show` lists known dates without what they rest on",
    "scenario.claims": "another ledger with the same ids changes no number",
    "scenario.injects.claims": "`show` lists events without what they rest on",
    "scenario.injects.judgement": "`show` lists events without what they rest on",
    "scenario.joint_effects.effects.spread": "not played under this seed; held in test_games",
    "scenario.rules.argument": "only a ruling with arguments asks it; held in test_chance",
    "scenario.rules.mean_level": "only an actor of level ch asks it; held in test_games",
    "scenario.variants.set": "the variants as such: what they set is run by other tests",
    "scenario.variants.claims": "`show` lists variants without what they rest on",
    "scenario.variants.judgement": "`show` lists variants without what they rest on",
    "scenario.lenses.set": "the lenses as such: what they set is run by other tests",
    "theatre.lenses.set": "the lenses as such: what they set is run by other tests",
    "claims.sources.authors": "`show` names outlet, date and title",
}


def models(annotation: Any) -> list[type[Strict]]:
    """Return the parts named anywhere in a type."""
    if isinstance(annotation, type) and issubclass(annotation, Strict):
        return [annotation]
    return [model for inner in get_args(annotation) for model in models(inner)]


def keys_of(model: type[Strict], place: str) -> Iterator[str]:
    """Give every key of a document that has no keys of its own."""
    for name, field in model.declared.items():
        here, inside = f"{place}.{field.alias or name}", models(field.annotation)
        for part in inside:
            yield from keys_of(part, here)
        if not inside:
            yield here


def changed(case: Case) -> dict[str, str]:
    """Return the world's files with one case's change made."""
    places = PLACES[case.key.split(".")[0]]
    found = [place for place in places if case.old in WORLD[place]]
    assert len(found) == 1, f"{case.old!r} stands in {found}"
    (place,) = found
    assert WORLD[place].count(case.old) == 1, f"{case.old!r} stands more than once in {place}"
    return {**WORLD, place: WORLD[place].replace(case.old, case.new)}


def run(made: Prepared, seed: int) -> object:
    """Return all a run shows: decisions with every option, acts, happenings, states, measures."""
    exercise = Exercise(made, seed)
    finished = play_out(exercise)
    turns = [(r.decisions, r.acts, r.happenings, r.state_hash) for r in exercise.reports]
    return finished.outcome, exercise.measures(), turns


def shown(folder: Path) -> list[str]:
    """Return what `show` says of everything in a pack."""
    library = Library([folder])
    claims = library.claims()
    lines = scenario_lines(library.load("duel"), 300, secrets=True)
    for item in library.items("actor"):
        lines += actor_lines(item.id, library.actor(item.id), claims, 300, secrets=True)
    lines += theatre_lines(library.load("duel").theatre, claims, 300)
    lines += theatre_lines(library.theatre("river"), claims, 300)
    lines += claims_lines(library.ledger("gazette"), 300)
    for claim in library.ledger("gazette").claims.values():
        lines += claim_lines(claim, library.ledger("gazette"), 300)
    return lines


def a_draw(scenario: Scenario) -> Scenario:
    """Return the scenario at one point of its ranges, off their middle."""
    return drawn(scenario, [0.8] * len(dimensions(scenario)))


class World:
    """The world as it stands, looked at once."""

    def __init__(self, folder: Path) -> None:
        self.scenario = load(make_pack(folder, WORLD))
        self.prepared = Prepared(self.scenario)
        self.shown = shown(folder)
        self.run = cache(lambda seed: run(self.prepared, seed))


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> World:
    return World(tmp_path_factory.mktemp("world"))


def differs(case: Case, world: World, folder: Path) -> bool:
    """Return whether a changed pack shows its change where the case says it does."""
    if case.seen == SHOW:
        return shown(folder) != world.shown
    scenario = load(folder)
    if case.seen == NOUN:
        return repr(scenario) != repr(world.scenario)
    if case.seen == DRAWN:
        return repr(a_draw(scenario)) != repr(a_draw(world.scenario))
    made = Prepared(scenario)
    return any(run(made, seed) != world.run(seed) for seed in range(SEEDS))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.key)
def test_changing_a_key_changes_something(case: Case, world: World, tmp_path: Path) -> None:
    folder = make_pack(tmp_path, changed(case))
    if case.seen == REFUSED:
        with pytest.raises(ContentError):
            load(folder)
        return
    assert differs(case, world, folder)


def test_every_key_has_a_case() -> None:
    played = {kind: model for kind, model in KINDS.items() if kind != "experiment"}
    keys = {key for kind, model in played.items() for key in keys_of(model, kind)}
    cases = [case.key for case in CASES]
    assert sorted(keys - set(cases)) == [], "write a case for each of these"
    assert sorted(set(cases) - keys) == [], "no document has these keys"
    assert len(cases) == len(set(cases))


def test_keys_that_only_reach_the_nouns_are_named_with_the_reason() -> None:
    assert {case.key for case in CASES if case.seen == NOUN} == set(ONLY_NOUNS)


def test_a_key_that_only_reaches_the_nouns_changes_no_run(world: World, tmp_path: Path) -> None:
    for case in CASES:
        if case.key in ONLY_NOUNS and case.key != "scenario.claims":
            made = Prepared(load(make_pack(tmp_path / case.key, changed(case))))
            assert run(made, 1) == world.run(1), f"{case.key} reaches a run: say so in its case"


class NewPart(Strict):
    """A part nothing else knows."""

    known: int
    unheard_of: list[str]


class NewDocument(Strict):
    """A document nothing else knows."""

    part: dict[str, NewPart]


def test_a_key_without_a_case_would_be_noticed() -> None:
    assert list(keys_of(NewDocument, "x")) == ["x.part.known", "x.part.unheard_of"]


def test_the_world_is_without_a_complaint(tmp_path: Path) -> None:
    found = check(make_pack(tmp_path, WORLD))
    assert [problem for problem in found if problem.severity == "error"] == []
