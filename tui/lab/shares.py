"""How the runs ended, arm by arm, with intervals: so far while they run, then as compared."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from textual.content import Content
from textual.widgets.option_list import Option

from batch.compare.shares import Share
from reports.comparison.limits import intervals_tell
from reports.comparison.text import enough
from reports.comparison.told import answer, chosen_say, question
from reports.comparison.wording import points, points_span, share, span
from reports.wording import capital, counted
from tui import safe
from tui.lab.bars import share_bar
from tui.lab.differences import verdict
from tui.lab.rooms import MUTED, Line, Room
from tui.pairs import head
from tui.widgets.lists import cells, right

ANSWER = "answer"


class Shares(Room):
    """The shares of all classes in all arms, by class or by arm."""

    ID, NAME, TITLE, NEXT = "shares", "shares", "HOW THE RUNS ENDED", "see how the runs ended"
    READS = False

    def rows(self, width: int) -> Iterable[Option]:
        """Return a row for each share, under its class or its arm."""
        shares = self.lab.shares
        if not shares:
            yield Option(safe.one(self._none(), MUTED), disabled=True)
            return
        if self.lab.comparison is not None and not self.lab.live:
            told = cells(Content.assemble(("In short  ", "bold $primary"), self._answer()), width)
            yield Option(told, ANSWER)
        seen = {each.outcome for each in shares if each.hits}
        shown = [each for each in shares if each.outcome in seen]
        most = max(each.high for each in shown)
        room = min(24, max(len(self._name(each)) for each in shown))
        for title, group in self._groups(shown):
            yield head(title)
            for each in group:
                yield Option(self._row(each, room, most, width), self._id(each))

    def _none(self) -> str:
        return "No run has ended yet." if self.lab.running else self.absent()

    def _groups(self, shown: Sequence[Share]) -> Iterator[tuple[str, list[Share]]]:
        """Give the shares by class, the commonest anywhere first, or by arm."""
        if self.lab.by_arm:
            for label in dict.fromkeys(each.arm for each in shown):
                own = [each for each in shown if each.arm == label]
                yield f"{self.lab.names[label]} · {counted(own[0].runs, 'run')}", own
            return
        highest: dict[str, float] = {}
        for each in shown:
            highest[each.outcome] = max(highest.get(each.outcome, 0.0), each.share)
        ranked = sorted(highest, key=lambda each: (-highest[each], each))
        for outcome in highest if self.lab.live else ranked:  # rows that jump cannot be read
            yield self.lab.outcome(outcome).upper(), [s for s in shown if s.outcome == outcome]

    def _name(self, each: Share) -> str:
        return self.lab.outcome(each.outcome) if self.lab.by_arm else self.lab.names[each.arm]

    def _row(self, each: Share, room: int, most: float, width: int) -> Content:
        left = width - room - 26
        bar = share_bar(each.share, each.low, each.high, most, min(60, max(4, left)))
        return Content.assemble(
            "  ",
            cells(safe.one(self._name(each)), room),
            right(Content.styled(share(each.share), "bold"), 7),
            right(Content.styled(span(each.low, each.high).replace(" to ", "–"), MUTED), 15),
            "  ",
            (bar, "$primary"),
        )

    def _id(self, each: Share) -> str:
        labels = list(self.lab.names)
        return f"{labels.index(each.arm)}|{each.outcome}"

    def found(self, id: str) -> Share | None:
        """Return the share of a row."""
        return next((each for each in self.lab.shares if self._id(each) == id), None)

    def _answer(self) -> str:
        of = self.lab.comparison
        return safe.line(answer(of, self.lab.terms)) if of is not None else ""

    def detail(self, id: str, width: int) -> Iterable[Line]:
        """Return what a share is, and what its arm sets."""
        of, each = self.lab.comparison, self.found(id)
        if id == ANSWER and of is not None:
            yield question(of, self.lab.terms), "bold"
            yield self._answer(), ""
            if told := chosen_say(of, "c chooses another"):
                yield told, ""
            studies = (cloud.results.study for cloud in of.clouds)
            model = "The shares are a model's: what follows from its assumptions."
            yield f"{model} {intervals_tell(studies)}", MUTED
        elif each is not None:
            yield from self._told(each)

    def _told(self, each: Share) -> Iterator[Line]:
        lab = self.lab
        yield f"{capital(lab.outcome(each.outcome))}: {lab.means(each.outcome)}", "bold"
        hits = f"{each.hits:,} of {counted(each.runs, 'run')} of {lab.names[each.arm]}"
        method = f"{each.method}{', so far' if lab.live else ''}"
        told = f"{share(each.share)}; 95% interval {span(each.low, each.high)} ({method})"
        yield f"{hits}: {told}", ""
        yield from self._against(each)
        if (arm := lab.arm(each.arm)) is not None:
            read = f", lens {arm.lens}" if arm.lens else ""
            yield f"What is set{read}: {lab.sets(arm)}", ""
        cloud = lab.cloud(each.arm)
        if lab.comparison is not None and cloud is not None and not lab.live:
            yield f"{capital(enough(cloud, lab.comparison.needed[each.arm]))}.", MUTED

    def _against(self, each: Share) -> Iterator[Line]:
        of = self.lab.comparison
        if of is None or self.lab.live:
            return
        base = of.names[of.baseline.label]
        for d in of.share_differences:
            if (d.arm, d.outcome) == (each.arm, each.outcome):
                told = f"{points(d.difference)} points ({points_span(d.low, d.high)})"
                yield f"Against {base}: {told}, {verdict(sure=d.sure)}", ""
