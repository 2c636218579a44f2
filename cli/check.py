"""`whitecell check`: what is wrong with content, and where."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

from cyclopts import Parameter

from cli.talk import say, write, write_json
from engine.content.library import Library
from engine.content.packs import found_packs, shown
from engine.content.problems import Problem
from engine.content.rendering import rendered

MOST_SHOWN = 200


def check(
    *paths: Path,
    format: Literal["text", "json"] = "text",
    strict: bool = False,
    pack: Annotated[list[Path] | None, Parameter(negative="")] = None,
) -> int:
    """Check content and say what is wrong with it.

    Every scenario is checked as it is and with each of its variants and lenses.

    Parameters
    ----------
    paths
        Files, folders or packs. Without any: all packs that are found.
    format
        Text for people or JSON for programs.
    strict
        Warnings count as errors.
    pack
        Another pack to look names up in.
    """
    library = Library(found_packs(pack or ()))
    problems = library.check(paths)
    if format == "json":
        write_json({"schema": 1, "problems": [problem.as_json() for problem in problems]})
    else:
        _tell(problems, paths, library)
    bad = ("error", "warning") if strict else ("error",)
    return 2 if any(problem.severity in bad for problem in problems) else 0


def _tell(problems: list[Problem], paths: tuple[Path, ...], library: Library) -> None:
    """Write problems as text, and say how many there are."""
    for problem in problems[:MOST_SHOWN]:
        write(rendered(problem) + "\n")
    if len(problems) > MOST_SHOWN:
        write(f"... and {len(problems) - MOST_SHOWN} more")
    what = [shown(path) for path in paths] or [pack.name for pack in library.packs]
    if not what:
        say("no packs found: a pack is a folder with actors/ and scenarios/")
    say(f"checked {', '.join(what[:4])}{', ...' if len(what) > 4 else ''}: {_summary(problems)}")


def _summary(problems: list[Problem]) -> str:
    """Return how many problems there are of each sort."""
    counts = [
        f"{count} {kind}{'s' if count > 1 else ''}"
        for kind in ("error", "warning", "hint")
        if (count := sum(problem.severity == kind for problem in problems))
    ]
    return ", ".join(counts) or "no problems"
