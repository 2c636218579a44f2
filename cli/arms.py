"""The versions of a scenario that its expectations are read off."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from batch.laws import PLAIN, arms_of
from engine.content.library import Library
from engine.errors import NotFoundError, nearest
from engine.model import Expectation, Scenario


def loaded_arms(
    library: Library, name: str, lens: str | None, settings: dict[str, str], only: Sequence[str]
) -> dict[str, Scenario]:
    """Return the scenario plain and in each variant its expectations are read off.

    Raises NotFoundError where `only` names no expectation.
    """
    plain = library.load(name, lens=lens, settings=settings)
    wanted = chosen(plain, only)
    variants = [variant.id for variant in plain.variants]
    return {
        arm: replace(
            library.load(name, variant=arm or None, lens=lens, settings=settings),
            expectations=wanted,
        )
        for arm in dict.fromkeys((PLAIN, *arms_of(wanted, variants)))
    }


def chosen(scenario: Scenario, only: Sequence[str]) -> tuple[Expectation, ...]:
    """Return the expectations named, or all."""
    known = [expectation.id for expectation in scenario.expectations]
    for name in only:
        if name not in known:
            near = nearest(name, known)
            raise NotFoundError("expectation", name[:80], (near,) if near else ())
    return tuple(e for e in scenario.expectations if not only or e.id in only)
