"""Shipped files with one thing wrong each: a key dropped, doubled or misspelt, a type, a name.

`mutants` makes them, `judge` says what the checker made of one. A mutant is told when an error or a
warning stands on the line that was changed (for a dropped key: anywhere in the file); what is
accepted without a word needs a reason.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple, get_args

from engine.content.assembly import Assembly
from engine.content.copies import TextPack
from engine.content.documents import KINDS, Strict
from engine.content.linting import looked_over
from engine.content.linting.findings import as_problems
from engine.content.memo import Memo
from engine.content.nodes import Entry, Listing, Node, Scalar, node_at
from engine.content.nodes import Mapping as Tree
from engine.content.packs import FOLDERS
from engine.content.problems import Problem
from engine.content.reading import Document, read_text
from engine.content.settings import names_of
from engine.content.shelf import Shelf

ROOT = Path(__file__).resolve().parents[2]
REFERS = frozenset(
    ["on", "cast", "target", "to", "seen_by", "between", "crossed_by", "counts", "theatre", "from"]
)
KEYED = frozenset(
    ["watches", "salience", "responds_to", "answers", "believes", "perceives", "leans_on"]
)
CITES = frozenset(("claims", "disputed_by", "disagrees_with"))


class Mutant(NamedTuple):
    """A change of one file: what sort, where, and what was right."""

    place: str
    sort: str
    line: int
    was: str
    text: str
    key: str


class Verdict(NamedTuple):
    """What became of a mutant: told in its place, accepted (and why), or missed; was it guessed?"""

    told: bool
    accepted: str
    guessed: bool


def known_keys() -> tuple[frozenset[str], frozenset[str]]:
    """Return every key of the documents, and those of them that may be left out somewhere."""
    keys, optional, left = set[str](), set[str](), list[type[Strict]](KINDS.values())
    seen = set[type[Strict]]()
    while left:
        model = left.pop()
        if model in seen:
            continue
        seen.add(model)
        for name, info in model.declared.items():
            keys.add(info.alias or name)
            optional |= set() if info.is_required() else {info.alias or name}
            left += _models(info.annotation)
    return frozenset(keys), frozenset(optional)


def _models(annotation: object) -> list[type[Strict]]:
    if isinstance(annotation, type) and issubclass(annotation, Strict):
        return [annotation]
    return [model for inner in get_args(annotation) for model in _models(inner)]


KEYS, OPTIONAL = known_keys()


@dataclass(frozen=True)
class Shipped(TextPack):
    """The shipped files in memory, each read once."""

    documents: dict[str, Document] = field(default_factory=dict, compare=False)

    def read(self, kind: str, id_: str) -> Document | None:
        """Return a file as read, None where there is none."""
        place = f"{FOLDERS[kind]}/{id_}.yaml"
        if place not in self.texts:
            return None
        if place not in self.documents:
            self.documents[place] = read_text(self.texts[place], place)
        return self.documents[place]


def shipped() -> Shipped:
    """Return the content that ships."""
    paths = [path for place in FOLDERS.values() for path in sorted((ROOT / place).glob("*.yaml"))]
    texts = {path.relative_to(ROOT).as_posix(): path.read_text(encoding="utf-8") for path in paths}
    return Shipped(texts=texts, documents={at: read_text(text, at) for at, text in texts.items()})


def mutants(pack: Shipped, seed: int, count: int) -> list[Mutant]:
    """Return so many mutants of the shipped files, chosen by a seed, the sorts evenly."""
    luck = random.Random(seed)
    found: dict[str, list[Mutant]] = {}
    for place, text in pack.texts.items():
        tree = read_text(text, place).tree
        assert tree is not None
        for mutant in _of(place, text, tree, "", luck):
            found.setdefault(mutant.sort, []).append(mutant)
    each = -(-count // len(found))
    return [
        one
        for sort in sorted(found)
        for one in luck.sample(found[sort], min(each, len(found[sort])))
    ]


UNNAMED = frozenset(["set", "start", "sources", "moves", "flags", "measures", "excused"])
"""Keys below which names stand, or settings that only a variant reads."""


def _of(place: str, text: str, node: Node, under: str, luck: random.Random) -> Iterator[Mutant]:
    """Yield the mutants of a part of a file; `under` is the key it stands below."""
    lines = text.split("\n")
    if isinstance(node, Listing):
        for item in node.items:
            if isinstance(item, Scalar):
                yield from _names(place, lines, item, under, luck)
            yield from _of(place, text, item, under, luck)
    elif isinstance(node, Tree):
        for key, entry in node.entries.items():
            yield from _of_entry(place, lines, (key, entry), under, luck)
            if key != "set":
                yield from _of(place, text, entry.node, key, luck)


def _of_entry(
    place: str, lines: list[str], pair: tuple[str, Entry], under: str, luck: random.Random
) -> Iterator[Mutant]:
    """Yield the mutants of one key and its value."""
    key, entry = pair
    known = key in KEYS and under not in UNNAMED
    if known and _alone(lines, key, entry):
        line = lines[entry.mark.line - 1]
        without = _joined(lines, entry.mark.line, "")
        twice = _joined(lines, entry.mark.line, f"{line}\n{line}\n")
        yield Mutant(place, "dropped", entry.mark.line, key, without, key)
        yield Mutant(place, "doubled", entry.mark.line + 1, key, twice, key)
    if known and len(key) > 3:
        yield _respelt(place, lines, pair, "misspelt key", luck)
    if under in KEYED and entry.mark.length == len(key) and "(" not in key:
        yield _respelt(place, lines, pair, "misspelt name", luck)
    if isinstance(entry.node, Scalar):
        yield from _names(place, lines, entry.node, key, luck)
        if known and entry.node.style == "plain":
            yield _replaced(place, lines, entry.node, "{odd: 1}", "changed type", key)


def _alone(lines: list[str], key: str, entry: Entry) -> bool:
    """Tell whether a key has a line to itself, its value on the same line and nothing below."""
    at = entry.mark
    same = isinstance(entry.node, Scalar) and entry.node.mark.line == at.line
    below = lines[at.line] if at.line < len(lines) else ""
    deeper = below.strip() and below.startswith(" " * at.column)
    return same and lines[at.line - 1].strip().startswith(f"{key}:") and not deeper


def _respelt(
    place: str, lines: list[str], pair: tuple[str, Entry], sort: str, luck: random.Random
) -> Mutant:
    """Return the mutant in which a key has one letter wrong."""
    key, entry = pair
    at = entry.mark
    line = lines[at.line - 1]
    changed = line[: at.column - 1] + _typo(key, luck) + line[at.column - 1 + at.length :]
    return Mutant(place, sort, at.line, key, _joined(lines, at.line, changed + "\n"), key)


def _names(
    place: str, lines: list[str], node: Scalar, key: str, luck: random.Random
) -> Iterator[Mutant]:
    """Yield a name misspelt where a value refers to something."""
    if node.style != "plain" or not isinstance(node.value, str) or len(node.value) < 4:
        return
    if key in REFERS and "(" not in node.value and " " not in node.value:
        yield _replaced(place, lines, node, _typo(node.value, luck), "misspelt name", key)
    if key in CITES and luck.random() < 0.3:
        wrong = node.value[:-1] + ("x" if node.value[-1] != "x" else "y")
        yield _replaced(place, lines, node, wrong, "misspelt claim", key)


def _replaced(place: str, lines: list[str], node: Scalar, new: str, sort: str, key: str) -> Mutant:
    """Return the mutant in which a plain value on one line is another."""
    at = node.mark
    line = lines[at.line - 1]
    changed = line[: at.column - 1] + new + line[at.column - 1 + at.length :]
    return Mutant(
        place, sort, at.line, str(node.value), _joined(lines, at.line, changed + "\n"), key
    )


def _joined(lines: list[str], number: int, new: str) -> str:
    """Return a text with one of its lines in other words."""
    return (
        "\n".join(lines[: number - 1])
        + ("\n" if number > 1 else "")
        + new
        + "\n".join(lines[number:])
    )


def _typo(word: str, luck: random.Random) -> str:
    """Return a word with one letter swapped with the next, left out, doubled or another."""
    while True:
        at = luck.randrange(len(word) - 1)
        how = luck.randrange(4)
        pieces = {
            0: word[:at] + word[at + 1] + word[at] + word[at + 2 :],
            1: word[:at] + word[at + 1 :],
            2: word[: at + 1] + word[at] + word[at + 1 :],
            3: word[:at] + luck.choice("abcdefghijklmnopqrstuvwxyz") + word[at + 1 :],
        }
        typo = pieces[how]
        if typo != word and "." not in (word[at], word[min(at + 1, len(word) - 1)]):
            return typo


def judge(mutant: Mutant, pack: Shipped, memo: Memo) -> Verdict:
    """Return what the checker makes of a mutant, in a scenario that uses its file."""
    mutated = Shipped(
        texts={**pack.texts, mutant.place: mutant.text},
        documents={place: one for place, one in pack.documents.items() if place != mutant.place},
    )
    problems = _checked(mutated, *_user(mutant.place, pack), memo)
    here = [p for p in problems if p.path == mutant.place and p.severity != "hint"]
    near = [p for p in here if mutant.sort == "dropped" or abs(p.line - mutant.line) <= 1]
    right = {mutant.was, *mutant.was.split(".")}
    guessed = any(f"'{word}'" in problem.hint for problem in near for word in right)
    return Verdict(bool(near), "" if near else reason(mutant), guessed)


def _user(place: str, pack: Shipped) -> tuple[str, str | None]:
    """Return a scenario that uses a file, and the variant in which it does."""
    folder, _, name = place.rpartition("/")
    id_ = name.removesuffix(".yaml")
    if folder == "scenarios":
        return id_, None
    for scenario in pack.ids("scenario"):
        document = pack.read("scenario", scenario)
        tree = document.tree if document is not None else None
        if folder != "actors" or id_ in _listed(tree, ["cast"]):
            return scenario, None
        for variant in names_of(tree, "variants") if tree is not None else ():
            if id_ in _listed(tree, ["variants", variant, "set", "cast"]):
                return scenario, variant
    raise LookupError(f"no scenario uses {place}")


def _listed(tree: Tree | None, loc: list[str]) -> list[str]:
    """Return the names listed at a place."""
    node = node_at(tree, loc) if tree is not None else None
    return [str(getattr(item, "value", "")) for item in getattr(node, "items", ())]


def _checked(pack: Shipped, id_: str, variant: str | None, memo: Memo) -> list[Problem]:
    """Return the problems of a scenario as it stands, those of good sense among them."""
    document = pack.read("scenario", id_)
    if document is None:
        return []
    assembly = Assembly(Shelf([pack]), memo=memo)
    scenario = assembly.scenario(id_, document, variant)
    if scenario is None or assembly.parts is None:
        return assembly.problems
    return [*assembly.problems, *as_problems(looked_over(assembly.parts, scenario), assembly.parts)]


def reason(mutant: Mutant) -> str:
    """Return why a mutant may be accepted without a word, nothing where it may not."""
    if mutant.sort == "dropped" and mutant.key in OPTIONAL:
        return "the key may be left out"
    return ""


def tally(verdicts: Mapping[Mutant, Verdict]) -> dict[str, tuple[int, int, int, int]]:
    """Return for each sort: how many, told, accepted with a reason, guessed right."""
    rows: dict[str, tuple[int, int, int, int]] = {}
    for mutant, verdict in verdicts.items():
        count, told, accepted, guessed = rows.get(mutant.sort, (0, 0, 0, 0))
        rows[mutant.sort] = (
            count + 1,
            told + verdict.told,
            accepted + bool(verdict.accepted),
            guessed + verdict.guessed,
        )
    return rows
