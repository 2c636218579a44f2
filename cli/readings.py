"""What readers bring to a scenario, as text: background, lenses, disagreements, seats for teams."""

from __future__ import annotations

from collections.abc import Iterable

from cli.ledger import cited_lines, holder
from cli.talk import wrapped
from engine.model import Ledger, Overrides, Scenario
from reports.wording import plain


def dossier_lines(scenario: Scenario, columns: int) -> list[str]:
    """Return the background everyone may read, each line with whose word it is."""
    lines = ["", "DOSSIER"] if scenario.dossier else []
    for saying in scenario.dossier:
        held = [f"{id_} {holder(scenario.ledger.claims[id_])}" for id_ in saying.claims]
        grounds = "; ".join(held) or f"our judgement: {saying.judgement}"
        lines += wrapped(saying.says, columns, "    ", "  - ")
        lines += wrapped(f"[{grounds}]", columns, "    ", "    ")
    return lines


def lens_lines(scenario: Scenario, columns: int) -> list[str]:
    """Return the lenses with what they rest on: first those that stand against each other."""
    lenses = {lens.id: lens for lens in scenario.lenses}
    paired = {id_ for d in scenario.disagreements for id_ in (d.a, d.b)}
    lines = ["", "LENSES"] if lenses else []
    for d in scenario.disagreements:
        lines += ["", *wrapped(d.says, columns, "  ", "  ")]
        lines += _lenses([lenses[d.a], lenses[d.b]], scenario.ledger, columns)
    return lines + _lenses([lenses[i] for i in lenses if i not in paired], scenario.ledger, columns)


def _lenses(lenses: Iterable[Overrides], ledger: Ledger, columns: int) -> list[str]:
    lines = list[str]()
    for lens in lenses:
        name = f"{lens.id} · {plain(lens.title)}" if lens.title else lens.id
        lines += wrapped(f"{name} · {lens.says or sets(lens.sets)}", columns, "      ", "    ")
        lines += cited_lines(lens.claims, lens.judgement, ledger, columns, "      ")
    return lines


def sets(pairs: Iterable[tuple[str, object]]) -> str:
    """Return settings as they are written."""
    return ", ".join(f"{key} = {value}" for key, value in pairs)


def seat_lines(scenario: Scenario, columns: int) -> list[str]:
    """Return which seats so many teams had best take."""
    names = {actor.id: actor.name for actor in scenario.actors}
    lines = ["", "SEATS (the engine holds the others)"] if scenario.seats else []
    for seats in scenario.seats:
        told = [names.get(seat, f"{seat} (not in this cast)") for seat in seats]
        teams = f"{len(seats)} team{'s' if len(seats) > 1 else ''}"
        lines += wrapped(f"{teams:<7}  {', '.join(told)}", columns, "           ", "  ")
    return lines
