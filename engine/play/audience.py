"""What an audience may know of an exercise, as plain data: a seat, the projector, the white cell.

`audience_view(exercise, "projector")` holds what every seat knows in common; of a seat, what that
seat has sighted, heard and decided; of "white", everything. It is made of the exercise as it stands
and of nothing else, so that what was undone, is sealed, or is still to come cannot be in it. After
ENDEX `reveal` gives everybody everything.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from engine.errors import PlayError
from engine.model import Actor
from engine.play.calendar import comes_out
from engine.play.cast import meant
from engine.play.exercise import Exercise
from engine.play.glimpses import Glimpse, all_seen, common, known_to
from engine.play.journal.tree import what_if
from engine.play.seen import (
    AudienceView,
    ChoiceSeen,
    EventSeen,
    FlagSeen,
    LevelSeen,
    OptionSeen,
    TurnSeen,
)
from engine.record import (
    Act,
    AwaitChoices,
    Decision,
    Finished,
    Happening,
    SeatView,
    TurnEnded,
)

PROJECTOR, WHITE = "projector", "white"
NOT_ITSELF = "not the exercise itself"


def audience_view(
    exercise: Exercise,
    audience: str = PROJECTOR,
    *,
    reveal: bool = False,
    marking: str = "",
    branch: str = "",
) -> AudienceView:
    """Return what an audience may know now; PlayError where there is none of that name.

    `branch` is the name of the branch it is of, "" or that of the first line where it is none.
    Everybody is told that it is a what-if, its name only the white cell: it may give a plan away.
    """
    known = (PROJECTOR, *exercise.table.seats(), WHITE)
    if audience not in known:
        hint = meant(audience, known) or f"there are {', '.join(known)}"
        raise PlayError(f"no audience {audience[:60]!r}; {hint}")
    view = _Looking(exercise, audience, reveal=reveal).view(marking)
    return replace(view, what_if=what_if(branch, "" if audience == WHITE else NOT_ITSELF))


class _Looking:
    """One audience looking at one exercise."""

    def __init__(self, exercise: Exercise, audience: str, *, reveal: bool) -> None:
        self.exercise, self.table, self.audience = exercise, exercise.table, audience
        self.over = isinstance(exercise.pause, Finished)
        self.all = audience == WHITE or (reveal and self.over)
        self.seat = audience if audience in self.table.tables.sides else ""

    def view(self, marking: str) -> AudienceView:
        scenario, world = self.exercise.scenario, self.table.world
        pause = self.exercise.pause
        shown, path = self._own_view(), tuple(self._path())
        return AudienceView(
            audience=self.audience,
            name=self._name(),
            title=scenario.title,
            brief=scenario.brief,
            own_brief=self._noun().brief if self.seat else "",
            private=self._noun().secret_brief if self.seat else "",
            marking=marking,
            turn=min(world.turn, scenario.turns.count),
            turns=scenario.turns.count,
            today=self._today(path, asked=shown is not None),
            pause=self._pause_in_words(),
            waiting=self._waiting(),
            sealed=self._sealed(),
            levels=tuple(self._levels()),
            flags=tuple(self._flags()),
            path=path,
            decisions=tuple(self._decisions()),
            preparing=tuple(self._preparing()),
            options=tuple(_options(shown)) if shown else (),
            choice=self.exercise.choice_of(self.seat) if self.seat else "",
            outcome=pause.says if isinstance(pause, Finished) else "",
            revealed=self.all,
        )

    # --- who looks -------------------------------------------------------------------------------

    def _name(self) -> str:
        if self.seat:
            return self._noun().name
        return "White cell" if self.audience == WHITE else "Projector"

    def _noun(self) -> Actor:
        return self.table.tables.sides[self.seat].noun

    def _own_view(self) -> SeatView | None:
        pause = self.exercise.pause
        return pause.seats.get(self.seat) if isinstance(pause, AwaitChoices) else None

    # --- where it stands -------------------------------------------------------------------------

    def _open(self) -> bool:
        """Tell whether the audience may know who is asked now: an answer may be to a secret."""
        pause = self.exercise.pause
        if not isinstance(pause, AwaitChoices):
            return False
        return pause.phase == "initiative" or self.all or self.seat in pause.seats

    def _waiting(self) -> tuple[str, ...]:
        return self.exercise.awaited() if self._open() else ()

    def _sealed(self) -> tuple[str, ...]:
        return tuple(sorted(self.exercise.sealed)) if self._open() else ()

    def _pause_in_words(self) -> str:
        pause, turn = self.exercise.pause, self.table.world.turn
        names = {id: side.noun.name for id, side in self.table.tables.sides.items()}
        if pause is None:
            return "The exercise is about to begin."
        if isinstance(pause, Finished):
            return "ENDEX: the exercise is over."
        if isinstance(pause, AwaitChoices):
            if not self._open():
                return f"Turn {turn}: answers are being given."
            waited = [names[seat] for seat in self.exercise.awaited()]
            what = "choose" if pause.phase == "initiative" else "answer"
            if waited:
                return f"Turn {turn}: waiting for {', '.join(waited)} to {what}."
            return f"Turn {turn}: all choices are in."
        if isinstance(pause, TurnEnded):
            return f"Turn {pause.report.turn} has ended."
        work = "ruling on a move" if self.all else "at work"  # on what, may be a secret
        return f"Turn {turn}: the white cell is {work}."

    # --- what it knows ---------------------------------------------------------------------------

    def _visible(self) -> list[bool]:
        """Return for each level whether the audience sees it at every turn's end."""
        tables = self.table.tables
        eyes = [] if self.all else [self.seat] if self.seat else list(tables.sides)
        unseen = {i for eye in eyes for i in tables.sides[eye].unseen}
        return [i not in unseen for i in range(len(tables.ids))]

    def _levels(self) -> Iterator[LevelSeen]:
        ended = len(self.exercise.reports)
        before, now = dict(self._known_levels(ended - 1)), dict(self._known_levels(ended))
        for level in self.exercise.scenario.theatre.levels:
            if level.id in now:
                bounds = (level.low, level.high, level.bad)
                told = (before[level.id], now[level.id])
                yield LevelSeen(level.id, level.name, level.unit, *bounds, *told)

    def _known_levels(self, ended: int) -> Iterator[tuple[str, float]]:
        """Give the levels as the audience knew them after so many turns, none it never hears of."""
        tables, reports = self.table.tables, self.exercise.reports
        every = {level.id: level.published for level in self.exercise.scenario.theatre.levels}
        for at, (id, seen) in enumerate(zip(tables.ids, self._visible(), strict=True)):
            last = ended if seen else _published(every[id], ended, tables.months_a_turn)
            if seen or every[id]:
                yield id, reports[last - 1].levels[id] if last > 0 else tables.opening[at]

    def _flags(self) -> Iterator[FlagSeen]:
        hidden = self._hidden_flags()
        for flag in self.exercise.scenario.theatre.flags:
            if flag.id not in hidden:
                yield FlagSeen(flag.id, flag.name, self.table.world.flags[flag.id])

    def _hidden_flags(self) -> set[str]:
        sides = self.table.tables.sides
        if self.all:
            return set()
        if self.seat:
            return set(sides[self.seat].hidden_flags)
        return {flag for side in sides.values() for flag in side.hidden_flags}

    def _path(self) -> Iterator[TurnSeen]:
        reports, calendar = self.exercise.reports, self.table.calendar
        glimpses = self._glimpses()
        under_way = 0 if self.over else 1
        last = min(len(reports) + under_way, self.exercise.scenario.turns.count)
        for turn in range(1, last + 1):
            over = turn <= len(reports)
            levels = self._known_levels(turn) if over else ()
            yield TurnSeen(
                turn,
                calendar.start_of(turn),
                calendar.start_of(turn + 1),
                over,
                self._events(turn, glimpses),
                tuple(levels),
            )

    def _today(self, path: Sequence[TurnSeen], *, asked: bool) -> date:
        """Return the date reached as the audience knows it; the world's own may tell of secrets."""
        if self.all or self.over or asked:
            return self.exercise.today
        starts = self.table.calendar.start_of(self.table.world.turn)
        return max([starts, *(event.date for turn in path for event in turn.events)])

    def _glimpses(self) -> list[Glimpse]:
        if self.all:
            return all_seen(self.table)
        return known_to(self.table, self.seat) if self.seat else common(self.table)

    def _events(self, turn: int, glimpses: Sequence[Glimpse]) -> tuple[EventSeen, ...]:
        """Give what was learnt in a turn by day; within it in the order of a timeline.

        That is what was planned or fired, then the acts with what each set, then what a condition
        called forth.
        """
        acts = list(self._acts(turn, glimpses))
        places = {act.id: at for at, act in enumerate(acts)}
        late = [each.id for each in self._log(turn) if _called(each)]
        found = [(act.day, 1, at, act) for at, act in enumerate(acts)]
        for told, event in self._happenings(turn):
            by_act = event.kind == "flag" and event.cause not in self.table.tables.cues
            rank = 2 if _called(event) or event.cause in late else 1 if by_act else 0
            found.append((event.day, rank, places.get(event.cause, len(acts)), told))
        return tuple(told for *_, told in sorted(found, key=lambda each: each[:3]))

    def _acts(self, turn: int, glimpses: Sequence[Glimpse]) -> Iterator[EventSeen]:
        first, last = self.table.calendar.day_of(turn), self.table.calendar.day_of(turn + 1)
        known = {glimpse.act.id for glimpse in glimpses}
        for act, day in glimpses:
            if first <= day < last:
                answers = act.because_of if act.because_of in known and not act.called_off else ""
                when = self.exercise.date_of(day)
                detail = _ruled(act) if self.all else ""
                yield EventSeen(
                    "act", act.id, day, when, act.actor, act.says, act.result, answers or "", detail
                )

    def _log(self, turn: int) -> tuple[Happening, ...]:
        reports = self.exercise.reports
        if turn == len(reports) + 1:
            return tuple(self.table.log.happenings)
        return reports[turn - 1].happenings if turn <= len(reports) else ()

    def _happenings(self, turn: int) -> Iterator[tuple[EventSeen, Happening]]:
        hidden = self._hidden_flags()
        for event in self._log(turn):
            heard = not event.audience or self.seat in event.audience
            everyone = set(event.audience) >= set(self.table.seats())
            secret = event.kind == "skip" or (event.kind == "flag" and event.id in hidden)
            if self.all or (not secret and (heard or (not self.seat and everyone))):
                when, detail = self.exercise.date_of(event.day), event.reason if self.all else ""
                told = EventSeen(
                    event.kind, event.id, event.day, when, "", event.says, detail=detail
                )
                yield told, event

    # --- its own ---------------------------------------------------------------------------------

    def _decisions(self) -> Iterator[ChoiceSeen]:
        made = [d for report in self.exercise.reports for d in report.decisions]
        for decision in [*made, *self.table.log.decisions]:
            if self.all or decision.actor == self.seat:
                yield self._choice(decision)

    def _choice(self, decision: Decision) -> ChoiceSeen:
        moves = self.table.tables.sides[decision.actor].noun.moves
        told = {move.id: move.says for move in moves}
        says = decision.free.says if decision.free else told.get(decision.chosen, decision.chosen)
        note = decision.explanation.note if decision.explanation else ""
        when = self.exercise.date_of(decision.day)
        where = (decision.actor, decision.turn, when, decision.phase)
        return ChoiceSeen(*where, decision.chosen, says, decision.by, note)

    def _preparing(self) -> Iterator[str]:
        for pending in self.table.world.pending.values():
            if self.all or pending.actor == self.seat:
                noun = self.table.tables.sides[pending.actor].noun
                whose = "" if pending.actor == self.seat else f"{noun.name}: "
                yield from (whose + m.says for m in noun.moves if m.slot == pending.slot)


def _options(shown: SeatView) -> Iterator[OptionSeen]:
    for option in shown.options:
        why_not = tuple(block.says for block in option.blocks)
        yield OptionSeen(
            option.move,
            option.says,
            option.possible,
            why_not,
            option.odds,
            option.cost,
            option.because_of or "",
        )


def _called(event: Happening) -> bool:
    """Tell whether an inject came because its condition turned true."""
    return event.kind == "inject" and event.cause == "condition"


def _published(every: int, ended: int, months: float) -> int:
    """Return the turn at whose end a level was last published, 0 for never."""
    return next((turn for turn in range(ended, 0, -1) if comes_out(every, turn, months)), 0)


def _ruled(act: Act) -> str:
    """Return how an act was adjudicated, for the white cell."""
    if act.called_off:
        return ""
    if act.ruled_by:
        return f"ruled {act.result} by {act.ruled_by}: {act.ruling_reason}"
    return f"odds {act.odds:.2f}, rolled {act.roll:.2f}" if act.odds < 1.0 else ""
