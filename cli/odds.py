"""`whitecell odds`: outcome shares, fans and options from STARTEX or from a journal's head."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from shlex import quote
from typing import TYPE_CHECKING, Annotated, Literal

from cyclopts import Parameter
from cyclopts.validators import Number

from batch.executors import workers_for
from cli.batching import Progress, Workers, misspelt
from cli.options import MaybeSeed, Settings, Width, settings_of
from cli.packed import Packs
from cli.recorded import read
from cli.talk import say, story_width, write, write_json
from engine.content.library import Library
from engine.content.packs import found_packs
from engine.errors import NotFoundError, PlayError, nearest
from engine.model import Scenario
from engine.record import AwaitChoices
from reports.wording import full_date

if TYPE_CHECKING:
    from batch.forecast import Question
    from batch.tally import Forecast

SUFFIX = ".whitecell"
Source = Annotated[
    str, Parameter(help="The id of a scenario or the path of its file; or a journal.")
]
Seat = Annotated[
    str | None,
    Parameter(help="Reckon on what this seat sees and believes, and after each of its moves."),
]
RollOuts = Annotated[
    int, Parameter(validator=Number(gte=1, lte=1_000_000), help="Roll-outs to play.")
]


def odds(
    source: Source,
    *,
    seat: Seat = None,
    runs: RollOuts = 400,
    seed: MaybeSeed = None,
    variant: Annotated[str | None, Parameter(help="A variant of the scenario.")] = None,
    lens: Annotated[str | None, Parameter(help="An analyst's reading, laid over it.")] = None,
    set_: Settings = None,
    format: Literal["text", "json"] = "text",
    width: Width = None,
    workers: Workers = None,
    pack: Packs = None,
) -> int:
    """Tell the odds from here: shares of outcomes, where levels go, what each option changes.

    From a scenario's STARTEX, or from where a journal stands. Luck not yet consumed is drawn
    anew in every roll-out; what people have not answered, the engine answers. The file of a journal
    is read without locking it.
    """
    if wrong := misspelt(set_):
        say(f"whitecell: --set takes KEY=VALUE, not {wrong!r}")
        return 2
    if source.endswith(SUFFIX):
        if any(each is not None for each in (seed, variant, lens, set_, pack)):
            say("whitecell: a journal has its own seed, variant, lens and settings; give none")
            return 2
        question, settings, where = _from_journal(Path(source), seat)
    else:
        settings = settings_of(set_ or ())
        library = Library(found_packs(pack or ()))
        scenario = library.load(source, variant=variant, lens=lens, settings=settings)
        question, where = _from_start(scenario, 1 if seed is None else seed, seat)
    forecast = _last(question, runs, workers_for(runs, workers))
    _tell(question, forecast, settings, where, format, width)
    return 0


def _from_start(scenario: Scenario, seed: int, seat: str | None) -> tuple[Question, str]:
    from batch.forecast import Question
    from batch.positions import Position

    _check_seat(scenario, seat)
    where = f"from STARTEX, {full_date(scenario.startex)}"
    return Question(scenario, Position(seed), seat), where


def _from_journal(path: Path, seat: str | None) -> tuple[Question, Mapping[str, str], str]:
    from batch.forecast import Question
    from batch.positions import position_of

    replayed = read(path)
    exercise, setup = replayed.at(), replayed.setup.data
    _check_seat(exercise.scenario, seat)
    turns = exercise.scenario.turns
    if exercise.turn > turns.count:
        ended = f"ENDEX {full_date(turns.last_day(exercise.scenario.startex))}"
        hint = f"for odds begin a branch: whitecell branches {quote(str(path))} --new NAME --turn N"
        raise PlayError(f"{path}: {ended}: the outcome is known; {hint}")
    decider = None
    if seat is None and isinstance(exercise.pause, AwaitChoices):
        decider = next(iter(exercise.awaited()), None)
    position = position_of(replayed.contents, replayed.tree.path())
    where = f"from turn {exercise.turn}, {full_date(exercise.today)}"
    question = Question(exercise.scenario, position, seat, decider)
    return question, setup["settings"], where


def _check_seat(scenario: Scenario, seat: str | None) -> None:
    cast = [actor.id for actor in scenario.actors]
    if seat is not None and seat not in cast:
        near = nearest(seat, cast)
        raise NotFoundError("seat", seat[:80], (near,) if near else (), tuple(cast))


def _last(question: Question, runs: int, workers: int) -> Forecast:
    """Return the forecast after all roll-outs, telling how far they are."""
    from batch.forecast import forecasts

    progress, last = Progress(runs), None
    try:
        for forecast in forecasts(question, runs, workers):
            progress(forecast.runs - (last.runs if last else 0))
            last = forecast
    finally:
        progress.close()
    assert last is not None
    return last


def _tell(
    question: Question,
    forecast: Forecast,
    settings: Mapping[str, str],
    where: str,
    format: str,
    width: int | None,
) -> None:
    from reports.odds import Place, odds_data, odds_lines

    position = question.position
    place = Place(question.scenario, position.seed, where, question.seat, question.decider)
    if format == "json":
        write_json(odds_data(place, forecast, settings, forecast.turn))
        return
    room = story_width(width)
    for line in odds_lines(place, forecast, room):
        write(line)
