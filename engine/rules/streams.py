"""The keys of keyed streams, as NumPy's SeedSequence gives them, at a small part of its cost.

`SeedSequence(seed, spawn_key=key).generate_state(2, uint64)` stirs 32-bit words into a pool of four
(O'Neill 2015, seed_seq_fe; NumPy keeps it stable between versions). A replication opens dozens of
streams whose keys differ in their last two words: those before are stirred once, and the keys of
all streams that a scenario is known to open are worked out together. A test holds every key to
SeedSequence's own.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

WORDS = 4
_MASK = 0xFFFFFFFF
_STIR, _STIR_BY = 0x43B0D7E5, 0x931E8875
_GIVE, _GIVE_BY = 0x8B51F9DD, 0x58F38DED
_LEFT, _RIGHT = 0xCA01F9DD, 0x4973F715
_SHIFT = np.uint32(16)

Words = NDArray[np.uint32]
Name = tuple[int, str]
"""What a stream is for, and the id of what it is the stream of."""


class Opened(NamedTuple):
    """Streams by name with the place of each, and their last two words, of shape (2, streams)."""

    places: Mapping[Name, int]
    words: Words


class Streams:
    """The streams that a scenario's exercises have opened so far, so as to know the next one's.

    What is `opened` is never changed, only replaced: exercises may be played side by side.
    """

    def __init__(self) -> None:
        self.opened = Opened({}, np.zeros((2, 0), np.uint32))

    def add(self, name: Name, to: Opened) -> Opened:
        """Return some streams with one more."""
        purpose, id = name
        words = np.array([[purpose], [crc32(id.encode())]], np.uint32)
        places = {**to.places, name: len(to.places)}
        self.opened = Opened(places, np.concatenate([to.words, words], axis=1))
        return self.opened


class Pool:
    """Four words with whatever was stirred in so far, and the multiplier that comes next."""

    def __init__(self, words: list[int], by: int) -> None:
        self.words, self.by = words, by

    @classmethod
    def of(cls, seed: int) -> Pool:
        """Return the pool of a seed alone, a whole number from 0."""
        given = _words(seed)
        first, by = _hashed((given + [0] * WORDS)[:WORDS], _STIR, _STIR_BY)
        pool = cls(first, by)
        for at in range(WORDS):
            pool._stir(pool.words[at], [other for other in range(WORDS) if other != at])
        for word in given[WORDS:]:
            pool._stir(word)
        return pool

    def stirred(self, *numbers: int) -> Pool:
        """Return the pool with whole numbers from 0 stirred in; this one stays as it is."""
        pool = Pool(list(self.words), self.by)
        for number in numbers:
            for word in _words(number):
                pool._stir(word)
        return pool

    def keys(self, last: Words) -> list[list[int]]:
        """Return the two 64-bit words of keys by stream, each with its own words stirred in last.

        `last` has the shape (words, streams).
        """
        words, by = np.array(self.words, np.uint32)[:, None], self.by
        for word in last:
            (before, after), by = _multipliers(by, _STIR_BY)
            more = (word ^ before) * after
            more ^= more >> _SHIFT
            words = words * np.uint32(_LEFT) - more * np.uint32(_RIGHT)
            words ^= words >> _SHIFT
        (before, after), _ = _multipliers(_GIVE, _GIVE_BY)
        words = (words ^ before) * after
        words ^= words >> _SHIFT
        low, high = words[::2].astype(np.uint64), words[1::2].astype(np.uint64)
        keys: list[list[int]] = (low | high << np.uint64(32)).T.tolist()
        return keys

    def _stir(self, word: int, places: Sequence[int] = range(WORDS)) -> None:
        """Mix a word into all four, or into those at some places."""
        words, by = self.words, self.by
        for at in places:
            after = by * _STIR_BY & _MASK
            more = (word ^ by) * after & _MASK
            mixed = words[at] * _LEFT - (more ^ more >> 16) * _RIGHT & _MASK
            words[at], by = mixed ^ mixed >> 16, after
        self.by = by


def _multipliers(by: int, step: int) -> tuple[tuple[Words, Words], int]:
    """Return what a word is mixed with at four places, before and after, and what comes next."""
    row = [by]
    for _ in range(WORDS):
        row.append(row[-1] * step & _MASK)
    column = np.array(row, np.uint32)[:, None]
    return (column[:-1], column[1:]), row[-1]


def _hashed(words: list[int], by: int, step: int) -> tuple[list[int], int]:
    """Return words hashed one after the other, and the multiplier that comes next."""
    hashed = []
    for word in words:
        after = by * step & _MASK
        mixed = (word ^ by) * after & _MASK
        hashed.append(mixed ^ mixed >> 16)
        by = after
    return hashed, by


def _words(number: int) -> list[int]:
    """Return a whole number as 32-bit words, the lowest first; 0 is one word."""
    words = [number & _MASK]
    while number := number >> 32:
        words.append(number & _MASK)
    return words
