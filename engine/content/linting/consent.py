"""Findings told only where every variant and every scenario that shares the file has them.

A move that one scenario leaves impossible is alive if another allows it: nothing is called dead
because of a single reading.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from engine.content.linking import Parts
from engine.content.linting.findings import Finding, Home, all_looks, as_problems, found_by
from engine.content.problems import Problem
from engine.content.versions import whose
from engine.model import Scenario

Same = tuple[Home, tuple[str | int, ...], str]


@dataclass
class Consent:
    """Collects the findings of scenarios, file by file."""

    told: dict[Same, Problem] = field(default_factory=dict)
    seen: dict[Home, list[set[Same]]] = field(default_factory=dict)

    def take(self, versions: Sequence[tuple[Parts, Scenario]]) -> None:
        """Look over a scenario as it is (first) and with its variants and lenses."""
        if not versions:
            return
        parts, scenario = versions[0]
        kept = _agreed(versions)
        self.told.update(_placed(kept, parts))
        homes: list[Home] = [("actor", actor.id) for actor in scenario.actors]
        homes += [("theatre", scenario.theatre.id), ("claims", scenario.ledger.id)]
        for home in [*homes, ("scenario", scenario.id)]:
            self.seen.setdefault(home, []).append({same for same in kept if same[0] == home})

    def only(self, home: Home) -> None:
        """Forget what is about other files: not all that share them have been looked at."""
        self.told = {same: problem for same, problem in self.told.items() if same[0] == home}

    def problems(self) -> list[Problem]:
        """Return what all scenarios that share a file agree on."""
        return [
            problem
            for same, problem in self.told.items()
            if all(same in found for found in self.seen[same[0]])
        ]


def _agreed(versions: Sequence[tuple[Parts, Scenario]]) -> dict[Same, Finding]:
    """Return what the first version shows and every other confirms.

    A version is asked only what is still in question, so a look that finds nothing is taken once.
    """
    first = found_by(*versions[0], all_looks())
    open_ = {look: {found.same: found for found in of} for look, of in first.items() if of}
    for version in versions[1:]:
        if not open_:
            break
        for look, of in found_by(*version, tuple(open_)).items():
            agreed = {found.same for found in of}
            open_[look] = {same: found for same, found in open_[look].items() if same in agreed}
        open_ = {look: found for look, found in open_.items() if found}
    return {same: found for of in open_.values() for same, found in of.items()}


def _placed(kept: dict[Same, Finding], parts: Parts) -> dict[Same, Problem]:
    """Return each finding with the problem it makes; of an extending scenario, with its name."""
    own = parts.scenario[1].path
    told = {same: as_problems([finding], parts)[0] for same, finding in kept.items()}
    return {
        same: whose(found, "scenario", parts.id)
        if same[0][0] == "scenario" and found.path != own
        else found
        for same, found in told.items()
    }
