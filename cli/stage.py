"""A theatre as text: what is measured, what is true or not, what pushes what."""

from __future__ import annotations

from cli.ledger import cited_lines
from cli.talk import spoken_date, table, wrapped
from engine.model import Flag, Ledger, Level, Theatre
from reports.wording import months


def theatre_lines(theatre: Theatre, ledger: Ledger, columns: int) -> list[str]:
    """Return everything there is about a theatre."""
    lines = wrapped(f"{theatre.name} · {theatre.id}", columns)
    lines += wrapped(theatre.description, columns, "  ") if theatre.description.strip() else []
    indicators = [level for level in theatre.levels if not level.is_relation]
    lines += ["", f"INDICATORS ({len(indicators)})"]
    for level in indicators:
        lines += _indicator(level, ledger, columns)
    relations = [(level.id, f"{level.start:+g}") for level in theatre.levels if level.is_relation]
    if relations:
        lines += ["", "RELATIONS (-10 to +10)", *table(relations, columns)]
    if theatre.flags:
        lines += ["", "FLAGS"]
        lines += table(((flag.id, _flag(flag)) for flag in theatre.flags), columns)
    if theatre.couplings:
        lines += ["", "COUPLINGS (a month, for each unit above the reference)"]
        rows = [
            (f"{c.source} → {c.target}", f"{c.by:+g}", ", ".join(c.claims) or "our judgement")
            for c in theatre.couplings
        ]
        lines += table(rows, columns)
    if theatre.calendar:
        lines += ["", "CALENDAR"]
        lines += table(((spoken_date(day.on), day.says) for day in theatre.calendar), columns)
    return lines


def _indicator(level: Level, ledger: Ledger, columns: int) -> list[str]:
    """Return an indicator with who sees it and what it rests on."""
    bad = {"high": " · high is bad", "low": " · low is bad"}.get(level.bad, "")
    text = f"{level.id} · {level.name} {level.start:g} ({level.low:g} to {level.high:g}){bad}"
    lines = wrapped(text, columns, "      ", "  ")
    if level.unit:
        lines += wrapped(f"in {level.unit}", columns, "        ", "      ")
    if level.says:
        lines += wrapped(level.says, columns, "        ", "      ")
    if level.seen_by:
        text = f"seen by {', '.join(level.seen_by)}; {_others(level)}"
        lines += wrapped(text, columns, "        ", "      ")
    return lines + cited_lines(level.claims, level.judgement, ledger, columns, "      ")


def _flag(flag: Flag) -> str:
    """Return a flag with its values and where it starts."""
    start = str(flag.start).lower() if isinstance(flag.start, bool) else str(flag.start)
    kinds = {"phase": f"one of {', '.join(flag.values)}", "count": "a count", "switch": "yes or no"}
    seen = f"; known to {', '.join(flag.seen_by)}" if flag.seen_by else ""
    return f"{flag.name}: {kinds[flag.kind]}, {start} at the start{seen}"


def _others(level: Level) -> str:
    """Return how often the others see it."""
    every = "month" if level.published == 1 else months(level.published)
    return f"the others every {every}" if level.published else "no one else"
