"""A choice is a race: who waits least for its weight is chosen, by Gumbel-max to the letter."""

from __future__ import annotations

from math import exp, log

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.rules.choice import pick, weighed
from engine.rules.luck import Luck


@given(
    st.lists(st.tuples(st.floats(-2, 2), st.booleans()), min_size=1, max_size=9),
    st.floats(0, 60),
)
def test_who_waits_least_for_its_weight_is_chosen_by_gumbel_max(
    rows: list[tuple[float, bool]], precision: float
) -> None:
    utility, possible = [u for u, _ in rows], [ok for _, ok in rows]
    waits = [0.1 + 0.37 * (7 * at % 9) for at in range(len(rows))]
    weights = weighed(precision, utility, possible)
    best = max((u for u, ok in rows if ok), default=0.0)
    assert weights == [exp(precision * (u - best)) if ok else 0.0 for u, ok in rows]
    scores = [precision * u - log(wait) for u, wait in zip(utility, waits, strict=True)]
    chosen = pick(weights, waits)
    assert (chosen == -1) == (not any(possible))
    if chosen >= 0:
        top = max(score for score, ok in zip(scores, possible, strict=True) if ok)
        assert possible[chosen]
        assert scores[chosen] == pytest.approx(top, abs=1e-9)


def test_a_menu_is_chosen_from_by_its_probabilities_and_nothing_possible_by_none() -> None:
    counts = [0, 0, 0]
    weights = weighed(2.0, [0.0, 0.5, 0.25], [True, True, True])
    for seed in range(4000):
        counts[pick(weights, Luck(seed, 0, 1).waits("ash", 1, "initiative", (0, 1, 2)))] += 1
    for count, weight in zip(counts, weights, strict=True):
        p = weight / sum(weights)
        assert abs(count / 4000 - p) < 4 * (p * (1 - p) / 4000) ** 0.5
    assert pick(weighed(2.0, [0.0], [False]), [1.0]) == -1
