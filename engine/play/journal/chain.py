"""The hash chain: each entry is bound to all before it, so that no byte changes unnoticed.

It finds damage and carelessness, not a forger: whoever can write the file can reckon it anew.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from hashlib import sha256
from typing import Any

GENESIS = "0" * 64


def canonical(data: Any) -> str:
    """Return data as the one JSON text it has."""
    return json.dumps(
        data, sort_keys=True, separators=(",", ":"), ensure_ascii=True, allow_nan=False
    )


def link(before: str, text: str) -> str:
    """Return the hash of an entry that follows one of hash `before`."""
    return sha256(f"{before}\n{text}".encode()).hexdigest()


def seal(entry: int, kind: str, text: str) -> str:
    """Return the hash of a derived text."""
    return sha256(f"{entry}\n{kind}\n{text}".encode()).hexdigest()


def broken(rows: Iterable[tuple[int, str, str]], head: tuple[int, str] | None) -> str:
    """Return what is wrong with a chain of rows under its head record, or an empty text."""
    before, last = GENESIS, 0
    for seq, text, hash_ in rows:
        if seq != last + 1:
            return f"entry {last + 1} is missing"
        if link(before, text) != hash_:
            return f"entry {seq} is not what was written"
        before, last = hash_, seq
    if last == 0:
        return "it has no entries"
    if head is None:
        return "it has no head record"
    if head[0] > last:
        return f"entries {last + 1} to {head[0]} are missing"
    if head != (last, before):
        return f"its head record does not fit entry {last}"
    return ""
