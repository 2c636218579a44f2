"""Which of the seven disagreements of the sources matter for how the eight scenarios end."""

from __future__ import annotations

import os
from collections.abc import Sequence
from functools import partial

from batch.lenses import LARGE, SURE, Shift, lens_arms, study
from engine.content.library import Library
from engine.model import Scenario
from tests.proof.registry import proof

RUNS, SEED = 200, 1
MARKS = {"matters": "**", "matters little": "*", "no sign that it matters": ""}


@proof("lenses")
def lenses() -> str:
    """One table, eight scenarios by seven disagreements: how far each moves the endings."""
    library = Library()
    names = [item.id for item in library.scenarios()]
    plains = {name: library.load(name) for name in names}
    found = {name: _study(library, plain) for name, plain in plains.items()}
    assert len(found) == 8
    assert all(len(shifts) == 7 for shifts in found.values())
    ids = [shift.disagreement.id for shift in found[names[0]]]
    made = (
        f"`whitecell lenses --runs {RUNS} --seed {SEED}`: the total variation between the shares "
        "of endings under the two lenses of a disagreement, in percent of runs, with a 95% "
        "bootstrap interval over paired seeds. It is never below 0: an interval without a mark is "
        f"what chance alone could give. Marks: `**` matters (chance below {SURE:.1%} by swapping "
        f"the lenses within pairs, and at least {LARGE:.0%} of runs), `*` sure but small."
    )
    lines = [made, "", f"| | {' | '.join(ids)} |", "|---|" + "---|" * len(ids)]
    lines += [f"| {name} | {' | '.join(map(_cell, shifts))} |" for name, shifts in found.items()]
    return "\n".join([*lines, "", *_learnt(found), "", *_pairs(plains[names[0]])])


def _study(library: Library, plain: Scenario) -> list[Shift]:
    arms = lens_arms(partial(_under, library, plain.id), plain)
    return study(arms, plain.disagreements, SEED, RUNS, os.cpu_count() or 1)


def _under(library: Library, name: str, lens: str) -> Scenario:
    return library.load(name, lens=lens)


def _cell(shift: Shift) -> str:
    mark = MARKS[shift.verdict]
    return f"{mark}{100 * shift.moved:.0f}{mark} ({100 * shift.low:.0f}–{100 * shift.high:.0f})"


def _learnt(found: dict[str, list[Shift]]) -> list[str]:
    """Return where each disagreement matters, and what it moves most there."""
    lines = []
    for place, id_ in enumerate(shift.disagreement.id for shift in next(iter(found.values()))):
        there = {name: shifts[place] for name, shifts in found.items()}
        told = [
            f"{name} ({shift.most} {_share(shift, 0)} to {_share(shift, 1)})"
            for name, shift in there.items()
            if shift.verdict == "matters"
        ]
        lines.append(f"- **{id_}** matters in {len(told)} of {len(there)}: {_listed(told)}.")
    return lines


def _share(shift: Shift, side: int) -> str:
    return f"{shift.endings[shift.most][side]:.0%}"


def _listed(told: Sequence[str]) -> str:
    return "; ".join(told) or "no scenario shows a sign of it"


def _pairs(scenario: Scenario) -> list[str]:
    """Return the lenses of each disagreement in the order of the figures, with their claims."""
    claims = {lens.id: ", ".join(lens.claims) for lens in scenario.lenses}
    return [
        f"- {d.id}: from `{d.a}` ({claims[d.a]}) to `{d.b}` ({claims[d.b]})."
        for d in scenario.disagreements
    ]
