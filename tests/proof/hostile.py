"""Content from strangers, as whole commands: bombs, depth, size, tags, escapes, and every text."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.build import make_pack
from tests.content.hostile_texts import HOSTILE, leaves, obeyed, told
from tests.content.test_hostile import BOMB, BYTES, MERGES, TEXTS
from tests.proof.needs import ROOT
from tests.proof.registry import proof

SECONDS, MEGABYTES = 2.0, 300
HEAD = "kind: scenario\nschema: 1\n"
TEXT = "kind: actor\nschema: 1\nname: x\ndescription: "
FILES: dict[str, bytes] = {
    "alias bomb": BOMB.encode(),
    "merge-key bomb": MERGES.encode(),
    "100,000 nested brackets": b"[" * 100_000,
    "1,000,000 dashes": b"- " * 1_000_000,
    "scalar of 50 MB": TEXT.encode() + b"x" * 50_000_000,
    "scalar of 3.9 MB": TEXT.encode() + b"x" * 3_900_000,
    "folded scalar of 3.9 MB": TEXT.encode() + b">\n" + b"  x y\n" * 650_000,
    "Python tag": b"kind: !!python/object/apply:os.system [ls]\n",
    "extends leads out": (HEAD + "extends: ../../../../etc/passwd\n").encode(),
    "claims lead out": (HEAD + "extends: duel\nclaims: ../../../../etc/passwd\n").encode(),
    "theatre leads out": (HEAD + "extends: duel\ntheatre: /etc/passwd\n").encode(),
    "escape sequence": (TEXT + "\x1b]0;t\x07\n").encode(),
    "escaped escape sequence": (TEXT + '"\\e[2J"\n').encode(),
    "49,000 keys": HEAD.encode() + b"".join(b"k%d: 1\n" % n for n in range(49_000)),
}


@proof("hostile")
def hostile() -> str:
    """Files from strangers are told in their place, within 2 s and 300 MB for the whole command."""
    rows = ["| file | ends with | CPU seconds | MB at most |", "|---|---|---|---|"]
    for name, data in FILES.items():
        code, says, seconds, size = _checked(data)
        assert code == 2, (name, says)
        _fit(name, says)
        assert seconds < SECONDS, (name, seconds)
        assert size < MEGABYTES, (name, size)
        rows.append(f"| {name} | {says.rsplit('error[', 1)[-1][:5]} | {seconds:.2f} | {size:.0f} |")
    others = [_checked(text.encode("utf-8", "surrogatepass")) for text, _ in TEXTS.values()]
    others += [_checked(data) for data in BYTES.values()]
    for code, says, seconds, size in others:
        assert code in (0, 2), says
        assert seconds < SECONDS
        assert size < MEGABYTES
        _fit("others", says)
    slowest, largest = max(row[2] for row in others), max(row[3] for row in others)
    further = (
        f"{len(others)} further files of `tests/content/test_hostile.py`: {slowest:.2f} s and"
        f" {largest:.0f} MB at most."
    )
    return "\n".join([*rows, "", f"{further} {_swept()} {_bombed()}"])


def _fit(name: str, says: str) -> None:
    """Hold what was said to be located, short and inert."""
    assert "Traceback" not in says, (name, says[-2000:])
    assert obeyed(says) == set(), (name, obeyed(says))
    assert "root:" not in says, (name, says)
    first = says.splitlines()[0]
    assert len(first) < 400, (name, first)


def _checked(data: bytes, name: str = "scenarios/strange.yaml") -> tuple[int, str, float, float]:
    """Return code, words, CPU seconds and peak megabytes of `whitecell check` of one file."""
    with TemporaryDirectory() as folder:
        pack = make_pack(Path(folder))
        path = pack / name
        path.write_bytes(data)
        return _command("check", str(path))


MEASURE = """
import resource, subprocess, sys
done = subprocess.run([sys.executable, '-m', 'cli.main', *sys.argv[1:]], capture_output=True)
used = resource.getrusage(resource.RUSAGE_CHILDREN)
print(done.returncode, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024, flush=True)
sys.stdout.buffer.write(done.stdout + done.stderr)
"""
"""Run by a small process of its own: a child's peak counts what its parent held at the fork."""


def _command(*words: str) -> tuple[int, str, float, float]:
    """Run a command; return its code, what it said, CPU seconds and peak megabytes."""
    told = subprocess.run(
        [sys.executable, "-c", MEASURE, *words], cwd=ROOT, capture_output=True, check=True
    )
    head, _, said = told.stdout.decode("utf-8", "replace").partition("\n")
    code, seconds, size = head.split()
    return int(code), said, float(seconds), float(size)


def _swept() -> str:
    """Make every text of every kind of document hostile in turn; return what came of it."""
    texts, tried, refused = leaves(), 0, 0
    with TemporaryDirectory() as folder:
        for number, leaf in enumerate(texts):
            for text in HOSTILE.values():
                said = told(Path(folder) / str(number), leaf, text)
                assert obeyed(said) == set(), (leaf, obeyed(said))
                tried += 1
                refused += '"severity": "error"' in said
    return (
        f"Markup, direction marks and escape sequences in each of {len(texts)} texts of all kinds"
        f" of documents: {tried} worlds checked, listed and shown as text and JSON, {refused} told"
        f" in their place, {tried - refused} shown inert, none obeyed."
    )


def _bombed() -> str:
    """Check a zip that would unpack to gigabytes."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "bomb.zip"
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
            for number in range(12):
                archive.writestr(f"actors/a{number}.yaml", b" " * 100_000_000)
        code, says, seconds, size = _command("check", str(path))
    assert code == 2, says
    _fit("zip bomb", says)
    assert seconds < SECONDS, seconds
    assert size < MEGABYTES, size
    return f"A zip of 1.2 GB when unpacked: refused in {seconds:.2f} s with {size:.0f} MB."
