"""What a batch is asked for, from the words of a command and an experiment's file."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from batch.afar import first_arm
from batch.executors import Executor
from batch.folders import FolderError
from batch.opening import Names, Policy, Request, begin, opened
from cli.options import settings_of
from cli.talk import say_unread
from engine.content.documents.experiment import ExperimentDocument
from engine.content.experiments import as_settings, is_experiment, read_experiment
from engine.content.library import Library
from engine.content.packs import found_packs
from engine.content.problems import has_errors
from engine.errors import ContentError

if TYPE_CHECKING:
    from cli.batch import What

RUNS, SEED = 100, 1


def begun_in(
    out: Path,
    names: Sequence[str],
    what: What,
    packs: Iterable[Path],
    command: Sequence[str],
    executor: Executor | None = None,
) -> None:
    """Begin in a folder the batch that is asked for; an executor there is hears of it first."""
    library, request = Library(found_packs(packs)), requested(names, what)
    own = Path(names[0]) if request.experiment else None
    try:
        study, schema = opened(library, request)
    except ContentError:
        if own is not None and not what.set_:
            insist_on_sound(library, own)
        raise
    say_unread(library, own)
    if executor is not None:
        executor.expect(study, first_arm)
    begin(out, study, schema, ["whitecell", *command])


def insist_on_sound(library: Library, experiment: Path) -> None:
    """Raise ContentError where an experiment is wrong, with the places that `check` tells."""
    problems = library.check([experiment])
    if has_errors(problems):
        raise ContentError(tuple(problems))


def requested(names: Sequence[str], what: What) -> Request:
    """Return what is asked for; FolderError where an experiment stands beside other names."""
    experiments = [name for name in names if is_experiment(Path(name))]
    if experiments and len(names) > 1:
        raise FolderError(f"{experiments[0]} is an experiment; it says itself what is run")
    if experiments:
        path = Path(experiments[0])
        return _laid_over(_written(read_experiment(path), path), what)
    return _laid_over(Request(tuple(names), runs=RUNS, seed=SEED), what)


def _written(document: ExperimentDocument, path: Path) -> Request:
    """Return what an experiment asks for; its scenarios' paths stand beside it."""
    sample, folder = document.sample, path.parent
    return Request(
        scenarios=tuple(_beside(name, folder) for name in document.scenarios),
        variants=names_in(document.variants),
        lenses=names_in(document.lenses),
        policies=tuple(
            Policy(id, part.says, as_settings(part.set)) for id, part in document.policies.items()
        ),
        settings=as_settings(document.set),
        runs=document.runs or RUNS,
        samples=sample.points if sample else 0,
        minds=sample.minds if sample else False,
        ranges={id: (low, high) for id, (low, high) in sample.ranges.items()} if sample else {},
        seed=SEED if document.seed is None else document.seed,
        stop_at=document.stop_at,
        title=document.title,
        says=document.says,
        experiment=path.read_text(encoding="utf-8"),
    )


def _laid_over(request: Request, what: What) -> Request:
    """Return a request with the options of the command laid over it."""
    samples = request.samples if what.sample is None else what.sample
    minds = request.minds if what.minds is None else what.minds
    if minds and not samples:
        raise FolderError("--minds says what to sample; --sample says at how many points")
    settings: Mapping[str, str] = {**request.settings, **settings_of(what.set_ or ())}
    return Request(
        scenarios=request.scenarios,
        variants=request.variants if what.variants is None else names_in(what.variants.split(",")),
        lenses=request.lenses if what.lens is None else names_in(what.lens.split(",")),
        policies=request.policies,
        settings=settings,
        runs=request.runs if what.runs is None else what.runs,
        samples=samples,
        minds=minds,
        ranges=request.ranges,
        seed=request.seed if what.seed is None else what.seed,
        stop_at=request.stop_at if what.stop_at is None else what.stop_at,
        title=request.title,
        says=request.says,
        experiment=request.experiment,
    )


def names_in(words: Iterable[str]) -> Names:
    """Return the names among some words, as they are asked for."""
    return tuple(word.strip() for word in words if word.strip())


def _beside(name: str, folder: Path) -> str:
    return str(folder / name) if name.endswith(".yaml") else name
