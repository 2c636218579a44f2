"""One mechanism for all changes: extends, in place, variants, lenses, settings of the command."""

from pathlib import Path

import pytest

from engine.content.library import Library
from engine.content.problems import Problem, has_errors
from engine.errors import ContentError, NotFoundError
from engine.model import Motive, Scenario
from engine.play.exercise import Exercise
from engine.play.seats import play_out
from tests.build import added, check, edited, load, make_pack

DUEL_FILE = "scenarios/duel.yaml"
CHILD = "kind: scenario\nschema: 1\nextends: duel\n"


def calm(scenario: Scenario) -> Motive:
    """Return the first motive of the north."""
    return scenario.actors[0].motives[0]


def problem(folder: Path, settings: dict[str, str]) -> Problem:
    """Return the one problem some settings give."""
    with pytest.raises(ContentError) as caught:
        load(folder, settings=settings)
    (found,) = caught.value.problems
    assert isinstance(found, Problem)
    return found


def test_a_scenario_extends_another(tmp_path: Path) -> None:
    child = CHILD + "title: Ice\ncast: [north]\ninjects: {thaw: {at: turn 3}}\n"
    make_pack(tmp_path, {"scenarios/ice.yaml": child})
    assert not has_errors(check(tmp_path))
    ice, duel = load(tmp_path, "ice"), load(tmp_path)
    assert (ice.id, ice.title, len(ice.actors)) == ("ice", "Ice", 1)
    assert ice.injects[0].day == 59
    assert ice.injects[0].says == duel.injects[0].says
    assert ice.outcomes == duel.outcomes


def test_outcomes_added_to_an_extended_scenario_stand_before_what_is_left(tmp_path: Path) -> None:
    child = CHILD + "outcomes: {poor: {when: final(trade) < 9, says: No trade.}}\n"
    make_pack(tmp_path, {"scenarios/ice.yaml": child})
    assert [outcome.id for outcome in load(tmp_path, "ice").outcomes] == ["war", "poor", "peace"]


def test_extending_goes_on_through_several(tmp_path: Path) -> None:
    first = CHILD + "title: First\n"
    second = CHILD.replace("duel", "first") + "brief: Second.\n"
    make_pack(tmp_path, {"scenarios/first.yaml": first, "scenarios/second.yaml": second})
    found = load(tmp_path, "second", variant="bold")
    assert (found.title, found.brief, found.variant) == ("First", "Second.", "bold")


def test_a_long_circle_is_told_once(tmp_path: Path) -> None:
    pack = make_pack(
        tmp_path,
        {
            "scenarios/one.yaml": CHILD.replace("duel", "two"),
            "scenarios/two.yaml": CHILD.replace("duel", "one"),
        },
    )
    messages = [found.message for found in check(pack)]
    assert messages == [
        "scenarios extend each other: two → one → two",
        "scenarios extend each other: one → two → one",
    ]


def test_an_actor_is_changed_in_place_for_one_scenario(tmp_path: Path) -> None:
    more = "actors: {north: {motives: {calm: {weight: 0.9}}, moves: {raid: {cost: 0.1}}}}\n"
    make_pack(tmp_path, added(DUEL_FILE, more))
    assert check(tmp_path) == []
    north = load(tmp_path).actors[0]
    assert (north.motives[0].weight, north.moves[1].cost) == (0.9, 0.1)
    assert north.motives[0].says == "Keep the river quiet."


def test_a_scenario_may_add_a_move(tmp_path: Path) -> None:
    more = (
        "actors: {south: {moves: {toll: {slot: 2, says: Ask a toll., tells: asks a toll,"
        " instrument: [E], plover: {category: COERCE, mode: restrict}}}}}\n"
    )
    make_pack(tmp_path, added(DUEL_FILE, more))
    assert [move.id for move in load(tmp_path).actors[1].moves] == ["patrol", "toll"]


def test_the_theatre_is_changed_in_place(tmp_path: Path) -> None:
    more = "theatre_changes: {indicators: {tension: {noise: 0}}, couplings: []}\n"
    make_pack(tmp_path, added(DUEL_FILE, more))
    theatre = load(tmp_path).theatre
    assert (theatre.levels[1].noise, theatre.couplings) == (0.0, ())


def test_a_variant_sets_an_uncertainty_or_a_path(tmp_path: Path) -> None:
    make_pack(tmp_path)
    assert load(tmp_path).uncertainties[0].value == 1.0
    assert load(tmp_path, variant="bold").uncertainties[0].value == 2.0
    assert load(tmp_path, variant="long").turns.count == 6


def test_a_lens_reaches_into_an_actor(tmp_path: Path) -> None:
    make_pack(tmp_path)
    assert calm(load(tmp_path)).weight == 0.6
    assert calm(load(tmp_path, lens="proud_north")).weight == 0.3


