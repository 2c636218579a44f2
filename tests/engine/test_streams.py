"""The keys of streams are those of NumPy's SeedSequence, whatever the seed and the key."""

from __future__ import annotations

from zlib import crc32

import numpy as np
from hypothesis import example, given
from hypothesis import strategies as st
from numpy.random import Generator, Philox, SeedSequence

from engine.rules.luck import Luck, Purpose, place
from engine.rules.streams import Pool, Streams

NUMBERS = st.integers(min_value=0, max_value=2**70)
WORDS = st.integers(min_value=0, max_value=2**32 - 1)


@given(
    st.integers(min_value=0, max_value=2**200),
    st.lists(NUMBERS, max_size=3),
    st.lists(st.tuples(WORDS, WORDS), min_size=1, max_size=5),
)
@example(0, [0], [(0, 0)])
@example(2**32, [2**32], [(1, 2**32 - 1)])
@example(2**128, [1], [(3, 0), (3, 1)])
@example(2**160 - 1, [2**32 - 1, 3], [(2**32 - 1, 2**32 - 1)])
def test_a_key_is_the_one_numpy_gives(
    seed: int, first: list[int], last: list[tuple[int, int]]
) -> None:
    theirs = [
        SeedSequence(seed, spawn_key=(*first, *pair)).generate_state(2, np.uint64).tolist()
        for pair in last
    ]
    pool = Pool.of(seed).stirred(*first)
    assert pool.keys(np.array(last, np.uint32).T) == theirs


def test_a_stream_begins_as_a_new_generator_on_its_sequence_does() -> None:
    luck = Luck(20_250_903, 17, 12)
    rolled = luck.roll(Purpose.ROLL, "moscow", place(3, "reaction"))
    luck.roll(Purpose.LEAD, "seoul", place(1, "initiative"))
    key = (17, Purpose.ROLL, crc32(b"moscow"))
    fresh = Generator(Philox(SeedSequence(20_250_903, spawn_key=key)))
    assert fresh.random((12, 2)).item(2, 1) == rolled


def test_streams_known_from_other_exercises_give_what_they_give_alone() -> None:
    def drawn(luck: Luck, ids: str) -> dict[str, float]:
        return {id: luck.roll(Purpose.ROLL, id, 5) for id in ids}

    known = Streams()
    one, two = Luck(7, 0, 6, known), Luck(7, 1, 6, known)
    begun = {**drawn(one, "ab"), **drawn(two, "cb")}  # each learns what the other does not know
    assert begun == {**drawn(Luck(7, 0, 6), "a"), **drawn(Luck(7, 1, 6), "cb")}
    later = Luck(8, 0, 6, known)
    assert drawn(later, "dcba") == drawn(Luck(8, 0, 6), "abcd")
