"""Published games at 20,000 plays each, from files alone."""

from __future__ import annotations

from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context

from tests.content.published import PUBLISHED
from tests.content.test_games import counted
from tests.proof.registry import proof

PLAYS = 20_000


def _row(number: int) -> tuple[list[str], list[str]]:
    game = PUBLISHED[number]
    rows, wrong = [], []
    for choice, (n, k) in counted(game, PLAYS).items():
        p = game.chances[choice]
        error = (p * (1 - p) / n) ** 0.5
        errors = (k / n - p) / error
        cells = (game.name, f"{game.precision:g}", choice, n, f"{p:.6f}", f"{k / n:.4f}")
        rows.append("| " + " | ".join(map(str, cells)) + f" | {errors:+.1f} |")
        if abs(errors) > 4:
            wrong.append(rows[-1])
    return rows, wrong


@proof("games")
def games() -> str:
    """Published games are played at their printed frequencies, within 4 standard errors."""
    with ProcessPoolExecutor(2, mp_context=get_context("spawn")) as pool:
        found = list(pool.map(_row, range(len(PUBLISHED))))
    wrong = [row for _, bad in found for row in bad]
    assert not wrong, wrong
    head = "| game | lambda | choice | times open | printed | played | standard errors |\n"
    lines = [row for rows, _ in found for row in rows]
    return head + "|---|---|---|---|---|---|---|\n" + "\n".join(lines)
