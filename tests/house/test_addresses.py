"""No committed file names where packages come from or where this checkout happens to lie."""

import re
from collections.abc import Iterable
from pathlib import Path

import pytest

from tests.house.places import ROOT, committed_files

# Put together from parts, so that this file does not hold what it looks for.
HOSTS = [
    "py" + "pi.org",
    "files.python" + "hosted.org",
    "conda." + "anaconda.org",
    "registry.npm" + "js.org",
]
HOMES = ["ro" + "ot", "ho" + "me", "Us" + "ers", "wo" + "rk", "op" + "t", "mn" + "t"]
FORBIDDEN = re.compile(
    "|".join(
        [*map(re.escape, HOSTS), rf"(?<![\w.}})*])/(?:{'|'.join(HOMES)})/", r"\b[A-Z]:\\Users\b"]
    )
)
ADDRESSED_LOCKS = {"uv.lock", "pylock.toml", "poetry.lock", "Pipfile.lock"}
LOCK_WORDS = re.compile(r"://|^-|--(?:extra-)?index|find-links| @ ", re.MULTILINE)


def named_places(paths: Iterable[Path]) -> list[str]:
    """Each line that names a registry or an absolute path of some machine."""
    found = [
        f"{path}: a lock that names addresses" for path in paths if path.name in ADDRESSED_LOCKS
    ]
    for path in paths:
        try:
            lines = path.read_text(encoding="utf-8").splitlines()
        except UnicodeDecodeError:
            continue
        found += [
            f"{path}:{number}: {hit.group()}"
            for number, line in enumerate(lines, 1)
            if (hit := FORBIDDEN.search(line))
        ]
    return found


def test_no_committed_file_names_a_registry_or_a_machine() -> None:
    assert named_places(committed_files()) == []


def test_the_files_looked_at_are_the_committed_ones() -> None:
    assert ROOT / "pyproject.toml" in committed_files()


@pytest.mark.parametrize("text", [*HOSTS, *(f"see /{home}/somebody/file" for home in HOMES)])
def test_a_named_place_is_seen(text: str, tmp_path: Path) -> None:
    planted = tmp_path / "planted.md"
    planted.write_text(f"fine\n{text}\n")
    assert [line for line in named_places([planted]) if ":2: " in line]


def test_an_addressed_lock_is_seen(tmp_path: Path) -> None:
    planted = tmp_path / "uv.lock"
    planted.write_text("version = 1\n")
    assert named_places([planted])


def test_ordinary_text_is_let_be(tmp_path: Path) -> None:
    planted = tmp_path / "planted.md"
    planted.write_text("docs/work/plan.md, https://example.org/home/page, actors/dprk.yaml\n")
    assert named_places([planted]) == []


def test_the_lock_has_hashes_and_no_address() -> None:
    lock = (ROOT / "requirements.lock").read_text()
    assert not LOCK_WORDS.search(lock)
    pinned = re.findall(
        r"^[a-z0-9][\w.\-]*==[^\\]+\\\n    --hash=sha256:", lock, re.MULTILINE | re.IGNORECASE
    )
    assert len(pinned) == len(re.findall(r"^\w", lock, re.MULTILINE)) > 40


@pytest.mark.parametrize(
    "line", ["--extra-" + "index-url x", "pkg @ file", "a==1 # https" + "://x"]
)
def test_an_address_in_a_lock_is_seen(line: str) -> None:
    assert LOCK_WORDS.search(f"a==1 \\\n    --hash=sha256:00\n{line}\n")
