"""Ends in good order, whoever asks for them."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType


@contextmanager
def orderly() -> Iterator[None]:
    """Let a polite request to end, or a closed terminal, end as Ctrl+C does: with closed files."""

    def stop(number: int, frame: FrameType | None) -> None:
        raise KeyboardInterrupt

    signs = (signal.SIGTERM, signal.SIGHUP)
    before = {sign: signal.getsignal(sign) for sign in signs}
    for sign in signs:
        if before[sign] != signal.SIG_IGN:
            signal.signal(sign, stop)
    try:
        yield
    finally:
        for sign in signs:
            signal.signal(sign, before[sign])
