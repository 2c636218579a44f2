"""The question a batch asks, its answer in sentences, and how it was made."""

from __future__ import annotations

from batch.clustered import PLAIN
from batch.compare.clouds import Cloud
from batch.compare.points import clustered
from batch.compare.whole import Comparison
from batch.discover.whole import Discovery
from reports.comparison.crossing import crossing, drawn, left_out
from reports.comparison.drivers import dimension_name, load_bearing
from reports.comparison.wording import (
    outcome_name,
    points,
    points_span,
    regret_sentences,
    share,
    span,
)
from reports.wording import listing, plain

MOST_ARMS = 6
MOST_DRIVERS = 5
PAIRED = (
    "Run k of every arm has the same luck, so differences between arms are differences in what "
    "was set, not in the dice."
)


def question(of: Comparison, outcome: str) -> str:
    """Return the question: the experiment's own title, else what the arms and outcome ask."""
    own = of.baseline.results.study.title
    if own:
        return plain(own)
    if not of.others:
        return f"How often does the year end as {outcome_name(outcome)}?"
    names = listing([of.names[cloud.label] for cloud in of.others])
    base = of.names[of.baseline.label]
    return f"Does it end as {outcome_name(outcome)} oftener under {names} than under {base}?"


def telling_outcome(of: Comparison) -> str:
    """Return the class whose share differs most from the baseline's, else the commonest."""
    if of.share_differences:
        return max(of.share_differences, key=lambda d: abs(d.difference)).outcome
    return max(of.shares, key=lambda share: share.share).outcome


def answer(of: Comparison, outcome: str) -> str:
    """Return the answer: the shares of an outcome, arm by arm, and the largest difference.

    Of many arms only those are told that differ from the baseline in their variant alone.
    """
    rows = [s for s in of.shares if s.outcome == outcome]
    if len(rows) > MOST_ARMS:
        alike = {cloud.label for cloud in of.clouds if _beside(cloud) == _beside(of.baseline)}
        rows = [s for s in rows if s.arm in alike][:MOST_ARMS]
    told = "; ".join(f"{of.names[s.arm]} {share(s.share)} ({span(s.low, s.high)})" for s in rows)
    text = f"{outcome_name(outcome).capitalize()}: {told}."
    found = [d for d in of.share_differences if d.outcome == outcome]
    if found:
        most = max(found, key=lambda d: abs(d.difference))
        base = of.names[of.baseline.label]
        text += (
            f" Against {base} that is {points(most.difference)} points under "
            f"{of.names[most.arm]} (95% interval {points_span(most.low, most.high)}), over "
            f"{most.pairs:,} pairs of runs with the same luck."
            if most.pairs
            else f" Against {base} that is {points(most.difference)} points "
            f"({points_span(most.low, most.high)}), without common luck."
        )
    return text


def _beside(cloud: Cloud) -> tuple[str, str, str]:
    return cloud.arm.scenario, cloud.arm.lens, cloud.arm.policy


def whole_answer(of: Comparison, found: Discovery) -> str:
    """Return the answer with what drives the outcome, and which policy is robust."""
    parts = [answer(of, found.outcome)]
    heavy = load_bearing(found)
    if heavy:
        named = listing([dimension_name(each) for each in heavy[:MOST_DRIVERS]])
        parts.append(f"What weighs most in it, of what was sampled: {named}.")
    elif found.indices:
        parts.append("Of what was sampled, nothing weighs in it above chance.")
    if of.robust is not None:
        parts.append(regret_sentences(of.robust)[1])
        if of.robust.chosen:
            policy, often = max(of.robust.chosen, key=lambda each: each[1])
            parts.append(f"Were the runs drawn anew, {policy} would be chosen in {share(often)}.")
    return " ".join(parts)


def design(of: Comparison) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return how the batch was made: paragraphs, and a point for each that matters."""
    study = of.baseline.results.study
    texts = tuple(filter(None, (plain(study.says), plain(of.baseline.scenario.brief))))
    points_ = [
        "All seats were held by the engine; nobody played.",
        PAIRED,
    ]
    if study.samples:
        minds = " and what nobody knows of minds and mechanisms" if study.minds else ""
        points_.append(
            f"Every arm was run at the same {study.samples:,} points of a Latin hypercube over "
            f"the declared uncertainties{minds}."
        )
    if study.stop_at is not None:
        points_.append(f"It was to stop once every share was known to {study.stop_at:g}.")
    unfinished = [c for c in of.clouds if not c.results.complete]
    if unfinished:
        points_.append("The batch was not complete when this page was made.")
    return texts, tuple(points_)


def shares_say(of: Comparison) -> tuple[str, ...]:
    """Return how the intervals of shares were made."""
    if any(each.method != PLAIN for each in of.shares):
        return (
            (
                "Intervals are at 95%. Where several runs stand at a sample point they are "
                "Wilson's with the effective number of runs (Korn & Graubard 1998), else Wilson's "
                "(1927)."
            ),
        )
    return ("Intervals are Wilson's (1927), at 95%.",)


def differences_say(of: Comparison) -> tuple[str, ...]:
    """Return how arms are held against the baseline."""
    points_ = any(clustered(cloud) for cloud in of.clouds)
    by = (
        "are taken over sample points: of shares Newcombe's (method 10) with the effective number "
        "of pairs, of means by bootstrap"
        if points_
        else "are Newcombe's for paired shares (method 10), Student's for means of differences"
    )
    return (
        (
            "Shares are compared pair by pair: a run of the arm with the baseline's that had "
            f"the same luck. Intervals {by}. "
            "Variance left is that of paired differences over that of "
            "independent runs: at 0.1, pairing is worth ten times the runs."
        ),
    )


def fans_say(of: Comparison) -> tuple[str, ...]:
    """Return what is drawn of how the year went, and which arms are not."""
    says, grid = "The levels that part most from the baseline, at the end of each turn", ""
    if (crossed := crossing(drawn(of))) is not None:
        grid = f"; a row each {crossed.rows}, a column each {crossed.columns}"
    folders = dict.fromkeys(str(cloud.results.folder) for cloud in of.clouds)
    return (f"{says}{grid}.", *left_out(of, folders))
