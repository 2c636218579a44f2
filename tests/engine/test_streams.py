"""The keys of streams are those of NumPy's SeedSequence, whatever the seed and the key."""

from __future__ import annotations

from zlib import crc32

import numpy as np
from hypothesis import example, given
from hypothesis import strategies as st
from numpy.random import Generator, Philox, SeedSequence

from engine.rules.luck import Luck, Purpose
from engine.rules.streams import Pool

NUMBERS = st.integers(min_value=0, max_value=2**70)


@given(st.integers(min_value=0, max_value=2**200), st.lists(NUMBERS, min_size=1, max_size=4))
@example(0, [0, 0, 0])
@example(2**32, [2**32])
@example(2**128, [1])
@example(2**160 - 1, [2**32 - 1, 3])
def test_a_key_is_the_one_numpy_gives(seed: int, key: list[int]) -> None:
    theirs = SeedSequence(seed, spawn_key=tuple(key)).generate_state(2, np.uint64).tolist()
    pool = Pool.of(seed)
    assert list(pool.stirred(*key).key()) == theirs
    assert list(pool.stirred(*key[:1]).stirred(*key[1:]).key()) == theirs


def test_a_stream_begins_as_a_new_generator_on_its_sequence_does() -> None:
    luck = Luck(20_250_903, 17, 12)
    rolled = luck.roll(Purpose.ROLL, "moscow", 3, "reaction", 5)
    luck.roll(Purpose.LEAD, "seoul", 1, "initiative", 0)
    key = (17, int(Purpose.ROLL), crc32(b"moscow"))
    fresh = Generator(Philox(SeedSequence(20_250_903, spawn_key=key)))
    assert fresh.random((12, 2, 64)).item(2, 1, 5) == rolled
