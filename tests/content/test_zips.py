"""Packs in zip files: the same content, and nothing that is not plain."""

import stat
import warnings
import zipfile
from pathlib import Path

import pytest

from engine.content.library import Library
from engine.content.packs import found_packs
from engine.content.problems import Problem
from engine.errors import ContentError
from tests.build import FILES, check, edited, load
from tests.soon import soon

PLACE = "pack.zip"


def zipped(folder: Path, files: dict[str, bytes | str], root: str = "", **how: int) -> Path:
    """Write a zip file and return its path."""
    path = folder / PLACE
    how.setdefault("compression", zipfile.ZIP_DEFLATED)
    with warnings.catch_warnings(), zipfile.ZipFile(path, "w", **how) as archive:  # type: ignore[call-overload]
        warnings.simplefilter("ignore")
        for name, data in files.items():
            archive.writestr(root + name, data)
    return path


def refused(path: Path) -> Problem:
    """Return why a zip is no pack, told soon by check and by loading."""
    with soon(100):
        (problem,) = Library([path]).check([path])
    assert problem.code == "WC414"
    with pytest.raises(ContentError):
        Library([path]).load("duel")
    assert Library([path]).items("actor") == []
    return problem


@pytest.mark.parametrize("root", ["", "river-1.2/"])
def test_a_zip_gives_the_same_scenario_as_the_folder(tmp_path: Path, root: str) -> None:
    path = zipped(tmp_path, {**FILES, "README.md": "Read me.", "actors/": ""}, root)
    assert check(path) == []
    assert {item.id for item in Library([path]).items("actor")} == {"north", "south"}
    folder = tmp_path / "folder"
    folder.mkdir()
    with zipfile.ZipFile(path) as archive:
        for name in FILES:
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).write_bytes(archive.read(root + name))
    assert load(path) == load(folder)


def test_problems_inside_a_zip_are_placed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    path = zipped(tmp_path, {**FILES, **edited("scenarios/duel.yaml", "at: turn 2", "at: noon")})
    (problem,) = check(path)
    assert (problem.code, problem.path) == ("WC108", "pack.zip/scenarios/duel.yaml")


def test_a_zip_is_found_where_packs_are_looked_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = zipped(tmp_path, FILES)
    assert path in [pack.folder for pack in found_packs([path])]
    monkeypatch.setenv("WHITECELL_PATH", str(path))
    assert path in [pack.folder for pack in found_packs()]
    assert Library().load("duel").title == "Two banks"


@pytest.mark.parametrize(
    "name",
    [
        "../actors/x.yaml",
        "/actors/x.yaml",
        "actors/../../x.yaml",
        "a\\..\\x.yaml",
        "C:/x.yaml",
        "/",
    ],
)
def test_a_name_that_leads_elsewhere_refuses_the_whole(tmp_path: Path, name: str) -> None:
    assert "leads out" in refused(zipped(tmp_path, {**FILES, name: "kind: actor\n"})).message
    assert sorted(path.name for path in tmp_path.iterdir()) == [PLACE]


def test_links_encryption_and_doubles_are_refused(tmp_path: Path) -> None:
    path = zipped(tmp_path, FILES)
    link = zipfile.ZipInfo("actors/link.yaml")
    link.external_attr = (stat.S_IFLNK | 0o777) << 16
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr(link, "/etc/passwd")
    assert "link" in refused(path).message
    path = zipped(tmp_path, FILES)
    with warnings.catch_warnings(), zipfile.ZipFile(path, "a") as archive:
        warnings.simplefilter("ignore")
        archive.writestr("actors/north.yaml", "kind: actor\n")
    assert "twice" in refused(path).message
    data = bytearray(zipped(tmp_path, FILES).read_bytes())
    at = data.index(b"PK\x01\x02")
    data[at + 8] |= 1
    path.write_bytes(data)
    assert "encrypted" in refused(path).message


def test_bombs_are_refused_soon(tmp_path: Path) -> None:
    large = "# " + " " * 3_900_000
    bomb = {f"actors/a{n}.yaml": large for n in range(15)}
    assert "MB of text" in refused(zipped(tmp_path, bomb)).message
    many = {f"notes/{n}.txt": "" for n in range(6_000)}
    assert "more than" in refused(zipped(tmp_path, {**FILES, **many})).message
    huge = zipped(tmp_path, {**FILES, "actors/huge.yaml": b"#" * 60_000_000})
    assert [problem.code for problem in check(huge)] == ["WC002"]


@pytest.mark.parametrize("data", [b"", b"PK", b"PK\x05\x06" + bytes(18), b"no zip" * 100])
def test_what_is_no_zip_is_told(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / PLACE
    path.write_bytes(data)
    refused(path)


def test_a_damaged_zip_never_ends_in_a_traceback(tmp_path: Path) -> None:
    whole = zipped(tmp_path, FILES).read_bytes()
    for at in range(0, len(whole), 23):
        damaged = bytearray(whole)
        damaged[at] ^= 0xFF
        path = tmp_path / PLACE
        path.write_bytes(damaged)
        for problem in check(path):
            assert len(problem.message) < 300
    for cut in range(0, len(whole), 211):
        (tmp_path / PLACE).write_bytes(whole[:cut])
        refused(tmp_path / PLACE)
