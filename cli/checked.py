"""What `whitecell check` does. What reads the options of a command costs a third of a small check,
and is not imported here: a check without any is done without it.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from cli.talk import say, write, write_json
from engine.content.library import Library
from engine.content.memo import Memo
from engine.content.packs import found_packs, is_built_in, is_pack, shown
from engine.content.problems import Problem, file_problem

if TYPE_CHECKING:
    from cli.watching import Stamps

Format = Literal["text", "json", "github"]
SELDOM = (50_000, 20, 100)
"""How often Python looks for dead circles: a check makes many things and no circles."""
MOST_SHOWN = 200
MOST_KEPT = 5_000
"""Things made that a watch keeps from save to save."""


def checked(
    paths: tuple[Path, ...],
    format: Format = "text",
    pack: list[Path] | None = None,
    *,
    strict: bool = False,
    watch: bool = False,
) -> int:
    """Check content, tell what is wrong with it, and return the exit code."""
    gc.set_threshold(*SELDOM)
    library = Library(found_packs(pack or ()))
    roots = list(paths) or [found.folder for found in library.packs]
    before = _stamps(roots) if watch else {}
    code = _once(library, paths, format, Memo(), strict=strict)
    for memo in _saves(roots, before) if watch else ():
        _once(library, paths, format, memo, strict=strict)
    gc.freeze()  # what is left goes with the process: it is not searched for circles once more
    return code


def _stamps(roots: list[Path]) -> Stamps:
    """Return what a watch sees first."""
    from cli.watching import stamps

    return stamps(roots)


def _saves(roots: list[Path], before: Stamps) -> Iterator[Memo]:
    """Yield, whenever files were saved, what earlier checks have made."""
    from cli.watching import changes

    memo = Memo()
    say("watching: save a file to check again, Ctrl-C to stop")
    for saved in changes(roots, before):
        memo = Memo() if len(memo.made) > MOST_KEPT else memo
        gone = [path for path in saved if not path.exists()]
        for what, some in (("saved", [p for p in saved if p not in gone]), ("gone", gone)):
            if some:
                say(f"{what}: {', '.join(map(shown, some[:3]))}")
        yield memo


def _once(
    library: Library, paths: tuple[Path, ...], format: Format, memo: Memo, *, strict: bool
) -> int:
    """Check once, tell what came up, and return the exit code."""
    problems = [*([] if paths else _nothing_here(library)), *library.check(paths, memo)]
    if format == "json":
        write_json({"schema": 1, "problems": [problem.as_json() for problem in problems]})
    elif format == "github":
        from engine.content.rendering import annotation

        for problem in problems:
            write(annotation(problem))
    else:
        _tell(problems, paths, library)
    bad = ("error", "warning") if strict else ("error",)
    return 2 if any(problem.severity in bad for problem in problems) else 0


def _nothing_here(library: Library) -> list[Problem]:
    """Return that nothing of the person's own is checked, where that is so."""
    here = Path.cwd()
    if is_pack(here) or not all(map(is_built_in, library.packs)):
        return []
    message = f"there is no content in {here}: it holds no actors/ or scenarios/"
    hint = "only what came with the program was checked; go to the folder that holds yours, or "
    hint += "name it: whitecell check FOLDER"
    return [file_problem(shown(here), "WC001", message, hint)]


def _tell(problems: list[Problem], paths: tuple[Path, ...], library: Library) -> None:
    """Write problems as text, and say how many there are."""
    if problems:
        from engine.content.rendering import rendered

        for problem in problems[:MOST_SHOWN]:
            write(rendered(problem) + "\n")
    if len(problems) > MOST_SHOWN:
        write(f"... and {len(problems) - MOST_SHOWN} more")
    what = [shown(path) for path in paths] or [pack.name for pack in library.packs]
    if not what:
        what = [shown(Path.cwd())]
    say(f"checked {', '.join(what[:4])}{', ...' if len(what) > 4 else ''}: {_summary(problems)}")


def _summary(problems: list[Problem]) -> str:
    """Return how many problems there are of each sort."""
    counts = [
        f"{count} {kind}{'s' if count > 1 else ''}"
        for kind in ("error", "warning", "hint")
        if (count := sum(problem.severity == kind for problem in problems))
    ]
    return ", ".join(counts) or "no problems"
