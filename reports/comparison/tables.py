"""The tables of a comparison's page, and what to say above them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from batch.compare.clouds import Cloud
from batch.compare.divergence import Parting
from batch.compare.policies import Robust
from batch.compare.whole import Comparison
from batch.discover.whole import Discovery
from reports.comparison.assumptions import dimension_name, left_out_say, unsampled_say, verdict
from reports.comparison.drivers import (
    box_sentence,
    claims_of,
    ignored_say,
    limit_text,
    limits,
    more_signs_say,
    no_sign_say,
    of_runs,
    one_way,
    signs_told,
)
from reports.comparison.measured import told_measures
from reports.comparison.regrets import often_told, satisfied_in, worst_place
from reports.comparison.setting import policies_of
from reports.comparison.stories import Story
from reports.comparison.text import over
from reports.comparison.wording import (
    DONE,
    LEAVES_OUT,
    column_told,
    deed_told,
    factor,
    law_expects,
    law_held,
    number,
    outcome_name,
    parted,
    points,
    points_span,
    share,
    signed,
    span,
    what_is_set,
)
from reports.names import Names
from reports.study import Table
from reports.wording import capital, counted, day_month, listing, plain

STORIES_SAY = (
    "Of each class the run in the middle of all that ended so, in the arm where it is commonest. "
    "It is an example, not a forecast."
)
MOST, MANY, MOST_FUTURES = 16, 6, 60
"""Rows of measures; arms beyond which tables take a row an arm; rows of regrets."""


def arms(of: Comparison) -> Table:
    """Return what each arm is, and how many runs it has."""
    rows, policies = [], policies_of(of.clouds)
    for cloud in of.clouds:
        arm = replace(cloud.arm, settings=()) if cloud.arm.policy else cloud.arm
        policy = policies.get(cloud.arm.policy, "")
        says, lens = what_is_set(arm, cloud.scenario, policy), cloud.arm.lens or "–"
        rows.append((of.names[cloud.label], says, lens, f"{cloud.runs:,}"))
    return Table(("arm", "what is set", "lens", "runs"), tuple(rows), frozenset({"runs"}))


def policies(of: Comparison) -> tuple[Table, ...]:
    """Return what each policy is and sets, where there are policies."""
    told = {cloud.arm.policy: cloud.arm.settings for cloud in of.clouds if cloud.arm.policy}
    says = policies_of(of.clouds)
    rows = tuple(
        (
            policy,
            says.get(policy, "–"),
            "; ".join(f"{plain(k)}: {plain(v)}" for k, v in sets) or "nothing",
        )
        for policy, sets in told.items()
    )
    columns = ("policy", "what it is", "what it sets, exactly")
    return (Table(columns, rows, title="Policies"),) if rows else ()


def shares(of: Comparison, names: Names) -> Table:
    """Return the share of every class in every arm; of many arms, a row each."""
    if len(of.clouds) > MANY:
        cells = {(s.arm, s.outcome): _narrow(share(s.share), s.low, s.high) for s in of.shares}
        made = _crossed(of, of.clouds, cells, {s.outcome for s in of.shares if s.hits}, names)
        return replace(made, title="Arms") if of.crossed is not None else made
    order = classes_of(of.clouds)
    rows = [
        (
            outcome_name(s.outcome, names),
            of.names[s.arm],
            share(s.share),
            span(s.low, s.high),
            f"{s.hits:,} of {s.runs:,}",
            s.method,
        )
        for s in sorted(of.shares, key=lambda s: order.index(s.outcome))
        if s.outcome in {each.outcome for each in of.shares if each.hits}
    ]
    columns = ("class", "arm", "share", "95% interval", "runs", "interval by")
    return Table(columns, tuple(rows), frozenset({"share", "95% interval", "runs"}))


def classes_of(clouds: Sequence[Cloud]) -> list[str]:
    """Return the classes of some arms, in the order they are declared."""
    return list(dict.fromkeys(id for cloud in clouds for id, _ in cloud.classes))


def _narrow(told: str, low: float, high: float) -> str:
    """Return a share with its interval in little room: 41.3% (38.2–44.4)."""
    return f"{told} ({100 * low:.1f}–{100 * high:.1f})"


def share_differences(of: Comparison, names: Names) -> Table:
    """Return the differences of shares from the baseline; the sure ones are marked."""
    title = "Shares, in points"
    if of.crossed is not None:
        title += f", against {of.names[of.baseline.label]} alone"
    if len(of.clouds) > MANY:
        told = {
            (d.arm, d.outcome): f"{points(d.difference)} ({points_span(d.low, d.high)})"
            for d in of.share_differences
        }
        differ = {d.outcome for d in of.share_differences if d.turned_in or d.turned_out}
        return replace(_crossed(of, of.others, told, differ, names), title=title)
    shown = [d for d in of.share_differences if d.turned_in or d.turned_out or d.difference]
    rows = [
        (
            outcome_name(d.outcome, names),
            of.names[d.arm],
            points(d.difference),
            points_span(d.low, d.high),
            f"{d.effect:+.2f}".replace("-", "−"),
            f"{share(d.turned_in)} in, {share(d.turned_out)} out" if d.pairs else "–",
        )
        for d in shown
    ]
    columns = ("class", "arm", "points", "95% interval", "Cohen's h", "pairs turned")
    strong = frozenset(at for at, d in enumerate(shown) if d.sure)
    return Table(columns, tuple(rows), frozenset(columns[2:]), strong, title)


def _crossed(
    of: Comparison,
    clouds: Sequence[Cloud],
    cells: Mapping[tuple[str, str], str],
    told: set[str],
    names: Names,
) -> Table:
    """Return a table with a row an arm and a column a class."""
    classes = [id for id in classes_of(clouds) if id in told]
    rows = tuple(
        (of.names[cloud.label], *(cells.get((cloud.label, id), "–") for id in classes))
        for cloud in clouds
    )
    return Table(("arm", *(outcome_name(id, names) for id in classes)), rows)


def measures(of: Comparison, names: Names) -> Table:
    """Return the measures that differ most, for their spread."""
    ranked = told_measures(of)
    rows = [
        (
            column_told(d.column, of.baseline.scenario, names),
            of.names[d.arm],
            number(d.base),
            signed(d.difference, d.high - d.low),
            f"{signed(d.low, d.high - d.low)} to {signed(d.high, d.high - d.low)}",
            "–" if d.effect is None else f"{d.effect:+.2f}".replace("-", "−"),
            factor(d.factor),
        )
        for d in ranked[:MOST]
    ]
    title = "Measures and final levels"
    if len(ranked) > MOST:
        title += f": the {MOST} largest effects of {len(ranked):,} {LEAVES_OUT}"
    columns = (
        *("measure", "arm", "baseline", "difference", "95% interval", "Cohen's d"),
        "variance left",
    )
    return Table(columns, tuple(rows), frozenset(columns[2:]), title=title)


def laws(of: Comparison) -> Table:
    """Return whether each strict law holds in these runs, and what pairing is worth on it."""
    rows = tuple(
        (
            plain(law.says),
            f"{of.names[law.b]} against {of.names[law.a]}",
            law_expects(law),
            signed(law.difference, law.high - law.low),
            f"{signed(law.low, law.high - law.low)} to {signed(law.high, law.high - law.low)}",
            law_held(law),
            over(law),
            factor(law.factor),
        )
        for law in of.laws
    )
    columns = ("strict law", "arms", "expected", "difference", "95% interval", "here", "over")
    numbers = frozenset({"difference", "95% interval", "over", "variance left"})
    title = "Strict laws: what the scenario claims, and whether these runs bear it out"
    return Table((*columns, "variance left"), rows, numbers, title=title)


def partings_say(of: Comparison) -> tuple[str, ...]:
    """Return when each arm parts from the baseline."""
    return tuple(parted(each, of.names[each.arm]) for each in of.divergences) or (
        "Arms of different luck cannot be laid side by side.",
    )


def partings(of: Comparison, names: Names) -> Table:
    """Return which acts part the runs first."""

    def told(way: Parting) -> str:
        return deed_told(way.deed.actor, way.deed.move, names)

    most = 5 if len(of.clouds) <= MANY else 2
    rows = [
        (of.names[d.arm], share(way.pairs / d.pairs), told(way), DONE[way.done])
        for d in of.divergences
        for way in d.partings[:most]
    ]
    columns = ("arm", "pairs", "the act that was first to differ", "how")
    title = f"The commonest first differences, at most {most} an arm"
    return Table(columns, tuple(rows), frozenset({"pairs"}), title=title)


def drivers_say(of: Discovery, names: Names) -> tuple[str, ...]:
    """Return what is known of a class's drivers."""
    read = (ignored_say(of, names),)
    if of.one_way:
        return (one_way(of), *filter(None, read))
    says = f"{share(of.share)} of {counted(of_runs(of), 'run')} ended so. {box_sentence(of)}"
    weighed = verdict(of, names) if of.indices else ""
    left = (unsampled_say(of) if of.dimensions else "", left_out_say(of, names))
    return (says, *filter(None, (weighed, *left, *no_sign_say(of), *more_signs_say(of), *read)))


