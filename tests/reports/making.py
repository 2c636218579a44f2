"""Played exercises and reports by hand, for tests."""

from __future__ import annotations

from typing import Any

from engine.model import Scenario
from engine.play.exercise import Exercise
from engine.play.seats import pauses
from engine.record import Act, Decision, Explanation, Option, TurnReport
from reports.run import run_text
from tests.engine.small import scenario


def told(made: Scenario | None = None, seed: int = 25, width: int = 110) -> str:
    made = made or scenario()
    lines = run_text(made, seed, pauses(Exercise(made, seed)), width)
    return "".join(f"{line}\n" for line in lines)


def option(move: str, probability: float, slot: int, **changes: Any) -> Option:
    fields: dict[str, Any] = {
        "move": move,
        "slot": slot,
        "says": f"Do {move}.",
        "blocks": (),
        "utility": probability,
        "probability": probability,
        "rank": 1,
        "motives": (("wealth", 0.0), ("calm", 0.0)),
        "anticipation": (("wealth", 0.0), ("calm", 0.0)),
        "cost": 0.0,
        "friction": 0.03,
        "penalties": (),
        "bonus": 0.0,
        "luck": 0.0,
        "odds": 1.0,
        "because_of": None,
    }
    return Option(**{**fields, **changes})


def explanation(chosen: str, *options: Option, **changes: Any) -> Explanation:
    fields: dict[str, Any] = {"engine_choice": chosen, **changes}
    return Explanation("ash", 1, "initiative", chosen, options, **fields)


def act(move: str, actor: str = "ash", day: int = 0, turn: int = 1, **changes: Any) -> Act:
    fields: dict[str, Any] = {
        "id": f"{actor}.{turn}.initiative",
        "actor": actor,
        "move": move,
        "says": f"does {move}",
        "chosen_turn": turn,
        "chosen_day": day,
        "turn": turn,
        "day": day,
        "kind": "move",
        "because_of": None,
        "probability": 0.4,
        "odds": 1.0,
        "roll": 0.5,
        "result": "done",
    }
    return Act(**{**fields, **changes})


def decision(actor: str, chosen: str = "hold", **changes: Any) -> Decision:
    fields: dict[str, Any] = {
        "turn": 1,
        "day": 0,
        "phase": "initiative",
        "probability": 0.5,
        "by": "engine",
        "act": None,
        "because_of": None,
    }
    return Decision(actor=actor, chosen=chosen, **{**fields, **changes})


def report(turn: int = 1, **changes: Any) -> TurnReport:
    exercise = scenario()
    starts = exercise.startex.replace(month=turn)
    fields: dict[str, Any] = {
        "turn": turn,
        "starts": starts,
        "ends": starts.replace(month=turn + 1),
        "before": {"goods": 50.0, "unrest": 50.0},
        "levels": {"goods": 50.0, "unrest": 50.0},
        "flags": {},
        "decisions": (),
        "acts": (),
        "happenings": (),
        "state_hash": "",
    }
    return TurnReport(**{**fields, **changes})
