"""`whitecell lenses`: which disagreements of the sources matter for how a scenario ends."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import Annotated, Any

from cyclopts import Parameter
from cyclopts.validators import Number

from batch.executors import workers_for
from batch.lenses import Shift, lens_arms, study
from cli.batching import Progress, Workers, misspelt
from cli.options import Format, Seed, Settings, Width, settings_of
from cli.packed import Packs
from cli.talk import say, story_width, table, wrapped, write
from engine.content.library import Library
from engine.content.packs import found_packs
from engine.model import Scenario
from engine.model.luck import SEED
from reports.data import as_text
from reports.wording import counted

SCHEMA = 1
MARKS = {"matters": "**", "matters little": "*", "no sign that it matters": ""}
Names = Annotated[str, Parameter(help="Scenarios, by id or path; none named: all.")]
Runs = Annotated[
    int, Parameter(validator=Number(gte=2, lte=1_000_000), help="Paired seeds for each lens.")
]


@dataclass(frozen=True, slots=True)
class Studied:
    """A scenario and what its disagreements move."""

    scenario: Scenario
    shifts: Sequence[Shift]


def lenses(
    *scenarios: Names,
    runs: Runs = 200,
    seed: Seed = SEED,
    variant: Annotated[str | None, Parameter(help="A variant, laid under the lenses.")] = None,
    set_: Settings = None,
    workers: Workers = None,
    format: Format = "text",
    width: Width = None,
    pack: Packs = None,
) -> int:
    """Play scenarios under both sides of every disagreement, and tell which ones matter.

    The same scenario, settings, seed and count give the same figures, whatever the workers.
    """
    if wrong := misspelt(set_):
        say(f"whitecell: --set takes KEY=VALUE, not {wrong!r}")
        return 2
    library, settings = Library(found_packs(pack or ())), settings_of(set_ or ())
    names = scenarios or [item.id for item in library.scenarios()]
    plains = [library.load(name, variant=variant, settings=settings) for name in names]
    told = [(n, plain) for n, plain in zip(names, plains, strict=True) if plain.disagreements]
    if not told:
        say("whitecell: no disagreements here: a theatre names them as pairs of lenses")
        return 2
    arms = [lens_arms(partial(_load, library, variant, settings, n), p) for n, p in told]
    total = runs * sum(map(len, arms))
    progress, count = Progress(total), workers_for(total, workers)
    found = [
        Studied(plain, study(arm, plain.disagreements, seed, runs, count, progress))
        for (_, plain), arm in zip(told, arms, strict=True)
    ]
    progress.close()
    if format == "json":
        sys.stdout.write(as_text(study_data(found, seed, runs)))
    else:
        room = story_width(width)
        for line in study_lines(found, seed, runs, room):
            write(line)
    return 0


def _load(
    library: Library, variant: str | None, settings: dict[str, str], name: str, lens: str
) -> Scenario:
    return library.load(name, variant, lens, settings)


# --- data -----------------------------------------------------------------------------------------


def study_data(found: Sequence[Studied], seed: int, runs: int) -> dict[str, Any]:
    """Return a study as data, its keys in a fixed order (docs/how-to/use-lenses.md)."""
    return {
        "schema": SCHEMA,
        "seed": seed,
        "runs": runs,
        "scenarios": [
            {
                "scenario": one.scenario.id,
                "variant": one.scenario.variant,
                "disagreements": [_shift_data(shift) for shift in one.shifts],
            }
            for one in found
        ],
    }


def _shift_data(shift: Shift) -> dict[str, Any]:
    d = shift.disagreement
    return {
        "id": d.id,
        "says": d.says,
        "lenses": [d.a, d.b],
        "verdict": shift.verdict,
        "moved": shift.moved,
        "low": shift.low,
        "high": shift.high,
        "by_chance": shift.by_chance,
        "chance": shift.chance,
        "apart": shift.apart,
        "endings": {id_: list(shares) for id_, shares in shift.endings.items()},
    }


# --- text -----------------------------------------------------------------------------------------


def study_lines(found: Sequence[Studied], seed: int, runs: int, room: int) -> list[str]:
    """Return a study as lines of text: a part a scenario, then one table of all."""
    lines = wrapped(f"{counted(runs, 'paired seed')} from seed {seed} under each lens", room)
    for one in found:
        variant = f" · variant {one.scenario.variant}" if one.scenario.variant else ""
        lines += ["", *wrapped(f"{one.scenario.title} · {one.scenario.id}{variant}", room)]
        for shift in one.shifts:
            lines += ["", *_shift_lines(shift, room)]
    if len(found) > 1:
        lines += ["", *_matrix(found, room)]
    return lines


def _shift_lines(shift: Shift, room: int) -> list[str]:
    d, (before, after) = shift.disagreement, shift.endings[shift.most]
    lines = wrapped(f"{d.id} · {shift.verdict.upper()}", room, "    ", "  ")
    lines += wrapped(d.says, room, "    ")
    return lines + table(
        [
            ("between", f"{d.a} and {d.b}"),
            ("endings moved", f"{moved(shift)}; {shift.by_chance:.0%} in 1 of 20 by chance alone"),
            ("most", f"{shift.most}: {before:.0%} under the one, {after:.0%} under the other"),
        ],
        room,
        "    ",
    )


def moved(shift: Shift) -> str:
    """Return how far the endings moved, with the interval."""
    return f"{shift.moved:.0%} (95% {shift.low:.0%} to {shift.high:.0%})"


def _matrix(found: Sequence[Studied], room: int) -> list[str]:
    """Return which disagreements matter where, as one table."""
    ids = list(dict.fromkeys(s.disagreement.id for one in found for s in one.shifts))
    lines = wrapped("SHARE OF RUNS THAT WOULD HAVE TO END OTHERWISE, by disagreement", room)
    for number, id_ in enumerate(ids, 1):
        lines += wrapped(f"{number}  {id_}", room, "     ", "  ")
    rows = [("", *(str(number) for number, _ in enumerate(ids, 1)))]
    for one in found:
        by = {s.disagreement.id: s for s in one.shifts}
        cells = (f"{by[i].moved:.0%}{MARKS[by[i].verdict]}" if i in by else "" for i in ids)
        rows.append((one.scenario.id, *cells))
    note = (
        "** matters; * matters little; no mark: no sign that it matters (chance above 1 in 1,000)"
    )
    return [*lines, *table(rows, room), *wrapped(note, room, "  ")]
