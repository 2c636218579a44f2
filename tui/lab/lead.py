"""The line over the rooms: how far a batch is, or what is on the screen; and what comes next."""

from __future__ import annotations

from reports.wording import counted, spoken_time
from tui.lab.desk import Lab
from tui.lab.rooms import READING
from tui.telling import bar
from tui.waiting import Waiting

CELLS = 20


def lead(lab: Lab) -> str:
    """Return how far the batch is, with the time left, or how large it was."""
    parts = [_progress(lab)] if lab.running or lab.state == "stopped" else [_whole(lab)]
    if lab.failed:
        parts.append(f"✗ {lab.failed:,} failed")
    width = lab.news.width if lab.news else 1.0
    if width < 1.0:
        parts.append(f"shares to ±{50 * width:.1f} points")
    parts += [f"✗ {fault}" for fault in (lab.fault, lab.unread) if fault]
    return " · ".join(part for part in parts if part)


def _progress(lab: Lab) -> str:
    news = lab.news
    if lab.state == "stopped":
        done = f"{bar(news.done, news.total, CELLS)} {_count(lab)}" if news else "not complete"
        return f"{done}: stopped; what is done is kept"
    if news is None:
        return "Starting the workers …"
    told = f"{bar(news.done, news.total, CELLS)} {_count(lab)}"
    if lab.state == "stopping":
        return f"{told} · stopping: what is done is being written"
    left = news.left
    return told if left is None else f"{told} · {spoken_time(left)} left"


def _count(lab: Lab) -> str:
    news = lab.news
    return f"{news.done:,} of {counted(news.total, 'run')}" if news else ""


def _whole(lab: Lab) -> str:
    of = lab.comparison
    if of is None:
        return _count(lab) or lab.arms
    runs = sum(cloud.runs for cloud in of.clouds)
    base = f"baseline {of.names[of.baseline.label]}" if len(of.clouds) > 1 else ""
    told = [f"{counted(runs, 'run')} of {lab.arms}", f"seed {lab.study.seed}", base]
    if lab.study.samples:
        told.append(counted(lab.study.samples, "sample point"))
    return " · ".join(each for each in told if each)


def waiting(lab: Lab, own: Waiting | None, following: str) -> Waiting:
    """Return what is waited for: the runs, what the room asks, or the room after it."""
    if lab.state == "stopping":
        return Waiting("Stopping; what is done is being written.", "q", "leave", "leave at once")
    if lab.running:
        says = "The batch is running." if lab.news else "The batch begins."
        return Waiting(says, "q", "leave", "stop and leave; it can be gone on with")
    if lab.state == "stopped" and len(lab.folders) == 1 and own is None:
        return Waiting("Not complete.", "g", "go_on", "go on with it")
    if lab.unread and lab.gathered is None:
        return Waiting("It could not be read.", "r", "read", "read it again")
    if lab.comparison is None and lab.gathered is None:
        return Waiting(f"{lab.reading or READING} …", "q", "leave", "leave")
    if lab.comparison is None:
        return Waiting("There is nothing to compare.", "q", "leave", "leave")
    return own or Waiting("Look on:", "n", "next", following)
