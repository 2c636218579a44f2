"""What is built carries all it needs, and works where no checkout is."""

import json
import shutil
import tarfile
import zipfile
from pathlib import Path

import pytest

from tests.house.installing import build, install, run
from tests.house.places import ROOT

BUILTIN = "engine/content/builtin"


def names(wheel: Path) -> set[str]:
    """What lies in this wheel."""
    with zipfile.ZipFile(wheel) as opened:
        return set(opened.namelist())


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build("wheel", tmp_path_factory.mktemp("dist"))


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return install(wheel, tmp_path_factory.mktemp("elsewhere") / "venv")


@pytest.mark.parametrize("folder", ["actors", "scenarios"])
def test_the_wheel_carries_every_content_file(wheel: Path, folder: str) -> None:
    files = [path.relative_to(ROOT) for path in (ROOT / folder).rglob("*.yaml")]
    assert files
    assert {f"{BUILTIN}/{path.as_posix()}" for path in files} <= names(wheel)


def test_the_wheel_carries_the_style_sheets(wheel: Path) -> None:
    sheets = {path.relative_to(ROOT).as_posix() for path in (ROOT / "tui").rglob("*.tcss")}
    assert sheets
    assert sheets <= names(wheel)


def test_the_wheel_carries_every_module_and_no_tests(wheel: Path) -> None:
    rooms = ("engine", "batch", "reports", "tui", "cli")
    modules = {
        path.relative_to(ROOT).as_posix() for room in rooms for path in (ROOT / room).rglob("*.py")
    }
    carried = names(wheel)
    assert modules <= carried
    assert {name.split("/")[0] for name in carried} == {*rooms, "whitecell-0.1.0.dist-info"}
    assert "whitecell-0.1.0.dist-info/licenses/LICENSE" in carried


def test_the_sdist_builds_the_same_wheel(wheel: Path, tmp_path: Path) -> None:
    guard = {"filter": "data"} if hasattr(tarfile, "data_filter") else {}
    shutil.unpack_archive(build("sdist", tmp_path / "dist"), tmp_path, **guard)
    again = build("wheel", tmp_path / "again", tmp_path / "whitecell-0.1.0")
    assert names(again) == names(wheel)


def test_the_installed_copy_is_the_one_that_runs(installed: Path) -> None:
    place = run(
        installed / "python", "-c", "import engine; print(engine.__file__)", cwd=installed
    ).strip()
    assert Path(place).is_relative_to(installed.parent)


def test_the_installed_copy_lists_what_it_carries(installed: Path, tmp_path: Path) -> None:
    assert "post_war_aid_cut" in run(installed / "whitecell", "list", cwd=tmp_path)


def test_the_installed_copy_runs_an_exercise(installed: Path, tmp_path: Path) -> None:
    command = (installed / "whitecell", "run", "post_war_aid_cut", "--seed", "7")
    assert run(*command, cwd=tmp_path).strip()
    told = json.loads(run(*command, "--format", "json", cwd=tmp_path))
    assert told["scenario"] == "post_war_aid_cut"
    assert told["seed"] == 7
    assert told["turns"]
