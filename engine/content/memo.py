"""What one check has already made, so that variants that leave a file alone do not make it again.

A key names what a thing is made from; documents and trees are named by identity and kept alive
here. Problems that came up in the making are told again each time, as if it had been made anew.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from typing import Any, TypeVar

from engine.content.problems import Problem

T = TypeVar("T")


@dataclass
class Memo:
    """Things made, by what they were made from."""

    made: dict[Hashable, tuple[object, Any, tuple[Problem, ...]]] = field(default_factory=dict)

    def once(
        self,
        key: Hashable,
        sources: tuple[object, ...],
        problems: list[Problem],
        make: Callable[[], T],
    ) -> T:
        """Return what `make` gives, called once for a key and its sources.

        `make` may add to `problems`; what it adds is added again whenever it is not called.
        """
        whole = (key, *map(id, sources))
        if whole in self.made:
            _, result, told = self.made[whole]
            problems += told
            found: T = result
            return found
        before = len(problems)
        found = make()
        self.made[whole] = (sources, found, tuple(problems[before:]))
        return found
