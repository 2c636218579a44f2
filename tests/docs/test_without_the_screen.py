"""Every screen's content is had as a command's plain text, and the page says by which."""

from __future__ import annotations

import pkgutil
import re

import tui.screens
from cli.commands import GROUPS
from tests.house.places import ROOT

PAGE = (ROOT / "docs" / "how-to" / "work-without-the-screen.md").read_text(encoding="utf-8")
HELPERS = {"dialogs", "palette", "setup"}
"""`dialogs` and `palette` only ask for what others show; `setup` is told as "set-up"."""


def test_every_screen_has_its_row() -> None:
    rows = set(re.findall(r"^\| (\w+) \|", PAGE, re.MULTILINE))
    there = {module.name for module in pkgutil.iter_modules(tui.screens.__path__)}
    assert there - rows - HELPERS == set()
    assert "| set-up |" in PAGE


def test_every_command_named_there_exists() -> None:
    known = {name for group in GROUPS.values() for name in group}
    named = set(re.findall(r"`whitecell (\w+)", PAGE))
    assert len(named) > 8
    assert named <= known
