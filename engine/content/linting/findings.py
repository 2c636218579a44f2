"""What a check of good sense finds: where it stands, and how it becomes a problem."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace

from engine.content.linking import Parts
from engine.content.linking.sheet import Sheet
from engine.content.linting.possible import Reach
from engine.content.linting.reach import reach_of
from engine.content.problems import Problem, Severity
from engine.model import Scenario

Home = tuple[str, str]
"""The file a finding is about: its kind and id."""


@dataclass(frozen=True)
class Finding:
    """Something legal and yet wrong: the file, the place in it, what to say."""

    home: Home
    loc: tuple[str | int, ...]
    code: str
    message: str
    hint: str = ""
    severity: Severity = "warning"
    key: bool = False

    @property
    def same(self) -> tuple[Home, tuple[str | int, ...], str]:
        """What makes it the same finding in another variant or scenario."""
        return self.home, self.loc, self.code


@dataclass(frozen=True)
class Looked:
    """A scenario that was built, looked over: its parts, and what can come about in it."""

    parts: Parts
    scenario: Scenario
    reach: Reach

    @property
    def stage(self) -> Home:
        """The theatre's file."""
        return "theatre", self.scenario.theatre.id

    @property
    def own(self) -> Home:
        """The scenario's file."""
        return "scenario", self.scenario.id


Look = Callable[[Looked], Iterator[Finding]]


def all_looks() -> tuple[Look, ...]:
    """Return every look that is taken at a scenario, in the order they are told."""
    from engine.content.linting import (
        actors,
        acts,
        circles,
        grounds,
        idle,
        parts,
        scenarios,
        vain,
    )

    amounts = (*idle.LOOKS, *vain.LOOKS)
    conditions = (*parts.LOOKS, *circles.LOOKS)
    people = (*actors.LOOKS, *acts.LOOKS)
    return (*people, *amounts, *scenarios.LOOKS, *conditions, *grounds.LOOKS)


def looked_over(parts: Parts, scenario: Scenario) -> list[Finding]:
    """Return everything that is legal and yet wrong in a scenario."""
    return [found for of in found_by(parts, scenario, all_looks()).values() for found in of]


def found_by(parts: Parts, scenario: Scenario, looks: Iterable[Look]) -> dict[Look, list[Finding]]:
    """Return what is legal and yet wrong in a scenario, by the look that found it."""
    looked = Looked(parts, scenario, reach_of(scenario))
    return {look: list(look(looked)) for look in looks}


def as_problems(findings: Iterable[Finding], parts: Parts) -> list[Problem]:
    """Return findings as problems at their places."""
    problems = list[Problem]()
    for found in findings:
        sheet = replace(_sheet(found.home, parts), problems=problems)
        sheet.report(
            found.loc, found.code, found.message, found.hint, severity=found.severity, key=found.key
        )
    return problems


def _sheet(home: Home, parts: Parts) -> Sheet:
    """Return the sheet of a file."""
    kind, id_ = home
    if kind == "actor":
        return parts.actors[id_][1]
    return {"theatre": parts.theatre, "claims": parts.claims, "scenario": parts.scenario}[kind][1]
