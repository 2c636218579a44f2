"""How the levels that part most went, turn by turn, arm by arm."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from textual.content import Content
from textual.widgets.option_list import Option

from batch.compare.fans import Fan as ArmFan
from batch.statistics import QUANTILES
from batch.tally import Fan
from engine.model import Level
from reports.wording import amount
from tui import safe
from tui.lab.bars import line_in_blocks
from tui.lab.rooms import Line, Room, note
from tui.pairs import head
from tui.widgets.lists import cells, right
from tui.widgets.odds import fan_picture

FEWEST_STEPS, MOST_STEPS = 5, 17
"""Rows a fan is drawn on."""
LINE, LONGEST, BESIDE = 14, 40, 46
"""Cells of a row's line: the fewest there are, the most; what the rest of the row needs."""


class Fans(Room):
    """A row for each arm under each level; the fan beside it, on one scale for all arms."""

    ID, NAME, TITLE, NEXT = "fans", "fans", "HOW LEVELS WENT", "see how levels went, by turn"

    def title(self) -> str:
        """Return which span of time went: a year, so many months."""
        went = self.lab.gathered.went if self.lab.gathered else ""
        return went.upper() or self.TITLE

    def own_rows(self, width: int) -> Iterator[Option]:
        """Return where each arm's runs came to, level by level."""
        of = self.lab.comparison
        if of is None or not of.fans:
            yield note("No level can be drawn.")
            return
        levels = list(dict.fromkeys(fan.level for fan in of.fans))
        for level in levels:
            yield head(self.lab.terms.level(level).upper())
            for at, fan in enumerate(of.fans):
                if fan.level == level and fan.turns:
                    yield Option(self._row(fan, width), str(at))

    def _level(self, fan: ArmFan) -> Level | None:
        return self.lab.terms.levels.get(fan.level)

    def _row(self, fan: ArmFan, width: int) -> Content:
        of, bounds = self.lab.comparison, self._bounds(fan)
        span = bounds[1] - bounds[0]
        low, middle, high = (fan.bands[name][-1] for name in ("p05", "p50", "p95"))
        told = f"{amount(middle, span)} ({amount(low, span)} to {amount(high, span)})"
        room = min(LONGEST, max(LINE, width - BESIDE))
        turns = max(len(each.turns) for each in self._beside(fan))
        step = -(-turns // room)
        line = line_in_blocks(fan.bands["p50"][::step], *bounds)
        size = min(room, -(-turns // step))
        return Content.assemble(
            "  ",
            cells(safe.one(of.names[fan.arm] if of else ""), max(8, width - 28 - size)),
            (f"{line:<{size}}  ", "$primary"),
            right(Content(told), 24),
        )

    def _beside(self, fan: ArmFan) -> list[ArmFan]:
        """Return the fans of a level, of all arms: their turns stand under each other from 0."""
        fans = self.lab.comparison.fans if self.lab.comparison else ()
        return [each for each in fans if each.level == fan.level and each.turns]

    def detail(self, id: str, width: int) -> Iterable[Line]:
        """Return nothing in lines: a fan is drawn."""
        return ()

    def heading(self, id: str) -> tuple[str, str]:
        """Return whose fan it is, and what its shades mean."""
        of = self.lab.comparison
        if of is None or not id.isdigit():
            return super().heading(id)
        fan = of.fans[int(id)]
        level = self._level(fan)
        unit = f", in {level.unit}" if level is not None and level.unit else ""
        title = f"{self.lab.terms.level(fan.level).upper()} · {of.names[fan.arm]}{unit}"
        return title, "█ middle  ▒ half of the runs  ░ nine in ten"

    def picture(self, id: str, width: int, height: int) -> Content | None:
        """Return the fan of a row, drawn on the scale of all arms."""
        of = self.lab.comparison
        if of is None or not id.isdigit():
            return None
        fan = of.fans[int(id)]
        level = self._level(fan)
        if level is None:
            return None
        steps = min(MOST_STEPS, max(FEWEST_STEPS, height - 1))
        return fan_picture(level, (), _as_odds(fan), width, self._bounds(fan), steps)

    def _bounds(self, fan: ArmFan) -> tuple[float, float]:
        """Return the scale of a level: it holds nine in ten runs of every arm."""
        beside = self._beside(fan)
        low = min(min(each.bands["p05"]) for each in beside)
        return low, max(max(each.bands["p95"]) for each in beside)


def _as_odds(fan: ArmFan) -> Fan:
    """Return a fan as the odds' screens draw theirs."""
    rows = zip(*(fan.bands[name] for name in QUANTILES), strict=True)
    return Fan(fan.level, fan.turns, tuple(rows))
