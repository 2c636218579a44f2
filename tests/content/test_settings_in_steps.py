"""A setting is one name with dots: written in steps, or cut short, it is told its whole name."""

from pathlib import Path

import pytest

from tests.build import check, edited, make_pack

DUEL = "scenarios/duel.yaml"
SET = "set: {boldness: 2}"
WEIGHT = "actors.north.motives.calm.weight"


@pytest.mark.parametrize(
    ("written", "hint"),
    [
        ("actors: {north: {motives: {calm: {weight: 0.3}}}}", f"write {WEIGHT}"),
        ("actors.north: {motives: {calm: {weight: 0.3}}}", f"write {WEIGHT}"),
        ("north: {motives: {calm: {weight: 0.3}}}", f"write {WEIGHT}"),
        ("north.motives.calm.weight: 0.3", f"write {WEIGHT}"),
        ("actors: 3", "write the whole path: actors.NAME.KEY"),
        ("actors.north: 3", "write actors.north.KEY"),
        (
            "theatre_changes: {indicators: {trade: {noise: 3}}}",
            "write theatre_changes.indicators.trade.noise",
        ),
        ("indicators: {trade: {noise: 3}}", "write theatre_changes.indicators.trade.noise"),
        ("indicators.trade.start: 16", "write start.trade"),
        ("indicators.trade: 16", "write start.trade"),
        ("flags.treaty.start: true", "write start.treaty"),
        ("trade: 16", "did you mean 'start.trade'?"),
        ("actors.nroth.motives.calm.weight: 1", "did you mean 'north'?"),
    ],
)
def test_a_setting_in_steps_is_told_its_name(written: str, hint: str, tmp_path: Path) -> None:
    (found,) = check(make_pack(tmp_path, edited(DUEL, SET, f"set: {{{written}}}")))
    assert (found.code, found.hint) == ("WC209", hint)
    assert found.excerpt[found.column - 1 :].startswith(written.partition(":")[0])


def test_a_name_that_is_told_is_taken(tmp_path: Path) -> None:
    names = f"{WEIGHT}: 0.3, start.trade: 16, theatre_changes.indicators.trade.noise: 3"
    assert check(make_pack(tmp_path, edited(DUEL, SET, f"set: {{boldness: 2, {names}}}"))) == []


def test_a_key_of_the_scenario_may_be_set_in_steps(tmp_path: Path) -> None:
    written = edited(DUEL, SET, "set: {boldness: 2, start: {trade: 90}}")
    assert check(make_pack(tmp_path, written)) == []
