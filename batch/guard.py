"""Stretches of work that a signal may not cut in two: it is delivered once they are done."""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType
from typing import Any

SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


@contextmanager
def unbroken() -> Iterator[None]:
    """Hold signals back until the end; in a thread, which none reaches, do nothing."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    held = list[int]()

    def hold(number: int, frame: FrameType | None) -> None:
        held.append(number)

    before: dict[signal.Signals, Any] = {}
    for each in SIGNALS:
        if signal.getsignal(each) != signal.SIG_IGN:
            before[each] = signal.signal(each, hold)
    try:
        yield
    finally:
        for each, handler in before.items():
            signal.signal(each, handler or signal.SIG_DFL)
        for number in held[:1]:
            signal.raise_signal(number)