def drivers(of: Discovery, names: Names) -> Iterator[Table]:
    """Give the box, the claims behind what weighs, and the signposts."""
    if of.box is not None:
        found = limits(of, of.box)
        held = tuple((dimension_name(d, names), limit_text(d, a, b)) for d, a, b in found)
        yield Table(("assumption", "in the box"), held, title="The box (PRIM)")
    behind = tuple((f"{says} ({holder})", id) for id, says, holder in claims_of(of))
    if behind:
        title = "Claims behind the assumptions that weigh"
        yield Table(("claim", "id"), behind, title=title)
    levels, acts = signs_told(of, names)
    rows = [
        (each.seen, share(each.of.then), span(each.of.low, each.of.high), share(each.of.else_), auc)
        for signs, with_auc in ((levels, True), (acts, False))
        for each in signs
        for auc in [each.beside if with_auc else "–"]
    ]
    if rows:
        columns = (f"signpost by the end of turn {of.turn}", "then", "95% interval", "else", "AUC")
        title = "Signposts: how many end so where it is seen, and where not"
        yield Table(columns, tuple(rows), frozenset(columns[1:]), title=title)


def regret(of: Robust) -> tuple[Table, ...]:
    """Return how the policies stand, and their regret in each future."""
    chosen, worst = dict(of.chosen), {policy: (low, high) for policy, low, high in of.worst}
    rows = []
    for row in of.table.standings:
        span_ = worst.get(row.policy)
        between = f"{number(span_[0])} to {number(span_[1])}" if span_ else "–"
        enough = satisfied_in(of.table, row) or "–"
        often = often_told(chosen[row.policy]) if row.policy in chosen else "–"
        place = worst_place(of.table, row) or "none"
        told = (row.policy, number(row.worst), between, place)
        rows.append((*told, number(row.mean), enough, often))
    columns = (
        *("policy", "worst regret", "95% interval", "in the future", "mean regret"),
        *("good enough in futures", "chosen in resamples"),
    )
    numbers = frozenset({*columns[1:3], *columns[4:]})
    least = of.table.minimax if of.decided else ()
    best = frozenset(at for at, row in enumerate(rows) if row[0] in least)
    grid = tuple(
        (future, *(number(line[at]) for line in of.table.regrets))
        for at, future in enumerate(of.table.futures[:MOST_FUTURES])
    )
    title = "Regret by future"
    if (left := len(of.table.futures) - MOST_FUTURES) > 0:
        title += f"; {left:,} more are not shown"
    names = tuple(f"regret: {policy}" for policy in of.table.policies)
    return (
        Table(columns, tuple(rows), numbers, best),
        Table(("future", *names), grid, frozenset(names), title=title),
    )


def stories_say(told: Sequence[Story], names: Names) -> tuple[str, ...]:
    """Return how the run of each class was found, and of which it was sought among a part."""
    parts = [
        f"{outcome_name(one.outcome, names)} ({one.among:,} of {one.stands_for:,})"
        for one in told
        if one.among < one.stands_for
    ]
    if not parts:
        return (STORIES_SAY,)
    return (STORIES_SAY, f"Of many runs it is sought among an even part: {listing(parts)}.")


def story(of: Story, among: Comparison, names: Names) -> Table:
    """Return a run as a timeline."""
    rows = []
    for line in of.lines:
        mark = "◆ " if line.kind == "inject" else ""
        when = day_month(line.date).replace(" ", "\u00a0") if line.date else ""
        rows.append((when, mark + line.text, "; ".join(line.notes)))
    title = f"{capital(outcome_name(of.outcome, names))}: run {of.run} under {among.names[of.arm]}"
    title += f", one of {of.stands_for:,}. {plain(of.says)}"
    return Table(("date", "what happened", "beside it"), tuple(rows), title=title)
