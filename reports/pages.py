"""Pages that leave the house: HTML in one file that asks nothing of a network, and Markdown.

Every value put into a page is escaped by the environment that fills it in, not by whoever hands it
over: HTML by autoescaping, Markdown by a finalizer. Only pictures drawn here pass as they are.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from reports.wording import (
    capital,
    counted,
    day_month,
    full_date,
    likelihood,
    percent,
    plain,
    words,
)

TEMPLATES = Path(__file__).with_name("templates")
UNMARKED = "EXERCISE"
"""What stands on every page where the set-up gives no handling marking."""

POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'"
"""What a browser may do with a page: draw it. No script, no font, no frame, no address."""


def marking_of(text: object) -> str:
    """Return the handling marking to print, on one line."""
    return plain(text).strip()[:120] or UNMARKED


def html(template: str, values: Mapping[str, Any]) -> str:
    """Return a page from a template of `reports/templates`, every value escaped."""
    style = Markup((TEMPLATES / "style.css").read_text(encoding="utf-8"))  # noqa: S704 - our own
    return _html().get_template(template).render({"style": style, "policy": POLICY, **values})


def markdown(template: str, values: Mapping[str, Any]) -> str:
    """Return a Markdown text from a template, every value escaped; no line is left trailing."""
    told = _markdown().get_template(template).render(**values)
    lines = [line.rstrip() for line in told.splitlines()]
    told = re.sub(r"(\|\n)\n+(?=\|)", r"\1", "\n".join(lines))
    return re.sub(r"\n{3,}", "\n\n", told).strip() + "\n"


@cache
def _html() -> Environment:
    return _filled(Environment(autoescape=True, finalize=_printable, **_COMMON))


def _printable(value: object) -> object:
    """Return a value without signs that steer a terminal or turn the way a line runs."""
    return plain(value) if type(value) is str else value


@cache
def _markdown() -> Environment:
    return _filled(Environment(finalize=escaped, **_COMMON))  # noqa: S701 - escaped by finalize


_COMMON: dict[str, Any] = {
    "loader": FileSystemLoader(TEMPLATES),
    "undefined": StrictUndefined,
    "trim_blocks": True,
    "lstrip_blocks": True,
    "keep_trailing_newline": True,
}


def _filled(environment: Environment) -> Environment:
    filters: dict[str, Callable[..., Any]] = {
        "percent": percent,
        "counted": counted,
        "words": words,
        "full_date": full_date,
        "day_month": day_month,
        "likelihood": likelihood,
        "sentence_case": capital,
        "fixed": _fixed,
        "iso": date.isoformat,
        "indented": Raw,
        "verbatim": _verbatim,
    }
    environment.filters.update(filters)
    return environment


def _fixed(value: float, places: int = 2) -> str:
    return f"{value:.{places}f}".replace("-", "−")


# --- Markdown ------------------------------------------------------------------------------------

_SPECIAL = re.compile(r"([\\`*_\[\]|~$#])")
_FIRST = re.compile(r"^(\s*)([-+](?=[-+\s]|$)|=|\d+(?=[.)](?:\s|$)))")
"""What begins a list, a rule or a heading's line; "+5" and "-5" begin none."""
_LINKS = re.compile(r"(?i)(://|\bwww\.|(?<!\w)@|@(?=[\w\\-]+\.\w)|\bmailto:)")
"""What becomes a link: an address, a mention, a mail; an arm's `device@lens` is none."""


class Raw(str):
    """Markdown that this module made itself, and that stays as it is."""

    __slots__ = ()


def _verbatim(text: str) -> Raw:
    """Return one line of an indented code block, where nothing is markup."""
    return Raw(plain(text))


def escaped(value: object) -> object:
    """Return a value as Markdown that shows it and does nothing: no link, no markup, one line."""
    if isinstance(value, Raw | int | float):
        return value
    told = _SPECIAL.sub(r"\\\1", plain(value).replace("\n", " "))
    told = told.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    told = _LINKS.sub(
        lambda found: found[0].replace(":", "&#58;").replace("@", "&#64;").replace(".", "&#46;"),
        told,
    )
    return _FIRST.sub(lambda found: f"{found[1]}&#{ord(found[2][0])};{found[2][1:]}", told)
