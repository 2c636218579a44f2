"""The tree a file is read into: every key and value with its place, and how two trees merge.

`extends`, changes of actors in place, changes of the theatre, variants, lenses and `--set` are all
one mechanism: one tree merged over another before anything is validated, each node keeping the
mark of the text it came from.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

from engine.content.marks import Mark

Plain = None | bool | int | float | str


class Scalar(NamedTuple):
    """A single value, typed by the rules of YAML 1.2. `style` is plain, quoted or block."""

    mark: Mark
    value: Plain
    style: str = "plain"


class Listing(NamedTuple):
    """A list of nodes."""

    mark: Mark
    items: tuple[Node, ...]


class Entry(NamedTuple):
    """A key of a mapping with its value."""

    mark: Mark
    node: Node


class Mapping(NamedTuple):
    """Keys and their values, in the order they were written."""

    mark: Mark
    entries: dict[str, Entry]

    def get(self, key: str) -> Node | None:
        """Return the value under a key, None where there is none."""
        entry = self.entries.get(key)
        return entry.node if entry else None


Node = Scalar | Listing | Mapping
Loc = Sequence[str | int]


def plain(node: Node) -> Any:
    """Return a tree as dicts, lists and plain values."""
    if isinstance(node, Mapping):
        return {key: plain(entry.node) for key, entry in node.entries.items()}
    if isinstance(node, Listing):
        return [plain(item) for item in node.items]
    return node.value


def merged(base: Node, over: Node) -> Node:
    """Return `over` laid on `base`: mappings merge key by key, everything else is replaced."""
    if not (isinstance(base, Mapping) and isinstance(over, Mapping)):
        return over
    entries = dict(base.entries)
    for key, entry in over.entries.items():
        old = entries.get(key)
        entries[key] = Entry(entry.mark, merged(old.node, entry.node) if old else entry.node)
    return Mapping(over.mark, entries)


def without(node: Mapping, *keys: str) -> Mapping:
    """Return a mapping without some of its keys."""
    kept = {key: entry for key, entry in node.entries.items() if key not in keys}
    return Mapping(node.mark, kept)


def placed(root: Mapping, path: Sequence[str], mark: Mark, value: Node) -> Mapping:
    """Return a tree with `value` laid at a path of keys, made where the path does not exist."""
    node = value
    for key in reversed(path):
        node = Mapping(mark, {key: Entry(mark, node)})
    result = merged(root, node)
    assert isinstance(result, Mapping)
    return result


def renamed(root: Node, loc: Loc, name: str | None) -> Node:
    """Return a tree in which the key at a place is called otherwise, or is not there for None."""
    part, *rest = loc
    if isinstance(root, Listing) and isinstance(part, int):
        inner = renamed(root.items[part], rest, name)
        return Listing(root.mark, (*root.items[:part], inner, *root.items[part + 1 :]))
    if not isinstance(root, Mapping):
        return root
    entries = dict[str, Entry]()
    for key, entry in root.entries.items():
        if key != part:
            entries[key] = entry
        elif rest:
            entries[key] = Entry(entry.mark, renamed(entry.node, rest, name))
        elif name is not None:
            entries[name] = entry
    return Mapping(root.mark, entries)


def keys_of(root: Node, dotted: str) -> list[str]:
    """Split a dotted path into keys, taking at each step the longest key that exists.

    Keys may hold dots themselves (`beijing.invite_drills`); what matches nothing is split at each
    dot that stands outside brackets.
    """
    words, path, node = dotted.split("."), list[str](), root
    while words:
        known = node.entries if isinstance(node, Mapping) else {}
        sizes = range(len(words), 0, -1)
        size = next((n for n in sizes if ".".join(words[:n]) in known), 1)
        key, words = ".".join(words[:size]), words[size:]
        path.append(key)
        node = known[key].node if key in known else Scalar(root.mark, None)
    return path


def find(root: Node, loc: Loc) -> tuple[Mark, Mark, list[str | int]]:
    """Return the marks of the key and of the value at a place, and the part of it that exists.

    Parts of `loc` that are not in the tree are skipped: validators add the names of the
    alternatives they tried.
    """
    key_mark, node, walked = first_mark(root), root, list[str | int]()
    for part in loc:
        if isinstance(node, Mapping) and str(part) in node.entries:
            key_mark, node = node.entries[str(part)].mark, node.entries[str(part)].node
        elif isinstance(node, Listing) and isinstance(part, int) and part < len(node.items):
            node = node.items[part]
            key_mark = node.mark
        else:
            continue
        walked.append(part)
    return key_mark, value_mark(key_mark, node), walked


def value_mark(key_mark: Mark, node: Node) -> Mark:
    """Return the best place to point at for a value: the key's, where a block starts below it."""
    below = node.mark.line != key_mark.line and not isinstance(node, Scalar)
    return key_mark if below else node.mark


def first_mark(root: Node) -> Mark:
    """Return the mark of the first key of a tree, or of the tree itself."""
    if isinstance(root, Mapping) and root.entries:
        return next(iter(root.entries.values())).mark
    return root.mark


def node_at(root: Node, loc: Loc) -> Node | None:
    """Return the node at a place, None where there is none."""
    node: Node | None = root
    for part in loc:
        if isinstance(node, Mapping):
            node = node.get(str(part))
        elif isinstance(node, Listing) and isinstance(part, int) and part < len(node.items):
            node = node.items[part]
        else:
            return None
    return node
