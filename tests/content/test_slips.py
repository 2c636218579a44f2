"""Slips in writing YAML: where each is told and what is said, and that guessing never fails."""

import pytest

from engine.content.problems import Problem
from engine.content.reading import read_text
from tests.build import DUEL, NORTH

SPACE = "perhaps a space is missing behind the colon: lead: 4 days"
DASH = "perhaps a dash is missing"
CLOSED = "perhaps '}' is missing: the '{' that opens here is not closed before line 3"
FAR = "perhaps indented too far: the line above begins at column 3, this one at 4"
SLIPS = {
    "space, in the middle": ("m:\n  lead:4 days\n  says: x", 2, 7, SPACE),
    "space, at the end": ("m:\n  says: x\n  lead:4 days", 3, 7, SPACE),
    "space, in a list": ("m:\n  - lead:4 days\n    says: x", 2, 9, SPACE),
    "space, no longer above": ("m:\n  lead:4 days\n\n  # x\n  says: x", 2, 7, SPACE),
    "quote to the end": ('m: "open\nx: 1', 1, 4, "the quote that opens here is never closed"),
    "single quote to the end": ("m: 'open\nx: 1", 1, 4, "the quote that opens here is never"),
    "quote to another": (
        'm: "open\nx: 1\ny: "z"',
        1,
        4,
        "perhaps the quote that opens here",
    ),
    "quote in braces": ('m: {a: "b}\nx: "z"', 1, 8, "perhaps the quote that opens here"),
    "apostrophe": ("m: 'It's cold'", 1, 7, "perhaps an apostrophe in single quotes"),
    "apostrophe in braces": ("m: {a: 'It's', b: 1}", 1, 11, "perhaps an apostrophe in single"),
    "text behind quotes": ('m: "Hm" he said', 1, 9, "perhaps a text goes on behind its quotes"),
    "brace": ("m:\n  a: {b: 1\nx: {c: 2}", 2, 6, CLOSED),
    "brace among texts": ("m:\n  a: {b: 1 # c\n  x: 2", 2, 6, CLOSED),
    "brace in a comment": ("m:\n  a: {b: 1 # }\n  x: 2", 2, 12, "' #' begins a comment"),
    "brace to the end": ("m: {b: 1", 1, 4, "the '{' that opens here is never closed: '}'"),
    "bracket": ("m: [a, b\nx: 1", 1, 4, "perhaps ']' is missing: the '[' that opens here"),
    "brace or comma": ("m: {a: x\n  b: 2}", 2, 4, "perhaps a comma is missing before this, or '}'"),
    "crossed": ("m: {a: [1, 2}", 1, 13, "perhaps ']' is missing before this: it closes the '['"),
    "too many": ("m: {a: 1}}", 1, 10, "perhaps a '}' too many"),
    "comma": ("m: {a: 1 b: 2}", 1, 11, "perhaps a comma is missing between two entries"),
    "colon in braces": ("m: {a: Wanted: light}", 1, 14, "perhaps a comma is missing between"),
    "hash in braces": ("m: {a: #x}", 1, 8, "' #' begins a comment"),
    "brackets of a text": ("m: [Laughs] hello", 1, 13, "perhaps a text that begins with a bracket"),
    "indent, less": ("m:\n    a: 1\n  b: 2", 3, 3, "perhaps the indent is off: this line begins"),
    "indent, more": ("m:\n  a: 1\n   b: 2", 3, 4, FAR),
    "colon in a text": ("m: Wanted: light", 1, 10, "perhaps a text with ': ' inside: put it in"),
    "colon and quotes": ('m: "A" b: c', 1, 8, "perhaps a text goes on behind its quotes"),
    "percent": ("m: %5 x", 1, 4, "perhaps a text that begins with '%'"),
    "at": ("m: @x", 1, 4, "perhaps a text that begins with '@'"),
    "at, in braces": ("m: {a: @x}", 1, 8, "perhaps a text that begins with '@'"),
    "backtick": ("- `x", 1, 3, "perhaps a text that begins with '`'"),
    "ampersand": ("m: & x", 1, 4, "perhaps a text that begins with '&'"),
    "star": ("m: *x* y", 1, 4, "perhaps a text that begins with '*'"),
    "pipe": ("m: |x\n  y", 1, 4, "perhaps a text that begins with '|'"),
    "dash of a text": ("m: - x", 1, 4, "perhaps a list: write it on lines of its own"),
    "dash": ("m:\n  - a\n  b\n  - c", 3, 3, DASH),
    "dash of keys": ("m:\n  - a: 1\n  b: 2", 3, 3, DASH),
    "list among keys": ("m: 1\n- y: 2", 2, 1, "perhaps the key this list belongs to is missing"),
    "colon": ("a: 1\nm 1\nb: 2", 2, 1, "perhaps a colon is missing"),
    "escape": ('m: "a \\d"', 1, 7, "in double quotes a backslash is written twice"),
    "quotes inside": ('m:\n  w: "r == "mended""\n  x: 1', 2, 12, "perhaps quotes inside quotes: "),
    "quotes inside, in braces": (
        'm: {w: "r == "mended"", x: 1}',
        1,
        14,
        "perhaps quotes inside quotes: those inside or those around are then single ones",
    ),
    "single quotes inside": (
        "m: {w: 'r == 'mended'', x: 1}",
        1,
        14,
        "perhaps quotes inside quotes: those inside or those around are then double ones",
    ),
    "space behind a dash": (
        "e:\n  - {a: 1}\n  -{b: x, c: 22}\nf: 1",
        3,
        4,
        "perhaps a space is missing",
    ),
    "space behind the first dash": (
        "e:\n  -{b: x, c: 22}",
        2,
        4,
        "perhaps a space is missing behind the dash: - {b: x, c: 22}",
    ),
    "space behind a dash before a word": (
        "c:\n  - oslo\n  -nordlink\nd: 1",
        3,
        4,
        "perhaps a space is missing behind the dash: - nordlink",
    ),
    "dash alone": (
        "e:\n  a: 1\n  sign: -\n  b: 2",
        3,
        9,
        "a dash alone begins a list;",
    ),
    "odd indent": (
        "m:\n  a: 1\n\u00a0\u00a0b: 2\n  c: 3",
        3,
        1,
        "a no-break space (U+00A0) stands here: write an ordinary space",
    ),
    "odd blank behind a colon": ("m:\n  at:\u00a02027\n  c: 3", 2, 6, "a no-break space (U+00A0)"),
    "odd blank behind a dash": ("m:\n  - x\n  -\u202fy\n  - z", 3, 4, "a narrow no-break space"),
    "tab": ("m:\n\ta: 1", 2, 1, "indent with spaces, not with tabs"),
    "alias": ("m: *x y", 1, 4, "a text that begins with '*' needs quotes"),
    "anchor": ("m: &x of it", 1, 4, "write the value out where it is needed; a text that begins"),
    "tag": ("m: !x of it", 1, 4, "a text that begins with '!' needs quotes"),
}

