"""Made levels and assumptions of which at most the first has anything to do with how runs end."""

from __future__ import annotations

import numpy as np

from batch.discover.indices import Index, indices
from batch.discover.telling import Cases, Inside, Numbers

LEVELS, CASES = 24, 240


def yes_or_no(seed: int, chances: list[float], columns: int = 6) -> list[Index]:
    """Return what columns weigh where the first alone says, fifth by fifth, how likely a yes is."""
    luck = np.random.Generator(np.random.Philox(seed))
    x = luck.random((200, columns))
    likely = np.array(chances)[(x[:, 0] * 5).astype(int)]
    return indices(list("abcdef"), x, (luck.random(200) < likely).astype(float), seed)


def levels_of(
    seed: int, weight: float, arms: int = 1, above: float = 1.3
) -> tuple[Numbers, Inside, Cases]:
    """Return levels of cases in some arms, which of them ended so, and their cases.

    The first level alone may matter, by its weight; runs end so where it and luck come above a
    limit. Arms share most of their luck.
    """
    luck = np.random.Generator(np.random.Philox(seed))
    levels = luck.normal(size=(LEVELS, CASES))
    ended = luck.normal(weight * levels[0], 1) > above
    own = [levels + luck.normal(0, 0.5, levels.shape) * (arms > 1) for _ in range(arms)]
    turned = [ended ^ (luck.random(CASES) < 0.04 * (arms > 1)) for _ in range(arms)]
    return np.concatenate(own, axis=1), np.concatenate(turned), np.tile(np.arange(CASES), arms)


def idle_cases(seed: int, share: float, columns: int, points: int = 200) -> tuple[Numbers, Inside]:
    """Return cases of which so many end so, and columns that have nothing to do with it."""
    luck = np.random.Generator(np.random.Philox(seed))
    return luck.random((points, columns)), luck.random(points) < share
