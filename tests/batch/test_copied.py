"""What arms have in common is read once, and comes out as if each had been read alone."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from batch import copied
from batch.compare import clouds as reading
from batch.compare.clouds import read_clouds
from batch.compare.whole import compared
from batch.copied import scenario_of_arm
from batch.executors import Here
from batch.opening import Policy, Request, begin, opened
from batch.runner import run_batch
from engine.content import copies
from engine.content.copies import load_copy
from engine.content.library import Library
from tests.build import make_pack

POLICIES = (Policy("as_is", ""), Policy("tense", "", {"start.tension": "54"}))


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Four arms of one scenario."""
    place = tmp_path_factory.mktemp("copied")
    asked = Request(("duel",), ("", "bold"), policies=POLICIES, runs=3)
    study, schema = opened(Library([make_pack(place / "pack")]), asked)
    begin(place / "out", study, schema, ["whitecell", "batch"])
    run_batch(place / "out", Here())
    return place / "out"


def counted(monkeypatch: pytest.MonkeyPatch, where: Any, name: str) -> list[Any]:
    """Return a list that grows with each call of a function of a module."""
    calls, real = list[Any](), getattr(where, name)

    def called(*args: Any, **named: Any) -> Any:
        calls.append(args)
        return real(*args, **named)

    monkeypatch.setattr(where, name, called)
    return calls


def test_an_arm_s_scenario_is_that_of_its_copy(folder: Path) -> None:
    clouds = read_clouds([folder])
    assert len(clouds) == 4
    for cloud in clouds:
        copy = cloud.results.study.copy(cloud.arm.index)
        assert repr(scenario_of_arm(copy)) == repr(load_copy(copy))


def test_texts_and_tables_are_read_once_however_many_arms(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    copied._library.cache_clear()
    texts = counted(monkeypatch, copies, "read_text")
    tables = counted(monkeypatch, reading, "connection")
    clouds = read_clouds([folder])
    compared(clouds)
    of = clouds[0].results.study.sources["duel"].texts
    assert len(texts) == len({args[1] for args in texts}) <= len(of)
    assert len(tables) == 2
