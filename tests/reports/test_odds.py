"""Odds in words: ICD 203 terms beside numbers, honest where few roll-outs are in."""

from __future__ import annotations

from dataclasses import replace

import pytest

from batch.statistics import wilson
from batch.tally import Difference, Run, Share, Tally
from reports.odds import Place, bar, odds_data, odds_lines, points, reach, term
from tests.engine.small import scenario


def share(hits: int, runs: int) -> Share:
    return Share("x", hits, hits / runs, *wilson(hits, runs))


@pytest.mark.parametrize(
    ("hits", "runs", "says"),
    [
        (0, 400, "almost no chance"),
        (400, 400, "almost certain"),
        (280, 400, "likely"),
        (200, 400, "roughly even chance"),
        (40, 400, "very unlikely"),
        (0, 4, "almost no chance to roughly even chance"),
        (2, 4, "very unlikely to very likely"),
    ],
)
def test_the_term_is_that_of_icd_203_and_two_where_one_would_say_too_much(
    hits: int, runs: int, says: str
) -> None:
    assert term(share(hits, runs)) == says


def test_figures_in_points() -> None:
    assert reach(share(200, 400)) == "±5"
    assert [reach(share(hits, 20)) for hits in (0, 1, 19, 20)] == ["±16", "±19", "±19", "±16"]
    assert points(Difference("x", 0.08, 0.05, 0.11)) == "+8 ±3"
    assert points(Difference("x", -0.3, -0.5, -0.1)) == "−30 ±20"
    assert points(Difference("x", 0.0, -0.001, 0.001)) == "±0 ±1"
    assert (bar(0.0, 8), bar(0.001, 8), bar(1.0, 8)) == ("", "▇", "▇" * 8)


def forecast() -> Tally:
    made = scenario()
    ids = tuple(level.id for level in made.theatre.levels)
    tally = Tally(("riot", "other"), ids, ((0.0, 100.0),) * 2, 6, 6, ("hold", "strike"))
    for at in range(40):
        tally.add(
            Run("other", ((6, (50.0, 20.0)),)),
            {"hold": "other", "strike": "riot"} if at else {"hold": "other", "strike": "other"},
        )
    return tally


def test_the_text_tells_shares_options_fans_and_whose_they_are() -> None:
    place = Place(scenario(), 7, "from turn 6, 1 Jun 2026", None, "ash")
    text = "\n".join(odds_lines(place, forecast().forecast(40), 90))
    assert "other  100% ±9" in text
    assert "almost certain" in text
    assert "IF ASH DOES THIS (beside hold, on the same luck)" in text
    assert "riot +98" in text
    assert "goods" in text
    assert "for the white cell only" in text
    seat = "\n".join(odds_lines(Place(scenario(), 7, "here", "ash"), forecast().forecast(40)))
    assert "as Ash sees it" in seat
    assert "no inject to come" in seat


@pytest.mark.parametrize("width", [50, 80])
def test_odds_wrap_by_words_and_nothing_is_cut(width: int) -> None:
    says = "the harvest fails and " * 6 + "nobody comes to the market"
    made = scenario(title="A very long dispute over the ford " * 3)
    made = replace(made, outcomes=tuple(replace(o, says=says) for o in made.outcomes))
    place = Place(made, 7, "from turn 6, 1 Jun 2026", None, "ash")
    lines = odds_lines(place, forecast().forecast(40), width)
    assert max(map(len, lines)) <= width
    told = " ".join(" ".join(lines).split())
    assert told.count("nobody comes to the market.") == len(made.outcomes)
    assert "…" not in told
    assert "for the white cell only." in told


def test_names_in_ids_keep_their_capitals_as_at_the_table() -> None:
    made = scenario(variant="ash_calm", title="What Ash does")
    other = replace(made.outcomes[0], id="ash_falls")
    made = replace(made, outcomes=(other, *made.outcomes[1:]))
    tally = Tally(("ash_falls", "other"), (), (), 6, 6, ("hold", "bribe_ash"))
    for _ in range(40):
        tally.add(Run("other", ()), {"hold": "other", "bribe_ash": "ash_falls"})
    lines = odds_lines(Place(made, 7, "from here", None, "elm"), tally.forecast(40))
    text = "\n".join(lines)
    assert lines[0].startswith("What Ash does · Ash calm · ")
    assert "  Ash falls" in text
    assert "  bribe Ash  Ash falls 100%" in text
    assert "Ash falls +100" in text
    assert "ash" not in text


def test_hostile_texts_come_out_without_controls() -> None:
    bad = "a\x1b]0;x\x07b\u202e"
    made = replace(scenario(), title=bad)
    made = replace(made, outcomes=tuple(replace(o, says=bad) for o in made.outcomes))
    lines = odds_lines(Place(made, 1, bad), forecast().forecast(40))
    assert all(line.isprintable() for line in lines)


def test_the_data_is_unrounded_and_ordered() -> None:
    data = odds_data(Place(scenario(), 7, "here"), forecast().forecast(40), {"b": "1", "a": "2"}, 6)
    assert list(data["settings"]) == ["a", "b"]
    assert [s["outcome"] for s in data["shares"]] == ["riot", "other"]
    assert data["options"][1]["differences"][0]["difference"] == pytest.approx(39 / 40)
