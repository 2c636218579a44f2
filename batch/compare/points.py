"""Runs at the same sample point are not independent: their mean is one case."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from batch.compare.clouds import Cloud
from batch.compare.intervals import Numbers


def clustered(cloud: Cloud, places: NDArray[np.int64] | None = None) -> bool:
    """Tell whether several runs stand at a sample point, and several points are there.

    `places` says which runs are looked at; all where nothing is said.
    """
    samples = cloud.samples if places is None else cloud.samples[places]
    points = len(np.unique(samples))
    return 1 < points < len(samples)


def by_point(
    cloud: Cloud, values: NDArray[np.generic], places: NDArray[np.int64] | None = None
) -> Numbers:
    """Return the mean of values at each sample point; `places` says which runs they are of."""
    samples = cloud.samples if places is None else cloud.samples[places]
    _, at = np.unique(samples, return_inverse=True)
    sums = np.bincount(at, weights=values.astype(np.float64))
    return np.asarray(sums / np.bincount(at))


def sums_by_point(
    cloud: Cloud, values: NDArray[np.generic], places: NDArray[np.int64] | None = None
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return, point by point, the sum of whole values and how many there are."""
    samples = cloud.samples if places is None else cloud.samples[places]
    _, at = np.unique(samples, return_inverse=True)
    sums = np.bincount(at, weights=values.astype(np.float64))
    return np.rint(sums).astype(np.int64), np.bincount(at)


def counts_by_point(cloud: Cloud, outcome: str) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return, point by point, how many runs ended in a class, and how many ended at all."""
    return sums_by_point(cloud, cloud.ended(outcome))
