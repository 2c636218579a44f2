"""PLOVER: the type of an act and its default intensity from -10 (hostile) to +10 (helpful).

Scores marked J are our own judgement, chosen between their neighbours; an author may give any
move an intensity of its own.
"""

CATEGORIES: dict[str, float] = {
    "AGREE": 2.5,
    "CONSULT": 2.5,
    "REQUEST": 0.0,
    "SUPPORT": 3.0,  # J
    "COOPERATE": 9.5,
    "AID": 10.0,
    "RETREAT": 6.5,
    "ACCUSE": -2.0,
    "REJECT": -2.0,
    "THREATEN": -3.0,
    "PROTEST": -5.0,  # J
    "SANCTION": -6.0,
    "MOBILIZE": -6.5,
    "COERCE": -7.0,
    "ASSAULT": -10.0,  # J
}
MODES: dict[tuple[str, str], float] = {
    ("CONSULT", "visit"): 4.0,
    ("REQUEST", "assist"): 0.5,
    ("REQUEST", "meet"): 0.0,
    ("REQUEST", "change"): -1.0,
    ("ACCUSE", "disapprove"): -2.0,
    ("REJECT", "meet"): -2.0,
    ("THREATEN", "restrict"): -3.0,
    ("SANCTION", "discontinue"): -6.0,
    ("MOBILIZE", "weapons"): -6.5,
    ("MOBILIZE", "troops"): -6.5,
    ("COERCE", "restrict"): -7.0,
}


def default_intensity(category: str, mode: str) -> float:
    """Return the score of a category, or of its mode where that has one of its own."""
    return MODES.get((category, mode), CATEGORIES[category])
