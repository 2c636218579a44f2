"""The checks of good sense stay quick on the largest conditions the format lets through."""

from pathlib import Path

import pytest

from tests.build import DUEL, check, make_pack
from tests.soon import soon

HEAD = "kind: scenario\nschema: 1\nextends: duel\n"
ANDS = " and ".join(f"tension > {n}" for n in range(44))
ORS = " or ".join(f"final(tension) > {n + 5}" for n in range(44))
OUTCOMES = DUEL[DUEL.index("outcomes:") : DUEL.index("expectations:")]
BASE = DUEL[: DUEL.index("variants:")] + OUTCOMES
"""Without variants, so that what extends it inherits none and is built once."""
TEXTS = {
    "long conditions": "injects:\n"
    + "".join(f"  k{n}: {{says: x, when: {ANDS}}}\n" for n in range(480)),
    "many endings": "outcomes:\n"
    + "".join(f"  k{n}: {{says: x, when: '{ORS} or raids > {n}'}}\n" for n in range(58)),
    "deep measures": "measures: {a0: {is: tension + trade}, "
    + ", ".join(f"a{n}: {{is: a{n - 1} + a{n - 1}}}" for n in range(1, 7))
    + "}\ninjects:\n"
    + "".join(f"  k{n}: {{says: x, when: a6 > 1 and a6 < {n + 2}}}\n" for n in range(400)),
    "many variants": "variants:\n"
    + "".join(f"  k{n}: {{set: {{boldness: 1}}}}\n" for n in range(196)),
}


@pytest.mark.parametrize("name", TEXTS)
def test_large_scenarios_are_judged_soon(name: str, tmp_path: Path) -> None:
    files = {"scenarios/duel.yaml": BASE, "scenarios/large.yaml": HEAD + TEXTS[name]}
    make_pack(tmp_path, files)
    with soon(200):
        assert not [problem for problem in check(tmp_path) if problem.severity == "error"]
