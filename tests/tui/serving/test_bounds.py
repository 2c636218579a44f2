"""Bounds: sizes within them whatever is asked, messages of five kinds and no others."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tui.serving.bounds import TALLEST, WIDEST, Message, Size, message_of, size_of
from tui.serving.seat import HANDED_ON, command, environment


@pytest.mark.parametrize(
    ("width", "height", "size"),
    [
        (100_000, 100_000, Size(WIDEST, TALLEST)),
        ("99999999", "99999999999999999999", Size(WIDEST, TALLEST)),
        (0, -5, Size(1, 1)),
        (120, 40, Size(120, 40)),
        ("120", "40", Size(120, 40)),
        (None, "x", Size(80, 24)),
        (float("nan"), float("inf"), Size(80, TALLEST)),
        (True, [], Size(80, 24)),
        ("٣", "-3", Size(80, 24)),
        (1e308, 40.7, Size(WIDEST, 40)),
    ],
)
def test_a_size_is_within_bounds_whatever_is_asked(width: Any, height: Any, size: Size) -> None:
    assert size_of(width, height) == size


def test_what_a_page_may_say() -> None:
    assert message_of('["stdin", "n"]') == Message("stdin", "n")
    asked = json.dumps(["resize", {"width": 100_000, "height": 100_000}])
    assert message_of(asked) == Message("resize", Size(WIDEST, TALLEST))
    assert message_of('["focus"]') == Message("focus", "")
    assert message_of(json.dumps(["ping", "9" * 1000])) == Message("ping", "9" * 32)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "x",
        "{}",
        "[]",
        "7",
        '["quit"]',
        '["exit", ""]',
        '["deliver_chunk_request", {"key": "x"}]',
        '["stdin", 7]',
        '["stdin"]',
        '["stdin", "a", "b"]',
        '["resize", 7]',
        '[["stdin"], "n"]',
        '[{"stdin": 1}, "n"]',
        "[" * 5000,
        "NaN",
    ],
)
def test_anything_else_is_no_message(text: str) -> None:
    assert message_of(text) is None


def test_the_app_gets_no_more_of_our_environment_than_it_needs() -> None:
    ours = {"HOME": "/h", "SECRET_KEY": "s", "PYTHONPATH": "/evil", "LD_PRELOAD": "/evil.so"}
    made = environment(Size(120, 40), ours)
    assert made["HOME"] == "/h"
    assert (made["COLUMNS"], made["ROWS"]) == ("120", "40")
    drawing = {"TEXTUAL_DRIVER", "TEXTUAL_COLOR_SYSTEM", "TERM", "COLUMNS", "ROWS"}
    assert set(made) <= {*HANDED_ON, *drawing}


def test_the_app_is_started_by_words_and_not_by_a_shell() -> None:
    evil = "; rm -rf x $(y)"
    assert command([evil])[-1] == evil
    assert "-I" in command([])
