"""The few errors Whitecell raises. Each keeps its constructor arguments as `args`, so it survives
being re-raised inside a SimPy process and being sent back from a worker.
"""


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
    """Nothing of that name is in the packs. `near` holds the closest names."""

    def __init__(self, kind: str, name: str, near: tuple[str, ...] = ()) -> None:
        super().__init__(kind, name, near)
        self.kind, self.name, self.near = kind, name, near

    def __str__(self) -> str:
        """Return the sentence a user reads."""
        hint = f"; did you mean {' or '.join(map(repr, self.near))}?" if self.near else ""
        return f"no {self.kind} named {self.name!r}{hint}"


class PlayError(WhitecellError):
    """The table was asked for something it cannot do now: a seat not open, a move not possible."""

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message

    def __str__(self) -> str:
        """Return the sentence a user reads."""
        return self.message
