"""Kill a player with SIGKILL at random instants, and see what is left: `kills COUNT SEED FOLDER`.

A child plays and says through a pipe what it has been told is done, as a screen would show it. The
parent kills it, opens the file, and compares it with a player nobody killed.
"""

from __future__ import annotations

import json
import os
import signal
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from random import Random

from engine.play.journal.contents import read_contents
from engine.play.journal.session import Session
from engine.play.journal.verifying import verify
from tests.journal.making import create, loader, reopen, wander

STEPS = 30


@dataclass(frozen=True)
class Whole:
    """An exercise nobody disturbed: entries and state after each thing done, and how long."""

    entries: list[int]
    states: list[str]
    seconds: float


def state(session: Session) -> str:
    return f"{session.exercise.state_hash()} {session.position} {session.branch_name}"


def play(path: Path, seed: int, told: int | None = None) -> Whole:
    """Play from the beginning to the end; say through a pipe what is done."""
    began, entries, states = time.monotonic(), [], []
    with create(path) as session:
        for number in range(STEPS + 1):
            if number:
                wander(session, seed, number)
            entries.append(session.entries)
            states.append(state(session))
            if told is not None:
                os.write(told, f"{number} {session.entries} {states[-1]}\n".encode())
    return Whole(entries, states, time.monotonic() - began)


def killed(path: Path, seed: int, after: float) -> list[str]:
    """Start a player, kill it after some seconds, and return what it had said."""
    out, into = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(out)
        try:
            play(path, seed, into)
        finally:
            os._exit(0)
    os.close(into)
    time.sleep(after)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    with os.fdopen(out) as pipe:
        return pipe.read().splitlines()


def examine(path: Path, seed: int, said: list[str], whole: Whole) -> str:
    """Compare what is left with what was said and with the whole; return what stage it died in."""
    if not path.exists():
        assert not said, f"{said[-1]} was said, and there is no file"
        return "before it began"
    half = path.with_name(path.name + "-journal").exists()
    contents = read_contents(path)
    verify(contents, loader)
    assert read_contents(path).tip == contents.tip, "a reader changed it"
    began = time.monotonic()
    with reopen(path) as session:
        assert time.monotonic() - began < 2, "it took more than two seconds to open"
        found = len(contents.entries)
        assert found in whole.entries, f"{found} entries: something was written by half"
        number = whole.entries.index(found)
        assert state(session) == whole.states[number]
        if said:
            last, entries, then = said[-1].split(" ", 2)
            assert int(last) <= number, f"{last} was shown and is lost"
            assert whole.entries[int(last)] == int(entries)
            assert whole.states[int(last)] == then
        for later in range(number + 1, STEPS + 1):
            wander(session, seed, later)
        assert state(session) == whole.states[-1], "it went on to another state"
        assert session.entries == whole.entries[-1]
    verify(read_contents(path), loader)
    return "within a write" if half else "between writes"


def main(count: int, seed: int, folder: Path) -> dict[str, int]:
    """Kill so many players; return how many died at which stage."""
    luck, stages = Random(seed), dict[str, int]()
    wholes = {each: play(folder / f"whole-{each}.whitecell", each) for each in range(3)}
    for number in range(count):
        each = number % len(wholes)
        path = folder / f"{number}.whitecell"
        said = killed(path, each, luck.uniform(0, wholes[each].seconds * 1.02))
        stage = examine(path, each, said, wholes[each])
        stages[stage] = stages.get(stage, 0) + 1
        path.unlink(missing_ok=True)
    return stages


if __name__ == "__main__":
    print(json.dumps(main(int(sys.argv[1]), int(sys.argv[2]), Path(sys.argv[3]))))
