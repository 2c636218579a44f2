"""What a batch that was cut short was asked for and lacks: runs, and whole arms."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from batch.compare.clouds import Cloud, shortened_names
from batch.results import Results
from reports.comparison.wording import many_named
from reports.wording import counted

MOST_NAMED = 24
"""Arms without a run that are named one by one on a page."""
IN_SHORT = 6
"""And those that are named beside an answer."""


def _batches(clouds: Iterable[Cloud]) -> list[Results]:
    """Return the batches that had not ended."""
    found = {id(c.results): c.results for c in clouds if not c.results.complete}
    return list(found.values())


def _lacking(results: Results, clouds: Iterable[Cloud]) -> list[str]:
    """Return the names of a batch's arms of which no run has ended."""
    there = {cloud.arm.index for cloud in clouds if cloud.results is results}
    names = shortened_names(results.study.arms)
    return [names[arm.index] for arm in results.study.arms if arm.index not in there]


def _asked(results: Results) -> str:
    """Return how many runs a batch was to have."""
    total = counted(results.study.total, "run")
    return f"at most {total}" if results.study.stop_at is not None else total


def _done(results: Results, clouds: Iterable[Cloud]) -> int:
    return sum(cloud.runs + cloud.failed for cloud in clouds if cloud.results is results)


def arms_counted(clouds: Sequence[Cloud]) -> str:
    """Return how many arms have runs, and of how many: "5 of 25", "25"."""
    return f"{_before(clouds)}{_asked_arms(clouds)}"


def arms_told(clouds: Sequence[Cloud]) -> str:
    """Return the same with its noun: "5 of 25 arms"."""
    return f"{_before(clouds)}{counted(_asked_arms(clouds), 'arm')}"


def _before(clouds: Sequence[Cloud]) -> str:
    return f"{len(clouds)} of " if _asked_arms(clouds) > len(clouds) else ""


def _asked_arms(clouds: Sequence[Cloud]) -> int:
    return len(clouds) + sum(len(_lacking(each, clouds)) for each in _batches(clouds))


def runs_told(clouds: Sequence[Cloud]) -> str:
    """Return how many runs ended: "265 runs"."""
    return counted(sum(cloud.runs for cloud in clouds), "run")


def runs_asked(clouds: Sequence[Cloud]) -> str:
    """Return how many runs ended, and what an unfinished batch was asked for."""
    runs = f"{sum(cloud.runs for cloud in clouds):,}"
    asked = [f"{_done(each, clouds):,} of {_asked(each)}" for each in _batches(clouds)]
    return f"{runs} (done: {'; '.join(asked)} asked for)" if asked else runs


def missing(clouds: Sequence[Cloud]) -> list[str]:
    """Return, batch by batch, which arms have no run, where an answer named some of them alone."""
    many = (each for each in _batches(clouds) if len(_lacking(each, clouds)) > IN_SHORT)
    return [_arms(each, clouds, MOST_NAMED) for each in many]


def _arms(results: Results, clouds: Sequence[Cloud], most: int) -> str:
    lacking, arms = _lacking(results, clouds), results.study.arms
    if not lacking:
        return ""
    have = "has" if len(lacking) == 1 else "have"
    named = many_named(lacking, most)
    return f"{len(lacking)} of {counted(len(arms), 'arm')} {have} no run: {named}."


def not_the_whole(clouds: Sequence[Cloud]) -> str:
    """Return how much of each batch there is, before an answer; "" where all is there."""
    told = []
    for each in _batches(clouds):
        told.append(f"The batch was not complete: {_of_asked(each, clouds)}.")
        told.append(_arms(each, clouds, IN_SHORT))
    return " ".join(filter(None, told))


def incomplete_say(clouds: Sequence[Cloud]) -> str:
    """Return which batches had not ended and what they lack; "" where all had."""
    told = [
        f"Not the whole: the batch {each.folder} is not complete, {_of_asked(each, clouds)}; "
        f"more runs may change it. {_arms(each, clouds, IN_SHORT)}".rstrip()
        for each in _batches(clouds)
    ]
    return " ".join(told)


def _of_asked(results: Results, clouds: Sequence[Cloud]) -> str:
    return f"{_done(results, clouds):,} of {_asked(results)} asked for"


def stop_say(results: Results) -> str:
    """Return how sure a batch was to be before it stopped, and whether it was; "" where it ran on.

    A batch that was cut short says neither: it is said elsewhere.
    """
    width, found = results.study.stop_at, results.manifest["results"]
    if width is None:
        return ""
    asked = f"It was to stop once every share's interval was {100 * width:g} points wide or less"
    if found is None:
        return f"{asked}."
    if found["width"] > width:
        return f"{asked}, and it was not: the widest is {100 * found['width']:.1f} points."
    most = f"{found['rounds']:,} of at most {counted(results.study.runs, 'run')}"
    return f"{asked}, and it was after {most} of each arm{_at_points(results)}."


def _at_points(results: Results) -> str:
    return " at each sample point" if results.study.samples else ""
