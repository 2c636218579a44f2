"""Signs that look like one of the keyboard's and are another: odd blanks, dashes, comparisons."""

from __future__ import annotations

import re
import unicodedata

ODD_BLANKS = "\u00a0\u00ad\u1680\u2000-\u200d\u202f\u205f\u2060\u3000"
ODD_BLANK = re.compile(f"[{ODD_BLANKS}]")
DASHES = "\u2010\u2011\u2012\u2013\u2014\u2212"
SIGNS = {
    **dict.fromkeys(DASHES, "-"),
    "\u2264": "<=",
    "\u2265": ">=",
    "\u2260": "!=",
    "\u00d7": "*",
    "\u00f7": "/",
}
"""By a sign that texts and word processors have: what the keyboard has for it."""


def named(sign: str) -> str:
    """Return what a sign is called, with its number."""
    return f"{unicodedata.name(sign, 'sign').lower()} (U+{ord(sign):04X})"


def blank_hint(text: str) -> str:
    """Return which blank in a text is no ordinary space, nothing where all are."""
    match = ODD_BLANK.search(text)
    return f"a {named(match[0])} stands here: write an ordinary space" if match else ""


def sign_hint(sign: str) -> str:
    """Return what to write for a sign the keyboard does not have, nothing where none is known."""
    if sign in DASHES:
        return f"write {SIGNS[sign]} for the {named(sign)}"
    if sign in SIGNS:
        return f"write {SIGNS[sign]} for {sign}"
    return blank_hint(sign)


def typed(text: str) -> str:
    """Return a text with the dashes of the keyboard and without odd blanks."""
    return ODD_BLANK.sub("", "".join("-" if sign in DASHES else sign for sign in text)).strip()
