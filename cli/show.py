"""`whitecell list` and `whitecell show`: what there is, as plain text."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Literal

from cli.packed import Packs
from cli.talk import say, table, width, write, write_json
from engine.content.catalogue import Catalogue, Item
from engine.content.packs import found_packs
from engine.errors import NotFoundError, nearest

if TYPE_CHECKING:
    from engine.content.library import Library

HEADINGS = {
    "scenario": "SCENARIOS",
    "actor": "ACTORS",
    "theatre": "THEATRES",
    "claims": "CLAIMS",
}


def list_(*, format: Literal["text", "json"] = "text", pack: Packs = None) -> int:
    """List the scenarios, actors, theatres and claims there are.

    Parameters
    ----------
    format
        Text for people or JSON for programs.
    pack
        Another pack to look in.
    """
    library = Catalogue(found_packs(pack or ()))
    items = {kind: library.items(kind) for kind in HEADINGS}
    if format == "json":
        named = {kind if kind == "claims" else f"{kind}s": items[kind] for kind in HEADINGS}
        write_json({"schema": 1, **{key: [_as_json(i) for i in of] for key, of in named.items()}})
        return 0
    if not library.packs:
        say("no packs found: a pack is a folder with actors/ and scenarios/")
    for kind, heading in HEADINGS.items():
        _write_items(heading, items[kind])
    for item in (item for of in items.values() for item in of):
        for other in item.shadows:
            if not _same(item.path, other):
                say(f"note: {item.path} shadows {other}")
    if items["scenario"]:
        say(f"next: whitecell show {items['scenario'][0].id}")
    return 0


def _same(one: str, other: str) -> bool:
    """Tell whether two files say the same: a clone beside its installed copy hides nothing."""
    try:
        return Path(one).read_bytes() == Path(other).read_bytes()
    except OSError:
        return False


def _as_json(item: Item) -> dict[str, object]:
    """Return an item as plain data."""
    return {
        "id": item.id,
        "title": item.title,
        "path": item.path,
        "pack": item.pack,
        "shadows": list(item.shadows),
    }


def _write_items(heading: str, items: list[Item]) -> None:
    """Write the items of a kind below their heading."""
    write(heading)
    for line in table(((item.id, item.title) for item in items), width()) or ["  none"]:
        write(line)
    write()


def show(
    name: str,
    /,
    *,
    variant: str | None = None,
    lens: str | None = None,
    secrets: bool = False,
    influence: bool = False,
    format: Literal["text", "json", "svg"] = "text",
    pack: Packs = None,
) -> int:
    """Show a scenario, an actor, a theatre or a claim.

    Parameters
    ----------
    name
        An id from `whitecell list`, a claim such as AI-38, or the path of a scenario file.
    variant
        Show a scenario with this variant.
    lens
        Show a scenario with this lens.
    secrets
        Show secret briefs and the facilitator's notes too.
    influence
        Show who moves what in a scenario instead: moves, events, indicators, motives.
    format
        The influence map as text, JSON or an SVG picture.
    pack
        Another pack to look in.
    """
    library = _library(pack)
    if influence:
        from cli.influence import write_influence

        write_influence(library.load(name, variant, lens), format, width())
        return 0
    if format != "text":
        say("whitecell: --format goes with --influence; try: whitecell show NAME --influence")
        return 2
    return _written(_lines(library, name, variant, lens, secrets=secrets))


def _written(lines: list[str]) -> int:
    """Write lines, and give back that all is fine."""
    for line in lines:
        write(line)
    return 0


def _library(pack: list[Path] | None) -> Library:
    """Return the library, read in only where something is shown whole."""
    from engine.content.library import Library

    return Library(found_packs(pack or ()))


def _widths(library: Library, theatres: list[str]) -> dict[str, float]:
    """Return how wide the range of each level is; the first theatre that has a level counts."""
    stages = [library.theatre(theatre) for theatre in reversed(theatres)]
    return {level.id: level.high - level.low for stage in stages for level in stage.levels}


def _lines(
    library: Library, name: str, variant: str | None, lens: str | None, *, secrets: bool
) -> list[str]:
    """Return what there is to show of a name."""
    from cli.dossier import actor_lines
    from cli.ledger import claim_lines, claims_lines
    from cli.outline import scenario_lines
    from cli.stage import theatre_lines

    kinds = {kind: [item.id for item in library.items(kind)] for kind in HEADINGS}
    if name in kinds["scenario"] or name.endswith(".yaml"):
        return scenario_lines(library.load(name, variant, lens), width(), secrets=secrets)
    claims = library.claims()
    if name in kinds["actor"]:
        found, widths = library.actor(name), _widths(library, kinds["theatre"])
        return actor_lines(name, found, claims, width(), secrets=secrets, widths=widths)
    if name in kinds["theatre"]:
        return theatre_lines(library.theatre(name), claims, width())
    if name in kinds["claims"]:
        return claims_lines(library.ledger(name), width())
    if name in claims.claims:
        return claim_lines(claims.claims[name], claims, width())
    known = [id_ for ids in kinds.values() for id_ in ids] + list(claims.claims)
    near = nearest(name, known)
    kind = "scenario, actor, theatre or claim"
    raise NotFoundError(kind, name[:80], (near,) if near else ())
