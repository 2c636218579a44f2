"""The few errors Whitecell raises. Each keeps its constructor arguments as `args`, so it survives
being re-raised inside a SimPy process and being sent back from a worker. Beside them, what every
error about a name wants: the known name it may be a slip for.
"""

from __future__ import annotations

from collections.abc import Iterable

MOST_COMPARED = 1_000
LONGEST_COMPARED = 100
ALIKE = 0.7
"""How alike a mistyped name must be to the one it is told to be: difflib's ratio, 0 to 1."""


class WhitecellError(Exception):
    """Parent of every error a caller may want to catch."""


class ContentError(WhitecellError):
    """A scenario cannot be built. `problems` holds what is wrong, each with its place."""

    def __init__(self, problems: tuple[object, ...]) -> None:
        super().__init__(problems)
        self.problems = problems

    def __str__(self) -> str:
        """Return one line per problem."""
        return "\n".join(str(problem) for problem in self.problems)


class NotFoundError(WhitecellError):
    """Nothing of that name is there. `near` holds the closest names, `known` all, where few."""

    def __init__(
        self, kind: str, name: str, near: tuple[str, ...] = (), known: tuple[str, ...] = ()
    ) -> None:
        super().__init__(kind, name, near, known)
        self.kind, self.name, self.near, self.known = kind, name, near, known

    def __str__(self) -> str:
        """Return the sentence a user reads."""
        hint = f"; known are {', '.join(self.known[:12])}" if self.known else ""
        hint = f"{hint} and {len(self.known) - 12} more" if len(self.known) > 12 else hint
        hint = f"; did you mean {' or '.join(map(repr, self.near))}?" if self.near else hint
        return f"no {self.kind} named {self.name!r}{hint}"


class PlayError(WhitecellError):
    """The table was asked for something it cannot do now: a seat not open, a move not possible."""

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message

    def __str__(self) -> str:
        """Return the sentence a user reads."""
        return self.message


def nearest(name: str, known: Iterable[str]) -> str | None:
    """Return the known name most like a mistyped one, None where nothing is like it."""
    names = sorted(set(known))[:MOST_COMPARED]
    if same := [other for other in names if other.casefold() == name.casefold()]:
        return same[0]
    from difflib import get_close_matches

    near = get_close_matches(name[:LONGEST_COMPARED], names, n=1, cutoff=ALIKE)
    mixed_up = [other for other in names if len(name) < 6 and sorted(other) == sorted(name)]
    return (near + mixed_up)[0] if near or mixed_up else None
