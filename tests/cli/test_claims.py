"""The commands `claims` and `calibrate`, as a person or a program calls them."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from rich.cells import cell_len

from batch.executors import workers_for
from tests.build import edited, make_pack
from tests.cli.calling import called
from tests.house.places import ROOT

SCENARIO = "post_war_aid_cut"
FEW = ("--set", "turns.count=2", "--runs", "2", "--workers", "1")
LAW = ("--only", "deeper_cut_more_tilt")
DUEL = "scenarios/duel.yaml"
BOUND = ("--only", "no_large_arms_from_beijing")


def whitecell(*words: str) -> subprocess.CompletedProcess[str]:
    """Run a command in a process of its own."""
    return subprocess.run(
        [sys.executable, "-m", "cli.main", *words],
        cwd=ROOT,
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=240,
    )


def test_laws_are_told_with_claims_holders_and_every_reading() -> None:
    words = (*FEW, *LAW, *BOUND, "--sample", "2", "--sample-runs", "2", "--format", "json")
    told = whitecell("claims", SCENARIO, *words)
    assert (told.returncode, told.stderr) == (0, "")
    law, bound = json.loads(told.stdout)["expectations"]
    assert (law["id"], law["kind"], law["sign"]) == ("deeper_cut_more_tilt", "strict", "+")
    assert law["contrast"] == {"a": "no_cut", "b": "full_cut"}
    assert {claim["id"] for claim in law["claims"]} >= {"JD-09", "AI-38"}
    assert all(claim["holder"] for claim in law["claims"])
    for reading in (law["result"], law["uncoupled"]):
        assert reading["runs"] == 2
        assert reading["low"] <= reading["mean"] <= reading["high"]
        assert reading["up"] + reading["down"] + reading["level"] == pytest.approx(1)
    assert law["draws"]["draws"] == 2
    assert law["verdict"] in ("supported", "not supported")
    assert (bound["at_most"], bound["contrast"]) == (0.02, None)
    assert (bound["result"]["kept"], bound["result"]["sure"]) == (True, False)
    assert bound["softened"]["runs"] == 2


def test_the_text_tells_the_same_and_fits_its_width() -> None:
    told = called("claims", SCENARIO, *FEW, *LAW, "--width", "80")
    data = called("claims", SCENARIO, *FEW, *LAW, "--format", "json")
    (law,) = json.loads(data.stdout)["expectations"]
    assert max(cell_len(line) for line in told.stdout.splitlines()) <= 80
    for said in ("STRICT (1)", "deeper_cut_more_tilt", "uncoupled", "JD-09 JoongAng"):
        assert said in told.stdout
    assert f"{law['result']['b']:.4g}".replace("-", "−") in told.stdout


def test_a_law_may_be_read_against_the_scenario_as_it_is(tmp_path: Path) -> None:
    make_pack(tmp_path, edited(DUEL, "{a: long, b: bold}", "{a: plain, b: bold}"))
    words = ("claims", str(tmp_path / DUEL), "--runs", "2")
    (law,) = json.loads(called(*words, "--format", "json").stdout)["expectations"]
    assert law["contrast"] == {"a": "plain", "b": "bold"}
    assert "strain in bold against plain, higher" in called(*words).stdout


def test_equal_arms_are_not_taken_for_a_law() -> None:
    words = ("claims", SCENARIO, *FEW, *LAW, "--set", "cut_depth=0.5", "--format", "json")
    (law,) = json.loads(called(*words).stdout)["expectations"]
    assert (law["result"]["level"], law["verdict"]) == (1.0, "not supported")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--only", "deeper_cut_more_tlit"), "did you mean 'deeper_cut_more_tilt'?"),
        (("--set", "cut_depth"), "--set takes KEY=VALUE, not 'cut_depth'"),
        (("--set", "epistemic.precison=[1, 2]"), "unknown key 'precison'"),
        (("--set", "epistemic.loss=[2, 1]"), "lowest value of a range is not above its highest"),
        (("--runs", "1"), "Must be >= 2"),
        (("--lens", "nobody"), "no lens named 'nobody'"),
    ],
)
def test_what_cannot_be_run_is_said_on_standard_error(words: tuple[str, ...], said: str) -> None:
    told = called("claims", SCENARIO, *words)
    assert (told.returncode, told.stdout) == (2, "")
    assert said in told.stderr
    assert "Traceback" not in told.stderr


def test_calibrate_reports_and_proposes_and_writes_no_file() -> None:
    path = ROOT / "scenarios" / f"{SCENARIO}.yaml"
    before = path.read_bytes()
    told = called(
        "calibrate", SCENARIO, *FEW[:2], "--runs", "1", "--workers", "1",
        "--set", "actors.seoul.decision.friction=0.01",
    )  # fmt: skip
    assert (told.returncode, told.stderr) == (0, "")
    for said in ("HOLDING", "(outside)", "AT A BOUND", "ENDINGS", "never reached", "  seoul:"):
        assert said in told.stdout
    proposal = told.stdout.partition("actors:\n")[2]
    assert proposal.count("decision: {friction: ") == 1
    assert path.read_bytes() == before


def test_calibrate_says_where_nobody_may_hold() -> None:
    actors = ("beijing", "moscow", "pyongyang", "seoul", "washington")
    pressed = [f"--set=actors.{actor}.decision.must_move=true" for actor in actors]
    told = called("calibrate", SCENARIO, "--runs", "1", "--workers", "1", *pressed)
    assert (told.returncode, told.stderr) == (0, "")
    assert told.stdout.endswith(
        "PROPOSED: nothing; every actor must move, so that none has a chance to hold\n"
    )


def test_few_runs_stay_in_this_process() -> None:
    assert workers_for(20, None) == 1
    assert workers_for(20, 3) == 3
    assert workers_for(5_000, None) >= 1
