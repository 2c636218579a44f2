"""Where every target stands, told from what was measured in the same run."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Target:
    """A ratio to reach and one to beat; `least` where more is better."""

    what: str
    figure: str
    reach: float
    beat: float
    least: bool = False

    def stands(self, measured: float) -> str:
        """Return how a measured ratio stands to the target."""
        for bound, word in ((self.beat, "beaten"), (self.reach, "reached")):
            if measured >= bound if self.least else measured <= bound:
                return word
        return "**missed**"


MARK = "_compiled"
"""Ends the name of a figure that was measured with the engine compiled."""

TARGETS = (
    Target("a replication of the neutral workload / the floor", "neutral", 4.5, 2.5),
    Target("Mesa by events / ours", "mesa_events", 1.3, 2.2, least=True),
    Target("Mesa by days / ours", "mesa_days", 2.5, 5.0, least=True),
    Target(
        "two bare loops / two workers, start-up and tables included",
        "two_workers",
        0.93,
        0.98,
        least=True,
    ),
    Target("EMA Workbench's two processes / our two workers", "ema_two", 1.4, 2.0, least=True),
    Target("Mesa's two processes, by events / our two workers", "mesa_two", 2.5, 3.5, least=True),
    Target("the runner around a run, % of its CPU", "runner", 5.0, 2.0),
    Target("tables as Parquet, % of a run's CPU", "parquet_cpu", 6.0, 3.0),
    Target("tables as Parquet, KB a run", "parquet_kb", 3.3, 2.3),
    Target("peak memory at 8,000 runs / at 2,000", "memory", 1.1, 1.03),
    Target("`whitecell --help` / a bare interpreter", "help", 18.0, 5.0),
    Target("`whitecell check` of some 2,400 lines / a bare interpreter", "check", 20.0, 14.0),
    Target("first paint of the library / of a minimal Textual app", "paint", 1.5, 1.25),
    Target("time as turns to the power", "turns", 1.15, 1.05),
    Target("time as moves to the power", "moves", 1.15, 1.05),
)


def standings(measured: Mapping[str, float]) -> str:
    """Return the targets as a Markdown table; KeyError where one was not measured."""
    rows = ["| target | reach | beat | as it is written | | compiled | |", "|---" * 7 + "|"]
    for each in TARGETS:
        sign, now = "≥" if each.least else "≤", measured[each.figure]
        fast = measured.get(each.figure + MARK)
        beside = "| |" if fast is None else f"{fast:.2f} | {each.stands(fast)} |"
        rows.append(
            f"| {each.what} | {sign} {each.reach:g} | {sign} {each.beat:g} "
            f"| {now:.2f} | {each.stands(now)} | {beside}"
        )
    return "\n".join(rows)
