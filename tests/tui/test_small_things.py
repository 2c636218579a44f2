"""The small pieces: clean text, little pictures, guards, and the command that opens the table."""

from __future__ import annotations

import subprocess
import sys

import pytest
from textual._xterm_parser import XTermParser
from textual.drivers import linux_driver

from cli.play import held_by_people, holders_of
from tests.engine.small import level
from tests.house.places import ROOT
from tui import guards, safe
from tui.telling import arrow, bar, sparkline


def test_clean_text_is_left_alone() -> None:
    assert safe.clean("Pyongyang sends [an envoy].\nTo Beijing – ≥ 3") == (
        "Pyongyang sends [an envoy].\nTo Beijing – ≥ 3"
    )


def test_controls_and_direction_overrides_go() -> None:
    assert safe.clean("a\x1b[2Jb\x9bc\x7f\u202ed") == "a[2Jbcd"


def test_right_to_left_words_are_kept_in_an_isolate() -> None:
    assert safe.clean("שלום") == "\u2068שלום\u2069"


def test_one_line_is_one_line() -> None:
    assert safe.line("a\r\nb\tc\u2028d") == "a b c d"


def test_content_reads_no_markup() -> None:
    assert safe.plain("[b]x[/b]", "bold").plain == "[b]x[/b]"


def test_bars_are_full_as_far_as_they_should_be() -> None:
    assert [bar(value, 100) for value in (0, 60, 100, 500, -5)] == [
        "▯▯▯▯▯",
        "▮▮▮▯▯",
        "▮▮▮▮▮",
        "▮▮▮▮▮",
        "▯▯▯▯▯",
    ]
    assert bar(1, 0) == "▯▯▯▯▯"


def test_sparklines_rise_with_their_values_and_do_not_blow_up_noise() -> None:
    assert sparkline([0, 25, 50, 75, 100], 1) == "▁▃▅▇█"
    assert sparkline([50, 50.1, 49.9], 20) == "▅▅▄"
    assert sparkline([7.0], 1) == "▅"


def test_arrows_tell_the_way_and_steady_is_steady() -> None:
    goods = level("goods")
    assert [arrow(goods, change) for change in (5.0, -5.0, 0.2)] == ["↑", "↓", "→"]


def test_a_byte_that_is_not_text_does_not_end_the_app() -> None:
    guards.install()
    decode = linux_driver.getincrementaldecoder("utf-8")().decode
    assert decode(b"a\xe9\xffb") == "a\ufffd\ufffdb"


def test_a_wild_key_sequence_is_no_key() -> None:
    guards.install()
    parser = XTermParser()
    assert list(parser.feed("\x1b[99999999999999u\x1b[99999999999999~")) is not None


def test_seats_are_read_from_the_command_line() -> None:
    holders, wrong = holders_of(["seoul=person", "moscow=engine", "beijing=person"])
    assert (list(holders), wrong) == (["seoul", "moscow", "beijing"], "")
    assert held_by_people(holders) == ["seoul", "beijing"]
    assert holders_of(["seoul=person", "seoul=engine"]) == ({"seoul": "engine"}, "")


@pytest.mark.parametrize("pair", ["seoul", "=person", "seoul=robot"])
def test_a_seat_that_is_not_read_is_told(pair: str) -> None:
    assert holders_of(["moscow=person", pair]) == ({}, pair)


@pytest.mark.parametrize("words", [["play", "post_war_aid_cut"], []], ids=["play", "library"])
def test_without_a_terminal_the_table_says_so_and_leaves(words: list[str]) -> None:
    told = subprocess.run(
        [sys.executable, "-m", "cli.main", *words],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=60,
        stdin=subprocess.DEVNULL,
    )
    assert told.returncode == 2
    assert len(told.stderr.splitlines()) == 1
    assert "terminal" in told.stderr
