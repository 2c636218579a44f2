"""The box of a dialog: never higher than the window, and what is too long for it scrolls."""

from __future__ import annotations

from textual.containers import Vertical, VerticalScroll
from textual.geometry import Size
from textual.layout import ArrangeResult, Layout
from textual.layouts.vertical import VerticalLayout
from textual.widget import Widget
from textual.widgets import OptionList

LEAST = 6
"""Rows of answers that stay in sight under a text that is long."""


class Words(VerticalScroll, can_focus=False):
    """What a box says; it takes the keys, and with them the arrows, only where it scrolls."""

    def allow_focus(self) -> bool:
        """Return whether there is more of it than can be seen."""
        return self.max_scroll_y > 0


class _Fitted(VerticalLayout):
    """One under the other; where that is too high, texts and lists give up rows."""

    name = "fitted"

    def arrange(
        self, parent: Widget, children: list[Widget], size: Size, greedy: bool = True
    ) -> ArrangeResult:
        placed = super().arrange(parent, children, size, greedy)
        over = max((each.region.bottom for each in placed), default=0) - size.height
        if not size.height or over <= 0:
            return placed
        less = _given_up(placed, over)
        fitted, saved = [], 0
        for each in placed:
            region = each.region.translate((0, -saved)).shrink((0, 0, less[each.widget], 0))
            fitted.append(each._replace(region=region))
            saved += less[each.widget]
        return fitted


def _given_up(placed: ArrangeResult, over: int) -> dict[Widget, int]:
    """Return the rows each part gives up: the lists first, the texts what is then still over."""
    less = dict.fromkeys((each.widget for each in placed), 0)
    for kind, least in ((OptionList, LEAST), (VerticalScroll, 3)):
        for each in placed:
            if isinstance(each.widget, kind):
                less[each.widget] = max(0, min(over, each.region.height - least))
                over -= less[each.widget]
    return less


class Box(Vertical):
    """Holds what a dialog says and asks."""

    @property
    def layout(self) -> Layout:
        """The layout that lets what is long scroll."""
        return _Fitted()
