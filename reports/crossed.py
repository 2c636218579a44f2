"""A red line that was crossed, told by its own sentence: a window's cause that is no act."""

from __future__ import annotations

from reports.names import Names
from reports.wording import capital, plain

STARTS = "red line "


def is_line(cause: str) -> bool:
    """Tell whether what opened a window is a red line that a state crossed, and no act."""
    return cause.startswith(STARTS)


def line_of(cause: str, owner: str, names: Names) -> str:
    """Return a red line in quotes, as its owner's file has it; by its id where it is not known."""
    id = cause.removeprefix(STARTS)
    noun = names.constraint(owner, id)
    says = plain(noun.says).strip().rstrip(" .") if noun else ""
    return f"“{capital(says) or names.spelled(id)}”"
