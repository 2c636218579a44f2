"""Shipped content is told in its own words: no run of eight words stands in a source text.

The five source texts are not in the repository. `source_shingles.txt` holds the first 16 hex digits
of the SHA-256 of each run of eight normalised words in them, one a line: enough to recognise a
borrowed sentence, of no use for reading one.
"""

import hashlib
import re
import unicodedata
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
RUN = 8
CONTENT = sorted([*(ROOT / "actors").glob("*.yaml"), *(ROOT / "scenarios").rglob("*.yaml")])
PACKS = sorted([*(ROOT / "docs").rglob("*.yaml"), *(ROOT / "engine").rglob("*.yaml")])
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])
SHIPPED = [*CONTENT, *PACKS, *PAGES]


def normalised_words(text: str) -> list[str]:
    """Lower-case words without apostrophes, punctuation or layout."""
    plain = unicodedata.normalize("NFKC", text).casefold()
    return re.findall(r"[^\W_]+", re.sub("['’‘ʼ]", "", plain))


def shingles(text: str) -> dict[str, str]:
    """Every run of eight words in the text, by its hash."""
    words = normalised_words(text)
    runs = (" ".join(words[start : start + RUN]) for start in range(len(words) - RUN + 1))
    return {hashlib.sha256(run.encode()).hexdigest()[:16]: run for run in runs}


def borrowed(text: str, sources: set[str]) -> list[str]:
    """The runs of the text that stand in the sources, in order."""
    return [run for digest, run in shingles(text).items() if digest in sources]


@pytest.fixture(scope="module")
def sources() -> set[str]:
    lines = (Path(__file__).parent / "source_shingles.txt").read_text("ascii").split()
    return set(lines)


def test_the_hashes_of_the_sources_are_there(sources: set[str]) -> None:
    assert len(sources) > 5_000
    assert all(re.fullmatch("[0-9a-f]{16}", line) for line in sources)


def test_there_is_content_to_hold_against_them() -> None:
    assert {path.parent.name for path in CONTENT} >= {"actors", "scenarios", "claims", "theatres"}
    names = {str(path.relative_to(ROOT)) for path in (*PACKS, *PAGES)}
    assert {"README.md", "CHANGELOG.md", "docs/proof.md", "docs/reference/coverage.md"} <= names
    assert "docs/tutorial/amber_straits/scenarios/amber_toll.yaml" in names


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: str(path.relative_to(ROOT)))
def test_no_shipped_text_repeats_eight_words_of_a_source(path: Path, sources: set[str]) -> None:
    assert borrowed(path.read_text("utf-8"), sources) == []


def test_a_planted_sentence_is_found_whatever_its_dress() -> None:
    planted = "The ferry's captain counted nine grey herons before the harbour lights came on."
    hashed = set(shingles(planted))
    disguised = "says: >\n  THE FERRY’S captain -- counted nine grey\n  herons, before the Harbour"
    assert borrowed(disguised, hashed) == [
        "the ferrys captain counted nine grey herons before",
        "ferrys captain counted nine grey herons before the",
        "captain counted nine grey herons before the harbour",
    ]
    assert borrowed("The captain counted nine grey herons before lunch.", hashed) == []
