"""`batch --resume` with more words: they are those the batch was begun with, or it is another.

Only what is said is held against the batch, which goes on from its own copies of the content.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from batch.folders import FolderError
from batch.manifest import read_study
from batch.opening import ALL, chosen
from batch.plan import Arm, Study
from batch.single import scenario_of
from cli.batch_asked import names_in
from cli.options import settings_of
from engine.content.experiments import is_experiment
from engine.model import Scenario

if TYPE_CHECKING:
    from cli.batch import What


def insist_as_begun(folder: Path, names: Sequence[str], what: What) -> None:
    """Raise FolderError for the first word that is not what the batch in a folder began with."""
    study = read_study(folder)
    several = (_scenarios, _numbers, _variants, _lenses, _settings)
    for wrong in (each for others in several for each in others(study, names, what)):
        begin = "--resume alone goes on with it, another --out begins a new one"
        raise FolderError(f"{folder} was begun {wrong}; {begin}")


def _scenarios(study: Study, names: Sequence[str], what: What) -> Iterator[str]:
    """Give how the scenarios, or the experiment, are others than those it began with."""
    began = "with an experiment" if study.experiment else f"with {_listed(study.sources)}"
    if len(names) == 1 and is_experiment(Path(names[0])):
        if Path(names[0]).read_text(encoding="utf-8") != study.experiment:
            other = (
                f"{began} that says something else than" if study.experiment else f"{began}, not"
            )
            yield f"{other} {names[0]}"
    elif names and (study.experiment or {_id(name) for name in names} != set(study.sources)):
        yield f"{began}, not {_listed(names)}"


def _id(name: str) -> str:
    return Path(name).stem if name.endswith(".yaml") else name


def _numbers(study: Study, names: Sequence[str], what: What) -> Iterator[str]:
    """Give how the counts that are said are others."""
    pairs: tuple[tuple[str, float | None, float | None], ...] = (
        ("--runs", study.runs, what.runs),
        ("--sample", study.samples or None, what.sample),
        ("--seed", study.seed, what.seed),
        ("--stop-at", study.stop_at, what.stop_at),
    )
    for option, began, said in pairs:
        if said not in (None, began):
            yield f"without {option}" if began is None else f"with {option} {began}, not {said}"
    if what.minds and not study.minds:
        yield "without --minds"


def _variants(study: Study, names: Sequence[str], what: What) -> Iterator[str]:
    yield from _axis(study, "--variants", what.variants, _variant, _known_variants)


def _lenses(study: Study, names: Sequence[str], what: What) -> Iterator[str]:
    yield from _axis(study, "--lens", what.lens, _lens, _known_lenses)


def _axis(
    study: Study,
    option: str,
    said: str | None,
    name_of: Callable[[Arm], str],
    known_in: Callable[[Scenario], list[str]],
) -> Iterator[str]:
    """Give how the variants or lenses that are said are others than those of the arms."""
    for source in study.sources if said is not None else ():
        arms = [arm for arm in study.arms if arm.scenario == source]
        asked, known = names_in((said or "").split(",")), list[str]()
        if ALL in asked:
            known = known_in(scenario_of(study, study.spec(f"{arms[0].index}-0"), ()))
        began = dict.fromkeys(name_of(arm) for arm in arms)
        if set(chosen(asked, known)) != set(began):
            told = ",".join(name or "plain" for name in began)
            yield f"with {option} {told}, not {said}"


def _variant(arm: Arm) -> str:
    return arm.variant


def _lens(arm: Arm) -> str:
    return arm.lens


def _known_variants(scenario: Scenario) -> list[str]:
    return [variant.id for variant in scenario.variants]


def _known_lenses(scenario: Scenario) -> list[str]:
    return [lens.id for lens in scenario.lenses]


def _settings(study: Study, names: Sequence[str], what: What) -> Iterator[str]:
    """Give how a setting is another; in an arm of a policy, that policy's stands over it."""
    for key, value in settings_of(what.set_ or ()).items():
        for began in (dict(arm.settings).get(key) for arm in study.arms if not arm.policy):
            if began != value:
                other = f"with --set {key}={began}, not {value}"
                yield f"without --set {key}" if began is None else other


def _listed(names: Iterable[str]) -> str:
    return ", ".join(names)
