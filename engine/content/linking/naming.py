"""Names that a condition would read as something else."""

from __future__ import annotations

from collections.abc import Iterable

from engine.content.expressions import CLOCK, PATH_FUNCTIONS, STATE_FUNCTIONS
from engine.content.linking.sheet import Sheet
from engine.content.nodes import Loc
from engine.content.problems import quoted
from engine.content.syntax import WORDS

RESERVED = {
    **dict.fromkeys((*STATE_FUNCTIONS, *PATH_FUNCTIONS), "a function"),
    **dict.fromkeys(CLOCK, "the time that has passed"),
    **dict.fromkeys(WORDS, "a word of the language"),
}
"""What conditions have already of their own, with what it is to them."""
KINDS = {"indicators": "level", "flags": "flag", "measures": "measure", "uncertainties": "input"}


def check_reserved(kind: str, names: Iterable[str], sheet: Sheet) -> None:
    """Report names under a key that conditions keep for themselves."""
    for name in names:
        if name in RESERVED:
            hint = f"choose another name, such as {name}_{KINDS[kind]}"
            report_reserved([kind, name], name, hint, sheet, key=True)


def check_word(loc: Loc, name: str, hint: str, sheet: Sheet, *, key: bool = False) -> None:
    """Report the name of an actor or a move that no function can be asked about."""
    if name in WORDS:
        report_reserved(loc, name, hint, sheet, key=key)


def report_reserved(loc: Loc, name: str, hint: str, sheet: Sheet, *, key: bool) -> None:
    """Report a name that a condition reads as its own."""
    message = f"{quoted(name)} already means something in a condition: {RESERVED[name]}"
    sheet.report(loc, "WC410", message, hint, key=key)
