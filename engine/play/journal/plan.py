"""How an exercise is set up, and the first entry that says so."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from math import isfinite
from typing import Any, Literal, get_args

from engine.errors import PlayError
from engine.model.copies import ContentCopy
from engine.play.cast import check_cast
from engine.play.journal.entries import Entry, Plain, full
from engine.play.journal.replaying import versions

_UNFIT = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff\ud800-\udfff]")
Mode = Literal["rigid", "semi-free", "free"]
LONGEST_BUDGET = 86_400.0
MOST_SIGNS = 200


@dataclass(frozen=True, slots=True)
class Plan:
    """How an exercise is set up: its luck, who sits where, who rules.

    `mode` is how uncertain moves are adjudicated: `rigid` by the model, `semi-free` by the model
    unless the white cell amends it with a reason, `free` by the white cell; `rulings` asks for
    semi-free. `names` says who sits in a seat, `anonymous` that reports must not. `marking` stands
    on every page. `budget` is the seconds a seat has a turn. `second` is a folder that takes a copy
    of the journal at every turn's end.
    """

    seed: int
    people: tuple[str, ...] = ()
    rulings: bool = False
    replication: int = 0
    mode: Mode = "rigid"
    marking: str = ""
    names: Mapping[str, str] = field(default_factory=dict)
    anonymous: bool = False
    budget: float | None = None
    second: str | None = None

    @property
    def asks(self) -> bool:
        """Whether the white cell is asked for rulings."""
        return self.rulings or self.mode != "rigid"

    @property
    def adjudication(self) -> Mode:
        """The mode, semi-free where only rulings were asked for."""
        return "semi-free" if self.rulings and self.mode == "rigid" else self.mode


def check_plan(plan: Plan, cast: Iterable[str]) -> None:
    """Raise PlayError where a plan makes no sense."""
    if plan.mode not in get_args(Mode):
        raise PlayError(f"adjudication is {', '.join(get_args(Mode))}, not {plan.mode[:20]!r}")
    check_cast((*plan.people, *plan.names), cast)
    budget = plan.budget
    if budget is not None and not (isfinite(budget) and 0 < budget <= LONGEST_BUDGET):
        raise PlayError(f"a seat has 1 to {LONGEST_BUDGET:.0f} seconds a turn")
    if max(map(len, (plan.marking, *plan.names.values())), default=0) > MOST_SIGNS:
        raise PlayError(f"a marking or a name has at most {MOST_SIGNS} signs")


def now() -> datetime:
    """Return the time on the wall."""
    return datetime.now(UTC)


def setup_entry(copy: ContentCopy, plan: Plan, title: str, author: str) -> Entry:
    """Return the first entry of a journal."""
    data: Plain = {
        "scenario": copy.name,
        "title": title,
        "variant": copy.variant,
        "lens": copy.lens,
        "settings": dict(copy.settings),
        "seed": plan.seed,
        "replication": plan.replication,
        "people": sorted(plan.people),
        "rulings": plan.asks,
        "mode": plan.adjudication,
        "marking": clean(plan.marking),
        "names": {seat: clean(plan.names[seat]) for seat in sorted(plan.names)},
        "anonymous": plan.anonymous,
        "budget": plan.budget,
        "second": str(plan.second) if plan.second is not None else None,
        "actors": list(copy.actors),
        "files": copy.digests(),
        "versions": versions(),
    }
    wall = now().isoformat(timespec="milliseconds")
    return Entry(1, "setup", 0, author, wall, {}, "", data)


def plan_of(setup: Mapping[str, Any]) -> Plan:
    """Return the plan a set-up entry holds, of whatever schema."""
    data = full("setup", dict(setup))
    names = ("seed", "rulings", "replication", "mode", "marking", "names", "anonymous")
    told = {name: data[name] for name in (*names, "budget", "second")}
    return Plan(people=tuple(data["people"]), **told)


def clean(text: str) -> str:
    """Return what a person wrote without the signs a terminal would act on."""
    return _UNFIT.sub("", text)
