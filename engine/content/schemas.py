"""JSON Schemas of the documents, for editors: from the one declaration, with examples.

With the names of some packs they know more: indicators, actors, moves, claims and flags are then
offered and held against what the packs have.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from engine.content.documents import KINDS, Strict
from engine.content.documents.declaring import Key
from engine.content.documents.examples import example
from engine.content.documents.standard import json_schema
from engine.content.foundations import within
from engine.content.nodes import Mapping as Tree
from engine.content.nodes import Scalar
from engine.content.packs import Pack
from engine.content.shelf import Shelf

DIALECT = "https://json-schema.org/draft/2020-12/schema"
Plain = dict[str, Any]
VALUES = {
    "EffectPart.on": "level",
    "CouplingPart.from": "level",
    "CouplingPart.to": "level",
    "ScenarioDocument.theatre": "theatre",
    "ScenarioDocument.claims": "claims",
    "ScenarioDocument.extends": "scenario",
}
ITEMS = {
    "MovePart.target": "actor",
    "InjectPart.to": "actor",
    "IndicatorPart.seen_by": "actor",
    "FlagPart.seen_by": "actor",
    "RelationPart.between": "actor",
    "ScenarioDocument.cast": "actor",
    "ScenarioDocument.seats": "actor",
    "ConstraintPart.on": "own",
    "ConstraintPart.crossed_by": "move",
    "JointPart.moves": "move",
    "MovePart.counts": "flag",
    "InjectPart.counts": "flag",
}
KEYS = {
    "MotivePart.watches": "level",
    "MotivePart.salience": "level",
    "ScenarioDocument.start": "start",
    "HazardPart.leans_on": "level",
    "ActorDocument.perceives": "actor",
    "ActorDocument.believes": "move",
    "MovePart.responds_to": "move",
    "MovePart.sets": "flag",
    "InjectPart.sets": "flag",
    "ConstraintPart.answers": "own",
}
CLAIMS = ("claims", "disputed_by", "disagrees_with")


@dataclass
class Known:
    """Names of packs by kind, each with what it is called or says."""

    names: dict[str, dict[str, str]] = field(default_factory=dict)

    def add(self, kind: str, name: str, says: str = "") -> None:
        """Take a name; the first that says something counts."""
        if not self.names.setdefault(kind, {}).get(name):
            self.names[kind][name] = says

    def of(self, kind: str) -> dict[str, str]:
        """Return the names of a kind, sorted."""
        return dict(sorted(self.names.get(kind, {}).items()))


def known_names(shelf: Shelf, own: Sequence[Pack] = ()) -> Known:
    """Return the names some packs have, changes made by scenarios among them.

    With packs that are one's own, their names alone and those of what their scenarios build on.
    """
    known = Known()
    for kind, id_ in within(shelf, own):
        document = shelf.read(kind, id_)
        tree = document.tree if document is not None else None
        if tree is not None:
            known.add(kind, id_, _said(tree, "title" if kind == "scenario" else "name"))
            READERS.get(kind, _nothing)(known, id_, tree)
    return known


def _nothing(known: Known, id_: str, tree: Tree) -> None:
    """Take nothing from a file."""


def _actor(known: Known, id_: str, tree: Tree) -> None:
    """Take an actor's moves."""
    for name, part in _below(tree, "moves"):
        known.add("move", f"{id_}.{name}", _said(part, "says"))
        known.add("own", name, _said(part, "says"))


def _theatre(known: Known, id_: str, tree: Tree) -> None:
    """Take a theatre's indicators and flags."""
    for name, part in _below(tree, "indicators"):
        for kind in ("level", "start"):
            known.add(kind, name, _said(part, "says") or _said(part, "name"))
    for name, part in _below(tree, "flags"):
        for kind in ("flag", "start"):
            known.add(kind, name, _said(part, "name"))


def _scenario(known: Known, id_: str, tree: Tree) -> None:
    """Take what a scenario adds to its theatre and its actors."""
    changes = tree.get("theatre_changes")
    if isinstance(changes, Tree):
        _theatre(known, id_, changes)
    for actor, part in _below(tree, "actors"):
        _actor(known, actor, part)


def _claims(known: Known, id_: str, tree: Tree) -> None:
    """Take the ids of claims."""
    for name, part in _below(tree, "claims"):
        known.add("claim", name, _said(part, "says"))


READERS: dict[str, Callable[[Known, str, Tree], None]] = {
    "actor": _actor,
    "theatre": _theatre,
    "scenario": _scenario,
    "claims": _claims,
}


def _below(tree: Tree, key: str) -> Iterator[tuple[str, Tree]]:
    """Yield the named parts under a key."""
    node = tree.get(key)
    for name, entry in node.entries.items() if isinstance(node, Tree) else ():
        if isinstance(entry.node, Tree):
            yield name, entry.node


def _said(tree: Tree, key: str) -> str:
    """Return a text in a part, nothing where there is none."""
    node = tree.get(key)
    return str(node.value)[:300] if isinstance(node, Scalar) and node.value is not None else ""


def schema(kind: str, known: Known | None = None) -> Plain:
    """Return the JSON Schema of a kind of document; with known names, of one set of packs."""
    made = _document(kind, known)
    if kind == "scenario":
        below = made.setdefault("$defs", {})
        changes = {"actors": ("actor", True), "theatre_changes": ("theatre", False)}
        for key, (other, many) in changes.items():
            part = _loosened(_document(other, known), below)
            place = made["properties"][key]
            place.update({"additionalProperties": part} if many else part)
        made = _extendable(made, below)
    return {"$schema": DIALECT, "title": f"Whitecell {kind}", **made}


