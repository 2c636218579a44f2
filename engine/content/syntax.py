"""The grammar of the condition language: text to a tree of words with their places.

Numbers, "text" or 'text', true and false, names, and or not, comparisons (chained ones too),
+ - * /, parentheses and calls of functions by name. There is nothing else: no attributes, no
subscripts, no powers, no formats, no assignment.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from engine.content.lookalikes import sign_hint

LONGEST = 2_000
SHORT = 200
"""Longer conditions are rare, and their trees too large to be kept."""
BLANK = " \t\n\r\f\v"
DEEPEST = 50
TOKEN = re.compile(
    r"""\s*(?:
    (?P<number>(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][-+]?[0-9]+)?)
  | (?P<text>"[^"\n]*"|'[^'\n]*')
  | (?P<word>[A-Za-z_][A-Za-z0-9_]*)
  | (?P<sign>==|!=|<=|>=|[-+*/()<>,])
  | (?P<end>\Z)
    )""",
    re.VERBOSE | re.ASCII,
)
DATE = re.compile(r"(?<![\w.])[0-9]{4}-[0-9]{2}-[0-9]{2}(?![\w.])")
PERCENT = re.compile(r"\s*\+?(-?[0-9.]+)\s*%\s*")
SHARE = re.compile(r"([0-9.]+)\s*%(?=\s*(?:$|[-+)<>=!,]|and\b|or\b))")
WORDS = ("and", "or", "not", "true", "false")
BINDING = {"or": 1, "and": 2, "+": 5, "-": 5, "*": 6, "/": 6}
COMPARING = frozenset(("==", "!=", "<", "<=", ">", ">="))
NOT_BINDING, COMPARE_BINDING, MINUS_BINDING = 3, 4, 7
HELP = {
    "=>": "write >= for at least",
    "=<": "write <= for at most",
    "<>": "write != for unequal",
    "=": "write == to compare",
    "&": "write and",
    "|": "write or",
    "!": "write not, or != to compare",
    ".": "names have no dots here; a function takes them apart: moved(actor, move)",
    "[": "there are no lists or subscripts in a condition",
    "{": "there are no mappings in a condition",
    "'": "a text ends with the quote it began with",
    '"': "a text ends with the quote it began with",
    "%": "there is no remainder; + - * / are there",
    **dict.fromkeys("“”„‟‘’‚‛«»", "use straight quotes: \" or '"),
    "^": "there is no power; + - * / are there",
}
OPERATORS = "operators are == != < <= > >= and or + - * /"
SAID = {
    **dict.fromkeys(("more", "greater", "above", "over", "exceeds"), ">"),
    **dict.fromkeys(("less", "fewer", "below", "under"), "<"),
    **dict.fromkeys(("is", "equals", "equal"), "=="),
    **dict.fromkeys(("isnt", "unequal", "differs"), "!="),
    "at": ">= or <=",
    "and": "and",
    "or": "or",
}
"""By what stands in place of an operator, in any case: the operator."""


class Unreadable(Exception):
    """A condition that breaks the grammar, with the stretch where it does."""

    def __init__(self, code: str, message: str, start: int, end: int, hint: str = "") -> None:
        super().__init__(code, message, start, end, hint)
        self.code, self.message, self.start, self.end = code, message, start, end
        self.hint = hint


@dataclass(frozen=True, slots=True)
class Word:
    """A node of the grammar. `value` is a constant, a name, an operator or a function."""

    kind: Literal["const", "name", "op", "call"]
    value: float | str | bool
    args: tuple[Word, ...]
    start: int
    end: int
    depth: int = 1


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of the text: what sort, as written, and where."""

    sort: str
    text: str
    start: int
    end: int


def parse(text: str) -> Word:
    """Return the tree of a condition, or raise Unreadable."""
    if len(text) > LONGEST:
        message = f"a condition is at most {LONGEST} characters long, this one {len(text)}"
        raise Unreadable("WC306", message, 0, 1)
    return _short(text) if len(text) <= SHORT else _Parser(_tokens(text)).whole()


