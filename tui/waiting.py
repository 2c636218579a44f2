"""What a screen waits for."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Waiting:
    """What is waited for, and the key that comes next."""

    says: str
    key: str
    action: str
    does: str
