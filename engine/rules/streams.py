"""The keys of keyed streams, as NumPy's SeedSequence gives them, at a quarter of its cost.

`SeedSequence(seed, spawn_key=key).generate_state(2, uint64)` stirs 32-bit words into a pool of four
(O'Neill 2015, seed_seq_fe; NumPy keeps it stable between versions). A replication opens dozens of
streams whose first words are the same: here these are stirred once. A test holds every key to
SeedSequence's own.
"""

from __future__ import annotations

from collections.abc import Sequence

WORDS = 4
_MASK = 0xFFFFFFFF
_STIR, _STIR_BY = 0x43B0D7E5, 0x931E8875
_GIVE, _GIVE_BY = 0x8B51F9DD, 0x58F38DED
_LEFT, _RIGHT = 0xCA01F9DD, 0x4973F715


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

    def key(self) -> tuple[int, int]:
        """Return the two 64-bit words of a stream's key."""
        (a, b, c, d), _ = _hashed(self.words, _GIVE, _GIVE_BY)
        return a | b << 32, c | d << 32

    def _stir(self, word: int, places: Sequence[int] = range(WORDS)) -> None:
        """Mix a word into all four, or into those at some places."""
        words, by = self.words, self.by
        for at in places:
            after = by * _STIR_BY & _MASK
            more = (word ^ by) * after & _MASK
            mixed = words[at] * _LEFT - (more ^ more >> 16) * _RIGHT & _MASK
            words[at], by = mixed ^ mixed >> 16, after
        self.by = by


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
