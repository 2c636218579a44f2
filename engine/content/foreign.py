"""Actors of another pack, made for another theatre: told once, where the cast names them."""

from __future__ import annotations

import re

from engine.content.linking import Parts
from engine.content.nodes import Listing, Mapping, find
from engine.content.packs import Pack, is_built_in
from engine.content.problems import Problem, listed, problem_at, quoted
from engine.content.shelf import Shelf

UNKNOWN = re.compile(r"unknown (indicator|relation|flag|name|claim|actor)\b[^']*'([^']*)'")
CODES = ("WC201", "WC204", "WC205", "WC208", "WC302")
MOST_NAMED = 6


def told_at_the_cast(
    problems: list[Problem], parts: Parts, tree: Mapping, shelf: Shelf
) -> list[Problem]:
    """Return problems in which all that one of another pack's actors asks for in vain is one."""
    for index, id_ in enumerate(_cast(tree)):
        if id_ not in parts.actors:
            continue
        path = parts.actors[id_][1].path
        asked = [p for p in problems if p.path == path and p.code in CODES]
        pack = _pack_of_another(id_, parts, shelf) if asked else None
        if pack is not None:
            told = _told(id_, index, tree, pack, asked)
            problems = [*(p for p in problems if p not in asked), told]
    return problems


def _cast(tree: Mapping) -> list[str]:
    node = tree.get("cast")
    items = node.items if isinstance(node, Listing) else ()
    return [str(getattr(item, "value", "")) for item in items]


def _pack_of_another(id_: str, parts: Parts, shelf: Shelf) -> Pack | None:
    """Return the pack of an actor, None where it is the scenario's own or the theatre's."""
    theatre = parts.scenario[0].theatre
    pack, stage = (shelf.holders(*each)[:1] for each in (("actor", id_), ("theatre", theatre)))
    return pack[0] if pack and pack != stage and pack[0] is not shelf.packs[0] else None


def _told(id_: str, index: int, tree: Mapping, pack: Pack, asked: list[Problem]) -> Problem:
    """Return the one problem with an actor that asks for what is not there."""
    found = [match for p in asked if (match := UNKNOWN.search(p.message))]
    names = sorted({(match[1] == "claim", match[2]) for match in found})
    lacking = listed((name for _, name in names), MOST_NAMED)
    whose = "comes with Whitecell" if is_built_in(pack) else f"is taken from {pack.name}"
    message = f"{quoted(id_)} {whose} and asks for what this scenario lacks: {lacking}"
    hint = f"write an actor of your own (whitecell new actor {id_}), or leave it out of the cast"
    mark = find(tree, ["cast", index])[1]
    return problem_at(mark, "WC217", message, where=f"cast.{index}", hint=hint)
