"""The laws of the region on few paired seeds; `make proof PROOFS=laws` holds them on many."""

from __future__ import annotations

from dataclasses import replace

from batch.arms import run_arms
from batch.laws import arms_of, judged, read
from batch.statistics import Paired
from engine.content.library import Library
from engine.model import Expectation, Scenario

SCENARIO = "post_war_aid_cut"
LAWS = (
    "deeper_cut_more_beijing",
    "deeper_cut_more_tilt",
    "deeper_cut_more_dependence",
    "deeper_cut_less_autonomy",
    "hunger_seeks_beijing",
)
PAIRS = 40


def test_strict_laws_hold_and_pairing_makes_them_surer() -> None:
    known = {e.id: e for e in Library().load(SCENARIO).expectations}
    laws = [known[id_] for id_ in LAWS]
    runs = run_arms({name: _arm(name, laws) for name in arms_of(laws, ())}, seed=1, runs=PAIRS)
    for law in laws:
        found = read(law, runs)
        assert judged(law, found) == ("supported", ""), law.id
        assert isinstance(found, Paired)
        assert found.noise is not None, law.id
        assert found.noise < 1, law.id


def _arm(variant: str, laws: list[Expectation]) -> Scenario:
    return replace(Library().load(SCENARIO, variant=variant), expectations=tuple(laws))
