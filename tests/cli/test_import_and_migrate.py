"""`whitecell import msel` and `whitecell migrate`: what they write, and what they refuse."""

from pathlib import Path

import pytest
from openpyxl import Workbook  # type: ignore[import-untyped]

from cli.main import run
from engine.content.library import Library
from engine.content.migrating import migrated
from reports.export.msel import planned_sheet
from tests.build import DUEL, FILES, make_pack

HEAD = ["title", "at", "says", "audience", "expected response", "objective", "colour"]
ROWS = [
    ["High water", "turn 3", "The river rises.", "North and South", "Move the rafts.", "1", "blue"],
    ["A truce", "2030-03-02", "'=Both sides rest.", "all", "'| They stop.", "", ""],
    ["A letter", "", "A letter, held back.", "north", "Answer it.", "", ""],
]
GOALS = DUEL.replace("theatre: river", "objectives: [See who rows.]\ntheatre: river")


@pytest.fixture
def pack(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The made world, with an objective, as the working folder."""
    monkeypatch.chdir(tmp_path)
    return make_pack(tmp_path, {"scenarios/duel.yaml": "# kept\n" + GOALS + "# the end\n"})


def csv_of(folder: Path, rows: list[list[str]], sign: str = ",") -> Path:
    """Write rows as CSV."""
    path = folder / "events.csv"
    quoted = [sign.join(f'"{cell}"' for cell in row) for row in rows]
    path.write_text("\ufeff" + "\r\n".join(quoted) + "\r\n", encoding="utf-8")
    return path


def xlsx_of(folder: Path, rows: list[list[str]]) -> Path:
    """Write rows as a workbook."""
    book = Workbook()
    for row in rows:
        book.active.append(row)
    path = folder / "events.xlsx"
    book.save(path)
    return path


@pytest.mark.parametrize("form", ["comma", "semicolon", "workbook"])
def test_events_are_added_and_all_else_stays(pack: Path, form: str) -> None:
    before = (pack / "scenarios/duel.yaml").read_text()
    rows = [HEAD, *ROWS]
    file = (
        xlsx_of(pack, rows)
        if form == "workbook"
        else csv_of(pack, rows, {"comma": ",", "semicolon": ";"}[form])
    )
    assert run(["import", "msel", str(file), "--into", "scenarios/duel.yaml"]) == 0
    assert Library([pack]).check([pack]) == []
    injects = {inject.id: inject for inject in Library([pack]).load("duel").injects}
    assert list(injects) == ["thaw", "feud", "high_water", "a_truce", "a_letter"]
    water, letter = injects["high_water"], injects["a_letter"]
    assert (water.day, water.audience, water.expects, water.objective) == (
        59, ("north", "south"), "Move the rafts.", 1,
    )  # fmt: skip
    truce = injects["a_truce"]
    assert (truce.says, truce.expects) == ("=Both sides rest.", "| They stop.")
    assert (letter.contingency, letter.audience, letter.day) == (True, ("north",), None)
    after = (pack / "scenarios/duel.yaml").read_text()
    begun, ended = after.index("  high_water:"), after.index("variants:")
    assert after[:begun] + after[ended:] == before


def test_what_is_exported_can_be_taken_in_again(pack: Path) -> None:
    run(["import", "msel", str(csv_of(pack, [HEAD, *ROWS])), "--into", "scenarios/duel.yaml"])
    first = Library([pack]).load("duel")
    sheet = planned_sheet(first)
    rows = [
        list(sheet.columns),
        *[[str(row[c] or "") for c in sheet.columns] for row in sheet.rows],
    ]
    (pack / "scenarios/duel.yaml").write_text(
        GOALS.replace("  thaw:", "  old_thaw:").replace("  feud:", "  old_feud:")
    )
    assert run(["import", "msel", str(xlsx_of(pack, rows)), "--into", "scenarios/duel.yaml"]) == 0
    again = {inject.id: inject for inject in Library([pack]).load("duel").injects}
    for inject in first.injects:
        found = again[inject.id]
        assert (found.day, found.says, found.audience, found.expects, found.objective) == (
            inject.day, inject.says, inject.audience, inject.expects, inject.objective,
        )  # fmt: skip


@pytest.mark.parametrize(
    ("row", "cell", "said"),
    [
        (["Fog", "soon", "Fog.", "", "", "", ""], "B2", "is no time"),
        (["Fog", "turn 2", "", "", "", "", ""], "C2", "is missing"),
        (["Fog", "turn 2", "Fog.", "Nroth", "", "", ""], "D2", "did you mean 'north'"),
        (["Fog", "turn 2", "Fog.", "", "", "7", ""], "F2", "no objective"),
        (["???", "turn 2", "Fog.", "", "", "", ""], "A2", "no id"),
        (["Fog", "turn 2", "Fog \x1b[2J.", "", "", "", ""], "C2", "control character"),
        (["Fog", "turn 2", "F" * 1_001, "", "", "", ""], "C2", "too long"),
    ],
)
def test_a_wrong_cell_is_named_and_nothing_is_written(
    pack: Path, capsys: pytest.CaptureFixture[str], row: list[str], cell: str, said: str
) -> None:
    before = (pack / "scenarios/duel.yaml").read_bytes()
    assert (
        run(["import", "msel", str(csv_of(pack, [HEAD, row])), "--into", "scenarios/duel.yaml"])
        == 2
    )
    told = capsys.readouterr().err
    assert f"({cell})" in told
    assert said in told
    assert "Traceback" not in told
    assert (pack / "scenarios/duel.yaml").read_bytes() == before


@pytest.mark.parametrize(
    ("data", "name", "said"),
    [
        (b"", "e.csv", "empty"),
        (b"\xff\xfe", "e.csv", "UTF-8"),
        (b'"open', "e.csv", "no CSV"),
        (b"a,b\n1,2\n", "e.csv", "column 'title' is missing"),
        (b"no zip", "e.xlsx", "no workbook"),
        (b"PK\x05\x06" + bytes(18), "e.xlsx", "cannot be read"),
        (b"x" * 5_000_000, "e.csv", "over 4 MB"),
    ],
)
def test_what_is_no_table_is_told(
    pack: Path, capsys: pytest.CaptureFixture[str], data: bytes, name: str, said: str
) -> None:
    (pack / name).write_bytes(data)
    assert run(["import", "msel", name]) == 2
    assert said in capsys.readouterr().err


def test_names_taken_already_and_flow_injects_are_refused(
    pack: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = csv_of(pack, [HEAD, ["Thaw", "turn 3", "Again.", "", "", "", ""]])
    assert run(["import", "msel", str(file), "--into", "scenarios/duel.yaml"]) == 2
    assert "called 'thaw' already" in capsys.readouterr().err
    twice = csv_of(pack, [HEAD, ROWS[0], ROWS[0]])
    assert run(["import", "msel", str(twice)]) == 2
    assert "stands above already" in capsys.readouterr().err


def test_without_a_scenario_the_block_is_written_out(
    pack: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["import", "msel", str(csv_of(pack, [HEAD, ROWS[0]]))]) == 0
    told = capsys.readouterr()
    assert told.out.startswith('injects:\n  high_water:\n    at: "turn 3"\n')
    assert "left out: colour" in told.err
    assert run(["import", "msel", "events.csv", "--into", "scenarios/duel.yaml", "--dry-run"]) == 0
    assert "high_water" not in (pack / "scenarios/duel.yaml").read_text()


def test_files_without_a_number_get_one_and_keep_the_rest(
    pack: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = pack / "scenarios/duel.yaml"
    old = path.read_text().replace("schema: 1\n", "")
    path.write_text(old)
    north = pack / "actors/north.yaml"
    north.write_text(FILES["actors/north.yaml"].replace("schema: 1", "schema: 0   # old"))
    assert run(["migrate", "--dry-run"]) == 0
    assert path.read_text() == old
    assert run(["migrate"]) == 0
    assert path.read_text() == old.replace("kind: scenario\n", "kind: scenario\nschema: 1\n")
    assert path.with_name("duel.yaml.bak").read_text() == old
    assert "schema: 1   # old" in north.read_text()
    assert Library([pack]).check([pack]) == []
    capsys.readouterr()
    assert run(["migrate"]) == 0
    assert "0 were brought" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b"kind: claims\r\nclaims: {}\r\n", b"kind: claims\r\nschema: 1\r\nclaims: {}\r\n"),
        (b"\xef\xbb\xbfkind: claims\n", b"\xef\xbb\xbfkind: claims\nschema: 1\n"),
        (b"\xef\xbb\xbfkind: claims\nschema: 0", b"\xef\xbb\xbfkind: claims\nschema: 1"),
        (b"kind: claims", b"kind: claims\nschema: 1\n"),
        (b"kind:\n  claims\n", b"kind:\n  claims\nschema: 1\n"),
        (b"  kind: claims  # so\n  a: 1\n", b"  kind: claims  # so\n  schema: 1\n  a: 1\n"),
        (b"{kind: claims, a: {b: 1}}\n", b"{schema: 1, kind: claims, a: {b: 1}}\n"),
        (b'{\n  a: 1,\n  "kind": claims}', b'{\n  a: 1,\n  schema: 1, "kind": claims}'),
    ],
)
def test_the_number_is_all_that_a_file_gets(pack: Path, old: bytes, new: bytes) -> None:
    path = pack / "scenarios/claims/odd.yaml"
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(old)
    assert run(["migrate", str(path)]) == 0
    assert path.read_bytes() == new
    assert path.with_name("odd.yaml.bak").read_bytes() == old
    assert not migrated(path).needed


def test_what_would_say_something_else_with_the_number_is_left(
    pack: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    path = pack / "actors/odd.yaml"
    path.write_text("{kind: actor}\n")
    monkeypatch.setattr(
        "engine.content.migrating.STEPS", {0: lambda d: d.source.text + "schema: 1"}
    )
    assert run(["migrate", str(path)]) == 2
    told = capsys.readouterr().err
    assert "the number cannot be written" in told
    assert "write schema: 1 by hand" in told
    assert path.read_text() == "{kind: actor}\n"
    assert not path.with_name("odd.yaml.bak").exists()


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("kind: actor\nschema: 2\n", "newest this version knows"),
        ("kind: actor\nschema: one\n", "newest this version knows"),
        ("kind: acter\n", "no content file"),
        ("- 1\n", "error[WC015]"),
    ],
)
def test_what_cannot_be_migrated_is_told_and_left(
    pack: Path, capsys: pytest.CaptureFixture[str], text: str, said: str
) -> None:
    path = pack / "actors/odd.yaml"
    path.write_text(text)
    assert run(["migrate", str(path)]) == 2
    assert said in capsys.readouterr().err
    assert path.read_text() == text
    assert run(["migrate", str(pack / "nowhere")]) == 2
