"""The model page states the code's numbers, and every link of every page leads somewhere."""

from __future__ import annotations

import importlib
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest
from engine.content.documents import KINDS, Strict
from engine.content.library import Library
from tests.content.test_every_key import models
from tests.house.places import ROOT

PAGE = ROOT / "docs" / "background" / "model.md"
ROW = re.compile(r"^\| `([\w.]+)` \| ([^|]+) \| [^|]+ \| ([^|]+) \|$", re.MULTILINE)
LINK = re.compile(r"\[[^\]]*\]\(([^)\s]+)\)")
CLAIM = re.compile(r"\b[A-Z]{2}-\d{2,3}[a-z]?\b")
TWINS = ("failure_effects", "injects.effects", "joint_effects.effects", "claims.paragraph")
"""Keys whose numbers are told once for all effects, and a paragraph's place, which is no number."""


def numbers(value: Any) -> tuple[float, ...]:
    """Return a default as numbers; nothing where it is none."""
    parts = value if isinstance(value, (list, tuple)) else [value]
    plain = all(isinstance(part, (int, float)) and not isinstance(part, bool) for part in parts)
    return tuple(float(part) for part in parts) if plain else ()


def defaults(model: type[Strict], place: str) -> Iterator[tuple[str, tuple[float, ...]]]:
    """Give every key of a document with a number where nothing is said."""
    for name, field in model.declared.items():
        here = f"{place}.{field.alias or name}"
        if found := numbers(field.default):
            yield here, found
        for part in models(field.annotation):
            yield from defaults(part, here)


CODE = dict(pair for kind, model in KINDS.items() for pair in defaults(model, kind))


def stated() -> dict[str, tuple[float, ...]]:
    """Return the numbers the page states, by key or constant."""
    rows = ROW.findall(PAGE.read_text(encoding="utf-8"))
    return {key: tuple(float(part) for part in value.split(" to ")) for key, value, _ in rows}


def constant(name: str) -> tuple[float, ...]:
    """Return a constant of the engine, or a default of one of its nouns."""
    module, _, last = name.rpartition(".")
    try:
        return numbers(getattr(importlib.import_module(module), last))
    except ModuleNotFoundError:
        module, _, noun = module.rpartition(".")
        made = getattr(importlib.import_module(module), noun)()
        return numbers(getattr(made, last))


@pytest.mark.parametrize("key", sorted(stated()))
def test_a_number_the_page_states_is_the_codes(key: str) -> None:
    code = constant(key) if key.startswith("engine.") else CODE[key]
    assert stated()[key] == code


def test_every_number_where_nothing_is_said_is_on_the_page() -> None:
    wanted = {key for key in CODE if not any(twin in key for twin in TWINS)}
    assert sorted(wanted - set(stated())) == []


def test_effects_of_all_kinds_have_the_same_numbers() -> None:
    for key, value in CODE.items():
        for twin in TWINS[:3]:
            if twin in key and "effects." in key:
                assert value == CODE[f"actor.moves.effects.{key.rsplit('.', 1)[1]}"]


def test_every_claim_the_page_names_is_in_the_ledger() -> None:
    named = set(CLAIM.findall(PAGE.read_text(encoding="utf-8")))
    assert named
    assert sorted(named - set(Library().claims().claims)) == []


# --- links --------------------------------------------------------------------------------------


def pages() -> list[Path]:
    """Return every page people read."""
    return [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]


def anchors(page: Path) -> set[str]:
    """Return the places in a page that a link can name."""
    headings = re.findall(r"^#+ (.+)$", page.read_text(encoding="utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", text).strip().lower().replace(" ", "-") for text in headings}


def dead_links(page: Path) -> list[str]:
    """Return the relative links of a page that lead nowhere."""
    found = []
    text = re.sub(
        r"^```.*?^```", "", page.read_text(encoding="utf-8"), flags=re.MULTILINE | re.DOTALL
    )
    for link in LINK.findall(text):
        if "://" in link or link.startswith("mailto:"):
            continue
        place, _, anchor = unquote(link).partition("#")
        target = (page.parent / place).resolve() if place else page
        gone = not target.exists() or (
            anchor and target.suffix == ".md" and anchor not in anchors(target)
        )
        found += [link] if gone else []
    return found


@pytest.mark.parametrize("page", pages(), ids=lambda page: str(page.relative_to(ROOT)))
def test_every_relative_link_leads_somewhere(page: Path) -> None:
    assert dead_links(page) == []


def test_a_dead_link_is_seen(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text("# Here\n[a](#here) [b](#there) [c](gone.md) [d](page.md#here) [e](http://x)\n")
    assert dead_links(page) == ["#there", "gone.md"]
