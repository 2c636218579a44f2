"""The index of the docs names every page, and no page that is not there."""

from __future__ import annotations

import re

from tests.house.places import ROOT

DOCS = ROOT / "docs"
ELSEWHERE = {"decisions"}
"""Rooms that keep an index of their own."""


def pages() -> set[str]:
    found = {str(page.relative_to(DOCS)) for page in DOCS.rglob("*.md")}
    own = {page for page in found if page.split("/")[0] in ELSEWHERE}
    return (found - own - {"README.md"}) | {f"{room}/README.md" for room in ELSEWHERE}


def test_every_page_is_in_the_index_and_every_entry_is_a_page() -> None:
    named = set(re.findall(r"\]\(([^)]+\.md)\)", (DOCS / "README.md").read_text("utf-8")))
    assert named == pages()


def test_the_readme_links_to_what_is_there() -> None:
    text = (ROOT / "README.md").read_text("utf-8")
    links = re.findall(r"\]\(([^)#]+)\)", text)
    assert "docs/README.md" in links
    assert [link for link in links if not (ROOT / link).exists()] == []
