"""A choice as a sentence an analyst can quote, with the claims behind its reasons, and in full."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from engine.model import Actor, Scenario
from engine.record import FREE, HOLD, Explanation, Option
from engine.rules.explanation import relative
from reports.names import Names
from reports.reasons import LEAST, NOT_WEIGHED, beside, decided
from reports.wording import capital, listing, percent, plain, signed, within


@dataclass(frozen=True, slots=True)
class Quote:
    """A sentence, and the ids of the claims its reasons rest on, in order."""

    text: str
    claims: tuple[str, ...]


def quote(explanation: Explanation, names: Names, starts: date, ends: date) -> Quote:
    """Return why a seat did what it did in a turn: reasons beside waiting, and their claims."""
    actor = _actor(explanation, names)
    spoke, against = _main(explanation, actor)
    did = _did(explanation, actor, names)
    text = f"{within(starts, ends)} {names.actor(actor.id)} {did}"
    if spoke:
        text += f", because of {listing(_told(r, names) for r in spoke)}"
    if against:
        text += f", against {_told(against[0], names)}"
    other = beside(explanation, names)
    chance = (
        "a free move" if explanation.chosen == FREE else percent(explanation.choice.probability)
    )
    text += f" ({chance}{'; ' + other if other else ''})."
    return Quote(capital(text), claims_behind(explanation, names))


def claims_behind(explanation: Explanation, names: Names) -> tuple[str, ...]:
    """Return the ids of the claims a choice's main reasons rest on, in order."""
    spoke, against = _main(explanation, _actor(explanation, names))
    return tuple(dict.fromkeys(claim for r in (*spoke, *against) for claim in r.claims))


def _actor(explanation: Explanation, names: Names) -> Actor:
    return next(a for a in names.scenario.actors if a.id == explanation.actor)


def _main(explanation: Explanation, actor: Actor) -> tuple[list[_Reason], list[_Reason]]:
    """Return the two reasons that spoke most for a choice, and the one most against it.

    A free move has none: the engine does not weigh it.
    """
    if explanation.chosen == FREE:
        return [], []
    weighed = _weighed(relative(explanation), actor)
    ranked = sorted(weighed, key=lambda reason: (-reason.share, reason.id))
    spoke = [reason for reason in ranked if reason.share > LEAST][:2]
    return spoke, [reason for reason in reversed(ranked) if reason.share < -LEAST][:1]


@dataclass(frozen=True, slots=True)
class _Reason:
    id: str
    share: float
    claims: tuple[str, ...]
    kind: str


def _weighed(option: Option, actor: Actor) -> list[_Reason]:
    ahead = dict(option.anticipation)
    motives = {motive.id: motive for motive in actor.motives}
    lines = {constraint.id: constraint for constraint in actor.constraints}
    found = [
        _Reason(id, own + ahead.get(id, 0.0), motives[id].claims, "motive")
        for id, own in option.motives
    ]
    found += [_Reason(id, -cost, lines[id].claims, "line") for id, cost in option.penalties]
    move = next((m for m in actor.moves if m.id == option.move), None)
    return [*found, _Reason("occasion", option.bonus, move.claims if move else (), "occasion")]


def _told(reason: _Reason, names: Names) -> str:
    name = {
        "motive": names.motive(reason.id),
        "line": f"its rule “{names.motive(reason.id)}”",
        "occasion": "the occasion",
    }[reason.kind]
    rest = f"; {', '.join(reason.claims)}" if reason.claims else "; judgement"
    return f"{name} ({signed(reason.share)}{rest})"


def _did(explanation: Explanation, actor: Actor, names: Names) -> str:
    if explanation.chosen == HOLD:
        return "let its turn pass"
    if explanation.chosen == FREE:
        tells = names.behind(plain(explanation.choice.says).strip().rstrip(" ."))
    else:
        tells = plain(next(m.tells for m in actor.moves if m.id == explanation.chosen))
    return f"chose this: it {tells}"


# --- in full


def in_full(scenario: Scenario, explanation: Explanation, starts: date, ends: date) -> list[str]:
    """Return the whole record of a choice as lines: who decided, then every option's sum."""
    names = Names(scenario)
    told = quote(explanation, names, starts, ends)
    lines = [told.text, decided(explanation), ""]
    for option in explanation.options:
        lines += list(_option(option, names, option.move == explanation.chosen))
    return lines


def _option(option: Option, names: Names, chosen: bool) -> Iterator[str]:
    mark = "▸" if chosen else " "
    if option.move == FREE:
        yield f"{mark} a free move: {NOT_WEIGHED}"
        return
    head = f"{mark} {names.move(option.move) if option.move != HOLD else 'hold'}"
    if not option.possible:
        yield f"{head}: not possible"
        for block in option.blocks:
            rest = f" [{', '.join(block.claims)}]" if block.claims else ""
            yield f"      {plain(block.says)}{rest}"
        return
    yield f"{head}: U {signed(option.utility)}, chance {percent(option.probability)}"
    ahead = dict(option.anticipation)
    for id, own in option.motives:
        if abs(own) > LEAST or abs(ahead.get(id, 0.0)) > LEAST:
            through = f" and {signed(ahead[id])} through others" if ahead.get(id) else ""
            yield f"      {signed(own)} {names.motive(id)}{through}"
    if option.cost or option.friction:
        yield f"      {signed(-option.cost)} its cost, {signed(-option.friction)} moving at all"
    for id, cost in option.penalties:
        yield f"      {signed(-cost)} its rule “{names.motive(id)}”"
    if option.bonus:
        yield f"      {signed(option.bonus)} the occasion"
    for level, by, true in option.believed:
        yield f"      it believes {names.level(level)} {signed(by, 1)}, in truth {signed(true, 1)}"
