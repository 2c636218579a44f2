"""Why a seat moved as it did, in one line: what spoke for it and against it, beside waiting."""

from __future__ import annotations

from dataclasses import dataclass

from engine.record import FREE, HOLD, Explanation, Option, Shares
from engine.rules.explanation import relative
from reports.menu import quoted
from reports.names import Names
from reports.wording import listing, percent, plain, signed

LEAST = 0.0005
"""A share smaller than this would be told as .000, so it is not told."""

MINOR = 0.15
"""Neither is one smaller than this part of the largest."""


NOT_WEIGHED = "on no menu, so the engine does not weigh it"


@dataclass(frozen=True, slots=True)
class Reason:
    """What decided a choice. Shares are in units of U, relative to hold, the largest first.

    The move's own cost and friction are left out: every move has them.
    """

    speaks_for: Shares
    speaks_against: Shares
    next_best: str | None
    lucky: bool


def reason_of(explanation: Explanation, names: Names, most: int = 2) -> Reason:
    """Return the main reasons of a choice, by name."""
    shares = shares_of(relative(explanation), names)
    ranked = sorted(shares, key=lambda share: (-share[1], share[0]))
    least = max(LEAST, MINOR * max(abs(share) for _, share in shares))
    other = explanation.next_best
    return Reason(
        speaks_for=tuple(s for s in ranked if s[1] > least)[:most],
        speaks_against=tuple(s for s in reversed(ranked) if s[1] < -least)[:1],
        next_best=other.move if other else None,
        lucky=explanation.lucky,
    )


def shares_of(option: Option, names: Names) -> Shares:
    """Return what makes up an option's utility, by short name, but the price of moving at all.

    Own and anticipated shares of a motive are added; a motive that weighs mostly through what
    others are expected to answer says so.
    """
    ahead = dict(option.anticipation)
    told = []
    for id, own in option.motives:
        total = own + ahead.get(id, 0.0)
        through = abs(ahead.get(id, 0.0)) > abs(own) and abs(total) > LEAST
        name = names.motive(id) + (" through others' answers" if through else "")
        told.append((name, total))
    told += [(f"its rule “{names.motive(id)}”", -share) for id, share in option.penalties]
    told.append(("the occasion", option.bonus))
    return tuple(told)


def why(explanation: Explanation, names: Names) -> str:
    """Return the reason of a choice in one line, without luck: see `beside`."""
    if explanation.by != "engine":
        return _by_hand(explanation, names)
    return _told(reason_of(explanation, names), explanation.chosen)


def beside(explanation: Explanation, names: Names, *, in_full: bool = False) -> str:
    """Return what else might have been: "next best: hold 33%", "likelier: hold 52%", or "".

    A move has its short name; `in_full`, the sentence its menu has for it.
    """
    other = explanation.next_best
    if other is None or explanation.by != "engine":
        return ""
    start = "likelier:" if explanation.lucky else "next best:"
    name = quoted(explanation.actor, other.move, names) if in_full else names.move(other.move)
    return f"{start} {name} {percent(other.probability)}"


def _told(reason: Reason, chosen: str) -> str:
    if chosen == HOLD:
        return "nothing at hand was worth more than waiting"
    spoke = listing(f"{name} ({signed(share)})" for name, share in reason.speaks_for)
    told = f"because of {spoke}" if spoke else "although nothing much spoke for it"
    if reason.speaks_against:
        name, share = reason.speaks_against[0]
        told += f"; against it, {name} ({signed(share)})"
    return told


def decided(explanation: Explanation) -> str:
    """Return who decided a choice, and what chance the engine gave to what was chosen."""
    chance, by = percent(explanation.choice.probability), plain(explanation.by)
    if explanation.chosen == FREE:
        return f"{by} made a free move: it is {NOT_WEIGHED}."
    if explanation.by != "engine":
        return f"{by} chose what the engine gave {chance}."
    if explanation.lucky:
        return f"Luck decided: another option stood higher, this one had {chance}."
    return f"Utility decided: nothing stood higher, and it had {chance}."


def _by_hand(explanation: Explanation, names: Names) -> str:
    told = f"chosen by {plain(explanation.by)}; {_likeliest(explanation, names)}"
    note = plain(explanation.note)
    return f"{told}: {note}" if note else told


def _likeliest(explanation: Explanation, names: Names) -> str:
    """Return what the engine was likeliest to do, and what its luck would have made it do."""
    possible = (o for o in explanation.options if o.possible)
    first = max(possible, key=lambda o: (o.probability, o.move == explanation.chosen, -o.slot))
    drawn = explanation.option(explanation.engine_choice)
    told = [
        "the same"
        if option.move == explanation.chosen
        else quoted(explanation.actor, option.move, names)
        for option in (first, drawn)
    ]
    likeliest = f"the engine's likeliest was {told[0]} ({percent(first.probability)})"
    if drawn.move == first.move:
        return likeliest
    return f"{likeliest} and, on this luck, {told[1]} ({percent(drawn.probability)})"
