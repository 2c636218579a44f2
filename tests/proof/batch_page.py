"""The page of a batch, opened and printed by a real browser that has no network."""

from __future__ import annotations

import re
import subprocess
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.proof.needs import ROOT
from tests.proof.registry import proof
from tests.proof.report import browser, opened, sees_a_page_that_asks

EXPERIMENT = ROOT / "docs" / "how-to" / "aid_cut.yaml"
AIM = ("--value", "final.peninsula_tension", "--low-is-good", "--enough", "48")
SIZES = {"a desk": (1280, 1800), "a small window": (700, 1200)}
BROKEN = '<p>fine</p><script>throw new Error("no such thing")</script>'


@proof("batch_page")
def batch_page() -> str:
    """A batch's page opens and prints in a browser without a network, and asks for nothing."""
    with TemporaryDirectory() as folder:
        here = Path(folder)
        sees_a_page_that_asks(here)
        (here / "broken.html").write_text(BROKEN)
        assert console(here / "broken.html", here), "an error of a page would not be seen"
        began = time.monotonic()
        page = made(here)
        spent = time.monotonic() - began
        asked = opened(page, here / "page.pdf", here / "page.json")
        said = console(page, here)
        assert not asked, asked
        assert not said, said
        text = page.read_text(encoding="utf-8")
        charts = re.findall(r"<svg.*?</svg>", text, re.DOTALL)
        assert len(charts) >= 6, len(charts)
        assert all(chart.count("<path") > 4 for chart in charts), "a chart with nothing in it"
        sheets = len(re.findall(rb"/Type\s*/Page\b", (here / "page.pdf").read_bytes()))
        for wanted in ("Which policy is robust", "How to repeat it", "kind: experiment"):
            assert wanted in text, wanted
        shots = [f"{name} {pictured(page, here, *size):,} B" for name, size in SIZES.items()]
    return (
        f"| page | size | charts | sheets of A4 | addresses asked for | errors said |\n"
        f"|---|---|---|---|---|---|\n"
        f"| report of `{EXPERIMENT.relative_to(ROOT)}` at 12 points | {len(text) / 1000:.0f} kB "
        f"| {len(charts)} | {sheets} | {len(asked)} | {len(said)} |\n\n"
        f"Batch and page took {spent:.0f} s. Pictures taken: {', '.join(shots)}. A page that asks "
        "for a picture and a page with an error, opened the same way, were both caught."
    )


def made(here: Path) -> Path:
    """Run the experiment at few points and write its page."""
    words = ["batch", str(EXPERIMENT), "--sample", "12", "--out", str(here / "aid")]
    _whitecell(*words)
    page = here / "aid.html"
    asked = ["--baseline", "no_cut+as_written", "--outcome", "china_tilt", *AIM]
    _whitecell("report", str(here / "aid"), *asked, "--output", str(page))
    return page


def _whitecell(*words: str) -> None:
    command = [sys.executable, "-m", "cli.main", *words]
    told = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    assert told.returncode == 0, told.stderr


def console(page: Path, here: Path) -> list[str]:
    """Return what a page says on the console of a browser that shows it."""
    told = _shown(here, "--enable-logging=stderr", "--dump-dom", page.as_uri()).stderr
    return re.findall(r"CONSOLE.*", told.decode(errors="replace"))


def pictured(page: Path, here: Path, width: int, height: int) -> int:
    """Take a picture of a page's top and return its size in bytes; one that is blank is small."""
    to = here / f"{width}.png"
    _shown(here, f"--window-size={width},{height}", f"--screenshot={to}", page.as_uri())
    size = to.stat().st_size
    assert size > 60_000, f"a picture of {size} bytes shows nothing"
    return size


def _shown(here: Path, *words: str) -> subprocess.CompletedProcess[bytes]:
    quiet = ["--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars"]
    offline = ["--host-resolver-rules=MAP * ~NOTFOUND", f"--user-data-dir={here / 'shown'}"]
    command = [browser(), *quiet, *offline, *words]
    return subprocess.run(command, check=True, capture_output=True, timeout=240)
