"""The command `batch --resume`, what a batch was begun with, and how well its shares are known."""

from __future__ import annotations

from pathlib import Path

import pytest

from batch.results import Results
from tests.build import make_pack
from tests.cli.calling import Told, called


@pytest.fixture(scope="module")
def pack(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_pack(tmp_path_factory.mktemp("pack"))


def here(pack: Path, *rest: object) -> Told:
    """Do what a command does in this process, with the made world at hand."""
    return called(*rest, cwd=pack, path=pack)


@pytest.fixture(scope="module")
def done(pack: Path) -> Path:
    """A batch of four arms, 20 runs each."""
    words = ("--runs", 20, "--variants", "all", "--workers", 1)
    assert here(pack, "batch", "duel", *words, "--out", pack / "done").returncode == 0
    return pack / "done"


def test_to_go_on_with_nothing_is_told_as_that(pack: Path) -> None:
    new, empty = pack / "new", pack / "empty"
    empty.mkdir()
    for out, why in ((new, f"there is no folder {new}"), (empty, f"{empty} holds no batch to go")):
        told = here(pack, "batch", "--resume", "--out", out)
        assert (told.returncode, told.stdout, told.stderr.count("\n")) == (2, "", 1)
        assert told.stderr.startswith(f"whitecell: {why}")
    assert not new.exists()


def test_the_words_a_batch_was_begun_with_go_on_with_it_and_others_do_not(
    pack: Path, done: Path
) -> None:
    same = ("batch", "duel", "--resume", "--out", done)
    begun = ("--runs", 20, "--variants", "all", "--seed", 1)
    for words in ((), begun, ("--variants", "plain,bold,long,truce"), ("--lens", "plain")):
        told = here(pack, *same, *words)
        assert (told.returncode, told.stderr) == (0, "")
    for words, says in (
        (("--runs", 3), "with --runs 20, not 3"),
        (("--seed", 9), "with --seed 1, not 9"),
        (("--variants", "plain"), "with --variants plain,bold,long,truce, not plain"),
        (("--lens", "all"), "with --lens plain, not all"),
        (("--sample", 2), "without --sample"),
        (("--stop-at", 0.1), "without --stop-at"),
        (("--minds",), "without --minds"),
        (("--set", "turns.count=2"), "without --set turns.count"),
    ):
        told = here(pack, *same, *words)
        assert (told.returncode, told.stdout, told.stderr.count("\n")) == (2, "", 1)
        assert told.stderr.startswith(f"whitecell: {done} was begun {says}; --resume alone goes on")
    told = here(pack, "batch", "other", "--resume", "--out", done)
    assert (told.returncode, told.stdout) == (2, "")
    assert f"{done} was begun with duel, not other;" in told.stderr


def test_an_experiment_goes_on_by_its_own_file_only(pack: Path, tmp_path: Path) -> None:
    place, out = tmp_path / "asked.yaml", tmp_path / "out"
    text = "kind: experiment\nschema: 1\ntitle: Which?\nscenarios: [duel]\nruns: 2\n"
    place.write_text(text)
    words = ("batch", place, "--resume", "--out", out)
    assert here(pack, *words, "--set", "turns.count=2").returncode == 0
    assert here(pack, *words, "--set", "turns.count=2").returncode == 0
    assert "with --set turns.count=2, not 3;" in here(pack, *words, "--set", "turns.count=3").stderr
    assert "an experiment, not duel;" in here(pack, "batch", "duel", *words[2:]).stderr
    place.write_text(text.replace("runs: 2", "runs: 3"))
    assert f"an experiment that says something else than {place};" in here(pack, *words).stderr


@pytest.mark.parametrize(
    ("asked", "says"),
    [
        (("--runs", 1), ""),
        (
            ("--runs", 200, "--stop-at", 0.5),
            "Enough after 100 of 200 runs of each arm: no interval ",
        ),
        (("--runs", 100, "--stop-at", 0.5), ""),  # known well enough, and at its end too
        (("--runs", 2, "--stop-at", 0.1), "Not known as well as --stop-at asks: the widest "),
        (("--runs", 1, "--sample", 3, "--stop-at", 0.1), "it takes more sample points or runs."),
    ],
)
def test_how_well_shares_are_known_is_told_where_it_was_asked_for(
    asked: tuple[object, ...], says: str, pack: Path, tmp_path: Path
) -> None:
    told = here(pack, "batch", "duel", *asked, "--workers", 1, "--out", tmp_path / "out")
    lines = told.stdout.splitlines()
    assert says in lines[1]
    assert bool(says) == bool(lines[1])
    runs = Results(tmp_path / "out").manifest["results"]["runs"]
    counted = "1 run" if runs == 1 else f"{runs} runs"
    assert f"Batch · {counted} · seed 1" in lines[0]
    assert f"duel ({counted})" in lines


def test_what_is_no_batch_is_told_as_what_it_is(pack: Path) -> None:
    (pack / "plain").mkdir()
    (pack / "plain" / "manifest.json").write_text('{"a": 1}')
    (pack / "file").write_text("")
    for name, why in (
        ("nosuch", "there is no such folder"),
        ("file", "it is not a folder"),
        ("plain", "manifest.json is not the manifest of one"),
    ):
        told = here(pack, "compare", pack / name)
        assert (told.returncode, told.stdout) == (2, "")
        assert told.stderr == f"whitecell: {pack / name} holds no batch: {why}\n"


def test_a_run_told_again_is_headed_with_which_it_is_and_what_is_set(
    pack: Path, done: Path, tmp_path: Path
) -> None:
    story = here(pack, "run", "--from", done, "--run", "1-13", "--width", 200).stdout
    assert story.startswith(f"Run 1-13 of {done}\nTwo banks · bold · seed 1")
    asked = ("--sample", 2, "--minds", "--runs", 1, "--set", "turns.count=2", "--workers", 1)
    out = tmp_path / "out"
    assert here(pack, "batch", "duel", *asked, "--out", out).returncode == 0
    story = here(pack, "run", "--from", out, "--run", "0-1", "--width", 300).stdout
    first = story.splitlines()[0]
    assert first.startswith(f"Run 0-1 of {out} · sample point 1, minds drawn too · ")
    assert "turns.count=2" in first
    assert "boldness=" in first
    compared = here(pack, "compare", out).stdout
    assert "set: turns.count = 2" in compared
    assert "set: " not in here(pack, "compare", done).stdout
    data = here(pack, "run", "--from", out, "--run", "0-1", "--format", "json").stdout
    assert data.startswith("{")
