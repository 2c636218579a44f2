"""The command `batch`, as a person calls it: tables, failures, signals, and any run again."""

from __future__ import annotations

import csv
import json
import os
import shlex
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from batch.plan import PART
from batch.results import Results
from cli.main import run
from tests.build import make_pack
from tests.cli.calling import Told, called
from tests.house.places import ROOT


@pytest.fixture(scope="module")
def pack(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_pack(tmp_path_factory.mktemp("pack"))


def words(*rest: object) -> list[str]:
    return [sys.executable, "-m", "cli.main", *map(str, rest)]


def environment(pack: Path) -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": str(ROOT), "WHITECELL_PATH": str(pack)}


def whitecell(pack: Path, *rest: object) -> subprocess.CompletedProcess[str]:
    """Run a command in a process of its own, with the made world at hand."""
    return subprocess.run(
        words(*rest),
        cwd=pack,
        env=environment(pack),
        capture_output=True,
        text=True,
        timeout=120,
    )


def here(pack: Path, *rest: object) -> Told:
    """Do what a command does in this process, with the made world at hand."""
    return called(*rest, cwd=pack, path=pack)


def started(pack: Path, *rest: object) -> subprocess.Popen[str]:
    return subprocess.Popen(
        words(*rest),
        cwd=pack,
        env=environment(pack),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )


@pytest.fixture(scope="module")
def done(pack: Path) -> Path:
    """A batch of three arms, 20 runs each."""
    out = pack / "done"
    told = whitecell(pack, "batch", "duel", "--runs", 20, "--variants", "all", "--out", out)
    assert told.returncode == 0, told.stderr
    assert told.stderr == ""
    assert "duel:bold (20 runs)" in told.stdout
    assert f"whitecell compare {out}" in told.stdout
    return out


def test_every_variant_is_an_arm_and_so_is_none(done: Path) -> None:
    labels = [arm.label for arm in Results(done).study.arms]
    assert labels == ["duel", "duel:bold", "duel:long", "duel:truce"]


def test_any_run_is_repeated_exactly(done: Path, pack: Path) -> None:
    with Results(done).connect() as duck:
        row = duck.execute(
            """SELECT outcome, "final.tension", turns FROM runs WHERE run = '1-13'"""
        ).fetchone()
    told = here(pack, "run", "--from", done, "--run", "1-13", "--format", "json")
    assert told.returncode == 0, told.stderr
    again = json.loads(told.stdout)
    last = again["turns"][-1]
    assert (again["variant"], again["replication"]) == ("bold", 13)
    assert row == (again["outcome"], last["indicators"]["tension"], len(again["turns"]))
    story = here(pack, "run", "--from", done, "--run", "1-13")
    assert f"outcome: {again['outcome']}" in story.stdout


def test_a_run_at_a_sample_point_is_repeated_exactly(pack: Path) -> None:
    out = pack / "sampled"
    asked = ("--sample", 5, "--minds", "--runs", 2, "--workers", 1)
    assert here(pack, "batch", "duel", *asked, "--out", out).returncode == 0
    with Results(out).connect() as duck:
        row = duck.execute("""SELECT outcome, "final.tension" FROM runs WHERE run = '0-8'""")
        found = row.fetchone()
    told = here(pack, "run", "--from", out, "--run", "0-8", "--format", "json")
    again = json.loads(told.stdout)
    assert told.returncode == 0, told.stderr
    assert found == (again["outcome"], again["turns"][-1]["indicators"]["tension"])
    assert set(again["settings"]) == {"boldness"}


def test_a_run_that_comes_out_otherwise_is_told(done: Path, pack: Path, tmp_path: Path) -> None:
    other = tmp_path / "other"
    other.mkdir()
    for name in ("content.json", "runs.parquet", "turns.parquet", "moves.parquet"):
        (other / name).write_bytes((done / name).read_bytes())
    manifest = json.loads((done / "manifest.json").read_text())
    manifest["seed"] = 2
    (other / "manifest.json").write_text(json.dumps(manifest))
    told = here(pack, "run", "--from", other, "--run", "1-13")
    assert told.returncode == 1
    assert "came out otherwise than recorded" in told.stderr


def test_csv_says_what_parquet_does_and_is_no_formula(pack: Path, done: Path) -> None:
    told = here(pack, "batch", "--resume", "--csv", "--out", done)
    assert told.returncode == 0, told.stderr
    for name in ("runs", "turns", "moves"):
        with (done / f"{name}.csv").open(newline="") as file:
            rows = list(csv.reader(file))
        with Results(done).connect() as duck:
            found = duck.execute(f"SELECT * FROM {name}").fetchall()
        assert rows[0] == list(Results(done).manifest["columns"][name])
        assert len(rows) == len(found) + 1
        for cells, row in zip(rows[1:], found, strict=True):
            for cell, value in zip(cells, row, strict=True):
                same = (
                    float(cell) == pytest.approx(value)
                    if isinstance(value, float)
                    else cell == str(value)
                )
                assert same or (cell == "" and value is None), (cell, value)


def test_json_tells_the_digest(pack: Path, done: Path) -> None:
    told = here(pack, "batch", "--resume", "--format", "json", "--out", done)
    data = json.loads(told.stdout)
    assert (data["status"], data["runs"], data["failed"]) == ("complete", 80, 0)
    assert len(data["digest"]) == 64


EXPERIMENT = """\
kind: experiment
schema: 1
title: Does a treaty calm the river?
scenarios: [duel]
variants: [plain, truce]
policies:
  meek: {says: Meek boats., set: {boldness: 0.5}}
  bold: {set: {boldness: 1.5}}
runs: 10
seed: 5
"""


def test_an_experiment_says_itself_what_is_run(pack: Path, tmp_path: Path) -> None:
    path = tmp_path / "treaty.yaml"
    path.write_text(EXPERIMENT)
    told = here(pack, "batch", path, "--runs", 6, "--out", tmp_path / "out")
    assert told.returncode == 0, told.stderr
    results = Results(tmp_path / "out")
    labels = [arm.label for arm in results.study.arms]
    assert labels == ["duel+meek", "duel+bold", "duel:truce+meek", "duel:truce+bold"]
    study = results.study
    assert (study.seed, study.runs, study.title) == (5, 6, "Does a treaty calm the river?")
    with results.connect() as duck:
        query = """SELECT policy, min("value.boldness"), max("value.boldness") FROM runs
            GROUP BY policy ORDER BY policy"""
        assert duck.execute(query).fetchall() == [("bold", 1.5, 1.5), ("meek", 0.5, 0.5)]


def test_a_broken_experiment_is_told_at_its_place(pack: Path, tmp_path: Path) -> None:
    path = tmp_path / "treaty.yaml"
    path.write_text(EXPERIMENT.replace("runs: 10", "rums: 10"))
    told = here(pack, "batch", path, "--out", tmp_path / "out")
    assert told.returncode == 2
    assert "treaty.yaml:9:1: error[WC103]: unknown key 'rums' (rums)" in told.stderr
    assert "did you mean 'runs'?" in told.stderr
    assert not (tmp_path / "out").exists()


def test_what_a_policy_makes_wrong_is_told_where_it_is_written(pack: Path, tmp_path: Path) -> None:
    path = tmp_path / "treaty.yaml"
    path.write_text(EXPERIMENT.replace("{boldness: 0.5}", "{turns.count: 3, boldness: 5}"))
    told = here(pack, "batch", path, "--out", tmp_path / "out")
    assert told.returncode == 2
    where = "treaty.yaml:7:61: error[WC402]: value 5 is outside the range 0 to 2 (policies.meek.set"
    assert where in told.stderr
    assert told.stderr == here(pack, "check", path).stdout.replace("\n\n", "\n")
    assert not (tmp_path / "out").exists()


def test_a_dead_key_of_a_policy_is_warned_of_as_check_does(pack: Path, tmp_path: Path) -> None:
    path, weight = tmp_path / "treaty.yaml", "actors.north.motives.calm.weight: 0.5"
    path.write_text(
        EXPERIMENT.replace("{boldness: 0.5}", f"{{actors.north.type: proud, {weight}}}")
    )
    told = here(pack, "batch", path, "--runs", 1, "--workers", 1, "--out", tmp_path / "out")
    (warned,) = [line for line in told.stderr.splitlines() if "nothing reads" in line]
    checked = here(pack, "check", path)
    assert (told.returncode, checked.returncode) == (0, 0)
    assert "treaty.yaml:7:61: warning[WC517]" in warned
    assert "(policies.meek.set.actors.north.motives.calm.weight)" in warned
    assert checked.stdout.startswith(warned.partition("; set ")[0])


WRONG = {
    "nothing": ([], "batch needs a scenario"),
    "no such scenario": (["duell"], "did you mean 'duel'?"),
    "no such file": (["gone/x.yaml"], "there is no file 'gone/x.yaml'; a scenario goes by its id"),
    "no such variant": (["duel", "--variants", "bald"], "no variant named 'bald'"),
    "twice": (["duel", "duel"], "two scenarios are named 'duel'"),
    "minds alone": (["duel", "--minds"], "--sample says at how many points"),
    "a setting": (["duel", "--set", "boldness"], "--set takes KEY=VALUE"),
    "too many": (["duel", "--runs", "99999999", "--sample", "9999"], "are more than the"),
    "nothing to go on with": (["--resume"], "there is no folder"),
}


@pytest.mark.parametrize("case", WRONG)
def test_a_mistake_is_one_line_and_leaves_no_folder(
    case: str,
    pack: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    asked, says = WRONG[case]
    monkeypatch.chdir(pack)
    assert run(["batch", *asked, "--out", str(tmp_path / "out")]) == 2
    stderr = capsys.readouterr().err
    assert says in stderr
    assert stderr.count("\n") == 1
    assert not (tmp_path / "out").exists()


def test_a_folder_with_something_in_it_is_refused(
    done: Path,
    pack: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    (tmp_path / "mine.txt").write_text("mine")
    monkeypatch.chdir(pack)
    for out, says in ((done, "already holds a batch"), (tmp_path, "is not empty")):
        assert run(["batch", "duel", "--out", str(out)]) == 2
        assert says in capsys.readouterr().err


def test_a_run_that_is_not_there_is_refused(
    done: Path, pack: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for asked, says in (
        (["--from", done, "--run", "9-9"], "no run '9-9'; this batch has 0-0 to 3-19"),
        (["--from", done], "belong together"),
        (["--from", pack, "--run", "0-0"], "holds no batch"),
        (["duel", "--from", done, "--run", "0-0"], "one too many"),
        ([], "a scenario is needed"),
    ):
        assert run(["run", *map(str, asked)]) == 2
        assert says in capsys.readouterr().err


LONG = ("duel", "--runs", PART + 400, "--workers", 2, "--chunk", 10)
"""More than a part, so that one is kept long before the end."""


@pytest.fixture(scope="module")
def whole(pack: Path) -> str:
    """What is told of a batch that is long enough to be stopped, and was not."""
    told = whitecell(pack, "batch", *LONG, "--format", "json", "--out", pack / "whole")
    assert told.returncode == 0, told.stderr
    return told.stdout


@pytest.mark.skipif(not Path("/proc/self").exists(), reason="looks for processes in /proc")
@pytest.mark.parametrize("how", ["INT", "KILL"])
def test_a_batch_that_is_stopped_goes_on_to_the_same_bytes(
    how: str, pack: Path, whole: str, tmp_path: Path
) -> None:
    process = started(pack, "batch", *LONG, "--out", tmp_path / "cut")
    parts = tmp_path / "cut" / "parts"
    deadline = time.monotonic() + 60
    while not list(parts.glob("0*")) and time.monotonic() < deadline:
        time.sleep(0.02)
    os.killpg(process.pid, getattr(signal, f"SIG{how}"))
    stderr = process.communicate(timeout=30)[1]
    if how == "INT":
        assert process.returncode == 130
        assert stderr == f"stopped; go on with: whitecell batch --resume --out {tmp_path / 'cut'}\n"
    status = json.loads((tmp_path / "cut" / "manifest.json").read_text())["status"]
    assert status == ("interrupted" if how == "INT" else "running")
    assert 0 < Results(tmp_path / "cut").tally().outcomes[0].total() < PART + 400
    told = whitecell(pack, "batch", "--resume", "--format", "json", "--out", tmp_path / "cut")
    assert told.returncode == 0, told.stderr
    a, b = json.loads(whole), json.loads(told.stdout)
    assert {**a, "out": ""} == {**b, "out": ""}


@pytest.mark.skipif(not Path("/proc/self").exists(), reason="looks for processes in /proc")
def test_no_worker_outlives_a_killed_batch(pack: Path, tmp_path: Path) -> None:
    asked = ("duel", "--runs", 100_000, "--workers", 2)
    process = started(pack, "batch", *asked, "--out", tmp_path / "out")
    parts = tmp_path / "out" / "parts"
    deadline = time.monotonic() + 60
    while not list(parts.glob("0*")) and time.monotonic() < deadline:
        time.sleep(0.02)
    children = _stemming_from(process.pid)
    assert len(children) >= 2
    process.kill()
    process.communicate(timeout=30)
    deadline = time.monotonic() + 5
    while (left := [pid for pid in children if _lives(pid)]) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert left == []


def _stemming_from(pid: int) -> list[int]:
    """The processes that a process has started, and those that these have."""
    started = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    return [each for child in started for each in (int(child), *_stemming_from(int(child)))]


def _lives(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] != "Z"
    except (FileNotFoundError, ProcessLookupError):
        return False


def test_a_scheduler_that_is_not_there_leaves_nothing_behind(pack: Path) -> None:
    out = pack / "no_scheduler"
    told = here(pack, "batch", "duel", "--runs", 4, "--out", out, "--scheduler", "foo")
    assert (told.returncode, told.stdout, told.stderr.count("\n")) == (2, "", 1)
    assert told.stderr.startswith("whitecell: no scheduler answers at foo: ")
    assert not out.exists()


def test_a_batch_keeps_as_it_was_where_no_scheduler_answers(pack: Path, done: Path) -> None:
    out = Path(shutil.copytree(done, pack / "kept"))
    (out / "manifest.json").write_text(
        (out / "manifest.json").read_text().replace('"complete"', '"interrupted"')
    )
    before = {place.name: place.read_bytes() for place in out.iterdir()}
    told = here(pack, "batch", "--resume", "--out", out, "--scheduler", "127.0.0.1:9")
    assert (told.returncode, told.stderr.count("\n")) == (2, 1)
    assert "go on with" not in told.stderr
    assert {place.name: place.read_bytes() for place in out.iterdir()} == before


def test_options_that_would_do_nothing_are_told(pack: Path, done: Path) -> None:
    both = ("--scheduler", "127.0.0.1:9", "--workers", 2)
    told = here(pack, "batch", "duel", "--out", pack / "new", *both)
    assert (told.returncode, told.stderr.count("\n")) == (2, 1)
    assert "--scheduler has workers of its own" in told.stderr
    assert not (pack / "new").exists()


def test_a_manifest_that_lacks_what_every_one_has_is_told(pack: Path, done: Path) -> None:
    out = Path(shutil.copytree(done, pack / "bare"))
    (out / "manifest.json").write_text('{"schema": 1}')
    for words in (("compare", out), ("batch", "--resume", "--out", out)):
        told = here(pack, *words)
        assert (told.returncode, told.stderr.count("\n")) == (2, 1)
        assert "manifest.json is damaged: there is no 'arms' in it" in told.stderr


def test_the_way_back_to_a_damaged_table_makes_its_bytes_again(pack: Path, done: Path) -> None:
    out = Path(shutil.copytree(done, pack / "damaged"))
    table = out / "turns.parquet"
    whole = table.read_bytes()
    table.write_bytes(whole[:1_000])
    told = here(pack, "compare", out)
    command = shlex.split(told.stderr.partition("again with: ")[2])
    fresh = pack / "fresh"
    assert here(pack, *command[1:-1], fresh).returncode == 0
    assert (fresh / "turns.parquet").read_bytes() == whole
