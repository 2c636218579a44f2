"""How a run ended: the class it fell in, and the values that put it there, in words."""

from __future__ import annotations

from datetime import timedelta

from engine.record import Finished
from reports.names import Names
from reports.reader import Reader
from reports.timeline import Line
from reports.wording import BETWEEN, full_date, plain, sentence


def ending(finished: Finished, names: Names) -> tuple[Line, ...]:
    """Return the last lines of a timeline: ENDEX, the outcome, what its condition met."""
    outcome = f"outcome: {names.spelled(finished.outcome)}: {sentence(plain(finished.says))}"
    parts = ["ENDEX", outcome]
    if finished.report is not None:
        last = finished.report.ends - timedelta(days=1)
        parts[0] = f"ENDEX {full_date(last)}"
        if finished.called is not None:
            turns = names.scenario.turns.count
            parts[0] += f", called after turn {finished.report.turn} of {turns}"
    told = [Line("endex", BETWEEN.join(parts), id=finished.outcome)]
    reasons = met(finished, names)
    if reasons:
        told.append(Line("met", ", ".join(reasons), notes=reasons))
    elif len(names.scenario.outcomes) > 1:
        told.append(Line("met", "No other outcome's condition was met."))
    return tuple(told)


def called(finished: Finished, turns: int) -> str:
    """Return that the white cell ended it before its time, and why; "" where it did not."""
    if finished.called is None or finished.report is None:
        return ""
    after = f"The white cell called ENDEX after turn {finished.report.turn} of {turns}"
    why = plain(finished.called).strip().rstrip(" .")
    judged = f"as things stood then, by conditions that were written for {turns}"
    return f"{after}{f': {why}' if why else ''}. The outcome is told {judged}."


def met(finished: Finished, names: Names) -> tuple[str, ...]:
    """Return the values an outcome's condition met: "autonomy at the end 31 (below 42)".

    Of alternatives only those that hold are told. An outcome without a condition has none.
    """
    for outcome in names.scenario.outcomes:
        if outcome.id == finished.outcome and outcome.when is not None:
            reader = Reader(names, dict(finished.because))
            return tuple(dict.fromkeys(reader.told(outcome.when.tree)))
    return ()
