"""The branches of an exercise beside the one that is told: where they part, how each ends."""

from __future__ import annotations

from dataclasses import dataclass

from engine.play.journal.comparing import Comparison, compared
from reports.aar.people import People
from reports.aar.record import Record
from reports.names import Names
from reports.parting import parting
from reports.recalled import act_says
from reports.wording import amount

MOST_LEVELS = 5


@dataclass(frozen=True, slots=True)
class Apart:
    """A level that ends otherwise on two branches."""

    name: str
    here: str
    there: str


@dataclass(frozen=True, slots=True)
class Compared:
    """Another branch beside the one told. `first` is the first turn that ends otherwise."""

    name: str
    fresh_luck: bool
    parting: str
    first: int | None
    acts_here: tuple[str, ...]
    acts_there: tuple[str, ...]
    reached: int
    outcome: str
    apart: tuple[Apart, ...]


def branches(record: Record, people: People) -> tuple[Compared, ...]:
    """Return every other branch of the journal, compared with the one told."""
    others = [name for name in record.replay.tree.branches if name != record.branch]
    return tuple(_compared(record, people, name) for name in others)


def _compared(record: Record, people: People, name: str) -> Compared:
    found = compared(record.replay, record.branch, name)
    theirs = record.replay.tree.path(record.replay.tree.branches[name].head)
    ours = {entry.seq for entry in record.path}
    here, other = _acts(found, record.names, people)
    outcome, where = found.outcomes[1], parting(found, record.names)
    return Compared(
        name=people.text(name),
        fresh_luck=any(e.kind == "luck" for e in theirs if e.seq not in ours),
        parting=people.text(f"{where}.") if where else "",
        first=found.first,
        acts_here=here,
        acts_there=other,
        reached=sum(pair.right is not None for pair in found.pairs),
        outcome=record.names.spelled(outcome) if outcome else "",
        apart=_apart(found, record.names),
    )


def _acts(
    found: Comparison, names: Names, people: People
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return what was done on each branch, and not on the other, in the first turn apart."""
    pair = next((p for p in found.pairs if p.turn == found.first), None)
    if pair is None or pair.left is None or pair.right is None:
        return (), ()
    sides = [
        [
            f"{names.actor(a.actor)} {names.behind(people.text(act_says(a, names))).rstrip(' .')}"
            for a in report.acts
        ]
        for report in (pair.left, pair.right)
    ]
    left, right = sides
    return (
        tuple(act for act in left if act not in right),
        tuple(act for act in right if act not in left),
    )


def _apart(found: Comparison, names: Names) -> tuple[Apart, ...]:
    """Return the levels that lie furthest apart at the last turn both have reached."""
    both = [p for p in found.pairs if p.left and p.right]
    if not both or both[-1].left is None or both[-1].right is None:
        return ()
    here, there = both[-1].left.levels, both[-1].right.levels
    gaps = {id: abs(here[id] - there[id]) / (names.span(id) or 1) for id in here}
    ranked = sorted(here, key=lambda level: (-gaps[level], level))
    rows = [
        Apart(names.level(id), amount(here[id], names.span(id)), amount(there[id], names.span(id)))
        for id in ranked[:MOST_LEVELS]
    ]
    return tuple(row for row in rows if row.here != row.there)
