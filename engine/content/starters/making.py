"""From a name to files: which example, filled with what the pack already has."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass

from engine.content.library import Library
from engine.content.packs import FOLDERS, Pack, is_id
from engine.content.schemas import known_names, schema
from engine.content.shelf import Shelf
from engine.content.starters import actor, claims, scenario, theatre
from engine.errors import WhitecellError
from engine.model import Level

SCHEMAS = "schemas"
MODELINE = "# yaml-language-server: $schema={up}schemas/{kind}.json\n"


class StarterError(WhitecellError):
    """Something that cannot be begun so."""


@dataclass(frozen=True)
class Wish:
    """What is to be begun: the kind and id, and what it is to be made of where that is said."""

    kind: str
    id: str
    title: str = ""
    theatre: str = ""
    cast: tuple[str, ...] = ()

    @property
    def named(self) -> str:
        """The title, made of the id where none is given."""
        return self.title or self.id.replace("_", " ").capitalize()


Files = dict[str, str]


def begun(wish: Wish, pack: Pack) -> Files:
    """Return the texts of new files by their place in a pack; StarterError where it cannot be."""
    if not is_id(wish.id):
        raise StarterError(
            f"{wish.id[:60]!r} is no name: small letters, digits and _, such as port_dispute"
        )
    makers = {
        "pack": _pack,
        "actor": _actor,
        "theatre": _theatre,
        "scenario": _scenario,
        "claims": _claims,
    }
    return makers[wish.kind](wish, pack)


def schemas_of(pack: Pack) -> Files:
    """Return the schemas of a pack with its own names, by their place in it."""
    known = known_names(Shelf([pack]))
    made = {kind: schema(kind, known) for kind in FOLDERS}
    return {
        f"{SCHEMAS}/{kind}.json": json.dumps(one, ensure_ascii=False, indent=1) + "\n"
        for kind, one in made.items()
    }


def _placed(kind: str, id_: str, text: str) -> Files:
    """Return a file with the line that tells editors its schema."""
    up = "../" * (FOLDERS[kind].count("/") + 1)
    return {f"{FOLDERS[kind]}/{id_}.yaml": MODELINE.format(up=up, kind=kind) + text}


def _pack(wish: Wish, pack: Pack) -> Files:
    """Return a whole small pack: two actors, a theatre, claims and a scenario."""
    stage, papers = f"{wish.id[:50]}_theatre", f"{wish.id[:50]}_papers"
    files = _placed("theatre", stage, _stage(wish.named, ("north_port", "south_port")))
    files |= _ledger(papers)
    for own, other in (("north_port", "south_port"), ("south_port", "north_port")):
        title = own.replace("_", " ").capitalize()
        files |= _placed("actor", own, _profile(own, title, "trade", "tension", other))
    levels = ("trade", "tension", 50.0, 56.0, 110.0)
    cast = ("north_port", "south_port")
    return files | _placed("scenario", wish.id, _played(wish, stage, papers, cast, levels))


def _stage(title: str, pair: Sequence[str]) -> str:
    """Return a theatre, the relation of two actors among what it holds."""
    known = len(pair) == 2
    relations = theatre.RELATIONS.format(first=pair[0], second=pair[1]) if known else ""
    return theatre.TEXT.format(title=_quoted(title), relations=relations)


def _profile(id_: str, title: str, good: str, bad: str, other: str, *, line: bool = True) -> str:
    """Return an actor; with another to look at, one that answers it, perhaps with a red line."""
    texts = {
        "line": actor.LINE if line else "",
        "deal": actor.DEAL,
        "pressure": actor.PRESSURE,
        "target": actor.TARGET,
    }
    filled = {key: text.format(other=other) if other else "" for key, text in texts.items()}
    return actor.TEXT.format(id=id_, title=_quoted(title), good=good, bad=bad, **filled)


def _played(
    wish: Wish,
    stage: str,
    papers: str,
    cast: Sequence[str],
    levels: tuple[str, str, float, float, float],
) -> str:
    """Return a scenario; `levels` is what rises for good, what for bad, and three marks of them."""
    good, bad, opening, high, rich = levels
    return scenario.TEXT.format(
        id=wish.id, title=_quoted(wish.named), theatre=stage, claims=papers, cast=", ".join(cast),
        good=good, bad=bad, opening=f"{opening:g}", high=f"{high:g}", rich=f"{rich:g}",
    )  # fmt: skip


def _quoted(title: str) -> str:
    """Return a title that is safe as a YAML value and inside a text."""
    plain = title.replace("_", "").replace(" ", "").replace("-", "")
    return (
        title
        if plain.isalnum() and not plain[0].isdigit()
        else json.dumps(title, ensure_ascii=False)
    )


def _actor(wish: Wish, pack: Pack) -> Files:
    """Return an actor that watches the indicators of a theatre of the pack."""
    found = _theatre_of(wish, pack)
    good, bad, *_ = _levels(pack, found) if found else ("trade", "tension")
    others = [id_ for id_ in pack.ids("actor") if id_ != wish.id and _presses(pack, id_)]
    other = others[0] if others else ""
    return _placed("actor", wish.id, _profile(wish.id, wish.named, good, bad, other, line=False))


def _presses(pack: Pack, id_: str) -> bool:
    """Tell whether an actor has the move the example answers."""
    return "raise_pressure" in Library([pack]).actor(id_).moves


def _theatre(wish: Wish, pack: Pack) -> Files:
    """Return a theatre, with the relation of the pack's first two actors."""
    return _placed("theatre", wish.id, _stage(wish.named, pack.ids("actor")[:2]))


