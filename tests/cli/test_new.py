"""`whitecell new`: what it writes checks clean, plays, and never takes another file's place."""

import io
import json
import shlex
import sys
from pathlib import Path

import pytest

from cli.main import run
from engine.content.library import Library
from engine.content.problems import has_errors
from engine.content.schemas import schema
from engine.play.exercise import Exercise
from engine.play.seats import play_out
from engine.play.table import Prepared
from tests.build import edited, make_pack


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty working folder."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def clean(folder: Path) -> bool:
    """Tell whether nothing at all is said against a pack."""
    return Library([folder]).check([folder]) == []


def test_a_new_pack_checks_clean_and_something_happens_in_it(here: Path) -> None:
    assert run(["new", "pack", "port_dispute"]) == 0
    assert clean(here / "port_dispute")
    scenario = Library([here / "port_dispute"]).load("port_dispute")
    prepared = Prepared(scenario)
    acts, endings = 0, set[str]()
    for seed in range(12):
        exercise = Exercise(prepared, seed)
        endings.add(play_out(exercise).outcome)
        acts += sum(len(report.acts) for report in exercise.reports)
    assert acts / (12 * 6) > 0.5
    assert len(endings) >= 2


def test_a_new_pack_and_a_second_scenario_rehearse_clean(
    here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run(["new", "pack", "bay"])
    run(["new", "scenario", "second", "--pack", "bay"])
    capsys.readouterr()
    for name in ("bay", "second"):
        assert run(["rehearse", name, "--pack", "bay", "--runs", "100"]) == 0
        assert "DEAD: nothing" in capsys.readouterr().out


def test_single_files_fit_the_pack_they_are_begun_in(here: Path) -> None:
    run(["new", "pack", "bay"])
    pack = ["--pack", "bay"]
    assert run(["new", "actor", "third_port", *pack]) == 0
    assert run(["new", "theatre", "outer_bay", *pack]) == 0
    words = [
        "new",
        "scenario",
        "second",
        "--cast",
        "south_port,third_port",
        "--theatre",
        "outer_bay",
    ]
    assert run([*words, *pack, "--title", 'Trouble: "again"']) == 0
    assert clean(here / "bay")
    assert Library([here / "bay"]).load("second").title == 'Trouble: "again"'


def test_a_ledger_is_begun_alone_or_in_a_pack_whose_scenario_may_rest_on_it(here: Path) -> None:
    assert run(["new", "claims", "first_papers"]) == 0
    assert clean(here)
    run(["new", "pack", "bay"])
    assert run(["new", "claims", "more_papers", "--pack", "bay"]) == 0
    path = here / "bay" / "scenarios" / "bay.yaml"
    path.write_text(path.read_text().replace("claims: bay_papers", "claims: more_papers"))
    assert clean(here / "bay")
    ledger = Library([here / "bay"]).load("bay").ledger
    assert (sorted(ledger.claims), ledger.claims["AA-02"].disagrees_with) == (
        ["AA-01", "AA-02"],
        ("AA-01",),
    )


def test_a_ledger_s_example_has_every_key_of_a_claim_but_its_actors(here: Path) -> None:
    run(["new", "claims", "papers"])
    text = (here / "scenarios" / "claims" / "papers.yaml").read_text()
    keys = schema("claims")["$defs"]["ClaimPart"]["properties"]
    assert {key for key in keys if f"    {key}: " not in text} == {"actors"}
    assert "actors: [...]" in text


def test_a_scenario_is_begun_in_a_foreign_pack(here: Path) -> None:
    make_pack(here, edited("actors/south.yaml", '"4 * boldness"', "4"))
    (here / "scenarios" / "duel.yaml").unlink()
    assert run(["new", "scenario", "other"]) == 0
    assert run(["new", "actor", "east"]) == 0
    assert not has_errors(Library([here]).check([here]))
    assert [actor.id for actor in Library([here]).load("other").actors] == ["north", "south"]


def test_nothing_is_written_over(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run(["new", "pack", "bay"])
    before = {path: path.read_bytes() for path in here.glob("**/*.yaml")}
    assert run(["new", "pack", "bay"]) == 2
    assert run(["new", "actor", "north_port", "--pack", "bay"]) == 2
    assert "is there already" in capsys.readouterr().err
    assert {path: path.read_bytes() for path in here.glob("**/*.yaml")} == before


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ([], "say what to begin"),
        (["actor"], "say what to begin"),
        (["actor", "../x"], "is no name"),
        (["actor", "Vell"], "is no name"),
        (["scenario", "x"], "has no theatre yet"),
        (["actor", "x", "--theatre", "nowhere"], "unknown theatre"),
        (["claims", "Papers"], "is no name"),
    ],
)
def test_what_cannot_be_begun_is_told(
    here: Path, capsys: pytest.CaptureFixture[str], words: list[str], said: str
) -> None:
    assert run(["new", *words]) == 2
    assert said in capsys.readouterr().err
    assert list(here.iterdir()) == []