def _document(kind: str, known: Known | None) -> Plain:
    """Return the schema of a document on its own, its parts below it."""
    model = KINDS[kind]
    made = json_schema(model)
    for name, part in [(model.__name__, made), *made.get("$defs", {}).items()]:
        _finished(name, part, known)
    made["properties"]["kind"]["examples"] = [kind]
    made["properties"]["schema"]["examples"] = [1]
    made.pop("title", None)
    return made


def parts_of(kind: str) -> list[tuple[str, Plain]]:
    """Return the parts of a document by name, the document itself first."""
    made = _document(kind, None)
    return [(KINDS[kind].__name__, made), *made.get("$defs", {}).items()]


LOOSE = "Changed"


def _loosened(made: Plain, below: Plain, *, drop: tuple[str, ...] = ("kind", "schema")) -> Plain:
    """Return a reference to a document of which any key may be missing; its parts go `below`."""
    loose = json.loads(re.sub(rf'"#/\$defs/(?!{LOOSE})', f'"#/$defs/{LOOSE}', json.dumps(made)))
    parts = {
        f"{LOOSE}{name}": part
        for name, part in loose.pop("$defs", {}).items()
        if not name.startswith(LOOSE)
    }
    name = f"{LOOSE}{made['properties']['kind']['examples'][0].title()}"
    loose["properties"] = {k: v for k, v in loose["properties"].items() if k not in drop}
    for part in (loose, *parts.values()):
        part.pop("required", None)
    below |= {name: loose, **parts}
    return {"$ref": f"#/$defs/{name}"}


def _extendable(made: Plain, below: Plain) -> Plain:
    """Return the schema of a scenario that is whole, or that extends another and says the rest."""
    whole = {key: value for key, value in made.items() if key != "$defs"}
    loose = _loosened({**made, "$defs": dict(below)}, below, drop=())
    below["WholeScenario"] = whole
    return {
        "if": {"required": ["extends"]},
        "then": loose,
        "else": {"$ref": "#/$defs/WholeScenario"},
        "$defs": below,
    }


def _finished(name: str, part: Plain, known: Known | None) -> None:
    """Give each key of a part an example, and the names it may take."""
    says = {field.alias or key: field.description for key, field in _fields(name).items()}
    for key, value in part.get("properties", {}).items():
        value.pop("title", None)
        value.setdefault("description", says.get(key) or "")
        if "day|week" in json.dumps(value) and isinstance(value.get("default"), float):
            unit = "day" if key in IN_DAYS or name == "SightPart" else "month"
            value["default"] = _duration(value["default"], unit)
        shown = example(name, key, value.get("default"))
        if shown is not None:
            value["examples"] = [shown]
        if known is not None:
            _named(f"{name}.{key}", key, value, known)


IN_DAYS = ("reaction_delay", "lead")


def _duration(value: float, unit: str) -> str | int:
    """Return a length of time as it is written in a file."""
    return f"{value:g} {unit}{'' if value == 1 else 's'}" if value else 0


def _fields(name: str) -> Mapping[str, Key]:
    """Return the fields of a part by the name of its class."""
    parts = [*KINDS.values(), *_parts(Strict)]
    return next((part.declared for part in parts if part.__name__ == name), {})


def _parts(model: type[Strict]) -> Iterator[type[Strict]]:
    """Yield every part that is declared."""
    for part in model.__subclasses__():
        yield part
        yield from _parts(part)


def _named(place: str, key: str, value: Plain, known: Known) -> None:
    """Hold a key against the names there are."""
    if place in VALUES:
        _choose(value, VALUES[place], known)
    kind = "claim" if key in CLAIMS and place != "ScenarioDocument.claims" else ITEMS.get(place)
    if kind is not None:
        for item in list(_items(value)):
            _choose(item, kind, known)
    if place in KEYS:
        _keyed(value, KEYS[place], known)


def _items(value: Plain) -> Iterator[Plain]:
    """Yield what may stand in a list, in a list of lists, or alone in its stead."""
    for form in value.get("anyOf", [value]):
        if form.get("type") == "array":
            yield from _items(form.get("items", {}))
        elif form.get("type") == "string":
            yield form


def _choose(value: Plain, kind: str, known: Known) -> None:
    """Let a value be one of the names of a kind; a relation may be any."""
    names = known.of(kind)
    if not names:
        return
    for key in ("pattern", "minLength", "maxLength", "type"):
        value.pop(key, None)
    if kind == "level":
        value["anyOf"] = [{"enum": list(names)}, {"type": "string", "pattern": RELATION}]
    elif "anyOf" in value:
        value["anyOf"] = [{"enum": list(names)}, {"type": "null"}]
    else:
        value["enum"] = list(names)


RELATION = r"^relation\("


def _keyed(value: Plain, kind: str, known: Known) -> None:
    """Let the keys below a key be the names of a kind, each told with what it says."""
    names = known.of(kind)
    patterns = list(value.get("patternProperties", {}).values())
    inner: Plain = value.get("additionalProperties") or (patterns[0] if patterns else {})
    if not names:
        return
    value.pop("propertyNames", None)
    value["properties"] = {
        name: {**inner, **({"description": says} if says else {})} for name, says in names.items()
    }
    value["patternProperties"] = {RELATION: inner} if kind in ("level", "start") else {}
    value["additionalProperties"] = False


def described(part: Mapping[str, Any]) -> Iterator[str]:
    """Yield the keys of a schema's part that have no description or no example."""
    for key, value in part.get("properties", {}).items():
        if not value.get("description") or not value.get("examples"):
            yield key
