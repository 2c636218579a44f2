"""What nobody foresaw: two lines, a report without anyone's data, and the journal named."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from engine.play.journal.contents import read_contents
from engine.play.journal.verifying import verify
from tests.house.places import ROOT
from tests.journal.making import loader

FAILS = """
import sys
from pathlib import Path
import cli.main
from tests.journal.making import create

def failing(words):
    secret = "the password is mellon"
    with create(Path(words[0])) as session:
        session.note("a secret note")
        raise RuntimeError(f"cannot do {secret}")

cli.main.run = failing
cli.main.main()
"""


def test_a_crash_is_told_kept_without_data_and_names_the_journal(tmp_path: Path) -> None:
    path = tmp_path / "small.whitecell"
    environment = {**os.environ, "XDG_STATE_HOME": str(tmp_path), "HOME": str(tmp_path)}
    told = subprocess.run(
        [sys.executable, "-c", FAILS, str(path)],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
    )
    assert told.returncode == 1
    first, second = told.stderr.splitlines()
    assert first.startswith("whitecell: RuntimeError in Whitecell itself; a report without your")
    assert second.endswith(f"whitecell resume {path}")
    report = Path(first.rsplit(" is in ", 1)[1])
    text = report.read_text()
    assert report.stat().st_mode & 0o077 == 0
    assert "in failing" in text
    assert "mellon" not in text
    assert "note" not in text
    verify(read_contents(path), loader)
