"""The neutral workload as Whitecell's own content: a pack of YAML files, loaded as anybody's is."""

from __future__ import annotations

import json
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from benchmarks.neutral.plan import (
    ACTORS,
    INJECT_DAYS,
    LEAD,
    LEVELS,
    PRECISION,
    REACTION,
    SEEN,
    Bar,
    Landing,
    Mind,
    Plan,
)
from engine.content.library import Library
from engine.model import Scenario

Tree = dict[str, Any]
NAME = "neutral_workload"
JUDGED = {"judgement": "a workload"}


def scenario(plan: Plan) -> Scenario:
    """Return the workload as a scenario, written as files and read back."""
    with TemporaryDirectory() as folder:
        write(plan, Path(folder))
        return Library([Path(folder)]).load(NAME)


def write(plan: Plan, folder: Path) -> None:
    """Write the workload as a pack. JSON is YAML."""
    cast = ACTORS[: len(plan.minds)]
    files = {
        f"actors/{id}.yaml": _actor(id, mind, cast)
        for id, mind in zip(cast, plan.minds, strict=True)
    }
    files[f"scenarios/{NAME}.yaml"] = _scenario(plan, cast)
    files[f"scenarios/theatres/{NAME}.yaml"] = _theatre()
    files[f"scenarios/claims/{NAME}.yaml"] = {
        "kind": "claims", "schema": 1, "sources": {}, "claims": {},
    }  # fmt: skip
    for name, tree in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps(tree, indent=1), "utf-8")


def _level(number: int) -> str:
    return f"level_{number}"


def _effect(landing: Landing) -> Tree:
    days = landing.delay
    return {
        "on": _level(landing.level),
        "by": landing.mean,
        "delay": f"{days} days" if days else 0,
        "spread": landing.sd,
        "lasting": 1,
    }


def _theatre() -> Tree:
    one = {"range": [0, 100], "start": 50, "pull": 1, "noise": 0, **JUDGED}
    levels = {_level(i): {"name": f"Level {i}", **one} for i in range(LEVELS)}
    return {"kind": "theatre", "schema": 1, "name": "Nowhere", "indicators": levels}


def _actor(id: str, mind: Mind, cast: tuple[str, ...]) -> Tree:
    motives = {
        f"motive_{k}": {
            "weight": watch.weight,
            "says": "A motive.",
            "watches": {_level(i): by for i, by in watch.levels},
            "value": {"family": "linear"},
            "clip": "off",
            **JUDGED,
        }
        for k, watch in enumerate(mind.motives)
    }
    return {
        "kind": "actor",
        "schema": 1,
        "name": id.capitalize(),
        "decision": {
            "precision": PRECISION,
            "level": 0,
            "reaction_delay": f"{REACTION:g} days",
            "friction": 0,
            "drift": 0,
            "must_move": True,
        },
        "motives": motives,
        "constraints": {f"bar_{k}": _bar(bar) for k, bar in enumerate(mind.bars)},
        "moves": {
            f"move_{m}": _move(m, landings, id, len(mind.moves), cast)
            for m, landings in enumerate(mind.moves)
        },
    }


def _bar(bar: Bar) -> Tree:
    tree: Tree = {
        "kind": "hard" if bar.penalty is None else "soft",
        "on": [f"move_{m}" for m in bar.moves],
        "when": f"{_level(bar.level)} > {bar.bound:.2f}",
        "says": "A constraint.",
        **JUDGED,
    }
    return tree if bar.penalty is None else {**tree, "penalty": bar.penalty}


def _move(
    number: int, landings: tuple[Landing, ...], id: str, moves: int, cast: tuple[str, ...]
) -> Tree:
    others = [other for other in cast if other != id]
    return {
        "slot": number + 1,
        "says": f"Do {number}.",
        "tells": f"does {number}",
        "instrument": ["D"],
        "plover": {"category": "CONSULT"},
        "lead": {"law": "exponential", "mean": f"{LEAD:g} days"},
        "seen": {"chance": SEEN},
        "cooldown": 0,
        "fatigue": 1,
        "spread": 0,
        "effects": [_effect(landing) for landing in landings],
        "responds_to": {f"{other}.move_{m}": 0.02 for other in others for m in range(moves)},
        **JUDGED,
    }


def _scenario(plan: Plan, cast: tuple[str, ...]) -> Tree:
    dated = {
        f"dated_{k}": {
            "says": "Something happens.",
            "at": f"turn {day // 30 + 1} day {day % 30 + 1}",
            "effects": [_effect(landing) for landing in landings],
            **JUDGED,
        }
        for k, (day, landings) in enumerate(zip(INJECT_DAYS, plan.injects, strict=True))
        if day // 30 < plan.turns
    }
    fired = {
        f"trigger_{k}": {
            "says": "Something gives.",
            "when": " and ".join(f"{_level(i)} > {at:.2f}" for i, at in trigger.clauses),
            "effects": [_effect(landing) for landing in trigger.effects],
            **JUDGED,
        }
        for k, trigger in enumerate(plan.triggers)
    }
    return {
        "kind": "scenario",
        "schema": 1,
        "title": "A neutral workload",
        "brief": "Nothing here stands for anything.",
        "theatre": NAME,
        "claims": NAME,
        "cast": list(cast),
        "startex": "2026-01-01",
        "turns": {"count": plan.turns, "length": "1 month"},
        "injects": {**dated, **fired},
        "outcomes": {"over": {"says": "It is over.", "otherwise": True}},
    }
