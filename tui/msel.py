"""The MSEL as it stands at the table: what was planned, what came of it, what is due or held."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from engine.model import Call, FlagValue, Inject
from engine.record import Happening
from engine.rules.conditions import spell, values_read, walk
from engine.rules.tables import Cue
from engine.rules.world import truth
from reports.holding import in_words
from reports.names import Names
from reports.reader import Reader
from reports.wording import change, day_month, listing, months, period, plain, quantity
from tui.playing import Playing

DUE, COMING, HELD, DONE, STRUCK = "due", "to come", "held", "delivered", "skipped"
GONE = "did not arise"
HEADS = {
    DUE: "DUE IN TURN",
    COMING: "TO COME",
    HELD: "HELD BACK, fired only by hand",
    DONE: "DELIVERED",
    GONE: "DID NOT ARISE",
    STRUCK: "SKIPPED",
}
"""The groups of the list, in order."""
NEVER = 10**6
"""A day after every other, for what has none."""
NOTHING = 0.005
"""A change smaller than this is told as none."""


@dataclass(frozen=True, slots=True)
class Planned:
    """An inject as it stands. `group` is one of HEADS, `tag` a word beside its name.

    `day` is that it was last delivered on or is planned for, counted from STARTEX.

    `facts` tell what was planned and what was delivered, `says` the text it has, or was told with.
    `delivered` is the day it was last delivered on, "" for not yet; `heard` who hears it,
    `written` the text of the plan, which it has where nobody edits it. `makes` are the facts it
    makes true or otherwise, whatever the size of its effects.
    """

    id: str
    name: str
    group: str
    tag: str
    says: str
    facts: tuple[str, ...]
    claims: tuple[str, ...]
    improvised: bool = False
    delivered: str = ""
    heard: str = "The room"
    written: str = ""
    day: int = NEVER
    makes: tuple[str, ...] = ()

    @property
    def open(self) -> bool:
        """Whether it may still come by itself or was held back."""
        return self.group in (DUE, COMING, HELD)


def planned(playing: Playing) -> tuple[Planned, ...]:
    """Return every inject of the scenario and every one made up, by group and day."""
    delivered: dict[str, list[Happening]] = {}
    for each in playing.happened():
        if each.kind in ("inject", "skip"):
            delivered.setdefault(each.id, []).append(each)
    rows = [_row(playing, noun, delivered.pop(noun.id, [])) for noun in playing.scenario.injects]
    rows.sort(key=lambda row: row.id)
    rows += [_improvised(playing, each) for left in delivered.values() for each in left]
    order = list(HEADS)
    return tuple(sorted(rows, key=lambda row: (order.index(row.group), row.day)))


def _row(playing: Playing, noun: Inject, told: list[Happening]) -> Planned:
    fired = [each for each in told if each.kind == "inject"]
    group = _group(playing, noun, fired)
    says = fired[-1].says if fired else noun.says
    facts = [f"planned: {_plan(noun, playing)}", *_stands(playing, noun, group)]
    facts += _delivered(told, playing.scenario.startex)
    makes = tuple(_made(playing.names, id, value) for id, value in noun.sets)
    facts += [*_does(playing.exercise.table.tables.cues[noun.id], playing.names), *makes]
    facts += _meant(playing, noun)
    tag, name = _tag(noun, group, fired, playing), playing.names.spelled(noun.id)
    row = Planned(noun.id, name, group, tag, plain(says), tuple(facts), noun.claims)
    last = _on(fired[-1].day, playing.scenario.startex) if fired else ""
    heard = listing(playing.names.actor(id) for id in noun.audience) or row.heard
    day = fired[-1].day if fired else NEVER if noun.day is None else noun.day
    row = replace(row, delivered=last, heard=heard, written=plain(noun.says))
    return replace(row, day=day, makes=makes)


def _group(playing: Playing, noun: Inject, fired: list[Happening]) -> str:
    world = playing.exercise.table.world
    if fired and (noun.once or noun.day is not None):
        return DONE
    if noun.id in world.skipped:
        return STRUCK
    if noun.contingency:
        return DONE if fired else HELD
    if playing.finished or (noun.day is not None and noun.day < world.day):
        return DONE if fired else GONE
    return DUE if noun.day is not None and _this_turn(playing, noun.day) else COMING


def _holds(playing: Playing, noun: Inject) -> bool:
    """Return whether a condition holds as things stand, by the truth: for the white cell."""
    table = playing.exercise.table
    when = table.tables.cues[noun.id].when
    return when is None or bool(when(truth(table.tables, table.world)))


def _stands(playing: Playing, noun: Inject, group: str) -> Iterator[str]:
    """Give whether an inject's condition holds now with the values it meets, or did not."""
    if noun.when is None or group not in (DUE, COMING, GONE):
        return
    if group == GONE:
        yield "did not arise: its condition did not hold"
        return
    table, names = playing.exercise.table, playing.names
    facts = truth(table.tables, table.world)
    met = values_read(noun.when.tree, table.tables.scope, facts)
    calls = {spell(part): part for part in walk(noun.when.tree) if isinstance(part, Call)}
    words = {id: Reader(names, {}).name(part) for id, part in calls.items()}
    told = "; ".join(
        f"{words[id]}: {quantity(value)}" if id in words else _value(id, value, names)
        for id, value in met
    )
    yield f"as things stand: {quantity(_holds(playing, noun))}" + (f" ({told})" if told else "")


