"""The page on Python: its examples, run in order as one program, print what stands below them."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

from tests.house.places import ROOT

PAGE = ROOT / "docs" / "reference" / "python-api.md"
EXAMPLE = re.compile(r"^```python\n(.*?)^```\n\n^```text\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def test_every_example_prints_what_stands_below_it(tmp_path: Path) -> None:
    text = PAGE.read_text(encoding="utf-8")
    examples = EXAMPLE.findall(text)
    assert len(examples) == text.count("```python") == text.count("```text")
    program = tmp_path / "page.py"
    program.write_text("\n".join(code for code, _ in examples), encoding="utf-8")
    told = subprocess.run(
        [sys.executable, str(program)],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(ROOT), "TMPDIR": str(tmp_path)},
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert told.returncode == 0, told.stderr
    assert told.stdout == "".join(shown for _, shown in examples)
