"""What stands over the sections of a report."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

import pytest

from reports.aar.gathering import Aar
from reports.aar.heading import head_of
from reports.aar.record import Record


@pytest.mark.parametrize(
    ("began", "ended", "told"),
    [
        ("21T14:05", "21T17:30", "21 Nov 2026, 14:05 to 17:30 UTC"),
        ("21T14:05", "23T09:30", "21 Nov 2026, 14:05 to 23 Nov 2026, 09:30 UTC"),
        ("21T14:05", "21T14:05", "21 Nov 2026"),
    ],
)
def test_both_days_are_named_where_it_was_played_on_two(
    began: str, ended: str, told: str, aar: Aar
) -> None:
    first, last = (datetime.fromisoformat(f"2026-11-{at}:00+00:00") for at in (began, ended))
    assert dict(head_of(replace(aar, played=(first, last)), 1).facts)["Played"] == told


def test_names_in_a_variant_and_a_lens_have_their_capitals(
    aar: Aar, monkeypatch: pytest.MonkeyPatch
) -> None:
    played = replace(aar.record.scenario, variant="with_seoul", lens="moscow_first")
    monkeypatch.setattr(Record, "scenario", property(lambda _: played))
    assert head_of(aar, 1).subtitle.startswith("with Seoul · lens Moscow first · ")
