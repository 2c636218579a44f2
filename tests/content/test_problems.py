"""Problems: how they read, and that every code is explained."""

import re
from pathlib import Path

import pytest

from engine.content.codes import CODES
from engine.content.marks import Mark, SourceText
from engine.content.problems import Problem, did_you_mean, problem_at, quoted, settled
from engine.content.reading import read_text
from engine.content.rendering import NEAR, WIDEST, rendered
from engine.errors import nearest
from tests.soon import soon

ROOT = Path(__file__).parents[2]


def at(text: str, column: int, length: int = 1, message: str = "x", hint: str = "") -> Problem:
    """Return a problem in a line."""
    return problem_at(
        Mark(SourceText("a.yaml", text), 1, column, length), "WC104", message, hint=hint
    )


def test_every_code_is_explained_in_order() -> None:
    page = (ROOT / "docs/reference/problems.md").read_text(encoding="utf-8")
    told = re.findall(r"^### (WC\d{3}): (.+)$", page, re.MULTILINE)
    assert told == list(CODES.items())


def test_every_code_in_use_is_listed() -> None:
    texts = [path.read_text(encoding="utf-8") for path in (ROOT / "engine").rglob("*.py")]
    assert {code for text in texts for code in re.findall(r"WC\d{3}", text)} == set(CODES)


def test_a_problem_reads_as_the_design_has_it() -> None:
    line = "    effects: [{on: rusian_aid, by: -100, ramp: 3 months}]"
    source = SourceText("scenarios/post_war_aid_cut.yaml", "\n" * 30 + line)
    found = problem_at(
        Mark(source, 31, 20, 10),
        "WC204",
        "unknown indicator 'rusian_aid'",
        where="injects.aid_cut.effects.0.on",
        hint="did you mean 'russian_aid'?",
    )
    assert rendered(found).splitlines() == [
        (
            "scenarios/post_war_aid_cut.yaml:31:20: error[WC204]: unknown indicator 'rusian_aid'"
            " (injects.aid_cut.effects.0.on)"
        ),
        " 31 |     effects: [{on: rusian_aid, by: -100, ramp: 3 months}]",
        "    |                    ^^^^^^^^^^",
        "    = help: did you mean 'russian_aid'?",
    ]


def test_the_caret_stands_below_wide_characters() -> None:
    assert rendered(at("漢字: 混乱", 5, 2)).splitlines()[1:] == [
        " 1 | 漢字: 混乱",
        "   |       ^^^^",
    ]


def test_the_caret_stands_below_combining_characters() -> None:
    line = rendered(at("e\u0301e\u0301: x", 7)).splitlines()[2]
    assert line == "   |     ^"


@pytest.mark.parametrize("column", [1, 100, 900, 1_000])
def test_a_long_line_is_shown_around_the_place(column: int) -> None:
    shown, caret = rendered(at("ab" * 500, column, 3)).splitlines()[1:3]
    assert len(shown) <= WIDEST + len(" 1 | ")
    assert len(caret) <= len(shown)
    assert "^" in caret


def test_a_line_is_looked_at_only_around_the_place() -> None:
    """A problem in each of thousands of words of one line took a second to show."""
    near = rendered(at("ab" * 3 * NEAR, 3 * NEAR, NEAR // 8)).splitlines()
    line, caret = rendered(at("ab" * 10_000 * NEAR, 3 * NEAR, NEAR // 8)).splitlines()[1:]
    assert near[1:] == [line, caret]
    with soon(10):
        rendered(at("ab" * 10_000 * NEAR, 3 * NEAR, 10_000 * NEAR))


def test_nothing_a_terminal_acts_on_is_shown() -> None:
    found = at("a\x1b[31m\u202eb", 9, 1, "bad \x1b]0;x\x07 \u2066", "try\x00this\n")
    assert rendered(found).replace("\n", "").isprintable()


def test_messages_stay_short() -> None:
    assert len(at("a", 1, 1, "x" * 5_000, "y" * 5_000).message) < 300
    assert len(quoted("n" * 1_000)) <= 50


def test_the_nearest_name_is_offered_or_what_is_known() -> None:
    assert did_you_mean("tensoin", ["tension", "trade"]) == "did you mean 'tension'?"
    assert did_you_mean("zzz", ["tension", "trade"], "flags") == "known flags: tension, trade"
    assert did_you_mean("zzz", [], "flags") == "there are no flags"
    assert nearest("adi", ["aid", "calm"]) == "aid"
    assert nearest("sqrt", ["start"]) is None


def test_problems_are_sorted_and_told_once() -> None:
    first, second = at("a", 1), at("b", 5)
    assert settled([second, first, second]) == [first, second]


def test_a_hint_yields_to_an_error_at_its_place() -> None:
    (hint,) = read_text("a: no\n", "a.yaml").problems
    assert settled([hint]) == [hint]
    error = problem_at(Mark(SourceText("a.yaml", "a: no"), 1, 4), "WC104", "x")
    assert settled([hint, error]) == [error]


def test_a_problem_as_data_holds_no_text_of_the_file() -> None:
    data = at("secret", 1).as_json()
    assert data["code"] == "WC104"
    assert "secret" not in str(data)
