"""The parser's events to nodes, with every bound and refusal checked as they stream by."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass, field
from typing import Any

from yaml.events import (
    AliasEvent,
    CollectionEndEvent,
    CollectionStartEvent,
    DocumentStartEvent,
    MappingStartEvent,
    ScalarEvent,
)

from engine.content.marks import Mark, SourceText
from engine.content.nodes import Entry, Listing, Mapping, Node, Plain, Scalar
from engine.content.problems import (
    MOST_PROBLEMS,
    Problem,
    Severity,
    problem_at,
    quoted,
    shortened,
)

DEEPEST = 64
MOST_NODES = 100_000
LONGEST_NUMBER = 40
INTEGER = re.compile(r"[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+")
FLOAT = re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?")
NOT_FINITE = re.compile(r"[-+]?\.(inf|Inf|INF)|\.(nan|NaN|NAN)")
TRUTHS = {"true": True, "True": True, "TRUE": True, "false": False, "False": False, "FALSE": False}
NOTHING = frozenset({"", "~", "null", "Null", "NULL"})
BLOCKS = ("|", ">")
BARE = frozenset(("yes", "Yes", "YES", "no", "No", "NO"))
COMMENT = re.compile(r"[ \t]+(#[^\s#!].*)")
UNFIT = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ufffe\uffff\ud800-\udfff]")


class Refused(Exception):
    """Reading stops here: what follows cannot be trusted or afforded."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem)
        self.problem = problem


@dataclass
class _Open:
    """A list or mapping that is being filled."""

    mark: Mark
    is_mapping: bool
    items: list[Node] = field(default_factory=list)
    entries: dict[str, Entry] = field(default_factory=dict)
    key: str | None = None
    key_mark: Mark | None = None
    skipping: bool = False


