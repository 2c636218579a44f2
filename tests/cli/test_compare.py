"""The commands compare, discover and report on the folder of a batch."""

import csv
import io
import json
import re
import shutil
from pathlib import Path

import pytest

import cli.compare
from cli.main import run
from tests.batch.batches import made


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small batch: two arms at twenty sample points, two runs at each."""
    place = tmp_path_factory.mktemp("batches")
    made(place, runs=2, samples=24, minds=True)
    return place / "out"


def _told(words: list[str], capsys: pytest.CaptureFixture[str]) -> tuple[int, str, str]:
    try:
        code = run(words)
    except SystemExit as stop:
        code = int(stop.code or 0)
    told = capsys.readouterr()
    return int(code or 0), told.out, told.err


def test_compare_tells_shares_differences_and_where_runs_part(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code, out, _ = _told(["compare", str(folder), "--baseline", "plain"], capsys)
    assert code == 0
    assert "bold against plain" in out
    assert "Where runs part" in out


def test_a_measure_stands_on_one_line_with_all_its_figures(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    _, out, _ = _told(["compare", str(folder), "--baseline", "plain"], capsys)
    block = out.partition("Measures and final levels\n")[2].partition("\n\n")[0]
    rows = [line for line in block.splitlines() if " · bold" in line]
    assert rows
    figure = r"[+−][\d.,]+"
    for row in rows:
        assert len(row) <= 80
        assert re.search(rf" {figure} +{figure} to {figure}  +{figure} ×\d\.\d\d$", row), row
    assert "at the end" not in "".join(rows)
    assert "levels as they are at the end" in " ".join(block.split())


def test_compare_answers_for_the_ending_that_is_asked_for(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    _, out, _ = _told(["compare", str(folder), "--format", "json"], capsys)
    for outcome in {share["outcome"] for share in json.loads(out)["shares"]}:
        code, out, _ = _told(["compare", str(folder), "--outcome", outcome], capsys)
        assert code == 0
        assert out.startswith(f"Does it end as {outcome} oftener under bold than under plain?")
        assert "--outcome names another" not in out
    code, out, err = _told(["compare", str(folder), "--outcome", "flood"], capsys)
    assert (code, out) == (2, "")
    assert err.startswith("whitecell: no outcome class 'flood'; there are: ")


def test_regrets_of_arms_that_are_no_policies_are_told_with_what_weighs_them(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    page = tmp_path / "page.md"
    asked = ["--value", "outcome.war"]
    hint = "; --policies variant weighs what the arms do differ in\n"
    lacks = "he arms have one policy only; a regret table needs two"
    for words in (["compare", str(folder)], ["report", str(folder), "-o", str(page)]):
        code, _, err = _told([*words, *asked], capsys)
        assert (code, err) == (0, f"whitecell: t{lacks}{hint}")
        code, _, err = _told([*words, *asked, "--policies", "variant"], capsys)
        assert (code, err) == (0, "")
        code, _, err = _told([*words, *asked, "--policies", "lens"], capsys)
        assert err == f"whitecell: {f't{lacks}{hint}'.replace('one policy', 'one lens')}"
    assert f"T{lacks.replace('policy', 'lens')}." in page.read_text()
    assert "--policies variant weighs" not in page.read_text()


def test_a_screen_is_not_asked_for_as_data(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code, out, err = _told(["compare", str(folder), "--watch", "--format", "json"], capsys)
    assert (code, out) == (2, "")
    assert "give one of --watch and --format" in err


def test_compare_as_data_has_the_keys_of_its_page(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code, out, _ = _told(["compare", str(folder), "--format", "json"], capsys)
    assert code == 0
    page = Path("docs/reference/compare-json.md").read_text()
    data = json.loads(out)
    assert data["schema"] == 1
    told = ("arms", "share_differences", "shares", "divergences", "fans", "measure_differences")
    for key in (*data, *(key for each in told for key in data[each][0])):
        assert f"`{key}`" in page, key


def test_discover_tells_of_a_class_every_run_ended_in_and_as_data_too(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    _, out, _ = _told(["compare", str(folder), "--format", "json"], capsys)
    outcome = max(json.loads(out)["shares"], key=lambda share: share["hits"])["outcome"]
    code, out, _ = _told(["discover", str(folder), "--outcome", outcome], capsys)
    assert code == 0
    assert out.splitlines()[1:] == ["  Every one of 96 runs ended so: nothing tells them apart."]
    code, out, _ = _told(
        ["discover", str(folder), "--outcome", outcome, "--format", "json"], capsys
    )
    page, data = Path("docs/reference/compare-json.md").read_text(), json.loads(out)
    assert all(f"`{key}`" in page for key in (*data, *data["indices"][0]))


def test_report_is_one_page_that_asks_for_nothing(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    page = tmp_path / "batch.html"
    words = ["report", str(folder), "--output", str(page), "--title", "<script>alert(1)</script>"]
    code, out, _ = _told(words, capsys)
    assert (code, out.strip()) == (0, str(page))
    text = page.read_text()
    assert "<script" not in text
    assert not re.search(r"(?:src|href)=\"(?!#)", text)
    assert "How to repeat it" in text
    assert "One run of each kind" in text
    assert "<svg" in text


def test_report_is_markdown_too(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    page = tmp_path / "batch.md"
    assert _told(["report", str(folder), "-o", str(page)], capsys)[0] == 0
    assert "## 1. Design" in page.read_text()


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["compare"], "needs the folder of a batch"),
        (["compare", "nowhere"], "nowhere"),
        (["compare", "FOLDER", "--baseline", "no_such"], "no arm 'no_such'"),
        (["discover", "FOLDER", "--outcome", "no_such"], "no outcome class 'no_such'"),
        (["discover", "FOLDER", "--outcome", "wra"], "no outcome class 'wra'; did you mean 'war'?"),
        (["discover", "FOLDER"], "discover needs --outcome; there are: war, "),
        (["report", "FOLDER", "-o", "page.pdf"], "ends in .html or .md"),
        (["compare", "FOLDER", "--value", "strain"], "did you mean 'measure.strain'?"),
        (["compare", "FOLDER", "--value", "measure.tensoin"], "did you mean 'final.tension'?"),
        (["compare", "FOLDER", "--value", "war"], "did you mean 'outcome.war'?"),
        (["compare", "FOLDER", "--value", "trade_in_timber"], "; there are: final.trade, "),
        (["report", "FOLDER", "-o", "x.html", "--value", "strain"], "'measure.strain'?"),
        (["compare", "FOLDER", "--value", "outcome.no_such", "--policies", "variant"], "no_such"),
        (["compare", "FOLDER", "FOLDER"], "is given twice"),
        (["report", "FOLDER", "-o", "x.html", "--branch", "b"], "--branch is for the report of an"),
        (["report", "FOLDER", "-o", "x.html", "--interactive"], "--interactive is for the report"),
        (
            ["report", "README.md", "-o", "x.html", "--baseline", "b"],
            "--baseline is for the",
        ),
        (["report", "README.md", "-o", "x.html", "--low-is-good"], "--low-is-good is for the"),
        (["run", "--from", "FOLDER", "--run", "0-0", "--seed", "5"], "--seed is one too many"),
        (["run", "--from", "FOLDER", "--run", "0-0", "--set", "a=1"], "--set is one too many"),
        (["compare", "FOLDER", "--level", "no_such"], "no level 'no_such'; known levels: "),
        (["compare", "FOLDER", "--level", "tensoin"], "did you mean 'tension'?"),
        (["compare", "FOLDER", "--baseline", "bald"], "did you mean 'bold'?"),
        (["compare", "FOLDER", "--enough", "3"], "--enough is about regrets and needs --value"),
        (["compare", "FOLDER", "--low-is-good"], "--low-is-good is about regrets and needs"),
        (["compare", "FOLDER", "--policies", "variant"], "--policies is about regrets and needs"),
        (["compare", "FOLDER", "--enough", "2", "--value", "outcome.war"], "a share of runs"),
        (["compare", "FOLDER", "--enough", "nan", "--value", "final.tension"], "takes a number"),
        (["report", "FOLDER", "-o", "x.html", "--enough", "3"], "--enough is about regrets"),
        (["discover", "FOLDER", "--outcome", "war", "--turn", "99"], "no turn 99: the game has"),
        (
            ["discover", "FOLDER", "--outcome", "war", "--turn", "99"],
            "by the end of turn N, from 1",
        ),
        (["discover", "FOLDER", "--outcome", "war", "--turn", "0"], "Must be >= 1"),
    ],
)
def test_mistakes_are_told_in_a_line(
    words: list[str], says: str, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    asked = [str(folder) if word == "FOLDER" else word for word in words]
    code, _, err = _told(asked, capsys)
    assert code == 2
    assert says in err
    assert "Traceback" not in err


@pytest.mark.parametrize("command", [["compare"], ["batch", "--resume", "--out"]])
def test_the_screen_needs_a_terminal(
    command: list[str], folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code, out, err = _told([*command, str(folder), "--watch"], capsys)
    assert (code, out) == (2, "")
    assert err.count("\n") == 1
    assert "needs a terminal" in err


def test_a_folder_to_be_watched_must_hold_a_batch(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cli.compare, "on_terminal", lambda: True)
    code, _, err = _told(["compare", str(tmp_path), "--watch"], capsys)
    assert code == 2
    assert "holds no batch" in err
    assert err.count("\n") == 1


def test_a_level_asked_for_is_told_turn_by_turn(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    words = ["compare", str(folder), "--level", "tension"]
    _, without, _ = _told(words[:2], capsys)
    code, out, _ = _told(words, capsys)
    assert code == 0
    assert out.startswith(without)
    _, data, _ = _told([*words, "--format", "json"], capsys)
    fans = json.loads(data)["fans"]
    assert {fan["level"] for fan in fans} == {"tension"}
    told = out[len(without) :]
    assert told.count("nine in ten") == 2 * len(fans)
    turns = [line.split()[0] for line in told.splitlines() if line.strip()[:1].isdigit()]
    assert turns == [str(turn) for fan in fans for turn in fan["turns"]]


@pytest.mark.parametrize("name", ["runs", "turns", "moves"])
def test_a_damaged_table_is_told_in_a_line(
    name: str, folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = Path(shutil.copytree(folder, tmp_path / "out"))
    file, page = out / f"{name}.parquet", tmp_path / "page.html"
    file.write_bytes(file.read_bytes()[:1_000])
    for words in (
        ["compare", str(out)],
        ["compare", str(out), "--format", "json"],
        ["discover", str(out), "--outcome", "war"],
        ["report", str(out), "-o", str(page)],
        ["run", "--from", str(out), "--run", "0-0"],
        ["batch", "--resume", "--out", str(out), "--csv"],
    ):
        code, told, err = _told(words, capsys)
        assert (code, told, err.count("\n")) == (2, "", 1), words
        assert err.startswith(f"whitecell: {file} is damaged: it has 1,000 bytes, not")
    assert not page.exists()
    assert not list(out.glob("*.csv"))


def test_compare_as_csv_is_one_tidy_table_with_the_figures_of_the_json(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    words = ["compare", str(folder), "--value", "final.tension", "--policies", "variant"]
    code, out, err = _told([*words, "--format", "csv"], capsys)
    assert (code, err) == (0, "")
    rows = list(csv.DictReader(io.StringIO(out)))
    data = json.loads(_told([*words, "--format", "json"], capsys)[1])
    by_kind = {kind: [row for row in rows if row["kind"] == kind] for kind in TIDY}
    assert sum(map(len, by_kind.values())) == len(rows)
    for kind, key in TIDY.items():
        if key:
            assert [float(row["estimate"]) for row in by_kind[kind]] == [
                each["share" if kind == "share" else "difference"] for each in data[key]
            ]
    assert [row["name"] for row in by_kind["share"]] == [s["outcome"] for s in data["shares"]]
    assert {row["baseline"] for row in by_kind["difference"]} == {data["baseline"]}
    assert [row["arm"] for row in by_kind["worst regret"]] == [
        each["policy"] for each in data["regret"]["table"]["standings"]
    ]
    page = Path("docs/reference/compare-json.md").read_text()
    assert all(f"`{column}`" in page for column in (*rows[0], *TIDY))


TIDY = {
    "share": "shares",
    "share difference": "share_differences",
    "difference": "measure_differences",
    "strict law": "laws",
    "worst regret": "",
    "mean regret": "",
}
