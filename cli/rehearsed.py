"""What a rehearsal found, as lines of text or as data."""

from __future__ import annotations

import shlex
from collections.abc import Iterator
from dataclasses import dataclass

from batch.rehearse.findings import Found
from batch.rehearse.tally import Play, Tally
from batch.rehearse.watching import WAYS, Way
from batch.statistics import wilson
from cli.talk import table, wrapped
from engine.model import Scenario
from reports.wording import counted

NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class Asked:
    """What was asked to be rehearsed, in the words of the command line."""

    scenario: str
    variant: str | None = None
    lens: str | None = None
    sets: tuple[str, ...] = ()
    packs: tuple[str, ...] = ()

    def command(self, play: Play) -> str:
        """Return the command that tells the story of a play."""
        words = ["whitecell", "run" if play.way == "model" else "rehearse", self.scenario]
        words += ["--tell", "random"] if play.way == "random" else []
        words += ["--variant", play.arm] if play.arm else []
        words += ["--lens", self.lens] if self.lens else []
        words += [w for pair in self.sets for w in ("--set", pair)]
        words += [w for pack in self.packs for w in ("--pack", pack)]
        return shlex.join([*words, "--seed", str(play.seed)])


def as_data(
    asked: Asked, scenario: Scenario, seed: int, arms: tuple[str, ...], tally: Tally, found: Found
) -> dict[str, object]:
    """Return a rehearsal as plain data; docs/reference/rehearse-json.md tells its keys."""
    return {
        "schema": 1,
        "scenario": scenario.id,
        "lens": asked.lens,
        "seed": seed,
        "variants": [arm or None for arm in arms],
        "plays": {way: tally.plays[way] for way in WAYS},
        "endings": [
            {
                "outcome": outcome.id,
                **{way: tally.endings[way, outcome.id] for way in WAYS},
                "shown_by": _shown(asked, tally.ended.get(outcome.id)),
            }
            for outcome in scenario.outcomes
        ],
        "findings": [
            {
                "code": one.code,
                "subject": one.subject,
                "says": one.says,
                "shown_by": _shown(asked, one.shown_by),
            }
            for one in found.dead
        ],
        "notes": list(found.notes),
    }


def _shown(asked: Asked, play: Play | None) -> dict[str, object] | None:
    if play is None:
        return None
    arm = play.arm or None
    return {"variant": arm, "way": play.way, "seed": play.seed, "command": asked.command(play)}


def as_lines(
    asked: Asked,
    scenario: Scenario,
    seed: int,
    arms: tuple[str, ...],
    tally: Tally,
    found: Found,
    columns: int,
) -> Iterator[str]:
    """Give the lines of a rehearsal's report."""
    by = " and ".join(f"{tally.plays[way]:,} {HOW[way]}" for way in WAYS)
    of = (
        f"as written and in {counted(len(arms) - 1, 'variant')}"
        if len(arms) > 1
        else arms[0] or "as written"
    )
    lens = f" · lens {asked.lens}" if asked.lens else ""
    head = f"{scenario.title} · {scenario.id} · {of}{lens} · {by}, from seed {seed}"
    yield from wrapped(head, columns)
    yield ""
    yield "ENDINGS (95% intervals)"
    yield from table(_endings(scenario, tally), columns)
    yield ""
    yield f"DEAD: {len(found.dead) or NOTHING}"
    for one in found.dead:
        yield from wrapped(f"{one.code}: {one.says}", columns, "      ", "  ")
        yield from _command("      see:", asked.command(one.shown_by), columns)
    yield from ("", "NOTES") if found.notes else ()
    for note in found.notes:
        yield from wrapped(note, columns, "      ", "  ")
    yield from ("", "FIRST PLAY OF EACH ENDING") if tally.ended else ()
    for outcome in scenario.outcomes:
        if outcome.id in tally.ended:
            yield from _command(f"  {outcome.id}:", asked.command(tally.ended[outcome.id]), columns)


def _command(lead: str, command: str, columns: int) -> Iterator[str]:
    """Give a command behind its lead; below it where both do not fit, whole, to be copied."""
    from rich.cells import cell_len

    whole = f"{lead} {command}"
    yield from (whole,) if cell_len(whole) <= columns else (lead, f"    {command}")


HOW: dict[Way, str] = {"model": "by the model", "random": "at random"}


def _endings(scenario: Scenario, tally: Tally) -> Iterator[tuple[str, ...]]:
    """Give a row an outcome class: its share in each kind of play."""
    yield ("", *(HOW[way] for way in WAYS), "")
    for outcome in scenario.outcomes:
        cells = list[str]()
        for way in WAYS:
            count, of = tally.endings[way, outcome.id], tally.plays[way]
            low, high = wilson(count, of)
            cells.append(f"{_share(count, of)} ({low:.0%} to {high:.0%})")
        yield (outcome.id, *cells, "")


def _share(count: int, of: int) -> str:
    """Return a share of plays in whole percent; what came about is never told as 0%, nor 100% of
    what did not always.
    """
    told = f"{count / of:.0%}"
    if told == "0%" and count:
        return "under 1%"
    return "over 99%" if told == "100%" and count < of else told
