"""The scoreboards of the seven further scenarios; those of the aid cut stand under `laws`."""

from __future__ import annotations

import os
from collections.abc import Iterable
from dataclasses import replace

from batch.arms import run_arms
from batch.laws import PLAIN, Draws, Limit, arms_of
from batch.scoreboard import Plan, Row, over_draws, scoreboard
from batch.statistics import Paired
from cli.scoreboard import figure
from engine.content.library import Library
from engine.model import Expectation, Scenario
from reports.wording import with_sign
from tests.proof.registry import proof

ELSEWHERE = "post_war_aid_cut"
PAIRS = Plan(seed=1, runs=100, workers=os.cpu_count() or 1, soften=False)
ENDINGS = 60
DRAWS = Plan(seed=1, runs=2, draws=100, draw_runs=10, workers=os.cpu_count() or 1)
CLOSER = replace(DRAWS, draw_runs=60)
"""What keeps its sign in too few draws is looked at again with more seeds in each."""
HOLDS = 0.95
"""The share of draws in which a strict expectation has to keep its sign."""


def _names() -> list[str]:
    return [item.id for item in Library().scenarios() if item.id != ELSEWHERE]


@proof("region")
def region() -> str:
    """The scoreboards of the seven further scenarios; what fails is told."""
    parts, failed = list[str](), list[str]()
    for name in _names():
        rows = scoreboard(_arms(name), PAIRS)
        failed += [f"{name}.{row.expectation.id}" for row in rows if row.verdict == "not supported"]
        parts += ["", f"**{name}**", "", HEAD, RULE, *map(_line, rows)]
    made = (
        f"`whitecell claims SCENARIO --runs {PAIRS.runs} --seed {PAIRS.seed}` for each: strict "
        "asks for t above 3, weak for the sign, a bound for a mean below it in whichever variant "
        "it is highest; of a contested one both signs are claimed and none is asserted."
    )
    return "\n".join([made, f"Not supported: {', '.join(failed) or 'none'}.", *parts])


HEAD = "| expectation | kind | as written | t or bound | without couplings | claims | |"
RULE = "|---|---|---|---|---|---|---|"


@proof("region_drawn")
def region_drawn() -> str:
    """In how many draws of what nobody knows the strict expectations keep their sign."""
    seeds = f"right with {DRAWS.draw_runs} seeds a draw | with {CLOSER.draw_runs}"
    lines = [f"| scenario | expectation | {seeds} | |", "|---|---|---|---|---|"]
    for name in _names():
        arms = _arms(name, "strict")
        if strict := arms[PLAIN].expectations:
            found = over_draws(arms, DRAWS)
            unsure = tuple(e for e in strict if found[e.id].share < HOLDS)
            closer = over_draws(_only(arms, unsure), CLOSER) if unsure else {}
            lines += [_drawn(name, e, found[e.id], closer.get(e.id)) for e in strict]
    made = (
        f"`whitecell claims SCENARIO --sample {DRAWS.draws} --sample-runs {DRAWS.draw_runs}`; with "
        "so few seeds in a draw chance alone can turn the sign of a small difference, so what is "
        f"right in fewer than {HOLDS:.0%} of the draws is asked again with "
        f"{CLOSER.draw_runs} seeds in each."
    )
    return "\n".join([made, "", *lines])


def _drawn(name: str, expectation: Expectation, draws: Draws, closer: Draws | None) -> str:
    verdict = "holds" if (closer or draws).share >= HOLDS else "does not hold"
    again = f"{closer.right} of {closer.draws}" if closer else ""
    first = f"{draws.right} of {draws.draws}"
    return f"| {name} | {expectation.id} | {first} | {again} | {verdict} |"


def _only(arms: dict[str, Scenario], wanted: tuple[Expectation, ...]) -> dict[str, Scenario]:
    """Return the arms some expectations need, bearing these alone."""
    named = {PLAIN, *(arm for e in wanted for arm in (e.a, e.b))}
    return {arm: replace(made, expectations=wanted) for arm, made in arms.items() if arm in named}


def _arms(name: str, *kinds: str) -> dict[str, Scenario]:
    """Return the arms that expectations of some kinds (or all) are read off."""
    library = Library()
    whole = library.load(name)
    wanted = tuple(e for e in whole.expectations if e.kind in kinds or not kinds)
    names: Iterable[str] = arms_of(wanted, [variant.id for variant in whole.variants])
    return {
        arm: replace(library.load(name, variant=arm or None), expectations=wanted)
        for arm in dict.fromkeys((PLAIN, *names))
    }


def _line(row: Row) -> str:
    e = row.expectation
    if isinstance(row.written, Limit):
        cells = [f"{figure(row.written.mean)} in {row.written.arm or 'the scenario as it is'}"]
        cells.append(f"at most {figure(row.written.at_most)}, up to {figure(row.written.high)}")
        assert isinstance(row.uncoupled, Limit)
        cells.append(figure(row.uncoupled.mean))
    else:
        assert isinstance(row.uncoupled, Paired)
        d = row.written.difference
        cells = [f"{with_sign(d.mean)} ({with_sign(d.low)} to {with_sign(d.high)}), {e.a} to {e.b}"]
        cells += [with_sign(d.t, ".1f"), with_sign(row.uncoupled.difference.mean)]
    wanted = f" {e.sign}" if e.sign else ""
    verdict = f"{row.verdict}: {row.note}" if row.verdict == "not supported" else row.verdict
    ids = ", ".join(e.claims)
    return "| " + " | ".join([e.id, e.kind + wanted, *cells, ids, verdict]) + " |"


@proof("endings")
def endings() -> str:
    """Every ending of the eight scenarios is reached."""
    lines = ["| scenario | ending | as it is | most often in |", "|---|---|---|---|"]
    unreached = list[str]()
    for item in Library().scenarios():
        plains = {PLAIN: Library().load(item.id)}
        plains |= {v.id: Library().load(item.id, variant=v.id) for v in plains[PLAIN].variants}
        arms = {name: replace(made, expectations=()) for name, made in plains.items()}
        found = run_arms(arms, PAIRS.seed, ENDINGS, PAIRS.workers)
        for outcome in plains[PLAIN].outcomes:
            shares = {n: runs.outcomes.count(outcome.id) / ENDINGS for n, runs in found.items()}
            most = max(shares, key=lambda name: shares[name])
            unreached += [f"{item.id}.{outcome.id}"] if not shares[most] else []
            told = f"{most or 'as it is'} ({shares[most]:.0%})"
            lines.append(f"| {item.id} | {outcome.id} | {shares[PLAIN]:.0%} | {told} |")
    assert not unreached, f"never reached: {unreached}"
    made = f"{ENDINGS} runs from seed {PAIRS.seed} of each scenario and of each of its variants."
    return "\n".join([made, "", *lines])
