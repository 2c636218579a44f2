"""Who let the turn pass, who left something unanswered, who is still preparing: one line."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Sequence

from engine.record import Decision
from reports.crossed import crossed, is_line
from reports.names import Names
from reports.wording import listing, percent

AGAINST_THE_ODDS = 0.15
"""A hold the engine held less likely than this is told with its probability."""


def waiting(
    decisions: Sequence[Decision],
    acted: Container[str],
    under_way: Iterable[str],
    names: Names,
    cause: Callable[[str, Sequence[str]], str],
) -> str:
    """Return the sentences; `acted` did something in the turn, whatever they chose in it.

    Those begin nothing new where they let the turn pass; who has a move `under_way` is told as
    preparing it. `cause` names the act that seats could have answered.
    """
    held = [d for d in decisions if d.held and d.phase == "initiative"]
    coming = set(under_way)
    idle = [d for d in held if d.actor not in coming]
    told = [_told([d for d in idle if d.actor not in acted], names, "holds", "hold")]
    busy = [d for d in idle if d.actor in acted]
    told.append(_told(busy, names, "begins nothing new", "begin nothing new"))
    told.append(_unanswered(decisions, names, cause))
    told.append(_crossed(decisions, names))
    preparing = [names.actor(actor) for actor in sorted(coming)]
    if preparing:
        verb = "has a move" if len(preparing) == 1 else "have moves"
        told.append(f"{listing(preparing)} {verb} in preparation.")
    return " ".join(part for part in told if part)


def _told(held: Sequence[Decision], names: Names, one: str, several: str) -> str:
    seats = []
    for d in held:
        rare = f" ({percent(d.probability)})" if d.probability < AGAINST_THE_ODDS else ""
        seats.append(names.actor(d.actor) + rare)
    return f"{listing(seats)} {several if len(seats) > 1 else one}." if seats else ""


def _unanswered(
    decisions: Sequence[Decision], names: Names, cause: Callable[[str, Sequence[str]], str]
) -> str:
    """Return what seats saw, could have answered and did not."""
    seats: dict[str, list[str]] = {}
    for d in decisions:
        act = occasion(d) if d.held and d.phase == "reaction" else ""
        if act and not is_line(act):
            seats.setdefault(act, []).append(d.actor)
    acts: dict[str, list[str]] = {}
    for act, who in seats.items():
        acts.setdefault(listing(map(names.actor, who)), []).append(cause(act, who))
    told = [f"by {who}: {listing(each)}" for who, each in acts.items()]
    return f"Unanswered {'; '.join(told)}." if told else ""


def _crossed(decisions: Sequence[Decision], names: Names) -> str:
    """Return who let a red line of its own be crossed and did not answer, line by line."""
    lines: dict[tuple[str, str], None] = {}
    for d in decisions:
        cause = occasion(d) if d.held and d.phase == "reaction" else ""
        if is_line(cause):
            lines.setdefault((d.actor, cause))
    return " ".join(
        f"{names.actor(owner)} has not answered {crossed(cause, owner, names)}."
        for owner, cause in lines
    )


def occasion(decision: Decision) -> str:
    """Return the act that most invited the reaction that did not come, "" if none could."""
    if decision.explanation is None:
        return ""
    options = [o for o in decision.explanation.options if o.possible and o.because_of]
    best = max(options, key=lambda o: (o.bonus, -o.slot), default=None)
    return best.because_of or "" if best else ""
