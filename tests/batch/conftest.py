"""How the processes of a pool are begun: one that parts into the workers, or each by itself."""

from __future__ import annotations

import sys

import pytest

import batch.crew

WAYS = {True: "parted", False: "each by itself"}


@pytest.fixture(
    params=[True, False] if sys.platform == "linux" else [False], ids=lambda way: WAYS[way]
)
def parts(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> bool:
    """Begin pools either way; the second is that of systems where a process cannot part."""
    monkeypatch.setattr(batch.crew, "PARTS", request.param)
    return bool(request.param)
