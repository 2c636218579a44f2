"""Numbers, dates and lists in words."""

from __future__ import annotations

from datetime import date

import pytest

from reports.wording import (
    amount,
    behind,
    day_month,
    fraction,
    full_date,
    likelihood,
    listing,
    percent,
    period,
    plain,
    quantity,
    sentence,
    signed,
)


@pytest.mark.parametrize(
    ("probability", "term"),
    [
        (0.01, "almost no chance"),
        (0.05, "very unlikely"),
        (0.2, "unlikely"),
        (0.45, "roughly even chance"),
        (0.5, "roughly even chance"),
        (0.55, "roughly even chance"),
        (0.56, "likely"),
        (0.8, "likely"),
        (0.95, "very likely"),
        (0.99, "almost certain"),
    ],
)
def test_a_probability_has_one_of_seven_terms(probability: float, term: str) -> None:
    assert likelihood(probability) == term


def test_dates_are_short_and_english() -> None:
    assert day_month(date(2026, 4, 9)) == "9 Apr"
    assert full_date(date(2026, 12, 31)) == "31 Dec 2026"


@pytest.mark.parametrize(
    ("starts", "ends", "text"),
    [
        (date(2026, 4, 1), date(2026, 5, 1), "April 2026"),
        (date(2026, 4, 1), date(2026, 7, 1), "April – June 2026"),
        (date(2026, 12, 1), date(2027, 2, 1), "December 2026 – January 2027"),
        (date(2026, 4, 9), date(2026, 4, 16), "9 – 15 Apr 2026"),
        (date(2026, 4, 27), date(2026, 5, 4), "27 Apr – 3 May 2026"),
        (date(2026, 12, 28), date(2027, 1, 4), "28 Dec 2026 – 3 Jan 2027"),
    ],
)
def test_a_turn_is_named_by_its_months_or_its_days(starts: date, ends: date, text: str) -> None:
    assert period(starts, ends) == text


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Sends envoys to Beijing", "sends envoys to Beijing"),
        ("sends envoys", "sends envoys"),
        ("ICBM crews stand by", "ICBM crews stand by"),
        ("Kim's sister travels south", "Kim's sister travels south"),
        ("A letter goes out", "A letter goes out"),
        ("Öffnet die Tore", "öffnet die Tore"),
        ("", ""),
    ],
)
def test_a_text_behind_a_name_begins_small_unless_it_is_a_name(text: str, told: str) -> None:
    assert behind(text, {"kim"}) == told


def test_numbers_are_told_as_people_write_them() -> None:
    assert [percent(p) for p in (0, 0.005, 0.41, 0.995, 1)] == ["0%", "<1%", "41%", ">99%", "100%"]
    assert [fraction(p) for p in (0.0, 0.9, 1.0)] == [".00", ".90", "1.00"]
    assert [signed(x) for x in (0.0213, -0.006, 1.5)] == ["+.021", "−.006", "+1.500"]


def test_a_level_has_as_many_places_as_its_range_deserves() -> None:
    assert [amount(57.6, 100), amount(-6.96, 20), amount(0.123, 1)] == ["58", "−7.0", "0.12"]
    assert amount(-0.01, 20) == "0.0"


def test_a_value_met_is_told_short() -> None:
    values = [True, False, 3, 3.0, 3.557, 37.34, -2.5, "ceasefire"]
    assert [quantity(v) for v in values] == [
        *("yes", "no", "3", "3", "3.56", "37.3", "−2.5", "ceasefire"),
    ]


def test_items_are_listed_as_in_speech() -> None:
    assert listing(["Moscow", "Seoul", "Washington"]) == "Moscow, Seoul and Washington"
    assert listing(["Moscow"]) == "Moscow"
    assert listing([]) == ""


def test_a_sentence_begins_large_and_ends_with_one_stop() -> None:
    assert sentence("the river floods") == "The river floods."
    assert sentence("Who knows?") == "Who knows?"


def test_text_keeps_its_signs_but_none_that_steer_a_terminal() -> None:
    assert plain("a\x1b[31mb\x07\n\tc\u202ed [/red] 漢") == "a[31mb  cd [/red] 漢"
    assert plain("Kim’s [@click=x] 50%") == "Kim’s [@click=x] 50%"
