"""What is not understood is told on stderr, in colour only where that is a terminal itself."""

import os
import pty
import subprocess
import sys

import pytest

from cli.main import MISUSED
from tests.cli.calling import called
from tests.house.places import ROOT


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("nonsuch",), "no scenario named 'nonsuch'"),
        (("post_war_aid_cut", "--variant", "nonsuch"), "no variant named 'nonsuch'"),
        (("post_war_aid_cut", "--seat", "seul=person"), "no seat 'seul'; did you mean 'seoul'?"),
        (("post_war_aid_cut", "--seat", "seul=engine"), "no seat 'seul'; did you mean 'seoul'?"),
        (("post_war_aid_cut", "--name", "seul=Ann"), "no seat 'seul'; did you mean 'seoul'?"),
        (("post_war_aid_cut",), "the screen needs a terminal"),
    ],
)
def test_without_a_terminal_the_words_of_play_are_judged_first(
    words: tuple[str, ...], said: str
) -> None:
    told = called("play", *words)
    assert (told.returncode, told.stdout) == (MISUSED, "")
    assert told.stderr.startswith(f"whitecell: {said}")
    assert told.stderr.count("\n") == 1


def test_a_command_that_is_not_there_is_told_without_colours_in_a_file() -> None:
    terminal, own = pty.openpty()
    try:
        told = subprocess.run(
            [sys.executable, "-m", "cli.main", "lst"],
            cwd=ROOT,
            env={**os.environ, "TERM": "xterm-256color", "COLUMNS": "80"},
            stdout=own,
            stderr=subprocess.PIPE,
            text=True,
            timeout=60,
        )
    finally:
        os.close(own)
        os.close(terminal)
    assert told.returncode == MISUSED
    assert 'Unknown command "lst". Did you mean "list"?' in told.stderr
    assert "\x1b" not in told.stderr


@pytest.mark.parametrize(
    ("words", "option", "said"),
    [
        (("run", "post_war_aid_cut", "--width", "80.6"), "--width", "80.6"),  # of the command
        (("run", "post_war_aid_cut", "--seed=1.5"), "--seed", "1.5"),
        (("batch", "post_war_aid_cut", "--out", "no", "--runs", "2.5"), "--runs", "2.5"),  # shared
        (("batch", "post_war_aid_cut", "--out", "no", "--workers", ".5"), "--workers", ".5"),
        (("serve", "--port", "80.9"), "--port", "80.9"),  # with a number where none is given
    ],
)
def test_a_count_is_a_whole_number_and_none_is_made_of_another(
    words: tuple[str, ...], option: str, said: str
) -> None:
    told = called(*words)
    assert (told.returncode, told.stdout) == (MISUSED, "")
    assert f'Invalid value for {option}: "{said}" is not a whole number.' in told.stderr


@pytest.mark.parametrize("width", ["nan", "0", "1", "-0.1", "5"])
def test_a_width_that_is_none_is_told_what_is_wanted(width: str) -> None:
    told = called("batch", "post_war_aid_cut", "--out", "no", f"--stop-at={width}")
    assert (told.returncode, told.stdout) == (MISUSED, "")
    assert "A width lies above 0 and below 1" in told.stderr
