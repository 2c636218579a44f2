"""Texts in the cells of a table, written so that no spreadsheet takes one for a formula."""

from __future__ import annotations

ACTING = ("=", "+", "-", "@", "\t", "\r", "\n", "|", "%")
"""What a text may not begin with, spaces apart, or a spreadsheet may take it for a formula."""


def guarded(text: str) -> str:
    """Return a text as it may stand in a cell, an apostrophe before one that could act.

    Spreadsheets take the apostrophe for "this is text"; `as_written` takes it away again.
    """
    return f"'{text}" if text.lstrip(" '").startswith(ACTING) else text


def as_written(text: str) -> str:
    """Return a text of a cell as it was before `guarded`."""
    return text[1:] if text.startswith("'") and text.lstrip(" '").startswith(ACTING) else text
