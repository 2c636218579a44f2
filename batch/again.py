"""Any run of a batch again, from STARTEX and with its luck, kept in a journal to be played on."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from batch.plan import Spec
from batch.results import Results
from engine.content.copies import load_copy
from engine.errors import PlayError
from engine.model.copies import ContentCopy
from engine.play.journal.plan import Plan
from engine.play.journal.session import Session


def begun_again(results: Results, spec: Spec, place: Path, wanted: Plan | None = None) -> None:
    """Begin a journal with the content and the luck of a run of a batch.

    `wanted` says who sits where and who rules, nobody and the model where it is not given; the luck
    it names gives way to the run's. PlayError where no journal can keep the run.
    """
    study = results.study
    if study.minds:
        says = f"run {spec.id} stands at a draw of minds, which no journal can keep"
        told = f"whitecell run --from {results.folder} --run {spec.id}"
        raise PlayError(f"{says}; it can be told: {told}")
    copy = study.copy(spec.arm)
    settings = tuple(sorted(settings_at(results, spec).items()))
    own = ContentCopy(copy.name, copy.variant, copy.lens, settings, copy.texts, copy.actors)
    asked = wanted or Plan(study.seed)
    plan = replace(asked, seed=study.seed, replication=spec.replication)
    with Session.create(place, own, load_copy, plan):
        return


def settings_at(results: Results, spec: Spec) -> dict[str, str]:
    """Return the settings of a run: its arm's, and the uncertainties of its sample point."""
    study = results.study
    arm = study.arms[spec.arm]
    settings = dict(arm.settings)
    point = study.point(arm.scenario, spec.sample)
    axes = study.sources[arm.scenario].dimensions if point else ()
    for axis, u in zip(axes, point, strict=True):
        if axis.kind == "value" and axis.name not in arm.pinned:
            settings[axis.name] = repr(axis.at(u))
    return settings
