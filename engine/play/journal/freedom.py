"""Free moves and improvised injects as a journal keeps them: nouns to plain data and back."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, fields
from typing import Any

from engine.errors import PlayError
from engine.model.free import FreeEffect, FreeMove
from engine.play.journal.entries import Plain

_EFFECT = {"on": str, "direction": str, "size": str, "delay": float, "ramp": float}
_MOVE = tuple(field.name for field in fields(FreeMove) if field.name != "effects")


def plain_free(free: FreeMove) -> Plain:
    """Return a free move as plain data."""
    plain = asdict(free)
    return {**plain, "odds": float(free.odds), "effects": plain_effects(free.effects)}


def plain_effects(effects: Iterable[FreeEffect]) -> list[Plain]:
    """Return effects of the palette as plain data."""
    return [
        {**asdict(effect), "delay": float(effect.delay), "ramp": float(effect.ramp)}
        for effect in effects
    ]


def free_of(data: Plain) -> FreeMove:
    """Return the free move plain data holds; PlayError where it cannot be one."""
    known = {name: data[name] for name in _MOVE}
    return FreeMove(**{**known, "odds": float(data["odds"]), "effects": effects_of(data)})


def effects_of(data: Plain) -> tuple[FreeEffect, ...]:
    """Return the effects plain data holds; PlayError where they cannot be any."""
    return tuple(_effect(effect) for effect in data["effects"])


def _effect(plain: Any) -> FreeEffect:
    if not isinstance(plain, dict) or not {"on", "direction", "size"} <= plain.keys():
        raise PlayError("an effect names on, direction and size")
    whole = {"delay": 0.0, "ramp": 0.0, **plain}
    if extra := whole.keys() - _EFFECT.keys():
        raise PlayError(f"an effect has no {min(map(str, extra))[:20]!r}")
    for name, kind in _EFFECT.items():
        if kind is float and type(whole[name]) is int:
            whole[name] = float(whole[name])
        if type(whole[name]) is not kind:
            raise PlayError(f"an effect has no proper {name!r}")
    return FreeEffect(**whole)


def seats_of(data: Plain) -> tuple[str, ...]:
    """Return an audience; PlayError where it is none."""
    if not all(isinstance(seat, str) for seat in data["audience"]):
        raise PlayError("an audience is a list of seats")
    return tuple(data["audience"])
