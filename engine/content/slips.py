"""What a person may have meant who wrote what is not YAML: a hint, perhaps a better place.

The parser tells where it gave up, in its own words. The common slips are known by the line, the
one before it and what is open there. What is not certain is said with "perhaps".
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

from engine.content.lookalikes import ODD_BLANKS, blank_hint
from engine.content.marks import SourceText
from engine.content.scanning import CLOSERS, Place, Scan

MOST_TEXT, MOST_LINE = 300_000, 2_000
"""Characters of a text and of a line beyond which nothing is guessed."""
LEADING = re.compile(r"\s*(?:- +)*(?:[\w. ]+: +)?(- |[%@`&*!?,|>])")
MERGED = re.compile(r"(?:<{7}|={7}|>{7})(?: |$)")
GOES_ON = re.compile(r"\s*[\w.]+: +[^\s\"'\[{|>#&*!].*[^:]$")
NO_SPACE = re.compile(r"(\s*(?:- +)*)([\w.]+):([^\s:/][^:]*)$")
ODD_BLANK = re.compile(rf"(?: |- )*(?:[\w.]+:|-)?([{ODD_BLANKS}])")
NO_BLANK = re.compile(r"( *(?:- +)*)-((?:[\[{\"'a-z]).*)")
LONE_DASH = re.compile(r" *(?:- +)*([\w.]+): +(-) *$")
TWO_COLONS = re.compile(r"\s*(?:- +)*([\w.]+): +(\S.*)$")


@dataclass(frozen=True, slots=True)
class Slip:
    """A hint, and the place it is about."""

    place: Place
    hint: str


@dataclass(frozen=True)
class Spot:
    """Where the parser gave up, what it said, and where what it was reading began."""

    source: SourceText
    place: Place
    said: str
    begun: Place | None

    @property
    def text(self) -> str:
        """The line."""
        return self.source.line(self.place[0])

    @property
    def sign(self) -> str:
        """The sign at the place."""
        return self.text[self.place[1] - 1 : self.place[1]]

    @property
    def indent(self) -> int:
        """Blanks before the line."""
        return _indent(self.text)

    @cached_property
    def above(self) -> int:
        """Number of the last written line above, 0 where there is none."""
        lines = range(self.place[0] - 1, 0, -1)
        return next((number for number in lines if _written(self.source.line(number))), 0)

    @cached_property
    def scan(self) -> Scan:
        """What is open here."""
        return Scan(self.source.lines).until(*self.place)


def likely(spot: Spot) -> Slip | None:
    """Return what was perhaps meant where the parser gave up, None where nothing is like it."""
    if len(spot.source.text) > MOST_TEXT or len(spot.text) > MOST_LINE:
        return None
    return next((found for rule in RULES if (found := rule(spot)) is not None), None)


def _left_over(spot: Spot) -> Slip | None:
    """A line of another format: the mark of a merge, the fence of a page."""
    for number in sorted({spot.begun[0] if spot.begun else 0, spot.above, spot.place[0]}):
        text = spot.source.line(number) if number else ""
        if MERGED.match(text):
            hint = "the mark of a merge: keep one of the two versions, and take the marks out"
            return Slip((number, 1), hint)
        if text.startswith(("```", "~~~")):
            return Slip((number, 1), "the fence of a Markdown page: take the line out")
    return None


def _tab(spot: Spot) -> Slip | None:
    blank = spot.text[: len(spot.text) - len(spot.text.lstrip())]
    if "\t" not in blank + spot.text[spot.place[1] - 1 : spot.place[1] + 1]:
        return None
    return Slip(spot.place, "indent with spaces, not with tabs")


def _odd_blank(spot: Spot) -> Slip | None:
    """A blank from a word processor where an indent, a key or a dash needs the keyboard's."""
    begun = spot.begun[0] if spot.begun else spot.place[0]
    for line in sorted({begun, spot.above, spot.place[0]}):
        match = ODD_BLANK.match(spot.source.line(line))
        if match is not None:
            return Slip((line, match.start(1) + 1), blank_hint(match[1]))
    return None


def _escape(spot: Spot) -> Slip | None:
    if "escape character" not in spot.said:
        return None
    hint = "in double quotes a backslash is written twice; in single quotes it stands as it is"
    return Slip(spot.place, hint)


def _comment(spot: Spot) -> Slip | None:
    """A closing bracket behind what was no comment when it was written."""
    scan, lines = spot.scan, spot.source.lines
    if spot.place == spot.begun and lines:
        scan = Scan(lines).until(len(lines), len(lines[-1]) + 1)
    if not scan.open:
        return None
    sign, opened = scan.open[-1]
    for line, column in scan.comments:
        if (line, column) > opened and CLOSERS[sign] in lines[line - 1][column:]:
            hint = "' #' begins a comment, to the line's end: put a text that holds it in quotes"
            return Slip((line, column), hint)
    return None


