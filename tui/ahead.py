"""Keys typed ahead: what is pressed while a screen is still being put up waits for that screen."""

from __future__ import annotations

from collections import deque
from typing import Any, TypeVar

from textual import events
from textual.app import App
from textual.screen import Screen

T = TypeVar("T")


class TypedAhead(App[T]):
    """Gives keys and pastes, in their order, to a screen that has something to do with them.

    A screen says so by its `takes_keys`; where it has none it takes them at once. What goes before
    all else, as leaving does, waits for nothing.
    """

    def __init__(self) -> None:
        super().__init__()
        self._ahead: deque[events.Key | events.Paste] = deque()

    @property
    def waits(self) -> bool:
        """Whether something typed still waits for its screen."""
        return bool(self._ahead)

    async def on_event(self, event: events.Event) -> None:
        """Let what is typed wait for its turn; all else goes its way."""
        if not isinstance(event, events.Key | events.Paste) or event.is_forwarded:
            await super().on_event(event)
        elif not await self._goes_first(event):
            self._ahead.append(event)
            await self.give_ahead()

    async def _goes_first(self, event: events.Event) -> bool:
        """Do what a key means that waits for nothing; tell whether it was one."""
        if not isinstance(event, events.Key) or self._takes_keys:
            return False
        return await self._check_bindings(event.key, priority=True)

    async def give_ahead(self) -> None:
        """Give what waits to the screen, as long as it takes it."""
        while self._ahead and self._takes_keys:
            await super().on_event(self._ahead.popleft())

    @property
    def _takes_keys(self) -> bool:
        stack: list[Screen[Any]] = self._screen_stack
        return bool(stack) and bool(getattr(stack[-1], "takes_keys", True))
