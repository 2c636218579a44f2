"""No text of any document reaches a terminal alive; `make proof PROOFS=hostile` tries every one."""

from pathlib import Path

import pytest

from tests.content.every_key_world import WORLD
from tests.content.hostile_texts import HOSTILE, leaves, obeyed, told

EVERY = 40


@pytest.mark.parametrize("kind", HOSTILE)
def test_what_is_told_of_a_hostile_text_is_inert(
    kind: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    for leaf in leaves()[list(HOSTILE).index(kind) :: EVERY]:
        assert obeyed(told(tmp_path, leaf, HOSTILE[kind])) == set(), leaf


def test_the_world_is_clean_before_from_wherever_it_is_checked(tmp_path: Path) -> None:
    place, line, column, length = leaves()[0]
    whole = WORLD[place].split("\n")[line - 1][column - 1 :][:length]
    assert '"severity": "error"' not in told(tmp_path, leaves()[0], whole)


def test_direction_marks_in_a_name_are_shown_escaped(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A name stands in headings and in JSON too."""
    monkeypatch.chdir(tmp_path)
    leaf = next(one for one in leaves() if one[:2] == ("actors/north.yaml", 3))
    said = told(tmp_path, leaf, HOSTILE["directions"])
    assert "SECRET BRIEF OF \\u202eA" in said
    assert obeyed(said) == set()


def test_what_a_terminal_obeys_would_be_seen() -> None:
    assert obeyed("\x1b[2J \u202e \x9b") == {"\x1b", "\u202e", "\x9b"}
    assert obeyed("plain\n漢字") == set()


def test_texts_of_every_kind_of_document_are_tried() -> None:
    places = {place.rsplit("/", 1)[0] for place, *_ in leaves()}
    assert places == {
        "actors",
        "scenarios",
        "scenarios/theatres",
        "scenarios/claims",
        "experiments",
    }
