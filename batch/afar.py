"""What a batch's workers are asked for, by name: whoever asks need not import the engine."""

from __future__ import annotations

from batch.plan import Job, Study
from batch.tables import Tables


def first_arm(study: Study) -> None:
    """Build and compile what the first run is played from; the others of its arm have it then."""
    from batch.single import made_ready

    made_ready(study, study.spec("0-0"))


def play_job(study: Study, job: Job) -> Tables:
    """Play a job's runs and return their rows."""
    from batch import single

    return single.play_job(study, job)
