"""Signs and words that are nearly those of the condition language: the hint has the right ones."""

from pathlib import Path

import pytest

from engine.content.problems import Problem
from tests.build import check, edited, make_pack

DUEL = "scenarios/duel.yaml"
FEUD = "when: tension > 90 and raids >= 2"
THAW = "on: trade, by: 5"


def told(folder: Path, old: str, new: str) -> Problem:
    """Return the one thing that a change makes wrong."""
    (found,) = check(make_pack(folder, edited(DUEL, old, new)))
    return found


@pytest.mark.parametrize(
    ("written", "at", "hint"),
    [
        ("tension ≥ 90", "≥", "write >= for ≥"),
        ("tension ≤ 90", "≤", "write <= for ≤"),
        ("tension ≠ 90", "≠", "write != for ≠"),
        ("tension > −5", "−", "write - for the minus sign (U+2212)"),
        ("tension > –5", "–", "write - for the en dash (U+2013)"),
        ("tension > 40\u00a0and treaty", "\\xa0and", "a no-break space (U+00A0) stands here"),
        ("tension > 90 AND treaty", "AND", "write and ("),
        ("tension > 90 Or treaty", "Or", "write or ("),
        ("NOT treaty", "treaty", "write not, in small letters"),
        ("NOT(treaty)", "NOT", "write not, in small letters"),
        ("treaty == True", "True", "write true, in small letters"),
        ("FALSE == treaty", "FALSE", "write false, in small letters"),
        ("MAX(tension, trade) > 9", "MAX", "write max, in small letters"),
        ("tension > 12%", "%", "write 12, without the sign"),
        ("tension > 12 % and treaty", "%", "write 12, without the sign"),
        ("tension % 7 > 1", "%", "there is no remainder"),
        ("2030-05-01", "2030-05-01", "a condition knows no dates"),
    ],
)
def test_a_sign_or_word_that_is_nearly_one_of_the_language(
    written: str, at: str, hint: str, tmp_path: Path
) -> None:
    found = told(tmp_path, FEUD, f"when: {written}")
    assert found.code in ("WC301", "WC302", "WC303", "WC304")
    shown = found.excerpt.replace("\u00a0", "\\xa0")
    assert shown[found.column - 1 :].startswith(at)
    assert found.hint.startswith(hint)


def test_what_is_wrong_in_an_amount_is_not_called_a_condition(tmp_path: Path) -> None:
    found = told(tmp_path, THAW, "on: trade, by: −0.8")
    assert found.message == "unexpected '−' in an amount"
    assert found.hint == "write - for the minus sign (U+2212)"


def test_an_endex_that_is_a_date_is_told_where_the_end_stands(tmp_path: Path) -> None:
    found = told(tmp_path, "startex:", "endex: 2030-06-30\nstartex:")
    assert (found.code, found.where) == ("WC304", "endex")
    assert "turns.count the end" in found.hint


@pytest.mark.parametrize(
    ("name", "hint"),
    [
        ("mood", "'mood' is a flag, not an indicator: sets: changes it"),
        ("raids", "'raids' is a flag, not an indicator: counts: changes it"),
        ("strain", "'strain' is a measure: name the indicators it is made of"),
        ("boldness", "'boldness' is an uncertainty: an amount may use it"),
    ],
)
def test_an_effect_on_what_is_no_level_is_told_what_it_is(
    name: str, hint: str, tmp_path: Path
) -> None:
    found = told(tmp_path, THAW, f"on: {name}, by: 5")
    assert (found.code, found.hint) == ("WC204", hint)


def test_the_sentences_of_a_hint_are_parted(tmp_path: Path) -> None:
    found = told(tmp_path, THAW, "on: zzzzz, by: 5")
    assert "trade. The theatre 'river' has 2 indicators" in found.hint
