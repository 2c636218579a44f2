"""Reading pages back as a browser would, for tests: tags, attributes, text."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from html.parser import HTMLParser

ACTIVE = {
    "script",
    "img",
    "image",
    "link",
    "iframe",
    "object",
    "embed",
    "base",
    "form",
    "input",
    "video",
    "audio",
    "foreignobject",
    "use",
    "a:href",
}
"""Elements no report has: they run, fetch or post."""


@dataclass
class Page(HTMLParser):
    """What a page holds once parsed."""

    text: str
    tags: Counter[str] = field(default_factory=Counter)
    attributes: list[tuple[str, str, str]] = field(default_factory=list)
    shown: list[str] = field(default_factory=list)
    style: str = ""

    def __post_init__(self) -> None:
        HTMLParser.__init__(self, convert_charrefs=True)
        self._styling = False
        self.feed(self.text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags[tag] += 1
        self._styling = tag == "style"
        self.attributes += [(tag, name, value or "") for name, value in attrs]

    def handle_endtag(self, tag: str) -> None:
        self._styling = False

    def handle_data(self, data: str) -> None:
        if self._styling:
            self.style += data
        else:
            self.shown.append(data)

    @property
    def words(self) -> str:
        """All text that is shown, on one line."""
        return " ".join(" ".join(self.shown).split())

    def values(self, name: str) -> list[str]:
        """Return the values of every attribute of a name."""
        return [value for _, attribute, value in self.attributes if attribute == name]


def findings(page: Page) -> list[str]:
    """Return what in a page could run, fetch, post or steer; a report has nothing of it."""
    found = [f"<{tag}>" for tag in page.tags if tag in ACTIVE]
    for tag, name, value in page.attributes:
        if name.startswith("on"):
            found.append(f"{tag} {name}")
        outside = name in ("href", "src", "xlink:href", "action") and not value.startswith("#")
        if outside or "javascript:" in value.lower():
            found.append(f"{tag} {name}={value[:40]}")
        if name == "style" and ("url(" in value or "expression" in value):
            found.append(f"{tag} style={value[:40]}")
    if "url(" in page.style or "@import" in page.style:
        found.append("a style that fetches")
    return found
