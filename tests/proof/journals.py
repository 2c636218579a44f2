"""What a journal promises, in long counts: kills, flips, edit scripts, what reaches the disk."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
import unittest
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.journal.test_damage import flips
from tests.journal.test_edit_scripts import machine
from tests.journal.tracing import late
from tests.proof.needs import ROOT, need_command, need_python
from tests.proof.registry import proof

KILLS, FLIPS, SCRIPTS, STEPS = 240, 600, 1000, 50


@proof("kills")
def kills() -> str:
    """A player killed at 240 random instants loses nothing shown, and goes on to the same end."""
    with TemporaryDirectory() as folder:
        words = [sys.executable, "-m", "tests.journal.kills", str(KILLS), "2026", folder]
        told = subprocess.run(words, cwd=ROOT, capture_output=True, text=True)
        assert told.returncode == 0, told.stderr[-4000:]
    stages = json.loads(told.stdout)
    assert sum(stages.values()) == KILLS
    assert stages["within a write"] > KILLS / 10, "hardly a kill met a write"
    return _table("died", "kills", stages)


@proof("flips")
def flipped() -> str:
    """Of 600 journals with one byte changed, each is unharmed or refused by name; none differs."""
    with TemporaryDirectory() as folder:
        met = flips(Path(folder), FLIPS, 2026)
    assert sum(met.values()) == FLIPS
    return _table("met as", "flips", met)


@proof("edit_scripts")
def edit_scripts() -> str:
    """1000 random edit scripts of inputs, undos, redos and branches agree with a model."""
    began = time.monotonic()
    result = unittest.TestResult()
    machine(SCRIPTS, STEPS)("runTest").run(result)
    wrong = [text for _, text in (*result.failures, *result.errors)]
    assert not wrong, wrong[0][-4000:]
    assert result.testsRun == 1
    return f"{SCRIPTS} scripts in {time.monotonic() - began:.0f} s: none disagrees."


@proof("synced")
def synced() -> str:
    """No input is acknowledged before it was synced to disk: a trace of system calls shows it."""
    strace = need_command("strace", "apt-get install strace")
    rows = {level: _traced(strace, level) for level in ("EXTRA", "FULL", "OFF")}
    total, early = rows["EXTRA"]
    assert total > 0
    assert early == 0, f"{early} of {total} acknowledgements came early"
    assert rows["OFF"][1] > 0, "the trace would not have seen it"
    lines = ["| synchronous | acknowledgements | before the data was synced |", "|---|---|---|"]
    lines += [f"| {name} | {total} | {early} |" for name, (total, early) in rows.items()]
    told = "Shipped is EXTRA: FULL does not sync the removal of the rollback file."
    return "\n".join([*lines, "", told])


def _traced(strace: Path, level: str) -> tuple[int, int]:
    """Play under a trace; return the acknowledgements, and those that came too early."""
    with TemporaryDirectory() as folder:
        out = Path(folder) / "trace"
        calls = "trace=write,pwrite64,ftruncate,fsync,fdatasync,unlink,link,openat,close"
        words = [strace, "-f", "-y", "-s", "16", "-e", calls, "-o", out]
        player = [sys.executable, "-m", "tests.journal.tracing", folder, level]
        subprocess.run([*words, *player], cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
        return late(out.read_text(encoding="utf-8", errors="replace"))


@proof("replayed_elsewhere")
def replayed_elsewhere() -> str:
    """One journal is verified alike under other Pythons, locales, zones, hash seeds and umasks."""
    lines = ["| Python | locale | zone | hash seed | says |", "|---|---|---|---|---|"]
    said = set()
    with TemporaryDirectory() as folder:
        path = Path(folder) / "a.whitecell"
        words = ["-m", "cli.main", "run", "post_war_aid_cut", "--seed", "7", "--journal", str(path)]
        subprocess.run([sys.executable, *words], cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
        for version in ("3.11", "3.12", "3.13"):
            python = _with_our_needs(need_python(version), Path(folder) / version)
            for locale, zone, seed in (("C", "UTC", "0"), ("tr_TR.UTF-8", "Asia/Seoul", "4711")):
                env = {"PATH": os.environ["PATH"], "LC_ALL": locale, "TZ": zone}
                env |= {"PYTHONHASHSEED": seed, "TERM": "dumb", "PYTHONPATH": str(ROOT)}
                verify = [python, "-m", "cli.main", "replay", path, "--verify"]
                told = subprocess.run(
                    verify, cwd=folder, env=env, capture_output=True, text=True, umask=0o077
                )
                assert told.returncode == 0, told.stderr
                said.add(told.stdout)
                state = told.stdout.rsplit("state ", 1)[1][:16]
                lines.append(f"| {version} | {locale} | {zone} | {seed} | `{state}` |")
    assert len(said) == 1, "\n".join(lines)
    return "\n".join(lines)


def _with_our_needs(python: Path, into: Path) -> Path:
    subprocess.run([python, "-m", "venv", into], check=True)
    found = into / "bin" / "python"
    pip = [found, "-m", "pip", "install", "--quiet", "--require-hashes"]
    subprocess.run([*pip, "-r", ROOT / "requirements.lock"], check=True)
    return found


@proof("verifying")
def verifying() -> str:
    """Verifying 36 turns of five seats takes less than ten times the run of them."""
    words = ["post_war_aid_cut", "--seed", "7", "--set", "turns.count=36"]
    with TemporaryDirectory() as folder:
        path = Path(folder) / "a.whitecell"
        _seconds("run", *words, "--journal", str(path))
        runs = min(_seconds("run", *words) for _ in range(3))
        verifies = min(_seconds("replay", str(path), "--verify") for _ in range(3))
    assert verifies < 10 * runs, f"{verifies:.1f} s against {runs:.1f} s"
    return (
        f"| command | seconds |\n|---|---|\n| `run` | {runs:.2f} |\n"
        f"| `replay --verify` | {verifies:.2f} |\n\nRatio {verifies / runs:.2f}."
    )


def _seconds(*words: str) -> float:
    began = time.monotonic()
    command = [sys.executable, "-m", "cli.main", *words]
    subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
    return time.monotonic() - began


def _table(head: str, count: str, rows: dict[str, int]) -> str:
    lines = [f"| {head} | {count} |", "|---|---|"]
    return "\n".join([*lines, *(f"| {name} | {n} |" for name, n in sorted(rows.items()))])
