"""Building the wheel and installing it, with nothing fetched."""

import os
import subprocess
import sys
import sysconfig
from pathlib import Path

from tests.house.places import ROOT


def run(*words: str | Path, cwd: Path, timeout: float = 120) -> str:
    """Run a command away from the checkout's environment; its output, or its whole complaint."""
    env = {
        "PATH": os.environ["PATH"],
        "HOME": str(cwd),
        "PIP_CONFIG_FILE": os.devnull,
        "PIP_DISABLE_PIP_VERSION_CHECK": "1",
    }
    told = subprocess.run(words, cwd=cwd, env=env, capture_output=True, text=True, timeout=timeout)
    if told.returncode:
        msg = f"{words} gave {told.returncode}\n{told.stdout}{told.stderr}"
        raise AssertionError(msg)
    return told.stdout


def build(kind: str, into: Path, source: Path = ROOT) -> Path:
    """Build a `wheel` or an `sdist` of this source into a folder; the file made."""
    run(sys.executable, "-m", "hatchling", "build", "-t", kind, "-d", str(into), cwd=source)
    (made,) = into.glob("*.whl" if kind == "wheel" else "*.tar.gz")
    return made


def install(wheel: Path, into: Path) -> Path:
    """An environment that holds this wheel and borrows the packages it needs; its bin folder.

    The borrowed folder is named in a .pth file, and .pth files inside a folder so named are not
    read: the editable install of the checkout is not seen.
    """
    run(sys.executable, "-m", "venv", "--without-pip", str(into), cwd=wheel.parent)
    python = into / "bin" / "python"
    packages = next(into.glob("lib/python*/site-packages"))
    (packages / "borrowed.pth").write_text(sysconfig.get_path("purelib") + "\n")
    pip = [sys.executable, "-m", "pip", "--python", str(python), "install", "--quiet"]
    run(*pip, "--no-deps", "--no-index", "--ignore-installed", str(wheel), cwd=wheel.parent)
    return python.parent
