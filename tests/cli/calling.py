"""`whitecell` as it is called, in this process: starting another takes longer than most commands.

What is about a process itself (signals, hash seeds, a reader that goes away) starts one.
"""

from __future__ import annotations

import io
import sys
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from pathlib import Path

import pytest

from cli.main import main
from tests.house.places import ROOT


@dataclass(frozen=True, slots=True)
class Told:
    """What a command left: its exit code and what it wrote."""

    returncode: int
    stdout: str
    stderr: str


def called(*words: object, cwd: Path = ROOT, path: Path | None = None) -> Told:
    """Do what `whitecell` does with some words in a folder, other packs being at `path`."""
    out, err = (io.TextIOWrapper(io.BytesIO(), "utf-8", write_through=True) for _ in range(2))
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(cwd)
        patch.setattr(sys, "argv", ["whitecell", *map(str, words)])
        if path is not None:
            patch.setenv("WHITECELL_PATH", str(path))
        with redirect_stdout(out), redirect_stderr(err), pytest.raises(SystemExit) as ended:
            main()
    told = (each.buffer.getvalue().decode() for each in (out, err))  # type: ignore[attr-defined]
    return Told(int(ended.value.code or 0), *told)
