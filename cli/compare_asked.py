"""The value that policies are for, held against what batches have before they are read."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from batch.folders import FolderError
from batch.manifest import read_manifest, read_study
from engine.content.problems import listed
from engine.errors import nearest

AIMS = ("measure.", "final.", "outcome.")


def insist_on_value(folders: Sequence[Path], value: str) -> None:
    """Raise FolderError where no batch has a value, with those most like it first."""
    columns, classes = dict[str, None](), dict[str, None]()
    for folder in folders:
        types = read_manifest(folder)["columns"]["runs"]
        columns |= {name: None for name, kind in types.items() if kind == "DOUBLE"}
        sources = read_study(folder).sources.values()
        classes |= {f"outcome.{id}": None for source in sources for id, _ in source.outcomes}
    if value not in columns and not value.startswith("outcome."):
        known = [name for name in (*columns, *classes) if name.startswith(AIMS)]
        raise FolderError(f"no value {value[:60]!r}; {meant(value, known)}")


def meant(value: str, known: Sequence[str]) -> str:
    """Return which of the values that there are may be meant, else all, the most alike first."""
    name = _bare(value)
    near = nearest(name, map(_bare, known))
    if likely := [one for one in known if near is not None and _bare(one) == near]:
        return f"did you mean {' or '.join(map(repr, likely[:3]))}?"
    from difflib import SequenceMatcher

    def unlike(one: str) -> float:
        return -SequenceMatcher(None, name, _bare(one)).ratio()

    return f"there are: {listed(sorted(known, key=unlike))}"


def _bare(value: str) -> str:
    """Return a value's name without what sort of value it is."""
    return value.partition(".")[2] or value
