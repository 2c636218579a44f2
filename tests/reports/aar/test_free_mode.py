"""A white cell that rules freely overturns nothing: it was shown the model's odds and no roll."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from engine.content.copies import load_copy
from engine.content.library import Library
from engine.play.journal.session import Session
from engine.record import Adjudication, AwaitChoices, Ruling, TurnEnded
from reports.aar.gathering import Aar, Options, gathered
from reports.aar.record import read_record
from reports.aar.surprises import surprises
from reports.aar.writing import page, text
from tests.reports import table
from tests.reports.reading import Page

QUICK = Options(runs=0, odds=0)
WHY = "The room held it for certain."


@pytest.fixture(scope="module")
def ruled(tmp_path_factory: pytest.TempPathFactory) -> Aar:
    """Return the report of some turns in free mode: each move is ruled as the roll is not."""
    path: Path = tmp_path_factory.mktemp("free") / "free.whitecell"
    plan = replace(table.PLAN, rulings=False, mode="free")
    copy = Library().copy(table.SCENARIO, table.VARIANT, None, {})
    with Session.create(path, copy, load_copy, plan, author=table.CONTROL) as session:
        for _ in range(400):
            pause = session.advance()
            if isinstance(pause, AwaitChoices):
                for seat, view in pause.seats.items():
                    unsure = [o.move for o in view.options if o.possible and o.odds < 1.0]
                    session.submit(seat, [*unsure, "hold"][0])
            elif isinstance(pause, Adjudication):
                other = "failed" if pause.proposed == "done" else "done"
                session.rule(Ruling(other, WHY, table.CONTROL))
            elif isinstance(pause, TurnEnded) and pause.report.turn == 6:
                break
    return gathered(read_record(path), QUICK, lambda doing, share: None)


def test_free_rulings_overturn_nothing(ruled: Aar) -> None:
    assert len(ruled.rulings) >= 3
    for row in ruled.rulings:
        assert row.freely
        assert not row.against
        assert (row.how, row.by, row.reason) == ("ruled freely", table.CONTROL, WHY)
        assert row.by_roll != row.result


def test_the_summary_accuses_nobody(ruled: Aar) -> None:
    said = " ".join(ruled.summary.points)
    count = len(ruled.rulings)
    assert "overturned" not in said
    assert f"ruled freely on {count} moves, with the model's odds before it and no roll" in said
    assert (f"{count} of {count}", "uncertain moves ruled freely") in ruled.summary.figures
    assert not any("overturned" in what for _, what in ruled.summary.figures)


@pytest.mark.parametrize("write", [page, text])
def test_the_roll_nobody_saw_is_called_that(ruled: Aar, write: object) -> None:
    told = page(ruled, QUICK) if write is page else text(ruled, QUICK)
    shown = Page(told).words if write is page else told
    assert "against the roll" not in shown
    assert "not shown" in shown
    assert "would have been" not in shown
    assert (
        f"not shown: {ruled.rulings[0].by_roll}" in shown
        or f"| {ruled.rulings[0].by_roll}, {ruled.rulings[0].told.within} |" in shown
    )


def test_a_roll_nobody_saw_surprised_nobody(ruled: Aar) -> None:
    unlikely = tuple(replace(row, odds=0.05, by_roll="done") for row in ruled.rulings)
    assert surprises(ruled.record, (), unlikely, None) == ()
    shown = tuple(replace(row, freely=False) for row in unlikely)
    assert len(surprises(ruled.record, (), shown, None, most=99)) == len(shown)