@lru_cache(maxsize=4_096)
def _short(text: str) -> Word:
    """Parse a condition of usual length; variants of a scenario say most of them again."""
    return _Parser(_tokens(text)).whole()


def _tokens(text: str) -> list[Token]:
    """Cut a text into tokens; the last one marks the end."""
    tokens, at = list[Token](), 0
    while True:
        match = TOKEN.match(text, at)
        if match is None:
            raise _unexpected(text, at)
        sort = str(match.lastgroup)
        start, at = match.span(sort)
        tokens.append(Token(sort, match[sort], start, at))
        dated = DATE.match(text, start) if sort == "number" else None
        if dated is not None and dated[0] != text.strip():
            raise _no_date(dated)
        if sort == "end":
            return tokens


def _no_date(found: re.Match[str]) -> Unreadable:
    """Return the complaint about a date, which would be read as numbers less one another."""
    hint = "a condition knows no dates: turn and months tell the time; an inject falls by at:"
    return Unreadable("WC301", f"no date can stand here: {found[0]}", *found.span(), hint)


def _unexpected(text: str, at: int) -> Unreadable:
    """Return the complaint about a character no token begins with."""
    at += len(text[at:]) - len(text[at:].lstrip(BLANK))
    hint = HELP.get(text[at : at + 2], HELP.get(text[at], "")) or sign_hint(text[at])
    part = next((each for each in SHARE.finditer(text) if each.end() == at + 1), None)
    if part is not None:
        hint = f"write {part[1]}, without the sign; a share is a number from 0 to 1"
    share = PERCENT.fullmatch(text)
    if share is not None:
        hint = f"a number is needed: {share[1]}, not {share[0].strip()}"
    return Unreadable("WC301", f"unexpected {text[at]!r} in a condition", at, at + 1, hint)


