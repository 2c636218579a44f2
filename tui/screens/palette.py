"""The palette: effects put together from a level, a direction, a size and a delay."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, get_args

from textual.app import App

from engine.model.free import SIZES, FreeEffect, Size
from reports.wording import months, percent
from tui.screens.dialogs import Pick, thrown_away

MOST = 12
"""Effects one move or inject may have."""
DELAYS = {"0": "at once", "1": "after a month", "3": "after three months", "6": "after half a year"}
PERCENT = (
    "Percent of the scale the level is told on: 5% of a scale from 0 to 100 is 5 points, once all "
    "of it has come."
)
ADD, DONE, AWAY = "=add", "=done", "=away"


async def ask_effects(
    app: App[Any], levels: Mapping[str, str], title: str, about: str = ""
) -> tuple[FreeEffect, ...] | None:
    """Ask for effects one by one, None where it was given up for good.

    `levels` are names by id, `about` what else is to be read before they are given.
    """
    effects: list[FreeEffect] = []
    while True:
        told = "\n".join(f"• {says(each, levels)}" for each in effects) or "No effect yet."
        told = f"{about}\n{told}" if about else told
        answers = [(DONE, "That is all"), (ADD, "Add an effect"), (AWAY, "Take the last one away")]
        if len(effects) == MOST:
            answers.remove((ADD, "Add an effect"))
        if not effects:
            answers = [(ADD, "Add an effect"), (DONE, "It has no effect on the levels")]
        at = 0 if not effects else next(i for i, each in enumerate(answers) if each[0] == DONE)
        picked = await app.push_screen_wait(Pick(title, answers, told, at))
        if picked is None:
            if await thrown_away(app, "Give it up?", f"{title}\nAll that was said is lost."):
                return None
            continue
        if picked == DONE:
            return tuple(effects)
        if picked == AWAY:
            effects.pop()
        elif (effect := await _ask(app, levels)) is not None:
            effects.append(effect)


async def _ask(app: App[Any], levels: Mapping[str, str]) -> FreeEffect | None:
    """Ask for one effect, None where it was given up."""
    on = await app.push_screen_wait(Pick("What does it change?", list(levels.items())))
    if on is None:
        return None
    sizes = [
        (f"{way} {size}", f"{'↑' if way == 'up' else '↓'} {way}, {size}: {percent(SIZES[size])}")
        for way in ("up", "down")
        for size in get_args(Size)
    ]
    size = await app.push_screen_wait(Pick(f"{levels[on]}: which way, how far?", sizes, PERCENT))
    if size is None:
        return None
    delay = await app.push_screen_wait(Pick("From when on?", list(DELAYS.items())))
    if delay is None:
        return None
    way, _, far = size.partition(" ")
    return made(on, way, far, float(delay))


def made(on: str, way: str, far: str, delay: float) -> FreeEffect:
    """Return an effect of the palette. KeyError where there is no such size."""
    size = next(each for each in get_args(Size) if each == far)
    return FreeEffect(on, "up" if way == "up" else "down", size, delay)


def says(effect: FreeEffect, levels: Mapping[str, str]) -> str:
    """Return an effect in words."""
    arrow = "↑" if effect.direction == "up" else "↓"
    delay = f", after {months(effect.delay)}" if effect.delay else ""
    name = levels.get(effect.on, effect.on)
    return f"{name} {arrow} {effect.size} ({percent(SIZES[effect.size])}){delay}"