def _never_closed(spot: Spot) -> Slip | None:
    """A quote or bracket that is open to the file's end."""
    at_start = spot.place == spot.begun
    if at_start and "end of stream" in spot.said and spot.sign in "\"'":
        return Slip(spot.place, "the quote that opens here is never closed")
    if at_start and "expected ','" in spot.said and spot.sign in CLOSERS:
        closer = CLOSERS[spot.sign]
        hint = f"the {spot.sign!r} that opens here is never closed: {closer!r} is missing"
        return Slip(spot.place, hint)
    return None


def _first_sign(spot: Spot) -> Slip | None:
    """A text whose first sign means something else in YAML."""
    match = LEADING.match(spot.text)
    sign = spot.sign if spot.sign and spot.sign in "%@`" else ""
    at = spot.place[1]
    if match is not None and match.end(1) <= at + 1 and not (match[1] == "- " and not _value(spot)):
        sign, at = match[1], match.start(1) + 1
    if not sign:
        return None
    if sign == "- ":
        hint = "perhaps a list: write it on lines of its own below the key; or a text: in quotes"
        return Slip((spot.place[0], at), hint)
    hint = f"perhaps a text that begins with {sign!r}: put it in quotes"
    return Slip((spot.place[0], at), hint)


def _value(spot: Spot) -> bool:
    """Tell whether a dash stands behind a key."""
    return re.match(r"\s*(?:- +)*[\w. ]+: +- ", spot.text) is not None


def _apostrophe(spot: Spot) -> Slip | None:
    """The end of a text in single quotes that was meant as an apostrophe."""
    line, column = spot.place
    before = spot.text[: column - 1]
    if spot.scan.quoted is None or spot.scan.quoted[1] != (line, column - 1):
        return None
    if not (before.endswith("'") and spot.sign.isalnum() and before[-2:-1].isalnum()):
        return None
    hint = "perhaps an apostrophe in single quotes: write it twice (''), or put the text in "
    return Slip((line, column - 1), hint + "double quotes")


def _quotes_inside(spot: Spot) -> Slip | None:
    """A text in quotes that holds such quotes itself."""
    quoted = spot.scan.quoted
    line, column = spot.place
    if quoted is None or quoted[1] != (line, column - 1) or not spot.sign.isalnum():
        return None
    sign = spot.text[column - 2]
    if quoted[0][0] != line or sign not in spot.text[column:]:
        return None
    inner = "single" if sign == '"' else "double"
    hint = f"perhaps quotes inside quotes: those inside or those around are then {inner} ones"
    return Slip((line, column - 1), hint)


def _quote_ran_on(spot: Spot) -> Slip | None:
    """A text in quotes that ends just before: begun lines above, or followed by more text."""
    quoted = spot.scan.quoted
    if quoted is None or quoted[1][0] != spot.place[0]:
        return None
    if spot.text[quoted[1][1] : spot.place[1] - 1].strip() or spot.sign in ":,]}":
        return None
    (line, column), (last, _) = quoted
    if line != last:
        hint = f"perhaps the quote that opens here is not closed: it runs to line {last}"
        return Slip((line, column), hint)
    if spot.scan.open:
        return None
    return Slip(spot.place, "perhaps a text goes on behind its quotes: put all of it in quotes")


def _bracket(spot: Spot) -> Slip | None:
    """A bracket or comma that is missing, or a closing one too many."""
    if not spot.scan.open:
        return _bracketed_text(spot)
    sign, opened = spot.scan.open[-1]
    closer, line = CLOSERS[sign], opened[0]
    closes = f"it closes the {sign!r} opened on line {line}, column {opened[1]}"
    if spot.sign in "]}":
        return Slip(spot.place, f"perhaps {closer!r} is missing before this: {closes}")
    if line == spot.place[0]:
        hint = "perhaps a comma is missing between two entries, or a text with ': ' inside needs "
        return Slip(spot.place, hint + "quotes")
    if spot.indent <= _indent(spot.source.line(line)):
        hint = f"perhaps {closer!r} is missing: the {sign!r} that opens here is not closed before "
        return Slip(opened, f"{hint}line {spot.place[0]}")
    return Slip(spot.place, f"perhaps a comma is missing before this, or {closer!r}: {closes}")


def _bracketed_text(spot: Spot) -> Slip | None:
    """Something behind a closing bracket where none is open."""
    if spot.sign and spot.sign in "]}":
        return Slip(spot.place, f"perhaps a {spot.sign!r} too many: no bracket is open here")
    closed = spot.scan.closed
    if closed is None or closed[0] != spot.place[0]:
        return None
    if spot.text[closed[1] : spot.place[1] - 1].strip():
        return None
    return Slip(spot.place, "perhaps a text that begins with a bracket: put all of it in quotes")


