"""`whitecell run`: a scenario played out by the engine in all seats, as a story or as data."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Annotated

from cyclopts import Parameter

from cli.batching import Again, misspelt
from cli.options import Format, MaybeSeed, Settings, Width, settings_of
from cli.packed import Packs
from cli.talk import say, say_unread, spoken_date, story_width, wrapped, write
from engine.content.library import Library
from engine.content.packs import found_packs
from engine.errors import nearest
from engine.model.luck import SEED
from engine.play.exercise import Exercise
from engine.play.seats import pauses, play_out
from reports.data import as_text, run_data
from reports.names import Names
from reports.quoting import in_full
from reports.recalled import act_says
from reports.run import run_text
from reports.wording import plain

Inputs = Annotated[
    Path | None,
    Parameter(help="A file of inputs: who sits where, and what they answer at which pause."),
]
Journal = Annotated[
    Path | None,
    Parameter(help="A new file that keeps the exercise, each step on disk before it is told."),
]
CopyTo = Annotated[
    Path | None,
    Parameter(help="A folder that takes a copy of the journal at every turn's end."),
]


Given = dict[str, object]
Why = Annotated[
    str | None,
    Parameter(help="Tell one choice in full instead: its act's id, such as beijing.4.initiative."),
]


MaybeScenario = Annotated[
    str | None, Parameter(help="The id of a scenario, or the path of its file.")
]


def run(
    scenario: MaybeScenario = None,
    *,
    seed: MaybeSeed = None,
    variant: Annotated[str | None, Parameter(help="A variant of the scenario.")] = None,
    lens: Annotated[str | None, Parameter(help="An analyst's reading, laid over it.")] = None,
    set_: Settings = None,
    format: Format = "text",
    width: Width = None,
    pack: Packs = None,
    inputs: Inputs = None,
    journal: Journal = None,
    copy_to: CopyTo = None,
    why: Why = None,
    again: Again | None = None,
) -> int:
    """Run a scenario with the engine in all seats, and tell the story.

    The same scenario, settings, seed and inputs give the same text, to the byte.
    """
    room = story_width(width)
    if wrong := _misused(set_, format, why, copy_to if again is None else None, journal):
        say(f"whitecell: {wrong}")
        return 2
    if again is not None or scenario is None:
        from cli.again import told_again

        asked: Given = {"--seed": seed, "--variant": variant, "--lens": lens, "--set": set_}
        asked |= {"--pack": pack, "--inputs": inputs, "--journal": journal, "--copy-to": copy_to}
        return told_again(again or Again(), scenario, format, room, why, asked)
    settings = settings_of(set_ or ())
    library = Library(found_packs(pack or ()))
    if inputs or journal:
        from cli.keeping import Wish, run_kept

        wish = Wish(scenario, variant, lens, settings, seed, inputs, journal, copy_to, why)
        return run_kept(library, wish, format, room)
    loaded = library.load(scenario, variant=variant, lens=lens, settings=settings)
    say_unread(library)
    return told(Exercise(loaded, SEED if seed is None else seed), settings, format, room, why)


def _misused(
    pairs: list[str] | None,
    format: str,
    why: str | None,
    copy_to: Path | None,
    journal: Path | None,
) -> str:
    """Return which words make no sense, alone or together; "" where all do."""
    if wrong := misspelt(pairs):
        return f"--set takes KEY=VALUE, not {wrong!r}"
    if why is not None and format == "json":
        return "--why tells one choice in words, --format json the whole run; give one of them"
    if copy_to is not None and journal is None:
        return "--copy-to copies a journal; name one with --journal"
    return ""


def told(
    exercise: Exercise, settings: Mapping[str, str], format: str, room: int, why: str | None
) -> int:
    """Play an exercise to its end and tell it: as data, as a story, or one choice of it in full."""
    if why is not None:
        play_out(exercise)
        return tell_why(exercise, why, room)
    if format == "json":
        sys.stdout.write(as_json(exercise, settings))
    else:
        for line in run_text(exercise.scenario, exercise.seed, pauses(exercise), room):
            write(line)
    return 0


def tell_why(exercise: Exercise, act: str, room: int) -> int:
    """Write the whole record of one choice; 2 where there is none of that id."""
    ids = set[str]()
    for report in exercise.reports:
        for decision in report.decisions:
            id = f"{decision.actor}.{decision.turn}.{decision.phase}"
            ids.add(id)
            if id == act and decision.explanation:
                why = decision.explanation
                lines = in_full(exercise.scenario, why, report.starts, report.ends)
                for line in [*lines, *_dropped(exercise, act)]:
                    lead = line[: len(line) - len(line.lstrip())]
                    for row in wrapped(line, room, lead and f"{lead}  ", lead):
                        write(row)
                return 0
    near = nearest(act, ids)
    hint = f"did you mean {near!r}?" if near else "ids read actor.turn.initiative or .reaction"
    say(f"whitecell: no choice {act[:80]!r} in this run; {hint}")
    return 2


def _dropped(exercise: Exercise, id: str) -> Iterator[str]:
    """Give a line on the day an order was called off, none where it was carried out."""
    names = Names(exercise.scenario)
    acts = (act for report in exercise.reports for act in report.acts)
    for act in acts:
        if act.id == id and act.called_off:
            on, says = spoken_date(exercise.date_of(act.day)), plain(act_says(act, names))
            yield ""
            yield f"On {on} {names.actor(act.actor)} {says}."


def as_json(exercise: Exercise, settings: Mapping[str, str]) -> str:
    """Play an exercise to its end and return it as JSON text."""
    finished = play_out(exercise)
    data = run_data(
        exercise.scenario,
        exercise.seed,
        settings,
        exercise.reports,
        finished,
        exercise.measures(),
        exercise.replication,
    )
    return as_text(data)