def _scenario(wish: Wish, pack: Pack) -> Files:
    """Return a scenario of a theatre, a ledger and a cast of the pack."""
    stage = _theatre_of(wish, pack)
    cast = wish.cast or tuple(pack.ids("actor")[:2])
    if not stage or not cast:
        missing = "theatre" if not stage else "actor"
        raise StarterError(f"the pack has no {missing} yet; try: whitecell new {missing} NAME")
    unknown = [name for name in cast if name not in pack.ids("actor")]
    if unknown:
        raise StarterError(
            f"unknown actor {unknown[0]!r}; there are: {', '.join(pack.ids('actor'))}"
        )
    papers = pack.ids("claims")
    ledger = papers[0] if papers else f"{wish.id[:50]}_papers"
    files = {} if papers else _ledger(ledger)
    return files | _placed(
        "scenario", wish.id, _played(wish, stage, ledger, cast, _levels(pack, stage))
    )


def _claims(wish: Wish, pack: Pack) -> Files:
    """Return a ledger of claims."""
    return _ledger(wish.id)


def _ledger(id_: str) -> Files:
    return _placed("claims", id_, claims.TEXT.format(id=id_))


def _theatre_of(wish: Wish, pack: Pack) -> str:
    """Return the theatre that is asked for, else the pack's first, else nothing."""
    known = pack.ids("theatre")
    if wish.theatre and wish.theatre not in known:
        raise StarterError(
            f"unknown theatre {wish.theatre!r}; there are: {', '.join(known) or 'none'}"
        )
    return wish.theatre or (known[0] if known else "")


def _levels(pack: Pack, stage: str) -> tuple[str, str, float, float, float]:
    """Return two indicators of a theatre, one good and one bad when high, and marks between."""
    levels = [level for level in Library([pack]).theatre(stage).levels if not level.is_relation]
    bad = next((level for level in levels if level.bad == "high"), levels[0])
    good = next((level for level in levels if level is not bad), bad)
    return good.id, bad.id, _between(bad, 0.17), _between(bad, 0.27), _between(good, 0.1)


def _between(level: Level, share: float) -> float:
    """Return a value so far on the way from a level's start to its upper end."""
    return float(f"{level.start + share * (level.high - level.start):.4g}")