def test_a_person_is_asked_for_what_is_missing(
    here: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    monkeypatch.setattr(sys, "stdin", Terminal("nothing\npack\nbay\nThe bay\n"))
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True, raising=False)
    assert run(["new"]) == 0
    assert "What is it?" in capsys.readouterr().err
    assert Library([here / "bay"]).load("bay").title == "The bay"


def test_a_person_who_begins_a_ledger_is_asked_for_no_title(
    here: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    monkeypatch.setattr(sys, "stdin", Terminal("claims\npapers\n"))
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True, raising=False)
    assert run(["new"]) == 0
    assert "Its name on screen" not in capsys.readouterr().err
    assert (here / "scenarios" / "claims" / "papers.yaml").is_file()


def test_every_new_file_names_a_schema_that_is_there(here: Path) -> None:
    run(["new", "pack", "bay"])
    for path in (here / "bay").glob("**/*.yaml"):
        first = path.read_text().splitlines()[0]
        named = (path.parent / first.removeprefix("# yaml-language-server: $schema=")).resolve()
        kinds = json.loads(named.read_text())
        assert kinds["title"] in {
            schema(kind)["title"] for kind in ("actor", "theatre", "scenario", "claims")
        }
        assert path.parent.name.rstrip("s") in named.stem + "s"


def test_what_comes_next_is_told_so_that_it_can_be_copied(
    here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (here / "my packs").mkdir()
    assert run(["new", "pack", "bay", "--pack", "my packs"]) == 0
    told = capsys.readouterr().err.splitlines()
    folder = next(line.split(": ", 1)[1] for line in told if line.startswith("next: "))
    assert shlex.split(folder)[2:] == [shlex.split(told[-1])[-1]] == ["my packs/bay"]


def offered(kind: str, pack: Path, capsys: pytest.CaptureFixture[str]) -> str:
    """Return the schema the command writes for a pack."""
    capsys.readouterr()
    assert run(["schema", kind, "--pack", str(pack)]) == 0
    return capsys.readouterr().out


@pytest.mark.parametrize("kind", ["actor", "theatre", "scenario", "claims"])
def test_a_schema_asked_for_is_the_one_a_new_pack_has(
    here: Path, capsys: pytest.CaptureFixture[str], kind: str
) -> None:
    run(["new", "pack", "bay"])
    written = json.loads((here / "bay" / "schemas" / f"{kind}.json").read_text())
    assert json.loads(offered(kind, Path("bay"), capsys)) == written


def test_a_schema_knows_what_the_packs_scenarios_build_on(
    here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run(["new", "pack", "bay"])
    path = here / "bay" / "scenarios" / "bay.yaml"
    text = path.read_text()
    assert "beijing" not in offered("scenario", Path("bay"), capsys)
    (here / "bay" / "scenarios" / "more.yaml").write_text(
        "kind: scenario\nschema: 1\nextends: seoul_pacemaker\ntitle: More\n"
    )
    known = offered("actor", Path("bay"), capsys)
    for name in ('"chinese_aid"', '"AI-38"', '"beijing.send_envoy"', '"tension"'):
        assert name in known
    (here / "bay" / "scenarios" / "more.yaml").unlink()
    cast = "variants:\n  wider: {says: Wider., set: {cast: [north_port, south_port, beijing]}}\n"
    path.write_text(text.split("variants:\n")[0] + cast + text.split("variants:\n")[1])
    known = offered("actor", Path("bay"), capsys)
    assert '"beijing.' in known
    assert '"moscow.' not in known


def test_a_pack_without_a_scenario_is_offered_all_there_is(
    here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (here / "solo" / "actors").mkdir(parents=True)
    assert '"beijing.' in offered("actor", Path("solo"), capsys)
