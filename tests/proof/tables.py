"""The table itself, killed and told to end many times on a real terminal."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

from tests.proof.registry import proof
from tests.tui.test_ends import ended

KILLS, SIGNALS = 50, 50


@proof("table_ends")
def table_ends() -> str:
    """A table on a terminal, killed or told to end at any instant, keeps what it has shown."""
    with TemporaryDirectory() as folder:
        killed = ended("kills", KILLS, _made(Path(folder) / "kills"))
        told = ended("signals", SIGNALS, _made(Path(folder) / "signals"))
    assert killed["shown"] + killed["random"] == KILLS
    return (
        "| what | times | found |\n|---|---|---|\n"
        f"| SIGKILL right after a decision shows | {killed['shown']} | verified, nothing lost |\n"
        f"| SIGKILL at a random instant of deciding | {killed['random']} | the same |\n"
        f"| SIGINT, SIGTERM, SIGHUP at a random instant, a closed window | {SIGNALS + 4} | "
        f"gone within {told['longest']:.1f} s, terminal as it was, journal closed |"
    )


def _made(folder: Path) -> Path:
    folder.mkdir()
    return folder
