"""Files and functions stay small enough to be read whole."""

from collections.abc import Iterable
from pathlib import Path
from statistics import median

from tests.house.habits import function_sizes
from tests.house.places import PYTHON_FOLDERS, code_files

FILE_LINES = 400
FUNCTION_LINES = 40
TYPICAL_FILE = 150
TYPICAL_FUNCTION = 10


def too_long(paths: Iterable[Path]) -> list[str]:
    """Files and functions over their limit, each as one line of text."""
    found = []
    for path in paths:
        lines = len(path.read_text(encoding="utf-8").splitlines())
        if lines > FILE_LINES:
            found.append(f"{path}: {lines} lines, {FILE_LINES} at most")
        found += [
            f"{name}: {size} lines, {FUNCTION_LINES} at most"
            for name, size in function_sizes(path)
            if size > FUNCTION_LINES
        ]
    return found


def test_no_file_and_no_function_is_too_long() -> None:
    assert too_long(code_files(PYTHON_FOLDERS)) == []


def test_the_typical_file_and_function_are_short() -> None:
    paths = list(code_files())
    assert median(len(path.read_text().splitlines()) for path in paths) <= TYPICAL_FILE
    sizes = [size for path in paths for _, size in function_sizes(path)]
    assert not sizes or median(sizes) <= TYPICAL_FUNCTION


def test_a_long_file_is_seen(tmp_path: Path) -> None:
    planted = tmp_path / "planted.py"
    planted.write_text("x = 1\n" * (FILE_LINES + 1))
    assert [line for line in too_long([planted]) if "401 lines" in line]


def test_a_long_function_is_seen(tmp_path: Path) -> None:
    planted = tmp_path / "planted.py"
    planted.write_text("async def f():\n" + "    x = 1\n" * FUNCTION_LINES)
    assert [line for line in too_long([planted]) if "f: 41 lines" in line]


def test_a_file_and_a_function_at_the_limit_are_let_be(tmp_path: Path) -> None:
    planted = tmp_path / "planted.py"
    function = "def f():\n" + "    x = 1\n" * (FUNCTION_LINES - 1)
    planted.write_text(function + "x = 1\n" * (FILE_LINES - FUNCTION_LINES))
    assert too_long([planted]) == []
