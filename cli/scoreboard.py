"""The scoreboard as text for people and as data for programs (docs/how-to/read-the-scoreboard.md).

Figures of the text are rounded, those of the data are not.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from math import isfinite
from typing import Any

from batch.laws import Draws, Limit, Reading
from batch.scoreboard import Plan, Row
from batch.statistics import Mean, Paired
from cli.ledger import holder
from cli.talk import table, wrapped
from engine.model import Expectation, Ledger, Scenario
from reports.wording import counted, with_sign

SCHEMA = 1
PLAIN = "plain"
KINDS = {
    "strict": "the mean has its sign, with t above 3",
    "weak": "the mean has its sign",
    "bound": "the mean keeps to the bound, in whichever variant it is highest",
    "contested": "the sources disagree: both signs are shown and none is asserted",
}


@dataclass(frozen=True, slots=True)
class Shown:
    """A finished scoreboard with what it was made from."""

    scenario: Scenario
    plan: Plan
    settings: Mapping[str, str]
    rows: Sequence[Row]


# --- data -----------------------------------------------------------------------------------------


def scoreboard_data(shown: Shown) -> dict[str, Any]:
    """Return a scoreboard as data, its keys in a fixed order."""
    plan, ledger = shown.plan, shown.scenario.ledger
    return {
        "schema": SCHEMA,
        "scenario": shown.scenario.id,
        "lens": shown.scenario.lens,
        "settings": {key: shown.settings[key] for key in sorted(shown.settings)},
        "seed": plan.seed,
        "runs": plan.runs,
        "draws": plan.draws,
        "draw_runs": plan.draw_runs,
        "soft_penalty": plan.penalty,
        "expectations": [_row_data(row, ledger) for row in shown.rows],
    }


def _row_data(row: Row, ledger: Ledger) -> dict[str, Any]:
    e = row.expectation
    return {
        "id": e.id,
        "says": e.says,
        "kind": e.kind,
        "measure": e.measure.text,
        "contrast": _contrast(e),
        "sign": e.sign or None,
        "at_most": e.at_most,
        "claims": [_claim_data(id_, ledger) for id_ in e.claims],
        "judgement": e.judgement or None,
        "verdict": row.verdict,
        "note": row.note,
        "result": _reading_data(row.written),
        "uncoupled": _reading_data(row.uncoupled),
        "softened": _reading_data(row.softened) if row.softened else None,
        "draws": {**asdict(row.draws), "share": row.draws.share} if row.draws else None,
    }


def _contrast(e: Expectation) -> dict[str, str] | None:
    """Return the two variants compared, the scenario as it is written as plain."""
    if e.a is None or e.b is None:
        return None
    return {"a": e.a or PLAIN, "b": e.b or PLAIN}


def _claim_data(id_: str, ledger: Ledger) -> dict[str, Any]:
    claim = ledger.claims[id_]
    return {
        "id": id_,
        "says": claim.says,
        "holder": claim.holder,
        "holder_type": claim.holder_type,
        "confidence": claim.confidence,
    }


def _reading_data(reading: Reading) -> dict[str, Any]:
    if isinstance(reading, Limit):
        return {**asdict(reading), "kept": reading.kept, "sure": reading.sure}
    return {
        "a": reading.a,
        "b": reading.b,
        **_mean_data(reading.difference),
        "up": reading.up,
        "down": reading.down,
        "level": reading.level,
        "variance_against_independent": reading.noise,
    }


def _mean_data(mean: Mean) -> dict[str, Any]:
    """Return a mean; a t without end, where every pair differs by the same, as null."""
    return {key: value if isfinite(value) else None for key, value in asdict(mean).items()}


# --- text -----------------------------------------------------------------------------------------


def scoreboard_lines(shown: Shown, columns: int) -> list[str]:
    """Return a scoreboard as lines of text."""
    lines = wrapped(_head(shown), columns)
    for kind, rule in KINDS.items():
        rows = [row for row in shown.rows if row.expectation.kind == kind]
        if rows:
            lines += ["", *wrapped(f"{kind.upper()} ({len(rows)}): {rule}", columns)]
        for row in rows:
            lines += ["", *_row_lines(row, shown.scenario.ledger, columns)]
    return [*lines, "", *wrapped(_tally(shown.rows), columns)]


def _head(shown: Shown) -> str:
    scenario, plan = shown.scenario, shown.plan
    parts = [scenario.title, scenario.id, *(f"lens {scenario.lens}" for _ in [0] if scenario.lens)]
    parts += [f"{key}={value}" for key, value in sorted(shown.settings.items())]
    parts.append(f"{counted(plan.runs, 'paired seed')} from seed {plan.seed}")
    if plan.draws:
        each = counted(plan.draw_runs, "seed")
        parts.append(f"{counted(plan.draws, 'draw')} of what nobody knows, {each} in each")
    return " · ".join(parts)


def _row_lines(row: Row, ledger: Ledger, columns: int) -> list[str]:
    e = row.expectation
    note = f": {row.note}" if row.note else ""
    lines = wrapped(f"{e.id} · {row.verdict.upper()}{note}", columns, "    ", "  ")
    lines += wrapped(e.says, columns, "    ")
    cells = [("measure", _measured(e)), ("as written", _told(row.written, e))]
    cells.append(("uncoupled", _told(row.uncoupled, e)))
    if row.softened:
        cells.append(("bans soft", _told(row.softened, e)))
    if row.draws:
        cells.append(("draws", _drawn(row.draws, e)))
    cells += [("rests on", _grounds(e, ledger))]
    return lines + table(cells, columns, "    ")


def _measured(e: Expectation) -> str:
    sides = _contrast(e)
    if e.at_most is not None:
        risen = f", {sides['b']} less {sides['a']}" if sides else ""
        return f"{e.measure.text}{risen}, at most {e.at_most:g}"
    wanted = {"+": ", higher", "-": ", lower"}.get(e.sign, "")
    assert sides is not None, "what is no bound has a contrast"
    return f"{e.measure.text} in {sides['b']} against {sides['a']}{wanted}"


def _told(reading: Reading, e: Expectation) -> str:
    if isinstance(reading, Limit):
        reach = f"95% {figure(reading.low)} to {figure(reading.high)}"
        where = f", highest in {reading.arm or 'the scenario as it is'}" if e.a is None else ""
        return f"{figure(reading.mean)} ({reach}, {counted(reading.runs, 'run')}){where}"
    return f"{_difference(reading)}; {_shares(reading, e)}"


def _difference(pair: Paired) -> str:
    d = pair.difference
    reach = f"95% {with_sign(d.low)} to {with_sign(d.high)}"
    t = f"t {with_sign(d.t, '.1f')}" if isfinite(d.t) else "no spread"
    return f"{figure(pair.a)} → {figure(pair.b)}: {with_sign(d.mean)} ({reach}), {t}"


def _shares(pair: Paired, e: Expectation) -> str:
    if e.kind == "contested":
        return f"up in {pair.up:.0%} of pairs, down in {pair.down:.0%}, level in {pair.level:.0%}"
    right, wrong = (pair.down, pair.up) if e.sign == "-" else (pair.up, pair.down)
    return f"right in {right:.0%} of pairs, wrong in {wrong:.0%}"


def _drawn(draws: Draws, e: Expectation) -> str:
    what = "kept" if e.kind == "bound" else "right sign"
    return f"{what} in {draws.right:,} of {draws.draws:,} ({draws.share:.0%})"


def _grounds(e: Expectation, ledger: Ledger) -> str:
    held = [f"{id_} {holder(ledger.claims[id_])}" for id_ in e.claims]
    return "; ".join(held) or f"our judgement: {e.judgement}"


def figure(value: float) -> str:
    """Return a number to four figures, its minus as a printer sets it."""
    return f"{value:.4g}".replace("-", "−")


def _tally(rows: Sequence[Row]) -> str:
    found: dict[str, int] = {}
    for row in rows:
        found[row.verdict] = found.get(row.verdict, 0) + 1
    return ", ".join(f"{count} {verdict}" for verdict, count in found.items()) or "nothing expected"
