"""The border text crosses on its way to the screen: markup is never read, controls never pass.

Whatever comes from a file, a journal or a keyboard becomes content here, and only here. Escape
sequences would reach the terminal raw, and a direction override would let one word redraw its
neighbours.
"""

from __future__ import annotations

import re
import unicodedata

from textual.content import Content

from reports import wording

_BREAKS = re.compile("\r\n?|[\x0b\x0c\x85\u2028\u2029]")
_RIGHT_TO_LEFT = frozenset({"R", "AL", "AN"})
_FIRST_STRONG_ISOLATE, _POP_ISOLATE = "\u2068", "\u2069"


def clean(text: str) -> str:
    """Return the text, line by line, with nothing in it that a terminal would obey.

    Controls and invisible direction marks go; a line that holds right-to-left letters is closed
    in an isolate of its own, so that it cannot reorder what stands beside it.
    """
    lines = _BREAKS.sub("\n", text).split("\n")
    return "\n".join(_isolated(wording.plain(each)) for each in lines)


def line(text: str) -> str:
    """Return the text cleaned and on one line."""
    return " ".join(clean(text).split())


def plain(text: str, style: str = "") -> Content:
    """Return content of this text with markup left unread."""
    return Content.styled(clean(text), style)


def one(text: str, style: str = "") -> Content:
    """Return content of this text on one line with markup left unread."""
    return Content.styled(line(text), style)


def _isolated(text: str) -> str:
    if text.isascii():
        return text
    if any(unicodedata.bidirectional(each) in _RIGHT_TO_LEFT for each in text):
        return f"{_FIRST_STRONG_ISOLATE}{text}{_POP_ISOLATE}"
    return text
