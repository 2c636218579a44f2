"""The explain record: what every option was made of, exactly, and a sentence to quote."""

from __future__ import annotations

from engine.model import Constraint, Move
from engine.record import HOLD, Block, Explanation, Option, Phase, Response, Shares
from engine.rules.choice import Verdict
from engine.rules.conditions import Facts, Scope, values_read
from engine.rules.outlook import Outlook
from engine.rules.tables import Bar, Play, Side


def explain(
    outlook: Outlook, verdict: Verdict, chosen: str, by: str = "engine", note: str = ""
) -> Explanation:
    """Return why `chosen` was chosen, every option as it stood, the likeliest first."""
    options = options_of(outlook, verdict)
    return Explanation(
        actor=verdict.seat,
        turn=outlook.world.turn,
        phase=verdict.phase,
        chosen=chosen,
        options=options,
        engine_choice=verdict.play.id,
        by=by,
        note=note,
    )


def options_of(outlook: Outlook, verdict: Verdict, responses: bool = False) -> tuple[Option, ...]:
    """Return a seat's options, possible ones first, the likeliest first."""
    utility, possible = verdict.standing.utility, verdict.possible
    order = sorted(range(len(utility)), key=lambda at: (not possible[at], -utility[at], at))
    chances = verdict.probability
    return tuple(
        _option(outlook, verdict, at, rank, chances[at], responses)
        for rank, at in enumerate(order, 1)
    )


def _option(
    outlook: Outlook, verdict: Verdict, at: int, rank: int, chance: float, responses: bool
) -> Option:
    standing = verdict.standing
    side, play = standing.side, standing.side.plays[at]
    motives = [aim.noun.id for aim in side.aims]
    own = standing.own[at]
    ahead = standing.anticipated
    anticipated = ahead[at] if ahead is not None else [0.0] * len(motives)
    return Option(
        move=play.id,
        slot=play.slot,
        says=play.noun.says if play.noun else "Hold: let this turn pass.",
        blocks=() if verdict.possible[at] else blocks(outlook, side, play, verdict.phase),
        utility=standing.utility[at],
        probability=chance,
        rank=rank,
        motives=tuple(zip(motives, own, strict=True)),
        anticipation=tuple(zip(motives, anticipated, strict=True)),
        cost=play.cost,
        friction=play.friction,
        penalties=_penalties(outlook, side, play),
        bonus=standing.invited.get(play.slot, (0.0, "", 0.0))[0],
        luck=verdict.luck[at],
        odds=play.odds,
        because_of=verdict.cause(play.slot),
        responses=likely_responses(outlook, play) if responses else (),
        believed=_believed(outlook, play),
    )


def _penalties(outlook: Outlook, side: Side, play: Play) -> Shares:
    found = []
    for bar in side.bars:
        soft = bar.noun.kind == "soft" and play.id in bar.on
        if soft and (bar.when is None or bar.when(outlook.facts)):
            breach = bar.breach(outlook.facts) if bar.breach else 50.0
            found.append((bar.noun.id, bar.noun.penalty * max(0.0, breach) / 50.0))
    return tuple(found)


def _believed(outlook: Outlook, play: Play) -> tuple[tuple[str, float, float], ...]:
    tables, seat = outlook.tables, outlook.viewer
    found = outlook.thoughts.foresight.believed(seat, seat, play)
    return tuple((tables.ids[level], by, true) for level, by, true in found)


def likely_responses(outlook: Outlook, play: Play) -> tuple[Response, ...]:
    """Return who may answer a move, with the chances the viewer gives, the likeliest first."""
    found = []
    for actor, called in outlook.called(play).items():
        chances = outlook.chances(actor, 0, called)
        plays = outlook.tables.sides[actor].plays
        found += [Response(actor, plays[at].id, chances[at]) for at in called]
    return tuple(sorted(found, key=lambda r: (-r.probability, r.actor, r.move)))


# --- why a move is not possible -------------------------------------------------------------------


def blocks(outlook: Outlook, side: Side, play: Play, phase: Phase) -> tuple[Block, ...]:
    """Return every reason a play is not possible now, with what was tested and found."""
    scope, facts = outlook.tables.scope, outlook.facts
    found = [barred_by(bar, scope, facts) for bar in side.bars if _bars(outlook, bar, play)]
    move = play.noun
    if move is None:
        return tuple(found)
    if play.requires is not None and not play.requires(facts):
        found.append(unmet(move, scope, facts))
    at = side.slots[move.slot]
    if at in outlook.sight.preparing(side):
        found.append(Block("pending", move.id, "It is already in preparation."))
    elif at in outlook.sight.resting(side):
        text = f"It was chosen less than {move.cooldown:g} months ago."
        found.append(Block("cooldown", move.id, text))
    if at in outlook.sight.beyond_means(side):
        text = f"It costs {move.capital:g} points of political capital."
        found.append(Block("capital", move.id, text))
    if play.slot not in outlook.bonuses() and (play.response_only or phase == "reaction"):
        found.append(Block("response_only", move.id, "There is nothing it would answer now."))
    return tuple(found)


def _bars(outlook: Outlook, bar: Bar, play: Play) -> bool:
    applies = bar.noun.kind != "soft" and play.id in bar.on
    return applies and (bar.when is None or bool(bar.when(outlook.facts)))


def barred_by(bar: Bar, scope: Scope, facts: Facts) -> Block:
    """Return a hard constraint as what bars a move, with what was tested and found."""
    noun: Constraint = bar.noun
    condition = noun.when
    return Block(
        reason="constraint",
        id=noun.id,
        says=noun.says,
        expression=condition.text if condition else "",
        values=values_read(condition.tree, scope, facts) if condition else (),
        claims=noun.claims,
    )


def unmet(move: Move, scope: Scope, facts: Facts) -> Block:
    """Return a precondition that does not hold as what bars its move."""
    condition = move.requires
    assert condition is not None
    values = values_read(condition.tree, scope, facts)
    return Block("requires", move.id, "What it requires does not hold.", condition.text, values)


# --- a sentence -----------------------------------------------------------------------------------


def relative(explanation: Explanation) -> Option:
    """Return the chosen option with hold's shares taken off: what moving added over waiting."""
    choice = explanation.choice
    held = [option for option in explanation.options if option.move == HOLD]
    if not held or choice.move == HOLD:
        return choice
    base = dict(held[0].anticipation)
    shifted = tuple((id, share - base.get(id, 0.0)) for id, share in choice.anticipation)
    return Option(
        **{
            name: getattr(choice, name)
            for name in Option.__dataclass_fields__
            if name != "anticipation"
        },
        anticipation=shifted,
    )
