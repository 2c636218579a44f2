"""What a page is to show, and the words that repeat it for whoever has nothing but the page."""

from __future__ import annotations

import shlex
from collections.abc import Iterator
from dataclasses import dataclass

from batch.compare.policies import Aim, Axis
from batch.compare.whole import Comparison
from batch.manifest import Plain
from engine.content.problems import inert
from reports.comparison.setting import asked_outcome
from reports.study import Section, Table


@dataclass(frozen=True, slots=True)
class Wish:
    """What a page is to show. `outcome` is the class whose drivers are told; the one that differs
    most between arms where none is named.
    """

    baseline: str | None = None
    aim: Aim | None = None
    axis: Axis = "policy"
    outcome: str | None = None
    marking: str = ""
    title: str = ""


def repeating(of: Comparison, folders: list[str], wish: Wish) -> Section:
    """Return how to repeat a comparison: what is needed, commands, and what must come out."""
    manifests = {str(c.results.folder): c.results.manifest for c in of.clouds}
    several = [manifests[folder] for folder in folders]
    named = " ".join(map(shlex.quote, folders))
    against = f"--baseline {shlex.quote(of.names[of.baseline.label])}{_aimed(wish)}"
    asked = asked_outcome(wish.outcome, wish.aim)
    outcome = f" --outcome {shlex.quote(asked)}" if asked else ""
    run = f"{of.baseline.arm.index}-{int(of.baseline.replications[0])}"
    commands = [
        *(shlex.join(manifest["command"] or ["whitecell", "batch"]) for manifest in several),
        f"whitecell compare {named} {against}{outcome}",
        f"whitecell report {named} {against}{outcome} --output report.html",
        f"whitecell run --from {shlex.quote(folders[0])} --run {run}",
    ]
    files = list(_experiments(several))
    says = [
        (
            "The same words give the same tables, byte for byte, whatever the workers. "
            "The folder holds the texts it was played from; the last command tells one run again. "
            "compare with --format json holds every figure, of all arms, unrounded; with --watch "
            "it is browsed on a screen; --outcome CLASS tells of another ending."
        ),
    ]
    if files:
        says.append("The experiment's file stands below the commands, whole.")
    table = Table(("what", "is"), tuple(_hashes(folders, several)))
    return Section(
        "repeat", "How to repeat it", tuple(says), tables=(table,), code=(*commands, *files)
    )


def _aimed(wish: Wish) -> str:
    """Return the options that ask for the same regrets."""
    if wish.aim is None:
        return ""
    words = ["--value", wish.aim.value]
    words += ["--low-is-good"] if wish.aim.low_is_good else []
    words += [] if wish.aim.enough is None else ["--enough", f"{wish.aim.enough:g}"]
    words += [] if wish.axis == "policy" else ["--policies", wish.axis]
    return f" {shlex.join(words)}"


def _experiments(manifests: list[Plain]) -> Iterator[str]:
    """Give the lines of the experiments' files, each below a line that names it."""
    for manifest in manifests:
        if text := str(manifest.get("experiment") or ""):
            name = next((w for w in manifest["command"] if w.endswith(".yaml")), "experiment.yaml")
            yield from ("", f"# {name}", *map(inert, text.rstrip().split("\n")))


def _hashes(folders: list[str], manifests: list[Plain]) -> Iterator[tuple[str, str]]:
    """Give what a repetition must rest on, and what must come out."""
    for folder, manifest in zip(folders, manifests, strict=True):
        results = manifest["results"] or {}
        yield "folder", folder
        yield "digest of all runs", str(results.get("digest", "not complete"))
        for name, told in (results.get("files") or {}).items():
            yield f"{name}, SHA-256", str(told["sha256"])
        for name, version in manifest["versions"].items():
            yield ("code of the engine, SHA-256" if name == "code" else name), str(version)
        files = [(p, d) for s in manifest["scenarios"].values() for p, d in s["files"].items()]
        yield from ((f"{place}, SHA-256", digest) for place, digest in files[:30])
