"""What a proof needs: installed where we may, demanded with one clear line where we may not."""

import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


class UnmetError(Exception):
    """Something a proof needs is not there and cannot be installed from here."""


def need_command(name: str, remedy: str) -> Path:
    """The place of a program, or a failure that says how to get it."""
    found = shutil.which(name)
    if found is None:
        msg = f"this proof needs {name}; try: {remedy}"
        raise UnmetError(msg)
    return Path(found)


def need_extra(extra: str) -> None:
    """Install one of our extras that is outside the lock, such as `oracle` or `cluster`."""
    declared = tomllib.loads((ROOT / "pyproject.toml").read_text())
    wanted = declared["project"]["optional-dependencies"][extra]
    told = subprocess.run([sys.executable, "-m", "pip", "install", "--quiet", *wanted])
    if told.returncode:
        msg = f"the extra {extra!r} could not be installed: {' '.join(wanted)}"
        raise UnmetError(msg)


def need_python(version: str) -> Path:
    """An interpreter of this version, such as `3.12`: one that is here, else one fetched by uv."""
    shelved = sorted(Path.home().glob(f".pyenv/versions/{version}.*/bin/python"))
    named = (shutil.which(f"python{version}"), shutil.which("python3"))
    for found in (sys.executable, *named, *map(str, shelved)):
        if found and _says(found) == version:
            return Path(found)
    finder = [sys.executable, "-m", "uv", "python"]
    subprocess.run([*finder, "install", "--quiet", version])
    told = subprocess.run([*finder, "find", version], capture_output=True, text=True)
    found = told.stdout.strip()
    if not found or _says(found) != version:
        msg = f"this proof needs Python {version}, which is not here and could not be fetched"
        raise UnmetError(msg)
    return Path(found)


def _says(python: str) -> str:
    question = "import sys; print('%d.%d' % sys.version_info[:2])"
    return subprocess.run([python, "-c", question], capture_output=True, text=True).stdout.strip()
