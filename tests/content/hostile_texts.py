"""Every text of every kind of document made hostile in turn, and everything that is told of it."""

from __future__ import annotations

import contextlib
import io
import json
import unicodedata
from collections.abc import Iterator
from pathlib import Path

from cli.main import run
from engine.content.nodes import Listing, Mapping, Node, Scalar
from engine.content.reading import read_text
from tests.build import make_pack
from tests.content.every_key_world import WORLD

EXPERIMENT = """\
kind: experiment
schema: 1
title: Does it matter?
says: It asks little.
scenarios: [duel]
variants: [plain]
policies: {patient: {says: North waits., set: {actors.north.decision.precision: 60}}}
set: {turns.count: 3}
"""
HOSTILE = {
    "markup": "[/] [@click=app.quit]go[/] [red]a[/blue] $x \\\\[b] {0} %s <b>&amp; [/",
    "directions": "\u202ea\u202c \u2067x \u200f\u200e \u05e9\u05dc \U000e0041",
    "escapes": "\\e]0;t\\a \\e[2J\\x9b5m \\e]52;c;aGVsbG8=\\a",
}
"""As they stand between double quotes in a file."""
TURNERS = frozenset(
    "\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u2028\u2029"
)


def leaves() -> list[tuple[str, int, int, int]]:
    """Return where each text stands: file, line, column, length; one of each key of a part."""
    found, seen = list[tuple[str, int, int, int]](), set[tuple[str, ...]]()
    for place, text in {**WORLD, "experiments/plan.yaml": EXPERIMENT}.items():
        tree = read_text(text, place).tree
        assert tree is not None, place
        for path, node in _texts(tree, ()):
            shape = (place.split("/")[-2], *path[:1], *path[-1:])
            if shape not in seen and node.style != "block":
                seen.add(shape)
                found.append((place, node.mark.line, node.mark.column, node.mark.length))
    return found


def _texts(node: Node, path: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], Scalar]]:
    if isinstance(node, Scalar) and isinstance(node.value, str):
        yield path, node
    elif isinstance(node, Listing):
        for item in node.items:
            yield from _texts(item, path)
    elif isinstance(node, Mapping):
        for key, entry in node.entries.items():
            yield from _texts(entry.node, (*path, key))


def poisoned(leaf: tuple[str, int, int, int], text: str) -> dict[str, str]:
    """Return the file with one of its texts made hostile."""
    place, line, column, length = leaf
    lines = {**WORLD, "experiments/plan.yaml": EXPERIMENT}[place].split("\n")
    row = lines[line - 1]
    lines[line - 1] = f'{row[: column - 1]}"{text}"{row[column - 1 + length :]}'
    return {place: "\n".join(lines)}


def told(folder: Path, leaf: tuple[str, int, int, int], text: str) -> str:
    """Return everything the commands say of a world with one text made hostile.

    Either `check` tells file and line of what is wrong, in this file or in one that names what
    stands in it, or the world loads and is shown.
    """
    make_pack(folder, {**WORLD, "experiments/plan.yaml": EXPERIMENT, **poisoned(leaf, text)})
    words = ["check", str(folder), "--format", "json"]
    code, found = _said(*words)
    problems = json.loads(found)["problems"]
    errors = [p for p in problems if p["severity"] == "error"]
    assert bool(code) == bool(errors)
    assert all(len(p["message"]) < 300 and p["line"] >= 1 for p in errors), (leaf, errors)
    assert all(p["path"].endswith((*WORLD, "plan.yaml")) for p in errors), (leaf, errors)
    said = [found, _said("check", str(folder))[1], _said("list", "--pack", str(folder))[1]]
    said.append(_said("list", "--pack", str(folder), "--format", "json")[1])
    names = ("duel", "north", "river", "gazette", "AA-01")
    said += [_said("show", name, "--secrets", "--pack", str(folder))[1] for name in names]
    return "".join(said)


def _said(*words: str) -> tuple[int, str]:
    out, err = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        code = run(words)
    assert "Traceback" not in err.getvalue()
    return code, out.getvalue() + ("" if words[-1] == "json" else err.getvalue())


def obeyed(text: str) -> set[str]:
    """Return the signs of a text that a terminal would obey."""
    return {
        sign
        for sign in text
        if sign in TURNERS or (unicodedata.category(sign) == "Cc" and sign != "\n")
    }
