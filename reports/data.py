"""A run as data: what `whitecell run --format json` writes. See docs/reference/run-json.md.

Numbers are plain and unrounded, texts as they stand in the content, keys in a fixed order: the
same scenario, seed and settings give the same bytes.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict
from datetime import date, timedelta
from typing import Any

from engine.model import Scenario
from engine.model.free import FreeMove
from engine.record import (
    Act,
    Block,
    Decision,
    Explanation,
    Finished,
    Happening,
    Option,
    TurnReport,
)
from reports.names import Names
from reports.quoting import quote
from reports.reasons import beside, why

SCHEMA = 1
"""Raised whenever a key changes its meaning or goes away; new keys leave it as it is."""

Plain = dict[str, Any]


def as_text(data: Mapping[str, Any]) -> str:
    """Return data as JSON text in ASCII, so that no sign in it can steer a terminal."""
    return json.dumps(data, ensure_ascii=True, allow_nan=False, indent=1) + "\n"


def run_data(
    scenario: Scenario,
    seed: int,
    settings: Mapping[str, str],
    reports: Iterable[TurnReport],
    finished: Finished,
    measures: Mapping[str, float],
    replication: int = 0,
) -> Plain:
    """Return a finished run."""
    writer = _Writer(scenario)
    return {
        "schema": SCHEMA,
        "scenario": scenario.id,
        "variant": scenario.variant,
        "lens": scenario.lens,
        "seed": seed,
        "replication": replication,
        "settings": {key: settings[key] for key in sorted(settings)},
        "startex": scenario.startex.isoformat(),
        "turns": [writer.turn(report) for report in reports],
        "outcome": finished.outcome,
        "outcome_says": finished.says,
        "outcome_because": dict(finished.because),
        "expectations": {id: measures[id] for id in sorted(measures)},
    }


class _Writer:
    """Writes the turns of one scenario; remembers why a move was chosen until it is carried out."""

    def __init__(self, scenario: Scenario) -> None:
        self.startex, self.names = scenario.startex, Names(scenario)
        self.relations = {level.id for level in scenario.theatre.levels if level.is_relation}
        self.chosen: dict[str, Decision] = {}

    def date(self, day: int) -> str:
        return _iso(self.startex + timedelta(days=day))

    def turn(self, report: TurnReport) -> Plain:
        self.chosen.update((d.act, d) for d in report.decisions if d.act is not None)
        levels = sorted(report.levels)
        injects = [h for h in report.happenings if h.kind == "inject"]
        others = [h for h in report.happenings if h.kind != "inject"]
        return {
            "turn": report.turn,
            "date": _iso(report.starts),
            "ends": _iso(report.ends - timedelta(days=1)),
            "indicators": {i: report.levels[i] for i in levels if i not in self.relations},
            "relations": {i: report.levels[i] for i in levels if i in self.relations},
            "flags": {id: report.flags[id] for id in sorted(report.flags)},
            "moves": [self.move(act) for act in report.acts],
            "injects": [self.happening(h) for h in injects],
            "events": [{"kind": h.kind, **self.happening(h)} for h in others],
            "decisions": [self.decision(d) for d in report.decisions],
            "state_hash": report.state_hash,
        }

    def move(self, act: Act) -> Plain:
        choice = self.chosen.get(act.id)
        return {
            "id": act.id,
            "day": act.day,
            "date": self.date(act.day),
            "actor": act.actor,
            "move": act.move,
            "says": act.says,
            "kind": act.kind,
            "because_of": act.because_of,
            "probability": act.probability,
            "odds": act.odds,
            "roll": act.roll,
            "outcome": act.result,
            "barred": _block(act.barred) if act.barred else None,
            "ruled_by": act.ruled_by,
            "ruling_reason": act.ruling_reason,
            "chosen_turn": act.chosen_turn,
            "chosen_day": act.chosen_day,
            "explanation": self.explanation(choice.explanation if choice else None),
            "free": _free(choice.free if choice else None),
        }

    def happening(self, happening: Happening) -> Plain:
        return {
            "id": happening.id,
            "day": happening.day,
            "date": self.date(happening.day),
            "says": happening.says,
            "cause": happening.cause,
            "audience": list(happening.audience),
            "edited": happening.edited,
            "scale": happening.scale,
            "reason": happening.reason,
        }

    def decision(self, decision: Decision) -> Plain:
        return {
            "actor": decision.actor,
            "phase": decision.phase,
            "day": decision.day,
            "date": self.date(decision.day),
            "chosen": decision.chosen,
            "probability": decision.probability,
            "held": decision.held,
            "by": decision.by,
            "act": decision.act,
            "because_of": decision.because_of,
            "explanation": self.explanation(decision.explanation),
            "free": _free(decision.free),
        }

    def explanation(self, explanation: Explanation | None) -> Plain:
        """Return why a seat chose, every option as it stood; empty where none was kept."""
        if explanation is None:
            return {}
        return {
            "reason": why(explanation, self.names),
            **self.quoted(explanation),
            "beside": beside(explanation, self.names),
            "lucky": explanation.lucky,
            "engine_choice": explanation.engine_choice,
            "by": explanation.by,
            "note": explanation.note,
            "options": [_option(option) for option in explanation.options],
        }

    def quoted(self, explanation: Explanation) -> Plain:
        """Return the sentence to quote and the claims behind it."""
        turns, turn = self.names.scenario.turns, explanation.turn
        starts, ends = (turns.start_of(self.startex, t) for t in (turn, turn + 1))
        told = quote(explanation, self.names, starts, ends)
        return {"sentence": told.text, "claims": list(told.claims)}


def _iso(day: date) -> str:
    return day.isoformat()


def _free(free: FreeMove | None) -> Plain | None:
    return None if free is None else asdict(free)


def _option(option: Option) -> Plain:
    return {
        "move": option.move,
        "possible": option.possible,
        "blocks": [_block(block) for block in option.blocks],
        "rank": option.rank,
        "probability": option.probability,
        "utility": option.utility,
        "motives": dict(option.motives),
        "anticipation": dict(option.anticipation),
        "cost": option.cost,
        "friction": option.friction,
        "penalties": dict(option.penalties),
        "bonus": option.bonus,
        "luck": option.luck,
        "odds": option.odds,
        "because_of": option.because_of,
        "believed": {level: [by, true] for level, by, true in option.believed},
    }


def _block(block: Block) -> Plain:
    return {
        "reason": block.reason,
        "id": block.id,
        "says": block.says,
        "expression": block.expression,
        "values": dict(block.values),
        "claims": list(block.claims),
    }
