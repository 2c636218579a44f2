"""The question a batch asks, its answer in sentences, and how it was made."""

from __future__ import annotations

from typing import Literal

from batch.clustered import PLAIN
from batch.compare.clouds import Cloud
from batch.compare.points import clustered
from batch.compare.shares import Share, ShareDifference
from batch.compare.whole import Comparison
from batch.discover.whole import ASKED_FOR, Discovery
from reports.comparison.assumptions import above_chance, dimension_name, left_out_say, verdict
from reports.comparison.crossing import left_out
from reports.comparison.futures import POLICIES_OVER, futures_say, policies_answer
from reports.comparison.lacking import missing, not_the_whole, stop_say
from reports.comparison.measured import by_chance, set_say
from reports.comparison.pairing import unpaired_say
from reports.comparison.regrets import regret_sentences
from reports.comparison.wording import many_named, outcome_name, points, points_span, share, span
from reports.names import Names
from reports.wording import capital, counted, listing, plain

MOST_ARMS = 6
MOST_DRIVERS = 5
MOST_APART = 3
"""Arms of whose difference the answer tells, one by one; of more it tells the largest."""
PAIRED = (
    "Run k of every arm has the same luck, so differences between arms are differences in what "
    "was set, not in the dice."
)


def question(of: Comparison, names: Names) -> str:
    """Return the question: the experiment's own title, else what the arms and outcome ask."""
    own = of.baseline.results.study.title
    if own:
        return plain(own)
    name, base = outcome_name(of.outcome, names), of.names[of.baseline.label]
    if not of.others:
        return f"How often does a run of {base} end as {name}?"
    others = [of.names[cloud.label] for cloud in of.others]
    if of.crossed is not None:
        base = f"{of.crossed.base}, over {counted(len(of.crossed.futures), 'future')}"
        others = [policy for policy in of.crossed.policies if policy != of.crossed.base]
    under = many_named(others, MOST_ARMS)
    return f"Does it end as {name} oftener under {under} than under {base}?"


def answer(of: Comparison, names: Names) -> str:
    """Return the answer: the shares of an outcome, arm by arm, and how they differ.

    Policies in the same futures are told policy by policy. Of many arms those are told that differ
    from the baseline in their variant alone, and how many more there are.
    """
    if of.crossed is not None:
        parts = [policies_answer(of, of.crossed, names)]
        return " ".join(filter(None, (*parts, unpaired_say(of), strangers_say(of))))
    rows, shown = _rows(of)
    told = [f"{of.names[s.arm]} {share(s.share)} ({span(s.low, s.high)})" for s in shown]
    if more := len(rows) - len(shown):
        told.append(counted(more, "more arm"))
    parts = [f"{capital(outcome_name(of.outcome, names))}: {'; '.join(told)}."]
    return " ".join(filter(None, (*parts, _apart(of), unpaired_say(of), strangers_say(of))))


def answered(of: Comparison, names: Names) -> str:
    """Return the answer to the question that stands above it, in a word first."""
    return " ".join(filter(None, (in_a_word(of), answer(of, names))))


WORDS = ("Yes", "no, less often", "it cannot be told")


def in_a_word(of: Comparison) -> str:
    """Return the answer to whether it ends so oftener, arm by arm; "" to any other question.

    Where a difference's interval holds zero, these runs cannot tell.
    """
    every = of.crossed.overall if of.crossed is not None else of.share_differences
    found = [d for d in every if d.outcome == of.outcome]
    if not found or of.baseline.results.study.title:
        return ""
    by_word: dict[str, list[str]] = {word: [] for word in WORDS}
    for d in found:
        word = WORDS[2] if not d.sure else WORDS[0] if d.difference > 0 else WORDS[1]
        by_word[word].append(of.names.get(d.arm, d.arm))
    told = {word: arms for word, arms in by_word.items() if arms}
    if len(told) == 1:
        return f"{capital(next(iter(told)))}."
    of_what = "arms" if of.crossed is None else "policies"
    parts = (f"{word} under {_counted(arms, len(found), of_what)}" for word, arms in told.items())
    return f"{capital('; '.join(parts))}."


def _counted(arms: list[str], of: int, what: str) -> str:
    return listing(arms) if len(arms) <= MOST_APART else f"{len(arms)} of {of} {what}"


def _rows(of: Comparison) -> tuple[list[Share], list[Share]]:
    """Return the shares of the class told of, and those of them to tell in a sentence."""
    labels = {cloud.label for cloud in of.kin}
    rows = [s for s in of.shares if s.outcome == of.outcome and s.arm in labels]
    if len(rows) <= MOST_ARMS:
        return rows, rows
    alike = {cloud.label for cloud in of.kin if _beside(cloud) == _beside(of.baseline)}
    first = [s.arm for s in rows if s.arm in alike and s.arm != of.baseline.label]
    kept = {of.baseline.label, *first[: MOST_ARMS - 1]}
    return rows, [s for s in rows if s.arm in kept]


def _apart(of: Comparison) -> str:
    """Return each arm's difference from the baseline, of many arms the largest, and that it is."""
    found = [d for d in of.share_differences if d.outcome == of.outcome]
    if not found:
        return ""
    base = of.names[of.baseline.label]
    if not any(d.difference for d in found):
        return f"Against {base} no arm's share differs."
    if len(found) > MOST_APART:
        found, is_ = [max(found, key=lambda d: abs(d.difference))], "the largest difference is"
    else:
        is_ = "that is"
    told = [
        f"{points(d.difference)} points under {of.names[d.arm]} "
        f"(95% interval {points_span(d.low, d.high)})"
        for d in found
    ]
    lucks = [_luck(d) for d in found]
    if len(set(lucks)) > 1:
        told = [f"{each}, {luck}" for each, luck in zip(told, lucks, strict=True)]
        return f"Against {base} {is_} {'; '.join(told)}."
    return f"Against {base} {is_} {listing(told)}, {lucks[0]}."


