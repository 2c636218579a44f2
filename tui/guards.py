"""Guards around faults of the toolkit that would end an exercise in front of the room."""

from __future__ import annotations

import codecs
from collections.abc import Callable
from typing import IO, Any

from textual._xterm_parser import XTermParser
from textual.drivers import linux_driver
from textual.drivers._writer_thread import WriterThread
from textual.drivers.linux_driver import LinuxDriver
from textual.geometry import Size
from textual.widgets import OptionList

Decoder = Callable[[], codecs.IncrementalDecoder]


def install() -> None:
    """Put the guards in place. Calling it twice is harmless."""
    _read_any_bytes()
    _survive_wild_sequences()
    _lists_in_no_room()
    _write_to_nobody()
    _read_from_nobody()


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


def _lists_in_no_room() -> None:
    """A list with no rows or columns would end the app where it is paged in or measured."""
    if getattr(OptionList, "guarded", False):
        return
    page, measure = OptionList._move_page, OptionList.get_content_height  # noqa: SLF001

    def paged(self: OptionList, direction: Any) -> None:
        if self.scrollable_content_region.height > 0 and self._lines:
            page(self, direction)

    def measured(self: OptionList, container: Size, viewport: Size, width: int) -> int:
        padding = self.get_component_styles("option-list--option").padding.width
        return measure(self, container, viewport, max(width, padding + 1))

    OptionList._move_page = paged  # type: ignore[method-assign]  # noqa: SLF001
    OptionList.get_content_height = measured  # type: ignore[method-assign]
    OptionList.guarded = True  # type: ignore[attr-defined]


def _write_to_nobody() -> None:
    """A closed terminal would end the thread that writes, and all writing would wait for ever."""

    def run(self: WriterThread) -> None:
        there, text = True, self._queue.get()
        while text is not None:
            if there:
                there = _written(self._file, text, last=self._queue.qsize() == 0)
            text = self._queue.get()
        _written(self._file, "", last=there)

    WriterThread.run = run  # type: ignore[method-assign]


def _written(file: IO[str], text: str, *, last: bool) -> bool:
    """Write to the terminal and tell whether it is there; what is last goes out at once."""
    try:
        if text:
            file.write(text)
        if last:
            file.flush()
    except (OSError, ValueError):
        return False
    return True


def _read_from_nobody() -> None:
    """A fault while reading keys would print a traceback: let the app handle it as any other."""

    def run(self: LinuxDriver) -> None:
        try:
            self.run_input_thread()
        except OSError:
            self._app.call_later(self._app.exit, None, 129)
        except Exception as error:  # noqa: BLE001 - it is handed on, not swallowed
            self._app.call_later(self._app._handle_exception, error)  # noqa: SLF001

    LinuxDriver._run_input_thread = run  # type: ignore[method-assign]  # noqa: SLF001
