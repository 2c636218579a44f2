"""What a rehearsal found dead, and what it only notes; every one with the play that shows it.

Of what hangs together the root alone is told: of a seat without a choice, not of its moves; of a
level nothing moves, not of its couplings; of a move that is never possible, not that nobody chose.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from batch.rehearse.reading import nearest_play, seen_values
from batch.rehearse.tally import Move, Play, Tally
from engine.model import Actor, Inject, Level, Scenario
from engine.model import Move as MoveNoun

Code = Literal[
    "inject-never-fires",
    "move-never-possible",
    "move-never-chosen",
    "move-dominated",
    "outcome-never-reached",
    "seat-without-choice",
    "level-pinned",
    "level-never-moved",
    "coupling-idle",
    "turn-blocked",
]
RARE = 0.001
"""Mean probability below which a move that was possible and never chosen is never chosen."""
TIMES = 20
"""Choices a move must have been open to before it can be called dominated."""
PINNED = 0.5
"""Share of the turn-ends of model play at a bound from which a level is pinned."""
IDLE = 1e-4
"""Share of its target's range a month that a coupling must push to do anything."""
BLOCKED = 0.1
"""Share of model plays with nothing but holding at a turn from which the turn is told of."""


@dataclass(frozen=True, slots=True)
class Finding:
    """Something dead: what kind, of what, a sentence, and a play that shows it."""

    code: Code
    subject: str
    says: str
    shown_by: Play


@dataclass(frozen=True, slots=True)
class Found:
    """What a rehearsal found: the dead, and notes on what is meant or only rare."""

    dead: tuple[Finding, ...]
    notes: tuple[str, ...]


def found_in(scenario: Scenario, tally: Tally) -> Found:
    """Return what the counts of a rehearsal of a scenario mean."""
    first = min(tally.ended.values(), key=lambda p: (p.way, p.seed), default=Play("", "model", 0))
    reader = _Reader(scenario, tally, first)
    dead = (
        *reader.injects(),
        *reader.moves(),
        *reader.outcomes(),
        *reader.seats(),
        *reader.levels(),
        *reader.couplings(),
        *reader.turns(),
    )
    return Found(dead, tuple(reader.notes()))


