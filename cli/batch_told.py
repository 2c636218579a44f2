"""What came out of a batch, told at its end: as text or as data, and which runs failed."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from shlex import quote
from typing import Any

from batch.compare.shares import Share
from batch.plan import Study
from batch.results import Results
from batch.watched import shares_so_far
from cli.talk import say, table, width, write
from reports.data import as_text
from reports.wording import counted


def told(folder: Path, format: str, *, csv: bool) -> None:
    """Write what came out of a batch that is complete, and say which runs failed."""
    results = Results(folder)
    if csv:
        results.write_csv()
    manifest = results.manifest
    if format == "json":
        data = {"schema": 1, "out": str(folder), "status": manifest["status"]}
        sys.stdout.write(as_text({**data, **manifest["results"]}))
    else:
        for line in _lines(folder, results):
            write(line)
    if manifest["results"]["failed"]:
        _tell_failed(folder, results, manifest["results"]["failed"])


def _tell_failed(folder: Path, results: Results, failed: int) -> None:
    for run, stage, cause in results.failures(limit=5):
        say(f"whitecell: run {run} failed in {stage}: {cause}")
        say(f"  repeat it with: whitecell run --from {quote(str(folder))} --run {run}")
    if (more := failed - 5) > 0:
        say(f"  and {more:,} more: the rows of runs whose status is failed")


def _lines(folder: Path, results: Results) -> Iterator[str]:
    """Give what came out, arm by arm."""
    study, told, columns = results.study, results.manifest["results"], width()
    runs = counted(told["runs"], "run")
    yield f"{study.title or 'Batch'} · {runs} · seed {study.seed} · {folder}"
    if study.stop_at is not None:
        yield from _known(study, study.stop_at, told)
    several = list(shares_so_far(study, results.tally()))
    for arm in study.arms:
        own = [share for share in several if share.arm == arm.label]
        yield ""
        yield f"{arm.label} ({counted(own[0].runs if own else 0, 'run')})"
        yield from table(_shares(own) or [("no run ended",)], columns)
    yield ""
    yield f"Compare the arms with: whitecell compare {quote(str(folder))}"


def _known(study: Study, wanted: float, told: Mapping[str, Any]) -> Iterator[str]:
    """Give whether the shares are known to the width that was asked for."""
    points = f" at each of {counted(study.samples, 'sample point')}" if study.samples else ""
    if told["stopped"]:
        runs = f"{told['rounds']:,} of {counted(study.runs, 'run')} of each arm{points}"
        yield f"Enough after {runs}: no interval is wider than {told['width']:.3f}."
    elif told["width"] > wanted:
        wide = f"the widest interval is {told['width']:.3f}, where {wanted:g} was asked for"
        more = "more sample points or runs" if study.samples else "more runs"
        yield f"Not known as well as --stop-at asks: {wide}; it takes {more}."


def _shares(own: Sequence[Share]) -> list[tuple[str, ...]]:
    return [
        (each.outcome, f"{each.share:.1%}", f"{each.low:.1%} to {each.high:.1%}")
        for each in own
        if each.hits
    ]
