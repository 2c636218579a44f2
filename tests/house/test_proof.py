"""The runner of proofs: it writes figures, fails loudly, and leaves other people's text alone."""

import sys
from pathlib import Path

import pytest

from tests.proof.__main__ import run
from tests.proof.needs import UnmetError, need_command, need_python
from tests.proof.page import rewritten
from tests.proof.registry import Proof, proof, registered

HELD = Proof("held", "Two is less than three.", lambda: "| 2 | 3 |")
EMPTY = Proof("empty", "Nothing is shown.", lambda: " ")


def fails() -> str:
    msg = "the law does not hold"
    raise AssertionError(msg)


BROKEN = Proof("broken", "It holds.", fails)


def test_a_section_is_added_at_the_end_and_then_made_anew() -> None:
    once = rewritten("# Ours\n\nWords.\n", HELD, "| 1 |")
    again = rewritten(once + "\nMore words.\n", HELD, r"| \1 |")
    assert once.startswith("# Ours\n\nWords.\n\n<!-- proof:held -->\n**Two is less than three.**")
    assert "| 1 |" not in again
    assert r"| \1 |" in again
    assert again.startswith("# Ours\n\nWords.\n")
    assert again.endswith("<!-- /proof:held -->\n\nMore words.\n")
    assert "make proof PROOFS=held" in again


def test_two_sections_of_one_name_are_refused() -> None:
    once = rewritten("", HELD, "x")
    with pytest.raises(ValueError, match="2 sections named 'held'"):
        rewritten(once + once, HELD, "x")


def test_a_proof_that_holds_writes_its_figures(tmp_path: Path) -> None:
    page = tmp_path / "docs" / "proof.md"
    assert run({"held": HELD}, [], page) == 0
    assert "| 2 | 3 |" in page.read_text()


def test_a_proof_that_fails_is_told_and_hides_no_other(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    page = tmp_path / "proof.md"
    assert run({"broken": BROKEN, "empty": EMPTY, "held": HELD}, [], page) == 1
    told = capsys.readouterr()
    assert "1 held, 2 failed broken empty" in told.out
    assert "the law does not hold" in told.err
    assert "proof:broken" not in page.read_text()


def test_an_unknown_proof_is_a_mistake_of_use(tmp_path: Path) -> None:
    assert run({"held": HELD}, ["heldd"], tmp_path / "proof.md") == 2
    assert run({}, [], tmp_path / "proof.md") == 2


def test_a_missing_program_is_demanded_with_its_remedy() -> None:
    with pytest.raises(UnmetError, match=r"no-such-program; try: make one"):
        need_command("no-such-program", "make one")


def test_the_python_that_runs_is_found() -> None:
    assert need_python(f"{sys.version_info.major}.{sys.version_info.minor}").exists()


def test_a_proof_says_what_it_proves() -> None:
    with pytest.raises(ValueError, match="says in its docstring"):
        proof("unsaid")(lambda: "x")


def test_every_proof_is_registered_under_its_own_name() -> None:
    proofs = registered()
    assert "elsewhere" in proofs
    with pytest.raises(ValueError, match="two proofs are named"):
        proof("elsewhere")(proofs["elsewhere"].show)
