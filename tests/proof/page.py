"""The page of proofs: sections between marks are ours to rewrite, the rest is its authors'."""

import os
import platform
import re

from tests.proof.registry import Proof

OPENING = (
    "# Proof\n\nFigures, each with the command that made it. `make proof` makes them all anew.\n"
)


def section(proof: Proof, shown: str) -> str:
    """The whole marked section for one proof."""
    machine = f"Python {platform.python_version()}, {platform.machine()}, {os.cpu_count()} cores"
    head = f"**{proof.claim}**\n\nMade by `make proof PROOFS={proof.name}` on {machine}."
    return f"<!-- proof:{proof.name} -->\n{head}\n\n{shown.strip()}\n<!-- /proof:{proof.name} -->"


def rewritten(page: str, proof: Proof, shown: str) -> str:
    """The page with this proof's section made anew, or added at the end."""
    name = re.escape(proof.name)
    marks = re.compile(rf"<!-- proof:{name} -->.*?<!-- /proof:{name} -->", re.DOTALL)
    new = section(proof, shown)
    found = len(marks.findall(page))
    if found > 1:
        msg = f"the page has {found} sections named {proof.name!r}"
        raise ValueError(msg)
    if found:
        return marks.sub(lambda _: new, page)
    return f"{(page or OPENING).rstrip()}\n\n{new}\n"
