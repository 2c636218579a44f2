"""`whitecell new`: a small whole example to begin from."""

from __future__ import annotations

import sys
from pathlib import Path
from shlex import quote
from typing import Literal, get_args

from cli.talk import say, write
from engine.content.packs import Pack, shown
from engine.content.starters.making import StarterError, Wish, begun, schemas_of
from engine.errors import ContentError

Kind = Literal["pack", "scenario", "actor", "theatre", "claims"]
MISUSED = 2


def new(
    kind: Kind | None = None,
    name: str | None = None,
    /,
    *,
    title: str | None = None,
    pack: Path = Path(),
    theatre: str = "",
    cast: str = "",
) -> int:
    """Begin a pack or a file of one with a small commented example that checks clean.

    What is not said is asked for where a terminal is there.

    Parameters
    ----------
    kind
        What to begin.
    name
        Its id: small letters, digits and _. A pack's is the folder that is made.
    title
        Its name on screen; without it, made of the id. Claims have none.
    pack
        The pack it goes into; the working folder if none is given.
    theatre
        The theatre a scenario is set in, or an actor looks at; the pack's first if none is given.
    cast
        The actors of a scenario, with commas; the pack's first two if none are given.
    """
    asked = _asked(kind, name, title)
    if asked is None:
        say("say what to begin: whitecell new pack|scenario|actor|theatre|claims NAME")
        return MISUSED
    wish = Wish(*asked, theatre, tuple(part.strip() for part in cast.split(",") if part))
    return _begin(wish, pack / wish.id if wish.kind == "pack" else pack)


def _begin(wish: Wish, folder: Path) -> int:
    """Write what is asked for, unless something is in the way."""
    try:
        files = begun(wish, Pack(folder))
    except StarterError as error:
        say(f"whitecell: {error}")
        return MISUSED
    taken = [place for place in files if (folder / place).exists()]
    if taken or (wish.kind == "pack" and folder.exists()):
        say(f"whitecell: {shown(folder / taken[0] if taken else folder)} is there already")
        return MISUSED
    return _written(folder, files, wish)


def _written(folder: Path, files: dict[str, str], wish: Wish) -> int:
    """Write new files and the pack's schemas, and say what to do next."""
    for place, text in files.items():
        path = folder / place
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        write(shown(path))
    try:
        schemas = schemas_of(Pack(folder))
    except ContentError:
        schemas = {}
    for place, text in schemas.items():
        (folder / place).parent.mkdir(parents=True, exist_ok=True)
        (folder / place).write_text(text, encoding="utf-8")
    where = "" if folder.resolve() == Path.cwd() else f" {quote(shown(folder))}"
    say(f"next: whitecell check{where}")
    if wish.kind in ("pack", "scenario"):
        there = f" --pack{where}" if where else ""
        say(f"then: whitecell play {wish.id}{there}")
    return 0


def _asked(kind: str | None, name: str | None, title: str | None) -> tuple[Kind, str, str] | None:
    """Return kind, id and title, asking for what is missing; None where nobody can answer."""
    person = sys.stdin.isatty() and sys.stderr.isatty()
    if (kind is None or name is None) and not person:
        return None
    kinds: tuple[Kind, ...] = get_args(Kind)
    while kind not in kinds:
        kind = _answer(f"What is it? {', '.join(kinds)}: ") or "pack"
    if name is None:
        name = _answer(f"The id of the {kind} (small letters, digits and _): ")
        if title is None and kind != "claims":
            title = _answer("Its name on screen (Enter: made of the id): ")
    return next(one for one in kinds if one == kind), name, title or ""


def _answer(question: str) -> str:
    """Return what a person answers."""
    print(question, end="", file=sys.stderr, flush=True)
    return sys.stdin.readline().strip()
