"""`whitecell claims`: what a scenario's expectations come to over many runs."""

from __future__ import annotations

import sys
from dataclasses import replace
from typing import Annotated

from cyclopts import Parameter
from cyclopts.validators import Number

from batch.executors import workers_for
from batch.laws import PLAIN
from batch.scoreboard import Plan, planned, scoreboard
from batch.twists import PENALTY
from cli.arms import loaded_arms
from cli.batching import Progress, Workers, misspelt
from cli.options import Format, Seed, Settings, Width, settings_of
from cli.packed import Packs
from cli.scoreboard import Shown, scoreboard_data, scoreboard_lines
from cli.talk import say, story_width, write
from cli.under_lenses import under_lenses
from engine.content.library import Library
from engine.content.packs import found_packs
from engine.model.luck import SEED
from reports.data import as_text

Name = Annotated[str, Parameter(help="The id of a scenario, or the path of its file.")]
Only = Annotated[
    list[str] | None,
    Parameter(negative="", help="An expectation to look at alone. May be given again."),
]
Runs = Annotated[
    int, Parameter(validator=Number(gte=2, lte=1_000_000), help="Paired seeds for each arm.")
]
Sample = Annotated[
    int,
    Parameter(
        validator=Number(gte=0, lte=100_000),
        help="Draws of what nobody knows, over the ranges the scenario states.",
    ),
]
SampleRuns = Annotated[
    int, Parameter(validator=Number(gte=2, lte=100_000), help="Paired seeds in each draw.")
]
EachLens = Annotated[
    bool, Parameter(negative="", help="The verdicts under every lens, side by side.")
]
Penalty = Annotated[
    float,
    Parameter(
        validator=Number(gte=0, lte=10),
        help="What a ban costs where it is softened, in units of utility.",
    ),
]


def claims(
    scenario: Name,
    *,
    runs: Runs = 100,
    seed: Seed = SEED,
    lens: Annotated[str | None, Parameter(help="An analyst's reading, laid over it.")] = None,
    each_lens: EachLens = False,
    set_: Settings = None,
    only: Only = None,
    sample: Sample = 0,
    sample_runs: SampleRuns = 20,
    soft_penalty: Penalty = PENALTY,
    workers: Workers = None,
    format: Format = "text",
    width: Width = None,
    pack: Packs = None,
) -> int:
    """Hold a scenario's expectations against many runs, and say what came of each.

    The same scenario, settings, seed and counts give the same figures, whatever the workers.
    """
    if wrong := misspelt(set_):
        say(f"whitecell: --set takes KEY=VALUE, not {wrong!r}")
        return 2
    library, settings = Library(found_packs(pack or ())), settings_of(set_ or ())
    if each_lens:
        return under_lenses(library, scenario, settings, only or (), (runs, seed, workers), format)
    arms = loaded_arms(library, scenario, lens, settings, only or ())
    plan = Plan(seed, runs, sample, sample_runs, soft_penalty)
    progress = Progress(total := planned(arms, plan))
    rows = scoreboard(arms, replace(plan, workers=workers_for(total, workers)), progress)
    progress.close()
    shown = Shown(arms[PLAIN], plan, settings, rows)
    if format == "json":
        sys.stdout.write(as_text(scoreboard_data(shown)))
    else:
        room = story_width(width)
        for line in scoreboard_lines(shown, room):
            write(line)
    return 0
