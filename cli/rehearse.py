"""`whitecell rehearse`: a scenario played hundreds of times, to find what in it is dead."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Literal

from cyclopts import Parameter
from cyclopts.validators import Number

from batch.executors import workers_for
from batch.rehearse.findings import found_in
from batch.rehearse.running import plays_of, rehearsed
from batch.rehearse.tally import Tally
from batch.rehearse.watching import Way, watched
from cli.batching import Progress, Workers, misspelt
from cli.claims import Name
from cli.options import Seed, Settings, settings_of
from cli.packed import Packs
from cli.rehearsed import Asked, as_data, as_lines
from cli.talk import say, story_width, width, write, write_json
from engine.content.library import Library
from engine.content.packs import found_packs
from engine.model import Scenario
from engine.model.luck import SEED
from engine.play.seats import pauses
from engine.play.table import Prepared
from reports.run import run_text

Runs = Annotated[
    int,
    Parameter(
        validator=Number(gte=1, lte=100_000),
        help="Plays by the model, and as many at random, spread over the variants.",
    ),
]
Tell = Annotated[
    Way | None,
    Parameter(help="Tell the story of one play instead, of this kind, under the seed."),
]


def rehearse(
    scenario: Name,
    *,
    runs: Runs = 200,
    seed: Seed = SEED,
    variant: Annotated[str | None, Parameter(help="This variant alone, not every one.")] = None,
    lens: Annotated[str | None, Parameter(help="An analyst's reading, laid over it.")] = None,
    set_: Settings = None,
    workers: Workers = None,
    format: Literal["text", "json"] = "text",
    tell: Tell = None,
    pack: Packs = None,
) -> int:
    """Play a scenario many times, by the model and at random, and report what is dead in it.

    Looks for events that never fire, moves never possible, never chosen or dominated, endings never
    reached, seats without a choice, indicators pinned or never moved, couplings that do nothing and
    turns on which a seat can only hold. A thing is dead if it is so in every variant. Ends with 0
    where nothing is dead, with 1 where something is.
    """
    if wrong := misspelt(set_):
        say(f"whitecell: --set takes KEY=VALUE, not {wrong!r}")
        return 2
    asked = Asked(scenario, variant, lens, tuple(set_ or ()), tuple(map(str, pack or ())))
    library = Library(found_packs(pack or ()))
    if tell is not None:
        settings = settings_of(set_ or ())
        return _told(library.load(scenario, variant, lens, settings=settings), seed, tell)
    arms = arms_of(library, asked)
    tally = _counted(arms, seed, runs, workers)
    plain = next(iter(arms.values()))
    found = found_in(plain, tally)
    if format == "json":
        write_json(as_data(asked, plain, seed, tuple(arms), tally, found))
    else:
        for line in as_lines(asked, plain, seed, tuple(arms), tally, found, width()):
            write(line)
    return 1 if found.dead else 0


def _counted(arms: Mapping[str, Scenario], seed: int, runs: int, workers: int | None) -> Tally:
    """Play all plays, with a line that tells how far they are."""
    plays = plays_of(arms, seed, runs)
    progress = Progress(plays)
    try:
        return rehearsed(arms, seed, runs, workers_for(plays, workers), progress)
    finally:
        progress.close()


def arms_of(library: Library, asked: Asked) -> Mapping[str, Scenario]:
    """Return what is rehearsed by name: the scenario as written ("") and each variant, or one."""
    settings = settings_of(asked.sets)
    name, lens = asked.scenario, asked.lens
    if asked.variant is not None:
        return {asked.variant: library.load(name, asked.variant, lens, settings=settings)}
    plain = library.load(name, lens=lens, settings=settings)
    others = {v.id: library.load(name, v.id, lens, settings=settings) for v in plain.variants}
    return {"": plain, **others}


def _told(scenario: Scenario, seed: int, way: Way) -> int:
    """Tell the story of one play of a rehearsal."""
    play = watched(Prepared(scenario), seed, way, lean=False)
    room = story_width()
    for line in run_text(scenario, seed, pauses(play), room):
        write(line)
    return 0
