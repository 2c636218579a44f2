"""The commands `report` and `export`, as typed."""

from __future__ import annotations

from pathlib import Path

import pytest

from cli.main import run
from tests.house.places import ROOT
from tests.reports import table


@pytest.fixture(scope="module")
def journal(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A journal of two turns."""
    path = tmp_path_factory.mktemp("cli") / "short.whitecell"
    table.play(path, turns=2)
    return path


def words(*given: object) -> list[str]:
    return [str(word) for word in given]


def test_a_report_is_written_and_its_path_told(
    journal: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    output = tmp_path / "aar.md"
    given = words("report", journal, "--output", output, "--runs", 2, "--odds", 0)
    assert run(given) == 0
    told = capsys.readouterr()
    assert told.out == f"{output}\n"
    assert told.err == ""
    assert "2 runs of the same set-up" in output.read_text()
    assert table.NAMES["seoul"] in output.read_text()


def test_an_anonymous_report_can_be_asked_for(journal: Path, tmp_path: Path) -> None:
    output = tmp_path / "aar.md"
    given = words("report", journal, "-o", output, "--runs", 0, "--odds", 0, "--anonymous")
    assert run(given) == 0
    assert table.NAMES["seoul"] not in output.read_text()


@pytest.mark.parametrize(
    ("given", "says"),
    [
        (("nowhere.whitecell", "-o", "x.md"), "there is no such file"),
        (("JOURNAL", "-o", "x.pdf"), "a report is written as .html or .md, not '.pdf'"),
        (("JOURNAL", "-o", "x.md", "--branch", "b", "--runs", "0"), "there is no branch 'b'"),
        (("JOURNAL", "-o", "x.md", "--title", ""), "--title is for the report of a batch"),
        (("JOURNAL", "-o", "x.md", "--marking", ""), "--marking is for the report of a batch"),
        (("JOURNAL", "-o", "x.md", "--low-is-good"), "--low-is-good is for the report of a batch"),
        ((".", "-o", "x.md", "--runs", "5"), "--runs is for the report of an exercise"),
        ((".", "-o", "x.md", "--odds", "0"), "--odds is for the report of an exercise"),
        ((".", "-o", "x.md", "--workers", "1"), "--workers is for the report of an exercise"),
    ],
)
def test_a_wrong_wish_is_one_line_and_exit_code_two(
    given: tuple[str, ...],
    says: str,
    journal: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    asked = [str(journal) if word == "JOURNAL" else word for word in given]
    assert run(["report", *asked]) == 2
    told = capsys.readouterr().err
    assert says in told
    assert told.count("\n") == 1
    assert list(tmp_path.iterdir()) == []


def test_documents_are_exported_from_a_journal_and_from_a_scenario(
    journal: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(words("export", journal, "--what", "msel", "-o", tmp_path / "a.csv")) == 0
    asked = ("export", table.SCENARIO, "--what", "roles", "-o", tmp_path / "r", "--marking", "M")
    assert run(words(*asked)) == 0
    told = capsys.readouterr().out.splitlines()
    assert told[0] == str(tmp_path / "a.csv")
    assert len(told) == 6
    assert table.MARKING in (tmp_path / "a.csv").read_text()
    assert ">M</div>" in (tmp_path / "r" / "seoul.html").read_text()


@pytest.mark.parametrize(
    ("given", "says"),
    [
        (("JOURNAL", "--variant", "nonexistent"), "--variant is one too many"),
        (("JOURNAL", "--lens", "nope"), "--lens is one too many"),
        (("JOURNAL", "--set", "cut_depth=0.5"), "--set is one too many"),
        (("JOURNAL", "--pack", str(ROOT)), "--pack is one too many"),
        (("JOURNAL", "--set", "foo"), "--set takes KEY=VALUE, not 'foo'"),
        ((table.SCENARIO, "--set", "foo"), "--set takes KEY=VALUE, not 'foo'"),
        ((table.SCENARIO, "--anonymous"), "--anonymous is for a journal"),
    ],
)
def test_an_export_refuses_what_it_would_pass_over(
    given: tuple[str, ...],
    says: str,
    journal: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    asked = [str(journal) if word == "JOURNAL" else word for word in given]
    assert run(["export", *asked, "--what", "msel", "--output", "m.csv"]) == 2
    told = capsys.readouterr().err
    assert says in told
    assert told.count("\n") == 1
    assert list(tmp_path.iterdir()) == []


def test_secrets_belong_to_role_sheets(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    asked = words("export", table.SCENARIO, "--what", "sitman", "-o", tmp_path / "m.md")
    assert run([*asked, "--secrets"]) == 2
    assert "belong to --what roles" in capsys.readouterr().err


def test_a_scenario_there_is_not_is_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    asked = words("export", "nothing", "--what", "sitman", "-o", tmp_path / "m.md")
    assert run(asked) == 2
    assert "nothing" in capsys.readouterr().err
