"""Experiments as files: read strictly, with every problem at its place."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from engine.content.documents.experiment import ExperimentDocument
from engine.content.documents.validation import validate
from engine.content.linking.readings import PLAIN
from engine.content.nodes import Scalar, find
from engine.content.packs import shown
from engine.content.problems import Problem, has_errors, problem_at, settled
from engine.content.reading import Document, read_file
from engine.errors import ContentError

TAKEN = f"no policy can be called '{PLAIN}': arms without one are", "choose another name"


def is_experiment(path: Path) -> bool:
    """Tell whether a file says that it is an experiment."""
    tree = read_file(path, shown(path)).tree if path.is_file() else None
    kind = tree.get("kind") if tree is not None else None
    return isinstance(kind, Scalar) and kind.value == "experiment"


def read_experiment(path: Path) -> ExperimentDocument:
    """Return the experiment in a file; ContentError where it is none."""
    found, problems = document_of(read_file(path, shown(path)))
    if found is None or has_errors(problems):
        raise ContentError(tuple(settled(problems)))
    return found


def document_of(document: Document) -> tuple[ExperimentDocument | None, list[Problem]]:
    """Return the experiment in a file as read, judged on its own, and what is wrong with it."""
    problems, tree = list(document.problems), document.tree
    if tree is None or has_errors(problems):
        return None, problems
    found, wrong = validate(ExperimentDocument, tree)
    problems += wrong
    for id, (low, high) in (found.sample.ranges if found and found.sample else {}).items():
        if high <= low:
            mark = find(tree, ["sample", "ranges", id])[1]
            says = f"a range goes from low to high, not from {low:g} to {high:g}"
            problems.append(problem_at(mark, "WC105", says, where=f"sample.ranges.{id}"))
    if found and PLAIN in found.policies:
        mark, (says, hint) = find(tree, ["policies", PLAIN])[0], TAKEN
        problems.append(problem_at(mark, "WC107", says, where=f"policies.{PLAIN}", hint=hint))
    return found, problems


def as_settings(values: Mapping[str, Any]) -> dict[str, str]:
    """Return settings of a file as the texts that `--set KEY=VALUE` takes."""
    return {key: json.dumps(value, ensure_ascii=False) for key, value in values.items()}
