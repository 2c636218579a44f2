"""One apostrophe in what our code writes: a text mixes no two kinds, whichever part wrote it."""

from __future__ import annotations

from tests.house.places import PACKAGES, ROOT, code_files

NAMES_IT = {"engine/content/syntax.py", "reports/wording.py"}
"""Who must know the curved one to read what others wrote."""


def test_our_texts_use_the_straight_apostrophe() -> None:
    templates = [path for folder in PACKAGES for path in sorted((ROOT / folder).rglob("*.j2"))]
    files = [*code_files(), *templates]
    found = {
        path.relative_to(ROOT).as_posix()
        for path in files
        if "’" in path.read_text(encoding="utf-8")
    }
    assert templates
    assert found == NAMES_IT
