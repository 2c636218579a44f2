"""The how-to pages on reports and documents: every command they name is run as it stands."""

from __future__ import annotations

import re
import shlex
import shutil
from pathlib import Path

import pytest

from cli.main import run
from tests.house.places import ROOT
from tests.reports import table

PAGES = ("write-the-report.md", "print-the-documents.md")
COMMAND = re.compile(r"whitecell ((?:report|export) [^`\n]+)")


def commands() -> list[str]:
    """Return the commands of the pages, in their order."""
    texts = [(ROOT / "docs" / "how-to" / page).read_text() for page in PAGES]
    return [found.strip() for text in texts for found in COMMAND.findall(text)]


@pytest.fixture(scope="module")
def journal(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("docs") / "aid.whitecell"
    table.play(path, turns=1)
    return path


def test_the_pages_name_commands() -> None:
    assert len(commands()) == 8


@pytest.mark.parametrize("command", commands())
def test_a_command_of_the_pages_writes_what_it_says(
    command: str, journal: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copy(journal, tmp_path)
    monkeypatch.chdir(tmp_path)
    words = shlex.split(command)
    quick = ["--runs", "0", "--odds", "0"] if words[0] == "report" else []
    assert run([*words, *quick]) == 0
    output = words[next(at for at, word in enumerate(words) if word in ("-o", "--output")) + 1]
    assert (tmp_path / output).exists()


@pytest.mark.parametrize("option", ["--runs", "--odds", "--workers", "--branch", "--anonymous"])
def test_every_option_of_the_report_is_told(option: str) -> None:
    assert f"`{option}" in (ROOT / "docs" / "how-to" / PAGES[0]).read_text().replace(
        "`--runs 1000 --odds 200`", "`--runs` `--odds"
    )
