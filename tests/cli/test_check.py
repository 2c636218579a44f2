"""`whitecell check` in its three forms, and watching."""

import json
import os
import signal
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from cli.watching import changes, stamps
from engine.content.library import Library
from engine.content.memo import Memo
from engine.content.problems import Problem
from engine.content.rendering import annotation
from tests.build import DUEL, edited, make_pack
from tests.cli.calling import Told, called
from tests.house.places import ROOT

WRONG = edited("scenarios/duel.yaml", "at: turn 2", "at: second turn")


def whitecell(*words: str, folder: Path) -> Told:
    """Do `whitecell check` in a folder of its own."""
    return called("check", *words, cwd=folder)


def test_annotations_stand_at_the_line_and_cannot_be_broken_out_of() -> None:
    odd = Problem("a,b:c.yaml", 3, 5, 4, "warning", "WC503", "100% of\n::error::it", "x.y", "look")
    said = annotation(odd)
    assert said == (
        "::warning file=a%2Cb%3Ac.yaml,line=3,col=5,endColumn=8,title=WC503"
        "::100%25 of ::error::it (x.y); look"
    )


def test_the_three_formats_agree_and_strict_counts_warnings(tmp_path: Path) -> None:
    make_pack(tmp_path, WRONG)
    text, github = (
        whitecell(str(tmp_path), "--format", f, folder=tmp_path) for f in ("text", "github")
    )
    data = json.loads(whitecell(str(tmp_path), "--format", "json", folder=tmp_path).stdout)
    (problem,) = data["problems"]
    assert (text.returncode, github.returncode, data["schema"]) == (2, 2, 1)
    assert github.stdout.startswith(
        f"::error file=scenarios/duel.yaml,line={problem['line']},col=9"
    )
    assert f":{problem['line']}:9: error[WC108]" in text.stdout
    make_pack(tmp_path, edited("scenarios/duel.yaml", "at: turn 2", "at: turn 9"))
    assert whitecell(str(tmp_path), folder=tmp_path).returncode == 0
    assert whitecell(str(tmp_path), "--strict", folder=tmp_path).returncode == 2


def test_saved_made_and_removed_files_are_noticed(tmp_path: Path) -> None:
    make_pack(tmp_path)
    seen = changes([tmp_path], every=0.01)
    first, second = tmp_path / "actors" / "east.yaml", tmp_path / "scenarios" / "duel.yaml"
    threading.Timer(0.05, lambda: first.write_text("kind: actor\n")).start()
    assert next(seen) == [first]
    threading.Timer(0.05, lambda: second.write_text(DUEL + "\n")).start()
    assert next(seen) == [second]
    threading.Timer(0.05, first.unlink).start()
    assert next(seen) == [first]


def test_a_file_is_watched_with_its_whole_pack(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_pack(tmp_path)
    (tmp_path / "experiments").mkdir()
    (tmp_path / "experiments" / "try.yaml").write_text("kind: experiment\n")
    whole = stamps([tmp_path])
    assert {"north.yaml", "duel.yaml", "river.yaml", "try.yaml"} <= {path.name for path in whole}
    monkeypatch.chdir(tmp_path)
    for place in ("actors/north.yaml", "scenarios/duel.yaml", "scenarios/theatres/river.yaml"):
        assert stamps([Path(place)]) == stamps([tmp_path / place]) == whole
    assert stamps([tmp_path / "actors", tmp_path / "scenarios"]) == whole
    seen = changes([Path("scenarios/duel.yaml")], every=0.01)
    actor = tmp_path / "actors" / "north.yaml"
    threading.Timer(0.05, lambda: actor.write_text("kind: actor\n")).start()
    assert next(seen) == [actor]


def test_files_in_no_pack_are_watched_with_their_neighbours(tmp_path: Path) -> None:
    (tmp_path / "deep").mkdir()
    files = [tmp_path / "a.yaml", tmp_path / "b.yaml", tmp_path / "deep" / "c.yaml"]
    for file in files:
        file.write_text("kind: actor\n")
    assert set(stamps([files[0]])) == set(files[:2])
    assert set(stamps([tmp_path / "deep"])) == set(files[2:])
    assert set(stamps([files[0], tmp_path / "deep"])) == set(files)
    assert stamps([tmp_path / "deep" / "deeper" / "nowhere"]) == {}


def test_what_was_kept_from_an_earlier_check_is_not_told_again(tmp_path: Path) -> None:
    make_pack(tmp_path)
    library, memo = Library([tmp_path]), Memo()
    assert library.check([tmp_path], memo) == []
    make_pack(tmp_path, WRONG)
    assert [p.code for p in library.check([tmp_path], memo)] == ["WC108"]
    assert [p.code for p in library.check([tmp_path], memo)] == ["WC108"]
    make_pack(tmp_path)
    assert library.check([tmp_path], memo) == []


@pytest.mark.skipif(os.name != "posix", reason="signals of a terminal")
def test_watching_checks_at_every_save_and_stops_when_told(tmp_path: Path) -> None:
    make_pack(tmp_path)
    env = {**os.environ, "PYTHONPATH": str(ROOT)}
    watch = subprocess.Popen(
        [sys.executable, "-m", "cli.main", "check", str(tmp_path), "--watch"],
        cwd=tmp_path, env=env, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
    )  # fmt: skip
    assert watch.stdout is not None
    try:
        assert any("watching" in line for line in iter(watch.stdout.readline, ""))
        make_pack(tmp_path, WRONG)
        assert any("WC108" in line for line in iter(watch.stdout.readline, ""))
        (tmp_path / "actors" / "north.yaml").unlink()
        told = next(line for line in iter(watch.stdout.readline, "") if "north.yaml" in line)
        assert told == "gone: actors/north.yaml\n"
        watch.send_signal(signal.SIGINT)
        assert watch.wait(10) == 130
    finally:
        watch.kill()
        watch.stdout.close()


def test_without_options_the_same_is_told_and_what_reads_them_is_left_out(tmp_path: Path) -> None:
    make_pack(tmp_path, WRONG)
    (tmp_path / "a b").mkdir()
    script = (
        "import sys; from cli.main import run; code = run(['check', *sys.argv[1:]]);"
        "sys.exit(code + 10 * ('cyclopts' in sys.modules))"
    )
    for places in ([str(tmp_path)], [], ["a b", "scenarios/duel.yaml"], ["actors", "{}"]):
        read = whitecell(*places, "--format", "text", folder=tmp_path)
        done = subprocess.run(
            [sys.executable, "-c", script, *places],
            cwd=tmp_path,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
            capture_output=True,
            text=True,
        )
        assert (done.returncode, done.stdout, done.stderr) == (2, read.stdout, read.stderr)
