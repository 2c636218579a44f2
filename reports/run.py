"""A whole run as text, line by line as it is played."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from engine.model import Scenario
from engine.record import Finished, Pause, TurnEnded
from reports.ending import ending
from reports.text import header, rendered, turn_lines
from reports.timeline import Chronicle


def run_text(scenario: Scenario, seed: int, pauses: Iterable[Pause], width: int) -> Iterator[str]:
    """Yield the lines of a run: a heading, each turn as it ends, ENDEX and the outcome."""
    chronicle = Chronicle(scenario)
    yield from header(scenario, seed, width)
    for pause in pauses:
        if isinstance(pause, TurnEnded):
            yield ""
            yield from turn_lines(pause.report, chronicle.turn(pause.report), width)
        elif isinstance(pause, Finished):
            yield ""
            for line in ending(pause, chronicle.names):
                yield from rendered(line, width)
