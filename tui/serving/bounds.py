"""How much of anything the server takes: clients, connections, frames, cells, seconds."""

from __future__ import annotations

import json
from typing import Any, NamedTuple

MOST_CLIENTS = 16
"""Pages there may ever be at a time, whatever is asked for."""
MOST_CONNECTIONS = 64
FRAME = 64 * 1024
"""Bytes of one message from a page; a longer one ends its connection."""
BODY = 1024
OUTPUT = 16 * 1024 * 1024
"""Bytes of one packet from the app."""
WIDEST, TALLEST = 400, 200
"""Cells of a terminal."""
QUIT, KILL = 2.0, 1.0
"""Seconds an app has to end when asked, and when told."""
SEND = 30.0
"""Seconds a page may leave what is sent to it unread."""
PATIENCE = 10.0
"""Seconds a connection may stay open without asking for anything."""


class Size(NamedTuple):
    """Cells of a terminal, within bounds."""

    width: int
    height: int


def size_of(width: object, height: object) -> Size:
    """Return the size nearest to what a page asks for; 80 by 24 for what is no number."""
    return Size(_within(width, 80, WIDEST), _within(height, 24, TALLEST))


def _within(asked: object, usual: int, most: int) -> int:
    if isinstance(asked, str) and asked.isascii() and asked.isdigit():
        asked = int(asked[:9])
    if isinstance(asked, bool) or not isinstance(asked, int | float) or asked != asked:
        return usual
    return int(min(max(asked, 1), most))


class Message(NamedTuple):
    """What a page may say: text for the app's keyboard, a size, a focus, a ping."""

    kind: str
    data: Any


KINDS = frozenset({"stdin", "resize", "focus", "blur", "ping"})


def message_of(text: str) -> Message | None:
    """Return what a frame says, None for anything a page has no business to send."""
    try:
        said = json.loads(text)
    except (ValueError, RecursionError):
        return None
    if not isinstance(said, list) or not 1 <= len(said) <= 2 or said[0] not in tuple(KINDS):
        return None
    kind, data = said[0], said[1] if len(said) == 2 else None
    if kind == "stdin":
        return Message(kind, data) if isinstance(data, str) else None
    if kind == "resize":
        if not isinstance(data, dict):
            return None
        return Message(kind, size_of(data.get("width"), data.get("height")))
    return Message(kind, data[:32] if isinstance(data, str) else "")
