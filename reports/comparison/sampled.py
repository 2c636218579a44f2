"""What was set and sampled, exactly: the tables whoever checks or repeats a study needs."""

from __future__ import annotations

import json
from collections.abc import Iterator

from batch.compare.whole import Comparison
from batch.sampling import Dimension
from engine.model.scenario import Overrides
from reports.comparison.assumptions import dimension_name
from reports.comparison.wording import MINUS
from reports.names import Names
from reports.study import Table
from reports.wording import capital, counted, plain

SCALES = {"linear": "even", "log": "even in its logarithm", "whole": "whole numbers"}


def sampled(of: Comparison, names: Names) -> Iterator[Table]:
    """Give what was sampled, by name with its range, folded; nothing where nothing was."""
    found = {
        each.column: each
        for cloud in of.clouds
        if cloud.results.study.samples
        for each in cloud.results.study.sources[cloud.arm.scenario].dimensions
    }
    if not found:
        return
    rows = tuple(_row(each, names) for each in found.values())
    columns = ("what", "from", "to", "drawn", "what it is", "claims", "column of the runs")
    title = f"What was sampled, and over what range: {counted(len(found), 'assumption')}"
    yield Table(columns, rows, frozenset({"from", "to"}), title=title, folded=True)


def _row(of: Dimension, names: Names) -> tuple[str, ...]:
    claims = ", ".join(of.claims) or "–"
    ends = (f"{end:g}".replace("-", MINUS) for end in (of.low, of.high))
    says = plain(of.says) or "–"
    return (dimension_name(of, names), *ends, SCALES[of.scale], says, claims, of.column)


def overrides(of: Comparison) -> Iterator[Table]:
    """Give what each variant and lens of the arms sets, exactly, where there are any."""
    for kind, plural in (("variant", "variants"), ("lens", "lenses")):
        found: dict[str, Overrides] = {}
        for cloud in of.clouds:
            own = getattr(cloud.arm, kind)
            known = {each.id: each for each in getattr(cloud.scenario, plural)}
            found |= {own: known[own]} if own in known else {}
        rows = tuple((id, _told(each) or "–", _sets(each)) for id, each in found.items())
        if rows:
            columns = (kind, "what it is", "what it sets, exactly")
            yield Table(columns, rows, title=capital(plural))


def _told(of: Overrides) -> str:
    return ": ".join(filter(None, (plain(of.title).strip(), plain(of.says))))


def _sets(of: Overrides) -> str:
    told = (f"{key}: {_value(value)}" for key, value in of.sets)
    return plain("; ".join(told)) or "nothing"


def _value(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, default=str)
