"""The lenses a theatre lends to the scenarios set in it."""

from __future__ import annotations

from collections.abc import Iterable

from engine.content.nodes import Listing, Mapping, Scalar
from engine.content.settings import Setting, apply, from_file, names_of
from engine.content.shelf import Shelf


def lens_names(tree: Mapping, shelf: Shelf) -> list[str]:
    """Return the lenses of a scenario's tree and of its theatre."""
    stage = theatre_of(tree, shelf)
    return list(dict.fromkeys([*names_of(tree, "lenses"), *(names_of(stage, "lenses"))]))


def theatre_of(tree: Mapping, shelf: Shelf) -> Mapping:
    """Return the tree of the theatre a scenario names, an empty one where there is none."""
    node = tree.get("theatre")
    if isinstance(node, Scalar) and isinstance(node.value, str):
        document = shelf.read("theatre", node.value)
        if document is not None and document.tree is not None:
            return document.tree
    return Mapping(tree.mark, {})


def lens_of(
    tree: Mapping, shelf: Shelf, name: str | None, others: Iterable[Setting]
) -> list[Setting]:
    """Return the settings of a lens: the scenario's own, else the theatre's.

    A theatre does not know who will be at the table: what it sets of actors outside the cast, as
    the `others` settings leave it, is passed over.
    """
    if name is None or name in names_of(tree, "lenses"):
        return from_file(tree, "lenses", name)
    cast = _cast(apply(tree, others, "", []))
    lent = from_file(theatre_of(tree, shelf), "lenses", name)
    return [setting for setting in lent if _about(setting) in (None, *cast)]


def _cast(tree: Mapping) -> list[str]:
    node = tree.get("cast")
    items = node.items if isinstance(node, Listing) else ()
    return [str(item.value) for item in items if isinstance(item, Scalar)]


def _about(setting: Setting) -> str | None:
    """Return the actor a setting changes, None where it changes something else."""
    first, _, rest = setting.key.partition(".")
    return rest.partition(".")[0] if first == "actors" else None
