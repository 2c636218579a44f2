"""What the Batch screen asks: the baseline, what policies are for, which run."""

from __future__ import annotations

from dataclasses import replace
from math import isfinite
from typing import Any

from textual.app import App

from batch.compare.policies import Aim
from batch.compare.whole import Comparison
from batch.plan import Study
from reports.comparison.gathered import Wish
from reports.wording import capital
from tui.lab.desk import Lab
from tui.lab.regrets import Regrets
from tui.screens.dialogs import Ask, Pick

WAYS = (("high", "More of it is better"), ("low", "Less of it is better"))


async def for_baseline(app: App[Any], of: Comparison, now: Wish) -> Wish | None:
    """Ask which arm the others are held against."""
    arms = [(cloud.label, of.names[cloud.label]) for cloud in of.clouds]
    at = [label for label, _ in arms].index(of.baseline.label)
    picked = await app.push_screen_wait(Pick("Hold the arms against which?", arms, at=at))
    if picked is None or picked == of.baseline.label:
        return None
    base = next(cloud for cloud in of.clouds if cloud.label == picked)
    known = now.outcome in {id for id, _ in base.classes}
    return replace(now, baseline=picked, outcome=now.outcome if known else None)


async def for_outcome(app: App[Any], lab: Lab, now: Wish) -> Wish | None:
    """Ask which class is told of."""
    of = lab.comparison
    if of is None:
        return None
    kin = {cloud.label for cloud in of.kin}
    ids = list(dict.fromkeys(s.outcome for s in of.shares if s.arm in kin))
    classes = [(id, capital(lab.outcome(id))) for id in ids]
    picked = await app.push_screen_wait(
        Pick("Which ending is told of?", classes, at=ids.index(of.outcome))
    )
    return None if picked is None else replace(now, outcome=picked)


async def for_value(app: App[Any], room: Regrets, now: Wish) -> Wish | None:
    """Ask what the policies are, what they are for, which way is good, and how much is enough."""
    axes = room.axes()
    axis = axes[0]
    if len(axes) > 1:
        asked = [(each, f"the {each} of an arm") for each in axes]
        picked = await app.push_screen_wait(Pick("What is the policy?", asked))
        if picked is None:
            return None
        axis = next(each for each in axes if each == picked)
    value = await app.push_screen_wait(Pick("What are the policies for?", room.values()))
    if value is None:
        return None
    before = now.aim if now.aim is not None and now.aim.value == value else None
    low = before is not None and before.low_is_good
    way = await app.push_screen_wait(Pick("Which way is good?", WAYS, at=int(low)))
    if way is None:
        return None
    enough = await _for_enough(app, value, before)
    if enough is None:
        return None
    aim = Aim(value, way == "low", float(enough) if enough else None)
    return replace(now, aim=aim, axis=axis)


async def _for_enough(app: App[Any], value: str, before: Aim | None) -> str | None:
    """Ask from where on a policy is good enough: a number, "" for no such bound."""
    of_runs = value.startswith("outcome.")

    def wrong(answers: tuple[str, ...]) -> str:
        try:
            number = float(answers[0] or "0")
        except ValueError:
            return "That is no number; empty is no bound."
        if of_runs and not 0 <= number <= 1:
            return "It is a share of runs, from 0 to 1; empty is no bound."
        return "" if isfinite(number) else "That is no number; empty is no bound."

    given = f"{before.enough:g}" if before is not None and before.enough is not None else ""
    says = "The value at which a policy is good enough; empty where there is no such bound."
    field = ("A share of runs, from 0 to 1" if of_runs else "Value", given)
    ask = Ask("What is good enough?", [field], says, empty=True, wrong=wrong)
    answers = await app.push_screen_wait(ask)
    return None if answers is None else answers[0]


async def for_run(app: App[Any], study: Study) -> str | None:
    """Ask which run is to be played again."""
    last = f"{len(study.arms) - 1}-{study.spread * study.runs - 1}"
    says = f"ARM-REPLICATION, 0-0 to {last}: from STARTEX, with the luck it had."
    given = await app.push_screen_wait(Ask("Play which run again?", [("Run", "")], says))
    return given[0] if given else None


async def to_stop(app: App[Any]) -> bool:
    """Ask whether the batch is to be stopped."""
    answers = [("stay", "No, let it run"), ("stop", "Yes, stop it; what is done is kept")]
    says = "It can be gone on with where it stopped."
    return bool(await app.push_screen_wait(Pick("Stop the batch?", answers, says)) == "stop")
