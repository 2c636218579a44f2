"""The processes of a pool: made ready once, heard whatever becomes of a job, begun before it."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Any

import pytest

import batch.crew
from batch.afar import first_arm
from batch.executors import Lost
from batch.manifest import read_study
from batch.opening import Request, begin, opened
from batch.pool import Pool
from batch.single import scenario_of
from engine.content.library import Library
from tests.batch.batches import digests, finished, made
from tests.batch.test_pool import deadly
from tests.build import make_pack

ASKED = Request(("duel",), variants=("", "bold"), runs=30)


class Stiff(Exception):
    """An error that cannot travel."""

    def __reduce__(self) -> Any:
        raise TypeError("stiff")


def signed(shared: Path) -> None:
    """Make ready: note the process that did."""
    with (shared / "ready").open("a") as file:
        file.write(f"{os.getpid()}\n")


def where(shared: Path, job: int) -> int:
    return os.getpid()


def tried(shared: None, job: str) -> object:
    if job == "raises":
        raise ZeroDivisionError(job)
    if job == "raises what cannot travel":
        raise Stiff
    return (lambda: job) if job == "gives what cannot travel" else job


@pytest.mark.skipif(sys.platform != "linux", reason="each worker makes itself ready elsewhere")
def test_what_jobs_share_is_made_ready_once_for_all_workers(tmp_path: Path) -> None:
    with Pool(3) as pool:
        pool.begin()
        pool.expect(tmp_path, signed)
        pool.expect(Path(tmp_path), signed)
        workers = set(pool.mapped(where, Path(tmp_path), iter(range(9))))
        more = set(pool.mapped(where, tmp_path, iter(range(9))))
    assert len(workers) == 3
    assert more == workers
    [maker] = (tmp_path / "ready").read_text().split()
    assert int(maker) in workers
    assert os.getpid() not in workers


def test_where_none_parts_each_worker_makes_it_ready_for_itself(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(batch.crew, "PARTS", False)
    with Pool(3) as pool:
        pool.expect(tmp_path, signed)
        workers = set(pool.mapped(where, tmp_path, iter(range(9))))
    makers = [int(pid) for pid in (tmp_path / "ready").read_text().split()]
    assert len(makers) == len(set(makers)) == 3
    assert workers == set(makers)


@pytest.mark.parametrize(
    ("job", "kind"),
    [
        ("raises", ZeroDivisionError),
        ("raises what cannot travel", TypeError),
        ("gives what cannot travel", Exception),
    ],
)
def test_whatever_becomes_of_a_job_is_heard(job: str, kind: type[Exception]) -> None:
    with Pool(2) as pool:
        results = pool.mapped(tried, None, ["well", job, "well"])
        assert next(results) == "well"
        with pytest.raises(kind) as raised:
            next(results)
        assert list(pool.mapped(tried, None, ["again"])) == ["again"]
    assert any(f"in {name}" in raised.value.__notes__[0] for name in ("tried", "dump", "send"))


def test_jobs_of_two_rounds_are_done_though_a_worker_dies_in_one(tmp_path: Path) -> None:
    always = tmp_path / "always"
    with Pool(2) as pool:
        outer = pool.mapped(deadly, always, iter([0, 1, 2, 4, 5, 6, 7]))
        found = [next(outer)]
        assert list(pool.mapped(deadly, always, iter([3]))) == [Lost(3)]
        assert found + list(outer) == [n * n for n in (0, 1, 2, 4, 5, 6, 7)]


def test_a_batch_as_opened_is_the_one_in_its_folder(tmp_path: Path) -> None:
    study, schema = opened(Library([make_pack(tmp_path / "pack")]), ASKED)
    begin(tmp_path / "out", study, schema, [])
    kept = read_study(tmp_path / "out")
    assert study == kept
    assert sorted(study.built) == [0, 1]
    assert not kept.built
    for run in ("0-1", "1-1"):
        spec = study.spec(run)
        assert scenario_of(study, spec, ()) is study.built[spec.arm]
        assert scenario_of(kept, spec, ()) == study.built[spec.arm]


@pytest.mark.usefixtures("parts")
def test_the_bytes_are_those_of_a_pool_that_was_begun_early(tmp_path: Path) -> None:
    plain = made(tmp_path)
    study, schema = opened(Library([tmp_path / "pack"]), ASKED)
    with Pool(2, ("batch.single",)) as pool:
        pool.begin()
        pool.expect(study, first_arm)
        begin(tmp_path / "other", study, schema, [])
        assert digests(finished(tmp_path / "other", pool)) == digests(plain)
