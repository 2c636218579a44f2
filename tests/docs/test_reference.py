"""The reference and the schemas in docs/ say what the documents declare today."""

import json
from pathlib import Path

import pytest

from engine.content.documents import KINDS
from engine.content.reference import reference
from engine.content.schemas import described, parts_of, schema

DOCS = Path(__file__).resolve().parents[2] / "docs" / "reference"
MEND = "mend it with: .venv/bin/python -m tests.docs.test_reference"


def pages() -> dict[Path, str]:
    """Return every page that is generated, with its text."""
    found = {DOCS / "documents.md": reference()}
    for kind in KINDS:
        text = json.dumps(schema(kind), ensure_ascii=False, indent=2) + "\n"
        found[DOCS / "schemas" / f"{kind}.json"] = text
    return found


@pytest.mark.parametrize("path", pages(), ids=lambda path: path.name)
def test_a_generated_page_is_fresh(path: Path) -> None:
    assert path.exists(), MEND
    assert path.read_text(encoding="utf-8") == pages()[path], MEND


@pytest.mark.parametrize("kind", KINDS)
def test_every_key_is_described_and_has_an_example(kind: str) -> None:
    bare = [f"{name}.{key}" for name, part in parts_of(kind) for key in described(part)]
    assert bare == [], "describe them in engine/content/documents, with an example in examples.py"


TAKES = {"array": list, "object": dict, "string": str, "boolean": bool}


@pytest.mark.parametrize("kind", KINDS)
def test_every_example_is_of_the_type_its_key_takes(kind: str) -> None:
    wrong = [
        f"{name}.{key}"
        for name, part in parts_of(kind)
        for key, value in part["properties"].items()
        for one in value.get("examples", ())
        if not isinstance(one, TAKES.get(str(value.get("type")), object))
    ]
    assert wrong == [], "give them one of their own in engine/content/documents/examples.py"


if __name__ == "__main__":
    for place, text in pages().items():
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(text, encoding="utf-8")
