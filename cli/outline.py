"""A scenario as text: the brief, the cast, the list of events, how it may end."""

from __future__ import annotations

from datetime import timedelta

from cli.dossier import as_given, size_of
from cli.ledger import cited_lines
from cli.readings import dossier_lines, lens_lines, seat_lines, sets
from cli.talk import spoken_date, table, wrapped
from engine.model import Effect, Expectation, Hazard, Inject, Scenario
from reports.wording import counted


def scenario_lines(scenario: Scenario, columns: int, *, secrets: bool) -> list[str]:
    """Return everything there is about a scenario; secret briefs and notes only if asked for."""
    lines = wrapped(f"{scenario.title} · {scenario.id}{_chosen(scenario)}", columns)
    lines += wrapped(_extent(scenario), columns, "  ")
    lines += ["", "BRIEF", *wrapped(scenario.brief, columns, "  ")]
    lines += dossier_lines(scenario, columns)
    if scenario.objectives:
        lines += ["", "OBJECTIVES"]
        for objective in scenario.objectives:
            lines += wrapped(objective, columns, "    ", "  - ")
    lines += ["", "CAST"]
    lines += table(((a.id, a.description or a.name) for a in scenario.actors), columns)
    lines += seat_lines(scenario, columns)
    lines += _events(scenario, columns)
    lines += _joint(scenario, columns)
    lines += _choices(scenario, columns)
    lines += lens_lines(scenario, columns)
    lines += _endings(scenario, columns)
    return lines + (_secrets(scenario, columns) if secrets else [])


def _extent(scenario: Scenario) -> str:
    """Return how long a scenario is, from when to when, and where."""
    turns, first = scenario.turns, scenario.startex
    last = turns.start_of(first, turns.count + 1) - timedelta(days=1)
    length = f"a {turns.unit}" if turns.length == 1 else f"{turns.length} {turns.unit}s"
    dates = f"{spoken_date(first)} to {spoken_date(last)}"
    return f"{counted(turns.count, 'turn')} of {length}, {dates}, in {scenario.theatre.name}"


def _chosen(scenario: Scenario) -> str:
    """Return the variant and lens a scenario is shown with."""
    names = [("variant", scenario.variant), ("lens", scenario.lens)]
    return "".join(f" · {kind} {name}" for kind, name in names if name)


def _events(scenario: Scenario, columns: int) -> list[str]:
    """Return the list of events."""
    if not scenario.injects:
        return []
    lines = ["", "EVENTS (MSEL)"]
    for inject in scenario.injects:
        lines += wrapped(f"{inject.id} · {_when(inject, scenario)}", columns, "      ", "  ")
        lines += wrapped(inject.says, columns, "      ")
        if inject.effects:
            changes = ", ".join(_effect(effect, scenario) for effect in inject.effects)
            lines += wrapped(f"changes {changes}", columns, "        ", "      ")
        if inject.expects:
            lines += wrapped(f"expected: {inject.expects}", columns, "        ", "      ")
        if inject.objective is not None:
            lines.append(f"      serves objective {inject.objective}")
    return lines


def _joint(scenario: Scenario, columns: int) -> list[str]:
    """Return what pairs of moves bring together."""
    lines = ["", "JOINT EFFECTS (both chosen in one turn's initiative, and done)"]
    for joint in scenario.joint_effects:
        pair = " + ".join(f"{actor}.{move}" for actor, move in joint.moves)
        changes = ", ".join(_effect(effect, scenario) for effect in joint.effects)
        lines += wrapped(pair, columns, "      ", "  ")
        lines += wrapped(f"changes {changes}", columns, "        ", "      ")
    return lines if scenario.joint_effects else []


def _effect(effect: Effect, scenario: Scenario) -> str:
    """Return an effect with its amount, and its size in a word where that can be known."""
    level = next(level for level in scenario.theatre.levels if level.id == effect.on)
    size = size_of(effect.by.text, level.high - level.low)
    return f"{effect.on} {as_given(effect.by.text)}" + (f" ({size})" if size else "")


