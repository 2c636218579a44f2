"""The pre-rolled luck: keyed streams, so that one thing's dice never move another's.

Each stream is Philox on SeedSequence(seed, spawn_key=(replication, purpose, id)), with the id 32
bits of a stable hash of the actor's, level's or inject's id. Blocks are drawn whole, time first,
so that more turns keep the earlier rolls; a roll is found by turn, phase and slot of the choice.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from enum import IntEnum
from hashlib import sha256
from math import log
from typing import Any

from numpy.random import Generator, Philox

from engine.record import Phase
from engine.rules.streams import Pool, Streams

SLOTS = 64
PHASES = {"initiative": 0, "reaction": 1}
LEAST = 2.0**-53
"""What a draw of 0 counts as, which has no Gumbel number; there is one in 9e15 draws."""
NONE_YET = [0] * 4
"""The counter and the buffer of a Philox that has drawn nothing."""
Block = Any
"""Drawn numbers, read one at a time: a memoryview of floats, typed as one of whole numbers."""


class Purpose(IntEnum):
    """What a stream is for. The numbers are part of the engine's meaning: never renumber."""

    CHOICE = 1
    NOISE = 2
    MAGNITUDE = 3
    LEAD = 4
    ROLL = 5
    DETECTION = 6
    HAZARD = 7
    INJECT = 8
    DEPTH = 9
    OWN_MAGNITUDE = 10


def derived_root(root: int, *where: object) -> int:
    """Return a root of other luck: a stable hash of a root and of where it is wanted."""
    text = "\n".join(str(part) for part in (root, *where))
    return int.from_bytes(sha256(text.encode()).digest()[:8])


def place(turn: int, phase: Phase, slot: int) -> int:
    """Return where a choice's draws stand in their block."""
    return ((turn - 1) * 2 + PHASES[phase]) * SLOTS + slot


class Luck:
    """The dice of one replication, opened as they are needed.

    `streams` are those that exercises of the same scenario are known to open; it learns of more.
    """

    def __init__(
        self, seed: int, replication: int, turns: int, streams: Streams | None = None
    ) -> None:
        self.seed, self.replication, self.turns = seed, replication, turns
        self._blocks: dict[tuple[int, str], Block] = {}
        self._rows: dict[tuple[int, str], list[float]] = {}
        self._pool = Pool.of(seed).stirred(replication)
        self._streams = streams or Streams()
        self._opened = self._streams.opened
        self._keys = self._pool.keys(self._opened.words)
        bits = Philox(key=0)
        self._bits: Any = bits  # its state is typed as its own private class
        self._start: Any = bits.state | {"buffer": NONE_YET}
        self._generator = Generator(bits)

    def gumbels(
        self, actor: str, turn: int, phase: Phase, slots: Iterable[int] = range(SLOTS)
    ) -> list[float]:
        """Return the Gumbel draws of a choice for some slots, as `Generator.gumbel` has them."""
        first = place(turn, phase, 0)
        drawn: list[float] = self._block(Purpose.CHOICE, actor)[first : first + SLOTS].tolist()
        return [-log(-log(1.0 - (drawn[slot] or LEAST))) for slot in slots]

    def roll(self, purpose: Purpose, id: str, where: int) -> float:
        """Return a draw by its `place`: a standard normal for a magnitude, else from [0, 1)."""
        try:
            drawn: float = self._blocks[purpose, id][where]
        except KeyError:
            drawn = self._block(purpose, id)[where]
        return drawn

    def noise(self, level: str, turn: int) -> float:
        """Return the standard normal shock of a level at a turn's end."""
        return self.row(Purpose.NOISE, level, lambda g: g.standard_normal(self.turns))[turn - 1]

    def row(self, purpose: Purpose, id: str, draw: Callable[[Generator], object]) -> list[float]:
        """Return a block of any other size, drawn once by `draw`."""
        key = (purpose, id)
        if key not in self._rows:
            self._rows[key] = draw(self._open(purpose, id)).tolist()  # type: ignore[attr-defined]
        return self._rows[key]

    def _block(self, purpose: Purpose, id: str) -> Block:
        """Return the draws of all choices of an actor, turn by turn, phase by phase, by slot."""
        key = (purpose, id)
        block = self._blocks.get(key)
        if block is None:
            generator, size = self._open(purpose, id), self.turns * 2 * SLOTS
            if purpose in (Purpose.MAGNITUDE, Purpose.OWN_MAGNITUDE):
                block = generator.standard_normal(size).data
            else:
                block = generator.random(size).data
            self._blocks[key] = block
        return block

    def _open(self, purpose: Purpose, id: str) -> Generator:
        """Return a generator at the start of a stream; it serves until the next is opened.

        It stands as Philox(SeedSequence(...)) does when new, which would cost many times as much.
        """
        name = (purpose, id)
        if name not in self._opened.places:
            self._opened = self._streams.add(name, self._opened)
            self._keys = self._pool.keys(self._opened.words)
        key = self._keys[self._opened.places[name]]
        self._start["state"] = {"counter": NONE_YET, "key": key}
        self._bits.state = self._start
        return self._generator
