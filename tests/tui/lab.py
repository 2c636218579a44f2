"""Help for the tests of the Batch screen: small batches, a screen on one, ways to wait."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

from batch.aside import Aside, _done
from batch.executors import Here
from batch.manifest import read_study
from batch.opening import Request, begin
from batch.opening import opened as planned
from batch.results import Results
from batch.runner import run_batch
from batch.watched import How
from engine.content.copies import load_copy
from engine.content.library import Library
from engine.model import Scenario
from engine.model.copies import ContentCopy
from tests.build import edited, make_pack
from tests.tui.room import OneShelf
from tui.app import WhitecellApp
from tui.drawer import Drawer
from tui.lab.desk import Lab
from tui.screens.batch import BatchScreen

SPLIT = edited("scenarios/duel.yaml", "final(tension) > 80 or raids > 2", "final(tension) > 53.5")
"""The made world, ending either way about as often."""


def begun(folder: Path, **asked: Any) -> Path:
    """Begin a batch of two arms."""
    wanted: dict[str, Any] = {"variants": ("", "bold"), "runs": 30, **asked}
    library = Library([make_pack(folder / "pack", SPLIT)])
    study, schema = planned(library, Request(("duel",), **wanted))
    begin(folder / "out", study, schema, ["whitecell", "batch"])
    return folder / "out"


def run_on(folder: Path) -> Results:
    """Run a batch to its end in this process."""
    run_batch(folder, Here())
    return Results(folder)


class AtOnce(Aside):
    """Work that is done at once in this process, for what is not about processes."""

    def start(self) -> None:
        self._read, write = os.pipe()
        self._told: list[Any] = []
        self._told.append(_done(self._work, self._told.append, self._given))
        os.write(write, b"!")
        os.close(write)

    def fileno(self) -> int:
        return self._read

    def news(self) -> list[Any]:
        self._ended, told = True, self._told
        self._told = []
        return told

    def kill(self) -> None:
        self._ended = True


class Copies(OneShelf):
    """A shelf that reads the texts a folder keeps."""

    def read(self, copy: ContentCopy) -> Scenario:
        return load_copy(copy)


def app_on(lab: Lab, drawer: Drawer | None = None) -> WhitecellApp:
    app = WhitecellApp(Copies(), None, drawer or Drawer())
    app.lab = lab
    return app


def to_run(folder: Path, chunk: int | None = None) -> Lab:
    return Lab((folder,), read_study(folder), "running", how=How(1, None, chunk))


def screen_of(app: WhitecellApp) -> BatchScreen:
    return next(each for each in app.screen_stack if isinstance(each, BatchScreen))


def row(screen: BatchScreen) -> str:
    """The text of the highlighted row."""
    at = screen.items.highlighted
    return "" if at is None else str(screen.items.get_option_at_index(at).prompt)


def status_of(folder: Path) -> str:
    return str(json.loads((folder / "manifest.json").read_text())["status"])
