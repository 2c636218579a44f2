"""`whitecell author`: a file of a pack on the author's screen, read again at every save."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

from cyclopts import Parameter

from cli.packed import Packs
from cli.talk import on_terminal, say


def author(
    file: Annotated[Path, Parameter(help="A scenario, actor, theatre or claims file of a pack.")],
    *,
    pack: Packs = None,
) -> int:
    """Write a file with its problems beside the lines, its brief, its map, and play from any turn.

    The screen only reads; write in your own editor, beside it or by `e`. Without a terminal, use
    `whitecell check --watch`, `whitecell show --influence` and `whitecell run`.
    """
    if not file.is_file():
        say(f"whitecell: no file {str(file)[:200]!r}; try: whitecell new scenario NAME")
        return 2
    if file.suffix != ".yaml":
        say(f"whitecell: {file.name[:100]!r} is no content file; they end in .yaml")
        return 2
    if not on_terminal():
        say("whitecell: the screen needs a terminal; without one, try 'whitecell check --watch'")
        return 2
    from tui.app import main_author

    return main_author(file, pack or ())