def _value(id: str, value: float | FlagValue, names: Names) -> str:
    """Return what a condition reads with its value: a level, a flag, an uncertainty."""
    flag = names.flags.get(id)
    if flag is not None:
        return f"{plain(flag.name) or names.spelled(id)}: {quantity(value)}"
    name = names.level(id) if id in names.levels else names.spelled(id)
    return f"{name} {quantity(value)}"


def heads(playing: Playing) -> dict[str, str]:
    """Return the groups' headings, that of what is due with its turn and dates."""
    calendar, turn = playing.exercise.table.calendar, playing.exercise.turn
    when = period(calendar.start_of(turn), calendar.start_of(turn + 1))
    return {**HEADS, DUE: f"{HEADS[DUE]}: {turn}, {when}"}


def _this_turn(playing: Playing, day: int) -> bool:
    calendar, turn = playing.exercise.table.calendar, playing.exercise.turn
    on = playing.scenario.startex + timedelta(days=day)
    return calendar.start_of(turn) <= on < calendar.start_of(turn + 1)


def _tag(noun: Inject, group: str, fired: list[Happening], playing: Playing) -> str:
    if fired:
        edited = any(each.edited for each in fired)
        last = _on(fired[-1].day, playing.scenario.startex)
        return f"{last} edited" if edited else f"{last} by hand" if _by_hand(fired) else last
    if group in (HELD, STRUCK):
        return group
    if noun.day is not None:
        on = _on(noun.day, playing.scenario.startex)
        if noun.when is None or group not in (DUE, COMING):
            return on
        return f"{on}, {'yes' if _holds(playing, noun) else 'not'} now"
    return "by chance" if noun.hazard is not None else "on condition"


def _by_hand(fired: list[Happening]) -> bool:
    return any(each.cause == "by hand" for each in fired)


def _plan(noun: Inject, playing: Playing) -> str:
    when = f"if {in_words(noun.when.tree, playing.names)}" if noun.when is not None else ""
    if noun.contingency:
        return "held for the white cell"
    if noun.hazard is not None:
        return "by chance, tested every turn"
    if noun.day is None:
        return when.replace("if ", "when it turns true that ", 1)
    return f"on {_on(noun.day, playing.scenario.startex)} {when}".rstrip()


def _delivered(told: list[Happening], startex: date) -> Iterator[str]:
    many = len({each.says for each in told if each.kind == "inject"}) > 1
    for each in told:
        what = "delivered" if each.kind == "inject" else "skipped"
        how = {"by hand": " by hand", "condition": " on its condition", "hazard": " by chance"}
        by = how.get(each.cause, "") if each.kind == "inject" else ""
        edited = " edited" if each.edited else ""
        scale = f", effects × {each.scale:g}" if each.scale != 1.0 else ""
        reason = f": {plain(each.reason)}" if each.reason else ""
        yield f"{what}{edited}{by} on {_on(each.day, startex)}{scale}{reason}"
        if many and each.kind == "inject":
            yield f"    as: {plain(each.says)}"


def _does(cue: Cue, names: Names) -> Iterator[str]:
    """Give who hears of an inject and what it does, in figures as they stand."""
    noun = cue.noun
    heard = listing(names.actor(id) for id in noun.audience) if noun.audience else "everyone"
    yield f"heard by {heard}"
    for effect, push in zip(noun.effects, cue.pushes, strict=True):
        delay = f" after {months(effect.delay)}" if effect.delay else ""
        level = names.level(effect.on)
        if abs(push.amount) < NOTHING:
            yield f"leaves {level} as it is: what is uncertain comes to 0 here"
        else:
            yield f"changes {level} by {change(push.amount)}{delay}"


def _made(names: Names, id: str, value: FlagValue) -> str:
    """Return what an inject makes of a flag: "makes true: The gate is shut"."""
    flag = names.flags.get(id)
    says = (plain(flag.name) if flag else "") or names.spelled(id)
    says = says.rstrip(" .")
    if isinstance(value, bool):
        return f"makes {'true' if value else 'untrue'}: {says}"
    return f"sets {says}: {plain(value)}"


def _meant(playing: Playing, noun: Inject) -> Iterator[str]:
    """Give what an inject asks of the players and which objective it serves."""
    if noun.expects:
        yield f"expected: {plain(noun.expects)}"
    if noun.objective is not None and noun.objective <= len(playing.scenario.objectives):
        says = plain(playing.scenario.objectives[noun.objective - 1])
        yield f"serves objective {noun.objective}: {says}"


def _improvised(playing: Playing, told: Happening) -> Planned:
    on = _on(told.day, playing.scenario.startex)
    names = playing.names
    heard = listing(names.actor(id) for id in told.audience) if told.audience else "everyone"
    facts = ("planned: no, it was made up at the table", f"delivered on {on}", f"heard by {heard}")
    name, tag = names.spelled(told.id), f"{on} made up"
    return Planned(told.id, name, DONE, tag, plain(told.says), facts, (), True, day=told.day)


def _on(day: int, startex: date) -> str:
    return day_month(startex + timedelta(days=day))
