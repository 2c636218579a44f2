"""Where the house stands, and which files are part of it."""

import subprocess
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PACKAGES = ("engine", "batch", "reports", "tui", "cli")
PYTHON_FOLDERS = (*PACKAGES, "tests", "benchmarks")


def code_files(folders: tuple[str, ...] = PACKAGES, root: Path = ROOT) -> Iterator[Path]:
    """Every Python file under these folders, in a fixed order."""
    for folder in folders:
        yield from sorted((root / folder).rglob("*.py"))


def committed_files(root: Path = ROOT) -> list[Path]:
    """What git keeps; without git or outside a clone, whatever is no hidden or made folder."""
    try:
        told = subprocess.run(
            ["git", "ls-files", "-z"], cwd=root, capture_output=True, check=True, timeout=30
        ).stdout
    except (OSError, subprocess.CalledProcessError):
        made = {"__pycache__", "dist", "build"}
        paths = (path for path in root.rglob("*") if path.is_file())
        return [
            path
            for path in sorted(paths)
            if not any(
                part in made or part.startswith(".") for part in path.relative_to(root).parts[:-1]
            )
        ]
    listed = (root / name.decode() for name in told.split(b"\0") if name)
    return [path for path in listed if path.is_file()]
