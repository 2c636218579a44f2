"""Hearing of work that goes on in other processes, by the loop that draws the screen."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Any

from batch.aside import Aside

Heard = Callable[[Aside, list[Any]], None]


class Ears:
    """Calls back with the news of some processes as they come, in the loop's own thread."""

    def __init__(self, heard: Heard) -> None:
        self._heard = heard
        self._open: dict[int, Aside] = {}
        self._loop: asyncio.AbstractEventLoop | None = None

    def listen(self, aside: Aside) -> None:
        """Hear of a process from now on."""
        self._loop = asyncio.get_running_loop()
        self._open[aside.fileno()] = aside
        self._loop.add_reader(aside.fileno(), self._hear, aside)

    def deafen(self, only: Aside) -> None:
        """Hear no more of a process."""
        for descriptor, aside in list(self._open.items()):
            if aside is only:
                if self._loop is not None and not self._loop.is_closed():
                    self._loop.remove_reader(descriptor)
                del self._open[descriptor]

    def close(self) -> None:
        """Hear no more of any."""
        for aside in list(self._open.values()):
            self.deafen(aside)

    def _hear(self, aside: Aside) -> None:
        news = aside.news()
        if aside.over:
            self.deafen(aside)
        self._heard(aside, news)
