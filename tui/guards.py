"""Guards around three faults of the toolkit that would end an exercise in front of the room."""

from __future__ import annotations

import asyncio
import codecs
import contextlib
import signal
from collections.abc import Callable
from typing import Any

from textual._xterm_parser import XTermParser
from textual.app import App
from textual.drivers import linux_driver
from textual.widgets import OptionList

Decoder = Callable[[], codecs.IncrementalDecoder]


def install() -> None:
    """Put the guards in place. Calling it twice is harmless."""
    _read_any_bytes()
    _survive_wild_sequences()
    _page_in_no_room()


def leave_on_signals(app: App[Any]) -> None:
    """Let the app restore the terminal when it is told to end or its window is closed."""
    loop = asyncio.get_running_loop()
    for each in (signal.SIGTERM, signal.SIGHUP):
        with contextlib.suppress(NotImplementedError, RuntimeError, ValueError):
            loop.add_signal_handler(each, app.exit, None, 128 + each)


def _read_any_bytes() -> None:
    """One byte that is not UTF-8 would end the app: let it be a replacement character."""

    def forgiving(encoding: str) -> Decoder:
        made = codecs.getincrementaldecoder(encoding)
        return lambda: made(errors="replace")

    vars(linux_driver)["getincrementaldecoder"] = forgiving


def _survive_wild_sequences() -> None:
    """A key sequence with a code beyond Unicode would end the app: let it be no key."""
    if getattr(XTermParser, "guarded", False):
        return
    inner = XTermParser._sequence_to_key_events  # noqa: SLF001

    def guarded(self: XTermParser, *args: Any, **named: Any) -> Any:
        try:
            return list(inner(self, *args, **named))
        except (OverflowError, ValueError):
            return []

    XTermParser._sequence_to_key_events = guarded  # type: ignore[method-assign]  # noqa: SLF001
    XTermParser.guarded = True  # type: ignore[attr-defined]


def _page_in_no_room() -> None:
    """Paging in a list that has no rows would end the app: let it do nothing."""
    if getattr(OptionList, "guarded", False):
        return
    inner = OptionList._move_page  # noqa: SLF001

    def guarded(self: OptionList, direction: Any) -> None:
        if self.scrollable_content_region.height > 0 and self._lines:
            inner(self, direction)

    OptionList._move_page = guarded  # type: ignore[method-assign]  # noqa: SLF001
    OptionList.guarded = True  # type: ignore[attr-defined]
