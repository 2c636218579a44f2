"""Which files a pack's scenarios build on, in whichever pack they are."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from engine.content.nodes import Listing, Mapping, Node, Scalar
from engine.content.packs import FOLDERS, Pack
from engine.content.shelf import Shelf

File = tuple[str, str]
"""A kind and an id."""
SINGLE = {"extends": "scenario", "theatre": "theatre", "claims": "claims"}


def within(shelf: Shelf, own: Sequence[Pack]) -> list[File]:
    """Return the files of one's own packs and those their scenarios build on, sorted by kind.

    They are all there are where no pack is one's own, or where those have no scenario: then
    nothing says what their actors are for.
    """
    found = {(kind, id_) for kind in FOLDERS for pack in own for id_ in pack.ids(kind)}
    if not any(kind == "scenario" for kind, _ in found):
        found = {(kind, id_) for kind in FOLDERS for id_ in shelf.ids(kind)}
    waiting = sorted(found)
    while waiting:
        fresh = set(_named(shelf, waiting.pop())) - found
        found |= fresh
        waiting += sorted(fresh)
    return [(kind, id_) for kind in FOLDERS for of, id_ in sorted(found) if of == kind]


def _named(shelf: Shelf, file: File) -> Iterator[File]:
    """Give the files a scenario names: in itself, in its variants and in its lenses."""
    kind, id_ = file
    document = shelf.read(kind, id_) if kind == "scenario" else None
    tree = document.tree if document is not None else None
    if tree is not None:
        yield from _of(tree)
        for group in ("variants", "lenses"):
            for part in _parts(tree.get(group)):
                yield from _of(part.get("set"))


def _parts(node: Node | None) -> Iterator[Mapping]:
    for entry in node.entries.values() if isinstance(node, Mapping) else ():
        if isinstance(entry.node, Mapping):
            yield entry.node


def _of(node: Node | None) -> Iterator[File]:
    if not isinstance(node, Mapping):
        return
    for key, kind in SINGLE.items():
        if isinstance(value := node.get(key), Scalar):
            yield kind, str(value.value)
    cast = node.get("cast")
    for item in cast.items if isinstance(cast, Listing) else ():
        if isinstance(item, Scalar):
            yield "actor", str(item.value)
