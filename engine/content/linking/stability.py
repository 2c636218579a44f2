"""Whether the couplings of a theatre die out or grow without end."""

from __future__ import annotations

from engine.content.linking.sheet import Sheet
from engine.content.problems import listed
from engine.model import Coupling, Level

HARDLY = 0.98
"""The share of itself a push may keep a month before it is told."""
SQUARINGS = 6
Rows = list[dict[int, float]]
"""A matrix, of each row what is not nought, by column."""


def check_stability(
    levels: tuple[Level, ...], couplings: tuple[Coupling, ...], sheet: Sheet
) -> None:
    """Report couplings under which a push on one level grows month by month.

    A month maps differences from the reference by I - K + C; they die out only where every
    eigenvalue of it is below 1 in size.
    """
    if not couplings:
        return
    place = {level.id: index for index, level in enumerate(levels)}
    month: Rows = [{at: 1.0 - level.pull} for at, level in enumerate(levels)]
    for each in couplings:
        row, column = month[place[each.target]], place[each.source]
        row[column] = row.get(column, 0.0) + each.by
    radius = 0.0 if surely_below(HARDLY, month) else largest_eigenvalue(month)
    if radius >= 1.0:
        message = f"the couplings grow without end: a push becomes {radius:.3g} of itself a month"
        hint = _free(levels) + "weaken a loop of couplings, or strengthen the pull of its levels"
        sheet.report(["couplings"], "WC403", message, hint, key=True)
    elif radius > HARDLY:
        message = f"the couplings hardly die out: a push keeps {radius:.3g} of itself a month"
        sheet.report(["couplings"], "WC404", message, severity="warning", key=True)


def _free(levels: tuple[Level, ...]) -> str:
    """Return which levels keep for ever what is done to them, nothing where none does."""
    free = [level.id for level in levels if not level.pull]
    return f"nothing draws {listed(free)} back, as its pull is 0; " if free else ""


def surely_below(bound: float, matrix: Rows) -> bool:
    """Tell whether a few powers show that all eigenvalues are below a bound in size.

    No eigenvalue is larger than the k-th root of any norm of the k-th power (Gelfand). Theatres
    that are sound mostly show it by the 8th, in less time than it takes to import numpy.
    """
    for _ in range(SQUARINGS):
        if max(sum(map(abs, row.values())) for row in matrix) < bound:
            return True
        matrix, bound = _squared(matrix), bound * bound
    return False


def _squared(matrix: Rows) -> Rows:
    found = list[dict[int, float]]()
    for row in matrix:
        new = dict[int, float]()
        for middle, first in row.items():
            for end, second in matrix[middle].items():
                new[end] = new.get(end, 0.0) + first * second
        found.append(new)
    return found


def largest_eigenvalue(matrix: Rows) -> float:
    """Return the size of the largest eigenvalue."""
    import numpy as np

    whole = np.zeros((len(matrix), len(matrix)))
    for at, row in enumerate(matrix):
        for column, value in row.items():
            whole[at, column] = value
    return float(np.max(np.abs(np.linalg.eigvals(whole))))
