"""`whitecell calibrate`: how a scenario behaves over many runs, and settings that would mend it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Annotated

from cyclopts import Parameter
from cyclopts.validators import Number

from batch.calibrate import BAND, Setting, hold_chances, in_band, proposed, with_settings
from batch.conduct import Conduct, conduct_of
from batch.executors import workers_for
from batch.laws import PLAIN
from batch.statistics import wilson
from cli.batching import Workers, misspelt
from cli.claims import Name
from cli.options import Seed, Settings, settings_of
from cli.packed import Packs
from cli.talk import say, table, width, write
from engine.content.library import Library
from engine.content.packs import found_packs
from engine.model import Scenario
from engine.model.luck import SEED
from reports.wording import counted

OFTEN_PINNED = 0.05
"""Share of turn-ends at a bound from which an indicator is told of."""
Runs = Annotated[
    int, Parameter(validator=Number(gte=1, lte=1_000_000), help="Runs of each variant.")
]


def calibrate(
    scenario: Name,
    *,
    runs: Runs = 50,
    seed: Seed = SEED,
    lens: Annotated[str | None, Parameter(help="An analyst's reading, laid over it.")] = None,
    set_: Settings = None,
    workers: Workers = None,
    pack: Packs = None,
) -> int:
    """Report how a scenario behaves, and propose settings where an actor holds too much or little.

    Nothing is written to any file: what is proposed is printed as YAML, to be weighed and copied.
    """
    if wrong := misspelt(set_):
        say(f"whitecell: --set takes KEY=VALUE, not {wrong!r}")
        return 2
    library, settings = Library(found_packs(pack or ())), settings_of(set_ or ())
    plain = library.load(scenario, lens=lens, settings=settings)
    arms = {PLAIN: plain} | {
        v.id: library.load(scenario, variant=v.id, lens=lens, settings=settings)
        for v in plain.variants
    }
    count = workers_for(runs * len(arms), workers)
    found = conduct_of(arms, seed, runs, count)
    for line in _report(plain, found, seed):
        write(line)
    wanted = proposed(plain)
    mended = with_settings(plain, wanted)
    after = conduct_of({PLAIN: mended}, seed, runs, count)[PLAIN] if wanted else found[PLAIN]
    for line in _proposal(wanted, hold_chances(mended), after):
        write(line)
    return 0


def _report(plain: Scenario, found: Mapping[str, Conduct], seed: int) -> Iterator[str]:
    conduct, columns = found[PLAIN], width()
    runs = f"{counted(conduct.runs, 'run')} from seed {seed} in each variant"
    yield f"{plain.title} · {plain.id} · {runs}"
    yield from ("", f"HOLDING (meant: {BAND[0]:.0%} to {BAND[1]:.0%} of initiatives)")
    yield from table(_holding(plain, conduct), columns)
    yield from ("", f"AT A BOUND (in over {OFTEN_PINNED:.0%} of turn-ends)")
    yield from table(list(_pinned(found)) or [("nothing",)], columns)
    yield from ("", "ENDINGS (95% intervals)")
    for arm, of in found.items():
        yield f"  {arm or 'as it is'}"
        yield from table(_endings(plain, of), columns, "    ")
    ended = {outcome for of in found.values() for outcome in of.outcomes}
    never = [o.id for o in plain.outcomes if o.id not in ended]
    yield f"  never reached: {', '.join(never) or 'none'}"


def _holding(plain: Scenario, conduct: Conduct) -> list[tuple[str, ...]]:
    rows: list[tuple[str, ...]] = [("", "at STARTEX", "in play", "repeats a turn later")]
    chances = hold_chances(plain)
    for actor in sorted(conduct.initiatives):
        of = conduct.initiatives[actor]
        chance = f"{chances[actor]:.1%}" if actor in chances else "must move"
        mark = "" if actor not in chances or in_band(chances[actor]) else " (outside)"
        shares = f"{conduct.holds[actor] / of:.1%}", f"{conduct.repeats[actor] / of:.1%}"
        rows.append((actor, chance + mark, *shares))
    return rows


def _pinned(found: Mapping[str, Conduct]) -> Iterator[tuple[str, ...]]:
    for arm, of in found.items():
        for level, count in of.pinned.most_common():
            if count / of.turns > OFTEN_PINNED:
                yield level, arm or "as it is", f"{count / of.turns:.0%}"


def _endings(plain: Scenario, of: Conduct) -> Iterator[tuple[str, ...]]:
    for outcome in plain.outcomes:
        count = of.outcomes[outcome.id]
        if count:
            low, high = wilson(count, of.runs)
            yield outcome.id, f"{count / of.runs:.0%}", f"{low:.0%} to {high:.0%}"


def _proposal(
    wanted: Mapping[str, Setting], chances: Mapping[str, float], after: Conduct
) -> Iterator[str]:
    yield ""
    if not chances:
        yield "PROPOSED: nothing; every actor must move, so that none has a chance to hold"
        return
    if not wanted:
        yield "PROPOSED: nothing; at STARTEX every actor holds as often as is meant"
        return
    yield "PROPOSED, as changes in the scenario's file"
    yield "actors:"
    for actor, setting in sorted(wanted.items()):
        now, later = chances[actor], after.holds[actor] / after.initiatives[actor]
        missed = "" if in_band(now) else "; no setting tried reaches the band"
        yield f"  {actor}:  # holds {now:.1%} at STARTEX, {later:.1%} in play{missed}"
        yield f"    decision: {{friction: {setting.friction:g}, precision: {setting.precision:g}}}"
