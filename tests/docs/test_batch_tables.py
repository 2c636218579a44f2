"""The page on the tables of a batch: every column and key it tells of is there, and no other."""

from __future__ import annotations

import re

import pytest

from batch.results import Results
from tests.batch.batches import made
from tests.house.places import ROOT

PAGE = (ROOT / "docs" / "reference" / "batch-tables.md").read_text(encoding="utf-8")
ROW = re.compile(r"^\| `([^`]+)` \| ([A-Z]+) \|", re.MULTILINE)


@pytest.fixture(scope="module")
def results(tmp_path_factory: pytest.TempPathFactory) -> Results:
    folder = tmp_path_factory.mktemp("batch")
    made(folder, samples=3, minds=True, runs=1)
    return Results(folder / "out")


def section(name: str) -> str:
    return PAGE.split(f"\n## {name}\n")[1].split("\n## ")[0]


def family(column: str) -> str:
    """Return a column as the page has it: `final.LEVEL` for `final.tension`."""
    kinds = {"value": "ID", "draw": "NAME", "measure": "ID", "final": "LEVEL", "flag": "ID"}
    head, dot, _ = column.partition(".")
    return f"{head}.{({**kinds, 'level': 'LEVEL'})[head]}" if dot else column


@pytest.mark.parametrize("table", ["runs", "turns", "moves"])
def test_the_page_tells_of_every_column_with_its_type(table: str, results: Results) -> None:
    stated = ROW.findall(section(table))
    with results.connect() as duck:
        found = [(name, kind) for name, kind, *_ in duck.execute(f"DESCRIBE {table}").fetchall()]
    columns = list(dict.fromkeys((family(name), kind) for name, kind in found))
    assert columns == stated
    assert found == list(results.manifest["columns"][table].items())


def test_the_page_tells_of_every_key_of_the_manifest(results: Results) -> None:
    stated = re.findall(r"^\| (`[^|]+`) \|", section("The manifest"), re.MULTILINE)
    keys = [
        re.sub(r"[{}\[\]]", "", key) for cell in stated for key in re.findall(r"`([^`]+)`", cell)
    ]
    assert keys == list(results.manifest)
    inner = section("The manifest")
    for part in ("arms", "results"):
        told = results.manifest[part]
        for key in told[0] if isinstance(told, list) else told:
            assert f"`{key}" in inner, key
    source = next(iter(results.manifest["scenarios"].values()))
    for key in (*source, *source["dimensions"][0]):
        assert f"`{key}`" in inner, key
