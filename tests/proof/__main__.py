"""Run the proofs and write their figures into docs/proof.md."""

import sys
import time
import traceback
from collections.abc import Mapping, Sequence
from pathlib import Path

from tests.proof.needs import ROOT
from tests.proof.page import rewritten
from tests.proof.registry import Proof, registered

PAGE = ROOT / "docs" / "proof.md"


def show(proof: Proof, page: Path) -> bool:
    """Run one proof and write its section; whether it held."""
    print(f"-- {proof.name}: {proof.claim}", flush=True)
    began = time.monotonic()
    try:
        shown = proof.show()
        if not shown.strip():
            msg = "the proof showed nothing"
            raise ValueError(msg)
        before = page.read_text(encoding="utf-8") if page.exists() else ""
        page.parent.mkdir(parents=True, exist_ok=True)
        page.write_text(rewritten(before, proof, shown), encoding="utf-8")
    except Exception:  # noqa: BLE001 - one proof that fails must not hide the others
        traceback.print_exc()
        print(f"   FAILED after {time.monotonic() - began:.0f} s", flush=True)
        return False
    print(f"   held, {time.monotonic() - began:.0f} s", flush=True)
    return True


def run(proofs: Mapping[str, Proof], wanted: Sequence[str], page: Path = PAGE) -> int:
    """Run the wanted proofs, or all; the exit code."""
    unknown = [name for name in wanted if name not in proofs]
    if unknown or not proofs:
        print(f"no proof named {', '.join(unknown) or 'anything'}; there are: {', '.join(proofs)}")
        return 2
    failed = [name for name in wanted or proofs if not show(proofs[name], page)]
    print(f"{len(wanted or proofs) - len(failed)} held, {len(failed)} failed {' '.join(failed)}")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(run(registered(), sys.argv[1:]))
