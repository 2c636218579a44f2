"""The scoreboard: every expectation of a scenario held against runs, with and without couplings,
with bans softened, and over draws of what nobody knows.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from batch.arms import Job, Runs, Tell, gathered, jobs_of, run_job, told
from batch.epistemic import dimensions, drawn, latin_hypercube
from batch.laws import PLAIN, Draws, Reading, Verdict, arms_of, came_out_over, judged, read
from batch.pool import mapped
from batch.twists import PENALTY, softened, uncoupled
from engine.model import Expectation, Scenario

Arms = Mapping[str, Scenario]


@dataclass(frozen=True, slots=True)
class Plan:
    """How much to run: paired seeds at the defaults, draws, and paired seeds in each draw.

    Without `soften` bounds are not repeated with bans softened.
    """

    seed: int
    runs: int
    draws: int = 0
    draw_runs: int = 20
    penalty: float = PENALTY
    workers: int = 1
    soften: bool = True


@dataclass(frozen=True, slots=True)
class Row:
    """One expectation: what it measured as written, without couplings, with bans softened."""

    expectation: Expectation
    written: Reading
    uncoupled: Reading
    softened: Reading | None
    draws: Draws | None
    verdict: Verdict
    note: str


def scoreboard(arms: Arms, plan: Plan, tell: Tell = lambda runs: None) -> list[Row]:
    """Run the arms and return a row an expectation; `tell` hears of runs as they are done."""
    found = gathered(told(mapped(run_job, _jobs(arms, plan), plan.workers), tell))
    right = over_draws(arms, plan, tell)
    return [_row(e, found, right.get(e.id)) for e in arms[PLAIN].expectations]


def planned(arms: Arms, plan: Plan) -> int:
    """Return how many runs a scoreboard takes."""
    jobs = sum(job.count for job in _jobs(arms, plan))
    return jobs + plan.draws * plan.draw_runs * len(_drawn_arms(arms))


def _jobs(arms: Arms, plan: Plan) -> Iterator[Job]:
    bounds = [e for e in arms[PLAIN].expectations if e.kind == "bound"]
    soft = _arms_for(arms, bounds) if plan.soften else {}
    twisted = {
        "written": arms,
        "uncoupled": {name: uncoupled(arm) for name, arm in arms.items()},
        "softened": {name: softened(arm, plan.penalty) for name, arm in soft.items()},
    }
    for twist, these in twisted.items():
        yield from jobs_of({f"{twist}/{n}": arm for n, arm in these.items()}, plan.seed, plan.runs)


def _arms_for(arms: Arms, expectations: Iterable[Expectation]) -> Arms:
    """Return the arms that some expectations are read off."""
    names = arms_of(expectations, [name for name in arms if name])
    return {name: arms[name] for name in names}


def _row(expectation: Expectation, found: Mapping[str, Runs], draws: Draws | None) -> Row:
    def of(twist: str) -> dict[str, Runs]:
        prefix = f"{twist}/"
        return {n.removeprefix(prefix): runs for n, runs in found.items() if n.startswith(prefix)}

    written = read(expectation, of("written"))
    apart = of("softened") if expectation.kind == "bound" else None
    soft = read(expectation, apart) if apart else None
    verdict, note = judged(expectation, written, draws)
    return Row(expectation, written, read(expectation, of("uncoupled")), soft, draws, verdict, note)


# --- draws ----------------------------------------------------------------------------------------


def _drawn_arms(arms: Arms) -> Arms:
    """Return the arms draws are made for: those of contrasts, of bounds too.

    Bounds without a contrast are read off the same ones, and off all where there is no contrast.
    """
    expectations = arms[PLAIN].expectations
    return _arms_for(arms, [e for e in expectations if e.a is not None] or expectations)


def _draw_jobs(arms: Arms, plan: Plan) -> Iterator[Job]:
    """Give the jobs of all draws, each draw on seeds of its own, one job an arm."""
    points = latin_hypercube(plan.draws, len(dimensions(arms[PLAIN])), plan.seed)
    for at, point in enumerate(points):
        these = {f"{at}/{name}": drawn(arm, point) for name, arm in _drawn_arms(arms).items()}
        yield from jobs_of(these, plan.seed, plan.draw_runs, at * plan.draw_runs, plan.draw_runs)


def over_draws(arms: Arms, plan: Plan, tell: Tell = lambda runs: None) -> dict[str, Draws]:
    """Return, for each expectation that may be asserted, in how many draws it came out right."""
    asserted = [e for e in arms[PLAIN].expectations if e.kind != "contested"]
    right = dict.fromkeys((e.id for e in asserted), 0)
    if not plan.draws:
        return {}
    for found in _by_draw(told(mapped(run_job, _draw_jobs(arms, plan), plan.workers), tell)):
        for expectation in asserted:
            right[expectation.id] += came_out_over(expectation, found)
    return {id_: Draws(plan.draws, plan.draw_runs, count) for id_, count in right.items()}


def _by_draw(done: Iterator[tuple[str, Runs]]) -> Iterator[dict[str, Runs]]:
    """Give the arms of each draw together."""
    current, found = "0", dict[str, Runs]()
    for name, runs in done:
        draw, _, arm = name.partition("/")
        if draw != current:
            yield found
            current, found = draw, {}
        found[arm] = runs
    yield found
