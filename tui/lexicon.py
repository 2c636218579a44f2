"""The words one seat's screen may use: names and its own sentences, no other seat's secret.

A Decision screen is given a view and a lexicon, never a scenario: what is not here cannot be
shown, however a screen is changed later.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from engine.model import Actor, Scenario
from engine.record import Option, Response, SeatView
from reports.crossed import STARTS, crossed
from reports.names import Names
from reports.recalled import act_says
from reports.taking import leads, prices
from reports.wording import behind, words


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Names by id. `moves` holds only the answers that the seat itself expects.

    `proper` are the words, in lower case, that keep their capital anywhere; `short` are the short
    names of what is the seat's own and of the endings, by id. `leads` tells how long its moves are
    prepared, `prices` the political capital they take where the seat has a pool.
    """

    actors: Mapping[str, str]
    levels: Mapping[str, str]
    spans: Mapping[str, float]
    flags: Mapping[str, str]
    motives: Mapping[str, str]
    constraints: Mapping[str, str]
    claims: Mapping[str, str]
    moves: Mapping[tuple[str, str], str]
    acts: Mapping[str, str]
    proper: Collection[str]
    short: Mapping[str, str]
    leads: Mapping[str, str]
    prices: Mapping[str, float]

    def actor(self, id: str) -> str:
        """Return an actor's name."""
        return self.actors.get(id, words(id))

    def level(self, id: str) -> str:
        """Return a level's name, or what else a condition speaks of."""
        return self.levels.get(id) or self.flags.get(id) or words(id)

    def constraint(self, id: str) -> str:
        """Return what an own constraint says."""
        return self.constraints.get(id, words(id))

    def spelled(self, id: str) -> str:
        """Return an own motive, move or constraint, or an ending, in a few words."""
        return self.short.get(id) or words(id)

    def claim(self, id: str) -> str:
        """Return what a claim says and who holds it."""
        return self.claims.get(id, "not in the ledger")

    def act(self, id: str) -> str:
        """Return what the seat may answer: a move it has seen, or a red line of its own."""
        return self.acts.get(id, words(id))

    def behind(self, text: str) -> str:
        """Return a text to stand behind an actor's name; names in it keep their capital."""
        return behind(text, self.proper)

    def answer(self, response: Response) -> str:
        """Return who may answer and how."""
        says = self.moves.get((response.actor, response.move)) or words(response.move)
        return f"{self.actor(response.actor)}: {says}"


def lexicon_of(
    names: Names, seat: str, options: tuple[Option, ...], acts: Mapping[str, str]
) -> Lexicon:
    """Return the words for one seat's options; `acts` tells the moves they may answer."""
    scenario = names.scenario
    actor = next(each for each in scenario.actors if each.id == seat)
    cited = {id for option in options for block in option.blocks for id in block.claims}
    found = {id: scenario.ledger.claims[id] for id in cited if id in scenario.ledger.claims}
    lines = (f"{STARTS}{each.id}" for each in actor.constraints if each.kind == "red_line")
    answers = {(r.actor, r.move) for option in options for r in option.responses}
    menu = {(a.id, m.id): m.says for a in scenario.actors for m in a.moves}
    return Lexicon(
        actors=dict(names.actors),
        levels={id: names.level(id) for id in names.levels},
        spans={id: names.span(id) for id in names.levels},
        flags={id: flag.name for id, flag in names.flags.items()},
        motives={motive.id: motive.says for motive in actor.motives},
        constraints={each.id: each.says for each in actor.constraints},
        claims={id: f"{claim.says} ({claim.holder})" for id, claim in found.items()},
        moves={key: says for key, says in menu.items() if key in answers},
        acts={**acts, **{line: crossed(line, seat, names) for line in lines}},
        proper=frozenset(names.proper),
        short={id: names.spelled(id) for id in _own(actor, scenario)},
        leads=leads(actor),
        prices=prices(actor),
    )


def _own(actor: Actor, scenario: Scenario) -> Iterator[str]:
    yield from (motive.id for motive in actor.motives)
    yield from (move.id for move in actor.moves)
    yield from (constraint.id for constraint in actor.constraints)
    yield from (outcome.id for outcome in scenario.outcomes)


def lexicon_for(names: Names, view: SeatView) -> Lexicon:
    """Return the words for a seat's view, the moves it has seen among them."""
    seen = {
        s.act: f"{names.actor(s.actor)} {names.behind(act_says(s, names))}" for s in view.sightings
    }
    return lexicon_of(names, view.actor, view.options, seen)
