"""The batches there are to open: in the folder for them, and in the folder one stands in."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import count
from pathlib import Path
from typing import Any

from batch.folders import FolderError
from batch.manifest import MANIFEST, read_manifest
from reports.wording import counted, full_date, listing, plain

MOST = 60
"""How many batches are told of, the latest first."""
LARGEST = 4_000_000
"""Bytes of a manifest that is read only to be listed."""
LONGEST = 200
STATES = {
    "complete": "complete",
    "running": "not complete, or going on elsewhere",
    "interrupted": "stopped; g goes on with it",
}


@dataclass(frozen=True, slots=True)
class Batch:
    """A batch in a folder. `trouble` says why it cannot be opened, empty when it can."""

    folder: Path
    title: str
    says: str = ""
    when: str = ""
    state: str = ""
    arms: tuple[str, ...] = ()
    runs: int = 0
    trouble: str = ""


def found(places: Iterable[Path]) -> list[Batch]:
    """Return the batches right below some folders, the latest first."""
    folders = {each.resolve(): each for place in places for each in _below(place)}
    ranked = sorted(folders.values(), key=_touched, reverse=True)
    return [told(folder) for folder in ranked[:MOST]]


def _below(place: Path) -> Iterator[Path]:
    try:
        yield from (each for each in place.iterdir() if (each / MANIFEST).is_file())
    except OSError:
        return


def told(folder: Path) -> Batch:
    """Return what there is to say of a batch without reading its runs."""
    try:
        if (folder / MANIFEST).stat().st_size > LARGEST:
            raise FolderError(f"its {MANIFEST} is too large to be one of ours")
        return _told(folder, read_manifest(folder))
    except FolderError as error:
        return Batch(folder, folder.name, trouble=str(error))
    except (OSError, ValueError, LookupError, TypeError, AttributeError) as error:
        return Batch(folder, folder.name, trouble=f"{type(error).__name__} in its {MANIFEST}")


def _told(folder: Path, manifest: dict[str, Any]) -> Batch:
    titles = [plain(source["title"])[:LONGEST] for source in manifest["scenarios"].values()]
    arms = tuple(plain(arm["label"])[:LONGEST] for arm in manifest["arms"])
    runs = len(arms) * int(manifest["samples"]) * int(manifest["runs"])
    return Batch(
        folder,
        (plain(manifest["title"]) or listing(titles))[:LONGEST],
        plain(manifest["says"])[:2_000],
        _when(folder),
        STATES.get(str(manifest["status"]), "in a state that is not known"),
        arms,
        runs,
    )


def path_of(text: str) -> Path:
    """Return the path somebody wrote, `~` being their home."""
    try:
        return Path(text).expanduser()
    except RuntimeError:
        return Path(text)


def size(batch: Batch) -> str:
    """Return how large it is meant to be."""
    return f"{counted(batch.runs, 'run')} of {counted(len(batch.arms), 'arm')}"


def place_for(folder: Path, scenario: str) -> Path:
    """Return a name for a new batch that nothing has yet."""
    stem = f"{scenario}-{datetime.now().astimezone().date().isoformat()}"
    names = (folder / f"{stem}-{number}" for number in count(1))
    return next(each for each in names if not each.exists())


def _when(folder: Path) -> str:
    moment = datetime.fromtimestamp(_touched(folder)).astimezone()
    return f"{full_date(moment.date())}, {moment:%H:%M}"


def _touched(folder: Path) -> float:
    try:
        return (folder / MANIFEST).stat().st_mtime
    except OSError:
        return 0.0
