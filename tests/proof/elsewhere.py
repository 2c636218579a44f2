"""Whitecell where no checkout is: under every Python we name, in an environment of its own."""

import hashlib
import os
import subprocess
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.house.installing import build
from tests.proof.needs import ROOT, need_python
from tests.proof.registry import proof
from tests.proof.terminal import seconds_to_open

VERSIONS = ("3.11", "3.12", "3.13")
SCENARIO = "post_war_aid_cut"
LIBRARY = "Pick a scenario."
PLACE = ("en_US.UTF-8", "Asia/Pyongyang"), ("C", "UTC")


@proof("elsewhere")
def elsewhere() -> str:
    """The wheel, in an empty environment under each Python, lists, runs and opens its library."""
    lines = [
        "| Python | lists | opens and closes | sha256 of `run --format json` |",
        "|---|---|---|---|",
    ]
    digests = set()
    with TemporaryDirectory() as folder:
        wheel = build("wheel", Path(folder) / "dist")
        for version in VERSIONS:
            bin_ = _install(wheel, need_python(version), Path(folder) / version)
            assert SCENARIO in _told(bin_ / "whitecell", "list"), f"{version}: not listed"
            found = {_digest(bin_, *place, seed) for place in PLACE for seed in ("0", "1")}
            assert len(found) == 1, f"{version}: bytes change with locale, zone or hash seed"
            digests |= found
            seconds = seconds_to_open(bin_ / "whitecell", cwd=Path(folder), shown=LIBRARY)
            lines.append(f"| {version} | yes | after {seconds:.1f} s | `{min(found)[:16]}` |")
    assert len(digests) == 1, "the Pythons disagree:\n" + "\n".join(lines)
    return "\n".join(lines)


def _install(wheel: Path, python: Path, into: Path) -> Path:
    subprocess.run([python, "-m", "venv", into], check=True)
    pip = [into / "bin" / "python", "-m", "pip", "install", "--quiet"]
    subprocess.run([*pip, "--require-hashes", "-r", ROOT / "requirements.lock"], check=True)
    subprocess.run([*pip, "--no-deps", "--no-index", wheel], check=True)
    return into / "bin"


def _told(*words: str | Path, env: dict[str, str] | None = None) -> str:
    with TemporaryDirectory() as nowhere:
        return subprocess.run(
            words, cwd=nowhere, env=env, capture_output=True, text=True, check=True, timeout=120
        ).stdout


def _digest(bin_: Path, locale: str, zone: str, seed: str) -> str:
    env = {"PATH": os.environ["PATH"], "LC_ALL": locale, "TZ": zone, "PYTHONHASHSEED": seed}
    command = (bin_ / "whitecell", "run", SCENARIO, "--seed", "7", "--format", "json")
    return hashlib.sha256(_told(*command, env=env).encode()).hexdigest()
