"""Text to a tree of nodes: a strict part of YAML 1.2, in which every value keeps its place.

Only the parser's events are used, never its loaders: depth and number of nodes are bounded while
they stream by, nothing is constructed that the file names, and nothing is expanded. Refused are
anchors, aliases, tags, merge keys, second documents, keys written twice and control characters.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from engine.content.building import DEEPEST, NOTHING, Builder, Refused
from engine.content.marks import Mark, SourceText
from engine.content.nodes import Mapping, Node
from engine.content.problems import Problem, file_problem, problem_at

MOST_BYTES = 4_000_000
FORBIDDEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff\ud800-\udfff]"
)
_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True)
class Document:
    """A file as read: its text, its tree, and what is wrong with it."""

    source: SourceText
    tree: Mapping | None
    problems: tuple[Problem, ...] = ()
    data: bytes = field(default=b"", repr=False)
    """The file's bytes; none where the text came from no file."""

    @property
    def sha256(self) -> str:
        """The fingerprint of the bytes, nothing where there are none."""
        from hashlib import sha256

        return sha256(self.data).hexdigest() if self.data else ""


def read_file(path: Path, shown: str) -> Document:
    """Read a file; whatever is wrong with it is in the result, never raised."""
    try:
        if path.is_fifo() or path.is_socket():
            return _failed(shown, file_problem(shown, "WC001", "this is no file but a pipe"))
        if path.is_file() and path.stat().st_size > MOST_BYTES:
            return _too_large(shown)
        with path.open("rb") as file:
            data = file.read(MOST_BYTES + 1)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or "not a path"
        message = f"cannot read the file: {reason.lower()}"
        return _failed(shown, file_problem(shown, "WC001", message))
    return read_bytes(data, shown)


def read_bytes(data: bytes, shown: str) -> Document:
    """Read a file's bytes."""
    if len(data) > MOST_BYTES:
        return _too_large(shown)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        source = SourceText(shown, data[: error.start].decode("utf-8", "ignore"))
        mark = Mark(source, len(source.lines), len(source.lines[-1]) + 1)
        message = f"byte 0x{data[error.start]:02x} is not UTF-8"
        found = problem_at(mark, "WC003", message, hint="save the file as UTF-8")
        return Document(source, None, (found,), data)
    source = SourceText(shown, text.removeprefix("\ufeff"))
    return _read_source(source, data)


def read_text(text: str, shown: str) -> Document:
    """Read a text that came from no file, such as a setting of the command line."""
    return _read_source(SourceText(shown, text))


def read_setting(key: str, text: str, shown: str) -> tuple[Mark, Node | None, list[Problem]]:
    """Read a setting `KEY=VALUE`; return the key's mark, the value, and what is wrong."""
    source = SourceText(shown, f"{key}={text}")
    mark = Mark(source, 1, 1, max(1, len(key)))
    if not text.strip():
        return mark, None, [problem_at(mark, "WC005", "a setting is KEY=VALUE")]
    root, problems = _tree(source, " " * (len(key) + 1) + text)
    return mark, root, problems


def _read_source(source: SourceText, data: bytes = b"") -> Document:
    """Read a text whose top must be a mapping."""
    root, problems = _tree(source)
    if root is not None and not isinstance(root, Mapping):
        message = "the file must hold keys and values, starting with 'kind:'"
        problems.append(problem_at(root.mark, "WC015", message))
        root = None
    return Document(source, root, tuple(problems), data)


def _tree(source: SourceText, text: str | None = None) -> tuple[Node | None, list[Problem]]:
    """Return the tree of a text, None where it cannot be read, and the problems met.

    `text` stands in for the source's own where only a part of it is to be read.
    """
    unfit = _control_character(source)
    if unfit is not None:
        return None, [unfit]
    builder = Builder(source)
    try:
        for event in _events(source.text if text is None else text):
            builder.take(event)
    except Refused as refused:
        return None, [*builder.problems, refused.problem]
    except yaml.YAMLError as error:
        before = [problem for problem in builder.problems if problem.code != "WC017"]
        return None, [*before, _syntax(source, error)]
    except (ValueError, AttributeError, KeyError, OverflowError, RecursionError) as error:
        message = f"this is not YAML ({type(error).__name__})"
        return None, [*builder.problems, problem_at(Mark(source), "WC005", message)]
    if builder.unusable:
        return None, builder.problems
    if builder.root is None:
        empty = problem_at(Mark(source), "WC015", "the file is empty")
        return None, [*builder.problems, empty]
    return builder.root, builder.problems


