"""What was taken back or corrected, where something else came of it: first this, then that.

Undo and correction are told alike: an input that the line told does not hold any more, and what
stands in its place. Slips that were given again as they were are left out, and so is what was done
on branches that do not lead to the line told.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from engine.play.journal.entries import Entry, full
from engine.play.journal.tree import MAIN, Tree
from engine.record import Act
from engine.rules.adjudication import degree, odds_after
from reports.aar.people import People
from reports.aar.record import Record
from reports.aar.rulings import how
from reports.parting import input_told
from reports.recalled import act_says
from reports.timeline import MADE_UP, RESULTS
from reports.wording import day_month, plain

TOLD = ("choose", "free", "rule", "inject", "skip", "improvise", "endex")
WORDS = {"undo": "taken back", "amend": "corrected"}
NOTHING = "nothing in its place"
WENT_ON = "the exercise went on"

Key = tuple[object, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """An input of `moment`, what it was `first`, how that was left, and what stands there `then`.

    `first` tells each attempt with its time; `then` is `NOTHING` where none stands in its place,
    `WENT_ON` after an ENDEX.
    """

    moment: str
    about: str
    first: str
    then: str


@dataclass(frozen=True, slots=True)
class _Lost:
    """An input that fell off the line told, and the undo or correction it fell by."""

    entry: Entry
    by: Entry


def retaken(record: Record, people: People) -> tuple[Row, ...]:
    """Return what was taken back or corrected on the line told, in the order of play."""
    stands: dict[Key, list[Entry]] = {}
    for entry in record.path:
        stands.setdefault(_key(entry), []).append(entry)
    gone: dict[Key, list[_Lost]] = {}
    for lost in _lost(record):
        gone.setdefault(_key(lost.entry), []).append(lost)
    acts = {act.id: act for _, act in record.acts()}
    teller = _Teller(record, people, acts)
    places = sorted(gone, key=lambda key: _order(gone[key][0].entry))
    rows = (teller.row(gone[key], stands.get(key, [])) for key in places)
    return tuple(row for row in rows if row is not None)


class _Teller:
    """Tells inputs of one record in words."""

    def __init__(self, record: Record, people: People, acts: dict[str, Act]) -> None:
        self.record, self.people, self.acts = record, people, acts
        days = {wall.date() for each in record.replay.contents.entries[1:] if (wall := _wall(each))}
        self.clock: Callable[[datetime], str] = _dated if len(days) > 1 else _hour

    def row(self, gone: list[_Lost], stands: list[Entry]) -> Row | None:
        """Return the row of one place of the exercise, None where nothing changed."""
        now = [self.says(entry) for entry in stands]
        left = [lost for lost in gone if self.says(lost.entry) not in now]
        if not left:
            return None
        first = left[0].entry
        tried = "; then ".join(f"{self.says(each.entry)}, {self.left(each.by)}" for each in left)
        moment, about = self.record.moment(first), self.about(first)
        none = WENT_ON if first.kind == "endex" else NOTHING
        return Row(moment, about, tried, "; ".join(now) or none)

    def left(self, by: Entry) -> str:
        """Return how and when an input was left: "taken back at 14:05 UTC"."""
        wall = _wall(by)
        return f"{WORDS[by.kind]} at {self.clock(wall)} UTC" if wall else WORDS[by.kind]

    def about(self, entry: Entry) -> str:
        """Return what an input is about: a seat's choice, the ruling on a move, an inject."""
        names = self.record.names
        if entry.kind in ("choose", "free"):
            return f"choice of {names.actor(str(entry.data['seat']))}"
        if entry.kind == "rule":
            id = str(entry.pause.get("act"))
            act, actor = self.acts.get(id), names.actor(id.partition(".")[0])
            says = plain(act_says(act, names)) if act else ""
            does = f" {names.behind(says.strip().rstrip(' .'))}" if act else ""
            return self.people.text(f"ruling: {actor}{does}")
        return "ENDEX" if entry.kind == "endex" else "inject"

    def says(self, entry: Entry) -> str:
        """Return an input in a few words."""
        data = full(entry.kind, entry.data)
        if entry.kind == "rule":
            return self.people.text(self.ruled(entry))
        if entry.kind == "endex":
            return self.people.text(f"called: “{plain(data['reason']).strip()}”")
        if entry.kind == "improvise":
            return self.people.text(f"“{plain(data['says']).strip()}” is {MADE_UP}")
        told = input_told(entry, self.record.names)
        if entry.kind == "inject" and (data["says"] is not None or data["scale"] != 1.0):
            told += f", edited: “{plain(data['says'] or '').strip()}” × {data['scale']:g}"
        return self.people.text(told)

    def ruled(self, entry: Entry) -> str:
        """Return a ruling in words; an accepted roll with what it came to."""
        act = self.acts.get(str(entry.pause.get("act")))
        told = how(entry.data)
        if act is None or entry.data.get("result"):
            return told
        noun = self.record.names.noun(act.actor, act.move)
        base = noun.odds if noun and noun.odds < 1.0 else act.odds
        plainly = told == how({})
        return f"{told}: {RESULTS[degree(odds_after(base), act.roll)]}" if plainly else told


def _lost(record: Record) -> Iterator[_Lost]:
    """Give the inputs that fell off the way to the line told, in the order they fell."""
    kept = {entry.seq for entry in record.path}
    first, *rest = record.replay.contents.entries
    tree = Tree(first)
    found: dict[str, list[_Lost]] = {MAIN: []}
    fell: dict[int, int] = {}
    for entry in rest:
        before = tree.path() if entry.kind in WORDS else []
        origin = tree.current.name
        tree.take(entry)
        if entry.kind == "branch":
            line = {1, *(node.seq for node in tree.path())}
            shared = (lost for lost in found[origin] if _landed(_back(lost.by), fell) in line)
            found[tree.current.name] = list(shared)
        behind = {node.seq for node in tree.path()} if before else set()
        gone = [node for node in before if node.seq not in behind]
        fell = {seq: to for seq, to in fell.items() if seq not in behind}  # some were brought back
        fell |= {node.seq: _back(entry) for node in gone}
        found[tree.current.name] += [_Lost(node, entry) for node in gone if node.kind in TOLD]
    yield from (lost for lost in found[record.branch] if lost.entry.seq not in kept)


def _key(entry: Entry) -> Key:
    """Return the place of an input in the exercise: what stands there later is in its place."""
    data, pause = entry.data, entry.pause
    if entry.kind in ("choose", "free"):
        return "choice", data["seat"], pause.get("turn"), pause.get("phase")
    if entry.kind == "rule":
        return "rule", pause.get("act")
    if entry.kind in ("inject", "skip"):
        return "inject", data["id"]
    return entry.kind, pause.get("turn"), pause.get("day"), pause.get("at")


def _order(entry: Entry) -> tuple[int, int]:
    return int(entry.pause.get("day") or 0), entry.seq


def _back(by: Entry) -> int:
    """Return the input that an undo or a correction went back to."""
    return int(by.data["at"] if by.kind == "amend" else by.data["to"])


def _landed(at: int, fell: Mapping[int, int]) -> int:
    """Return where one that went back to an input stood in the end: it may have fallen after."""
    while at in fell:
        at = fell[at]
    return at


def _wall(entry: Entry) -> datetime | None:
    try:
        return datetime.fromisoformat(entry.wall)
    except ValueError:
        return None


def _hour(wall: datetime) -> str:
    return f"{wall:%H:%M}"


def _dated(wall: datetime) -> str:
    return f"{day_month(wall)}, {wall:%H:%M}"