def test_settings_come_last(tmp_path: Path) -> None:
    make_pack(tmp_path)
    settings = {
        "boldness": "0.5",
        "turns.count": "3",
        "start.trade": "150",
        "start.relation(north, south)": "1",
        "actors.north.believes.south.patrol.tension": "-4",
        "actors.north.perceives.south.types.greedy": "0.1",
        "theatre_changes.indicators.tension.pull": "0.5",
        "title": "'Quoted: or not'",
    }
    found = load(tmp_path, variant="bold", settings=settings)
    assert (found.uncertainties[0].value, found.turns.count) == (0.5, 3)
    assert [level.opening for level in found.theatre.levels] == [1.0, 55.0, 150.0]
    assert found.theatre.levels[1].pull == 0.5
    assert found.actors[0].believes[0].by == -4.0
    assert found.actors[0].perceives[0].types == (("greedy", 0.1), ("kind", 0.3))
    assert found.title == "Quoted: or not"


def test_a_setting_may_change_the_cast(tmp_path: Path) -> None:
    make_pack(tmp_path)
    assert [actor.id for actor in load(tmp_path, settings={"cast": "[south]"}).actors] == ["south"]


@pytest.mark.parametrize(
    ("key", "value", "line"),
    [
        ("boldness", "7", "--set:1:10: error[WC402]: value 7 is outside the range 0 to 2"),
        ("bolness", "1", "--set:1:1: error[WC209]: unknown setting 'bolness'"),
        ("turns.count", "many", "--set:1:13: error[WC104]: a whole number is needed"),
        ("turns.cuont", "3", "--set:1:1: error[WC103]: unknown key 'cuont'"),
        ("turns.count", "", "--set:1:1: error[WC005]: a setting is KEY=VALUE"),
        ("actors.nroth.type", "meek", "--set:1:1: error[WC209]: 'nroth' is no actor of the cast"),
        ("actors", "{}", "--set:1:1: error[WC209]: 'actors' is where settings begin"),
        ("actors.nrth.type", "x", "--set:1:1: error[WC209]: 'nrth' is no actor of the cast"),
        ("actors.north", "{}", "--set:1:1: error[WC209]: 'actors.north' is where settings begin"),
        ("actors.north.type", "prud", "--set:1:19: error[WC211]: unknown type 'prud'"),
        ("injects.thwa.at", "turn 1", "--set:1:1: error[WC209]: there is no 'thwa' under injects"),
        ("variants.bold.says", "x", "--set:1:1: error[WC209]: 'variants' cannot be set"),
        ("title", "[", "--set:1:7: error[WC005]: not YAML"),
        ("title", "&a x", "--set:1:7: error[WC008]: anchor '&a' is not allowed"),
        ("title", "\x1b[31m", "--set:1:7: error[WC004]: control character U+001B is not allowed"),
        ("endex", "tesnion > 3", "--set:1:7: error[WC302]: unknown name 'tesnion'"),
        ("", "1", "--set:1:1: error[WC209]: unknown setting ''"),
        ("..", "1", "--set:1:1: error[WC209]: unknown setting '..'"),
        ("start.", "1", "--set:1:1: error[WC105]: too short"),
        ("__class__", "1", "--set:1:1: error[WC209]: unknown setting '__class__'"),
    ],
)
def test_a_wrong_setting_is_told_where_it_was_given(
    tmp_path: Path, key: str, value: str, line: str
) -> None:
    found = problem(make_pack(tmp_path), {key: value})
    assert str(found).startswith(line)


def test_an_unknown_variant_or_lens_is_not_found(tmp_path: Path) -> None:
    make_pack(tmp_path)
    with pytest.raises(NotFoundError, match=r"no variant named 'blod'; did you mean 'bold'\?"):
        load(tmp_path, variant="blod")
    with pytest.raises(NotFoundError, match=r"no variant named 'storm'; known are .*bold"):
        load(make_pack(tmp_path), variant="storm")
    with pytest.raises(NotFoundError, match="no lens named 'x'"):
        load(tmp_path, lens="x")


def test_a_variant_that_breaks_something_is_found_by_checking(tmp_path: Path) -> None:
    make_pack(tmp_path, edited(DUEL_FILE, "set: {boldness: 2}", "set: {boldness: 3}"))
    (found,) = check(tmp_path)
    assert (found.code, found.line) == ("WC402", 23)
    assert load(tmp_path).variant is None


def test_a_weight_set_under_a_type_that_has_its_own_is_noted_where_it_is_loaded(
    tmp_path: Path,
) -> None:
    library = Library([make_pack(tmp_path)])
    proud, calm = {"actors.north.type": "proud"}, "actors.north.motives.calm.weight"
    scenarios = (library.load("duel", settings=each) for each in (proud, {**proud, calm: "0.9"}))
    played = [Exercise(each, 5) for each in scenarios]
    for exercise in played:
        play_out(exercise)
    assert len({exercise.reports[-1].state_hash for exercise in played}) == 1
    (noted,) = library.unread
    assert (noted.code, noted.where) == ("WC517", calm)
    library.load("duel", settings={calm: "0.9"})
    library.load("duel", settings={**proud, "actors.north.motives.trade.weight": "0.9"})
    library.kept("duel", settings={**proud, calm: "0.9"})
    assert list(library.unread) == [noted]
