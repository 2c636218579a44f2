"""The branches of an exercise as rows, and two of them turn by turn as pairs of lines."""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import zip_longest

from engine.errors import WhitecellError
from engine.model import Scenario
from engine.play.journal.comparing import Comparison, Pair, compared
from engine.play.journal.contents import read_contents
from engine.play.journal.entries import Entry
from engine.play.journal.inputs import place_of
from engine.play.journal.replaying import Replay
from engine.play.journal.tree import Tree, tree_of
from engine.record import Act, TurnReport
from reports.movement import moved
from reports.names import Names
from reports.recalled import act_says
from reports.timeline import TAILS
from reports.wording import amount, period, plain
from tui.playing import Playing

NOT_BEGUN = "not begun"
FIRED = frozenset({"inject", "improvise", "skip"})


@dataclass(frozen=True, slots=True)
class Row:
    """A branch: how deep in the tree, where it comes from, where it stands, whose luck it has."""

    name: str
    depth: int
    on_table: bool
    origin: str
    stands: str
    luck: str


@dataclass(frozen=True, slots=True)
class Side:
    """One turn of two branches: what each did that the other did not, and the levels apart."""

    turn: int
    when: str
    same: bool
    left: tuple[str, ...]
    right: tuple[str, ...]


def tree(playing: Playing) -> tuple[Tree, frozenset[int]]:
    """Return the tree as it is on disk, and the inputs that ended a turn.

    WhitecellError where it cannot be read.
    """
    contents = read_contents(playing.journal)
    ended = (each.entry for each in contents.derived if each.kind == "events")
    return tree_of(contents.entries), frozenset(ended)


def rows(tree: Tree, turns: int, ended: Container[int] = ()) -> tuple[Row, ...]:
    """Return the branches, each under the one it was made from, in the order they were made.

    `turns` is how many the scenario has, `ended` the inputs that ended one.
    """
    return tuple(_below(tree, turns, ended, "", 0))


def fired_before(inputs: Sequence[Entry], at: int) -> int:
    """Return how many injects were fired or skipped between a turn's end and a position."""
    found = 0
    for entry in inputs:
        if entry.seq <= at and entry.kind == "advance":
            found = 0
        elif entry.seq <= at and entry.kind in FIRED:
            found += 1
    return found


def _place(entry: Entry, turns: int, ended: Container[int]) -> str:
    """Return where an input leaves the exercise: "turn 4", "end of turn 4", "ENDEX"."""
    if entry.seq in ended:
        return f"end of turn {entry.pause['turn']}"
    if entry.kind != "advance" and entry.pause.get("at") == "turn_end":
        return f"end of turn {entry.pause['ended']}"
    return place_of(entry, turns)


def located(place: str) -> str:
    """Return a place to stand in a sentence: "in turn 4", "at the end of turn 4", "at ENDEX"."""
    if place.startswith("turn"):
        return f"in {place}"
    return f"at the {place}" if place.startswith("end") else f"at {place}"


def _below(tree: Tree, turns: int, ended: Container[int], parent: str, depth: int) -> Iterator[Row]:
    for branch in tree.branches.values():
        if branch.parent != parent:
            continue
        path = tree.path(branch.head)
        start = tree.nodes[branch.start]
        begun = located(_place(start, turns, ended))
        origin = f"from {parent} {begun}" if parent else "from STARTEX"
        stands = _place(path[-1], turns, ended) if path else NOT_BEGUN
        luck = "fresh luck" if tree.fresh(branch) else "same luck"
        yield Row(branch.name, depth, branch is tree.current, origin, stands, luck)
        yield from _below(tree, turns, ended, branch.name, depth + 1)


# --- two side by side ----------------------------------------------------------------------------


def side_by_side(playing: Playing, left: str, right: str) -> Comparison:
    """Return two branches compared, replayed from the file. It may take a second: not for the loop.

    Raises WhitecellError where the file cannot be read or a branch is not there.
    """
    scenario: Scenario = playing.scenario
    replay = Replay(read_contents(playing.journal), lambda _: scenario)
    for name in (left, right):
        if name not in replay.tree.branches:
            raise WhitecellError(f"there is no branch {name!r}")
    return compared(replay, left, right)


def sides(comparison: Comparison, names: Names) -> tuple[Side, ...]:
    """Return each turn of two branches as lines."""
    return tuple(_side(pair, names) for pair in comparison.pairs)


def _side(pair: Pair, names: Names) -> Side:
    left, right = _acts(pair.left, names), _acts(pair.right, names)
    reports = [each for each in (pair.left, pair.right) if each is not None]
    when = period(reports[0].starts, reports[0].ends)
    if pair.same:
        return Side(pair.turn, when, True, (), ())
    ours = [act for act in left if act not in right] if pair.right else left
    theirs = [act for act in right if act not in left] if pair.left else right
    apart = _apart(pair.left, pair.right, names) if pair.left and pair.right else []
    return Side(
        pair.turn,
        when,
        False,
        (*(ours or _nothing(pair.left)), *(level for level, _ in apart)),
        (*(theirs or _nothing(pair.right)), *(level for _, level in apart)),
    )


def _nothing(report: TurnReport | None) -> list[str]:
    return ["(not played yet)"] if report is None else ["–"]


def _acts(report: TurnReport | None, names: Names) -> list[str]:
    """Return what happened in a turn, as short lines."""
    if report is None:
        return []
    told = [_done(act, names) for act in report.acts]
    return told + [f"◆ {plain(h.says)}" for h in report.happenings if h.kind == "inject"]


def _done(act: Act, names: Names) -> str:
    does = names.behind(plain(act_says(act, names))).rstrip(" .")
    return f"{names.actor(act.actor)} {does}{TAILS[act.result]}"


def _apart(left: TurnReport, right: TurnReport, names: Names) -> list[tuple[str, str]]:
    """Return the levels that stand furthest apart at the turn's end, by share of their range."""
    mixed = replace(right, before=left.levels)
    found = []
    for each in moved(mixed, names, 3):
        name, span = names.level(each.level), names.span(each.level)
        found.append((f"{name} {amount(each.before, span)}", f"{name} {amount(each.after, span)}"))
    return found


def aligned(side: Side) -> Sequence[tuple[str, str]]:
    """Return a turn's lines in two columns."""
    return list(zip_longest(side.left, side.right, fillvalue=""))
