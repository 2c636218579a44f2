"""Settings that were written in steps, or without what stands before their path."""

from __future__ import annotations

from engine.content.nodes import Listing, Mapping, Node, Scalar

STAGE = ("indicators", "flags", "relation_defaults", "couplings", "relations", "calendar")
ELSEWHERE = ("actors", "theatre_changes")


def meant(tree: Mapping, key: str, value: Node) -> str:
    """Return the dotted name a setting was perhaps meant to have, nothing where none is like it."""
    path = key.split(".") + _below(value)
    if path[0] in _cast(tree):
        return ".".join(("actors", *path))
    if path[0] in ("indicators", "flags") and path[2:] in ([], ["start"]) and len(path) > 1:
        return f"start.{path[1]}"
    if path[0] in STAGE and len(path) > 1:
        return ".".join(("theatre_changes", *path))
    return ".".join(path) if path[0] in ELSEWHERE and len(path) > 2 else ""


def _below(node: Node) -> list[str]:
    """Return the keys that lead to the first value of a mapping."""
    if not isinstance(node, Mapping) or not node.entries:
        return []
    key, entry = next(iter(node.entries.items()))
    return [key, *_below(entry.node)]


def _cast(tree: Mapping) -> list[str]:
    node = tree.get("cast")
    items = node.items if isinstance(node, Listing) else ()
    return [str(item.value) for item in items if isinstance(item, Scalar)]
