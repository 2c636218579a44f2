"""Where files name claims: every `claims:` and `disputed_by:` of actors, theatres and scenarios."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from engine.content.nodes import Listing, Mapping, Node, Scalar
from engine.content.shelf import Shelf

USES = {
    "motives": "motive",
    "constraints": "constraint",
    "expectations": "expectation",
    "injects": "inject",
    "dossier": "brief",
    "lenses": "lens",
    "types": "type",
    "perceives": "perception",
    "moves": "move",
    "uncertainties": "uncertainty",
    "variants": "variant",
    "indicators": "level",
    "relations": "level",
    "couplings": "coupling",
    "calendar": "date",
}
"""What a claim is used for, by the part of the file it stands in."""
KINDS = ("actor", "scenario", "theatre")


@dataclass(frozen=True, slots=True)
class Citation:
    """A claim named in a file: what for, where, and whether as what speaks against."""

    claim: str
    use: str
    kind: str
    file: str
    where: str
    against: bool = False


def citations(shelf: Shelf) -> list[Citation]:
    """Return every citation in the packs, file by file, in the order of the files."""
    found = list[Citation]()
    for kind in KINDS:
        for id_ in shelf.ids(kind):
            document = shelf.read(kind, id_)
            if document is not None and document.tree is not None:
                found += _cited(document.tree, kind, id_, ())
    return found


def _cited(node: Node, kind: str, file: str, path: tuple[str, ...]) -> Iterator[Citation]:
    """Yield the citations below a node."""
    if isinstance(node, Listing):
        for index, item in enumerate(node.items):
            yield from _cited(item, kind, file, (*path, str(index)))
    if not isinstance(node, Mapping):
        return
    for key, entry in node.entries.items():
        if key in ("claims", "disputed_by") and isinstance(entry.node, Listing):
            use = next((USES[word] for word in reversed(path) if word in USES), kind)
            for item in entry.node.items:
                if isinstance(item, Scalar):
                    where, against = ".".join(path), key == "disputed_by"
                    yield Citation(str(item.value), use, kind, file, where, against)
        else:
            yield from _cited(entry.node, kind, file, (*path, key))