def _no_space(spot: Spot) -> Slip | None:
    """A colon without a space behind it, in the line or the one before."""
    level = spot.indent == _indent(spot.source.line(spot.above))
    if "could not find expected ':'" in spot.said and spot.begun is not None:
        number = spot.begun[0]
    elif TWO_COLONS.match(spot.text[: spot.place[1]]):
        return None
    elif "mapping values" in spot.said or ("expected key" in spot.said and level):
        number = spot.above
    else:
        return None
    match = NO_SPACE.match(spot.source.line(number))
    if match is None:
        return None
    hint = f"perhaps a space is missing behind the colon: {match[2]}: {match[3].strip()[:40]}"
    return Slip((number, match.end(2) + 1), hint)


def _no_colon(spot: Spot) -> Slip | None:
    """A line that is neither a key with its value nor an entry of a list."""
    if "could not find expected ':'" not in spot.said or spot.begun is None:
        return None
    line = spot.begun[0]
    near = [spot.source.line(number).lstrip() for number in (line - 1, line + 1)]
    if any(text.startswith("- ") for text in near):
        return Slip(spot.begun, "perhaps a dash is missing: the entries beside it begin with '- '")
    hint = "perhaps a colon is missing: a line is 'key: value'"
    above = spot.source.line(line - 1) if line > 1 else ""
    if GOES_ON.match(above) and _indent(above) == _indent(spot.source.line(line)):
        hint += "; a text that goes on from the line above begins further in than its key"
    return Slip(spot.begun, hint)


def _colon_in_text(spot: Spot) -> Slip | None:
    """A text without quotes that holds a colon and a space."""
    match = TWO_COLONS.match(spot.text)
    if "mapping values" not in spot.said or match is None or match.start(2) >= spot.place[1]:
        return None
    text = match[2]
    quote = "'" if '"' in text and "'" not in text else '"'
    written = f": {match[1]}: {quote}{text}{quote}" if len(text) < 60 and quote not in text else ""
    return Slip(spot.place, f"perhaps a text with ': ' inside: put it in quotes{written}")


def _dash_alone(spot: Spot) -> Slip | None:
    """A dash with nothing behind it, or with something too near."""
    lone = LONE_DASH.fullmatch(spot.text)
    if lone is not None and "block sequence entries" in spot.said:
        hint = f"a dash alone begins a list; the sign is written in quotes: {lone[1]}: '-'"
        return Slip((spot.place[0], lone.start(2) + 1), hint)
    for line in (spot.begun[0] if spot.begun else 0, spot.place[0]):
        near = NO_BLANK.fullmatch(spot.source.line(line))
        beside = [spot.source.line(number).strip() for number in (line - 1, line + 1)]
        if near and any(each.startswith("-") or each.endswith(":") for each in beside):
            hint = f"perhaps a space is missing behind the dash: - {near[2].strip()[:40]}"
            return Slip((line, len(near[1]) + 2), hint)
    return None


def _dash(spot: Spot) -> Slip | None:
    """A line without a dash among those with one, or with one among those without."""
    if "expected '-' indicator" in spot.said:
        return Slip(spot.place, "perhaps a dash is missing: the entries beside it begin with '- '")
    if spot.text.lstrip().startswith("- ") and "expected key" in spot.said:
        hint = "perhaps the key this list belongs to is missing, or has a value already"
        return Slip(spot.place, hint)
    return None


def _indented(spot: Spot) -> Slip | None:
    """A line that begins at another column than those it belongs with."""
    if spot.place[1] != spot.indent + 1 and "mapping values" not in spot.said:
        return None
    above = _indent(spot.source.line(spot.above))
    if "mapping values" in spot.said and spot.indent > above:
        hint = (
            f"perhaps indented too far: the line above begins at column {above + 1}, this one at "
        )
        hint += f"{spot.indent + 1}; a text over several lines that holds ': ' needs quotes"
        return Slip((spot.place[0], spot.indent + 1), hint)
    if "expected key" not in spot.said or not spot.indent:
        return None
    others = {_indent(line) for line in spot.source.lines[: spot.place[0] - 1] if _written(line)}
    near = [max((o for o in others if o < spot.indent), default=None)]
    near += [min((o for o in others if o > spot.indent), default=None)]
    columns = " or ".join(str(other + 1) for other in near if other is not None)
    hint = f"perhaps the indent is off: this line begins at column {spot.indent + 1}, "
    return Slip(spot.place, f"{hint}those above it at {columns}") if columns else None


def _indent(text: str) -> int:
    return len(text) - len(text.lstrip(" "))


def _written(text: str) -> bool:
    return bool(text.strip()) and not text.lstrip().startswith("#")


RULES: tuple[Callable[[Spot], Slip | None], ...] = (
    _left_over,
    _tab,
    _odd_blank,
    _escape,
    _comment,
    _never_closed,
    _first_sign,
    _apostrophe,
    _quotes_inside,
    _quote_ran_on,
    _dash_alone,
    _no_space,
    _no_colon,
    _bracket,
    _colon_in_text,
    _dash,
    _indented,
)
