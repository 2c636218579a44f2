"""What a move takes of those who make it: days of preparation and political capital, in words."""

from __future__ import annotations

from dataclasses import replace

from engine.model import Actor, Capital, Lead, Move, Scenario
from engine.play.seen import AudienceView
from reports.wording import days, listing


def lead_told(lead: Lead) -> str:
    """Return how long a move is prepared: "3 days", "10 to 30 days", "" where it is not."""
    low, high = round(lead.low, 1), round(lead.high, 1)
    if not lead.high:
        return ""
    if lead.law == "exponential":
        return f"{days(high)} on average"
    return days(high) if low == high else f"{low:g} to {days(high)}"


def leads(actor: Actor) -> dict[str, str]:
    """Return how long each move of an actor is prepared, by its id."""
    return {move.id: lead_told(move.lead) for move in actor.moves}


def prices(actor: Actor) -> dict[str, float]:
    """Return the political capital each move takes of an actor that has a pool, by its id."""
    return {move.id: move.capital for move in actor.moves} if actor.capital else {}


def taken(lead: Lead, price: float) -> str:
    """Return what a move takes: "3 days to prepare and 20 points of political capital"."""
    told = (f"{lead_told(lead)} to prepare" if lead.high else "", points(price) if price else "")
    return listing(part for part in told if part)


def move_taken(move: Move, actor: Actor) -> str:
    """Return what a move of an actor takes; a price counts only where the actor has a pool."""
    return taken(move.lead, prices(actor).get(move.id, 0.0))


def with_taking(view: AudienceView, scenario: Scenario) -> AudienceView:
    """Return a seat's view with what each of its options takes."""
    moves = {
        move.id: move_taken(move, actor)
        for actor in scenario.actors
        if actor.id == view.audience
        for move in actor.moves
    }
    options = (replace(each, takes=moves.get(each.move, "")) for each in view.options)
    return replace(view, options=tuple(options))


def points(number: float) -> str:
    """Return an amount of political capital: "20 points of political capital"."""
    return f"{number:g} point{'' if number == 1 else 's'} of political capital"


def pool(capital: Capital) -> str:
    """Return a pool of political capital in a few words."""
    back = f"{capital.regain:g} a month" if capital.regain else "none"
    return f"{capital.start:g} at STARTEX, at most {capital.most:g}; {back} regained"
