"""What readers bring to a scenario: variants, lenses, disagreements, the dossier, the seats."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from engine.content.documents import ScenarioDocument, TheatreDocument
from engine.content.documents.common import LensPart, OverridesPart
from engine.content.linking.people import People
from engine.content.linking.sheet import Sheet
from engine.model import Disagreement, Overrides, Saying

Ledger = Iterable[str]
PLAIN, ALL = "plain", "all"
STAND_FOR = {PLAIN: "the scenario without one", ALL: "every one there is"}
"""What words stand for where a variant or a lens is named: none may be called so."""


def link_overrides(
    parts: Mapping[str, OverridesPart], kind: str, sheet: Sheet, ledger: Ledger
) -> tuple[Overrides, ...]:
    """Return variants or lenses."""
    found = list[Overrides]()
    for id_, part in parts.items():
        if id_ in STAND_FOR:
            what = {"variants": "variant", "lenses": "lens"}[kind]
            message = f"no {what} can be called '{id_}': it is {STAND_FOR[id_]}"
            sheet.report([kind, id_], "WC107", message, "choose another name", key=True)
        claims, judgement = sheet.grounds([kind, id_], part, ledger, None)
        title = part.title.strip() if isinstance(part, LensPart) else ""
        sets = tuple(part.set.items())
        found.append(Overrides(id_, part.says, sets, claims, judgement, title))
    return tuple(found)


def link_lenses(
    scenario: tuple[ScenarioDocument, Sheet],
    theatre: tuple[TheatreDocument, Sheet],
    ledger: Ledger,
) -> tuple[Overrides, ...]:
    """Return the lenses of the theatre and the scenario's own; the scenario's wins a name."""
    found = {
        lens.id: lens
        for document, sheet in (theatre, scenario)
        for lens in link_overrides(document.lenses, "lenses", sheet, ledger)
    }
    return tuple(found.values())


def check_disagreements(document: TheatreDocument, sheet: Sheet) -> None:
    """Report disagreements between lenses the theatre does not have, or of a lens with itself."""
    for id_, part in document.disagreements.items():
        loc: list[str | int] = ["disagreements", id_, "between"]
        for index, name in enumerate(part.between):
            if name not in document.lenses:
                sheet.unknown([*loc, index], "WC215", "lens", name, document.lenses)
        if part.between[0] == part.between[1]:
            sheet.report(loc, "WC411", "a reading cannot disagree with itself")


def link_disagreements(document: TheatreDocument) -> tuple[Disagreement, ...]:
    """Return the pairs of lenses that stand against each other."""
    return tuple(
        Disagreement(id_, part.says, *part.between) for id_, part in document.disagreements.items()
    )


def link_dossier(document: ScenarioDocument, sheet: Sheet, ledger: Ledger) -> tuple[Saying, ...]:
    """Return the background, each line with what it rests on."""
    return tuple(
        Saying(part.says, *sheet.grounds(["dossier", index], part, ledger, "warning"))
        for index, part in enumerate(document.dossier)
    )


def link_seats(
    document: ScenarioDocument, sheet: Sheet, people: People
) -> tuple[tuple[str, ...], ...]:
    """Return the seats suggested to teams, each of the cast or of a variant's."""
    for index, seats in enumerate(document.seats):
        _check_number(index, document, sheet)
        people.of_cast(seats, sheet, ["seats", index])
        for place, seat in enumerate(seats):
            people.seated(seat, sheet, ["seats", index, place])
            if seat in seats[:place]:
                sheet.report(["seats", index, place], "WC411", f"{seat} is given out twice")
    return tuple(tuple(seats) for seats in document.seats)


def _check_number(index: int, document: ScenarioDocument, sheet: Sheet) -> None:
    """Report a second list of seats for one number of teams; several of one are often one list."""
    seats = document.seats[index]
    if len(seats) not in map(len, document.seats[:index]):
        return
    if len(seats) == 1:
        names = ", ".join(each[0] for each in document.seats[: index + 1] if len(each) == 1)
        message = "these are second seats for one team: each number of teams has one list"
        hint = f"seats of two teams or more stand in one list: [[{names}]]"
    else:
        message = f"these are second seats for {len(seats)} teams: each number has one list"
        hint = "leave one of them out"
    sheet.report(["seats", index], "WC411", message, hint, severity="warning")
