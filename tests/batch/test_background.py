"""The worker process: answers as they come, the last question only, no orphan left behind."""

from __future__ import annotations

import os
import select
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from batch.background import Answer, Background
from batch.forecast import Question, forecasts
from batch.positions import Position
from engine.model import Turns
from tests.engine.small import scenario


@pytest.fixture
def background() -> Iterator[Background]:
    made = Background()
    yield made
    made.close()


def asking(seed: int = 1, turns: int = 6) -> Question:
    return Question(replace(scenario(), turns=Turns(turns, 1, "month")), Position(seed))


def answers(background: Background, patience: float = 120) -> Iterator[Answer]:
    until = time.monotonic() + patience
    while time.monotonic() < until:
        select.select([background], [], [], 0.5)
        yield from background.answers()


def gone(pid: int, patience: float = 5) -> bool:
    until = time.monotonic() + patience
    while time.monotonic() < until:
        try:
            if Path(f"/proc/{pid}/stat").read_text().split()[2] == "Z":
                return True
        except FileNotFoundError:
            return True
        time.sleep(0.05)
    return False


def test_figures_come_as_they_grow_and_end_as_without_a_process(background: Background) -> None:
    background.ask(asking(), 10)
    got = []
    for answer in answers(background):
        assert answer.forecast is not None
        got.append(answer.forecast)
        if answer.forecast.done:
            break
    assert got == [*forecasts(asking(), 10)]


def test_only_the_question_asked_last_is_answered(background: Background) -> None:
    background.ask(asking(turns=60), 1_000_000)
    next(answers(background))
    ticket = background.ask(asking(2), 5)
    for answer in answers(background):
        assert answer.ticket == ticket
        assert answer.forecast is not None
        if answer.forecast.done:
            assert answer.forecast.runs == 5
            return
    pytest.fail("the second question was not answered")


def test_a_question_is_cancelled_within_a_play_out(background: Background) -> None:
    background.ask(asking(turns=60), 1_000_000)
    next(answers(background))
    background.cancel()
    time.sleep(0.5)
    assert background.answers() == []
    assert background.pid is not None
    before = _cpu(background.pid)
    time.sleep(0.3)
    assert _cpu(background.pid) - before <= 0.05, "it reckons on"


def _cpu(pid: int) -> float:
    parts = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
    return (int(parts[11]) + int(parts[12])) / os.sysconf("SC_CLK_TCK")


def test_a_position_that_cannot_be_reckoned_is_told_and_the_next_is_answered(
    background: Background,
) -> None:
    bad = Question(scenario(), Position(1, inputs=(("rule", {}),)))
    background.ask(bad, 5)
    answer = next(answers(background))
    assert answer.forecast is None
    assert answer.fault
    background.ask(asking(), 2)
    assert next(answers(background)).forecast is not None


def test_a_process_that_dies_is_told_of_and_started_anew(background: Background) -> None:
    background.ask(asking(turns=60), 1_000_000)
    next(answers(background))
    assert background.pid is not None
    os.kill(background.pid, signal.SIGKILL)
    fault = next(answer.fault for answer in answers(background) if answer.fault)
    assert "ended" in fault
    assert not background.running
    background.ask(asking(), 2)
    assert next(answers(background)).forecast is not None


PARENT = """
import sys, time
from batch.background import Background
from tests.batch.test_background import asking
if __name__ == "__main__":
    background = Background()
    background.ask(asking(turns=60), 1_000_000)
    print(background.pid, flush=True)
    time.sleep(60)
"""


def test_the_process_ends_with_the_one_that_started_it_even_where_that_is_killed(
    tmp_path: Path,
) -> None:
    script = tmp_path / "parent.py"
    script.write_text(PARENT)
    env = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    parent = subprocess.Popen([sys.executable, script], stdout=subprocess.PIPE, text=True, env=env)
    assert parent.stdout is not None
    pid = int(parent.stdout.readline())
    time.sleep(1)
    parent.kill()
    parent.wait()
    parent.stdout.close()
    assert gone(pid)
