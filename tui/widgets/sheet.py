"""The sheet of the Set-up: a row a seat, then a row for each thing to decide before play."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from textual.binding import Binding
from textual.content import Content
from textual.widgets.option_list import Option

from engine.model import Actor, Overrides, Scenario
from reports.names import Names
from tui import safe
from tui.plan import Plan
from tui.widgets.lists import Rows, cells, hanging

MODES = {
    "rigid": "rigid: the engine rolls, no white cell is asked",
    "semi-free": "semi-free: the engine rolls, a white cell may overrule",
    "free": "free: the white cell says how each uncertain move goes, and why",
}
VARIANT, LENS, SEEDED, RULINGS = "=variant", "=lens", "=seed", "=rulings"
MARKING, BUDGET, NAMES, SECOND, START = "=marking", "=budget", "=names", "=second", "=start"


class Sheet(Rows):
    """Shows a plan; enter or a click changes a line of it."""

    BORDER_TITLE = "SET-UP"
    BINDINGS = [Binding("enter", "select", "change", tooltip="Change the highlighted line")]

    def __init__(self, scenario: Scenario, plan: Plan) -> None:
        super().__init__("sheet")
        self.scenario, self.plan, self.names = scenario, plan, Names(scenario)

    def show(self, plan: Plan) -> None:
        """Show another plan."""
        self.plan = plan
        self.rebuild()

    def take(self, scenario: Scenario) -> None:
        """Take the scenario as a variant or a lens makes it; stay on the line it stood on."""
        at = self.highlighted
        stood = self.get_option_at_index(at).id if at is not None else None
        self.scenario, self.names = scenario, Names(scenario)
        self.rebuild()
        if stood is not None and any(option.id == stood for option in self.options):
            self.highlighted = self.get_option_index(stood)

    def rows(self, width: int) -> Iterable[Option]:
        """Return the seats, the rest of the plan, and the way on."""
        for at, actor in enumerate(self.scenario.actors, 1):
            yield Option(self._seat(at, actor, width), actor.id)
        for key, name, value, id in self._choices():
            lead = Content.assemble((f"{key} ", "$foreground-muted"), f"{name:<16}  ")
            yield Option(hanging(lead, safe.one(value, "bold"), width), id)
        yield Option(Content.styled("▶ Start the exercise", "bold $success"), START)

    def _seat(self, at: int, actor: Actor, width: int) -> Content:
        held = actor.id in self.plan.people
        who = self.plan.names.get(actor.id, "")
        row = Content.assemble(
            (f"{at if at < 10 else ' '} ", "$foreground-muted"),
            cells(safe.one(actor.name), 16),
            "  ",
            ("● person", "bold $accent") if held else ("  engine", "$foreground-muted"),
            f"  {safe.line(who)}" if who else "",
        )
        return row.truncate(width, ellipsis=True)

    def _choices(self) -> Sequence[tuple[str, str, str, str]]:
        plan, scenario, names = self.plan, self.scenario, self.names
        lines = [("v", "Variant", told(scenario.variants, plan.variant, "main", names), VARIANT)]
        if scenario.lenses:
            lines.append(("l", "Lens", told(scenario.lenses, plan.lens, "none", names), LENS))
        shown = "anonymous: no report names anybody" if plan.anonymous else "may stand in reports"
        return [
            *lines,
            ("e", "Seed", str(plan.seed), SEEDED),
            ("r", "Rulings", MODES[plan.mode], RULINGS),
            ("m", "Marking", plan.marking or "none", MARKING),
            ("b", "Time a seat", spoken_budget(plan.budget), BUDGET),
            ("i", "Names", shown, NAMES),
            ("c", "Second copy", str(plan.second) if plan.second else "none", SECOND),
        ]


def told(known: Iterable[Overrides], id: str | None, none: str, names: Names) -> str:
    """Return a variant or a lens with its sentence."""
    for each in known:
        if each.id == id:
            return f"{names.override(each)}: {each.says}"
    return f"{none}: the scenario as it is written"


def spoken_budget(budget: float | None) -> str:
    """Return the time a seat has a turn."""
    if budget is None:
        return "no limit"
    minutes, seconds = divmod(round(budget), 60)
    parts = [f"{minutes} min"] if minutes else []
    parts += [f"{seconds} s"] if seconds else []
    return f"{' '.join(parts)} a turn; the clock warns, and never chooses"
