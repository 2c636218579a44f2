"""The laws of the region, on many paired seeds and over draws of what nobody knows."""

from __future__ import annotations

import os
from collections.abc import Iterable
from dataclasses import replace

from batch.laws import PLAIN, T_STRICT, Draws, Limit, Reading, arms_of, judged
from batch.scoreboard import Plan, Row, over_draws, scoreboard
from batch.statistics import Paired
from engine.content.library import Library
from engine.model import Scenario
from reports.wording import with_sign
from tests.proof.registry import proof

SCENARIO = "post_war_aid_cut"
REQUIRED = {
    "deeper_cut_more_beijing": "L01",
    "deeper_cut_more_tilt": "L02",
    "deeper_cut_more_dependence": "L04",
    "deeper_cut_less_autonomy": "L04",
    "hunger_seeks_beijing": "L07",
}
OTHERS = {
    "deeper_cut_chinese_aid_not_lower": "L03",
    "earlier_peace_more_tilt": "L05",
    "fuller_support_smaller_peak": "L06",
    "rivalry_backs_pyongyang": "L10",
    "no_large_arms_from_beijing": "L12",
    "shielded_after_a_test": "L13",
    "tight_north_fewer_talks": "L17b",
    "tight_north_more_talks": "L17b",
    "arsenal_not_for_sale": "L24",
}
NUMBERS = REQUIRED | OTHERS
PAIRS = Plan(seed=1, runs=1000, workers=os.cpu_count() or 1)
DRAWS = Plan(seed=1, runs=2, draws=100, draw_runs=20, workers=os.cpu_count() or 1)
BOUNDS = Plan(seed=1, runs=200, workers=os.cpu_count() or 1)
BY_ARITHMETIC = (
    "`final(dependence_on_china)` is a share of two aids: it rises by arithmetic as Russian aid "
    "falls. The aid cut itself lowers the relation of Moscow and Pyongyang, so the tilt rises "
    "without couplings too; neither is evidence of what Beijing or Pyongyang chose."
)


@proof("laws")
def laws() -> str:
    """The laws on 1,000 paired seeds: L01, L02, L04 and L07 hold with t above 3."""
    rows = scoreboard(_arms("strict", "weak", "contested"), PAIRS)
    for row in rows:
        assert row.expectation.id not in REQUIRED or row.verdict == "supported", row
        assert isinstance(row.written, Paired)
        assert row.expectation.kind != "strict" or (row.written.noise or 0) < 1, row
    made = (
        f"`whitecell claims {SCENARIO} --runs {PAIRS.runs} --seed {PAIRS.seed}`. Differences with "
        f"their 95% interval; strict asks for t above {T_STRICT:g}. The variance is that of paired "
        "differences over that of independent ones."
    )
    lines = [
        made,
        "",
        "| | law | kind | as written | t | right : wrong | variance | without couplings | t | |",
        "|---|---|---|---|---|---|---|---|---|---|",
    ]
    return "\n".join([*lines, *(_line(row) for row in rows), "", *_learnt(rows)])


def _learnt(rows: Iterable[Row]) -> list[str]:
    """Return what the twisted runs say of the strict laws."""
    strict = [row for row in rows if row.expectation.kind == "strict"]
    lost = [row.expectation.id for row in strict if not _held(row, row.uncoupled)]
    failed = [row.expectation.id for row in strict if row.verdict != "supported"]
    rest = "resting on what the theatre says pushes what, not on anybody's choice alone"
    return [
        f"- Not supported on these seeds: {', '.join(failed) or 'none of the strict laws'}.",
        f"- Lost without couplings, so {rest}: {', '.join(lost) or 'none'}.",
        f"- {BY_ARITHMETIC}",
    ]


def _held(row: Row, reading: Reading) -> bool:
    return judged(row.expectation, reading)[0] == "supported"


@proof("laws_drawn")
def laws_drawn() -> str:
    """L01, L02, L04 and L07 keep their sign in 95% of draws of what nobody knows."""
    found = over_draws(_arms("strict", "weak"), DRAWS)
    for id_ in REQUIRED:
        assert found[id_].share >= 0.95, f"{id_}: {found[id_]}"
    made = (
        f"`whitecell claims {SCENARIO} --sample {DRAWS.draws} --sample-runs {DRAWS.draw_runs}`: a "
        "Latin hypercube over the scenario's `epistemic` ranges, each draw on seeds of its own. "
        "With so few seeds in a draw chance alone can turn the sign of a small difference."
    )
    lines = [
        made,
        "",
        "| | law | draws with the right sign | |",
        "|---|---|---|---|",
    ]
    return "\n".join([*lines, *(_drawn_line(id_, draws) for id_, draws in found.items())])


@proof("bounds")
def bounds() -> str:
    """The bounds are kept in every variant, with and without couplings and with bans softened."""
    rows = scoreboard(_arms("bound"), BOUNDS)
    for row in rows:
        assert row.verdict == "supported", row
    made = (
        f"`whitecell claims {SCENARIO} --runs {BOUNDS.runs} --seed {BOUNDS.seed}`: the share of "
        "runs in the variant where it is highest, with Wilson's upper limit. A softened ban costs "
        f"{BOUNDS.penalty:g} of utility."
    )
    lines = [
        made,
        "",
        "| | law | at most | as written | without couplings | bans softened | |",
        "|---|---|---|---|---|---|---|",
    ]
    return "\n".join([*lines, *(_bound_line(row) for row in rows)])


def _arms(*kinds: str) -> dict[str, Scenario]:
    """Return the arms that expectations of some kinds are read off."""
    library = Library()
    plain = library.load(SCENARIO)
    wanted = tuple(e for e in plain.expectations if e.kind in kinds)
    names: Iterable[str] = arms_of(wanted, [variant.id for variant in plain.variants])
    return {
        name: replace(library.load(SCENARIO, variant=name or None), expectations=wanted)
        for name in dict.fromkeys((PLAIN, *names))
    }


def _line(row: Row) -> str:
    e = row.expectation
    cells = [NUMBERS[e.id], e.id, e.kind, *_difference(row.written, e.sign), _noise(row.written)]
    written, without = cells, _difference(row.uncoupled, e.sign)
    return "| " + " | ".join([*written, *without[:2], row.verdict]) + " |"


def _difference(reading: Reading, sign: str) -> list[str]:
    assert isinstance(reading, Paired)
    d = reading.difference
    right, wrong = (reading.down, reading.up) if sign == "-" else (reading.up, reading.down)
    reach = f"{with_sign(d.mean)} ({with_sign(d.low)} to {with_sign(d.high)})"
    return [reach, with_sign(d.t, ".1f"), f"{right:.0%} : {wrong:.0%}"]


def _noise(reading: Reading) -> str:
    assert isinstance(reading, Paired)
    return "none" if reading.noise is None else f"{reading.noise:.2f}"


def _drawn_line(id_: str, draws: Draws) -> str:
    verdict = "holds" if draws.share >= 0.95 else "does not hold"
    return f"| {NUMBERS[id_]} | {id_} | {draws.right} of {draws.draws} | {verdict} |"


def _bound_line(row: Row) -> str:
    e, cells = row.expectation, [NUMBERS[row.expectation.id], row.expectation.id]
    cells.append(f"{e.at_most:g}")
    for reading in (row.written, row.uncoupled, row.softened):
        assert isinstance(reading, Limit)
        cells.append(f"{reading.mean:.4g} (up to {reading.high:.3g})")
    return "| " + " | ".join([*cells, row.verdict]) + " |"
