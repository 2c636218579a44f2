"""Commas that part a text between braces, and numbers and times that are nearly right."""

from pathlib import Path

import pytest

from tests.build import check, edited, make_pack

DUEL = "scenarios/duel.yaml"
PEACE = "peace: {otherwise: true, says: The river is quiet.}"
RANGE = "value: 1, range: [0, 2]"


def only(folder: Path, old: str, new: str) -> tuple[str, str, str]:
    """Return code, place and hint of the one thing that a change makes wrong."""
    (found,) = check(make_pack(folder, edited(DUEL, old, new)))
    return found.code, found.where, found.hint


@pytest.mark.parametrize(
    ("says", "piece"),
    [
        ("The river is quiet, and nobody speaks.", "and nobody speaks."),
        ("The river is quiet, slowly", "slowly"),
        ("“The river is, well, quiet, or so.”", "well"),
    ],
)
def test_a_comma_in_a_text_between_braces_is_told_once(
    says: str, piece: str, tmp_path: Path
) -> None:
    told = only(tmp_path, PEACE, f"peace: {{otherwise: true, says: {says}}}")
    hint = "perhaps a comma inside the text of 'says': put all of it in quotes"
    assert told == ("WC103", f"outcomes.peace.{piece}", hint)


@pytest.mark.parametrize(
    ("written", "hint"),
    [
        ("says: The river is quiet, wen: treaty", "did you mean 'when'?"),
        ('says: "The river is quiet", wide', "known keys here: otherwise, says, when"),
        ("says: The river is quiet, wide: treaty", "known keys here: otherwise, says, when"),
    ],
)
def test_a_key_that_is_none_is_no_piece_of_a_text(written: str, hint: str, tmp_path: Path) -> None:
    _, _, told = only(tmp_path, PEACE, f"peace: {{otherwise: true, {written}}}")
    assert told == hint


@pytest.mark.parametrize(
    ("written", "where", "hint"),
    [
        ("value: 1, range: 0-2", "range", "write [0, 2]"),
        ("value: 1, range: 0 to 2.5", "range", "write [0, 2.5]"),
        ("value: 1, range: wide", "range", "write its lowest and its highest value: [0, 100]"),
        ("value: −1, range: [-1, 2]", "value", "write -1, with the minus of the keyboard"),
        (
            "value: \u00a01, range: [0, 2]",
            "value",
            "a no-break space (U+00A0) stands here: write an ordinary space",
        ),
        (
            "value:\u00a01, value: 1, range: [0, 2]",
            "value:\\xa01",
            "a no-break space (U+00A0) stands here: write an ordinary space",
        ),
    ],
)
def test_a_number_or_a_range_that_is_nearly_right(
    written: str, where: str, hint: str, tmp_path: Path
) -> None:
    _, place, told = only(tmp_path, RANGE, written)
    assert (place, told) == (f"uncertainties.boldness.{where}", hint)


def test_two_numbers_in_one_are_parted(tmp_path: Path) -> None:
    written = edited(DUEL, RANGE, "value: 1, range: [0–2]")
    first = check(make_pack(tmp_path, written))[0]
    assert first.hint == "perhaps two numbers: write 0, 2"


def test_a_number_for_a_turn_is_told_how_turns_are_written(tmp_path: Path) -> None:
    told = only(tmp_path, "at: turn 2", "at: 2")
    assert told == ("WC104", "injects.thaw.at", "write turn 2, turn 2 day 5 or a date")
    other = tmp_path / "other"
    assert only(other, "at: turn 2", "at: true")[2] == "put quotes around it"
