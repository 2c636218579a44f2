"""The printed equilibria, recomputed by an independent solver."""

from __future__ import annotations

import io
from typing import Any

from tests.content.published import PUBLISHED, Game
from tests.proof.needs import need_extra
from tests.proof.registry import proof

TABLES = {
    "ochs": ([[1.1141, 0], [0, 0.2785]], [[0, 1.1141], [1.1141, 0]]),
    "prisoners_dilemma": ([[3, 0], [5, 1]], [[3, 5], [0, 1]]),
}
TREES = {
    "ultimatum": """EFG 2 R "ultimatum" { "row" "col" }
p "" 1 1 "offer" { "fair" "greedy" } 0
p "" 2 1 "fair" { "accept" "reject" } 0
t "" 1 "" { 5 5 }
t "" 2 "" { 0 0 }
p "" 2 2 "greedy" { "accept" "reject" } 0
t "" 3 "" { 8 2 }
t "" 4 "" { 0 0 }
""",
    "deterrence": """EFG 2 R "deterrence" { "row" "col" }
p "" 1 1 "first" { "challenge" "hold" } 0
p "" 2 1 "answer" { "concede" "resist" } 0
t "" 1 "" { 3 -1 }
p "" 1 2 "last" { "down" "fight" } 0
t "" 2 "" { -1 3 }
t "" 3 "" { -2 -2 }
t "" 4 "" { 0 2 }
""",
}
PLACES = {
    "row.up": 0, "col.left": 2, "row.cooperate": 0, "col.cooperate": 2,
    "row.fair": 0, "col.accept_fair": 2, "col.accept_greedy": 4,
    "row.challenge": 0, "row.fight": 3, "col.resist": 5,
}  # fmt: skip
"""Where a chance stands in the solver's flat vector: player, then information set, then action."""


def solved(game: Game, solver: Any) -> list[float]:
    """Return the solver's chances at the game's lambda, as one flat vector."""
    if game.name in TABLES:
        import numpy as np

        made = solver.Game.from_arrays(*(np.array(table) for table in TABLES[game.name]))
        (found,) = solver.qre.logit_solve_lambda(made, lam=[game.precision])
        return [float(found.profile[strategy]) for strategy in made.strategies]
    made = solver.read_efg(io.BytesIO(TREES[game.name].encode()))
    (found,) = solver.qre.logit_solve_lambda(made, lam=[game.precision])
    count = sum(len(infoset.actions) for player in made.players for infoset in player.infosets)
    return [float(found[i]) for i in range(count)]


@proof("oracle")
def oracle() -> str:
    """The printed chances of the published games are those of an independent solver."""
    need_extra("oracle")
    import pygambit

    head = f"pygambit {pygambit.__version__}.\n\n| game | lambda | choice | printed | solved |\n"
    lines = []
    for game in PUBLISHED:
        vector = solved(game, pygambit)
        for choice, printed in game.chances.items():
            chance = vector[PLACES[choice]]
            assert abs(chance - printed) < 2e-6, (str(game), choice, printed, vector)
            cells = (game.name, f"{game.precision:g}", choice, f"{printed:.6f}", f"{chance:.6f}")
            lines.append("| " + " | ".join(cells) + " |")
    return head + "|---|---|---|---|---|\n" + "\n".join(lines)
