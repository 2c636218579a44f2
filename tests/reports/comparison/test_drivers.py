"""What drives an ending, said: what was weighed and what not, of how many points, and for whom."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from batch.compare.clouds import Cloud, chosen_arms, read_clouds
from batch.discover.indices import Index
from batch.discover.prim import Box
from batch.discover.signposts import ActSign, LevelSign
from batch.discover.telling import Shares
from batch.discover.whole import ASKED_FOR, Discovery, discovered
from batch.executors import Here
from batch.opening import Request, begin, opened
from batch.runner import run_batch
from engine.content.library import Library
from reports.comparison import figures, tables
from reports.comparison.assumptions import dimension_name, verdict
from reports.comparison.drivers import (
    box_sentence,
    discovery_blocks,
    discovery_data,
    limit_text,
    no_sign_say,
    weights,
)
from reports.comparison.page import study_of
from reports.comparison.repeating import Wish
from reports.comparison.wording import terms_of
from tests.build import DUEL, edited, make_pack

POINTS = 45
WORLD = edited(
    "scenarios/duel.yaml",
    '  war: {when: "final(tension) > 80 or raids > 2", says: The river burns.}',
    '  north_wins: {when: "final(tension) > 53.5", says: The river burns.}',
)
"""The made world with an ending that comes about as often as not."""


@pytest.fixture(scope="module")
def clouds(tmp_path_factory: pytest.TempPathFactory) -> tuple[Cloud, ...]:
    """Two arms at the same points; `bold` sets the boldness that is sampled in the other."""
    place = tmp_path_factory.mktemp("drivers")
    asked = Request(("duel",), ("", "bold"), runs=1, samples=POINTS, minds=True)
    study, schema = opened(Library([make_pack(place / "pack", WORLD)]), asked)
    begin(place / "out", study, schema, ["whitecell", "batch"])
    run_batch(place / "out", Here())
    return read_clouds([place / "out"])


def told(of: Discovery) -> str:
    """Return all that `discover` prints, on one line."""
    blocks = discovery_blocks(of)
    lines = (" ".join((b.title, *b.says, *(" | ".join(row) for row in b.rows))) for b in blocks)
    return " ".join(lines)


def drawn(of: Discovery, *found: Index) -> Discovery:
    """Return a discovery as if half of its runs had ended so, and as if its weights were these."""
    return replace(of, share=0.5, indices=found)


def index(of: Discovery, at: int, first: float) -> Index:
    return Index(of.dimensions[at].column, 0.1, first, 0.0, 0.2, 0.2, 0.2)


def test_what_an_arm_holds_fixed_is_said_to_be_left_out(clouds: tuple[Cloud, ...]) -> None:
    of = discovered(clouds, "north_wins", turn=1)
    assert "value.boldness" not in {d.column for d in of.dimensions}
    (left,) = discovery_data(of)["left_out"]
    assert left == {"column": "value.boldness", "sampled_in": ["duel"]}
    says = "Not sampled in every arm, and so not weighed here: boldness (sampled only in plain)."
    half, names = drawn(of, index(of, 0, 0.1)), terms_of(clouds)
    assert f"{says} --arm looks at such an arm alone." in told(half)
    assert says in tables.drivers_say(half, names)
    assert "No assumption that was sampled in every arm weighs above chance" in verdict(half, names)
    alone = discovered(chosen_arms(clouds, ["plain"]), "north_wins", turn=1)
    assert "value.boldness" in {d.column for d in alone.dimensions}
    assert discovery_data(alone)["left_out"] == []


def test_where_no_arm_shares_what_it_was_sampled_in_that_is_said(tmp_path: Path) -> None:
    asked = Request(("duel",), ("", "bold"), runs=1, samples=POINTS)
    study, schema = opened(Library([make_pack(tmp_path / "pack", WORLD)]), asked)
    begin(tmp_path / "out", study, schema, ["whitecell", "batch"])
    run_batch(tmp_path / "out", Here())
    clouds = read_clouds([tmp_path / "out"])
    of = discovered(clouds, "north_wins", turn=1)
    assert of.dimensions == ()
    says = "Nothing was sampled in every arm, so that there is no assumption to weigh."
    left = "not weighed here: boldness (sampled only in plain)."
    for text in (told(of), " ".join(tables.drivers_say(of, terms_of(clouds)))):
        assert says in text
        assert left in text
    bare = told(replace(of, left_out=()))
    assert "Nothing was sampled, so that there is no assumption to weigh." in bare
    assert "--sample N --minds" in bare


def test_the_page_s_headline_says_how_many_points_are_asked_for(
    clouds: tuple[Cloud, ...],
) -> None:
    page = study_of(clouds, Wish(outcome="north_wins"))
    few = f"{ASKED_FOR} sample points and more are asked for, and there are {POINTS}."
    section = next(each for each in page.sections if each.id == "drivers")
    assert few in page.answer
    assert few in " ".join(section.texts)


def test_a_page_talks_no_command_line(clouds: tuple[Cloud, ...]) -> None:
    page = study_of(clouds, Wish())
    said = [page.question, page.answer]
    for section in page.sections:
        if section.id != "repeat":
            said += [*section.texts, *section.points, *(table.title for table in section.tables)]
    assert not [text for text in said if " --" in text or "whitecell " in text]


def test_only_what_weighs_is_ranked(clouds: tuple[Cloud, ...]) -> None:
    of, names = discovered(clouds, "north_wins", turn=1), terms_of(clouds)
    half = drawn(of, index(of, 1, 0.9), index(of, 0, 0.1), index(of, 2, 0.1))
    first, second = (dimension_name(of.dimensions[at], names) for at in (1, 0))
    text = told(half)
    assert f"{first} | 0.10 | 0.90" in text
    assert f"{second} |" not in text
    assert "Of the other 2 assumptions none passes what chance makes: PAWN 0.20" in text
    assert "first-order 0.20, ranks 0.20." in text
    assert [row[:3] for row in weights(half, names)] == [(first, "0.10", "0.90")]
    picture = figures.drivers(half, names)[0]
    rows = max(picture.spec["datasets"].values(), key=len)
    assert [row["index"] for row in rows] == [0.9 / 0.2, 0.5, 0.5]
    assert all(each in picture.says for each in ("PAWN", "first-order", "correlation of ranks"))
    assert picture.table is not None
    assert [row[0] for row in picture.table.rows] == [first]
    assert figures.drivers(drawn(of, index(of, 0, 0.1)), names)[0].table is None
    assert "No assumption" in told(drawn(of, index(of, 0, 0.1)))


def test_how_a_box_was_peeled_is_drawn_only_where_one_is_told(clouds: tuple[Cloud, ...]) -> None:
    of, names = discovered(clouds, "north_wins", turn=1), terms_of(clouds)
    whole = Box((0.0,), (1.0,), 1.0, 0.5, 1.0, 90, 45, 0)
    tight = replace(whole, coverage=0.6, density=0.9, restricted=1)
    peeled = replace(drawn(of), boxes=(whole, tight), box=tight, whole=whole)
    assert [each.title for each in figures.drivers(peeled, names)] == ["Peeling the box"]
    assert figures.drivers(replace(peeled, box=None), names) == ()


def test_limits_of_whole_numbers_are_whole_and_no_mind_has_a_level(
    clouds: tuple[Cloud, ...],
) -> None:
    of, names = discovered(clouds, "north_wins", turn=1), terms_of(clouds)
    depth = next(d for d in of.dimensions if d.name == "north.level")
    assert depth.scale == "whole"
    assert dimension_name(depth, names) == "North: depth of anticipation"
    told = ((None, 0.5), (0.5, None), (0.5, 2.5), (0.5, 1.5))
    says = ["at most 0", "at least 1", "1 to 2", "1"]
    assert [limit_text(depth, *each) for each in told] == says
    even = next(d for d in of.dimensions if d.scale != "whole")
    assert limit_text(even, None, 0.5) == "at most 0.500"
    assert limit_text(even, 0.25, 0.5) == "0.250 to 0.500"


def test_a_sign_that_tells_nothing_is_counted_and_not_listed(clouds: tuple[Cloud, ...]) -> None:
    sure = LevelSign("tension", 1, 0.8, 50.0, Shares(40, 0.7, 0.6, 0.8, 0.2, tells=True))
    chance = ActSign("north", "raid", 1, Shares(9, 0.7, 0.1, 0.9, 0.4, tells=False))
    of, names = discovered(clouds, "north_wins", turn=1), terms_of(clouds)
    half = replace(drawn(of), level_signs=(sure,), act_signs=(chance,))
    text, none = told(half), "Of 1 act none tells how runs end by more than chance would."
    assert "70.0% (60.0% to 80.0%), else 20.0%" in text
    assert none in text
    data = discovery_data(half)
    assert [each["tells"] for key in ("levels", "acts") for each in data[key]] == [True, False]
    assert data["acts"][0] == {
        "actor": "north",
        "move": "raid",
        "turn": 1,
        "runs": 9,
        "then": 0.7,
        "low": 0.1,
        "high": 0.9,
        "else_": 0.4,
        "tells": False,
    }
    signs = list(tables.drivers(half, names))[-1]
    assert [row[3] for row in signs.rows] == ["20.0%"]
    assert any(said.startswith(none) for said in tables.drivers_say(half, names))
    surely = replace(half, act_signs=(replace(chance, shares=sure.shares),))
    assert list(tables.drivers(surely, names))[-1].rows[1][0] == "North burns the jetty"
    assert none not in told(surely)


def test_of_more_that_tells_or_weighs_than_is_listed_it_is_said_how_many(
    clouds: tuple[Cloud, ...],
) -> None:
    of, names = discovered(clouds, "north_wins", turn=1), terms_of(clouds)
    sure = Shares(40, 0.7, 0.6, 0.8, 0.2, tells=True)
    signs = tuple(ActSign("north", "raid", 1, sure) for _ in range(8))
    several = replace(drawn(of), act_signs=signs, level_signs=())
    said = "Of 8 acts that tell the 6 surest are listed."
    assert said in told(several)
    assert said in tables.drivers_say(several, names)
    assert len(list(tables.drivers(several, names))[-1].rows) == 6
    six = replace(several, act_signs=signs[:6])
    assert "surest are listed" not in told(six)
    many = drawn(of, *(index(of, at % len(of.dimensions), 0.9) for at in range(12)))
    assert "claims behind; the 10 heaviest of 12" in told(many)
    assert " and 6 more;" in verdict(many, names)
    few = drawn(of, *(index(of, at, 0.9) for at in range(2)))
    assert "heaviest of" not in told(few)
    assert "more" not in verdict(few, names).partition(";")[0]


def test_where_no_sign_tells_it_is_said_what_more_runs_would_show(
    clouds: tuple[Cloud, ...],
) -> None:
    of = discovered(clouds, "north_wins", turn=1)
    none = Shares(40, 0.5, 0.4, 0.6, 0.5, tells=False)
    idle = replace(
        of,
        level_signs=(LevelSign("tension", 1, 0.5, 50.0, none),),
        act_signs=(ActSign("north", "raid", 1, none),),
    )
    weaker, could = (
        " With more runs weaker signs would show.",
        "With these runs only one with an AUC of",
    )
    for bar in (None, 1.0):
        level, act = no_sign_say(replace(idle, least_auc=bar))
        assert level.endswith(
            "by more than chance would. With so few runs none could: more are needed."
        )
        assert act.endswith(weaker)
    level, act = no_sign_say(replace(idle, least_auc=0.87))
    assert level.endswith(f"{could} 0.87 or more could.{weaker}")
    assert act.endswith(weaker)
    level, act = no_sign_say(replace(idle, least_auc=0.6))
    assert level.endswith(f"{could} 0.60 or more could.{weaker}")
    assert not act.endswith(weaker)


def test_too_few_cases_for_a_box_are_told_from_cases_of_one_kind(
    clouds: tuple[Cloud, ...],
) -> None:
    of = replace(discovered(clouds, "north_wins", turn=1), whole=None, interesting=3)
    runs = sum(cloud.runs for cloud in of.clouds)
    few = box_sentence(replace(of, cases=39))
    assert (
        few == "A case, a sample point in an arm, ends so where half of its runs or more do. That "
        "holds for 3 of 39 cases: assumptions are weighed, and a box is looked for, from 40 on."
    )
    alike = box_sentence(replace(of, cases=3_000, interesting=0))
    assert alike.endswith("That holds for 0 of 3,000 cases: a box needs cases of both kinds.")
    alone = box_sentence(replace(of, cases=runs))
    assert alone.startswith(
        "A case, a sample point in an arm, ends so where its one run does. That"
    )


def test_a_box_says_what_it_counts_and_a_page_of_how_many_runs(clouds: tuple[Cloud, ...]) -> None:
    of = discovered(clouds, "north_wins", turn=1)
    whole = Box((0.0,), (1.0,), 1.0, 0.5, 1.0, 90, 45, 0)
    inside = Box((0.0,), (0.4,), 0.6, 0.9, 0.3, 30, 27, 1)
    says = box_sentence(replace(of, whole=whole, box=inside, cases=900))
    assert says.startswith(
        "In the box 90.0% of 30 cases end so, against 50.0% of all 900; it holds 60"
    )
    assert says.endswith(
        "A case, a sample point in an arm, ends so where half of its runs or more do."
    )
    (first, *_) = tables.drivers_say(replace(of, share=0.5), terms_of(clouds))
    assert first.startswith(f"50.0% of {sum(cloud.runs for cloud in of.clouds)} runs ended so. ")


def test_an_unfinished_batch_and_arms_without_the_class_are_said(tmp_path: Path) -> None:
    other = DUEL.replace("  war:", "  flood:").replace("  peace:", "  drought:")
    library = Library([make_pack(tmp_path / "pack", {"scenarios/other.yaml": other})])
    study, schema = opened(library, Request(("duel", "other"), ("",), runs=4))
    begin(tmp_path / "out", study, schema, ["whitecell", "batch"])
    run_batch(tmp_path / "out", Here())
    both = read_clouds([tmp_path / "out"])
    of = discovered(both, "drought", turn=1)
    assert [cloud.label for cloud in of.clouds] == ["other"]
    assert discovery_data(of)["ignored"] == ["duel"]
    says = "Left out, as they have no class 'drought': duel."
    assert says in told(of)
    assert says in tables.drivers_say(of, terms_of(both))
    assert discovery_data(of)["unfinished"] == []
    assert "not complete" not in told(of)
    both[1].results.manifest["status"] = "running"
    folder = str(tmp_path / "out")
    assert discovery_data(of)["unfinished"] == [folder]
    assert f"the batch is not complete ({folder}); more runs may change it." in told(of)
