"""No level, flag, measure or uncertainty has a name that a condition keeps for itself."""

from pathlib import Path

import pytest

from engine.content.expressions import CLOCK, PATH_FUNCTIONS, STATE_FUNCTIONS
from engine.content.linking.naming import RESERVED
from engine.content.syntax import WORDS
from tests.build import check, edited, make_pack

RIVER, DUEL = "scenarios/theatres/river.yaml", "scenarios/duel.yaml"
DECLARED = {
    "indicators": (RIVER, "{name: N, range: [0, 9], start: 5, judgement: true}"),
    "flags": (RIVER, "{name: N, start: false}"),
    "measures": (RIVER, "{is: trade}"),
    "uncertainties": (DUEL, "{says: N., value: 1, range: [0, 2]}"),
}


@pytest.mark.parametrize("kind", DECLARED)
@pytest.mark.parametrize("name", ["turn", "months", "not", "true", "max", "final"])
def test_a_name_of_the_language_is_refused_where_it_is_declared(
    kind: str, name: str, tmp_path: Path
) -> None:
    file, part = DECLARED[kind]
    found = check(make_pack(tmp_path, edited(file, f"{kind}:\n", f"{kind}:\n  {name}: {part}\n")))
    (told,) = [problem for problem in found if problem.code == "WC410"]
    assert told.excerpt[told.column - 1 :].startswith(f"{name}:")
    assert told.severity == "error"
    assert told.where == f"{kind}.{name}"
    assert told.hint.startswith(f"choose another name, such as {name}_")


@pytest.mark.parametrize("name", ["turns", "nothing", "maximum"])
def test_a_name_that_only_begins_like_one_is_free(name: str, tmp_path: Path) -> None:
    file, part = DECLARED["indicators"]
    written = edited(file, "indicators:\n", f"indicators:\n  {name}: {part}\n")
    assert check(make_pack(tmp_path, written)) == []


def test_an_actor_of_a_relation_can_be_named_in_a_condition(tmp_path: Path) -> None:
    pair = "  - {between: [south, north], start: -2, judgement: true}\n"
    other = pair + "  - {between: [south, not], start: 0, judgement: true}\n"
    found = check(make_pack(tmp_path, edited(RIVER, pair, other)))
    assert "WC410" in {problem.code for problem in found}


@pytest.mark.parametrize("old", ["tension", "mood", "strain"])
def test_what_was_perhaps_called_otherwise_before_is_told_once(old: str, tmp_path: Path) -> None:
    found = check(make_pack(tmp_path, edited(RIVER, f"  {old}:", "  turn:")))
    assert [(problem.code, problem.where.split(".")[1]) for problem in found] == [("WC410", "turn")]


def test_everything_the_language_has_is_kept() -> None:
    assert {*WORDS, *CLOCK, *STATE_FUNCTIONS, *PATH_FUNCTIONS} == RESERVED.keys()
