"""Experiments as files: read strictly, with every problem at its place."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from engine.content.documents.experiment import ExperimentDocument
from engine.content.documents.validation import validate
from engine.content.nodes import Scalar, find
from engine.content.packs import shown
from engine.content.problems import Problem, has_errors, problem_at, settled
from engine.content.reading import Document, read_file
from engine.errors import ContentError


def is_experiment(path: Path) -> bool:
    """Tell whether a file says that it is an experiment."""
    tree = read_file(path, shown(path)).tree if path.is_file() else None
    kind = tree.get("kind") if tree is not None else None
    return isinstance(kind, Scalar) and kind.value == "experiment"


def read_experiment(path: Path) -> ExperimentDocument:
    """Return the experiment in a file; ContentError where it is none."""
    document = read_file(path, shown(path))
    problems = list(document.problems)
    found = None
    if document.tree is not None and not has_errors(problems):
        found, wrong = validate(ExperimentDocument, document.tree)
        problems += wrong
        problems += _upside_down(document, found) if found is not None else []
    if found is None or has_errors(problems):
        raise ContentError(tuple(settled(problems)))
    return found


def _upside_down(document: Document, found: ExperimentDocument) -> list[Problem]:
    """Return the ranges whose highest value is not above their lowest."""
    assert document.tree is not None, "only a tree makes a document"
    problems = list[Problem]()
    for id, (low, high) in (found.sample.ranges if found.sample else {}).items():
        if high <= low:
            mark = find(document.tree, ["sample", "ranges", id])[1]
            says = f"a range goes from low to high, not from {low:g} to {high:g}"
            problems.append(problem_at(mark, "WC105", says, where=f"sample.ranges.{id}"))
    return problems


def as_settings(values: Mapping[str, Any]) -> dict[str, str]:
    """Return settings of a file as the texts that `--set KEY=VALUE` takes."""
    return {key: json.dumps(value, ensure_ascii=False) for key, value in values.items()}