SIGNS = "'\"{]:-\n"


def told(text: str) -> Problem:
    """Return the one thing that is wrong with a text."""
    (problem,) = read_text(text, "a.yaml").problems
    return problem


@pytest.mark.parametrize("name", SLIPS)
def test_a_slip_is_told_where_it_was_made(name: str) -> None:
    text, line, column, hint = SLIPS[name]
    found = told(text)
    assert (found.line, found.column) == (line, column)
    assert found.hint.startswith(hint)


@pytest.mark.parametrize("text", [DUEL, NORTH], ids=["scenario", "actor"])
def test_guessing_never_fails_and_points_into_the_text(text: str) -> None:
    broken = [text[:at] + text[at + 1 :] for at in range(0, len(text), 3)]
    broken += [
        text[:at] + sign + text[at:] for at in range(0, len(text), 31) for sign in "'\"{]:-\n"
    ]
    hints = 0
    for written in broken:
        document = read_text(written, "a.yaml")
        for found in document.problems:
            assert 1 <= found.line <= len(document.source.lines)
            assert found.excerpt == document.source.line(found.line)
            hints += found.code == "WC005" and found.hint != ""
    assert hints > 20


def test_nothing_is_guessed_of_what_is_too_long() -> None:
    assert told("m: " + "x" * 3_000 + ": y").hint == ""
    assert told("# x\n" * 100_000 + "m: [").hint == ""
