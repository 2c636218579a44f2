"""The pre-rolled luck: keyed streams, so that one thing's dice never move another's.

Each stream is Philox on SeedSequence(seed, spawn_key=(replication, purpose, id)), with the id 32
bits of a stable hash of the actor's, level's or inject's id. Blocks are drawn whole, time first,
so that more turns keep the earlier rolls. A choice's own draws are found by turn, phase and slot,
on shelves of 16 slots: further shelves are streams of their own, opened for a menu that long. What
comes of a choice is found by turn and phase, since a seat makes one at a time: whatever it chooses,
its luck is the same.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from hashlib import sha256
from typing import Any, Final

from numpy.random import Generator, Philox, SeedSequence

from engine.record import Phase
from engine.rules.streams import Pool, Streams

SHELF: Final = 16
"""How many of an actor's slots one block has draws for."""
EFFECTS: Final = 4
"""For how many effects of a move one block has draws."""
NONE_YET = [0] * 4
"""The counter and the buffer of a Philox that has drawn nothing."""


class Purpose:
    """What a stream is for. The numbers are part of the engine's meaning: never renumber."""

    CHOICE: Final = 1
    NOISE: Final = 2
    MAGNITUDE: Final = 3
    LEAD: Final = 4
    ROLL: Final = 5
    DETECTION: Final = 6
    HAZARD: Final = 7
    INJECT: Final = 8
    DEPTH: Final = 9
    OWN_MAGNITUDE: Final = 10


PURPOSES: Final = 11
"""One more than the greatest of them."""


def derived_root(root: int, *where: object) -> int:
    """Return a root of other luck: a stable hash of a root and of where it is wanted."""
    text = "\n".join(str(part) for part in (root, *where))
    return int.from_bytes(sha256(text.encode()).digest()[:8])


def place(turn: int, phase: Phase) -> int:
    """Return where a choice's draws stand in their block."""
    return 2 * turn - (1 if phase == "reaction" else 2)


class Luck:
    """The dice of one replication, opened as they are needed.

    `streams` are those that exercises of the same scenario are known to open; it learns of more.
    """

    def __init__(
        self, seed: int, replication: int, turns: int, streams: Streams | None = None
    ) -> None:
        self.seed, self.replication, self.turns = seed, replication, turns
        self._blocks: list[dict[str, list[float]]] = [{} for _ in range(PURPOSES)]
        self._rows: dict[tuple[int, str], list[float]] = {}
        self._pool = Pool.of(seed).stirred(replication)
        self._streams = streams or Streams()
        self._opened = self._streams.opened
        self._keys = self._pool.keys(self._opened.words)
        bits = Philox(SeedSequence(0))  # set before it draws: asks the system for nothing
        self._bits: Any = bits  # its state is typed as its own private class
        self._start: Any = bits.state | {"buffer": NONE_YET}
        self._generator = Generator(bits)

    def waits(self, actor: str, turn: int, phase: Phase, slots: Sequence[int]) -> list[float]:
        """Return a standard exponential of a choice for each of some slots, in rising order."""
        first, least, last = place(turn, phase) * SHELF, slots[0], slots[-1]
        drawn = self._block(Purpose.CHOICE, actor, SHELF)[first : first + SHELF]
        for shelf in range(1, last // SHELF + 1):
            drawn += self._block(Purpose.CHOICE, f"{actor}:{shelf}", SHELF)[first : first + SHELF]
        if last - least + 1 == len(slots):
            return drawn[least : last + 1]
        return [drawn[slot] for slot in slots]

    def roll(self, purpose: int, id: str, where: int) -> float:
        """Return a draw by its `place`: a standard normal for a magnitude, else from [0, 1)."""
        block = self._blocks[purpose].get(id)
        return (block or self._block(purpose, id))[where]

    def sizes(self, id: str, where: int, count: int) -> list[float]:
        """Return a standard normal for each of a choice's effects, by its `place`."""
        first, purpose = where * EFFECTS, Purpose.OWN_MAGNITUDE
        drawn = self._block(purpose, id, EFFECTS)[first : first + EFFECTS]
        for more in range(1, (count - 1) // EFFECTS + 1):
            drawn += self._block(purpose, f"{id}:{more}", EFFECTS)[first : first + EFFECTS]
        return drawn

    def firing(self, id: str, number: int, at: int) -> float:
        """Return the standard normal of one effect of an inject's firing, both counted from 0."""
        name = id if number < 4 and at < 8 else f"{id}:{number // 4}:{at // 8}"
        drawn = self.row(Purpose.INJECT, name, lambda g: g.standard_normal(4 * 8))
        return drawn[number % 4 * 8 + at % 8]

    def noise(self, level: str, turn: int) -> float:
        """Return the standard normal shock of a level at a turn's end."""
        return self.row(Purpose.NOISE, level, lambda g: g.standard_normal(self.turns))[turn - 1]

    def row(self, purpose: int, id: str, draw: Callable[[Generator], object]) -> list[float]:
        """Return a block of any other size, drawn once by `draw`."""
        key = (purpose, id)
        if key not in self._rows:
            self._rows[key] = draw(self._open(purpose, id)).tolist()  # type: ignore[attr-defined]
        return self._rows[key]

    def _block(self, purpose: int, id: str, each: int = 1) -> list[float]:
        """Return the draws for all choices of an actor, `each` for one, turn by turn, by phase."""
        block = self._blocks[purpose].get(id)
        if block is None:
            generator, size = self._open(purpose, id), self.turns * 2 * each
            if purpose == Purpose.CHOICE:
                block = generator.standard_exponential(size).tolist()
            elif purpose in (Purpose.MAGNITUDE, Purpose.OWN_MAGNITUDE):
                block = generator.standard_normal(size).tolist()
            else:
                block = generator.random(size).tolist()
            self._blocks[purpose][id] = block
        return block

    def _open(self, purpose: int, id: str) -> Generator:
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
