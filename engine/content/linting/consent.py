"""Findings told only where every variant and every scenario that shares the file has them.

A move that one scenario leaves impossible is alive if another allows it: nothing is called dead
because of a single reading.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from engine.content.linking import Parts
from engine.content.linting.findings import Finding, Home, as_problems, looked_over
from engine.content.problems import Problem
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
        kept = {finding.same: finding for finding in looked_over(parts, scenario)}
        for version in versions[1:] if kept else ():
            agreed = {finding.same for finding in looked_over(*version)}
            kept = {same: finding for same, finding in kept.items() if same in agreed}
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


def _placed(kept: dict[Same, Finding], parts: Parts) -> dict[Same, Problem]:
    """Return each finding with the problem it makes."""
    return {same: as_problems([finding], parts)[0] for same, finding in kept.items()}
