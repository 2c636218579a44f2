"""`whitecell replay`: a journal played again, told, written as inputs, or verified."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any, Literal

from cli.options import Width
from cli.recorded import read
from cli.scripts import as_inputs
from cli.talk import say, story_width, table, wrapped, write, write_json
from cli.talk import width as talk_width
from engine.content.copies import load_copy
from engine.play.exercise import Exercise
from engine.play.journal.entries import Entry
from engine.play.journal.faults import Differs
from engine.play.journal.inputs import says
from engine.play.journal.replaying import Replay
from engine.play.journal.verifying import Verdict, verify
from engine.record import Finished, Pause, TurnEnded
from reports.run import run_text
from reports.wording import counted


def replay(
    file: Path,
    *,
    verify: bool = False,
    format: Literal["text", "json", "inputs"] = "text",
    width: Width = None,
) -> int:
    """Replay a journal: tell its story, or verify every state it recorded.

    The file is read without locking it, so an exercise under way can be looked at.

    Parameters
    ----------
    file
        The journal.
    verify
        Compare every recorded state, on every branch; the first that differs is named.
    format
        Text for people, JSON for programs, or the inputs as `run --inputs` takes them.
    width
        Cells of a line of text; the terminal's where not given.
    """
    replayed = read(file)
    if verify:
        return _verified(replayed, format, width or talk_width())
    try:
        exercise = replayed.at()
    except Differs as error:
        return _kept(replayed, error)
    if format == "inputs":
        sys.stdout.write(as_inputs(replayed))
    elif format == "json":
        write_json(as_data(replayed, exercise, None, ""))
    else:
        room = story_width(width)
        _tell(replayed, exercise, room)
    return 0


def _kept(replayed: Replay, error: Differs) -> int:
    """Tell what was kept of each turn, where this engine cannot replay it."""
    kept = {d.entry: d.text for d in replayed.contents.derived if d.kind == "events"}
    for entry in replayed.tree.path():
        if entry.seq not in kept:
            continue
        with replayed.trusting(f"what was kept with entry {entry.seq}"):
            _kept_turn(json.loads(kept[entry.seq]))
    say(f"whitecell: {error}")
    say("whitecell: told from what was kept; 'resume --seam' goes on from the last snapshot")
    return 1


def _kept_turn(turn: dict[str, Any]) -> None:
    """Tell one turn as it was kept."""
    write(f"turn {turn['turn']:d}")
    acts = [(a["day"], a["actor"], f"{a['move']}: {a['result']}") for a in turn["acts"]]
    happenings = [(h["day"], h["kind"], h["id"]) for h in turn["happenings"]]
    rows = [(f"day {day}", str(who), str(what)) for day, who, what in sorted(acts + happenings)]
    for line in table(rows, 110):
        write(line)


def _verified(replayed: Replay, format: str, columns: int) -> int:
    """Verify a journal and say how it went."""
    verdict, differs = None, ""
    try:
        verdict = verify(replayed.contents, load_copy)
    except Differs as error:
        differs = error.says
    if format == "json":
        exercise = verdict.exercise if verdict else None
        write_json(as_data(replayed, exercise, verdict, differs))
    elif verdict is not None:
        assert verdict.exercise is not None
        kept = f", {counted(verdict.kept, 'kept text')}" if verdict.kept else ""
        entries = f"{verdict.entries:,} {'entry' if verdict.entries == 1 else 'entries'}"
        told = f"{replayed.path}: verified: {entries}, {counted(verdict.turns, 'turn end')}"
        for line in wrapped(f"{told}{kept}{_behind(verdict)}", columns, "  ", ""):
            write(line)
        write(f"  state {verdict.exercise.state_hash()}")
    if differs:
        say(f"whitecell: {replayed.path}: {differs}")
    return 1 if differs or (verdict and verdict.faults) else 0


def _behind(verdict: Verdict) -> str:
    """Return what could not be compared, as an end of a sentence."""
    return "" if verdict.seam is None else f", from the seam at entry {verdict.seam} on"


def as_data(
    replayed: Replay, exercise: Exercise | None, verdict: Verdict | None, differs: str
) -> dict[str, Any]:
    """Return a journal as plain data; `exercise` stands at its head."""
    setup, tree = replayed.setup, replayed.tree
    data: dict[str, Any] = {
        "schema": 1,
        "setup": setup.data,
        "began": setup.wall,
        "entries": len(replayed.contents.entries),
        "branch": tree.current.name,
        "position": tree.head,
        "branches": [
            {"name": b.name, "head": b.head, "start": b.start, "from": b.parent or None}
            for b in tree.branches.values()
        ],
        "inputs": [_input(entry) for entry in tree.path()],
    }
    if exercise is not None:
        pause = exercise.pause
        data["turns"] = [
            {"turn": r.turn, "ends": r.ends.isoformat(), "state_hash": r.state_hash}
            for r in exercise.reports
        ]
        data["state_hash"] = exercise.state_hash()
        data["outcome"] = pause.outcome if isinstance(pause, Finished) else None
    if verdict is not None or differs:
        data["verified"] = verdict is not None and not verdict.faults
        data["faults"] = [differs] if differs else list(verdict.faults if verdict else ())
    return data


def _input(entry: Entry) -> dict[str, Any]:
    names = ("kind", "author", "wall", "pause", "before", "data")
    return {"entry": entry.seq, **{name: getattr(entry, name) for name in names}}


def _tell(replayed: Replay, exercise: Exercise, room: int) -> None:
    """Tell the story that leads to the head, and where the table stands."""
    pauses: list[Pause] = [TurnEnded(report) for report in exercise.reports]
    if isinstance(exercise.pause, Finished):
        pauses.append(exercise.pause)
    for line in run_text(exercise.scenario, replayed.setup.data["seed"], pauses, room):
        write(line)
    path = replayed.tree.path()
    last = f"after input {path[-1].seq}: {says(path[-1])}" if path else "at its start"
    rows = [("branch", replayed.tree.current.name), ("stands", last)]
    write()
    for line in table([*rows, ("state", exercise.state_hash())], room):
        write(line)
