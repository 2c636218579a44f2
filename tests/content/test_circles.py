"""What waits for itself is told, in a circle too; what only follows from that is not."""

from pathlib import Path

from tests.build import DUEL, check, make_pack

INJECTS = """  siren: {{when: {0}, says: The siren sounds., sets: {{alarm: true}}}}
  crowd: {{when: alarm, says: A crowd gathers., sets: {{unrest: true}}}}
  arrests: {{when: unrest and turn > 2, says: Arrests are made., effects: [{{on: trade, by: -5}}]}}
theatre_changes:
  flags: {{alarm: {{name: Alarm, start: false}}, unrest: {{name: Unrest, start: false}}}}
variants:
"""


def told(folder: Path, siren: str, variant: str = "") -> list[tuple[str, str]]:
    duel = DUEL.replace("variants:\n", INJECTS.format(siren) + variant)
    found = check(make_pack(folder, {"scenarios/duel.yaml": duel}))
    return [(problem.code, problem.where) for problem in found]


def test_two_injects_that_wait_for_each_other_are_both_told(tmp_path: Path) -> None:
    circle = [("WC503", "injects.siren.when"), ("WC503", "injects.crowd.when")]
    assert told(tmp_path, "unrest") == circle


def test_a_chain_that_something_begins_is_let_be(tmp_path: Path) -> None:
    assert told(tmp_path / "level", "unrest or tension > 60") == []
    assert told(tmp_path / "move", "'moved(north, raid)'") == []


def test_what_a_variant_begins_is_let_be(tmp_path: Path) -> None:
    assert told(tmp_path, "unrest", "  riot: {set: {start.unrest: true}}\n") == []


def test_what_waits_for_no_such_thing_is_let_be(tmp_path: Path) -> None:
    assert told(tmp_path, "not unrest and turn > 1") == []
