"""Declarations: their keys, what is read by them, and that pydantic's own classes read the same."""

import random
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from pydantic import BaseModel, ValidationError

from engine.content.documents import KINDS, Strict
from engine.content.documents.declaring import Field
from engine.content.documents.inputs import PARTS, NotePart
from engine.content.documents.standard import Standard
from engine.content.inputs import InputPart
from engine.content.nodes import plain
from tests.build import make_pack
from tests.content.mutants import ROOT, shipped

ODD = [None, True, -1, 2.5, 10**13, "", "x", "a.b", "2 weeks", "2 weeks\n", [], ["x"], {}, {"x": 1}]
MUTANTS = 150
"""Mutants of each kind of document."""


class Base(Strict):
    """A part another builds on."""

    first: int = Field(description="The first.")


class Built(Base):
    """A part with a key of another name, and one that may be left out."""

    from_: str = Field(alias="from", max_length=3)
    part: Base = Field(Base(first=1))
    many: list[int] = Field([], max_length=2)


def complaints(read: Any, values: Any) -> list[tuple[str, tuple[int | str, ...]]]:
    """Return sort and place of everything that is wrong with some values."""
    try:
        read(values)
    except ValidationError as error:
        return [(one["type"], one["loc"]) for one in error.errors()]
    return []


def changed(values: Any, luck: random.Random) -> Any:
    """Return plain values with one of them another, left out, or under another key."""
    if isinstance(values, dict) and values and luck.random() < 0.93:
        key = luck.choice(sorted(values))
        kept = {name: value for name, value in values.items() if name != key}
        how = luck.random()
        if how < 0.1:
            return kept
        name = f"{key} " if how < 0.15 else key
        return {**kept, name: changed(values[key], luck)}
    if isinstance(values, list) and values and luck.random() < 0.8:
        at = luck.randrange(len(values))
        return [*values[:at], changed(values[at], luck), *values[at + 1 :]]
    return luck.choice(ODD)


def files(kind: str) -> list[Any]:
    """Return the shipped files of a kind as plain values."""
    found = [one.tree for one in shipped().documents.values() if one.tree is not None]
    return [values for values in map(plain, found) if values["kind"] == kind]


def test_keys_stand_in_order_those_of_the_base_first() -> None:
    assert list(Built.declared) == ["first", "from_", "part", "many"]
    assert [key.is_required() for key in Built.declared.values()] == [True, True, False, False]
    assert Built.declared["from_"].alias == "from"
    assert list(Base.declared) == ["first"]


def test_values_are_read_and_what_is_left_out_has_its_default() -> None:
    found = Built.read({"first": 2, "from": "abc"})
    assert found.plain() == {"first": 2, "from_": "abc", "part": {"first": 1}, "many": []}
    with pytest.raises(AttributeError, match=r"never changed: Built\.first"):
        found.first = 3


@pytest.mark.parametrize(
    ("values", "wrong"),
    [
        ({"first": 2.0, "from": "abc"}, ("int_type", ("first",))),
        ({"first": 2, "from": "abcd"}, ("string_too_long", ("from",))),
        ({"first": 2, "from_": "abc", "from": "abc"}, ("extra_forbidden", ("from_",))),
        ({"first": 2, "from": "abc", "part": {}}, ("missing", ("part", "first"))),
        ({"first": 2, "from": "abc", "many": [1, 2, 3]}, ("too_long", ("many",))),
    ],
)
def test_what_is_not_declared_is_refused(values: Any, wrong: Any) -> None:
    assert complaints(Built.read, values) == [wrong]


def test_a_short_part_may_be_its_first_key_alone() -> None:
    inputs = InputPart.read({"at": "turn 1", "note": "seen"})
    assert inputs.note is not None
    assert inputs.note.plain() == NotePart.read({"text": "seen"}).plain()
    shorts = ["inject", "skip", "improvise", "note"]
    assert [kind for kind, part in PARTS.items() if part.short] == shorts


def cases(kind: str) -> Iterator[tuple[Any, Any]]:
    """Give each shipped file of a kind, and then files with one thing another."""
    luck, whole = random.Random(f"declared {kind}"), files(kind) or [{}]
    yield from ((values, None) for values in whole)
    for number in range(MUTANTS):
        yield changed(whole[number % len(whole)], luck), number


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind != "experiment"])
def test_pydantics_own_classes_say_the_same(kind: str) -> None:
    model: type[BaseModel] = Standard().model(KINDS[kind])
    refused = 0
    for values, number in cases(kind):
        said = complaints(KINDS[kind].read, values)
        assert said == complaints(model.model_validate, values), values
        assert said == [] or number is not None
        refused += bool(said)
    assert MUTANTS > refused > MUTANTS / 3


def test_a_check_needs_no_more_of_pydantic_than_its_core(tmp_path: Path) -> None:
    script = (
        "import sys; from pathlib import Path; from cli.check import check;"
        "print(check(Path(sys.argv[1])), *({'pydantic', 'pydantic_core'} & sys.modules.keys()))"
    )
    command = [sys.executable, "-c", script, str(make_pack(tmp_path))]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    assert done.stdout == "0 pydantic_core\n", done.stderr
