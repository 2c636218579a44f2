"""The largest change of the odds is named, with what was done in that turn."""

from __future__ import annotations

from datetime import date

from reports.aar.gathering import Aar
from reports.aar.odds import Moment
from reports.aar.summary import summary
from reports.aar.swings import Swing, swing

HEAD = "The odds moved most in turn "


def odds(aar: Aar, turn: int, jump: float) -> tuple[Moment, ...]:
    """Even odds but for the first outcome, which is a tenth and `jump` more after a turn."""
    rest = len(aar.record.scenario.outcomes) - 1

    def shares(first: float) -> tuple[float, ...]:
        return (first, *[(1.0 - first) / rest] * rest)

    turns = range(len(aar.record.reports))
    return tuple(Moment(at, date(2026, 1, 1), shares(0.1 + jump * (at >= turn))) for at in turns)


def points(aar: Aar, moments: tuple[Moment, ...]) -> list[str]:
    found = summary(
        aar.record,
        aar.people,
        aar.decisions,
        aar.rulings,
        aar.injects,
        aar.surprises,
        None,
        moments,
    )
    return [point for point in found.points if point.startswith(HEAD)]


def test_the_summary_names_the_jump_and_what_was_fired_in_its_turn(aar: Aar) -> None:
    """The white cell edited an inject after turn 4, and fired it."""
    outcome = aar.record.names.spelled(aar.record.scenario.outcomes[0].id)
    (told,) = points(aar, odds(aar, 5, 0.85))
    assert told.startswith(f"{HEAD}5: {outcome} from 10% to 95%. In that turn: inject ")
    assert "inject Beijing envoy delayed (edited)" in told


def test_small_changes_are_not_told(aar: Aar) -> None:
    assert points(aar, odds(aar, 5, 0.19)) == []
    assert points(aar, ()) == []
    assert len(points(aar, odds(aar, 5, 0.2))) == 1


def test_what_people_did_stands_first(aar: Aar) -> None:
    persons = {d.act for _, d in aar.record.decisions() if d.by != "engine" and d.act}
    mixed = 0
    for report in aar.record.reports[1:-1]:
        found = swing(aar.record, aar.people, odds(aar, report.turn, 0.5), ())
        assert found is not None
        deeds = [deed for deed in found.deeds if not deed.startswith("inject ")]
        acts = [act for act in report.acts if not act.called_off]
        ours = [act for act in acts if act.id in persons]
        assert len(deeds) == len(acts)
        mixed += 0 < len(ours) < len(deeds)
        for act, deed in zip(ours, deeds, strict=False):
            assert deed.startswith(aar.record.names.actor(act.actor))
    assert mixed


def test_a_long_turn_is_told_by_its_first_deeds() -> None:
    told = Swing(3, "calm", 0.5, 0.1, ("a", "b", "c", "d", "e", "f")).told
    assert told == (
        "The odds moved most in turn 3: calm from 50% to 10%. "
        "In that turn: a; b; c; d; and 2 more deeds."
    )
