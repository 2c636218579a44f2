"""Who there is: the cast with its moves, motives and types, and the actors that stay outside."""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from dataclasses import dataclass, field

from engine.content.linking.sheet import Sheet
from engine.content.nodes import Loc, Mapping, Scalar, find, node_at
from engine.content.problems import listed, quoted

EVERYBODY = ("all", "everybody", "everyone", "any", "players")
"""What is written where no name would mean everybody."""


@dataclass(frozen=True)
class People:
    """The trees of the cast by id, and the ids of all other actors in the packs."""

    cast: dict[str, Mapping]
    others: frozenset[str] = frozenset()
    names: dict[str, str] = field(default_factory=dict)
    possible: frozenset[str] = frozenset()
    """Actors that a variant or a lens puts into the cast."""

    @classmethod
    def of(
        cls, cast: dict[str, Mapping], others: Iterable[str], possible: Iterable[str] = ()
    ) -> People:
        """Return the people of a cast, with the names on their files."""
        names = dict[str, str]()
        for id_, tree in cast.items():
            node = tree.get("name")
            names[id_] = str(node.value) if isinstance(node, Scalar) else id_
        return cls(cast, frozenset(set(others) - cast.keys()), names, frozenset(possible))

    @property
    def signature(self) -> Hashable:
        """What linking asks of the people: two casts alike in it link everything alike."""
        parts = ("moves", "motives", "types")
        cast = [(actor, *(tuple(self.keys(actor, part)) for part in parts)) for actor in self.cast]
        return tuple(cast), self.others, tuple(sorted(self.names.items()))

    @property
    def known(self) -> list[str]:
        """Every actor there is."""
        return [*self.cast, *self.others]

    def keys(self, actor: str, part: str) -> list[str]:
        """Return the ids an actor of the cast has under `moves`, `motives` or `types`."""
        node = self.cast[actor].get(part) if actor in self.cast else None
        return list(node.entries) if isinstance(node, Mapping) else []

    def check(self, name: str, sheet: Sheet, loc: Loc, *, key: bool = False) -> bool:
        """Tell whether an actor is in the cast; report one that is nowhere."""
        if name in self.cast:
            return True
        if name in EVERYBODY and name not in self.others:
            hint = "where everybody is meant, leave the key out"
            sheet.report(loc, "WC201", f"unknown actor {quoted(name)}", hint, key=key)
        elif name not in self.others:
            sheet.unknown(loc, "WC201", "actor", name, self.known, key=key, first=self.cast)
        return False

    def seated(self, name: str, sheet: Sheet, loc: Loc) -> None:
        """Report somebody at the table who is nowhere: only the cast is named as what may be."""
        if name not in self.known:
            sheet.unknown(loc, "WC201", "actor", name, {*self.cast, *self.possible})

    def present(self, names: Iterable[str], sheet: Sheet, loc: Loc) -> tuple[str, ...]:
        """Return those of some actors who are in the cast."""
        return tuple(n for i, n in enumerate(names) if self.check(n, sheet, [*loc, i]))

    def of_cast(self, names: Iterable[str], sheet: Sheet, loc: Loc) -> None:
        """Report actors outside a cast that no variant and no lens brings them into.

        What a scenario has of one that it extends is let be where it has a cast of its own; under
        a cast that is wrong itself nothing is told.
        """
        cast_mark, cast = find(sheet.tree, ["cast"])[1], node_at(sheet.tree, ["cast"])
        said = [getattr(item, "value", None) for item in getattr(cast, "items", ())]
        if any(name not in self.cast for name in said):
            return
        for index, name in enumerate(names):
            mark = find(sheet.tree, [*loc, index])[1]
            if name in self.others - self.possible and mark.path in (sheet.path, cast_mark.path):
                hint = f"add it to cast: ({listed(self.cast)}), or leave it out here"
                message = f"{quoted(name)} is no actor of the cast"
                sheet.report([*loc, index], "WC216", message, hint)

    def seeing(self, names: Iterable[str], sheet: Sheet, loc: Loc) -> tuple[str, ...]:
        """Return who sees something. None in the cast is not everyone: the absent stay named."""
        names = tuple(names)
        return self.present(names, sheet, loc) or names

    def move(self, name: str, sheet: Sheet, loc: Loc) -> tuple[str, str] | None:
        """Return actor and move of `actor.move`, None where the actor is not in the cast."""
        actor, move = name.split(".")
        if not self.check(actor, sheet, loc, key=True):
            return None
        known = self.keys(actor, "moves")
        if move not in known:
            sheet.unknown(loc, "WC206", f"move of {actor}:", move, known, key=True)
        return actor, move
