"""What stands in a column adds up as it stands there, and every column is explained."""

from __future__ import annotations

import re
from collections.abc import Iterable

from engine.model import Turns
from engine.play.exercise import Exercise
from engine.record import Explanation
from reports.names import Names
from tests.tui.room import NARROW, keys, quarrel, seen, table
from tui.lexicon import lexicon_of
from tui.screens.why import _compared
from tui.widgets.options import held, motives_of

ROW = re.compile(r"^(.*?)\s+([−+]\S+|–)\s+([−+]\S+|–)\s+([−+]\S+|–)$")


def explained() -> Iterable[Explanation]:
    """Every decision of a year's quarrels."""
    for seed in range(6):
        exercise = Exercise(quarrel(turns=Turns(8, 1, "month")), seed, people=())
        while exercise.pause is None or type(exercise.pause).__name__ != "Finished":
            exercise.advance()
        for report in exercise.reports:
            yield from (each.explanation for each in report.decisions if each.explanation)


def figures(text: str) -> list[tuple[str, list[int]]]:
    """The rows of three figures, in thousandths, with the name of each."""
    rows = [found for found in map(ROW.match, text.splitlines()) if found]
    return [(row[1].strip(), [*map(thousandths, row.groups()[1:])]) for row in rows]


def thousandths(shown: str) -> int:
    """A figure as it is shown, a dash as none."""
    return 0 if shown == "–" else round(float(shown.replace("−", "-")) * 1000)


def test_the_sum_of_a_motive_is_that_of_what_is_shown() -> None:
    names, found = Names(quarrel()), 0
    for each in explained():
        lexicon = lexicon_of(names, each.actor, each.options, {})
        for option in each.options:
            text = motives_of(option, held(each.options), lexicon, 40).plain
            for name, (own, others, total) in figures(text):
                assert own + others == total, (name, text)
                found += 1
    assert found > 100


def test_why_adds_up_row_by_row_and_down_the_columns() -> None:
    names = Names(quarrel())
    precision = {actor.id: actor.decision.precision for actor in quarrel().actors}
    for each in explained():
        rows = figures(_compared(each, names, precision[each.actor], 40).plain)
        assert all(mine - theirs == gain for _, (mine, theirs, gain) in rows), rows
        at = [name for name, *_ in rows].index("utility")
        for column in (0, 1):
            assert sum(row[column] for _, row in rows[:at]) == rows[at][1][column], rows
            assert rows[at][1][column] + rows[at + 1][1][column] == rows[at + 2][1][column], rows


async def test_help_and_the_row_of_holding_say_what_net_is() -> None:
    app = table()
    async with app.run_test(size=NARROW) as desk:
        await keys(desk, "n", "d", "question_mark", "end")
        told = " ".join(seen(app).replace("│", " ").split())
        assert "net: its utility beside holding." in told
