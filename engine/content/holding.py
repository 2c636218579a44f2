"""What an experiment sets held against a scenario: all that an arm is given, as it is run.

A policy is several keys that belong together; each alone may be wrong where all of them are right.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import islice, product

from engine.content.assembly import Assembly
from engine.content.marks import Mark
from engine.content.memo import Memo
from engine.content.nodes import Mapping as Tree
from engine.content.nodes import find, node_at
from engine.content.problems import Problem, listed, problem_at
from engine.content.reading import Document
from engine.content.settings import Setting, from_file
from engine.content.shelf import Shelf
from engine.model import Scenario

Arm = tuple[str | None, str | None]
"""A variant and a lens; None is the scenario without one."""
PLAIN, ALL = "plain", "all"
MOST = 2_000
"""Arms that are looked at; a batch of more builds the others when it begins."""


@dataclass
class Held:
    """An experiment's tree beside a scenario that can be built."""

    shelf: Shelf
    memo: Memo
    document: Document
    tree: Tree
    scenario: Scenario
    _without: dict[Arm, set[Problem]] = field(default_factory=dict)

    def problems(
        self, policies: Sequence[str], variants: Sequence[str], lenses: Sequence[str]
    ) -> list[Problem]:
        """Return what the settings of each policy, and those of all arms, make wrong in an arm."""
        known = [one.id for one in self.scenario.variants], [one.id for one in self.scenario.lenses]
        each = product(_named(variants, known[0]), _named(lenses, known[1]))
        arms = list(islice(each, max(1, MOST // max(1, len(policies)))))
        told = [one for id in policies or ("",) for one in self._policy(id, arms)]
        return list(dict.fromkeys(told))

    def _policy(self, id: str, arms: list[Arm]) -> Iterator[Problem]:
        """Give what a policy makes wrong, each once, with the arms where it is not so in all."""
        laid, place = self._laid(id), ["policies", id] if id else ["set"]
        found = dict[Problem, list[Arm]]()
        for arm in arms if laid else ():
            for problem in self._new(arm, laid):
                found.setdefault(problem, []).append(arm)
        for problem, wrong in found.items():
            told = self._placed(problem, wrong[0], laid, place)
            if len(wrong) < len(arms):
                under = f"; so it is under {listed(map(_label, wrong), 3)}"
                told = replace(told, message=told.message + under)
            yield told

    def _laid(self, id: str) -> list[Setting]:
        """Return what is set in the arms of a policy, its own over that of all, sorted as kept."""
        own = [*_common(self.tree), *from_file(self.tree, "policies", id or None)]
        return [one for _, one in sorted({setting.key: setting for setting in own}.items())]

    def _new(self, arm: Arm, laid: Iterable[Setting]) -> list[Problem]:
        """Return the problems of an arm that it has not without its settings."""
        if arm not in self._without:
            self._without[arm] = set(self._built(arm, ()))
        return [one for one in self._built(arm, laid) if one not in self._without[arm]]

    def _built(self, arm: Arm, laid: Iterable[Setting]) -> list[Problem]:
        assembly = Assembly(self.shelf, memo=self.memo)
        assembly.scenario(self.scenario.id, self.document, *arm, laid=laid)
        return assembly.problems

    def _placed(self, problem: Problem, arm: Arm, laid: list[Setting], place: list[str]) -> Problem:
        """Return a problem at the key it comes from, where one can be told, else at the policy."""
        if setting := _around(problem, laid):
            return replace(problem, where=_inside(problem.where, setting))
        for setting in laid:
            for one in self._new(arm, [setting]):
                if _alike(problem, one):
                    return _at_key(one, setting)
        common = _common(self.tree)
        if place != ["set"] and any(_alike(problem, one) for one in self._new(arm, common)):
            place = ["set"]
        return _moved(problem, find(self.tree, place)[0], ".".join(place))


def _common(tree: Tree) -> list[Setting]:
    """Return what is set in all arms."""
    node = node_at(tree, ["set"])
    entries = node.entries.items() if isinstance(node, Tree) else ()
    return [Setting(key, entry.mark, entry.node, f"set.{key}") for key, entry in entries]


def _named(asked: Sequence[str], known: list[str]) -> list[str | None]:
    """Return the variants or lenses asked for that are there; without any, the plain one."""
    stands: dict[str, list[str | None]] = {PLAIN: [None], ALL: [None, *known]}
    stands |= {name: [name] for name in known}
    return list(dict.fromkeys(one for name in asked or (PLAIN,) for one in stands.get(name, [])))


def _label(arm: Arm) -> str:
    return "+".join(name for name in arm if name) or PLAIN


def _around(problem: Problem, laid: list[Setting]) -> Setting | None:
    """Return the setting a problem is of: it stands in its value, or at the key it is about."""
    place = (problem.line, problem.column)
    keys = {(one.mark.line, one.mark.column): one for one in laid if one.mark.path == problem.path}
    if at := keys.get(place):
        return at if problem.where in (at.where, at.key) else None
    before = [key for key in keys if key < place]
    return keys[max(before)] if before else None


def _inside(where: str, setting: Setting) -> str:
    """Return the place of what stands in a setting's value, as it is written there."""
    inside = f"{where}.".startswith(f"{setting.key}.")
    return setting.where + where.removeprefix(setting.key) if inside else setting.where


def _alike(problem: Problem, other: Problem) -> bool:
    return (problem.code, problem.message) == (other.code, other.message)


def _at_key(problem: Problem, setting: Setting) -> Problem:
    """Return a problem that a setting alone makes, at its key."""
    if problem.path == setting.mark.path:
        return replace(problem, where=_inside(problem.where, setting))
    return _moved(problem, setting.mark, setting.where)


def _moved(problem: Problem, mark: Mark, where: str) -> Problem:
    """Return a problem at another place, its own told first where the other is not below it."""
    named = not problem.where or f".{problem.where}." in f".{where}."
    return problem_at(
        mark,
        problem.code,
        problem.message if named else f"{problem.where}: {problem.message}",
        where=where,
        hint=problem.hint,
        severity=problem.severity,
    )
