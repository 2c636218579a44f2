"""`whitecell schema`: the JSON Schema of a kind of file, for editors."""

from __future__ import annotations

from cli.packed import Packs
from cli.talk import write_json
from engine.content.documents import KINDS
from engine.content.packs import found_packs
from engine.content.schemas import known_names, schema
from engine.content.shelf import Shelf
from engine.errors import NotFoundError, nearest


def schema_(kind: str, /, *, pack: Packs = None) -> int:
    """Write the JSON Schema of a kind of file: what it may say, with examples.

    Parameters
    ----------
    kind
        actor, theatre, scenario, claims or another kind of file.
    pack
        Offer the names of this pack, and of what its scenarios build on elsewhere.
    """
    if kind not in KINDS:
        near = nearest(kind, KINDS)
        raise NotFoundError("kind of file", kind[:80], (near,) if near else (), tuple(KINDS))
    known = None
    if pack is not None:
        shelf = Shelf(found_packs(pack))
        own = [one for folder in pack if (one := shelf.at(folder)) is not None]
        known = known_names(shelf, own)
    write_json(schema(kind, known))
    return 0
