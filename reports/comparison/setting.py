"""What arms set, in the words of those who set it, and what was asked of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from batch.compare.clouds import Cloud
from batch.compare.policies import Aim
from batch.plan import Study
from engine.content.experiments import document_of
from engine.content.reading import read_text
from reports.wording import plain


def policies_say(studies: Iterable[Study]) -> dict[str, str]:
    """Return what each policy is, by its id, as far as the experiments of some batches say it."""
    found: dict[str, str] = {}
    for text in dict.fromkeys(study.experiment for study in studies if study.experiment):
        document, _ = document_of(read_text(text, "experiment"))
        for id, policy in (document.policies if document else {}).items():
            if policy.says:
                found.setdefault(id, plain(policy.says))
    return found


def policies_of(clouds: Iterable[Cloud]) -> Mapping[str, str]:
    """Return what each policy of some arms is."""
    return policies_say({id(c.results): c.results.study for c in clouds}.values())


def asked_outcome(outcome: str | None, aim: Aim | None) -> str | None:
    """Return the class that was asked for: by its name, or as what policies are for."""
    if outcome is None and aim is not None and aim.value.startswith("outcome."):
        return aim.value.removeprefix("outcome.")
    return outcome
