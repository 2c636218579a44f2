"""Everything a scenario names brought together: files read, merged, validated, linked."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from collections.abc import Mapping as Keyed
from dataclasses import dataclass, field, replace
from typing import TypeVar

from engine.content.documents import (
    KINDS,
    ActorDocument,
    ClaimsDocument,
    ScenarioDocument,
    Strict,
    TheatreDocument,
)
from engine.content.documents.standing import about_names, stand_in
from engine.content.documents.validation import validate
from engine.content.linking import Parts, link
from engine.content.linking.people import People
from engine.content.linking.sheet import Sheet
from engine.content.memo import Memo
from engine.content.nodes import (
    Entry,
    Listing,
    Mapping,
    Node,
    Scalar,
    find,
    merged,
    node_at,
    plain,
    without,
)
from engine.content.owners import with_actors, with_starts
from engine.content.packs import FOLDERS, is_id
from engine.content.problems import Problem, did_you_mean, has_errors, problem_at, quoted
from engine.content.reading import Document
from engine.content.settings import Setting, apply, casts_set, from_command, from_file, unread
from engine.content.shelf import Shelf
from engine.content.stage import lens_of, theatre_of
from engine.model import Scenario

D = TypeVar("D", bound=Strict)
CODES = {"theatre": "WC202", "claims": "WC203", "actor": "WC201", "scenario": "WC213"}
MOST_IN_A_CAST = 24
WORDS = {"claims": "claims file"}

BESIDE = "an experiment stands beside actors/ and scenarios/, or in experiments/: move it there"


@dataclass
class Assembly:
    """One attempt to build a scenario: what came up, what was read, what was linked."""

    shelf: Shelf
    problems: list[Problem] = field(default_factory=list)
    read: dict[str, Document] = field(default_factory=dict)
    parts: Parts | None = None
    """The documents of the scenario, once there are any to link."""
    made: Scenario | None = None
    """The scenario, where it could be built."""
    memo: Memo = field(default_factory=Memo)
    stands_in: bool = False
    """Whether a document is linked in place of one with impossible values."""

    def scenario(
        self,
        id_: str,
        document: Document,
        variant: str | None = None,
        lens: str | None = None,
        settings: Keyed[str, str] | None = None,
        laid: Iterable[Setting] = (),
    ) -> Scenario | None:
        """Return the scenario in a document, None where it cannot be built.

        Settings come from a command, those that are laid over from a file, with their places.
        """
        tree = self._extended(document, "scenario", id_, ())
        if tree is None:
            return None
        said = [*self._said(settings or {}), *laid]
        varied = from_file(tree, "variants", variant)
        chosen = [*varied, *lens_of(tree, self.shelf, lens, [*varied, *said]), *said]
        wrong = list[Problem]()
        tree = apply(tree, chosen, "", wrong)
        self.problems += with_starts(wrong, theatre_of(tree, self.shelf)) if wrong else []
        parts = self._parts(id_, document, tree, chosen)
        if parts is None:
            return None
        scenario = self._linked(replace(parts, variant=variant, lens=lens, memo=self.memo), tree)
        if self.stands_in:
            return None
        self.parts = parts
        cast = {id: document for id, (document, _) in parts.actors.items()}
        self.problems += unread(chosen, cast)
        return None if has_errors(self.problems) else scenario

    def _said(self, settings: Keyed[str, str]) -> Iterator[Setting]:
        """Give what the settings of a command mean, keeping what is wrong with them."""
        for key, text in settings.items():
            setting, found = from_command(key, text)
            self.problems += found
            if setting:
                yield setting

    def _linked(self, parts: Parts, tree: Mapping) -> Scenario:
        """Return the linked scenario; of what comes up is told what an author can mend."""
        before = len(self.problems)
        scenario = link(parts)
        found = self.problems[before:]
        found = list(filter(about_names, found)) if self.stands_in else found
        if found:
            from engine.content.foreign import told_at_the_cast

            found = told_at_the_cast(found, parts, tree, self.shelf)
        self.problems[before:] = found
        return scenario

    def _extended(
        self, document: Document, kind: str, id_: str, chain: tuple[str, ...]
    ) -> Mapping | None:
        """Return a scenario's tree laid over those it extends."""
        tree = self.tree(document, kind, f"scenarios/{id_}.yaml")
        node = tree.get("extends") if tree else None
        if tree is None or not (isinstance(node, Scalar) and isinstance(node.value, str)):
            return tree
        chain = (*chain, id_)
        if node.value in chain:
            circle = " → ".join((*chain[chain.index(node.value) :], node.value))
            message = f"scenarios extend each other: {circle}"
            self.problems.append(problem_at(node.mark, "WC408", message, where="extends"))
            return None
        base = self._named(node, "scenario", "extends")
        below = self._extended(base, kind, node.value, chain) if base else None
        if below is None:
            return None
        result = merged(below, without(tree, "extends"))
        return _default_last(result, below) if isinstance(result, Mapping) else None

    def tree(self, document: Document, kind: str, place: str) -> Mapping | None:
        """Return the tree of a file after its first two keys have been checked."""
        if place not in self.read:
            self.read[place] = document
            self.problems += document.problems
        tree = document.tree
        if tree is None:
            return None
        return tree if self._header(tree, kind) else None

    def _header(self, tree: Mapping, kind: str) -> bool:
        """Tell whether a file is of the kind that is needed, in a version that is known."""
        for key, wanted in (("kind", kind), ("schema", 1)):
            node = tree.get(key)
            found = node.value if isinstance(node, Scalar) else None
            if found == wanted and type(found) is type(wanted):
                continue
            key_mark, value_mark, _ = find(tree, [key])
            if key not in tree.entries:
                message, mark = f"'{key}: {wanted}' is missing at the top", key_mark
            else:
                from engine.content.documents.complaining import spoken

                message, mark = f"'{key}: {wanted}' is needed here, not {spoken(found)}", value_mark
            near = did_you_mean(found, KINDS) if isinstance(found, str) else ""
            hint = near if near.startswith("did") and found not in KINDS else ""
            hint = BESIDE if found == "experiment" else hint
            self.problems.append(problem_at(mark, "WC101", message, where=key, hint=hint))
            return False
        return True

    def _named(self, node: Scalar, kind: str, where: str) -> Document | None:
        """Return the file of the name in a node; report a name no file has."""
        name = str(node.value)
        document = self.shelf.read(kind, name)
        if document is None:
            word = WORDS.get(kind, kind)
            message = f"unknown {word} {quoted(name)}"
            own = self.shelf.packs[0].ids(kind) if self.shelf.packs else []
            hint = did_you_mean(name, self.shelf.ids(kind), f"{word}s".replace("ss", "s"), own)
            found = problem_at(node.mark, CODES[kind], message, where=where, hint=hint)
            self.problems.append(found)
        return document

    def _parts(
        self, id_: str, document: Document, tree: Mapping, chosen: list[Setting]
    ) -> Parts | None:
        """Return the documents of everything the scenario names."""
        path = document.source.path
        sheet = Sheet(tree, self.problems, path)
        scenario = self._valid(ScenarioDocument, sheet)
        theatre = self._single(TheatreDocument, "theatre", tree, chosen)
        claims = self._single(ClaimsDocument, "claims", tree, chosen)
        actors, people = self._cast(tree, chosen)
        if scenario is None or theatre is None or claims is None:
            return None
        return Parts(id_, scenario, theatre, claims, actors, people)

    def _valid(self, model: type[D], sheet: Sheet) -> tuple[D, Sheet] | None:
        """Return the document in a sheet's tree with the sheet, its problems reported.

        Where it cannot be, what stands in for it comes with a sheet as mended, if anything can.
        """
        key = ("valid", model, sheet.prefix)
        document, problems = self.memo.once(
            key, (sheet.tree,), [], lambda: validate(model, sheet.tree, self._plain)
        )
        self.problems += [
            replace(p, where=sheet.prefix + p.where) if p.path != sheet.path else p
            for p in problems
        ]
        if document is not None:
            return document, sheet
        key = ("stands in", model, sheet.prefix)
        found = self.memo.once(
            key, (sheet.tree,), [], lambda: stand_in(model, sheet.tree, self._plain)
        )
        self.stands_in = self.stands_in or found is not None
        return (found[0], replace(sheet, tree=found[1])) if found is not None else None

    def _plain(self, node: Node) -> object:
        """Return what stands below a key as plain values; variants leave most of it as it is."""
        return self.memo.once("plain", (node,), [], lambda: plain(node))

    def _single(
        self, model: type[D], kind: str, tree: Mapping, chosen: list[Setting]
    ) -> tuple[D, Sheet] | None:
        """Return the theatre or the claims of a scenario."""
        node = tree.get(kind)
        if not (isinstance(node, Scalar) and isinstance(node.value, str) and is_id(node.value)):
            return None
        document = self._named(node, kind, kind)
        if document is None:
            return None
        below = self.tree(document, kind, f"{FOLDERS[kind]}/{node.value}.yaml")
        if below is None:
            return None
        prefix = "theatre_changes" if kind == "theatre" else ""
        if prefix:
            below = self._changed(below, tree.get(prefix), prefix, chosen)
        sheet = Sheet(below, self.problems, document.source.path, f"{prefix}." if prefix else "")
        return self._valid(model, sheet)

    def _changed(
        self, tree: Mapping, changes: object, prefix: str, chosen: list[Setting]
    ) -> Mapping:
        """Return a file's tree with the scenario's changes and the settings that reach it."""
        if isinstance(changes, Mapping):
            below, above = tree, changes
            result = self.memo.once("merged", (below, above), [], lambda: merged(below, above))
            assert isinstance(result, Mapping)
            tree = result
        elif isinstance(changes, (Scalar, Listing)):
            message = f"keys and values are needed under {prefix}"
            self.problems.append(problem_at(changes.mark, "WC104", message, where=prefix))
        return apply(tree, chosen, prefix, self.problems)

    def _cast(
        self, tree: Mapping, chosen: list[Setting]
    ) -> tuple[dict[str, tuple[ActorDocument, Sheet]], People]:
        """Return the documents of the cast that are valid, and the trees of all of it."""
        trees, documents = dict[str, Mapping](), dict[str, tuple[ActorDocument, Sheet]]()
        changes = tree.get("actors")
        for index, node in enumerate(_items(tree.get("cast"))):
            name = str(node.value)
            if name in trees:
                message = f"{quoted(name)} is in the cast twice"
                self.problems.append(problem_at(node.mark, "WC411", message, where="cast"))
                continue
            document = self._named(node, "actor", f"cast.{index}") if is_id(name) else None
            below = self.tree(document, "actor", f"actors/{name}.yaml") if document else None
            if document is None or below is None:
                continue
            prefix = f"actors.{name}"
            own = changes.get(name) if isinstance(changes, Mapping) else None
            below = trees[name] = self._changed(below, own, prefix, chosen)
            sheet = Sheet(below, self.problems, document.source.path, f"{prefix}.")
            found = self._valid(ActorDocument, sheet)
            if found is not None:
                documents[name], trees[name] = found, found[1].tree
        self._check_changes(changes)
        self.problems[:] = with_actors(self.problems, trees)
        others = self.shelf.ids("actor")
        changed = any(setting.key == "cast" for setting in chosen)
        return documents, People.of(trees, others, others if changed else casts_set(tree))

    def _check_changes(self, changes: object) -> None:
        """Report changes of actors that are nowhere."""
        if not isinstance(changes, Mapping):
            return
        known = self.shelf.ids("actor")
        for name, entry in changes.entries.items():
            if name not in known:
                message, hint = f"unknown actor {quoted(name)}", did_you_mean(name, known, "actors")
                where = f"actors.{name}"
                found = problem_at(entry.mark, "WC201", message, where=where, hint=hint)
                self.problems.append(found)


def _default_last(tree: Mapping, below: Mapping) -> Mapping:
    """Return a tree in which what is left of the outcomes of the extended scenario stays last."""
    outcomes, base = tree.get("outcomes"), below.get("outcomes")
    if not (isinstance(outcomes, Mapping) and isinstance(base, Mapping)):
        return tree
    places = {key: node_at(outcomes, [key, "otherwise"]) for key in base.entries}
    last = [key for key, node in places.items() if isinstance(node, Scalar) and node.value is True]
    entries = {key: entry for key, entry in outcomes.entries.items() if key not in last}
    entries |= {key: outcomes.entries[key] for key in last}
    entry = Entry(tree.entries["outcomes"].mark, Mapping(outcomes.mark, entries))
    return Mapping(tree.mark, {**tree.entries, "outcomes": entry})


def _items(node: object) -> list[Scalar]:
    """Return the names in a list, whatever else it holds left out."""
    if not isinstance(node, Listing):
        return []
    items = node.items[:MOST_IN_A_CAST]
    return [item for item in items if isinstance(item, Scalar) and isinstance(item.value, str)]
