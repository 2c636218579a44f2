"""Kinds of values the documents share: names, dates, durations, expressions, claims."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from typing import Annotated, Any

from pydantic_core import PydanticCustomError

from engine.content.documents.declaring import (
    BeforeValidator,
    Field,
    WithJsonSchema,
)
from engine.content.names import ID
from engine.model.months import DAYS_A_MONTH

CLAIM_ID = r"^[A-Z]{2}-[0-9]{2,3}[a-z]?$"
MOVE_ID = r"^[a-z][a-z0-9_]{0,59}\.[a-z][a-z0-9_]{0,59}$"
RELATION = re.compile(r"relation\(\s*([a-z][a-z0-9_]{0,59})\s*,\s*([a-z][a-z0-9_]{0,59})\s*\)")
LONGEST_MONTHS = 1200
UNITS = {"day": 1.0, "week": 7.0, "month": DAYS_A_MONTH}
DURATION = re.compile(r"([0-9]{1,5}(?:\.[0-9]{1,4})?) (day|week|month)s?")


def _wrong(code: str, message: str) -> PydanticCustomError:
    """Return an error that carries a code of ours."""
    return PydanticCustomError(code, "{said}", {"said": message})


def in_days(value: Any) -> float:
    """Return a duration such as `2 weeks` in days."""
    if value == 0 and not isinstance(value, bool):
        return 0.0
    match = DURATION.fullmatch(value) if isinstance(value, str) else None
    if match is None and isinstance(value, str) and DURATION.fullmatch(value.lstrip("- ")):
        raise _wrong("WC108", f"a duration is not negative: {value.lstrip('- ')}")
    if match is None:
        raise _wrong("WC108", "a duration is needed, such as '6 days', '2 weeks' or '1 month'")
    days = float(match[1]) * UNITS[match[2]]
    if days > LONGEST_MONTHS * DAYS_A_MONTH:
        raise _wrong("WC105", f"a duration is at most {LONGEST_MONTHS} months")
    return days


def in_months(value: Any) -> float:
    """Return a duration such as `2 weeks` in months; months as written stay exact."""
    days = in_days(value)
    match = DURATION.fullmatch(value) if isinstance(value, str) else None
    return float(match[1]) if match and match[2] == "month" else days / DAYS_A_MONTH


def as_date(value: Any) -> date:
    """Return a date written `2026-01-31`."""
    if not isinstance(value, str) or not re.fullmatch(r"\d{4}-\d{2}-\d{2}", value, re.ASCII):
        raise _wrong("WC108", "a date is needed, such as 2026-01-31")
    try:
        found = date.fromisoformat(value)
    except ValueError:
        raise _wrong("WC108", f"there is no date {value}") from None
    if not 1800 <= found.year <= 2400:
        raise _wrong("WC105", "a date lies between the years 1800 and 2400")
    return found


def as_expression(value: Any) -> str:
    """Return a condition or amount as the text it was written as."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, (int, float)):
        return repr(value)
    if isinstance(value, str):
        return value
    raise _wrong("WC104", "a condition or number is needed")


def as_setting(*numbers: type) -> Callable[[Any], Any]:
    """Return a check that lets through true, false, a word, or a number of these types."""

    def check(value: Any) -> Any:
        if isinstance(value, (bool, str, *numbers)):
            return value
        raise _wrong("WC104", "true, false, a word or a number is needed")

    return check


def as_judgement(value: Any) -> str:
    """Return why something rests on judgement; `true` gives no reason."""
    if value is True:
        return "judgement"
    if isinstance(value, str) and value.strip():
        return value.strip()
    raise _wrong("WC104", "the reason is needed as text, or true")


def as_listed(value: Any) -> Any:
    """Return a single name as a list of one."""
    return [value] if isinstance(value, str) else value


def level_id(text: str) -> str:
    """Return the id of a level; the actors of a relation in alphabetical order."""
    match = RELATION.fullmatch(text.strip())
    return relation_id(match[1], match[2]) if match else text


def relation_id(first: str, second: str) -> str:
    """Return the id of the relation between two actors, in either order."""
    low, high = sorted((first, second))
    return f"relation({low}, {high})"


_DURATION_SCHEMA = {
    "anyOf": [
        {"type": "string", "pattern": r"^[0-9]+(\.[0-9]+)? (day|week|month)s?$"},
        {"const": 0},
    ]
}
Id = Annotated[str, Field(pattern=ID)]
ClaimId = Annotated[str, Field(pattern=CLAIM_ID)]
MoveId = Annotated[str, Field(pattern=MOVE_ID)]
Line = Annotated[str, Field(min_length=1, max_length=1_000)]
Page = Annotated[str, Field(max_length=40_000)]
LevelName = Annotated[str, Field(min_length=1, max_length=140)]
Number = Annotated[float, Field(allow_inf_nan=False, ge=-1e12, le=1e12)]
Days = Annotated[float, BeforeValidator(in_days), WithJsonSchema(_DURATION_SCHEMA)]
Months = Annotated[float, BeforeValidator(in_months), WithJsonSchema(_DURATION_SCHEMA)]
DAY = "[0-9]{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12][0-9]|3[01])"
_DAY_SCHEMA = {"type": "string", "format": "date", "pattern": f"^{DAY}$"}
_TIME_SCHEMA = {"type": "string", "pattern": f"^(?:turn [0-9]{{1,3}}(?: day [0-9]{{1,3}})?|{DAY})$"}
Day = Annotated[date, BeforeValidator(as_date), WithJsonSchema(_DAY_SCHEMA)]
Time = Annotated[str, Field(min_length=1, max_length=1_000), WithJsonSchema(_TIME_SCHEMA)]
Expression = Annotated[
    str,
    BeforeValidator(as_expression),
    WithJsonSchema({"type": ["string", "number", "boolean"]}),
]
Judgement = Annotated[
    str, BeforeValidator(as_judgement), WithJsonSchema({"type": ["string", "boolean"]})
]
_NAMES_SCHEMA = {
    "anyOf": [
        {"type": "string", "pattern": ID},
        {"type": "array", "items": {"type": "string", "pattern": ID}, "maxItems": 100},
    ]
}
Names = Annotated[
    list[Id], BeforeValidator(as_listed), Field(max_length=100), WithJsonSchema(_NAMES_SCHEMA)
]
FlagSetting = Annotated[bool | int | str, BeforeValidator(as_setting(int))]
StartSetting = Annotated[bool | int | float | str, BeforeValidator(as_setting(int, float))]
