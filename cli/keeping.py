"""A run with inputs from a file, kept in a journal or not."""

from __future__ import annotations

import sys
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

from cli.orderly import orderly
from cli.recorded import Loose, items_of, plan_of, script, tell_copies, tell_dropped, told
from cli.talk import say
from engine.content.copies import load_copy
from engine.content.inputs import InputsDocument
from engine.content.library import Library
from engine.model.copies import ContentCopy
from engine.model.luck import SEED
from engine.play.exercise import Exercise
from engine.play.journal.driving import Drive, Hand
from engine.play.journal.session import Plan, Session
from engine.record import Finished
from reports.data import as_text, run_data


@dataclass(frozen=True, slots=True)
class Wish:
    """What `run` was asked for: a scenario, its set-up, where inputs come from and go to."""

    scenario: str
    variant: str | None
    lens: str | None
    settings: dict[str, str]
    seed: int | None
    inputs: Path | None
    journal: Path | None
    copy_to: Path | None = None
    why: str | None = None
    """The id of one choice, to be told in place of the story."""


def run_kept(library: Library, wish: Wish, format: str, room: int) -> int:
    """Play a scenario with the inputs of a file, and keep it in a journal where one is named."""
    document = script(wish.inputs) if wish.inputs else None
    if document and (wrong := _disagreement(document, wish)):
        say(f"whitecell: {wish.inputs}: {wrong}")
        return 2
    copy = _copied(library, wish, document)
    named = (wish.seed, document.seed if document else None)
    seed = next((each for each in named if each is not None), SEED)
    plan = plan_of(document, seed, wish.copy_to)
    with ExitStack() as stack:
        hand = _hand(stack, copy, plan, wish.journal)
        items = items_of(document) if document else []
        drive = Drive(hand, items, document.until if document else "")
        if wish.why is not None:
            code = _explained(drive, wish.why, room)
        else:
            code = finish(drive, copy, seed, format, room)
    if isinstance(hand, Session):
        tell_copies(hand)
    return code


def finish(drive: Drive, copy: ContentCopy, seed: int, format: str, room: int) -> int:
    """Play to the end, tell it as text or as data, and say what was left out."""
    exercise = drive.hand.exercise
    if format == "text":
        told(drive, exercise.scenario, seed, room)
    else:
        drive.play()
        pause = drive.hand.exercise.pause
        if not isinstance(pause, Finished):
            say("whitecell: the inputs stop before the end; --format json tells finished runs")
            return 2
        reports, measures = exercise.reports, exercise.measures()
        settings = dict(copy.settings)
        data = run_data(exercise.scenario, seed, settings, reports, pause, measures)
        sys.stdout.write(as_text(data))
    tell_dropped(drive.dropped)
    return 1 if drive.dropped else 0


def _explained(drive: Drive, act: str, room: int) -> int:
    """Play to the end, tell one choice in full, and say what was left out."""
    from cli.run import tell_why

    drive.play()
    code = tell_why(drive.hand.exercise, act, room)
    tell_dropped(drive.dropped)
    return code or (1 if drive.dropped else 0)


def _hand(stack: ExitStack, copy: ContentCopy, plan: Plan, journal: Path | None) -> Hand:
    """Return what inputs are given to: a recorded exercise, or a loose one."""
    if journal is not None:
        stack.enter_context(orderly())
        return stack.enter_context(Session.create(journal, copy, load_copy, plan))
    exercise = Exercise(load_copy(copy), plan.seed, people=plan.people, white_cell=plan.asks)
    return Loose(exercise)


def _copied(library: Library, wish: Wish, document: InputsDocument | None) -> ContentCopy:
    """Return the content that is played; the command line's word stands over the file's."""
    variant, lens, settings = wish.variant, wish.lens, wish.settings
    if document is not None:
        variant, lens = variant or document.variant, lens or document.lens
        settings = {**document.settings, **settings}
    library.load(wish.scenario, variant, lens, settings)
    return library.copy(wish.scenario, variant, lens, settings)


def _disagreement(document: InputsDocument, wish: Wish) -> str:
    """Return why a file of inputs is not for this run, or an empty text."""
    named = Path(wish.scenario).stem
    if document.scenario is not None and document.scenario != named:
        return f"these inputs are for {document.scenario!r}, not for {named!r}"
    return ""
