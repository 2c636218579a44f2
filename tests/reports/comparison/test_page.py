"""The page of a batch: every arm of a study that crosses levers is there, or said not to be."""

from __future__ import annotations

from collections import Counter
from errno import ENOSPC
from pathlib import Path
from typing import Any

import pytest

from batch.compare.clouds import read_clouds
from batch.compare.whole import Comparison, compared
from batch.executors import Here
from batch.folders import FolderError
from batch.opening import Policy
from batch.runner import run_batch
from reports.charts.drawing import svgs
from reports.comparison import figures
from reports.comparison.crossing import MOST_PANELS, crossing, drawn, left_out
from reports.comparison.page import study_of, write
from reports.comparison.repeating import Wish
from reports.comparison.told import differences_say, fans_say, shares_say
from reports.comparison.wording import terms_of
from tests.batch.batches import begun


def policies(count: int) -> tuple[Policy, ...]:
    """Return ways for north to weigh its options, each another precision."""
    sets = ({"actors.north.decision.precision": str(20 + 5 * at)} for at in range(count))
    return tuple(Policy(f"p{at}", f"Way {at}.", each) for at, each in enumerate(sets))


def ran(folder: Path, **asked: Any) -> Path:
    out = begun(folder, **{"runs": 2, **asked})
    run_batch(out, Here())
    return out


@pytest.fixture(scope="module")
def crossed(tmp_path_factory: pytest.TempPathFactory) -> Comparison:
    """Two variants by five policies: ten arms."""
    out = ran(tmp_path_factory.mktemp("crossed"), policies=policies(5), runs=4)
    return compared(read_clouds([out]), "bold+p1")


def panels(spec: dict[str, Any]) -> Counter[tuple[str, str, str]]:
    """Return how many rows a chart has for each name, row and column."""
    data = max(spec["datasets"].values(), key=len)
    return Counter((each["name"], each["row"], each["column"]) for each in data)


def test_levers_that_cross_make_a_grid_of_all_arms(crossed: Comparison) -> None:
    grid = crossing(crossed.clouds)
    assert grid is not None
    assert (grid.rows, grid.columns) == ("policy", "variant")
    for picture in figures.fans(crossed, terms_of(crossed.clouds)):
        found = panels(picture.spec)
        assert len(found) == len(set(found.values())) * 10 == 10
        assert {(row, column) for _, row, column in found} == {
            (f"p{at}", variant) for at in range(5) for variant in ("plain", "bold")
        }
        assert picture.spec["facet"].keys() == {"row", "column"}
        assert picture.says.endswith("each turn; a row each policy, a column each variant.")
    assert fans_say(crossed) == ("The levels that part most from the baseline.",)


def test_panels_in_a_picture_stand_in_their_row_and_column(crossed: Comparison) -> None:
    """The baseline parts from nobody: its panel is empty, and no other moves into its place."""
    (picture,) = figures.partings(crossed)
    found = panels(picture.spec)
    assert len(found) == 10
    data = max(picture.spec["datasets"].values(), key=len)
    base = [each["share"] for each in data if each["name"] == "bold+p1"]
    assert set(base) == {0.0}
    assert "own panel is empty" in picture.says
    drawn_ = str(svgs({"it": picture.spec}, {"it": "it"})["it"])
    assert all(f">p{at}<" in drawn_ for at in range(5))


def test_differences_of_many_arms_have_a_panel_a_class_and_a_row_an_arm(
    crossed: Comparison,
) -> None:
    for picture in figures.differences(crossed, terms_of(crossed.clouds)):
        data = max(picture.spec["datasets"].values(), key=len)
        for measure in {each["measure"] for each in data}:
            arms = [each["variant"] for each in data if each["measure"] == measure]
            assert sorted(arms) == sorted(crossed.names[cloud.label] for cloud in crossed.others)


def test_of_very_many_arms_the_baselines_likes_are_drawn_and_the_rest_is_said(
    tmp_path: Path,
) -> None:
    out = ran(tmp_path, policies=policies(18), runs=1)
    of = compared(read_clouds([out]), "bold+p17")
    assert len(of.clouds) == 36
    shown = [of.names[cloud.label] for cloud in drawn(of)]
    assert len(shown) == MOST_PANELS
    assert {f"bold+p{at}" for at in range(18)} <= set(shown)
    (said,) = left_out(of)
    missing = [name for name in of.names.values() if name not in shown]
    assert of.names["duel+p17"] in shown
    assert said.startswith("30 of 36 arms are drawn")
    assert all(name in said for name in missing[:6])
    assert said.endswith("The tables have all.")
    assert "30 of 36 arms are drawn" in fans_say(of)[1]
    (pictured, *_) = figures.fans(of, terms_of(of.clouds))
    assert {name for name, _, _ in panels(pictured.spec)} == set(shown)


def test_arms_that_do_not_cross_stand_in_lines(tmp_path: Path) -> None:
    of = compared(read_clouds([ran(tmp_path)]))
    assert crossing(of.clouds) is None
    for picture in figures.fans(of, terms_of(of.clouds)):
        assert "row" not in picture.spec["facet"]
    assert left_out(of) == ()


def test_the_page_says_how_its_intervals_were_made(tmp_path: Path) -> None:
    one = compared(read_clouds([ran(tmp_path / "a")]))
    several = compared(read_clouds([ran(tmp_path / "b", samples=6, minds=True)]))
    assert "effective" not in shares_say(one)[0] + differences_say(one, terms_of(one.clouds))[0]
    assert "effective number of runs" in shares_say(several)[0]
    assert "effective number of pairs" in differences_say(several, terms_of(several.clouds))[0]
    sections = {each.id: each for each in study_of(several.clouds, Wish()).sections}
    assert sections["shares"].texts == shares_say(several)
    assert sections["fans"].texts == fans_say(several)


def test_a_page_that_cannot_be_written_leaves_what_was_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out, page = ran(tmp_path), tmp_path / "page.md"
    write(page, [out], Wish())
    before = page.read_text(encoding="utf-8")

    def full(*_: object, **__: object) -> int:
        raise OSError(ENOSPC, "No space left on device")

    monkeypatch.setattr(Path, "write_text", full)
    with pytest.raises(FolderError, match=r"page\.md: no space left on device$"):
        write(page, [out], Wish(title="another"))
    assert page.read_text(encoding="utf-8") == before
    assert [each.name for each in tmp_path.glob("*page*")] == ["page.md"]
