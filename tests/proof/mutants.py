"""What the checker makes of shipped files with one thing wrong each."""

from __future__ import annotations

from engine.content.memo import Memo
from tests.content.mutants import Mutant, Verdict, judge, mutants, shipped, tally
from tests.proof.registry import proof

COUNT, SEED = 2_100, 20_261
MOST_KEPT = 2_000
LEAST_GUESSED = 0.9


def judged(count: int, seed: int) -> dict[Mutant, Verdict]:
    """Return what becomes of so many mutants."""
    pack, memo = shipped(), Memo()
    found = dict[Mutant, Verdict]()
    for mutant in mutants(pack, seed, count):
        memo = Memo() if len(memo.made) > MOST_KEPT else memo
        found[mutant] = judge(mutant, pack, memo)
    return found


def guessed_share(verdicts: dict[Mutant, Verdict]) -> tuple[int, int]:
    """Return how many one-letter typos of keys and names were guessed right, of how many."""
    typos = [v for m, v in verdicts.items() if m.sort in ("misspelt key", "misspelt name")]
    return sum(v.guessed for v in typos), len(typos)


@proof("mutants")
def mutant_table() -> str:
    """Each mutant of the shipped files is told in its place or accepted for a stated reason."""
    verdicts = judged(COUNT, SEED)
    assert len(verdicts) >= 2_000, len(verdicts)
    missed = [m[:4] for m, v in verdicts.items() if not v.told and not v.accepted]
    assert not missed, missed[:20]
    right, typos = guessed_share(verdicts)
    assert right >= LEAST_GUESSED * typos, (right, typos)
    rows = ["| what is wrong | mutants | told in place | accepted |", "|---|---|---|---|"]
    for sort, (count, told, accepted, _) in sorted(tally(verdicts).items()):
        rows.append(f"| {sort} | {count} | {told} | {accepted} |")
    table = "\n".join(rows)
    told = f"{right} of {typos} ({right / typos:.1%})"
    return (
        f"{len(verdicts)} mutants, seed {SEED}. One-letter typos of keys and names guessed right:"
        f" {told}. Accepted is only a dropped key that may be left out.\n\n{table}"
    )
