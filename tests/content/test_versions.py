"""What is wrong only as a variant or an extending scenario has it is told with its name, once."""

from pathlib import Path

import pytest

from engine.content.assembly import Assembly
from tests.build import DUEL, check, make_pack

BASE, CHILD = "scenarios/duel.yaml", "scenarios/child.yaml"
HEAD = "kind: scenario\nschema: 1\nextends: duel\n"
DATED = DUEL.replace("at: turn 2", "at: 2030-03-01")
VARIANT = "  bold: {says: Bolder boats., set: {boldness: 2}}"


def told(folder: Path, duel: str, child: str = "") -> list[tuple[str, str, str]]:
    files = {BASE: duel} | ({CHILD: HEAD + child} if child else {})
    found = check(make_pack(folder, files))
    return [(Path(each.path).name, each.code, each.message) for each in found]


@pytest.mark.parametrize(
    ("child", "message"),
    [
        ("startex: 2030-04-01", "this is before STARTEX, 2030-04-01"),
        ("turns: {count: 1}", "this is after ENDEX, 2030-02-27: the inject never falls"),
    ],
)
def test_a_date_of_the_extended_scenario_is_told_with_the_one_that_moves_it(
    child: str, message: str, tmp_path: Path
) -> None:
    found = told(tmp_path, DATED.replace("  long: {set: {turns.count: 6}}\n", LONG), child)
    assert found == [("duel.yaml", "WC407", f"{message}, as scenario 'child' has it")]


LONG = "  long: {set: {boldness: 0}}\n"


def test_a_date_is_told_with_the_variant_that_moves_startex(tmp_path: Path) -> None:
    duel = DATED.replace(VARIANT, VARIANT.replace("boldness: 2", "startex: 2030-04-01"))
    message = "this is before STARTEX, 2030-04-01, as variant 'bold' has it"
    assert told(tmp_path, duel) == [("duel.yaml", "WC407", message)]


def test_what_a_variant_sets_itself_is_told_there_without_a_name(tmp_path: Path) -> None:
    duel = DUEL.replace(VARIANT, VARIANT.replace("boldness: 2", "boldness: 3"))
    assert told(tmp_path, duel) == [("duel.yaml", "WC402", "value 3 is outside the range 0 to 2")]


def test_what_is_wrong_without_it_too_is_told_once_and_without_a_name(tmp_path: Path) -> None:
    late = DUEL.replace("at: turn 2", "at: turn 20")
    ((_, code, message),) = told(tmp_path / "late", late, "turns: {count: 5}")
    assert (code, message.endswith("never falls")) == ("WC407", True)
    unknown = DUEL.replace("{a: long, b: bold}", "{a: lnog, b: bold}")
    found = told(tmp_path / "name", unknown, "variants: {mild: {set: {boldness: 0}}}")
    assert [code for _, code, _ in found] == ["WC210"]


def test_a_year_too_early_is_told_the_day_that_is_meant(tmp_path: Path) -> None:
    files = {BASE: DUEL.replace("at: turn 2", "at: 2029-03-01")}
    (found,) = check(make_pack(tmp_path, files))
    assert found.hint == "perhaps 2030-03-01"


def test_an_outcome_that_always_holds_is_told_and_not_all_behind_it(tmp_path: Path) -> None:
    duel = DUEL.replace("final(tension) > 80 or raids > 2", "final(tension) >= 0")
    more = "  rest: {when: treaty, says: Rest.}\n  peace:"
    ((_, code, message),) = told(tmp_path, duel.replace("  peace:", more))
    assert (code, message) == ("WC504", "this always holds: no class after 'war' can be reached")


NARROW = "uncertainties: {boldness: {range: [0, 1]}}\n"


def test_an_inherited_variant_is_checked_under_the_scenario_that_inherits_it(
    tmp_path: Path,
) -> None:
    message = "value 2 is outside the range 0 to 1, as scenario 'child' with variant 'bold' has it"
    assert told(tmp_path / "a", DUEL, NARROW) == [("duel.yaml", "WC402", message)]
    assert [each.severity for each in check(tmp_path / "a")] == ["warning"]
    mended = "variants: {bold: {set: {boldness: 1}}}\n"
    assert told(tmp_path / "b", DUEL, NARROW + mended) == []


def test_a_variant_is_inherited_over_two_scenarios_and_told_once(tmp_path: Path) -> None:
    grandchild = "kind: scenario\nschema: 1\nextends: child\ntitle: Third\n"
    files = {CHILD: HEAD + NARROW, "scenarios/third.yaml": grandchild}
    (found,) = check(make_pack(tmp_path, files))
    assert (Path(found.path).name, found.line) == ("duel.yaml", 23)
    assert "as scenario 'child' with variant 'bold' has it" in found.message


def test_an_inherited_lens_is_checked_too(tmp_path: Path) -> None:
    duel = DUEL.replace("lenses:\n", "lenses:\n  daring: {set: {boldness: 1.5}, claims: [AA-02]}\n")
    ((_, code, message),) = told(tmp_path, duel.replace("boldness: 2", "boldness: 1"), NARROW)
    assert code == "WC402"
    assert message.endswith(", as scenario 'child' with lens 'daring' has it")


def test_what_an_inherited_variant_has_wrong_in_its_own_scenario_is_told_once_without_a_name(
    tmp_path: Path,
) -> None:
    duel = DUEL.replace(VARIANT, VARIANT.replace("boldness: 2", "boldness: 3"))
    found = told(tmp_path, duel, NARROW)
    assert found == [("duel.yaml", "WC402", "value 3 is outside the range 0 to 2")]


@pytest.mark.parametrize(
    ("child", "built"),
    [("", 0), ("title: Child\n", 5), ("variants: {bold: {set: {boldness: 0}}}\n", 5)],
    ids=["alone", "extended", "told otherwise"],
)
def test_each_version_is_built_once(
    child: str, built: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = list[tuple[object, ...]]()
    build = Assembly.scenario

    def counted(self: Assembly, id_: str, *more: object) -> object:
        asked.append((id_, *more[1:]))
        return build(self, id_, *more)  # type: ignore[arg-type]

    monkeypatch.setattr(Assembly, "scenario", counted)
    assert told(tmp_path, DUEL, child) == []
    versions = [("bold", None), ("long", None), ("truce", None), (None, "proud_north")]
    plain: list[tuple[object, ...]] = [(None, None), *versions]
    assert [each[1:] for each in asked if each[0] == "duel"] == plain
    assert len([each for each in asked if each[0] == "child"]) == built
    assert len(set(asked)) == len(asked)


def test_what_an_inherited_variant_makes_possible_is_not_called_impossible(tmp_path: Path) -> None:
    child = "injects: {calm: {when: treaty, says: The river is calm.}}\n"
    assert told(tmp_path / "a", DUEL, child) == []
    found = told(tmp_path / "b", DUEL.replace("start.treaty: true", "boldness: 0"), child)
    assert ("child.yaml", "WC503") in [(file, code) for file, code, _ in found]
