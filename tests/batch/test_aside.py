"""Work in a process of its own: told as it goes, stopped in good order, gone with who asked."""

from __future__ import annotations

import json
import os
import select
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from batch.aside import Aside, Ended, Send
from batch.folders import FolderError
from batch.watched import How, News, watch
from tests.batch.batches import begun, digests, made
from tests.batch.test_background import gone

SLOW = 1.5
"""Seconds."""


def counting(send: Send, most: int) -> None:
    for number in range(most):
        send(number)
        time.sleep(0.05)


def failing(send: Send, error: Exception) -> None:
    raise error


class Slow:
    """News that take a while to be read."""

    def __reduce__(self) -> tuple[Any, ...]:
        return time.sleep, (SLOW,)


def telling_much(send: Send) -> None:
    send(Slow())
    send("all")


def dying(send: Send) -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def told(aside: Aside, patience: float = 60) -> Iterator[Any]:
    """What it tells until its end."""
    until = time.monotonic() + patience
    while not aside.over and time.monotonic() < until:
        select.select([aside], [], [], 0.5)
        yield from aside.news()


def started(*given: Any) -> Aside:
    aside = Aside(*given)
    aside.start()
    return aside


def test_it_tells_as_it_goes_and_ends() -> None:
    aside = started(counting, 4)
    assert list(told(aside)) == [0, 1, 2, 3, Ended()]
    assert aside.wait(10)
    assert aside.news() == []


def test_news_that_take_long_to_read_hold_nobody_up() -> None:
    aside, found, longest, looks = started(telling_much), list[Any](), 0.0, 0
    until = time.monotonic() + 60
    while not aside.over and time.monotonic() < until:
        began = time.monotonic()
        found += aside.news()
        longest, looks = max(longest, time.monotonic() - began), looks + 1
        time.sleep(0.01)
    assert found == [None, "all", Ended()]
    assert longest < SLOW / 2
    assert looks > 20


def test_it_is_let_go_while_it_tells_and_stops() -> None:
    aside = started(counting, 10_000)
    assert next(told(aside)) == 0
    pid = aside.pid
    assert pid is not None
    aside.let_go()
    assert aside.over
    assert aside.news() == []
    assert gone(pid, 30)


def test_it_stops_when_told_to() -> None:
    aside = started(counting, 10_000)
    assert next(told(aside)) == 0
    aside.stop()
    assert list(told(aside))[-1] == Ended(stopped=True)
    assert aside.wait(10)


@pytest.mark.parametrize(
    ("error", "says"),
    [(FolderError("no batch here"), "no batch here"), (KeyError("x"), "it could not be done")],
)
def test_what_stands_in_its_way_is_told(error: Exception, says: str) -> None:
    (last,) = told(started(failing, error))
    assert says in last.fault
    assert not last.stopped


def test_its_death_is_told() -> None:
    (last,) = told(started(dying))
    assert "has died" in last.fault


def test_it_ends_with_who_let_it_go() -> None:
    aside = started(counting, 10_000)
    assert next(told(aside)) == 0
    pid = aside.pid
    assert pid is not None
    aside.let_go()
    assert gone(pid, 20)


def test_a_batch_aside_gives_the_bytes_of_any_other(tmp_path: Path) -> None:
    out = begun(tmp_path, "aside", runs=8)
    news = list(told(started(watch, out, How(workers=1, chunk=3))))
    assert news[-1] == Ended()
    last = [each for each in news if isinstance(each, News)][-1]
    assert (last.done, last.total, last.failed) == (16, 16, 0)
    assert sum(share.hits for share in last.shares) == 16
    assert last.left == 0
    manifest = json.loads((out / "manifest.json").read_text())
    assert digests(manifest) == digests(made(tmp_path / "beside", runs=8))


BEGIN = """
import sys
from pathlib import Path
from batch.aside import Aside
from batch.watched import How, News, watch

if __name__ == "__main__":
    aside = Aside(watch, Path(sys.argv[1]), How(workers=2, chunk=1))
    aside.start()
    while not aside.over and not any(isinstance(e, News) and e.done for e in aside.news()):
        pass
    print(aside.pid, flush=True)
    while not aside.over:
        aside.news()
"""


def stemming_from(pid: int) -> list[int]:
    """The processes that a process has started, and those that these have."""
    started = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    return [each for child in started for each in (int(child), *stemming_from(int(child)))]


def test_no_worker_outlives_a_killed_screen(tmp_path: Path) -> None:
    out = begun(tmp_path, runs=5_000)
    script = tmp_path / "screen.py"
    script.write_text(BEGIN)
    with subprocess.Popen(
        [sys.executable, str(script), str(out)], stdout=subprocess.PIPE, text=True
    ) as screen:
        assert screen.stdout is not None
        pid = int(screen.stdout.readline())
        workers = stemming_from(pid)
        assert len(workers) >= 2
        screen.kill()
    assert all(gone(each, 40) for each in (pid, *workers))
    manifest = json.loads((out / "manifest.json").read_text())
    assert manifest["status"] == "interrupted"
