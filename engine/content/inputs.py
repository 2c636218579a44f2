"""Inputs of an exercise as a file: what was or is to be answered at which pause.

kind: inputs
schema: 1
scenario: post_war_aid_cut
seed: 7
people: [pyongyang]
inputs:
- {at: turn 1, choose: {seat: pyongyang, move: seek_beijing}}
- {at: end of turn 2, inject: border_closure}
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, Literal

from pydantic import Field

from engine.content.documents.common import Strict
from engine.content.documents.validation import validate
from engine.content.nodes import find
from engine.content.packs import shown
from engine.content.problems import Problem, has_errors, problem_at, settled
from engine.content.reading import Document, read_file
from engine.errors import ContentError

ACTIONS = ("choose", "rule", "hold", "release", "inject", "note", "fresh_luck")


class ChoosePart(Strict):
    """A seat's choice."""

    seat: str = Field(max_length=60, description="The seat that chooses.")
    move: str = Field(max_length=60, description="The move, or hold.")
    note: str = Field("", max_length=10_000, description="Why, in the chooser's words.")
    by: str = Field("script", max_length=200, description="Who chose.")


class RulePart(Strict):
    """The white cell's answer to an uncertain move; empty, it accepts the roll."""

    result: str | None = Field(None, max_length=20, description="The result that overrides.")
    reason: str = Field("", max_length=10_000, description="Why; an override needs it.")
    by: str = Field("", max_length=200, description="Who rules; an override needs it.")
    balance: float = Field(0.0, description="Net arguments for (+) or against (-).")
    dice: int | None = Field(None, description="A typed roll of two dice.")
    rating: str | None = Field(None, max_length=20, description="A matrix argument's rating.")


class InputPart(Strict):
    """One input: `at` names the pause, and exactly one of the other keys says what is done."""

    at: str = Field(max_length=200, description="The pause, such as `turn 3`.")
    author: str = Field("", max_length=200, description="Who gave it.")
    choose: ChoosePart | None = None
    rule: RulePart | None = None
    hold: str | None = Field(None, max_length=60, description="A seat a person takes.")
    release: str | None = Field(None, max_length=60, description="A seat the engine takes.")
    inject: str | None = Field(None, max_length=60, description="An inject fired by hand.")
    note: str | None = Field(None, max_length=10_000, description="A note.")
    fresh_luck: int | None = Field(None, ge=0, description="The root of other luck.")

    def action(self) -> tuple[str, Any]:
        """Return the one thing that is done."""
        found = [(name, getattr(self, name)) for name in ACTIONS]
        return next((name, value) for name, value in found if value is not None)


class InputsDocument(Strict):
    """A file of inputs. What it does not say about the set-up, the command line may."""

    kind: Literal["inputs"] = Field(description="Always `inputs`.")
    schema_: Literal[1] = Field(alias="schema", description="Always 1.")
    scenario: str | None = Field(None, max_length=200, description="The scenario's id.")
    variant: str | None = Field(None, max_length=60, description="Its variant.")
    lens: str | None = Field(None, max_length=60, description="Its lens.")
    settings: dict[str, str] = Field({}, description="What --set changes.")
    seed: int | None = Field(None, ge=0, description="The seed of all luck.")
    people: list[str] = Field([], max_length=24, description="Seats held by persons.")
    rulings: bool = Field(False, description="Whether every uncertain move waits for a ruling.")
    until: str = Field("", max_length=200, description="The pause to stop at; else the end.")
    inputs: list[InputPart] = Field([], max_length=20_000, description="The inputs, in order.")


def read_inputs(path: Path, pause_names: re.Pattern[str]) -> InputsDocument:
    """Return a file of inputs; ContentError where it is not one."""
    document = read_file(path, shown(path))
    problems = list(document.problems)
    found = None
    if document.tree is not None and not has_errors(problems):
        found, wrong = validate(InputsDocument, document.tree)
        problems += wrong
        if found is not None:
            problems += _misplaced(document, found, pause_names)
    if found is None or has_errors(problems):
        raise ContentError(tuple(settled(problems)))
    return found


def _misplaced(
    document: Document, found: InputsDocument, pause_names: re.Pattern[str]
) -> Iterable[Problem]:
    """Give what is wrong with single inputs: a pause nobody knows, no action or several."""
    assert document.tree is not None
    for index, part in enumerate(found.inputs):
        where = f"inputs.{index}"
        mark = find(document.tree, ["inputs", index])[1]
        done = [name for name in ACTIONS if getattr(part, name) is not None]
        if not pause_names.fullmatch(part.at):
            says = "a pause is named like 'start', 'turn 3', 'turn 3 reaction seoul', "
            says += "'ruling seoul.3.initiative' or 'end of turn 3'"
            yield problem_at(mark, "WC105", says, where=f"{where}.at")
        if len(done) != 1:
            says = f"one of {', '.join(ACTIONS)} is needed, not {len(done)}"
            yield problem_at(mark, "WC105", says, where=where)


def inputs_text(head: Mapping[str, Any], inputs: Iterable[Mapping[str, Any]]) -> str:
    """Return a file of inputs as text: its first keys, and one input a line."""
    lines = ["kind: inputs", "schema: 1"]
    lines += [f"{key}: {_flow(value)}" for key, value in head.items()]
    rows = [f"  - {_flow(item)}" for item in inputs]
    return "\n".join([*lines, "inputs:", *rows] if rows else [*lines, "inputs: []"]) + "\n"


def _flow(value: Any) -> str:
    """Return plain data as YAML on one line."""
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{_key(key)}: {_flow(item)}" for key, item in value.items()) + "}"
    if isinstance(value, list | tuple):
        return "[" + ", ".join(_flow(item) for item in value) + "]"
    if isinstance(value, str):
        return _text(value)
    return json.dumps(value)


def _key(key: str) -> str:
    return key if re.fullmatch(r"[a-z_]+", key) and key not in _WORDS else _text(key)


_WORDS = {"true", "false", "null", "yes", "no", "on", "off", "y", "n"}
_PLAIN = re.compile(r"[a-z][a-z0-9_.]*( [a-z0-9_.]+)*")


def _text(text: str) -> str:
    """Return a text plain where nothing can be mistaken in it, else quoted."""
    if _PLAIN.fullmatch(text) and text not in _WORDS:
        return text
    return json.dumps(text, ensure_ascii=False)
