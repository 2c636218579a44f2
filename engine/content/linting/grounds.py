"""Good sense about sources: contested claims, lenses that rest on nothing, sources unused."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import cache, partial

from engine.content.linting.findings import Finding, Look, Looked
from engine.content.nodes import Listing, Mapping, Node, Scalar
from engine.content.problems import listed, quoted


def motives_and_limits(looked: Looked) -> Iterator[tuple[Finding, str]]:
    """Yield every claim that a motive, a constraint or a coupling rests on, as a finding to be."""
    for actor in looked.scenario.actors:
        home = ("actor", actor.id)
        sheet = looked.parts.actors[actor.id][0]
        for kind, parts in (("motives", sheet.motives), ("constraints", sheet.constraints)):
            for id_, part in parts.items():
                for index, claim in enumerate(part.claims):
                    yield Finding(home, (kind, id_, "claims", index), "WC508", ""), claim
    for index, coupling in enumerate(looked.parts.theatre[0].couplings):
        for at, claim in enumerate(coupling.claims):
            yield Finding(looked.stage, ("couplings", index, "claims", at), "WC508", ""), claim


def heard(looked: Looked) -> set[str]:
    """Return the claims that stand anywhere in what is played or compared."""
    memo = looked.parts.memo
    found = set[str]()
    for _, sheet in (looked.parts.scenario, looked.parts.theatre, *looked.parts.actors.values()):
        for entry in sheet.tree.entries.values():
            node = entry.node
            found |= memo.once("heard", (node,), [], partial(_heard_in, node))
    return found


def _heard_in(top: Node) -> frozenset[str]:
    """Return the claims that stand anywhere below a key of a file."""
    found = set[str]()
    trees = [top]
    while trees:
        node = trees.pop()
        if isinstance(node, Listing):
            trees += node.items
        elif isinstance(node, Mapping):
            trees += [entry.node for entry in node.entries.values()]
            listed_here = [node.get(key) for key in ("claims", "disputed_by")]
            for names in (one for one in listed_here if isinstance(one, Listing)):
                found |= {str(item.value) for item in names.items if isinstance(item, Scalar)}
    return frozenset(found)


def unread_disputes(looked: Looked) -> Iterator[Finding]:
    """Find contested claims that are built in while nothing and no lens tells the other side.

    Each is told once, where it is first built in.
    """
    claims = looked.scenario.ledger.claims
    told, named = cache(partial(heard, looked)), set[str]()
    for finding, id_ in motives_and_limits(looked):
        against = claims[id_].disagrees_with if id_ in claims else ()
        if against and id_ not in named and not told() & set(against):
            named.add(id_)
            message = (
                f"{quoted(id_)} is contested by {listed(against, 3)}, which nothing here tells"
            )
            hint = "add a lens that reads it the other way, or name the other side in disputed_by:"
            yield replace(finding, message=message, hint=hint)


def groundless_lenses(looked: Looked) -> Iterator[Finding]:
    """Find lenses that name no claim: a lens is somebody's reading."""
    for lens in looked.scenario.lenses:
        if not lens.claims:
            own = lens.id in looked.parts.scenario[0].lenses
            message = f"lens {quoted(lens.id)} names no claim: whose reading is it?"
            hint = "name its claims; what is nobody's reading is a variant"
            home = looked.own if own else looked.stage
            yield Finding(home, ("lenses", lens.id), "WC509", message, hint, key=True)


def silent_sources(looked: Looked) -> Iterator[Finding]:
    """Find sources that no claim comes from."""
    ledger = looked.scenario.ledger
    used = {claim.source for claim in ledger.claims.values()}
    for source in ledger.sources:
        if source not in used:
            message = f"no claim comes from source {quoted(source)}"
            place = ("sources", source)
            yield Finding(("claims", ledger.id), place, "WC511", message, key=True)


LOOKS: tuple[Look, ...] = (unread_disputes, groundless_lenses, silent_sources)
