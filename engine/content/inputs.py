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

import json
import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, Literal

from engine.content.documents.declaring import Field, Strict
from engine.content.documents.inputs import (
    ChoosePart,
    ClockPart,
    ForecastPart,
    FreePart,
    ImprovisePart,
    InjectPart,
    NotePart,
    RulePart,
    SkipPart,
)
from engine.content.documents.validation import validate
from engine.content.nodes import find
from engine.content.packs import shown
from engine.content.problems import Problem, has_errors, problem_at, settled
from engine.content.reading import Document, read_file
from engine.errors import ContentError

ACTIONS = (
    "choose",
    "free",
    "rule",
    "hold",
    "release",
    "inject",
    "skip",
    "improvise",
    "forecast",
    "note",
    "clock",
    "fresh_luck",
    "endex",
)


class InputPart(Strict):
    """One input: `at` names the pause, and exactly one of the other keys says what is done."""

    at: str = Field(max_length=200, description="The pause, such as `turn 3`.")
    author: str = Field("", max_length=200, description="Who gave it.")
    at_once: bool = Field(True, description="False: it tells from the next choice on only.")
    choose: ChoosePart | None = None
    free: FreePart | None = None
    rule: RulePart | None = None
    hold: str | None = Field(None, max_length=60, description="A seat a person takes.")
    release: str | None = Field(None, max_length=60, description="A seat the engine takes.")
    inject: InjectPart | None = None
    skip: SkipPart | None = None
    improvise: ImprovisePart | None = None
    forecast: ForecastPart | None = None
    note: NotePart | None = None
    clock: ClockPart | None = None
    fresh_luck: int | None = Field(None, ge=0, description="The root of other luck.")
    endex: str | None = Field(None, max_length=2_000, description="Why it ends before its time.")

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
    mode: Literal["rigid", "semi-free", "free"] = Field(
        "rigid", description="How uncertain moves are adjudicated."
    )
    marking: str = Field("", max_length=200, description="The handling marking of every page.")
    names: dict[str, str] = Field({}, description="Who sits in each seat.")
    anonymous: bool = Field(False, description="Whether reports must not name them.")
    budget: float | None = Field(None, gt=0, description="Seconds a seat has a turn.")
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
