"""The table of figures, and the page of the docs that carries it."""

from __future__ import annotations

import platform
from collections.abc import Mapping
from importlib.metadata import version
from pathlib import Path

from benchmarks.measuring import Spread

PAGE = Path(__file__).resolve().parents[1] / "docs" / "benchmarks.md"
BEGIN, END = "<!-- figures: make bench -->", "<!-- end of figures -->"


def table(
    times: Mapping[str, Spread], ratios: Mapping[str, Spread], against: str = "the floor"
) -> str:
    """Return the figures as a Markdown table."""
    rows = [
        f"| what | ms of CPU: median (min..max) | against {against}: median (min..max) |",
        "|---|---|---|",
    ]
    rows += [f"| {name} | {told(times[name])} | {told(ratios[name])} |" for name in times]
    return "\n".join(rows)


def told(spread: Spread) -> str:
    return f"{spread.middle:.2f} ({spread.least:.2f}..{spread.most:.2f})"


def circumstances(rounds: int) -> str:
    """Return what the figures were measured with."""
    python = f"{platform.python_implementation()} {platform.python_version()}"
    packages = ", ".join(f"{name} {version(name)}" for name in ("simpy", "numpy"))
    return f"{python}, {packages}; {rounds} rounds, interleaved in one process, CPU time."


def rewritten(page: str, figures: str) -> str:
    """Return the page with the text between its marks replaced."""
    before, found, rest = page.partition(BEGIN)
    _, closed, after = rest.partition(END)
    if not (found and closed):
        raise ValueError(f"the page has no section between {BEGIN!r} and {END!r}")
    return f"{before}{BEGIN}\n{figures}\n{END}{after}"


def write(figures: str, page: Path = PAGE) -> None:
    """Write the figures into the page."""
    page.write_text(rewritten(page.read_text("utf-8"), figures), "utf-8")