def _events(text: str) -> Iterator[Any]:
    """Yield the parser's events one by one, the last of which ends the stream."""
    loader = _Loader(text)
    try:
        event = loader.get_event()
        while not isinstance(event, yaml.StreamEndEvent):
            yield event
            event = loader.get_event()
    finally:
        loader.dispose()


def headline(data: bytes, key: str) -> str | None:
    """Return the text under a key of the top, read from the first bytes of a file.

    None where it is not there or something is odd: then the whole file has to be read.
    """
    text = data.decode("utf-8", "ignore").removeprefix("\ufeff")
    depth, found = 0, ""
    try:
        for event in _events(text):
            kind = type(event).__name__
            if getattr(event, "anchor", None) or getattr(event, "tag", None) or depth > DEEPEST:
                return None
            if kind in ("MappingEndEvent", "SequenceEndEvent"):
                depth -= 1
            is_value = depth == 1 and found != ""
            if kind == "ScalarEvent" and is_value and found == key:
                nothing = event.style in ("", None) and event.value in NOTHING
                return None if nothing or FORBIDDEN.search(event.value) else event.value
            if depth == 1 and not kind.endswith("StartEvent"):
                found = "" if is_value else event.value if kind == "ScalarEvent" else ""
            if kind in ("MappingStartEvent", "SequenceStartEvent"):
                depth += 1
    except (yaml.YAMLError, ValueError, RecursionError):
        return None
    return None


def _control_character(source: SourceText) -> Problem | None:
    """Return a problem with the first character no text may hold."""
    match = FORBIDDEN.search(source.text)
    if match is None:
        return None
    before = SourceText(source.path, source.text[: match.start()])
    mark = Mark(source, len(before.lines), len(before.lines[-1]) + 1)
    message = f"control character U+{ord(match.group()):04X} is not allowed"
    return problem_at(mark, "WC004", message)


def _syntax(source: SourceText, error: yaml.YAMLError) -> Problem:
    """Return the parser's complaint as a problem."""
    from engine.content.slips import Spot, likely

    found = getattr(error, "problem_mark", None)
    begun = getattr(error, "context_mark", None)
    said = str(getattr(error, "problem", None) or getattr(error, "reason", None) or "unreadable")
    context = getattr(error, "context", None)
    message = f"{context}, {said}" if context else said
    places = [_place(source, mark) if mark is not None else None for mark in (found, begun)]
    place = next((place for place in places if place), None) or _end(source)
    slip = likely(Spot(source, place, message, places[1]))
    line, column = place if slip is None else slip.place
    hint = "" if slip is None else slip.hint
    return problem_at(Mark(source, line, column), "WC005", f"not YAML: {message}", hint=hint)


def _place(source: SourceText, mark: Any) -> tuple[int, int] | None:
    """Return line and column of the parser's mark, None where it is past all that is written."""
    line, column = mark.line + 1, mark.column + 1
    return (line, column) if (line, column) <= _end(source) else None


def _end(source: SourceText) -> tuple[int, int]:
    """Return line and column of the last sign that is written."""
    lines = source.text.rstrip().replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return len(lines), max(1, len(lines[-1]))


def _too_large(shown: str) -> Document:
    """Return the refusal of a file that is too large."""
    message = f"the file is over {MOST_BYTES // 1_000_000} MB"
    return _failed(shown, file_problem(shown, "WC002", message))


def _failed(shown: str, problem: Problem) -> Document:
    """Return a document that could not be read at all."""
    return Document(SourceText(shown, ""), None, (problem,))
