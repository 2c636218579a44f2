"""Small batches of the made world, and what tells two of them apart."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from batch.executors import Executor, Here
from batch.manifest import Plain
from batch.opening import Request, begin, opened
from batch.runner import run_batch
from engine.content.library import Library
from tests.build import make_pack


def begun(folder: Path, name: str = "out", **asked: Any) -> Path:
    """Begin a batch of the duel beside its pack; two arms of 30 runs where nothing else is said."""
    pack = make_pack(folder / "pack")
    wanted: dict[str, Any] = {"variants": ("", "bold"), "runs": 30, **asked}
    study, schema = opened(Library([pack]), Request(("duel",), **wanted))
    begin(folder / name, study, schema, ["whitecell", "batch"])
    return folder / name


def made(folder: Path, name: str = "out", **asked: Any) -> Plain:
    """Run such a batch in this process to its end and return its manifest."""
    return finished(begun(folder, name, **asked))


def finished(out: Path, executor: Executor | None = None, chunk: int = 25) -> Plain:
    """Run a batch that was begun to its end and return its manifest."""
    return run_batch(out, executor or Here(), chunk=chunk)


def digests(manifest: Plain) -> list[str]:
    """Return the digest of the runs and the SHA-256 of each table's bytes."""
    results = manifest["results"]
    return [results["digest"], *(told["sha256"] for told in results["files"].values())]
