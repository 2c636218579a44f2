"""What an author's editor shows: the real yaml-language-server with our schemas, over stdio."""

from __future__ import annotations

import json
import shutil
import subprocess
import tempfile
from pathlib import Path

from engine.content.library import Library
from engine.content.packs import FOLDERS, found_packs
from engine.content.schemas import known_names, schema
from engine.content.shelf import Shelf
from tests.proof.language_server import LanguageServer
from tests.proof.needs import ROOT, UnmetError, need_command
from tests.proof.registry import proof

PACKAGE = "yaml-language-server@1.25.0"
PLANTED = """\
kind: actor
schema: 1
name: Odd
motives:
  calm:
    wieght: 1
    says: Be calm.
    watches: {peninsula_tensoin: -1}
    claims: [AI-38]
moves:
  wait:
    slot: 99
    says: Wait.
    tells: waits
    instrument: [Q]
    plover: {category: CONSULT}
    lead: soon
"""
WRONG = {5: "wieght", 7: "peninsula_tensoin", 11: "99", 14: "Q", 16: "soon"}
HALF = """\
kind: actor
schema: 1
name: Half
motives:
  calm:
    weight: 1
    
    watches:
      
"""  # noqa: W293


def installed(folder: Path) -> list[str]:
    """Install the server and return the command that runs it."""
    npm, node = need_command("npm", "install Node.js"), need_command("node", "install Node.js")
    told = subprocess.run(
        [str(npm), "install", "--no-save", "--silent", PACKAGE], cwd=folder, capture_output=True
    )
    server = folder / "node_modules" / "yaml-language-server" / "bin" / "yaml-language-server"
    if told.returncode or not server.exists():
        msg = f"npm could not install {PACKAGE}: {told.stderr.decode()[-300:]}"
        raise UnmetError(msg)
    return [str(node), str(server), "--stdio"]


def laid_out(folder: Path) -> dict[str, list[str]]:
    """Copy the shipped content, write the schemas of the pack, and return which serves which."""
    known = known_names(Shelf(found_packs()))
    served = dict[str, list[str]]()
    for kind, place in FOLDERS.items():
        target = folder / place
        target.mkdir(parents=True, exist_ok=True)
        for path in sorted((ROOT / place).glob("*.yaml")):
            shutil.copy(path, target / path.name)
        file = folder / f"{kind}.schema.json"
        file.write_text(json.dumps(schema(kind, known)), encoding="utf-8")
        served[file.as_uri()] = [f"{target.as_posix()}/*.yaml"]
    return served


def false_alarms(server: LanguageServer, folder: Path) -> tuple[int, list[str]]:
    """Open every shipped file; return how many there are and what is said against them."""
    paths = [path for place in FOLDERS.values() for path in sorted((folder / place).glob("*.yaml"))]
    told = list[str]()
    for path in paths:
        for found in server.open(path):
            told.append(f"{path.name}:{found['range']['start']['line'] + 1}: {found['message']}")
    return len(paths), told


def missed(server: LanguageServer, folder: Path) -> list[str]:
    """Open a file with planted mistakes; return those not told at their line."""
    path = folder / "actors" / "odd.yaml"
    found = server.open(path, PLANTED)
    lines = {one["range"]["start"]["line"] for one in found}
    return [f"line {line + 1}: {what}" for line, what in WRONG.items() if line not in lines]


@proof("editor")
def editor() -> str:
    """yaml-language-server completes, explains and corrects with our schemas, and is quiet else."""
    assert not [p for p in Library().check() if p.severity == "error"]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        command = installed(folder)
        with LanguageServer(command, laid_out(folder)) as server:
            count, alarms = false_alarms(server, folder)
            assert not alarms, "\n".join(alarms[:20])
            unseen = missed(server, folder)
            assert not unseen, unseen
            half = folder / "actors" / "half.yaml"
            server.open(half, HALF)
            keys = server.completion(half, 6, 4)
            names = server.completion(half, 8, 6)
            lines = PLANTED.split("\n")
            odd = folder / "actors" / "odd.yaml"
            told = server.hover(odd, 6, 5)
            slot = server.hover(odd, lines.index("    slot: 99"), 5)
    wanted = {"says", "watches", "salience", "weight_when", "aspiration", "claims", "judgement"}
    assert wanted - {"watches"} <= keys.keys(), sorted(keys)
    assert {"russian_aid", "peninsula_tension", "autonomy"} <= names.keys(), sorted(names)[:20]
    assert "What the actor wants." in told, told
    assert "permanent number" in slot, slot
    return (
        f"{PACKAGE} over stdio, schemas with the pack's names: {count} shipped files,"
        f" 0 diagnostics; {len(WRONG)} planted mistakes, each told at its line;"
        f" {len(keys)} keys offered in a"
        f' motive (`salience`: "{keys["salience"].strip().splitlines()[0]}"), {len(names)} names'
        " under `watches:`, indicators among them; hovering `says` and `slot` tells what they are."
    )
