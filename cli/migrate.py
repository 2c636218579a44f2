"""`whitecell migrate`: content files brought to the format of this version."""

from __future__ import annotations

import sys
from pathlib import Path

from cli.talk import say, write
from engine.content.migrating import Migrated, migrated
from engine.content.packs import FOLDERS, is_pack, is_zip, shown
from engine.content.problems import file_problem
from engine.content.rendering import rendered_all
from reports.wording import counted

MISUSED = 2


def migrate(path: Path = Path(), /, *, dry_run: bool = False) -> int:
    """Bring content files to the format of this version; each old file is kept beside as .bak.

    Parameters
    ----------
    path
        A file, a folder or a pack; the working folder if none is given.
    dry_run
        Say what would be written, and write nothing.
    """
    looked = [migrated(file) for file in _files(path)]
    problems = [problem for one in looked for problem in one.problems]
    if not looked:
        message = "there are no content files here"
        problems = [file_problem(shown(path), "WC001", message)]
    sys.stderr.write(rendered_all(problems))
    old = [one for one in looked if one.needed]
    for one in old:
        if not dry_run:
            _write(one)
        write(f"{shown(one.path)}: schema {one.schema} to 1")
    done = "would be" if dry_run else "was" if len(old) == 1 else "were"
    files = counted(len(looked), "file")
    say(f"{files} looked at, {len(old)} {done} brought to this version's format")
    return MISUSED if any(problem.severity == "error" for problem in problems) else 0


def _files(path: Path) -> list[Path]:
    """Return the content files of a pack or folder, or a single file."""
    if is_zip(path) or not path.is_dir():
        return [path]
    if not is_pack(path):
        return sorted(path.glob("**/*.yaml"))
    return [file for place in FOLDERS.values() for file in sorted((path / place).glob("*.yaml"))]


def _write(one: Migrated) -> None:
    """Write a file anew, the old one kept beside it; at no moment is there none."""
    backup = one.path.with_name(one.path.name + ".bak")
    backup.write_bytes(one.path.read_bytes())
    beside = one.path.with_name(f".{one.path.name}.new")
    beside.write_text(one.text, encoding="utf-8", newline="")
    beside.replace(one.path)
