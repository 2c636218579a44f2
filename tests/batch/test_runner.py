"""A batch: the same bytes however it is run, every failure a row, nothing lost on the way."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest

import batch.single
from batch.executors import Executor, Here, Lost
from batch.folders import FolderError
from batch.plan import Job
from batch.pool import Pool
from batch.results import Results
from batch.runner import Standing, run_batch
from batch.store import part_folders
from engine.play.exercise import Exercise
from engine.play.journal.faults import Busy
from engine.play.journal.lock import Lock
from engine.play.seats import play_out
from engine.play.table import Prepared
from tests.batch.batches import begun, digests, finished, made


class Stopping(Here):
    """Stops as Ctrl-C does, after some jobs."""

    def __init__(self, after: int) -> None:
        self.after = after

    def mapped(self, work: Any, shared: Any, jobs: Iterable[Any]) -> Iterator[Any]:
        for done, result in enumerate(super().mapped(work, shared, jobs)):
            if done == self.after:
                raise KeyboardInterrupt
            yield result


class Deadly(Here):
    """Loses every job that holds a certain replication, as a pool does whose worker dies."""

    def __init__(self, replication: int) -> None:
        self.replication = replication

    def mapped(self, work: Any, shared: Any, jobs: Iterable[Job]) -> Iterator[Any]:
        for job in jobs:
            if any(spec.replication == self.replication for spec in job.specs):
                yield Lost(job)
            else:
                yield work(shared, job)


SMALL = 200
"""Runs in a part, so that there are several in few runs."""


@pytest.fixture(scope="module", autouse=True)
def small_parts() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patched:
        for module in ("plan", "store"):
            patched.setattr(f"batch.{module}.PART", SMALL)
        yield


@pytest.fixture(scope="module")
def plain(small_parts: None, tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """What a batch of 2 x 130 runs gives in one sitting, in this process."""
    return digests(made(tmp_path_factory.mktemp("plain"), runs=130))


@pytest.mark.parametrize(("workers", "chunk"), [(1, 1), (1, 70), (2, 7)])
def test_the_bytes_do_not_depend_on_workers_or_chunks(
    workers: int, chunk: int, plain: list[str], tmp_path: Path
) -> None:
    executor: Executor = Pool(workers) if workers > 1 else Here()
    with executor:
        assert digests(finished(begun(tmp_path, runs=130), executor, chunk)) == plain


@pytest.mark.parametrize("after", [3, 28])
def test_the_bytes_do_not_depend_on_interruptions(
    after: int, plain: list[str], tmp_path: Path
) -> None:
    out = begun(tmp_path, runs=130)
    with pytest.raises(KeyboardInterrupt):
        finished(out, Stopping(after), chunk=7)
    manifest = json.loads((out / "manifest.json").read_text())
    assert manifest["status"] == "interrupted"
    assert manifest["results"] is None
    with pytest.raises(KeyboardInterrupt):
        finished(out, Stopping(2), chunk=3)
    assert digests(finished(out, chunk=11)) == plain
    assert not (out / "parts").exists()


def test_what_was_done_before_an_interruption_is_not_done_again(tmp_path: Path) -> None:
    out = begun(tmp_path, runs=130)
    with pytest.raises(KeyboardInterrupt):
        finished(out, Stopping(33), chunk=7)
    seen = list[tuple[int, int]]()
    run_batch(out, Here(), tell=lambda standing: seen.append((standing.skipped, standing.done)))
    done = seen[0][1]
    assert done > SMALL
    assert seen[0] == (done, done)
    assert seen[-1][1] == 260


def test_a_killed_sitting_leaves_only_whole_parts_to_go_on_from(
    plain: list[str], tmp_path: Path
) -> None:
    out = begun(tmp_path, runs=130)
    with pytest.raises(KeyboardInterrupt):
        finished(out, Stopping(33), chunk=7)
    half = out / "parts" / ".000000200-000000260"
    half.mkdir()
    (half / "runs.parquet").write_bytes(b"PAR1")
    first = part_folders(out / "parts")[0]
    shorter = first.with_name(f"{0:09}-{150:09}")
    shorter.mkdir()
    assert first in part_folders(out / "parts")
    assert digests(finished(out)) == plain
    assert not half.exists()


def test_what_others_put_beside_the_parts_stays_and_hinders_nothing(
    plain: list[str], tmp_path: Path
) -> None:
    out = begun(tmp_path, runs=130)
    with pytest.raises(KeyboardInterrupt):
        finished(out, Stopping(28), chunk=7)
    stray, kept = out / "parts" / ".DS_Store", out / "parts" / "mine"
    stray.write_bytes(b"Bud1")
    kept.mkdir()
    with pytest.raises(KeyboardInterrupt):
        finished(out, Stopping(1), chunk=7)
    assert stray.read_bytes() == b"Bud1"
    assert kept.is_dir()
    assert digests(finished(out)) == plain


def test_a_batch_killed_while_its_tables_were_put_together_is_put_together_again(
    plain: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = begun(tmp_path, runs=130)
    with monkeypatch.context() as patched:
        patched.setattr("batch.runner.runs_digest", _cut)
        with pytest.raises(MemoryError):
            finished(out)
    assert (out / "runs.parquet").exists()
    assert Results(out).tally().outcomes[0].total() == 130
    assert digests(finished(out)) == plain


def _cut(duck: object, folder: Path) -> str:
    raise MemoryError


def test_a_batch_that_is_complete_is_left_alone(tmp_path: Path) -> None:
    manifest = made(tmp_path)
    before = (tmp_path / "out" / "runs.parquet").stat().st_mtime_ns
    assert finished(tmp_path / "out") == manifest
    assert (tmp_path / "out" / "runs.parquet").stat().st_mtime_ns == before


def test_a_run_that_fails_is_a_row_with_the_command_that_repeats_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = Results(tmp_path / "out") if made(tmp_path) else None
    played = batch.single.played

    def failing(prepared: Prepared, seed: int, replication: int) -> Any:
        if replication == 4:
            raise ZeroDivisionError("a \x1b[31mdivision\n by zero")
        return played(prepared, seed, replication)

    monkeypatch.setattr(batch.single, "played", failing)
    manifest = made(tmp_path, "other")
    assert manifest["results"]["failed"] == 2
    assert whole is not None
    with Results(tmp_path / "other").connect() as duck, whole.connect() as before:
        query = "SELECT run, stage, cause, repeat, outcome, turns FROM runs WHERE status = 'failed'"
        cause = "ZeroDivisionError: a \\x1b[31mdivision by zero"
        repeats = [f"whitecell run --from . --run {run}" for run in ("0-4", "1-4")]
        assert duck.execute(query).fetchall() == [
            ("0-4", "play", cause, repeats[0], None, None),
            ("1-4", "play", cause, repeats[1], None, None),
        ]
        assert duck.execute("SELECT count(*) FROM turns WHERE replication = 4").fetchone() == (0,)
        others = "SELECT * FROM runs WHERE replication <> 4"
        assert duck.execute(others).fetchall() == before.execute(others).fetchall()


def test_a_run_that_ends_its_process_is_a_row_and_its_neighbours_are_not(tmp_path: Path) -> None:
    manifest = finished(begun(tmp_path), Deadly(7))
    assert (manifest["results"]["runs"], manifest["results"]["failed"]) == (60, 2)
    assert [row[:2] for row in Results(tmp_path / "out").failures()] == [
        ("0-7", "worker"),
        ("1-7", "worker"),
    ]
    alone = finished(begun(tmp_path, "alone"), Deadly(7), chunk=1)
    assert digests(alone) == digests(manifest)


def test_a_row_is_what_the_run_alone_gives(tmp_path: Path) -> None:
    made(tmp_path)
    results = Results(tmp_path / "out")
    spec = results.study.spec("1-17")
    exercise = Exercise(
        batch.single.scenario_of(results.study, spec, ()), results.study.seed, replication=17
    )
    finish = play_out(exercise)
    with results.connect() as duck:
        row = duck.execute(
            """SELECT outcome, variant, turns, digest, "measure.boats_bring_strain",
            "final.tension" FROM runs WHERE run = '1-17'"""
        ).fetchone()
        levels = duck.execute(
            """SELECT "level.tension" FROM turns WHERE arm = 1 AND replication = 17
            ORDER BY turn"""
        ).fetchall()
        moves = duck.execute(
            """SELECT actor, move, day FROM moves WHERE arm = 1 AND replication = 17
            AND kind <> 'inject' ORDER BY place"""
        ).fetchall()
    reports = exercise.reports
    digest = batch.single.digest_of_exercise(exercise)
    strain = exercise.measures()["boats_bring_strain"]
    tension = [reports[0].before["tension"], *(r.levels["tension"] for r in reports)]
    assert row == (finish.outcome, "bold", len(reports), digest, strain, tension[-1])
    assert [value for (value,) in levels] == pytest.approx(tension, rel=1e-6)
    acts = sorted((act.day, act.actor, act.move) for r in reports for act in r.acts)
    assert sorted((day, actor, move) for actor, move, day in moves) == acts


def test_only_one_process_runs_a_batch(tmp_path: Path) -> None:
    out = begun(tmp_path)
    lock = Lock(out / "manifest.json")
    with pytest.raises(Busy):
        finished(out)
    lock.release()
    finished(out)


def test_other_versions_do_not_go_on_with_a_batch(tmp_path: Path) -> None:
    out = begun(tmp_path)
    manifest = json.loads((out / "manifest.json").read_text())
    manifest["versions"]["code"] = "0" * 64
    (out / "manifest.json").write_text(json.dumps(manifest))
    with pytest.raises(FolderError, match="begun by other versions"):
        finished(out)


def test_texts_that_were_changed_are_refused(tmp_path: Path) -> None:
    out = begun(tmp_path)
    content = (out / "content.json").read_text()
    (out / "content.json").write_text(content.replace("The upper bank", "The other bank"))
    with pytest.raises(FolderError, match="is not the text the batch began with"):
        finished(out)


def test_enough_is_judged_between_blocks_and_stops_all_arms_alike(tmp_path: Path) -> None:
    seen = list[Standing]()
    out = begun(tmp_path, runs=1000, stop_at=0.19)
    manifest = run_batch(out, Here(), tell=seen.append)
    results = manifest["results"]
    assert results["stopped"]
    assert results["rounds"] % 100 == 0
    assert results["rounds"] < 1000
    assert results["width"] <= 0.19
    other = begun(tmp_path, "other", runs=1000, stop_at=0.19)
    with pytest.raises(KeyboardInterrupt):
        finished(other, Stopping(3), chunk=9)
    assert digests(finished(other, chunk=60)) == digests(manifest)
    whole = made(tmp_path, "whole", runs=results["rounds"])
    assert digests(whole) == digests(manifest)


def test_the_bytes_are_the_same_where_a_table_takes_several_row_groups(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("batch.parquet.ROWS", 2_048)
    whole = made(tmp_path, "whole", runs=420)
    out = begun(tmp_path, runs=420)
    for after in (17, 40, 3):
        with pytest.raises(KeyboardInterrupt):
            finished(out, Stopping(after), chunk=11)
    assert digests(finished(out, chunk=3)) == digests(whole)
    with Results(out).connect() as duck:
        files = [str(out / f"{name}.parquet") for name in ("turns", "moves")]
        query = "SELECT count(DISTINCT row_group_id) FROM parquet_metadata(?) GROUP BY file_name"
        assert all(groups > 1 for (groups,) in duck.execute(query, [files]).fetchall())


def test_a_folder_may_be_called_anything_that_sql_or_a_pattern_would_read_otherwise(
    tmp_path: Path,
) -> None:
    odd = made(tmp_path, "o'x [1]*?; --", runs=3)
    plain = made(tmp_path, "plain", runs=3)
    assert odd["results"]["files"] == plain["results"]["files"]
