"""What the packs hold, by name and title: told without reading more than the head of a file."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from engine.content.nodes import Scalar
from engine.content.packs import Pack, shown
from engine.content.shelf import Shelf


@dataclass(frozen=True, slots=True)
class Item:
    """Something in the packs: its id, its title, its file and pack, and the files it shadows."""

    kind: str
    id: str
    title: str
    path: str
    pack: str
    shadows: tuple[str, ...] = ()


class Catalogue:
    """The entries of packs; a name in the first pack wins."""

    def __init__(self, packs: Sequence[Pack]) -> None:
        """Look in these packs."""
        self.packs = packs
        self._shelf = Shelf(packs)

    def items(self, kind: str) -> list[Item]:
        """Return everything of a kind, sorted by id."""
        return [self._item(kind, id_) for id_ in self._shelf.ids(kind)]

    def _item(self, kind: str, id_: str) -> Item:
        """Return the entry of an id."""
        first, *others = self._shelf.holders(kind, id_)
        title = _title(first, kind, id_) or id_
        shadows = tuple(shown(pack.path(kind, id_)) for pack in others)
        return Item(kind, id_, title, shown(first.path(kind, id_)), first.name, shadows)


def _title(pack: Pack, kind: str, id_: str) -> str:
    """Return the title a file gives itself, nothing where it gives none."""
    key = "title" if kind == "scenario" else "name"
    found = pack.headline(kind, id_, key)
    if found is not None:
        return found
    document = pack.read(kind, id_)
    node = document.tree.get(key) if document is not None and document.tree is not None else None
    return str(node.value) if isinstance(node, Scalar) and node.value else ""
