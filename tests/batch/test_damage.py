"""Tables that were cut, garbled or lost are told by their name, with a way back that works."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from batch.compare.clouds import read_clouds, steadily
from batch.compare.divergence import divergence
from batch.damage import ELSEWHERE, ChangedError, DamagedError, anew, sound
from batch.executors import Here
from batch.folders import FolderError
from batch.parquet import connection, table
from batch.plan import PART
from batch.results import Results
from batch.runner import Standing, run_batch
from batch.store import part_folders
from batch.tables import NAMES
from tests.batch.batches import begun, digests, finished, made

Harm = Callable[[Path], None]


def cut(file: Path) -> None:
    file.write_bytes(file.read_bytes()[:1_000])


def empty(file: Path) -> None:
    file.write_bytes(b"")


def garbled(file: Path) -> None:
    file.write_bytes(bytes(at * 7 % 251 for at in range(file.stat().st_size)))


def garbled_within(file: Path) -> None:
    data = bytearray(file.read_bytes())
    data[40:400] = bytes(at * 7 % 251 for at in range(360))
    file.write_bytes(data)


def another(file: Path) -> None:
    file.unlink()
    with connection() as duck:
        duck.sql("SELECT 1 AS other").write_parquet(str(file))


def folder(file: Path) -> None:
    file.unlink()
    file.mkdir()


def gone(file: Path) -> None:
    file.unlink()


HARMS = (cut, empty, garbled, garbled_within, another, folder, gone)


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A complete batch, and beside it one that was stopped in its second part."""
    place = tmp_path_factory.mktemp("batches")
    made(place, runs=10)
    begun(place / "stopped", runs=PART // 2 + 20)
    out = place / "stopped" / "out"

    def stop(standing: Standing) -> None:
        if standing.done > PART:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        run_batch(out, Here(), chunk=5, tell=stop)
    assert len(part_folders(out / "parts")) == 2
    return place


def read_all(out: Path) -> None:
    """Read a batch as a comparison does: runs, then turns, then moves."""
    clouds = steadily(lambda: read_clouds([out]))
    with clouds[0].tables() as duck:
        for name in NAMES:
            duck.sql(f"SELECT arm, replication FROM {name}").fetchall()
    divergence(clouds[0], clouds[1])


@pytest.mark.parametrize("harm", HARMS)
@pytest.mark.parametrize("name", NAMES)
def test_a_damaged_table_is_told_by_its_name(
    name: str, harm: Harm, whole: Path, tmp_path: Path
) -> None:
    out = Path(shutil.copytree(whole / "out", tmp_path / "out"))
    file = out / f"{name}.parquet"
    harm(file)
    for read in (read_all, lambda out: Results(out).write_csv()):
        with pytest.raises(DamagedError, match=f"^{re.escape(str(file))} (is|has)") as told:
            read(out)
        assert "\n" not in str(told.value)
        assert "the same words make the same file" in str(told.value)
    assert not list(out.glob("*.csv"))
    assert not list(out.glob(".*"))


def stopped(whole: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(whole / "stopped" / "out", tmp_path / "out"))


@pytest.mark.parametrize("harm", HARMS)
def test_a_damaged_part_is_told_by_its_name(harm: Harm, whole: Path, tmp_path: Path) -> None:
    out = stopped(whole, tmp_path)
    file = part_folders(out / "parts")[0] / "turns.parquet"
    harm(file)
    with pytest.raises(DamagedError, match=f"^{re.escape(str(file))} (is|has)") as told:
        read_all(out)
    assert f"take {file.parent} away and go on with: whitecell batch --resume" in str(told.value)


@pytest.mark.parametrize("harm", [cut, another, gone])
@pytest.mark.parametrize("part", [0, 1])
def test_a_batch_goes_on_only_from_whole_parts(
    part: int, harm: Harm, whole: Path, tmp_path: Path
) -> None:
    out = stopped(whole, tmp_path)
    file = part_folders(out / "parts")[part] / "turns.parquet"
    harm(file)
    before = sorted(out.rglob("*"))
    with pytest.raises(DamagedError, match=re.escape(str(file))):
        finished(out)
    assert [place for place in sorted(out.rglob("*")) if ".lock" not in place.name] == before


def test_what_is_garbled_within_is_told_at_the_end(whole: Path, tmp_path: Path) -> None:
    out = stopped(whole, tmp_path)
    file = part_folders(out / "parts")[0] / "turns.parquet"
    garbled_within(file)
    with pytest.raises(DamagedError, match=re.escape(str(file))):
        finished(out)
    assert not (out / "turns.parquet").exists()


@pytest.mark.parametrize("part", [0, 1])
def test_a_part_taken_away_is_played_again(part: int, whole: Path, tmp_path: Path) -> None:
    out = stopped(whole, tmp_path)
    shutil.rmtree(part_folders(out / "parts")[part])
    fresh = finished(begun(tmp_path / "fresh", runs=PART // 2 + 20))
    assert digests(finished(out)) == digests(fresh)


def test_the_command_that_makes_it_again_writes_elsewhere() -> None:
    command = ["whitecell", "batch", "duel", "--out", "x", "--resume", "--runs", "5"]
    assert anew(command) == ["whitecell", "batch", "duel", "--runs", "5", "--out", ELSEWHERE]
    assert anew(["whitecell", "batch", "duel", "--out=x"])[-2:] == ["--out", ELSEWHERE]


def test_a_file_that_was_replaced_meanwhile_is_read_anew(whole: Path) -> None:
    out, tries = whole / "stopped" / "out", []

    def read() -> int:
        tries.append(1)
        with sound(out), connection() as duck:
            name = "gone" if len(tries) < 3 else part_folders(out / "parts")[0]
            return len(table(duck, [out / "parts" / name / "runs.parquet"]).fetchall())

    assert steadily(read) == PART
    assert len(tries) == 3


def test_a_file_that_is_always_replaced_is_told(whole: Path) -> None:
    def read() -> None:
        raise ChangedError("the batch changes faster than it can be read; try again")

    with pytest.raises(FolderError, match="changes faster"):
        steadily(read)


def test_what_has_another_cause_is_no_damage(whole: Path) -> None:
    import duckdb

    with pytest.raises(duckdb.ParserException), sound(whole / "out"), connection() as duck:
        duck.execute("SELECT FROM")
    no_place = str(whole / "no" / "folder")
    told = pytest.raises(FolderError, match="folder")
    with told, sound(whole / "out"), connection() as duck:
        table(duck, [whole / "out" / "runs.parquet"]).write_csv(no_place)
