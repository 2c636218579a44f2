"""The report of a played half-day, opened and printed by a real browser that has no network."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import time
from pathlib import Path
from tempfile import TemporaryDirectory

from reports.aar.gathering import Options
from reports.aar.interactive import beside
from reports.aar.writing import write
from tests.proof.registry import proof
from tests.reports import table

BROWSERS = ("chromium", "chromium-browser", "google-chrome")
OUTSIDE = re.compile(r"^(?!file:|data:|about:|chrome|devtools:|blob:)[a-z]+:")


def browser() -> str:
    """Return a Chromium; RuntimeError where there is none, since a proof never skips."""
    for name in BROWSERS:
        if found := shutil.which(name):
            return found
    raise RuntimeError(f"this proof needs one of {', '.join(BROWSERS)}")


def opened(page: Path, printed: Path, log: Path) -> set[str]:
    """Print a page with no name resolved; return the addresses the page itself asked for."""
    subprocess.run(
        [
            browser(),
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-background-networking",
            "--disable-component-update",
            "--host-resolver-rules=MAP * ~NOTFOUND",
            "--no-pdf-header-footer",
            f"--user-data-dir={log.parent / 'profile'}",
            f"--log-net-log={log}",
            "--virtual-time-budget=10000",
            f"--print-to-pdf={printed}",
            page.as_uri(),
        ],
        check=True,
        capture_output=True,
        timeout=240,
    )
    text = log.read_text()
    events = json.loads(text if text.rstrip().endswith("}") else text.rstrip().rstrip(",") + "]}")
    asked = (event.get("params", {}) for event in events["events"])
    named = {str(each["url"]) for each in asked if "url" in each and _by_a_page(each)}
    return {url for url in named if OUTSIDE.match(url)}


def _by_a_page(asked: dict[str, object]) -> bool:
    """Tell whether a page asked, and not the browser for itself (updates, spelling, the time)."""
    return str(asked.get("initiator", "not an origin")) != "not an origin"


def sees_a_page_that_asks(here: Path) -> None:
    """Show that the check can fail: a page with a picture from outside is caught."""
    page = here / "asking.html"
    page.write_text('<img src="http://pictures.invalid/x.png">')
    assert opened(page, here / "asking.pdf", here / "asking.json")


@proof("report")
def report() -> str:
    """A report opens and prints in a browser without a network, and asks for nothing."""
    rows = []
    with TemporaryDirectory() as folder:
        here = Path(folder)
        sees_a_page_that_asks(here)
        journal, page = here / "half day.whitecell", here / "aar.html"
        table.play(journal)
        began = time.process_time()
        write(journal, page, Options(interactive=True))
        spent = time.process_time() - began
        for name, file in (("report", page), ("charts beside it", beside(page))):
            printed = here / f"{file.stem}.pdf"
            asked = opened(file, printed, here / f"{file.stem}.json")
            assert not asked, asked
            sheets = len(re.findall(rb"/Type\s*/Page\b", printed.read_bytes()))
            assert sheets > 1, sheets
            rows.append(
                f"| {name} | {file.stat().st_size / 1000:.0f} kB | {sheets} | {len(asked)} |"
            )
    return (
        "| page | size | sheets of A4 | addresses asked for |\n|---|---|---|---|\n"
        + "\n".join(rows)
        + f"\n\nTwelve turns, 200 engine runs, 60 roll-outs a turn: {spent:.0f} s of CPU time "
        "in one process. A page with a picture from outside, opened the same way, was caught."
    )
