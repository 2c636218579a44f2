"""Verifying a journal: every entry of every branch replayed and compared, and what was kept too."""

from __future__ import annotations

import json
from collections import defaultdict
from dataclasses import dataclass, field
from math import isclose

from engine.play.exercise import Exercise
from engine.play.journal.contents import Contents
from engine.play.journal.derived import restored, turn_end
from engine.play.journal.entries import Entry
from engine.play.journal.faults import Differs
from engine.play.journal.replaying import Loader, Replay
from engine.record import TurnEnded

CLOSE = 1e-9
"""How far, of itself, a number may be from the one that was kept."""


@dataclass(slots=True)
class Verdict:
    """What was compared: entries, states at turn ends, and texts kept from them.

    Behind a `seam` another engine played, so that nothing before it can be compared.
    """

    entries: int = 1
    turns: int = 0
    kept: int = 0
    exercise: Exercise | None = None
    seam: int | None = None
    faults: list[str] = field(default_factory=list)


class Verifier:
    """Replays a whole journal. `verify` raises Differs at the first entry that is not as it was."""

    def __init__(self, contents: Contents, loader: Loader) -> None:
        self.replay = Replay(contents, loader)
        self.verdict = Verdict(faults=list(contents.faults))
        self._kept = {(d.entry, d.kind): d.text for d in contents.derived}
        self._after = defaultdict[int, list[Entry]](list)
        for entry in contents.entries[1:]:
            self._after[entry.parent].append(entry)
        self._seen: set[int] = set()

    def verify(self) -> Verdict:
        """Replay to every end there is, the head last."""
        parents = {node.parent for node in self.replay.tree.nodes.values()}
        head = self.replay.tree.head
        ends = [seq for seq in self.replay.tree.nodes if seq not in parents and seq != head]
        if seams := [e.seq for e in self.replay.tree.nodes.values() if e.kind == "seam"]:
            self.verdict.seam = max(seams)
            ends = [e for e in ends if self._sewn(e)]
        for end in [*ends, head]:
            self.verdict.exercise = self._to(end)
        return self.verdict

    def _sewn(self, end: int) -> bool:
        """Tell whether a path goes on from a seam; what lies before one cannot be compared."""
        return any(entry.kind == "seam" for entry in self.replay.tree.path(end))

    def _to(self, end: int) -> Exercise:
        exercise, rest = self.replay.begin(self.replay.tree.path(end))
        self._meet(exercise, rest[0].parent if rest else end)
        for entry in rest:
            self.replay.follow(exercise, [entry])
            self._meet(exercise, entry.seq)
        return exercise

    def _meet(self, exercise: Exercise, node: int) -> None:
        """Compare whatever was recorded at a node, once."""
        if node in self._seen:
            return
        self._seen.add(node)
        for entry in self._after[node]:
            self.replay.compare(exercise, entry)
            self.verdict.entries += 1
        advanced = self.replay.tree.nodes[node].kind == "advance"
        if advanced and isinstance(exercise.pause, TurnEnded):
            self._turn(exercise, node)

    def _turn(self, exercise: Exercise, node: int) -> None:
        """Compare what was kept at a turn's end, and the snapshot with what it brings back."""
        self.verdict.turns += 1
        for derived in turn_end(exercise, node):
            kept = self._kept.get((node, derived.kind))
            if kept is None:
                continue
            self.verdict.kept += 1
            if kept != derived.text and not _same(json.loads(kept), json.loads(derived.text)):
                raise self._kept_differs(node, derived.kind)
            if derived.kind == "snapshot":
                replication = self.replay.setup.data["replication"]
                back = restored(self.replay.prepared, replication, kept)
                if back.state_hash() != exercise.state_hash():
                    raise self._kept_differs(node, derived.kind)

    def _kept_differs(self, node: int, kind: str) -> Differs:
        says = f"the {kind} kept with entry {node} does not follow from the inputs"
        return Differs(self.replay.path, says)


def _same(kept: object, found: object) -> bool:
    """Tell whether two records are the same but for the last bits of numbers.

    The exponential of one processor may differ from another's in the last bit, and with it how
    likely a choice was. What decides how play goes on is held to the bit, by its hash.
    """
    if isinstance(kept, dict) and isinstance(found, dict):
        return kept.keys() == found.keys() and all(_same(kept[key], found[key]) for key in kept)
    if isinstance(kept, list) and isinstance(found, list):
        return len(kept) == len(found) and all(map(_same, kept, found))
    if isinstance(kept, float) and isinstance(found, float):
        return isclose(kept, found, rel_tol=CLOSE, abs_tol=CLOSE)
    return kept == found


def verify(contents: Contents, loader: Loader) -> Verdict:
    """Replay a whole journal and return what was compared; Differs names what is not as it was."""
    verifier = Verifier(contents, loader)
    return verifier.verify()
