"""`whitecell keys`: every key of the table, and the file in which a person gives others."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

from cyclopts import Parameter

from cli.talk import say, table, width, write, write_json


def keys(
    *,
    file: Annotated[
        Path | None, Parameter(help="A file of keys to look at; your own where not given.")
    ] = None,
    format: Annotated[
        Literal["text", "json"], Parameter(help="Text for people or JSON for programs.")
    ] = "text",
) -> int:
    """List every key of the table, and say what is wrong with the keys you have chosen.

    2 where a line of the file cannot be used; the table then goes on with the usual key.
    """
    from tui.keymap import read_keymap
    from tui.keyring import every_key, scopes

    keymap = read_keymap(scopes(), file)
    found = every_key(keymap)
    if format == "json":
        rows = [{"id": k.id, "keys": k.keys, "usual": k.usual, "does": k.does} for k in found]
        problems = list(keymap.problems)
        data = {"schema": 1, "file": str(keymap.path), "keys": rows, "problems": problems}
        write_json(data)
    else:
        for line in table(((k.id, _shown(k.keys, k.usual), k.does) for k in found), width()):
            write(line)
        there = "" if keymap.path.exists() else " (not there yet)"
        say(f"your own keys: {keymap.path}{there}")
    for each in keymap.problems:
        say(f"error: {each}")
    return 2 if keymap.problems else 0


def _shown(now: tuple[str, ...], usual: tuple[str, ...]) -> str:
    keys = ", ".join(now)
    return keys if now == usual else f"{keys} (was {', '.join(usual)})"