class _Parser:
    """Recursive descent by binding strength."""

    def __init__(self, tokens: list[Token]) -> None:
        self.tokens, self.at, self.nesting = tokens, 0, 0

    def whole(self) -> Word:
        """Parse everything there is."""
        found = self.expression(0)
        rest = self.tokens[self.at]
        if rest.sort != "end":
            raise self.unexpected("an operator")
        return found

    def unexpected(self, wanted: str) -> Unreadable:
        """Return the complaint about the token at hand."""
        token = self.tokens[self.at]
        if token.sort == "end":
            end = max(1, token.start)
            return Unreadable("WC301", f"the condition ends where {wanted} is needed", end - 1, end)
        message = f"{wanted} is needed, not {token.text!r}"
        return Unreadable("WC301", message, token.start, token.end, self.meant(wanted))

    def meant(self, wanted: str) -> str:
        """Return what the token at hand was perhaps meant as."""
        token, last = self.tokens[self.at], self.tokens[self.at - 1] if self.at else None
        after = self.tokens[self.at + 1] if token.sort != "end" else None
        if last is not None and last.sort == "word" and last.text in ("NOT", "Not"):
            return "write not, in small letters"
        if token.sort == "word" and wanted != "a value":
            sign = SAID.get(token.text.lower())
            return f"write {sign} ({OPERATORS})" if sign else OPERATORS
        if last is None or after is None:
            return ""
        if token.text == "," and last.sort == after.sort == "number" and last.end == token.start:
            return f"write {last.text}.{after.text}: a number has a point, not a comma"
        return HELP.get(last.text + token.text, "") if last.end == token.start else ""

    def expression(self, least: int) -> Word:
        """Parse an expression of operators that bind at least so strongly."""
        self.nesting += 1
        if self.nesting > DEEPEST:
            raise self.too_deep(self.tokens[self.at].start)
        left = self.prefixed()
        while True:
            token = self.tokens[self.at]
            if token.text in COMPARING and token.sort == "sign" and least < COMPARE_BINDING:
                left = self.comparisons(left)
            elif BINDING.get(token.text, 0) > least and token.sort in ("word", "sign"):
                self.at += 1
                right = self.expression(BINDING[token.text])
                left = self.made("op", token.text, (left, right), left.start, right.end)
            else:
                break
        self.nesting -= 1
        return left

    def comparisons(self, left: Word) -> Word:
        """Parse `a < b < c` as `a < b and b < c`."""
        found: Word | None = None
        while self.tokens[self.at].text in COMPARING:
            sign = self.tokens[self.at].text
            self.at += 1
            right = self.expression(COMPARE_BINDING)
            pair = self.made("op", sign, (left, right), left.start, right.end)
            found = self.made("op", "and", (found, pair), found.start, right.end) if found else pair
            left = right
        assert found is not None
        return found

    def prefixed(self) -> Word:
        """Parse `not`, a minus, or a value."""
        token = self.tokens[self.at]
        if token.sort == "word" and token.text == "not":
            self.at += 1
            inner = self.expression(NOT_BINDING)
            return self.made("op", "not", (inner,), token.start, inner.end)
        if token.sort == "sign" and token.text in "+-":
            self.at += 1
            inner = self.expression(MINUS_BINDING)
            if token.text == "+":
                return inner
            if inner.kind == "const" and isinstance(inner.value, float):
                return Word("const", -inner.value, (), token.start, inner.end)
            return self.made("op", "neg", (inner,), token.start, inner.end)
        return self.value()

    def value(self) -> Word:
        """Parse a number, a text, a name, a call, or parentheses."""
        token = self.tokens[self.at]
        self.at += 1
        if token.sort == "number":
            return self.number(token)
        if token.sort == "text":
            return Word("const", token.text[1:-1], (), token.start, token.end)
        if token.sort == "word" and token.text in ("true", "false"):
            return Word("const", token.text == "true", (), token.start, token.end)
        if token.sort == "word" and token.text not in ("and", "or", "not"):
            return self.named(token)
        if token.text == "(":
            inner = self.expression(0)
            end = self.closing()
            return Word(inner.kind, inner.value, inner.args, token.start, end, inner.depth)
        self.at -= 1
        raise self.unexpected("a value")

    def number(self, token: Token) -> Word:
        """Return a number, refused when it is too large to keep."""
        value = float(token.text)
        if not math.isfinite(value) or len(token.text) > 40:
            raise Unreadable("WC301", "a number too large or too long", token.start, token.end)
        return Word("const", value, (), token.start, token.end)

    def named(self, token: Token) -> Word:
        """Parse a name, or a call when a parenthesis follows."""
        if self.tokens[self.at].text != "(":
            return Word("name", token.text, (), token.start, token.end)
        self.at += 1
        args = list[Word]()
        while self.tokens[self.at].text != ")" or args:
            args.append(self.expression(0))
            if self.tokens[self.at].text != ",":
                break
            self.at += 1
        end = self.closing()
        return self.made("call", token.text, tuple(args), token.start, end)

    def closing(self) -> int:
        """Take a closing parenthesis and return where it ends."""
        token = self.tokens[self.at]
        if token.text != ")" or token.sort != "sign":
            raise self.unexpected("')'")
        self.at += 1
        return token.end

    def made(
        self, kind: Literal["op", "call"], value: str, args: tuple[Word, ...], start: int, end: int
    ) -> Word:
        """Return a node over others, refused when the tree gets too deep."""
        depth = 1 + max((arg.depth for arg in args), default=0)
        if depth > DEEPEST:
            raise self.too_deep(start)
        return Word(kind, value, args, start, end, depth)

    def too_deep(self, at: int) -> Unreadable:
        """Return the complaint about too much nesting."""
        message = f"a condition is at most {DEEPEST} levels deep"
        return Unreadable("WC306", message, at, at + 1, "name a part of it as a measure")
