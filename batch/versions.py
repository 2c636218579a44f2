"""What results rest on besides their texts: versions, and a fingerprint of the engine's code."""

from __future__ import annotations

import platform
from collections.abc import Iterable, Mapping
from functools import cache
from hashlib import sha256
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

import engine

PACKAGES = ("whitecell", "numpy", "simpy")
CODE = (
    "engine",
    *(f"batch/{name}.py" for name in ("epistemic", "plan", "rows", "sampling", "single", "tables")),
)
"""The code a run's rows come from."""


@cache
def versions() -> Mapping[str, str]:
    """Return the versions of this process; two that say the same make the same rows."""
    found = {name: _version(name) for name in PACKAGES}
    python = ".".join(platform.python_version_tuple()[:2])
    return {**found, "python": python, "code": _fingerprint()}


def differences(ours: Mapping[str, str], theirs: Mapping[str, str]) -> str:
    """Return in one line what differs, empty where nothing does."""
    names = [name for name in {**ours, **theirs} if ours.get(name) != theirs.get(name)]
    return ", ".join(f"{n} {_short(theirs.get(n))} and not {_short(ours.get(n))}" for n in names)


def _short(text: str | None) -> str:
    return (text or "none")[:12]


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return "unknown"


def _fingerprint() -> str:
    """Return a SHA-256 over the engine's modules, their names and texts."""
    root = Path(engine.__file__).resolve().parent.parent
    what = sha256()
    for path in _modules(root):
        what.update(f"{path.relative_to(root).as_posix()}\n".encode())
        what.update(path.read_bytes())
    return what.hexdigest()


def _modules(root: Path) -> Iterable[Path]:
    for name in CODE:
        place = root / name
        yield from sorted(place.rglob("*.py")) if place.is_dir() else [place]
