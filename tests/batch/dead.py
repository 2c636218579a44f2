"""Dead things to plant in a copy of a pack: text that goes in before a line of a file."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import NamedTuple

from batch.rehearse.findings import Found, found_in
from batch.rehearse.running import rehearsed
from engine.content.library import Library


class Dead(NamedTuple):
    """A dead thing: its file, the line it goes behind, its text, and what it is found as."""

    file: str
    after: str
    text: str
    code: str
    subject: str


REGION = (
    Dead(
        "scenarios/post_war_aid_cut.yaml",
        "injects:\n",
        "  comet:\n    when: russian_aid >= 149 and turn >= 2\n    says: A comet falls.\n"
        "    effects: [{on: kim_prestige, by: 5}]\n    judgement: planted\n",
        "inject-never-fires",
        "injects.comet",
    ),
    Dead(
        "actors/pyongyang.yaml",
        "moves:\n",
        "  disband:\n    slot: 40\n    says: Disband the laboratories.\n"
        "    tells: disbands the laboratories\n    instrument: [M]\n"
        "    plover: {category: RETREAT}\n    requires: nuclear_progress < 2\n"
        "    effects: [{on: nuclear_progress, by: -5}]\n    judgement: planted\n",
        "move-never-possible",
        "pyongyang.disband",
    ),
    Dead(
        "scenarios/post_war_aid_cut.yaml",
        "outcomes:\n",
        "  apotheosis:\n    when: final(kim_prestige) >= 99.5\n    says: Nobody doubts him.\n",
        "outcome-never-reached",
        "outcomes.apotheosis",
    ),
    Dead(
        "scenarios/theatres/northeast_asia.yaml",
        "indicators:\n",
        "  sunspots:\n    {name: Sunspots, unit: index, range: [0, 100], start: 30, pull: 0.2,\n"
        "     noise: 1, says: Spots on the sun., judgement: planted}\n",
        "level-never-moved",
        "sunspots",
    ),
    Dead(
        "scenarios/theatres/northeast_asia.yaml",
        "couplings:\n",
        "  - {from: kim_prestige, to: rok_conciliation, by: 0.0000001, judgement: planted}\n",
        "coupling-idle",
        "kim_prestige -> rok_conciliation",
    ),
)
"""Five for a copy of the shipped region, each of another sort."""


def copied(source: Path, folder: Path, planted: tuple[Dead, ...] = ()) -> Path:
    """Return a copy of a pack with dead things planted in it."""
    for name in ("actors", "scenarios"):
        shutil.copytree(source / name, folder / name)
    for dead in planted:
        path = folder / dead.file
        text = path.read_text(encoding="utf-8")
        assert text.count(f"\n{dead.after}") == 1, dead
        grown = text.replace(f"\n{dead.after}", f"\n{dead.after}{dead.text}")
        path.write_text(grown, encoding="utf-8")
    return folder


def found_dead(pack: Path, scenario: str, runs: int, workers: int = 1) -> Found:
    """Rehearse a scenario of a pack in all its variants and return what is dead."""
    library = Library([pack])
    plain = library.load(scenario)
    arms = {"": plain} | {v.id: library.load(scenario, v.id) for v in plain.variants}
    return found_in(plain, rehearsed(arms, 1, runs, workers))


def told(found: Found) -> set[tuple[str, str]]:
    """Return what was found: kinds and subjects."""
    return {(one.code, one.subject) for one in found.dead}
