"""A full disk ends a sitting in one line, and the batch goes on once there is room."""

from __future__ import annotations

import resource
import shlex
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from batch.executors import Here
from batch.folders import UnwrittenError
from batch.results import Results
from batch.runner import run_batch
from tests.batch.batches import begun, digests, finished, made
from tests.build import make_pack
from tests.cli.calling import called

RUNS = 150


@contextmanager
def full_from(bytes: int) -> Iterator[None]:
    """Let the system refuse every file that grows beyond some bytes, as a full disk does."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (bytes, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


@pytest.fixture(scope="module")
def plain(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """What the batch gives where there is room."""
    return digests(made(tmp_path_factory.mktemp("plain"), runs=RUNS))


@pytest.mark.parametrize("room", [0, 20_000])  # not for the manifest; not for the tables
def test_a_full_disk_is_told_and_the_batch_goes_on_once_there_is_room(
    room: int, plain: list[str], tmp_path: Path
) -> None:
    out = begun(tmp_path, runs=RUNS)
    for _ in range(2):  # what is tried again before there is room is told the same way
        with full_from(room), pytest.raises(UnwrittenError, match="cannot be written: file too"):
            run_batch(out, Here())
    assert digests(finished(out)) == plain


def test_what_was_done_before_the_disk_was_full_is_kept(plain: list[str], tmp_path: Path) -> None:
    out = begun(tmp_path, runs=RUNS)
    largest = 0

    def fill(standing: object) -> None:
        nonlocal largest
        files = out.glob("parts/0*/turns.parquet")
        largest = max((file.stat().st_size for file in files), default=largest)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("batch.runner.FLUSH", 0.0)  # each job's rows are a longer part
        with full_from(20_000), pytest.raises(UnwrittenError):
            run_batch(out, Here(), chunk=10, tell=fill)
    assert 0 < largest <= 20_000
    skipped = list[int]()
    run_batch(out, Here(), tell=lambda standing: skipped.append(standing.skipped))
    assert 0 < skipped[0] < 2 * RUNS
    assert digests(Results(out).manifest) == plain


def test_a_disk_too_full_to_begin_leaves_no_folder(tmp_path: Path) -> None:
    pack = make_pack(tmp_path / "pack")
    with full_from(100):
        told = called("batch", "duel", "--runs", 2, "--out", tmp_path / "out", path=pack)
    assert (told.returncode, told.stdout) == (2, "")
    assert told.stderr == f"whitecell: {tmp_path / 'out'} cannot be written: file too large\n"
    assert not (tmp_path / "out").exists()


def test_the_command_says_how_to_go_on(plain: list[str], tmp_path: Path) -> None:
    pack, out = make_pack(tmp_path / "pack"), tmp_path / "my out"
    asked = ("--runs", RUNS, "--variants", "plain,bold", "--workers", 1, "--out", out)
    with full_from(20_000):
        told = called("batch", "duel", *asked, path=pack)
    again = f"whitecell batch --resume --out {shlex.quote(str(out))}"
    assert (told.returncode, told.stdout) == (1, "")
    assert told.stderr.splitlines() == [
        f"what was written is kept; go on once there is room with: {again}",
        f"whitecell: {out} cannot be written: file too large",
    ]
    assert called(*shlex.split(again)[1:]).returncode == 0
    assert digests(Results(out).manifest) == plain
