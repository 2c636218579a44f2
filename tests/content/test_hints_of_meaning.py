"""What was meant by a date, a duration, a number or a name written otherwise is named: it is right.

Every hint is followed to the letter, and the file is checked again.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from engine.content.documents.meaning import date_meant, name_meant
from engine.content.problems import Problem
from tests.build import check, edited, make_pack

NORTH, SOUTH = "actors/north.yaml", "actors/south.yaml"
RIVER, GAZETTE = "scenarios/theatres/river.yaml", "scenarios/claims/gazette.yaml"
DUEL = "scenarios/duel.yaml"
SLIPS = [
    (NORTH, "lead: 3 days", "lead: 3d", "perhaps 3 days"),
    (NORTH, "delay: 1 month", "delay: 1 quarter", "perhaps 3 months"),
    (NORTH, "delay: 1 month", "delay: two months", "perhaps 2 months"),
    (NORTH, "delay: 1 month", "delay: P2W", "perhaps 2 weeks"),
    (NORTH, "ramp: 2 months", "ramp: half a year", "perhaps 6 months"),
    (NORTH, "reaction_delay: 6 days", "reaction_delay: 12 hours", "perhaps 0.5 days"),
    (DUEL, "length: 1 month", "length: 14 days", "perhaps 2 weeks"),
    (DUEL, "length: 1 month", "length: month", "perhaps 1 month"),
    (DUEL, "startex: 2030-01-31", "startex: 2030-1-31", "perhaps 2030-01-31"),
    (DUEL, "startex: 2030-01-31", "startex: 31.01.2030", "perhaps 2030-01-31"),
    (DUEL, "startex: 2030-01-31", "startex: 01/31/2030", "perhaps 2030-01-31"),
    (DUEL, "startex: 2030-01-31", "startex: 31 January 2030", "perhaps 2030-01-31"),
    (DUEL, "startex: 2030-01-31", "startex: 20300131", "perhaps 2030-01-31"),
    (DUEL, "startex: 2030-01-31", "startex: 2030-01-31T08:00:00Z", "perhaps 2030-01-31"),
    (RIVER, "on: 2030-03-20", "on: Mar 20 2030", "perhaps 2030-03-20"),
    (DUEL, "at: turn 2", "at: Turn 2, day 5", "perhaps turn 2 day 5"),
    (DUEL, "at: turn 2", "at: 5/3/2030", "perhaps 2030-03-05 or 2030-05-03"),
    (RIVER, "start: 100", "start: '100'", "write 100, without quotes"),
    (RIVER, "start: 100", "start: 100 rafts", "perhaps 100"),
    (NORTH, "odds: 0.8", "odds: 80", "perhaps 0.8"),
    (NORTH, "odds: 0.8", "odds: 80 percent", "perhaps 0.8"),
    (NORTH, "odds: 0.8", "odds: 4/5", "write 0.8"),
    (RIVER, "[0, 200]", "[0, 1 200]", "write 1200"),
    (DUEL, "cast: [north, south]", "cast: north, south", "put it in brackets: [north, south]"),
    (DUEL, "theatre: river", "theatre: theatres/river.yaml", "perhaps river"),
    (DUEL, "theatre: river", "theatre: River", "perhaps river"),
    (DUEL, "  thaw:", "  spring-thaw:", "perhaps spring_thaw"),
    (SOUTH, "target: north", "target: north, south", "perhaps a list: [north, south]"),
    (SOUTH, "claims: [AA-02]", "claims: [aa_2]", "perhaps AA-02"),
    (GAZETTE, "paragraph: 2", "paragraph: 2-3", "one number is needed, such as 2"),
]
ENDS = (" or ", ":", ",")


def found(folder: Path, file: str, old: str, new: str) -> Problem:
    (problem,) = check(make_pack(folder, edited(file, old, new)))
    return problem


@pytest.mark.parametrize(("file", "old", "new", "hint"), SLIPS, ids=lambda text: text)
def test_what_is_meant_is_named_at_the_slip(
    file: str, old: str, new: str, hint: str, tmp_path: Path
) -> None:
    problem = found(tmp_path, file, old, new)
    assert problem.hint.startswith(hint)
    assert problem.path.endswith(file)


@pytest.mark.parametrize(
    ("file", "old", "new", "hint"),
    [slip for slip in SLIPS if slip[3].startswith(("perhaps", "write")) and " list" not in slip[3]],
    ids=lambda text: text,
)
def test_the_hint_followed_to_the_letter_mends_it(
    file: str, old: str, new: str, hint: str, tmp_path: Path
) -> None:
    said = found(tmp_path / "wrong", file, old, new)
    meant = said.hint.split(" ", 1)[1]
    for end in ENDS:
        meant = meant.split(end)[0]
    line, start = said.excerpt, said.column - 1
    mended = line[:start] + meant + line[start + said.length :]
    text = edited(file, old, new)[file].replace(line, mended)
    assert check(make_pack(tmp_path / "right", {file: text})) == []


def test_the_day_a_month_does_not_have_is_told_with_its_last(tmp_path: Path) -> None:
    problem = found(tmp_path, DUEL, "at: turn 2", "at: 2030-02-29")
    assert problem.message == "there is no date 2030-02-29"
    assert problem.hint == "the last day of that month is 2030-02-28"


def test_one_duration_without_a_unit_is_told_all_three(tmp_path: Path) -> None:
    problem = found(tmp_path, NORTH, "lead: 3 days", "lead: 3")
    assert "3 months, 3 weeks or 3 days" in problem.hint


@pytest.mark.parametrize("text", ["summer 2030", "2030", "32.13.2030", "soon", ""])
def test_of_what_is_no_date_nothing_is_guessed(text: str) -> None:
    assert date_meant(text) == ""


@pytest.mark.parametrize("text", ["north", "2030", "\u00e9t\u00e9", "", "one, Two"])
def test_of_what_is_no_name_nothing_is_guessed(text: str) -> None:
    assert name_meant(text) == ""
