"""Every test keeps its exercises in a folder of its own, never in that of the person at work."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest
import textual.app
import textual.pilot

from tui.drawer import Drawer


@pytest.fixture(autouse=True)
def a_drawer_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    return tmp_path / "data" / "whitecell" / "exercises"


@pytest.fixture(autouse=True)
def no_waiting_for_a_busy_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    """Take an app to be at rest when nothing waits to run, however much others load the machine."""

    async def at_rest(least: float = 0.0, most: float = 10.0) -> None:
        loop = asyncio.get_running_loop()
        until = loop.time() + most
        await asyncio.sleep(0.01)
        while loop._ready and loop.time() < until:  # type: ignore[attr-defined]
            await asyncio.sleep(0.005)

    for module in (textual.app, textual.pilot):
        monkeypatch.setattr(module, "wait_for_idle", at_rest)


@pytest.fixture(scope="session")
def finished(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A batch of two arms that has come to its end."""
    from tests.tui.lab import begun, run_on

    return run_on(begun(tmp_path_factory.mktemp("finished"), runs=40)).folder


@pytest.fixture
def at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Read what is written of a batch without another process."""
    import tui.lab.desk
    from tests.tui.lab import AtOnce

    monkeypatch.setattr(tui.lab.desk, "Aside", AtOnce)


@pytest.fixture
def drawer(tmp_path: Path) -> Drawer:
    return Drawer(tmp_path / "kept" / "exercises")
