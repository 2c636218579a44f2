"""What each file may say: the one declaration that feeds check, schemas and reference."""

from engine.content.documents.actor import ActorDocument
from engine.content.documents.claims import ClaimsDocument
from engine.content.documents.declaring import Strict
from engine.content.documents.experiment import ExperimentDocument
from engine.content.documents.scenario import ScenarioDocument
from engine.content.documents.theatre import TheatreDocument

KINDS: dict[str, type[Strict]] = {
    "actor": ActorDocument,
    "theatre": TheatreDocument,
    "scenario": ScenarioDocument,
    "claims": ClaimsDocument,
    "experiment": ExperimentDocument,
}

__all__ = [
    "KINDS",
    "ActorDocument",
    "ClaimsDocument",
    "ExperimentDocument",
    "ScenarioDocument",
    "Strict",
    "TheatreDocument",
]