class _Reader:
    """Reads a tally beside its scenario."""

    def __init__(self, scenario: Scenario, tally: Tally, first: Play) -> None:
        self.scenario, self.tally, self.first = scenario, tally, first
        self.idle = {a.id for a in scenario.actors if a.id not in tally.free}
        self.still = set(self._still())

    # --- injects and outcomes --------------------------------------------------------------------

    def injects(self) -> Iterator[Finding]:
        """Find injects that never fire, but for those held back for the white cell."""
        for inject in self.scenario.injects:
            if inject.contingency or self.tally.fired[inject.id]:
                continue
            play, why = self.first, "the exercise ends before its day"
            if inject.when is not None:
                play = nearest_play(inject.when, self.tally) or play
                why = self._unmet(inject)
            elif inject.hazard is not None:
                why = f"its chance is {inject.hazard.chance:g} a month"
            says = f"{inject.id} never fired: {why}"
            yield Finding("inject-never-fires", f"injects.{inject.id}", says, play)

    def _unmet(self, inject: Inject) -> str:
        assert inject.when is not None
        values = seen_values(inject.when, self.tally)
        return f"`{inject.when.text}` did not hold" + (f"; {values}" if values else "")

    def outcomes(self) -> Iterator[Finding]:
        """Find outcome classes no play reached."""
        for outcome in self.scenario.outcomes:
            if outcome.id in self.tally.ended:
                continue
            play, why = self.first, "another class always held first"
            if outcome.when is not None:
                play = nearest_play(outcome.when, self.tally) or play
                values = seen_values(outcome.when, self.tally)
                why = f"`{outcome.when.text}` did not hold, or another class came first"
                why += f"; {values}" if values else ""
            says = f"no play ended as {outcome.id}: {why}"
            yield Finding("outcome-never-reached", f"outcomes.{outcome.id}", says, play)

    # --- moves and seats -------------------------------------------------------------------------

    def moves(self) -> Iterator[Finding]:
        """Find moves never possible, else never chosen, else dominated."""
        for actor in self.scenario.actors:
            for move in actor.moves:
                if actor.id in self.idle or self._meant(actor, move):
                    continue
                if (actor.id, move.id) not in self.tally.open:
                    yield self._impossible(actor, move)
                elif found := self._unwanted((actor.id, move.id)):
                    yield found

    def _meant(self, actor: Actor, move: MoveNoun) -> bool:
        """Tell whether a constraint alone keeps a move from ever being made: it is there for it."""
        key = actor.id, move.id
        bars = self.tally.bars.get(key)
        if key in self.tally.open or not bars:
            return False
        kinds = {name.split()[0] for name in bars}
        times = sum(n for name, n in bars.items() if name.startswith("constraint "))
        return kinds == {"constraint"} and times >= self.tally.barred[key]

    def _impossible(self, actor: Actor, move: MoveNoun) -> Finding:
        key = actor.id, move.id
        bars, play = self.tally.bars.get(key), self.first
        why = "nothing ever called for it" if move.response_only else "it was never its turn"
        if bars:
            common, times = bars.most_common(1)[0]
            why = f"{REASONS[common.split()[0]]} ({times} of {_choices(self.tally.barred[key])})"
            if common.startswith("requires") and move.requires is not None:
                play = nearest_play(move.requires, self.tally) or play
                values = seen_values(move.requires, self.tally)
                why = f"`{move.requires.text}` did not hold" + (f"; {values}" if values else "")
        says = f"{actor.id} could never make {move.id}: {why}"
        return Finding("move-never-possible", f"{actor.id}.{move.id}", says, play)

    def _unwanted(self, move: Move) -> Finding | None:
        actor, id = move
        times, subject = self.tally.possible[move], f"{actor}.{id}"
        if not times or self.tally.chosen[move]:
            return self._dominated(move)
        mean = float(self.tally.expected[move]) / times
        if mean >= RARE:
            return self._dominated(move)
        says = f"{actor} never chose {id} in {_chances(times, mean)}"
        return Finding("move-never-chosen", subject, says, self.tally.open[move])

    def _dominated(self, move: Move) -> Finding | None:
        bested = self.tally.bested.get(move)
        if bested is None or bested.times < TIMES:
            return None
        always = sorted(o for o, n in bested.by.items() if n == bested.times and o in bested.better)
        if not always:
            return None
        actor, id = move
        says = f"{always[0]} was as good as {id} or better for every motive of {actor} and in costs"
        says += f", in all {_choices(bested.times)}"
        return Finding("move-dominated", f"{actor}.{id}", says, self.tally.open[move])

    def seats(self) -> Iterator[Finding]:
        """Find seats that never had two things to choose from."""
        for actor in sorted(self.idle):
            says = f"{actor} never had a choice: no move of its own was ever possible"
            yield Finding("seat-without-choice", actor, says, self.first)

    def turns(self) -> Iterator[Finding]:
        """Find seats that at some turns can do nothing but hold in a tenth of plays or more."""
        for actor in (a.id for a in self.scenario.actors if a.id not in self.idle):
            shares = {
                turn: stuck / self.tally.asked[actor, turn]
                for (seat, turn), stuck in sorted(self.tally.stuck.items())
                if seat == actor and stuck >= BLOCKED * self.tally.asked[actor, turn]
            }
            if shares:
                worst = max(shares, key=lambda turn: (shares[turn], -turn))
                first, *others = (f"turn {turn} in {part:.0%}" for turn, part in shares.items())
                told = ", at ".join((f"{first} of model plays", *others))
                says = f"every move of {actor} was blocked at {told}"
                play = self.tally.stuck_in[actor, worst]
                yield Finding("turn-blocked", actor, says, play)

    # --- levels and couplings --------------------------------------------------------------------

    def _still(self) -> Iterator[str]:
        """Give the levels that nothing done, no event and no coupling ever moved."""
        moved, couplings = set(self.tally.touched), self.scenario.theatre.couplings
        moved |= {x.id for x in self.scenario.theatre.levels if x.opening != x.start}
        while more := {c.target for c in couplings if c.by and c.source in moved} - moved:
            moved |= more
        yield from (x.id for x in self.scenario.theatre.levels if x.id not in moved)

    def levels(self) -> Iterator[Finding]:
        """Find levels that never move, and levels pinned to a bound."""
        for level in self.scenario.theatre.levels:
            pinned, ends = self.tally.pinned[level.id], self.tally.ends["model"]
            if level.id in self.still:
                yield self._never_moved(level)
            elif ends and pinned > PINNED * ends:
                span = self.tally.seen[level.id]
                says = f"{level.id} stood at an end of its range in {pinned / ends:.0%} of turns"
                says += f"; it was {span.low:.4g} to {span.high:.4g}"
                play = self.tally.pinned_in[level.id]
                yield Finding("level-pinned", level.id, says, play)

    def _never_moved(self, level: Level) -> Finding:
        span = self.tally.seen.get(level.id)
        says = f"no move, inject or coupling ever moved {level.id}"
        if span is not None:
            far = f"{span.low:.4g} to {span.high:.4g}"
            says += f"; chance alone took it from {far}" if span.high > span.low else ""
            says += f"; it stood at {span.low:.4g}" if span.high == span.low else ""
        play = span.highest if span is not None else self.first
        return Finding("level-never-moved", level.id, says, play)

    def couplings(self) -> Iterator[Finding]:
        """Find couplings that never push to speak of."""
        width = {x.id: x.high - x.low for x in self.scenario.theatre.levels}
        for c in self.scenario.theatre.couplings:
            push = self.tally.pushed.get((c.source, c.target), 0.0)
            if c.source in self.still or push >= IDLE * width[c.target]:
                continue
            says = f"{c.source} never moved {c.target} to speak of: {push:.2g} a month at most"
            span = self.tally.seen.get(c.source)
            play = span.highest if span else self.first
            yield Finding("coupling-idle", f"{c.source} -> {c.target}", says, play)

    # --- notes -----------------------------------------------------------------------------------

    def notes(self) -> Iterator[str]:
        """Give what is worth knowing and not dead."""
        held = [i.id for i in self.scenario.injects if i.contingency]
        if held:
            yield f"held back for the white cell: {', '.join(held)}"
        for actor in self.scenario.actors:
            for move in actor.moves:
                key = actor.id, move.id
                if actor.id not in self.idle and self._meant(actor, move):
                    ids = sorted(name.split(" ", 1)[1] for name in self.tally.bars[key])
                    yield f"{actor.id} may not {move.id}: barred by {', '.join(ids)}"
                elif key in self.tally.open and not self.tally.chosen[key]:
                    yield from self._rare(key)

    def _rare(self, key: Move) -> Iterator[str]:
        times = self.tally.possible[key]
        if not times:
            yield f"{key[0]} could make {key[1]} in random play alone"
        elif float(self.tally.expected[key]) / times >= RARE:
            mean = float(self.tally.expected[key]) / times
            yield f"{key[0]} did not choose {key[1]} in {_chances(times, mean)}"


def _choices(times: int) -> str:
    return "1 choice" if times == 1 else f"{times:,} choices"


def _chances(times: int, mean: float) -> str:
    """Return how often a move was open to its actor, and how likely it was to be made."""
    if times == 1:
        return f"the one choice open to it; its chance was {mean:.2%}"
    return f"{times:,} choices open to it; its chance was {mean:.2%} on average"


REASONS = {
    "requires": "what it requires did not hold",
    "constraint": "a constraint forbade it",
    "cooldown": "it was resting",
    "pending": "it was in preparation",
    "capital": "political capital was short",
    "response_only": "there was nothing for it to answer",
}