def _when(inject: Inject, scenario: Scenario) -> str:
    """Return when an inject falls."""
    parts = list[str]()
    if inject.day is not None:
        parts.append(spoken_date(scenario.startex + timedelta(days=inject.day)))
    if inject.when is not None:
        parts.append(f"if {inject.when.text}")
    if inject.hazard is not None:
        parts.append(_chance(inject.hazard))
    asked = inject.day is not None or inject.hazard is not None or not inject.contingency
    return " ".join(parts) if parts and asked else "held back"


def _chance(hazard: Hazard) -> str:
    """Return how likely an event nobody decides is, and after which others it is likelier."""
    told = f"by chance, {100 * hazard.chance:.3g}% a month"
    likelier = [inject for inject, ratio in hazard.after if ratio > 1]
    return told + (f", likelier after {' or '.join(likelier)}" if likelier else "")


def _measures(scenario: Scenario, columns: int) -> list[str]:
    """Return the named quantities, with what each tells."""
    says = dict(scenario.measures_say)
    lines = ["", "MEASURES"] if scenario.measures else []
    for name, measure in scenario.measures:
        lines += wrapped(f"{name} · {says.get(name) or measure.text}", columns, "      ", "  ")
        lines += wrapped(measure.text, columns, "        ", "      ") if says.get(name) else []
    return lines


def _choices(scenario: Scenario, columns: int) -> list[str]:
    """Return what may be varied."""
    lines = _measures(scenario, columns)
    lines += ["", "UNCERTAIN"] if scenario.uncertainties else []
    for one in scenario.uncertainties:
        rows = [(one.id, f"{one.value:g} ({one.low:g} to {one.high:g})", one.says)]
        lines += table(rows, columns)
        lines += cited_lines(one.claims, one.judgement, scenario.ledger, columns, "      ")
    if scenario.variants:
        said = [(one.id, one.says or sets(one.sets)) for one in scenario.variants]
        lines += ["", "VARIANTS", *table(said, columns)]
    return lines


def _endings(scenario: Scenario, columns: int) -> list[str]:
    """Return the classes of endings, in their order, and what is expected."""
    lines = ["", "OUTCOMES (the first that holds)"]
    for outcome in scenario.outcomes:
        lines += wrapped(f"{outcome.id} · {outcome.says}", columns, "      ", "  ")
        when = outcome.when.text if outcome.when is not None else "otherwise"
        lines += wrapped(when, columns, "        ", "      ")
    if scenario.expectations:
        lines += ["", "EXPECTATIONS"]
    for expectation in scenario.expectations:
        lines += wrapped(f"{expectation.id} · {expectation.says}", columns, "      ", "  ")
        lines += wrapped(_test(expectation), columns, "        ", "      ")
        grounds = (expectation.claims, expectation.judgement)
        lines += cited_lines(*grounds, scenario.ledger, columns, "      ")
    return lines


def _test(expectation: Expectation) -> str:
    """Return what an expectation measures."""
    measure = expectation.measure.text
    if expectation.at_most is not None:
        return f"{expectation.kind}: {measure} stays at or below {expectation.at_most:g}"
    word = {"+": "higher", "-": "lower", "": "other"}[expectation.sign]
    a, b = expectation.a or "plain", expectation.b or "plain"
    return f"{expectation.kind}: {measure} is {word} in {b} than in {a}"


def _secrets(scenario: Scenario, columns: int) -> list[str]:
    """Return what only the facilitator may read."""
    lines = ["", "NOTES FOR THE FACILITATOR", *wrapped(scenario.notes or "none", columns, "  ")]
    for actor in scenario.actors:
        if actor.secret_brief:
            lines += ["", *wrapped(f"SECRET BRIEF OF {actor.name.upper()}", columns)]
            lines += wrapped(actor.secret_brief, columns, "  ")
    return lines