def _luck(of: ShareDifference) -> str:
    pairs = counted(of.pairs, "pair")
    return f"over {pairs} of runs with the same luck" if of.pairs else "without common luck"


def strangers_say(of: Comparison) -> str:
    """Return which arms nothing is subtracted of, and why; "" where there is none."""
    told = [of.names[cloud.label] for cloud in of.strangers]
    if not told:
        return ""
    named = many_named(told, MOST_ARMS)
    has, their = ("has", "its shares stand") if len(told) == 1 else ("have", "their shares stand")
    base = of.names[of.baseline.label]
    return (
        f"{named} {has} other outcome classes than {base}: {their} beside, nothing is subtracted."
    )


def chosen_say(of: Comparison, other: str = "--outcome names another") -> str:
    """Return why this class is told of, and how to have another; "" where it was asked for.

    No word of another where `other` is empty: a page's reader has nothing to ask with.
    """
    if of.chosen_by == "asked" or len({s.outcome for s in of.shares if s.hits}) < 2:
        return ""
    if of.chosen_by == "commonest":
        return f"Of all endings this one is the commonest{'; ' if other else ''}{other}."
    looked = of.crossed.overall if of.crossed is not None else of.share_differences
    return (
        f"Of all endings this one differs most from the baseline{'; ' if other else ''}{other}. "
        f"It was chosen for that among {counted(len(looked), 'difference')}; its interval is not "
        "widened for the choice."
    )


def _beside(cloud: Cloud) -> tuple[str, str, str]:
    return cloud.arm.scenario, cloud.arm.lens, cloud.arm.policy


def whole_answer(of: Comparison, found: Discovery, names: Names) -> str:
    """Return the answer with what drives the outcome, and which policy is robust."""
    whole = (not_the_whole(of.clouds), answered(of, names), chosen_say(of, ""))
    parts = [*filter(None, whole)]
    heavy = above_chance(found)
    if heavy and found.points >= ASKED_FOR:
        named = listing([dimension_name(each, names) for each in heavy[:MOST_DRIVERS]])
        parts.append(f"What weighs most in it, of what was sampled: {named}.")
    elif found.indices:
        parts.append(verdict(found, names))
    if left := left_out_say(found, names):
        parts.append(left)
    if of.robust is not None:
        parts.append(regret_sentences(of.robust, names)[1])
    return " ".join(parts)


def design(of: Comparison) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return how the batch was made: paragraphs, and a point for each that matters."""
    study = of.baseline.results.study
    texts = tuple(filter(None, (plain(study.says), plain(of.baseline.scenario.brief))))
    points_ = ["All seats were held by the engine; nobody played."]
    if of.others and of.paired:
        points_.append(PAIRED)
    if study.samples:
        minds = " and what nobody knows of minds and mechanisms" if study.minds else ""
        alike = {(c.luck, c.results.study.samples) for c in of.clouds}
        every = "Every arm" if len(alike) == 1 else "Every arm of the baseline's batch"
        points_.append(
            f"{every} was run at the same {counted(study.samples, 'point')} of a Latin hypercube "
            f"over the declared uncertainties{minds}: all are listed below, with their ranges."
        )
    points_ += [*filter(None, (stop_say(of.baseline.results),)), *missing(of.clouds)]
    return texts, tuple(points_)


def shares_say(of: Comparison) -> tuple[str, ...]:
    """Return how the intervals of shares were made."""
    over = (POLICIES_OVER,) if of.crossed is not None else ()
    if any(each.method != PLAIN for each in of.shares):
        return (
            (
                "Intervals are at 95%. Where several runs stand at a sample point they are "
                "Wilson's with the effective number of runs (Korn & Graubard 1998), else Wilson's "
                "(1927)."
            ),
            *over,
        )
    return ("Intervals are Wilson's (1927), at 95%.", *over)


def differences_say(of: Comparison, names: Names) -> tuple[str, ...]:
    """Return how arms are held against the baseline."""
    if not any(d.pairs for d in of.share_differences):
        alone = (
            "The arms have no luck in common with the baseline: their runs are held against one "
            "another as independent ones. Intervals are Newcombe's for independent shares (method "
            "10), Welch's for means."
        )
        told = (unpaired_say(of), by_chance(of), set_say(of, names), strangers_say(of))
        return (alone, *filter(None, told))
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
        *((futures_say(of.crossed),) if of.crossed is not None else ()),
        *filter(None, (unpaired_say(of), by_chance(of), set_say(of, names), strangers_say(of))),
    )


def span_went(of: Comparison) -> str:
    """Return the heading of the levels' courses: "How the 8 months went"; a year is one."""
    return _went({(t.count * t.length, t.unit) for t in (c.scenario.turns for c in of.kin)})


def _went(spans: set[tuple[int, Literal["week", "month"]]]) -> str:
    if len(spans) > 1:
        return "How the turns went"
    ((length, unit),) = spans
    if (length, unit) in ((12, "month"), (52, "week")):
        return "How the year went"
    return f"How the {unit} went" if length == 1 else f"How the {length} {unit}s went"


def fans_say(of: Comparison) -> tuple[str, ...]:
    """Return what is drawn of how the levels went, and which arms are not."""
    return ("The levels that part most from the baseline.", *left_out(of))
