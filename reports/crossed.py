"""A red line that came into play, told by its own sentence: a window's cause that is no act."""

from __future__ import annotations

from reports.names import Names
from reports.wording import capital, plain

STARTS = "red line "


def is_line(cause: str) -> bool:
    """Tell whether what opened a window is a red line that a state crossed, and no act."""
    return cause.startswith(STARTS)


def crossed(cause: str, owner: str, names: Names) -> str:
    """Return a red line as what happened: that it was crossed, or that what it names came about."""
    if is_rule(cause, owner, names):
        return f"a case of its rule {line_of(cause, owner, names)}"
    return f"the crossing of its red line {line_of(cause, owner, names)}"


def is_rule(cause: str, owner: str, names: Names) -> bool:
    """Tell whether a red line is one that a state of things sets off, and nobody's act crosses."""
    line = names.constraint(owner, cause.removeprefix(STARTS))
    return line is not None and line.when is not None and not line.crossed_by


def line_of(cause: str, owner: str, names: Names) -> str:
    """Return a red line in quotes, as its owner's file has it; by its id where it is not known."""
    id = cause.removeprefix(STARTS)
    noun = names.constraint(owner, id)
    says = plain(noun.says).strip().rstrip(" .") if noun else ""
    return f"“{capital(says) or names.spelled(id)}”"
