"""An example of every key, for editors and the reference; keys with a telling default need none.

The names are those of a made-up strait: the ports Vell and Marn, and the indicators `tolls` and
`tension`.
"""

from __future__ import annotations

from typing import Any

EFFECT = {"on": "tension", "by": 6, "ramp": "1 month", "half_life": "3 months"}
MOVE = {
    "slot": 1,
    "says": "Send an envoy.",
    "tells": "sends an envoy",
    "instrument": ["D"],
    "plover": {"category": "CONSULT", "mode": "meet"},
}
BASE: dict[str, Any] = {
    "claims": ["AA-01"],
    "judgement": "no source says so; it is a reading of AA-01",
    "says": "Keep the strait open.",
    "when": "tension >= 60",
    "description": "The city on the northern shore.",
    "brief": "You hold the northern shore, and live by its tolls.",
    "measures": {"strain": {"is": "tension - tolls / 2"}},
    "effects": [EFFECT],
    "sets": {"blockade": True},
    "counts": ["seizures"],
    "disputed_by": ["AA-02"],
    "resolve": 0.6,
    "lenses": {"tolls_first": {"says": "It is all about money.", "set": {"start.tolls": 70}}},
    "between": ["vell", "marn"],
    "seen_by": ["vell"],
    "range": [0, 100],
    "value": 0.5,
    "on": ["send_envoy"],
    "kind": None,
    "date": "2031-03-02",
}
OWN: dict[str, Any] = {
    "ExperimentDocument.title": "Does a lower toll calm the strait?",
    "ExperimentDocument.scenarios": ["toll_dispute"],
    "ExperimentDocument.variants": ["plain", "high_toll"],
    "ExperimentDocument.lenses": ["plain", "tolls_first"],
    "ExperimentDocument.policies": {
        "patient": {"says": "Vell waits.", "set": {"actors.vell.decision.precision": 60}}
    },
    "ExperimentDocument.set": {"turns.count": 8},
    "ExperimentDocument.sample": {"points": 50, "ranges": {"toll_share": [0.2, 0.6]}},
    "ExperimentDocument.runs": 200,
    "ExperimentDocument.seed": 1,
    "ExperimentDocument.stop_at": 0.1,
    "PolicyPart.set": {"actors.vell.decision.precision": 60},
    "SamplePart.points": 50,
    "SamplePart.ranges": {"toll_share": [0.2, 0.6]},
    "ActorDocument.name": "Vell",
    "ActorDocument.secret_brief": "You cannot pay for a long quarrel.",
    "ActorDocument.decision": {"precision": 40, "reaction_delay": "6 days"},
    "ActorDocument.capital": {"start": 20, "most": 40, "regain": 2},
    "ActorDocument.motives": {
        "tolls": {"weight": 0.6, "says": "Earn by the strait.", "watches": {"tolls": 1}}
    },
    "ActorDocument.constraints": {
        "treaty": {"kind": "hard", "on": ["raise_toll"], "says": "A treaty binds."}
    },
    "ActorDocument.types": {"proud": {"says": "Puts rank first.", "weights": {"rank": 0.5}}},
    "ActorDocument.type": "proud",
    "ActorDocument.perceives": {"marn": {"types": {"patient": 0.7, "hasty": 0.3}}},
    "ActorDocument.believes": {"marn.send_patrol": {"tension": 4}},
    "ActorDocument.moves": {"send_envoy": MOVE},
    "DecisionPart.must_move": False,
    "CapitalPart.start": 20,
    "MotivePart.weight": 0.3,
    "MotivePart.watches": {"tolls": 1, "relation(vell, marn)": 4},
    "MotivePart.salience": {"tension": 0.5},
    "MotivePart.weight_when": [{"when": "blockade", "weight": 0.5}],
    "SwitchPart.weight": 0.5,
    "ConstraintPart.kind": "soft",
    "ConstraintPart.penalty": 0.03,
    "ConstraintPart.breach": "60 - tension",
    "ConstraintPart.crossed_by": ["marn.send_patrol"],
    "ConstraintPart.answers": {"send_envoy": 0.05},
    "TypePart.weights": {"tolls": 0.4},
    "PerceptionPart.types": {"patient": 0.7, "hasty": 0.3},
    "MovePart.slot": 1,
    "MovePart.says": "Send an envoy.",
    "MovePart.tells": "sends an envoy",
    "MovePart.instrument": ["D"],
    "MovePart.plover": {"category": "CONSULT", "mode": "meet"},
    "MovePart.target": "marn",
    "MovePart.requires": "not blockade",
    "MovePart.lead": "3 days",
    "MovePart.seen": "overt",
    "MovePart.failure_effects": [{"on": "tension", "by": 2}],
    "MovePart.responds_to": {"marn.send_patrol": 0.04},
    "MovePart.tags": ["reversible"],
    "PloverPart.category": "CONSULT",
    "PloverPart.mode": "meet",
    "PloverPart.intensity": 2.5,
    "TriangularLead.min": "2 days",
    "TriangularLead.mode": "5 days",
    "TriangularLead.max": "20 days",
    "MeanLead.law": "exponential",
    "MeanLead.mean": "7 days",
    "SightPart.chance": 0.4,
    "EffectPart.on": "tension",
    "EffectPart.by": 6,
    "EffectPart.spread": 0.1,
    "AnswerPart.bonus": 0.04,
    "ValuePart.family": "prospect",
    "ValuePart.curvature": 1.5,
    "ValuePart.loss": 2.25,
    "MeasurePart.is": "tension - tolls / 2",
    "MeasurePart.says": "Strain, less what trade makes up for.",
    "OverridesPart.set": {"boldness": 2, "actors.vell.motives.tolls.weight": 0.5},
    "OverridesPart.says": "A bolder harbour master.",
    "LensPart.set": {"start.tolls": 70},
    "LensPart.title": "Tolls before all",
    "DisagreementPart.says": "Whether the tolls or the rank count.",
    "DisagreementPart.between": ["tolls_first", "rank_first"],
    "TheatreDocument.name": "The strait",
    "TheatreDocument.indicators": {"tension": {"name": "Tension", "range": [0, 100], "start": 40}},
    "TheatreDocument.relations": [{"between": ["vell", "marn"], "start": -2}],
    "TheatreDocument.flags": {"blockade": {"name": "Blockade", "start": False}},
    "TheatreDocument.couplings": [{"from": "tension", "to": "tolls", "by": -0.1}],
    "TheatreDocument.calendar": {"regatta": {"on": "2031-06-01", "says": "The regatta begins."}},
    "TheatreDocument.disagreements": {
        "why": {"says": "Money or rank.", "between": ["tolls_first", "rank_first"]}
    },
    "IndicatorPart.name": "Tension",
    "IndicatorPart.unit": "index",
    "IndicatorPart.start": 40,
    "IndicatorPart.says": "How near to shots the two fleets are.",
    "RelationPart.start": -2,
    "RelationPart.pull": 0.1,
    "RelationPart.noise": 0.2,
    "FlagPart.name": "Blockade",
    "FlagPart.start": False,
    "FlagPart.values": ["open", "watched", "closed"],
    "CouplingPart.from": "tension",
    "CouplingPart.to": "tolls",
    "CouplingPart.by": -0.1,
    "DatePart.on": "2031-06-01",
    "DatePart.says": "The regatta begins.",
    "ScenarioDocument.extends": "toll_dispute",
    "ScenarioDocument.title": "The toll dispute",
    "ScenarioDocument.brief": "Vell doubles its tolls in March. Marn has three months of stores.",
    "ScenarioDocument.notes": "Hold the blockade back until both have moved.",
    "ScenarioDocument.dossier": [
        {"says": "The tolls were last raised in 2019.", "claims": ["AA-01"]}
    ],
    "ScenarioDocument.objectives": ["See who blinks first, and why."],
    "ScenarioDocument.seats": [["vell"], ["vell", "marn"]],
    "ScenarioDocument.theatre": "strait",
    "ScenarioDocument.claims": "strait_papers",
    "ScenarioDocument.cast": ["vell", "marn"],
    "ScenarioDocument.startex": "2031-03-01",
    "ScenarioDocument.turns": {"count": 6, "length": "1 month"},
    "ScenarioDocument.start": {"tension": 55, "blockade": True},
    "ScenarioDocument.actors": {"vell": {"motives": {"tolls": {"weight": 0.4}}}},
    "ScenarioDocument.theatre_changes": {"indicators": {"tension": {"noise": 2}}},
    "ScenarioDocument.endex": "tension >= 95",
    "ScenarioDocument.uncertainties": {
        "boldness": {"says": "How bold the crews are.", "value": 1, "range": [0, 2]}
    },
    "ScenarioDocument.injects": {"fog": {"at": "turn 2", "says": "Fog closes the strait."}},
    "ScenarioDocument.joint_effects": [
        {"moves": ["vell.raise_toll", "marn.send_patrol"], "effects": [EFFECT]}
    ],
    "ScenarioDocument.variants": {"bold": {"says": "Bolder crews.", "set": {"boldness": 2}}},
    "ScenarioDocument.outcomes": {
        "war": {"when": "final(tension) > 80", "says": "Shots are fired."},
        "peace": {"otherwise": True, "says": "The strait stays open."},
    },
    "ScenarioDocument.expectations": {
        "bold_is_tense": {
            "says": "Bolder crews, more tension.",
            "kind": "strict",
            "measure": "mean(tension)",
            "contrast": {"a": "plain", "b": "bold"},
            "sign": "+",
        }
    },
    "TurnsPart.length": "1 month",
    "InjectPart.says": "Fog closes the strait.",
    "InjectPart.at": "turn 2 day 5",
    "InjectPart.hazard": {"chance": 0.05},
    "InjectPart.to": ["vell"],
    "InjectPart.expects": "Both sides call their pilots home.",
    "InjectPart.objective": 1,
    "HazardPart.chance": 0.05,
    "HazardPart.after": {"fog": 2},
    "HazardPart.leans_on": {"tension": 1.5},
    "JointPart.moves": ["vell.raise_toll", "marn.send_patrol"],
    "ExpectationPart.kind": "strict",
    "ExpectationPart.measure": "mean(tension)",
    "ExpectationPart.contrast": {"a": "plain", "b": "bold"},
    "ExpectationPart.sign": "+",
    "ExpectationPart.at_most": 0.05,
    "ContrastPart.a": "plain",
    "ContrastPart.b": "bold",
    "OutcomePart.says": "Shots are fired.",
    "OutcomePart.when": "final(tension) > 80",
    "ClaimsDocument.sources": {
        "gazette": {"outlet": "The Gazette", "title": "Two ports", "date": "2031-01-04"}
    },
    "ClaimsDocument.claims": {
        "AA-01": {
            "says": "Vell lives by its tolls.",
            "kind": "motive",
            "source": "gazette",
            "holder": "the editor",
            "holder_type": "author",
            "confidence": "high",
        }
    },
    "ClaimsDocument.excused": {"AA-07": "It is about another port."},
    "SourcePart.outlet": "The Gazette",
    "SourcePart.title": "Two ports",
    "SourcePart.authors": ["A. Pilot"],
    "ClaimPart.says": "Vell lives by its tolls.",
    "ClaimPart.actors": ["vell"],
    "ClaimPart.kind": "motive",
    "ClaimPart.source": "gazette",
    "ClaimPart.holder": "the editor",
    "ClaimPart.holder_type": "author",
    "ClaimPart.confidence": "high",
    "ClaimPart.disagrees_with": ["AA-02"],
    "ClaimPart.paragraph": 3,
}


def example(part: str, key: str, default: Any) -> Any:
    """Return an example of a part's key, its default where that says more than nothing."""
    if f"{part}.{key}" in OWN:
        return OWN[f"{part}.{key}"]
    if default not in (None, "", [], {}):
        return default
    return BASE.get(key)
