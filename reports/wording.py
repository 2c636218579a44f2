"""Numbers, dates and lists in plain words. What things are called is in `reports.names`.

Months have English names whatever the machine's language: the same run gives the same text.
"""

from __future__ import annotations

from collections.abc import Container, Iterable
from datetime import date, timedelta
from itertools import takewhile

MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)

BETWEEN = " · "

LIKELIHOODS = (
    (0.05, "almost no chance"),
    (0.20, "very unlikely"),
    (0.45, "unlikely"),
    (0.55, "roughly even chance"),
    (0.80, "likely"),
    (0.95, "very likely"),
)
"""Upper bounds of the terms of ICD 203; a number on a bound takes the term nearer to even."""


def likelihood(probability: float) -> str:
    """Return the ICD 203 term for a probability, one of seven."""
    for bound, term in LIKELIHOODS:
        if probability < bound or (probability == bound and bound > 0.5):
            return term
    return "almost certain"


def plain(text: object) -> str:
    """Return text from content on one line, without signs that steer a terminal."""
    raw = str(text)
    if not raw.isprintable():
        spaced = ("".join(" " if sign.isspace() else sign for sign in raw)).strip()
        raw = "".join(sign for sign in spaced if sign.isprintable())
    return raw


def capital(text: str) -> str:
    """Return a text with its first letter as a capital, the rest as it is."""
    return text[:1].upper() + text[1:]


def sentence(text: str) -> str:
    """Return a text as a sentence: a capital first, a full stop last."""
    told = capital(text.strip())
    return told if not told or told[-1] in ".!?…" else told + "."


def behind(text: str, proper: Container[str] = ()) -> str:
    """Return a text to stand behind a name: "Sends envoys" is "sends envoys".

    A word in capitals keeps them, and so does one of `proper`, names in lower case.
    """
    word = next(iter(text.split()), "")
    known = "".join(takewhile(str.isalpha, word.lower()))  # "Kim’s" is Kim
    if not word[1:].islower() or known in proper:
        return text
    return text.replace(word[0], word[0].lower(), 1)


def counted(number: int, noun: str) -> str:
    """Return a number with its noun: "1 choice", "3 choices", "2,000 runs"."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def months(number: float) -> str:
    """Return a time in months: "1 month", "2.5 months"."""
    return f"{number:g} month{'' if number == 1 else 's'}"


def days(number: float) -> str:
    """Return a time in days: "1 day", "2.5 days"."""
    return f"{number:g} day{'' if number == 1 else 's'}"


def stand(inputs: int) -> str:
    """Return how many inputs a correction left as they were."""
    return f"{counted(inputs, 'input')} {'stands' if inputs == 1 else 'stand'} from there on"


def words(id: str) -> str:
    """Return an id as words: `old_patron` is "old patron"."""
    return plain(id).replace("_", " ")


def listing(items: Iterable[str]) -> str:
    """Return items as in speech: "Moscow, Seoul and Washington"."""
    *most, last = list(items) or [""]
    return f"{', '.join(most)} and {last}" if most else last


# --- numbers -------------------------------------------------------------------------------------


def percent(probability: float) -> str:
    """Return a probability as whole percent, never rounded to none or all."""
    if 0.0 < probability <= 0.005:
        return "<1%"
    if 0.995 <= probability < 1.0:
        return ">99%"
    return f"{100 * probability:.0f}%"


def fraction(value: float, places: int = 2) -> str:
    """Return a number in 0..1 with no leading zero, with two places or as many as given: ".90"."""
    text = f"{value:.{places}f}"
    return text.removeprefix("0")


def signed(value: float, places: int = 3) -> str:
    """Return a small number with its sign and no leading zero: "+.021"."""
    size = f"{abs(value):.{places}f}"
    size = size[1:] if size.startswith("0.") else size
    return ("−" if value < 0 else "+") + size


def with_sign(value: float, form: str = ".3g") -> str:
    """Return a number of any size with its sign, three figures of it where no form is named."""
    return f"{value:+{form}}".replace("-", "−")


def change(by: float) -> str:
    """Return a change with its sign and all its places, one at least: "+6.0", "−.25"."""
    return signed(by, max(1, len(f"{by:g}".partition(".")[2])))


def places_for(span: float) -> int:
    """Return how many decimals a level of this range is told with."""
    return 0 if span >= 40 else 1 if span >= 4 else 2


def amount(value: float, span: float = 100.0) -> str:
    """Return a level's value with as many decimals as its range deserves."""
    text = f"{abs(value):.{places_for(span)}f}"
    return f"−{text}" if value < 0 and float(text) else text


def quantity(value: object) -> str:
    """Return any value met by a condition: a number short, a truth as yes or no, text as it is."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float | int):
        text = f"{value:.1f}" if abs(value) >= 10 or float(value).is_integer() else f"{value:.2f}"
        return text.rstrip("0").rstrip(".").replace("-", "−") if "." in text else text
    return plain(value)


def spoken_time(seconds: float) -> str:
    """Return a time to wait as people say it."""
    if seconds < 90:
        return f"about {max(1, round(seconds))} s"
    return f"about {round(seconds / 60)} min" if seconds < 5400 else f"about {seconds / 3600:.1f} h"


# --- dates ---------------------------------------------------------------------------------------


def day_month(day: date) -> str:
    """Return a date as "9 Apr"."""
    return f"{day.day} {MONTHS[day.month - 1][:3]}"


def full_date(day: date) -> str:
    """Return a date as "9 Apr 2026"."""
    return f"{day_month(day)} {day.year}"


def period(starts: date, ends: date) -> str:
    """Return a turn's time: "April 2026", "9 – 15 Apr 2026". `ends` is the first day after it."""
    last = ends - timedelta(days=1)
    if starts.day == 1 and ends.day == 1:
        return _months(starts, last)
    first = full_date(starts) if starts.year != last.year else day_month(starts)
    if (starts.year, starts.month) == (last.year, last.month):
        first = str(starts.day)
    return f"{first} – {full_date(last)}"


def within(starts: date, ends: date) -> str:
    """Return a turn's time as a sentence begins: "In April 2026", "From 9 to 15 Apr 2026"."""
    told = period(starts, ends)
    return f"From {told.replace(' – ', ' to ')}" if " – " in told else f"In {told}"


def _months(first: date, last: date) -> str:
    until = f"{MONTHS[last.month - 1]} {last.year}"
    if (first.year, first.month) == (last.year, last.month):
        return until
    year = f" {first.year}" if first.year != last.year else ""
    return f"{MONTHS[first.month - 1]}{year} – {until}"
