"""Which policy is robust: what each loses against the best one, over all futures."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from textual.content import Content
from textual.widgets.option_list import Option

from batch.compare.measures import columns_of
from batch.compare.policies import Axis
from batch.regret import Regret
from reports.comparison.regrets import often_told, policy_axes, regret_sentences, worst_place
from reports.comparison.wording import column_in_words, number
from tui import safe
from tui.lab.bars import share_bar
from tui.lab.rooms import MUTED, Line, Room, note
from tui.waiting import Waiting
from tui.widgets.lists import cells, hanging, right


def _columns(room: int) -> Content:
    """Return the names of the columns, over them."""
    named = (right(Content(name), size) for name, size in (("worst", 14), ("mean", 10)))
    chosen = right(Content("chosen"), 9)  # so often, were the runs drawn anew
    return Content.assemble(cells(Content("  policy"), room), *named, chosen).stylize("bold")


class Regrets(Room):
    """A row for each policy, the least worst regret first."""

    ID, NAME, TITLE, NEXT = "regret", "regret", "WHICH POLICY IS ROBUST", "weigh policies by regret"

    def axes(self) -> list[Axis]:
        """Return the names of arms that may be policies: those that differ."""
        return policy_axes(self.lab.comparison) if self.lab.comparison else []

    def values(self) -> list[tuple[str, str]]:
        """Return what policies may be for: a value's id and its words, each words once.

        Expectations that read one measure have its words and its figures.
        """
        of = self.lab.comparison
        if of is None:
            return []
        seen = dict.fromkeys(each.outcome for each in of.shares if each.hits)
        told = [(f"outcome.{id}", f"how often it ends as {self.lab.outcome(id)}") for id in seen]
        columns = dict[str, str]()
        for column in columns_of(of.clouds):
            columns.setdefault(column_in_words(column, self.lab.terms), column)
        return told + [(column, words) for words, column in columns.items()]

    def own_rows(self, width: int) -> Iterator[Option]:
        """Return which policy follows and how each stands, or how to ask."""
        of = self.lab.comparison
        if of is None or of.robust is None:
            ask = "v chooses what the policies are for" if self.axes() else ""
            yield note(ask or "The arms differ in nothing that could be a policy.")
            return
        table, chosen = of.robust.table, dict(of.robust.chosen)
        marked = table.minimax if of.robust.decided else ()
        most = max(row.worst for row in table.standings)
        room = min(28, max(len(each) for each in ("policy", *table.policies)) + 2)
        _, follows = regret_sentences(of.robust, self.lab.terms)
        yield Option(hanging(Content(""), safe.one(follows, "bold"), width), disabled=True)
        yield Option(_columns(room), disabled=True)
        for at, row in enumerate(table.standings):
            least = "▶ " if row.policy in marked else "  "
            bar = share_bar(row.worst, row.worst, row.worst, most, max(4, width - room - 40))
            yield Option(
                Content.assemble(
                    cells(Content.assemble(least, safe.one(row.policy)), room),
                    right(Content.styled(number(row.worst), "bold"), 14),
                    right(Content(number(row.mean)), 10),
                    right(Content(often_told(chosen[row.policy]) if chosen else "–"), 9),
                    "  ",
                    (bar, "$primary"),
                ),
                str(at),
            )

    def detail(self, id: str, width: int) -> Iterable[Line]:
        """Return what a policy loses in each future, and what regrets are of."""
        of = self.lab.comparison
        if of is None or of.robust is None:
            yield "Regret is what a policy loses against the best one in the same future.", ""
            return
        if id.isdigit():
            yield from self._own(of.robust.table, int(id))
        says, _ = regret_sentences(of.robust, self.lab.terms)
        yield says, MUTED
        if of.robust.chosen:
            yield "Chosen: how often it would be, were the runs drawn anew.", MUTED

    def _own(self, table: Regret, at: int) -> Iterator[Line]:
        """Give what a policy loses in each future, the most first."""
        row = table.standings[at]
        own = table.regrets[table.policies.index(row.policy)]
        place = worst_place(table, row)
        at_worst = f"is at its worst in {place}" if place else "loses nothing anywhere"
        yield f"{row.policy} {at_worst}.", "bold"
        for future, lost in sorted(zip(table.futures, own, strict=True), key=lambda p: -p[1]):
            yield f"{number(lost)} in {future}", ""

    def waiting(self) -> Waiting | None:
        """Return that a value is to be chosen."""
        of = self.lab.comparison
        if of is None or of.robust is not None or not self.axes():
            return None
        return Waiting("What are the policies for?", "v", "value", "choose a value")
