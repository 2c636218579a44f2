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

STOPS = """
import sys
from pathlib import Path
import cli.main
from batch.executors import Here
from batch.runner import run_batch
from engine.play.journal.faults import JournalError
from tests.batch.batches import begun
from tests.journal.making import create

def failing(words):
    out = begun(Path(words[0]), "my runs", runs=2)
    run_batch(out, Here())
    try:
        create(out / "manifest.json")
    except JournalError:
        raise RuntimeError("and now this")

cli.main.run = failing
cli.main.main()
"""

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


def crashed(program: str, word: Path, home: Path) -> list[str]:
    """Return what a program that fails says on standard error, in lines."""
    environment = {**os.environ, "XDG_STATE_HOME": str(home), "HOME": str(home)}
    told = subprocess.run(
        [sys.executable, "-c", program, str(word)],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
    )
    assert told.returncode == 1
    return told.stderr.splitlines()


def test_a_crash_names_a_batch_as_one_and_no_journal_that_was_refused(tmp_path: Path) -> None:
    first, *rest = crashed(STOPS, tmp_path, tmp_path)
    assert first.startswith("whitecell: RuntimeError in Whitecell itself")
    command = f"whitecell batch --resume --out '{tmp_path}/my runs'"
    assert rest == [f"whitecell: what is done is kept; go on with: {command}"]


def test_a_crash_is_told_kept_without_data_and_names_the_journal(tmp_path: Path) -> None:
    path = tmp_path / "small.whitecell"
    first, second = crashed(FAILS, path, tmp_path)
    assert first.startswith("whitecell: RuntimeError in Whitecell itself; a report without your")
    assert second.endswith(f"whitecell resume {path}")
    report = Path(first.rsplit(" is in ", 1)[1])
    text = report.read_text()
    assert report.stat().st_mode & 0o077 == 0
    assert "in failing" in text
    assert "mellon" not in text
    assert "note" not in text
    verify(read_contents(path), loader)
