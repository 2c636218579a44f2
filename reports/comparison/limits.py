"""What a comparison cannot tell, and the words that repeat it."""

from __future__ import annotations

import shlex

from batch.compare.points import clustered
from batch.compare.whole import Comparison
from reports.study import Table


def limits_of(of: Comparison) -> tuple[str, ...]:
    """Return what to keep in mind, as points."""
    study = of.baseline.results.study
    points = [
        (
            "The shares are those of a model: they tell what follows from its assumptions, not how "
            "likely the world is to do it. Intervals tell of luck alone."
        ),
        "Each interval is at 95% by itself; of twenty that are looked at, one may miss.",
    ]
    if not study.samples:
        points.append(
            "Nothing was sampled: every figure stands at the scenario's own settings. Run it with "
            "--sample N --minds to see what it owes to them."
        )
    if any(clustered(cloud) for cloud in of.clouds):
        points.append(
            "Several runs stand at each sample point; intervals are taken over points, not runs."
        )
    failed = sum(cloud.failed for cloud in of.clouds)
    if failed:
        points.append(
            f"{failed:,} runs failed and are left out; the table of runs names each with its cause."
        )
    if any(cloud.luck != of.baseline.luck for cloud in of.clouds):
        points.append("Arms of batches with different seeds are compared as independent runs.")
    needed = max(of.needed.values())
    points.append(f"Knowing every share to one point up or down takes {needed:,} runs an arm.")
    return tuple(points)


def repeating(of: Comparison, folders: list[str]) -> tuple[tuple[str, ...], tuple[str, ...], Table]:
    """Return how to repeat a comparison: sentences, commands, and what must come out."""
    manifests = {str(c.results.folder): c.results.manifest for c in of.clouds}
    several = [manifests[folder] for folder in folders]
    code = [shlex.join(manifest["command"] or ["whitecell", "batch"]) for manifest in several]
    base = shlex.quote(of.names[of.baseline.label])
    named = " ".join(shlex.quote(folder) for folder in folders)
    run = f"{of.baseline.arm.index}-{int(of.baseline.replications[0])}"
    code += [
        f"whitecell compare {named} --baseline {base}",
        f"whitecell report {named} --baseline {base} --output report.html",
        f"whitecell run --from {shlex.quote(folders[0])} --run {run}",
    ]
    words = (
        (
            "The same words give the same tables, byte for byte, whatever the workers. "
            "The folder holds the texts it was played from; the last command tells one run again."
        ),
    )
    rows = []
    for folder, manifest in zip(folders, several, strict=True):
        results = manifest["results"] or {}
        rows += [
            ("Whitecell", str(manifest["versions"].get("whitecell", ""))),
            ("its code", str(manifest["versions"].get("code", ""))),
            ("digest of all runs", str(results.get("digest", "not complete"))),
            ("folder", folder),
        ]
        files = [(p, d) for s in manifest["scenarios"].values() for p, d in s["files"].items()]
        rows += [(place, digest) for place, digest in files[:30]]
    return words, tuple(code), Table(("what", "is"), tuple(rows))
