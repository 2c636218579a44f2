"""Hostile texts: a located message or a correct reading, soon, and never a traceback."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from engine.content.building import DEEPEST, MOST_NODES
from engine.content.problems import Problem
from engine.content.reading import read_bytes
from engine.content.rendering import rendered_all
from tests.build import DUEL, check, make_pack
from tests.soon import soon

YARDS = 100
BOMB = "a: &a [x, x]\n" + "".join(
    f"{name}: &{name} [*{last}, *{last}]\n"
    for last, name in zip("abcdefghi", "bcdefghij", strict=True)
)
MERGES = "a0: &a0 {k: 1}\n" + "".join(
    f"a{n}: &a{n} {{<<: [*a{n - 1}, *a{n - 1}]}}\n" for n in range(1, 40)
)
TEXTS = {
    "brackets": ("[" * 100_000, "WC006"),
    "brackets below a key": ("a: " + "[" * 100_000, "WC006"),
    "braces": ("{a: " * 70_000, "WC006"),
    "dashes": ("- " * 50_000, "WC006"),
    "questions": ("? " * 50_000, "WC013"),
    "alias bomb": (BOMB, "WC008"),
    "merge bomb": (MERGES, "WC008"),
    "a list that holds itself": ("a: &a [*a]", "WC008"),
    "merge key": ("a: {<<: {b: 1}}", "WC010"),
    "python tag": ("a: !!python/object/apply:os.system [ls]", "WC009"),
    "python tag on a map": ("!!python/object:os.Popen {a: 1}", "WC009"),
    "own tag": ("a: !mine x", "WC009"),
    "binary": ("a: !!binary aGVsbG8=", "WC009"),
    "tag directive": ("%TAG !y! tag:yaml.org,2002:\n---\na: !y!str x", "WC009"),
    "nul": ("a: x\x00y", "WC004"),
    "escape": ("a: \x1b]0;title\x07", "WC004"),
    "escaped escape": ('a: "\\x1b[2J"', "WC004"),
    "c1": ("a: \x9b31m", "WC004"),
    "lone surrogate": ('a: "\\ud800"', "WC005"),
    "long number": ("a: " + "9" * 100_000, "WC014"),
    "long hexadecimal number": ("a: 0x" + "f" * 100_000, "WC014"),
    "large float": ("a: 1e999999999", "WC014"),
    "not a number": ("a: .nan", "WC014"),
    "many values": ("a:\n" + "- 1\n" * (MOST_NODES + 1), "WC007"),
    "many duplicates": ("a: 1\n" * 30_000, "WC011"),
    "many documents": ("a: 1\n---\n" * 10_000, "WC012"),
    "nothing": ("", "WC015"),
    "a comment": ("# nothing\n" * 1000, "WC015"),
    "a scalar": ("a" * 1_000_000, "WC015"),
    "unclosed quote": ('a: "' + "x" * 1_000_000, "WC005"),
    "unclosed flow": ("a: [" + "x, " * 50_000, "WC005"),
    "bad escape": ('a: "\\q"', "WC005"),
    "tab": ("a:\n\tb: 1", "WC005"),
    "stray bracket": ("a: ]", "WC005"),
    "reserved sign": ("a: @x", "WC005"),
    "percent": ("%", "WC005"),
    "key of a key": ("a: b: c", "WC005"),
    "nested keys": ("{{a: 1}: 2}", "WC013"),
    "empty key": ('"": 1', "WC013"),
    "no key": (": 1", "WC005"),
    "long key": ("k" * 1_000 + ": 1", None),
    "key too long": ("k" * 2_000 + ": 1", "WC005"),
    "many lines": ("a: |\n" + "  line\n" * 200_000, None),
    "spaces": (" " * 3_000_000, "WC015"),
    "deep enough": ("a: " + "[" * (DEEPEST - 1) + "]" * (DEEPEST - 1), None),
}
BYTES = {
    "latin-1": "a: café".encode("latin-1"),
    "utf-16": "a: 1".encode("utf-16"),
    "overlong": b"a: \xc0\xaf",
    "surrogate": b"a: \xed\xa0\x80",
    "random": bytes(range(256)) * 50,
}


def judged(data: bytes) -> list[Problem]:
    """Return the problems with some bytes, each of them fit to be shown."""
    with soon(YARDS):
        problems = list(read_bytes(data, "x.yaml").problems)
        shown = rendered_all(problems[:200])
    assert all(line.isprintable() for line in shown.splitlines())
    assert all(len(problem.message) < 300 for problem in problems)
    assert all(problem.line >= 1 and problem.column >= 1 for problem in problems)
    return problems


@pytest.mark.parametrize("name", TEXTS)
def test_a_hostile_text_is_refused_in_its_place(name: str) -> None:
    text, code = TEXTS[name]
    problems = judged(text.encode("utf-8", "surrogatepass"))
    assert (problems[-1].code if problems else None) == code


@pytest.mark.parametrize("name", BYTES)
def test_hostile_bytes_are_refused(name: str) -> None:
    assert [problem.code for problem in judged(BYTES[name])] in (["WC003"], ["WC004"])


@pytest.mark.parametrize("sign", ["[", "- ", "{a: ", "? "])
def test_no_depth_ends_the_process(sign: str) -> None:
    """A crash of the C parser would not be an exception: it needs a process of its own."""
    script = (
        "import sys; from engine.content.reading import read_text;"
        f"print(len(read_text({sign!r} * 400_000, 'x').problems))"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, check=False)
    assert (done.returncode, done.stdout) == (0, b"1\n")


@pytest.mark.parametrize(
    "line",
    [
        "endex: " + "(" * 1_000 + "1" + ")" * 1_000,
        "endex: " + "not " * 400 + "treaty",
        "endex: " + "-" * 1_900 + "1 > 0",
        "endex: " + "+".join(["tension"] * 300) + " > 0",
        "endex: " + "x" * 100_000,
        "endex: '" + "\"' '" * 900 + "'",
        "endex: " + "9" * 1_000 + " > tension",
        "measures: {a: {is: tension}, "
        + ", ".join(
            f"a{'a' * n}: {{is: a{'a' * (n - 1)} + a{'a' * (n - 1)}}}" for n in range(1, 50)
        )
        + "}",
        "notes: {" + ", ".join(f"k{n}: 1" for n in range(20_000)) + "}",
        "injects: {" + ", ".join(f"k{n}: 1" for n in range(20_000)) + "}",
        "cast: [" + ", ".join(f"actor{n}" for n in range(5_000)) + "]",
        "cast: [" + ", ".join(["../../../etc/passwd", "'..'", "/etc", "a/b", "C:x"]) + "]",
        "theatre: ../../../etc/passwd",
        "extends: ../duel",
        "turns: {count: 3, length: " + "a" * 100_000 + "!}",
        "claims: [" + "a" * 100_000 + "!, " + "1" * 100_000 + " percent]",
        "start: {tension: " + "1" * 100_000 + " percent}",
        "start: {" + ", ".join(f"'relation(a{n}, b)': 1" for n in range(3_000)) + "}",
    ],
    ids=lambda line: line[:28],
)
def test_hostile_scenarios_are_checked_soon(line: str, tmp_path: Path) -> None:
    text = f"kind: scenario\nschema: 1\nextends: duel\n{line}\n"
    if line.startswith("extends"):
        text = f"kind: scenario\nschema: 1\n{line}\n"
    make_pack(tmp_path, {"scenarios/hostile.yaml": text})
    with soon(YARDS):
        problems = check(tmp_path)
        shown = rendered_all(problems)
    assert any(problem.severity == "error" for problem in problems)
    assert len(problems) < 1_000
    assert all(row.isprintable() for row in shown.splitlines())
    json.dumps([problem.as_json() for problem in problems])


@pytest.mark.parametrize("to", [1, -1, 0], ids=["circle", "backwards", "itself"])
def test_injects_that_wait_for_one_another_are_checked_soon(to: int, tmp_path: Path) -> None:
    many = 250
    flags = "".join(
        f"    f{n}: {{name: F, start: {str(n == 0 > to).lower()}}}\n" for n in range(many)
    )
    injects = "".join(
        f"  i{n}: {{when: f{n}, says: x, sets: {{f{(n + to) % many}: true}}, judgement: x}}\n"
        for n in range(many)
    )
    text = f"kind: scenario\nschema: 1\nextends: duel\ntheatre_changes:\n  flags:\n{flags}"
    make_pack(tmp_path, {"scenarios/hostile.yaml": f"{text}injects:\n{injects}"})
    with soon(YARDS):
        found = [each.code for each in check(tmp_path)]
    assert found.count("WC503") == (0 if to < 0 else many)


def test_markup_in_text_is_kept_as_it_is(tmp_path: Path) -> None:
    text = DUEL.replace("Two banks", "'[/] [@click=app.quit]Two[/] [b]banks'")
    make_pack(tmp_path, {"scenarios/duel.yaml": text})
    assert check(tmp_path) == []
