"""Every broken file gives exactly the text that stands beside it.

A file is put into the made world in the folder it stands in here, and checked. The expected text
is read and judged by a person before it is kept.
"""

from pathlib import Path

import pytest

from engine.content.codes import CODES
from engine.content.library import Library
from engine.content.problems import LONGEST_MESSAGE
from engine.content.rendering import rendered_all
from tests.build import make_pack
from tests.content.planted import MISTAKES

BROKEN = Path(__file__).parent / "broken"
PLACES = {
    "scenarios": "scenarios",
    "actors": "actors",
    "theatres": "scenarios/theatres",
    "claims": "scenarios/claims",
}
CASES = sorted(BROKEN.glob("*/*.yaml"))


def told(case: Path, pack: Path) -> str:
    """Return what `check` says of a broken file in the made world."""
    place = pack / PLACES[case.parent.name] / case.name
    place.write_bytes(case.read_bytes())
    return rendered_all(Library([pack]).check([place]))


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.parent.name}/{case.stem}")
def test_a_broken_file_gives_its_message(
    case: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(make_pack(tmp_path))
    said = told(case, tmp_path)
    assert said == case.with_suffix(".expected").read_text(encoding="utf-8")
    for line in said.splitlines():
        assert line.isprintable()
        assert len(line) < LONGEST_MESSAGE + 200


def test_there_are_enough_of_them() -> None:
    assert len(CASES) >= 35


def test_no_expected_text_is_left_over() -> None:
    expected = {path.with_suffix(".yaml") for path in BROKEN.glob("*/*.expected")}
    assert expected == set(CASES)


def test_every_code_of_a_file_is_met_by_a_broken_file() -> None:
    said = "".join(path.read_text(encoding="utf-8") for path in BROKEN.glob("*/*.expected"))
    elsewhere = {"WC001", "WC002", "WC003", "WC006", "WC007", "WC107", "WC412", "WC413", "WC414"}
    elsewhere |= {"WC217"}  # takes another pack
    planted = {mistake.code for mistake in MISTAKES}
    assert {code for code in CODES if f"[{code}]" not in said} <= elsewhere | planted
