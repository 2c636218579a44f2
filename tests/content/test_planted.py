"""Each planted mistake gives one message, at its place; what is right instead gives none."""

from pathlib import Path

import pytest

from engine.content.codes import CODES
from tests.build import FILES, check, make_pack
from tests.content.planted import DUEL, FEUD, IDLE, MISTAKES, SOUTH, WAR, Mistake


def pack(folder: Path, mistake: Mistake, text: str) -> Path:
    """Write the made world with one piece of a file replaced."""
    whole = FILES[mistake.file]
    if mistake.old:
        assert whole.count(mistake.old) == 1
    changed = whole.replace(mistake.old, text) if mistake.old else whole + text
    assert changed != whole or text == mistake.right
    return make_pack(folder, {mistake.file: changed})


@pytest.mark.parametrize("mistake", MISTAKES, ids=lambda mistake: mistake.name)
def test_a_mistake_is_told_once_and_where_it_is(mistake: Mistake, tmp_path: Path) -> None:
    (problem,) = check(pack(tmp_path, mistake, mistake.wrong))
    assert problem.code == mistake.code
    assert problem.excerpt[problem.column - 1 :].startswith(mistake.at)
    assert mistake.hint in problem.hint


@pytest.mark.parametrize("mistake", MISTAKES, ids=lambda mistake: mistake.name)
def test_what_is_right_instead_is_accepted(mistake: Mistake, tmp_path: Path) -> None:
    assert check(pack(tmp_path, mistake, mistake.right)) == []


def test_there_are_enough_of_them_and_every_check_has_a_pair() -> None:
    assert len({mistake.name for mistake in MISTAKES}) == len(MISTAKES) >= 60
    of_files = {"WC001", "WC002", "WC003", "WC006", "WC007", "WC015", "WC412", "WC413", "WC414"}
    of_files |= {"WC216", "WC217"}  # take a third actor
    assert set(CODES) - of_files == {mistake.code for mistake in MISTAKES}


@pytest.mark.parametrize(
    ("counts", "found"),
    [
        ("moved(south, wait)", []),
        ("moves(south) > 2", []),
        ("moves_or_answers(south, north, wait) > 2", []),
        ("moves(south, patrol) > 2", ["WC514"]),
        ("answers(south, north) > 2", ["WC514"]),
        ("moves(north) > 2", ["WC514"]),
    ],
)
def test_a_move_that_an_ending_counts_does_something(
    counts: str, found: list[str], tmp_path: Path
) -> None:
    south = FILES[SOUTH].replace("moves:\n", IDLE.format(""))
    duel = FILES[DUEL].replace(WAR, WAR.replace("raids > 2", counts))
    assert duel != FILES[DUEL]
    problems = check(make_pack(tmp_path, {SOUTH: south, DUEL: duel}))
    assert [problem.code for problem in problems] == found


def test_an_inject_that_a_variant_lets_go_may_say_when_it_falls(tmp_path: Path) -> None:
    held = FILES[DUEL].replace(FEUD, FEUD + "\n    contingency: true")
    assert [problem.code for problem in check(make_pack(tmp_path / "held", {DUEL: held}))] == [
        "WC516"
    ]
    let_go = held.replace("boldness: 2}", "boldness: 2, injects.feud.contingency: false}")
    assert check(make_pack(tmp_path / "let_go", {DUEL: let_go})) == []
