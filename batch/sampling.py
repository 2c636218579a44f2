"""Sample points of what is not known: named dimensions, and scenarios as a point has them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from batch.epistemic import SHARED, dimensions, drawn, latin_hypercube
from engine.model import Scenario

Scale = Literal["linear", "log", "whole"]
Ranges = Mapping[str, tuple[float, float]]


@dataclass(frozen=True, slots=True)
class Dimension:
    """One quantity that is sampled: `value` of an uncertainty, or a `draw` of minds."""

    kind: Literal["value", "draw"]
    name: str
    low: float
    high: float
    scale: Scale = "linear"
    says: str = ""
    claims: tuple[str, ...] = ()

    @property
    def column(self) -> str:
        """Its column in the table of runs."""
        return f"{self.kind}.{self.name}"

    def at(self, u: float) -> float:
        """Return the value at a place of the axis, 0..1."""
        if self.scale == "log":
            return self.low * float((self.high / self.low) ** u)
        if self.scale == "whole":
            return self.low + int(u * (self.high - self.low + 1))
        return self.low + u * (self.high - self.low)


def points_of(samples: int, axes: int, seed: int) -> list[tuple[float, ...]]:
    """Return the sample points: a Latin hypercube of the seed."""
    return latin_hypercube(samples, axes, seed)


def dimensions_of(
    scenario: Scenario, *, minds: bool = False, ranges: Ranges | None = None
) -> tuple[Dimension, ...]:
    """Return what may be sampled of a scenario; `ranges` narrow declared ones."""
    asked = ranges or {}
    found = [
        Dimension("value", u.id, *asked.get(u.id, (u.low, u.high)), says=u.says, claims=u.claims)
        for u in sorted(scenario.uncertainties, key=lambda u: u.id)
    ]
    if minds:
        found += [_mind(scenario, name) for name in dimensions(scenario)]
    return tuple(found)


def _mind(scenario: Scenario, name: str) -> Dimension:
    """Return the dimension of an axis of the epistemic cube, in its own units."""
    of, claims = scenario.epistemic, _claims(scenario, name)
    what = name if name in SHARED else name.split(".")[1]
    says = {
        "loss": "How much more a loss counts than a gain",
        "curvature": "Curvature of the value functions",
        "couplings": "Factor on all couplings",
        "bonuses": "Factor on the bonuses of answering",
        "precision": "Precision of the actor's choices",
        "effects": "Factor on what the actor's moves do",
        "level": "Depth of the actor's anticipation",
        "weights": "Log factor on the motive's weight, before weights are scaled to their sum",
    }[what]
    scale: Scale = {"precision": "log", "level": "whole"}.get(what, "linear")  # type: ignore[assignment]
    if what == "weights":
        return Dimension("draw", name, -of.weights, of.weights, scale, says, claims)
    low, high = getattr(of, what)
    return Dimension("draw", name, float(low), float(high), scale, says, claims)


def _claims(scenario: Scenario, name: str) -> tuple[str, ...]:
    """Return the claims behind the motive an axis is about; none for other axes."""
    parts = name.split(".")
    if len(parts) != 3:
        return ()
    motives = next((a.motives for a in scenario.actors if a.id == parts[0]), ())
    return next((motive.claims for motive in motives if motive.id == parts[2]), ())


def pinned_by(scenario: Scenario, settings: Mapping[str, str]) -> tuple[str, ...]:
    """Return the uncertainties that a variant, lens or setting of the arm holds fixed."""
    chosen = [v.sets for v in scenario.variants if v.id == scenario.variant]
    chosen += [lens.sets for lens in scenario.lenses if lens.id == scenario.lens]
    keys = {str(key) for sets in chosen for key, _ in sets} | set(settings)
    ids = [u.id for u in scenario.uncertainties]
    return tuple(id for id in ids if id in keys or f"uncertainties.{id}.value" in keys)


def placed(
    scenario: Scenario, axes: Sequence[Dimension], point: Sequence[float], pinned: Sequence[str]
) -> Scenario:
    """Return a scenario as a point of the unit cube has it; what is pinned stays."""
    at = {axis.column: (axis, u) for axis, u in zip(axes, point, strict=True)}
    values = {
        axis.name: axis.at(u)
        for axis, u in at.values()
        if axis.kind == "value" and axis.name not in pinned
    }
    unknown = tuple(replace(u, value=values.get(u.id, u.value)) for u in scenario.uncertainties)
    scenario = replace(scenario, uncertainties=unknown)
    if not any(axis.kind == "draw" for axis in axes):
        return scenario
    cube = [at[key][1] if (key := f"draw.{n}") in at else 0.5 for n in dimensions(scenario)]
    return drawn(scenario, cube)
