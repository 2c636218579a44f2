"""When runs of an arm first part from the baseline's, and by which act."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from textual.content import Content
from textual.widgets.option_list import Option

from batch.compare.divergence import Divergence
from reports.comparison.wording import DONE, DONE_IN_SHORT, deed, parted, share
from reports.wording import counted
from tui import safe
from tui.lab.bars import counts_in_blocks
from tui.lab.rooms import MUTED, Line, Room, note
from tui.pairs import head
from tui.widgets.lists import cells, right

MOST = 8


class Partings(Room):
    """The acts that parted pairs of runs, arm by arm, the commonest first."""

    ID, NAME, TITLE = "parting", "parting", "WHERE RUNS PART FROM THE BASELINE'S"
    NEXT = "see which act parts the runs first"

    def own_rows(self, width: int) -> Iterator[Option]:
        """Return the acts, under a heading for each arm."""
        of = self.lab.comparison
        if of is None or not of.divergences:
            yield note("There are no two arms with the same luck to hold side by side.")
            return
        for at, each in enumerate(of.divergences):
            yield head(of.names[each.arm])
            yield Option(cells(self._sentence(each), width), f"{at}|")
            for way, parting in enumerate(each.partings[:MOST]):
                told = f"{deed(parting.deed, self.lab.terms)}, {DONE_IN_SHORT[parting.done]}"
                row = Content.assemble(
                    right(Content.styled(share(parting.pairs / each.pairs), "bold"), 8),
                    "  ",
                    safe.one(told),
                )
                yield Option(cells(row, width), f"{at}|{way}")

    def _sentence(self, each: Divergence) -> Content:
        if each.turns is None:
            return Content.assemble(
                "  ", f"The same was done in all {counted(each.pairs, 'pair')}."
            )
        blocks = counts_in_blocks([dict(each.by_turn).get(t, 0) for t in self._turns(each)])
        low, middle, high = each.turns
        told = (
            f"{each.parted:,} of {each.pairs:,} part; median turn {middle}, half in {low} to {high}"
        )
        return Content.assemble("  ", safe.one(told), (f"  {blocks}", "$primary"))

    def _turns(self, each: Divergence) -> range:
        return range(1, max((turn for turn, _ in each.by_turn), default=0) + 1)

    def detail(self, id: str, width: int) -> Iterable[Line]:
        """Return what an act was to the pairs it parted, or when an arm parts."""
        of = self.lab.comparison
        place, _, way = id.partition("|")
        if of is None or not place.isdigit():
            return
        each = of.divergences[int(place)]
        yield parted(each, of.names[each.arm]), "bold" if not way else ""
        if way:
            parting = each.partings[int(way)]
            yield deed(parting.deed, self.lab.terms), "bold"
            told = f"{parting.pairs:,} of {counted(each.pairs, 'pair')} part by it first"
            yield f"{told}: {DONE[parting.done]}.", ""
        else:
            for turn, count in each.by_turn:
                yield f"turn {turn}: {share(count / each.pairs)} of pairs part", ""
        yield "Injects are left out: they are what the variants set.", MUTED
