"""The reference of the documents as Markdown, written from the one declaration of them."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from engine.content.documents import KINDS
from engine.content.packs import FOLDERS
from engine.content.schemas import parts_of

HEAD = """\
# What each file may say

Written from the documents the programme reads; `whitecell schema KIND` gives the same for editors.
A needed key must be there. Examples are of a made-up strait with the ports Vell and Marn. Durations
are written `3 days`, `2 weeks`, `1 month` or 0; conditions as `docs/background/model.md` has them;
`relation(a, b)` may stand wherever an indicator does.
"""


def reference() -> str:
    """Return the whole page."""
    lines = [HEAD]
    for kind in KINDS:
        place = f" (`{FOLDERS[kind]}/NAME.yaml`)" if kind in FOLDERS else ""
        lines.append(f"## {kind}{place}\n")
        for name, part in parts_of(kind):
            lines += _part(name, part)
    return "\n".join(lines).rstrip("\n") + "\n"


def _part(name: str, part: dict[str, Any]) -> Iterator[str]:
    """Yield the lines of one part: a heading, what it is, a table of its keys."""
    spoken = name.removesuffix("Part").removesuffix("Document")
    yield f"### {spoken}\n"
    if part.get("description"):
        yield f"{part['description']}\n"
    yield "| key | what | of what sort | default | example |"
    yield "|---|---|---|---|---|"
    needed = part.get("required", ())
    for key, value in part.get("properties", {}).items():
        default = "needed" if key in needed else _code(value.get("default"))
        example = _code(value.get("examples", [None])[0])
        said = _cell(value.get("description", ""))
        yield f"| `{key}` | {said} | {_sort(value)} | {default} | {example} |"
    yield ""


def _sort(value: dict[str, Any]) -> str:
    """Return what sort of value a key takes, in words."""
    if "$ref" in value:
        return _spoken(value["$ref"])
    for many in ("anyOf", "oneOf", "allOf"):
        if many in value:
            sorts = [_sort(one) for one in value[many] if one.get("type") != "null"]
            return " or ".join(dict.fromkeys(sorts))
    if "enum" in value:
        return _cell(", ".join(f"`{one}`" for one in dict.fromkeys(map(str, value["enum"]))))
    if "const" in value:
        return f"`{value['const']}`"
    kind = value.get("type")
    if kind == "array":
        return f"list of {_sort(value['items'])}" if "items" in value else "list"
    if kind == "object":
        below = value.get("additionalProperties") or next(
            iter(value.get("patternProperties", {}).values()), None
        )
        return f"names, each with {_sort(below)}" if isinstance(below, dict) else "keys and values"
    if isinstance(kind, list):
        return " or ".join(str(WORDS.get(one, one)) for one in kind)
    return _bounded(value, WORDS.get(str(kind), "anything"))


WORDS = {
    "string": "text",
    "number": "number",
    "integer": "whole number",
    "boolean": "true or false",
}


def _bounded(value: dict[str, Any], word: str) -> str:
    """Return a sort with its bounds, where they say something."""
    low = value.get("minimum", value.get("exclusiveMinimum"))
    high = value.get("maximum", value.get("exclusiveMaximum"))
    if low is not None and high is not None and abs(high) < 1e6:
        return f"{word}, {low:g} to {high:g}"
    if "pattern" in value and "day|week" in value["pattern"]:
        return "duration"
    return word


def _spoken(ref: str) -> str:
    """Return the name of a part that is referred to."""
    name = ref.rsplit("/", 1)[-1].removesuffix("Part")
    return f"[{name}](#{name.lower()})"


def _code(value: Any) -> str:
    """Return a value as it is written in a file, short."""
    if value is None:
        return ""
    text = json.dumps(value, ensure_ascii=False)
    text = text if isinstance(value, (dict, list)) else text.strip('"')
    return f"`{_cell(text)}`" if text not in ("{}", "[]", "") else ""


def _cell(text: str) -> str:
    """Return a text that stands in a table's cell."""
    return " ".join(text.split()).replace("|", "\\|")
