"""A batch ordered from the Library: the form is asked until a batch could be begun."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Any

from textual.app import App

from engine.errors import WhitecellError
from engine.model import Scenario
from tui.lab.beginning import Order, begun, order_for
from tui.lab.desk import Lab
from tui.lab.finding import place_for
from tui.screens.dialogs import Ask
from tui.shelf import Shelf

SAYS = "The engine plays all seats. Run k of every variant has the same luck."


async def ordered(app: App[Any], shelf: Shelf, scenario: Scenario, folder: Path) -> Lab | None:
    """Return the batch that was asked for, to be run; None where nobody wants one."""
    order, says = order_for(scenario, scenario.id, place_for(folder, scenario.id)), SAYS
    while True:
        form = Ask(f"Run {scenario.title} many times", order.fields(scenario), says)
        given = await app.push_screen_wait(form)
        if given is None:
            return None
        order = Order(scenario.id, *given)
        try:
            return await asyncio.to_thread(begun, shelf, order)
        except WhitecellError as error:
            says = f"✗ {error}"
