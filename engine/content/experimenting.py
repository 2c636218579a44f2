"""Checking experiments: the scenarios, variants, lenses and settings they name are there."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from engine.content.assembly import Assembly
from engine.content.documents.experiment import ExperimentDocument
from engine.content.experiments import document_of
from engine.content.holding import Held
from engine.content.memo import Memo
from engine.content.nodes import Mapping as Tree
from engine.content.nodes import find
from engine.content.packs import Pack, is_id
from engine.content.problems import Problem, did_you_mean, has_errors, problem_at, quoted
from engine.content.reading import Document
from engine.content.shelf import Shelf
from engine.model import Scenario

ANY = ("plain", "all")


@dataclass
class Experiment:
    """An experiment's file beside the packs its names are looked up in."""

    path: Path
    document: Document
    shelf: Shelf
    memo: Memo
    problems: list[Problem] = field(default_factory=list)

    def check(self) -> list[Problem]:
        """Return what is wrong with the experiment; its scenarios are checked where they stand."""
        found, problems = document_of(self.document)
        self.problems += problems
        tree = self.document.tree
        if found is None or tree is None or has_errors(problems):
            return self.problems
        for index, name in enumerate(found.scenarios):
            self._scenario(found, tree, index, name)
        return list(dict.fromkeys(self.problems))

    def _scenario(self, found: ExperimentDocument, tree: Tree, index: int, name: str) -> None:
        """Hold what the experiment says of one scenario against it."""
        document, shelf = self._opened(name)
        if document is None:
            hint = did_you_mean(name, self.shelf.ids("scenario"), "scenarios")
            message = f"unknown scenario {quoted(name)}"
            self._report(tree, ["scenarios", index], "WC213", message, hint)
            return
        scenario = Assembly(shelf, memo=self.memo).scenario(Path(name).stem, document)
        if scenario is None:
            return
        self._names(tree, "variants", found.variants, "WC210", [v.id for v in scenario.variants])
        self._names(tree, "lenses", found.lenses, "WC215", [one.id for one in scenario.lenses])
        self._ranges(found, tree, scenario)
        held = Held(shelf, self.memo, document, tree, scenario)
        self.problems += held.problems(tuple(found.policies), found.variants, found.lenses)

    def _opened(self, name: str) -> tuple[Document | None, Shelf]:
        """Return a scenario by its id, or by its path beside this file, and its packs."""
        if is_id(name):
            return self.shelf.read("scenario", name), self.shelf
        path = self.path.parent / name
        if not name.endswith(".yaml") or not path.is_file():
            return None, self.shelf
        folder = path.parent
        pack = Pack(folder.parent if folder.name == "scenarios" else folder)
        return pack.read_path(path), Shelf([pack, *self.shelf.packs], still=True)

    def _names(
        self, tree: Tree, key: str, names: Iterable[str], code: str, known: list[str]
    ) -> None:
        """Report variants or lenses that a scenario does not have."""
        kind = {"variants": "variant", "lenses": "lens"}[key]
        for index, name in enumerate(names):
            if name not in (*ANY, *known):
                hint = did_you_mean(name, known, key)
                self._report(tree, [key, index], code, f"unknown {kind} {quoted(name)}", hint)

    def _ranges(self, found: ExperimentDocument, tree: Tree, scenario: Scenario) -> None:
        """Report ranges of what is no uncertainty, and those beyond what the scenario allows."""
        known = {one.id: one for one in scenario.uncertainties}
        for id, (low, high) in (found.sample.ranges if found.sample else {}).items():
            place = ["sample", "ranges", id]
            if id not in known:
                hint = did_you_mean(id, known, "uncertainties")
                message = f"{quoted(id)} is no uncertainty of {scenario.id}"
                self._report(tree, place, "WC209", message, hint, key=True)
            elif low < known[id].low or high > known[id].high:
                span = f"{known[id].low:g} to {known[id].high:g}"
                message = f"the range goes beyond that of {scenario.id}, {span}"
                self._report(tree, place, "WC105", message)

    def _report(
        self,
        tree: Tree,
        place: list[Any],
        code: str,
        message: str,
        hint: str = "",
        *,
        key: bool = False,
    ) -> None:
        """Report a problem with a value at a place, or with its key."""
        key_mark, value_mark, _ = find(tree, place)
        where = ".".join(map(str, place))
        mark = key_mark if key else value_mark
        self.problems.append(problem_at(mark, code, message, where=where, hint=hint))