class Builder:
    """Takes events one by one and holds the tree when they end."""

    def __init__(self, source: SourceText) -> None:
        self.source = source
        self.problems: list[Problem] = []
        self.root: Node | None = None
        self.unusable = False
        self._stack: list[_Open] = []
        self._nodes = 0
        self._documents = 0

    def take(self, event: Any) -> None:
        """Take the next event."""
        if isinstance(event, ScalarEvent):
            self._count(event)
            self._scalar(event)
        elif isinstance(event, CollectionStartEvent):
            self._count(event)
            self._begin(event, isinstance(event, MappingStartEvent))
        elif isinstance(event, CollectionEndEvent):
            self._end()
        elif isinstance(event, AliasEvent):
            message = f"alias {quoted(f'*{event.anchor}')} is not allowed"
            self._refuse(event, "WC008", message, "a text that begins with '*' needs quotes")
        elif isinstance(event, DocumentStartEvent):
            self._document(event)

    def _document(self, event: Any) -> None:
        """Refuse a second document and directives."""
        self._documents += 1
        if self._documents > 1:
            self._refuse(event, "WC012", "a file holds one document; '---' starts another")
        if event.tags:
            self._refuse(event, "WC009", "tag directives are not allowed")

    def _count(self, event: Any) -> None:
        """Refuse what is too much, and what is marked with anchors or tags."""
        self._nodes += 1
        if self._nodes > MOST_NODES:
            self._refuse(event, "WC007", f"more than {MOST_NODES} values in one file")
        if event.anchor is not None:
            message = f"anchor {quoted('&' + event.anchor)} is not allowed"
            hint = "write the value out where it is needed"
            if " " in str(getattr(event, "value", "")):
                hint += "; a text that begins with '&' needs quotes"
            self._refuse(event, "WC008", message, hint)
        if event.tag is not None:
            hint = "a text that begins with '!' needs quotes" if event.tag[:1] == "!" else ""
            self._refuse(event, "WC009", f"tag {quoted(event.tag)} is not allowed", hint)

    def _refuse(self, event: Any, code: str, message: str, hint: str = "") -> None:
        """Stop reading at an event."""
        raise Refused(problem_at(self._mark(event), code, message, hint=hint))

    def _mark(self, event: Any) -> Mark:
        """Return where an event stands: to its end, or to the end of its first line."""
        start, end = event.start_mark, event.end_mark
        line, column, length = start.line + 1, start.column + 1, 1
        begins = isinstance(event, CollectionStartEvent)
        if not begins and getattr(event, "style", None) not in BLOCKS:
            stop = end.column if end.line == line - 1 else len(self.source.line(line))
            length = max(1, stop - start.column)
        return Mark(self.source, line, column, length)

    def _begin(self, event: Any, is_mapping: bool) -> None:
        """Open a list or mapping."""
        if len(self._stack) >= DEEPEST:
            self._refuse(event, "WC006", f"nested deeper than {DEEPEST} levels")
        top = self._top
        if top is not None and top.is_mapping and top.key is None:
            self._refuse(event, "WC013", "a key must be a word or text, not a list or mapping")
        self._stack.append(_Open(self._mark(event), is_mapping))

    def _end(self) -> None:
        """Close the innermost list or mapping."""
        done = self._stack.pop()
        if done.is_mapping:
            self._add(Mapping(done.mark, done.entries))
        else:
            self._add(Listing(done.mark, tuple(done.items)))

    def _scalar(self, event: Any) -> None:
        """Take a key or a value."""
        mark = self._mark(event)
        unfit = UNFIT.search(event.value)
        if unfit is not None:
            message = f"control character U+{ord(unfit.group()):04X} is not allowed"
            raise Refused(problem_at(mark, "WC004", message))
        top = self._top
        if top is not None and top.is_mapping and top.key is None:
            self._key(top, event, mark)
        else:
            self._add(self._typed(event, mark))

    def _key(self, top: _Open, event: Any, mark: Mark) -> None:
        """Take a key of a mapping."""
        key: str = event.value
        is_plain = event.style in ("", None)
        if is_plain and key == "<<":
            self._refuse(event, "WC010", "merge keys ('<<') are not allowed")
        if not key.strip():
            self._refuse(event, "WC013", "a key is empty")
        top.skipping = key in top.entries
        if top.skipping:
            first = top.entries[key].mark.line
            message = f"key {quoted(key)} is written twice, first on line {first}"
            self._report(problem_at(mark, "WC011", message, where=self._place(key)))
        top.key, top.key_mark = key, mark

    def _place(self, key: str) -> str:
        """Return the dotted path of a key of the mapping that is open."""
        above = [str(len(o.items)) if o.key is None else o.key for o in self._stack[:-1]]
        return ".".join((*above, key))

    def _typed(self, event: Any, mark: Mark) -> Scalar:
        """Return a value typed by the core rules of YAML 1.2."""
        if event.style not in ("", None):
            style = "block" if event.style in BLOCKS else "quoted"
            return Scalar(mark, event.value, style)
        if event.value in BARE:
            word = quoted(event.value)
            message = f"bare word {word} is text here, but true or false to other tools"
            hint = f"write true or false, or put quotes around {word}"
            found = problem_at(mark, "WC016", message, hint=hint, severity="hint")
            self._report(found)
        if " " in event.value:
            self._cut_short(event)
        return Scalar(mark, self._plain(event.value, mark))

    def _cut_short(self, event: Any) -> None:
        """Tell of a text that ends at a sign that begins a comment, where it may go on in it."""
        end = event.end_mark
        cut = COMMENT.match(self.source.line(end.line + 1), end.column)
        if cut is None:
            return
        mark = Mark(self.source, end.line + 1, cut.start(1) + 1)
        message = f"the text ends before {quoted(shortened(cut[1], 12))}: ' #' begins a comment"
        hint = "put the whole text in quotes, or a blank behind the # of a comment"
        sure = cut[1][1].isdigit()
        severity: Severity = "warning" if sure else "hint"
        self._report(problem_at(mark, "WC017", message, hint=hint, severity=severity))

    def _plain(self, text: str, mark: Mark) -> Plain:
        """Return the value of an unquoted word."""
        if text in NOTHING:
            return None
        if text in TRUTHS:
            return TRUTHS[text]
        if text[0] not in "+-.0123456789":
            return text
        if NOT_FINITE.fullmatch(text):
            return self._bad_number(mark, f"{quoted(text)} is not a finite number")
        if INTEGER.fullmatch(text):
            if len(text) > LONGEST_NUMBER:
                return self._bad_number(mark, f"a number of {len(text)} digits is too long")
            return int(text, 0) if text[:2] in ("0o", "0x") else int(text)
        if not FLOAT.fullmatch(text):
            return text
        if not math.isfinite(float(text)):
            return self._bad_number(mark, f"{quoted(text)} is too large a number")
        return float(text)

    def _bad_number(self, mark: Mark, message: str) -> int:
        """Report a number that cannot be kept, and go on with another."""
        self._report(problem_at(mark, "WC014", message))
        self.unusable = True
        return 1

    def _report(self, problem: Problem) -> None:
        """Keep a problem; a file with too many of them is told no further and not used."""
        if len(self.problems) < MOST_PROBLEMS:
            self.problems.append(problem)
        else:
            self.unusable = True

    @property
    def _top(self) -> _Open | None:
        """The innermost list or mapping that is open."""
        return self._stack[-1] if self._stack else None

    def _add(self, node: Node) -> None:
        """Put a finished node where it belongs."""
        top = self._top
        if top is None:
            self.root = node
        elif not top.is_mapping:
            top.items.append(node)
        elif top.key is not None and top.key_mark is not None:
            if not top.skipping:
                top.entries[top.key] = Entry(top.key_mark, node)
            top.key = None
