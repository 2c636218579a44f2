"""The page on comparing: its experiment is the file beside it, sound, and answers its question."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from batch.compare.clouds import Cloud, read_clouds
from batch.compare.policies import Aim, robust
from cli.main import run
from engine.content.library import Library
from tests.docs.listings import listings
from tests.house.places import ROOT

PAGE = ROOT / "docs" / "how-to" / "compare.md"
EXPERIMENT = PAGE.with_name("aid_cut.yaml")
LEVERS = {
    "tighten": ("tighten_trilat", "joint_drill"),
    "reset": ("reset_beijing", "reset_moscow"),
    "pacemaker": ("pacemaker",),
}
AIM = Aim("final.peninsula_tension", low_is_good=True, enough=48.0)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The experiment at two depths and eight points, a run at each."""
    out = tmp_path_factory.mktemp("aid") / "out"
    few = ["--variants", "no_cut,full_cut", "--sample", "8", "--runs", "1", "--workers", "1"]
    assert run(["batch", str(EXPERIMENT), *few, "--out", str(out)]) in (0, None)
    return out


def test_the_page_lists_the_file_beside_it_and_it_is_sound() -> None:
    listed = listings(PAGE)["aid_cut.yaml"]
    assert listed == EXPERIMENT.read_text(encoding="utf-8").partition("\n")[2]
    assert Library().check([EXPERIMENT]) == []


def _acts(cloud: Cloud, moves: tuple[str, ...]) -> int:
    query = (
        "SELECT count(*) FROM moves WHERE arm = ? AND actor = 'seoul' AND list_contains(?, move)"
    )
    with cloud.tables() as duck:
        return int(duck.execute(query, [cloud.arm.index, list(moves)]).fetchall()[0][0])


@pytest.mark.parametrize("policy", LEVERS)
def test_seoul_does_oftener_what_a_policy_holds_to(policy: str, folder: Path) -> None:
    clouds = read_clouds([folder])
    counts = {
        name: sum(_acts(c, LEVERS[policy]) for c in clouds if c.arm.policy == name)
        for name in ("as_written", policy)
    }
    assert counts[policy] > counts["as_written"]


def test_regrets_are_those_of_the_runs(folder: Path) -> None:
    clouds = read_clouds([folder])
    found = robust(clouds, AIM)
    assert found is not None
    assert found.table.policies == ("as_written", *LEVERS)
    assert (len(found.table.futures), found.runs, found.over_points) == (2, 8, True)
    means = {
        (c.arm.policy, c.arm.variant): float(np.mean(c.numbers("final.peninsula_tension")))
        for c in clouds
    }
    for policy, regrets in zip(found.table.policies, found.table.regrets, strict=True):
        for depth, regret in zip(("no_cut", "full_cut"), regrets, strict=True):
            best = min(means[other, depth] for other in found.table.policies)
            assert regret == pytest.approx(means[policy, depth] - best)


def test_the_page_s_report_answers_all_of_the_question(folder: Path) -> None:
    page = folder.parent / "aid.md"
    asked = ["--baseline", "no_cut+as_written", "--outcome", "china_tilt"]
    asked += ["--value", AIM.value, "--low-is-good", "--enough", "48"]
    assert run(["report", str(folder), *asked, "--output", str(page)]) in (0, None)
    text = page.read_text(encoding="utf-8")
    for wanted in ("China tilt", "east worst regret", "kind: experiment", "--low-is-good"):
        assert wanted in text
    again = "--value final.peninsula_tension --low-is-good --enough 48 --outcome china_tilt"
    assert again in text
