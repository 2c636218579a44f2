"""Listings in the pages of docs/: a fenced YAML block whose first line names its file is a file."""

from __future__ import annotations

import re
from pathlib import Path

FENCE = re.compile(r"^```yaml\n# (\S+\.yaml)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def listings(page: Path) -> dict[str, str]:
    """Return the files a page lists, by their place in a pack."""
    found = FENCE.findall(page.read_text(encoding="utf-8"))
    files = dict(found)
    assert len(files) == len(found), f"{page} lists a file twice"
    return files


def write_pack(page: Path, folder: Path) -> Path:
    """Write the files a page lists to a folder."""
    for place, text in listings(page).items():
        path = folder / place
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder
