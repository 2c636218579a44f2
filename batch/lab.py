"""A batch in one call, for programs: what is asked for in, its results out."""

from __future__ import annotations

from pathlib import Path

from batch.opening import Request, begin, opened
from batch.pool import executor_for
from batch.results import Results
from batch.runner import Standing, Tell, run_batch
from engine.content.library import Library


def _silent(standing: Standing) -> None:
    """Tell nobody."""


def run(
    request: Request,
    folder: Path,
    *,
    library: Library | None = None,
    workers: int = 1,
    tell: Tell = _silent,
) -> Results:
    """Run what is asked for in a new folder to its end; `tell` hears how far it is.

    Raises what `opened` raises, and FolderError where something is in the folder already.
    """
    study, schema = opened(library or Library(), request)
    begin(folder, study, schema, [])
    return resume(folder, workers=workers, tell=tell)


def resume(folder: Path, *, workers: int = 1, tell: Tell = _silent) -> Results:
    """Go on with the batch in a folder to its end, from wherever it was left."""
    with executor_for(workers) as executor:
        run_batch(folder, executor, tell=tell)
    return Results(folder)
