"""What names mean in a scenario: the tables conditions are checked against."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from engine.model import Flag, Level, Tree

Kind = Literal["truth", "number", "text"]


@dataclass(frozen=True, slots=True)
class Typed:
    """A checked tree: what it yields, how large and deep it is, the values a phase can take."""

    tree: Tree
    yields: Kind
    size: int = 1
    depth: int = 1
    values: tuple[str, ...] = ()

    @classmethod
    def over(
        cls, tree: Tree, yields: Kind, args: Sequence[Typed], values: tuple[str, ...] = ()
    ) -> Typed:
        """Return a checked tree over others, measured with them."""
        size = 1 + sum(arg.size for arg in args)
        depth = 1 + max((arg.depth for arg in args), default=0)
        return cls(tree, yields, size, depth, values)


@dataclass
class Scope:
    """Everything a condition may name. `actors` holds the cast with their moves."""

    levels: Mapping[str, Level]
    flags: Mapping[str, Flag]
    actors: Mapping[str, frozenset[str]]
    others: frozenset[str]
    uncertainties: frozenset[str]
    measures: dict[str, Typed] = field(default_factory=dict)
    theatre: str = ""

    @property
    def signature(self) -> Hashable:
        """What conditions can name and mean: two scopes alike in it read every condition alike."""
        flags = tuple((flag.id, flag.kind, flag.values) for flag in self.flags.values())
        moves = tuple(self.actors.items())
        measures = tuple(self.measures.items())
        return tuple(self.levels), flags, moves, self.others, self.uncertainties, measures

    @property
    def names(self) -> list[str]:
        """Every name that can stand alone in a condition."""
        single = [name for name in self.levels if "(" not in name]
        return [*single, *self.flags, *self.uncertainties, *self.measures, "turn", "months"]
