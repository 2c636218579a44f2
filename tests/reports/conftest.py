"""One played half-day, and the report of it, for all tests that only read them."""

from __future__ import annotations

from pathlib import Path

import pytest

from reports.aar.gathering import Aar, Options, gathered
from reports.aar.record import Record, read_record
from tests.reports import table

OPTIONS = Options(runs=12, odds=1)


@pytest.fixture(scope="session")
def played(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the journal of the half-day."""
    path = tmp_path_factory.mktemp("table") / "half day.whitecell"
    table.play(path)
    return path


@pytest.fixture(scope="session")
def short(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the journal of its first two turns."""
    path = tmp_path_factory.mktemp("short") / "short.whitecell"
    table.play(path, turns=2)
    return path


@pytest.fixture(scope="session")
def record(played: Path) -> Record:
    """Return the record of the half-day."""
    return read_record(played)


@pytest.fixture(scope="session")
def aar(record: Record) -> Aar:
    """Return the report of the half-day, as data."""
    return gathered(record, OPTIONS, lambda doing, share: None)
