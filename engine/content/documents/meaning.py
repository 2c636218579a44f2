"""Dates, durations, numbers and names written otherwise than the format has them: what is meant.

What is found is read as a person would read it, and only where there is one way to; of a date with
slashes both ways are named.
"""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date
from typing import Any

from engine.content.names import is_id

LONGEST = 40
"""Signs of a text that may be a slip; a longer one is something else, and might take long."""
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
WORDS = ("one", "two", "three", "four", "five", "six", "nine", "ten", "twelve")
COUNTS = dict(zip(WORDS, (1, 2, 3, 4, 5, 6, 9, 10, 12), strict=True)) | {"a": 1, "an": 1, "": 1}
HALVES = {"half a": 0.5}
UNITS: dict[str, tuple[float, str]] = {
    **dict.fromkeys(("d", "day"), (1, "day")),
    **dict.fromkeys(("w", "wk", "week"), (1, "week")),
    **dict.fromkeys(("m", "mo", "mon", "mth", "month"), (1, "month")),
    **dict.fromkeys(("q", "quarter"), (3, "month")),
    **dict.fromkeys(("y", "yr", "year"), (12, "month")),
    **dict.fromkeys(("h", "hr", "hour"), (1 / 24, "day")),
    "fortnight": (2, "week"),
}
SPAN = re.compile(r"p?([0-9]*\.?[0-9]*|[a-z]+|half a) ?([a-z]+?)s?\.?")
YEAR_FIRST = re.compile(r"([0-9]{4})[-/. ]([0-9]{1,2})[-/. ]([0-9]{1,2})(?:[T ].*)?")
YEAR_LAST = re.compile(r"([0-9]{1,2})([-/. ])([0-9]{1,2})[-/. ]([0-9]{4})")
RUN_ON = re.compile(r"([0-9]{4})([0-9]{2})([0-9]{2})")
WORDED = re.compile(r"(?:([0-9]{1,2})\.? )?([a-z]{3})[a-z]*\.?(?: ([0-9]{1,2}))?,? ([0-9]{4})")
TURN = re.compile(r"t(?:urn)?\W*([0-9]{1,3})(?:\W*d(?:ay)?\W*([0-9]{1,3}))?", re.IGNORECASE)
NO_DAY = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")
THOUSANDS = re.compile(r"-?[1-9][0-9]{0,2}(?:[ _'\u2019,][0-9]{3})+(?:\.[0-9]+)?")
WITH_UNIT = re.compile(r"(-?[0-9]+(?:\.[0-9]+)?) ?([^\W\d_][\w/%. ]*)")
SHARE = re.compile(r"([0-9]{1,2})/([0-9]{1,3})")
CLAIM = re.compile(r"([A-Za-z]{2})[-_ ]?([0-9]{1,3}[a-z]?)")


def duration_meant(value: Any) -> str:
    """Return a duration as it is written, nothing where none can be read."""
    if isinstance(value, (int, float)) and not isinstance(value, bool) and value > 0:
        return f"{value:g} months, {value:g} weeks or {value:g} days"
    text = value.strip().lower() if isinstance(value, str) and len(value) <= LONGEST else ""
    match = SPAN.fullmatch(text)
    if match is None or match[2] not in UNITS:
        return ""
    digits = bool(re.fullmatch(r"[0-9]+\.?[0-9]*", match[1]))
    number = float(match[1]) if digits else HALVES.get(match[1], COUNTS.get(match[1], 0))
    times, unit = UNITS[match[2]]
    found = round(number * times, 4)
    return f"{found:g} {unit}{'' if found == 1 else 's'}" if found else ""


def length_meant(value: Any) -> str:
    """Return the length of a turn as it is written: whole weeks or months."""
    found = duration_meant(value if isinstance(value, str) else None)
    number, _, unit = found.partition(" ")
    if unit.startswith("day"):
        days = float(number)
        whole, name = (days / 7, "week") if days % 7 == 0 else (days / 30, "month")
        return f"{whole:g} {name}{'' if whole == 1 else 's'}" if whole % 1 == 0 else ""
    return found if number.isdecimal() else ""


def date_meant(value: Any) -> str:
    """Return a date as it is written, both where two can be meant, nothing where none is."""
    text = str(value).strip() if isinstance(value, (str, int)) else ""
    first = YEAR_FIRST.fullmatch(text) or RUN_ON.fullmatch(text)
    if first is not None:
        return _dates((first[1], first[2], first[3]))
    last = YEAR_LAST.fullmatch(text)
    if last is not None:
        other = [(last[4], last[1], last[3])] if last[2] != "." else []
        return _dates((last[4], last[3], last[1]), *other)
    worded = WORDED.fullmatch(text.lower())
    if worded is not None and worded[2] in MONTHS:
        day = worded[1] or worded[3] or "1"
        return _dates((worded[4], str(MONTHS.index(worded[2]) + 1), day))
    return ""


def _dates(*parts: tuple[str, str, str]) -> str:
    """Return the dates that year, month and day can be, each once."""
    found = list[str]()
    for year, month, day in parts:
        try:
            found.append(date(int(year), int(month), int(day)).isoformat())
        except ValueError:
            continue
    return " or ".join(dict.fromkeys(found))


def month_end(value: Any) -> str:
    """Return how many days a month has of whose end a date is beyond, nothing of another text."""
    match = NO_DAY.fullmatch(value) if isinstance(value, str) else None
    if match is None or not (1 <= int(match[2]) <= 12 and 1 <= int(match[1]) <= 9999):
        return ""
    days = monthrange(int(match[1]), int(match[2]))[1]
    return f"the last day of that month is {match[1]}-{match[2]}-{days}"


def time_meant(value: str) -> str:
    """Return the time of an inject as it is written, nothing where none can be read."""
    match = TURN.fullmatch(value.strip())
    if match is not None:
        return f"turn {int(match[1])}" + (f" day {int(match[2])}" if match[2] else "")
    return date_meant(value)


def number_meant(value: str) -> str:
    """Return what is to be written for a number with a mark or a unit, nothing where none is."""
    if len(value) > LONGEST:
        return ""
    if THOUSANDS.fullmatch(value):
        return f"write {re.sub('[^0-9.-]', '', value)}: no mark parts thousands"
    share = SHARE.fullmatch(value)
    if share is not None and int(share[2]):
        return f"write {int(share[1]) / int(share[2]):.4g}"
    united = WITH_UNIT.fullmatch(value)
    if united is None:
        return ""
    if united[2].lower().startswith(("percent", "per cent", "pct")):
        return f"perhaps {float(united[1]) / 100:g}: a share is a number from 0 to 1"
    return f"perhaps {united[1]}: a number stands without its unit"


def name_meant(value: str) -> str:
    """Return the id that a text may stand for: a file's, one with capitals, a list of ids."""
    pieces = [piece.strip() for piece in value.split(",")]
    if len(pieces) > 1 and all(is_id(piece) for piece in pieces):
        return f"perhaps a list: [{', '.join(pieces)}]"
    bare = re.sub(r"\.ya?ml$", "", re.split(r"[/\\]", value)[-1])
    found = re.sub(r"[\s-]+", "_", bare.strip().lower())
    return f"perhaps {found}" if found != value and is_id(found) else ""


def claim_meant(value: str) -> str:
    """Return the claim's id that a text may stand for."""
    match = CLAIM.fullmatch(value.strip())
    if match is None:
        return ""
    digits = match[2] if len(match[2].rstrip("abcdefghijklmnopqrstuvwxyz")) > 1 else f"0{match[2]}"
    return f"perhaps {match[1].upper()}-{digits}"
