"""Where widgets stand: whoever comes into sight or changes its size is told of it."""

from __future__ import annotations

from textual._compositor import Compositor, CompositorMap, ReflowResult
from textual.geometry import Size
from textual.widget import Widget


class Reflow(Compositor):
    """Tells of each widget that came or changed since a layout was last told of.

    Textual compares with the places it knew, and works these out anew also between two layouts,
    where a widget that has just been shown is asked for. It then tells that widget nothing, and a
    list that waits for its width stays empty (textual issue 5024).
    """

    def __init__(self) -> None:
        super().__init__()
        self._told: CompositorMap = {}

    def reflow(self, parent: Widget, size: Size) -> ReflowResult:
        """Return who went, who came and who changed its size since the last reflow."""
        before = self._told
        hidden, shown, resized = super().reflow(parent, size)
        now = self._told = self._full_map
        came = now.keys() - before.keys()
        stayed = now.keys() & before.keys()
        grown = {each for each in stayed if now[each].region.size != before[each].region.size}
        return ReflowResult(hidden, shown | came, resized | grown)
