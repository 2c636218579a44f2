"""A block that stands one level off, or what is no YAML, is one error that says what is meant."""

from pathlib import Path

import pytest

from engine.content.problems import Problem
from tests.build import DUEL, NORTH, check, make_pack

BASE, NORTHERN = "scenarios/duel.yaml", "actors/north.yaml"


def only(folder: Path, file: str, text: str) -> Problem:
    (found,) = check(make_pack(folder, {file: text}))
    return found


def outdented(text: str, first: str, last: str) -> str:
    """Return a text in which a block begins two blanks further out."""
    start, end = text.index(first), text.index(last)
    block = text[start:end].replace("\n  ", "\n").removeprefix("  ")
    return text[:start] + block + text[end:]


def test_an_inject_beside_the_injects_is_told_where_it_belongs(tmp_path: Path) -> None:
    found = only(tmp_path, BASE, outdented(DUEL, "  feud:", "variants:"))
    assert (found.code, found.where) == ("WC103", "feud")
    assert found.hint == "perhaps it belongs under injects:, indented by two more"


def test_a_constraint_among_the_motives_is_one_error(tmp_path: Path) -> None:
    found = check(make_pack(tmp_path, {NORTHERN: NORTH.replace("constraints:\n", "")}))
    places = [(each.code, each.where) for each in found]
    assert places == [("WC103", "motives.no_raids"), ("WC103", "motives.shame")]
    for each in found:
        assert "stands under constraints, not motives" in each.message
        assert each.hint == "move it under constraints:"


@pytest.mark.parametrize("step", [2, 4])
def test_a_move_inside_a_move_is_one_error_at_its_name(step: int, tmp_path: Path) -> None:
    text = NORTH.replace("  raid:\n", "    raid:\n")
    if step == 4:
        text = "\n".join(" " * (len(x) - len(x.lstrip())) + x for x in text.split("\n"))
    found = only(tmp_path, NORTHERN, text)
    assert (found.code, found.where) == ("WC103", "moves.plead.raid")
    assert found.hint.endswith(f"it would begin at column {step + 1}")


def test_keys_of_another_sort_are_told_one_by_one(tmp_path: Path) -> None:
    text = NORTH.replace("    weight: 0.6\n", "    weight: 0.6\n    color: red\n")
    assert only(tmp_path, NORTHERN, text).where == "motives.calm.color"


def test_what_is_inherited_is_not_missing_where_extends_is_wrong(tmp_path: Path) -> None:
    text = "kind: scenario\nschema: 1\nextends: [duel]\ntitle: Child\n"
    found = only(tmp_path, "scenarios/child.yaml", text)
    assert (found.code, found.where) == ("WC104", "extends")
    assert found.hint == "write duel, without brackets"


@pytest.mark.parametrize(
    ("line", "hint"),
    [
        ("<<<<<<< HEAD", "the mark of a merge"),
        ("```yaml", "the fence of a Markdown page"),
    ],
)
def test_a_line_of_another_format_is_told_as_that(line: str, hint: str, tmp_path: Path) -> None:
    found = only(tmp_path, NORTHERN, NORTH.replace("moves:\n", f"{line}\nmoves:\n"))
    assert found.hint.startswith(hint)
    assert found.excerpt == line


def test_a_text_that_goes_on_at_its_keys_column_is_told_so(tmp_path: Path) -> None:
    text = NORTH.replace("brief: You hold the upper bank.", "brief: You hold\nthe upper bank.")
    assert "a text that goes on from the line above" in only(tmp_path, NORTHERN, text).hint


@pytest.mark.parametrize(
    ("end", "severity"),
    [("at pier #3.", "warning"), ("at the pier. #no", "hint"), ("at the pier. # no", "")],
)
def test_a_text_cut_by_a_comment_is_told(end: str, severity: str, tmp_path: Path) -> None:
    text = NORTH.replace("brief: You hold the upper bank.", f"brief: You sit {end}")
    found = check(make_pack(tmp_path, {NORTHERN: text}))
    assert [(each.code, each.severity) for each in found] == [("WC017", severity)] * bool(severity)
    if found:
        assert found[0].excerpt[found[0].column - 1] == "#"


def test_a_number_with_a_comment_and_a_text_in_quotes_are_whole(tmp_path: Path) -> None:
    text = NORTH.replace("weight: 0.6", "weight: 0.6 #was 0.5")
    text = text.replace("You hold the upper bank.", "'You sit at pier #3.' # there")
    assert check(make_pack(tmp_path, {NORTHERN: text})) == []
