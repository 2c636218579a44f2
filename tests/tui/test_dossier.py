"""A dossier tells what an actor is made of, on whose word, and who says otherwise."""

from __future__ import annotations

from dataclasses import replace

from engine.model import Claim, Ledger, Scenario
from tests.tui.room import NARROW, WIDE, everything, keys, restrained, seen, table
from tui.screens.dialogs import Reading
from tui.screens.dossier import DossierScreen


def disputed() -> Scenario:
    """The small scenario, Ash's line resting on a claim that another contradicts."""
    scenario = restrained()
    first = replace(scenario.ledger.claims["AA-01"], disagrees_with=("BB-02",))
    other = Claim(
        "BB-02", "Ash strikes at will.", "risk", ("ash",), "paper", "a rival", "think_tank", "low"
    )
    return replace(scenario, ledger=Ledger("all", {}, {"AA-01": first, "BB-02": other}))


async def test_a_line_is_told_with_its_claim_its_holder_and_what_contradicts_it() -> None:
    app = table(disputed())
    async with app.run_test(size=WIDE) as desk:
        await keys(desk, "D")
        screen = app.screen
        assert isinstance(screen, DossierScreen)
        told = everything(app)
        for words in ("WHAT IT WANTS", "WHAT HOLDS IT BACK", "WHAT IT CAN DO", "wealth"):
            assert words in told
        row = next(each for each in screen.items.options if "peace" in str(each.prompt))
        screen.items.go_to(row.id or "")
        await desk.pause()
        shown = everything(app)
        for words in (
            "Ash keeps the peace.",
            "holds back strike",
            "while goods is above 10",
            "AA-01: Ash never strikes.",
            "held by a neighbour (author, high)",
            "✗ BB-02: Ash strikes at will.",
            "held by a rival (think tank, low)",
        ):
            assert words in " ".join(shown.split()), words


async def test_the_dossier_goes_from_actor_to_actor_and_shows_the_brief() -> None:
    app = table(disputed())
    async with app.run_test(size=NARROW) as desk:
        await keys(desk, "D")
        assert "Dossier · Ash · actor 1/2" in seen(app)
        await keys(desk, "n")
        assert "Dossier · Elm · actor 2/2" in seen(app)
        assert "peace" not in everything(app)
        await keys(desk, "p", "b")
        assert isinstance(app.screen, Reading)
        await keys(desk, "escape", "escape", "n")
        assert "Ash chooses." in seen(app)
