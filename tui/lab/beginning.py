"""A batch begun from the Library: what is asked for, read from a small form."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from batch.folders import FolderError
from batch.manifest import read_study
from batch.opening import ALL, Request, begin
from engine.model import Scenario
from reports.wording import listing, plain
from tui.lab.desk import Lab
from tui.lab.finding import path_of
from tui.shelf import Shelf

RUNS, MOST = 200, 1_000_000
PLAIN = "plain"
SEED = 1


@dataclass(frozen=True, slots=True)
class Order:
    """A batch to be begun: runs of each arm, variants by commas, its folder."""

    scenario: str
    runs: str
    variants: str
    folder: str

    def fields(self, scenario: Scenario) -> Sequence[tuple[str, str]]:
        """Return the form's fields with what is in them."""
        known = listing(plain(each.id) for each in scenario.variants) or "it has none"
        return (
            ("Runs of each arm", self.runs),
            (f"Variants: all, plain, or some by commas ({known})", self.variants),
            ("Folder for the tables, a new one", self.folder),
        )


def order_for(scenario: Scenario, id: str, folder: Path) -> Order:
    """Return the order that is most likely meant."""
    return Order(id, str(RUNS), ALL if scenario.variants else PLAIN, str(folder))


def begun(shelf: Shelf, order: Order) -> Lab:
    """Begin the batch of an order and return it, to be run; WhitecellError where it cannot be."""
    runs, folder = order.runs.replace(",", "").replace(" ", ""), path_of(order.folder)
    if not (runs.isascii() and runs.isdigit() and 1 <= int(runs[:9]) <= MOST):
        raise FolderError(f"runs is a whole number from 1 to {MOST:,}, not {order.runs[:40]!r}")
    named = [each.strip() for each in order.variants.split(",") if each.strip()]
    variants = tuple("" if each == PLAIN else each for each in named)
    study, schema = shelf.study(Request((order.scenario,), variants, runs=int(runs), seed=SEED))
    words = ["--variants", ",".join(named) or PLAIN, "--runs", runs, "--out", str(folder)]
    words += [word for pack in shelf.packs for word in ("--pack", str(pack))]
    begin(folder, study, schema, ["whitecell", "batch", order.scenario, *words])
    return Lab((folder,), read_study(folder), "running")
