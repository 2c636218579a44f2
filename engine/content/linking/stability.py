"""Whether the couplings of a theatre die out or grow without end."""

from __future__ import annotations

import numpy as np

from engine.content.linking.sheet import Sheet
from engine.model import Coupling, Level


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
    step = np.diag([1.0 - level.pull for level in levels])
    for coupling in couplings:
        step[place[coupling.target], place[coupling.source]] += coupling.by
    radius = float(np.max(np.abs(np.linalg.eigvals(step))))
    if radius >= 1.0:
        message = f"the couplings grow without end: a push becomes {radius:.3g} of itself a month"
        hint = "weaken a loop of couplings, or strengthen the pull of its levels"
        sheet.report(["couplings"], "WC403", message, hint, key=True)
    elif radius > 0.98:
        message = f"the couplings hardly die out: a push keeps {radius:.3g} of itself a month"
        sheet.report(["couplings"], "WC404", message, severity="warning", key=True)
