"""Charts on plain data: what is in the spec, and that drawing it is safe."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from reports.charts import drawing
from reports.charts.drawing import DrawingError, Spec, clean, script_bundle, svgs
from reports.charts.effects import differences, differences_by_measure, indices
from reports.charts.fans import BANDS, Fan, fan, fans_by_variant
from reports.charts.lanes import lanes
from reports.charts.shares import odds_over_time, shares, shares_by_variant
from tests.reports.hostile import BITE, TAIL
from tests.reports.reading import Page, findings

DAYS = ["2026-01-01", "2026-02-01", "2026-03-01"]
BOUNDS = {name: [50.0 + at for at in range(3)] for name in BANDS}
NASTY = BITE + TAIL


def a_fan(**changes: Any) -> Fan:
    made: dict[str, Any] = {
        "days": DAYS,
        "bands": BOUNDS,
        "played": [50.0, 60.0],
        "unit": NASTY,
        "low": 0.0,
        "high": 100.0,
    }
    return {**made, **changes}  # type: ignore[typeddict-item,return-value]


def share(name: str, mark: bool = False) -> Any:
    return {"name": name, "share": 0.4, "low": 0.3, "high": 0.5, "mark": mark}


MAKERS: dict[str, Callable[[], Spec]] = {
    "fan": lambda: fan(a_fan()),
    "fans_by_variant": lambda: fans_by_variant(
        [
            {"name": name, "days": DAYS, "bands": BOUNDS, "row": "", "column": ""}
            for name in ("plain", NASTY)
        ]
    ),
    "fans_crossed": lambda: fans_by_variant(
        [
            {"name": f"{a}+{b}", "days": DAYS, "bands": BOUNDS, "row": a, "column": b}
            for a in ("plain", NASTY)
            for b in ("as it is", NASTY)
        ]
    ),
    "shares": lambda: shares([share("plain"), share(NASTY, True)]),
    "shares_by_variant": lambda: shares_by_variant(
        [
            {"variant": v, "outcome": o, "share": 0.4, "low": 0.3, "high": 0.5}
            for v in ("a", NASTY)
            for o in ("x", NASTY)
        ]
    ),
    "odds_over_time": lambda: odds_over_time(
        ["a", NASTY], [{"day": NASTY, "shares": [0.95, 0.05]}]
    ),
    "lanes": lambda: lanes(
        [NASTY],
        [{"lane": NASTY, "day": DAYS[1], "kind": "move", "surprising": True, "says": NASTY}],
        DAYS,
    ),
    "differences": lambda: differences(
        [{"variant": NASTY, "measure": "m", "difference": 0.2, "low": 0.1, "high": 0.3}]
    ),
    "differences_by_measure": lambda: differences_by_measure(
        [
            {"variant": v, "measure": NASTY, "difference": 0.2, "low": 0.1, "high": 0.3}
            for v in ("a", NASTY)
        ]
    ),
    "indices": lambda: indices([{"name": NASTY, "index": 0.5, "low": 0.4, "high": 0.6}]),
}


def rows(spec: Spec) -> list[dict[str, Any]]:
    """Return the rows of the largest table in a spec."""
    return max(spec["datasets"].values(), key=len)


@pytest.fixture(scope="module")
def pictures() -> dict[str, str]:
    """Every chart drawn, all in one go, of hostile texts."""
    return dict(svgs({name: make() for name, make in MAKERS.items()}, dict.fromkeys(MAKERS, NASTY)))


@pytest.mark.parametrize("name", MAKERS)
def test_a_chart_of_hostile_texts_is_a_picture_and_nothing_more(
    name: str, pictures: dict[str, str]
) -> None:
    read = Page(pictures[name])
    assert read.tags["svg"] == 1
    assert findings(read) == []
    assert not set("\x1b\u202e") & set(pictures[name])
    assert "TAIL" not in read.tags


def test_the_pictures_of_a_page_share_no_id(pictures: dict[str, str]) -> None:
    ids = [id for picture in pictures.values() for id in Page(picture).values("id")]
    assert len(ids) == len(set(ids))
    used = set(re.findall(r"url\(#([^)]+)\)", "".join(pictures.values())))
    assert used <= set(ids)


def test_no_field_or_expression_is_made_of_data() -> None:
    told = json.dumps({name: make() for name, make in MAKERS.items()})
    fields = set(re.findall(r'"field": "([^"]+)"', told))
    tests = set(re.findall(r'"test": "([^"]+)"', told))
    assert all(re.fullmatch(r"[a-z0-9_]+", each) for each in fields)
    assert tests == {"datum.mark", "datum.surprising", "datum.sure"}


def test_the_same_data_draw_the_same_picture(pictures: dict[str, str]) -> None:
    again = svgs({"shares": MAKERS["shares"]()}, {"shares": NASTY})
    assert again["shares"] == pictures["shares"]


def test_charts_made_side_by_side_do_not_mix() -> None:
    with ThreadPoolExecutor(4) as pool:
        made = list(pool.map(lambda _: json.dumps(fan(a_fan())), range(40)))
    assert len(set(made)) == 1


def test_a_fan_holds_its_bands_and_as_much_of_the_line_as_was_played() -> None:
    found = rows(fan(a_fan()))
    assert [row["p05"] for row in found] == [50.0, 51.0, 52.0]
    assert [row.get("played") for row in found] == [50.0, 60.0, None]
    assert [row["day"] for row in found] == DAYS


def test_months_below_a_chart_stand_apart_and_names_beside_it_touch_no_dot() -> None:
    look = fan(a_fan())["config"]
    assert look["axisTemporal"]["labelSeparation"] > 0
    assert look["axisY"]["labelPadding"] > 2
    assert look["legend"]["columnPadding"] > 10


def test_a_fan_without_runs_is_the_played_line_alone() -> None:
    spec = fan(a_fan(bands={}))
    assert [layer["mark"]["type"] for layer in spec["layer"]] == ["line"]


def test_odds_are_stacked_to_one_and_small_shares_go_unlabelled() -> None:
    found = rows(odds_over_time(["a", "b"], [{"day": "1", "shares": [0.95, 0.05]}]))
    assert [(row["from"], row["to"]) for row in found] == [(0.0, 0.95), (0.95, 1.0)]
    assert [row["text"] for row in found] == ["95", ""]


def test_a_difference_is_sure_where_its_interval_leaves_none_out() -> None:
    sure = {"variant": "a", "measure": "m", "difference": 0.2, "low": 0.1, "high": 0.3}
    unsure = {**sure, "variant": "b", "low": -0.1}
    found = rows(differences([sure, unsure]))  # type: ignore[list-item]
    assert [row["sure"] for row in found] == [True, False]


def test_a_spec_is_cleaned_of_what_would_end_the_renderer() -> None:
    assert clean({"a\x00": ["x\x1by", float("nan"), ("z",)], "n": 1.5}) == {
        "a": ["xy", None, ["z"]],
        "n": 1.5,
    }


def test_a_renderer_that_dies_is_told_and_not_shared(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(drawing, "clean", lambda spec: spec)
    spec = {**MAKERS["shares"](), "title": "\x1b"}
    with pytest.raises(DrawingError, match="could not be drawn"):
        svgs({"bad": spec}, {"bad": "bad"})


def test_no_pictures_need_no_renderer(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "vl_convert", None)
    assert svgs({}, {}) == {}


def test_the_script_of_the_second_page_cannot_end_its_element() -> None:
    bundle = script_bundle()
    assert "</script" not in bundle
    assert "<!--" not in bundle
    assert len(bundle) > 500_000
