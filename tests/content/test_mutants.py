"""A few mutants of the shipped files; `make proof PROOFS=mutants` judges thousands."""

from tests.proof.mutants import guessed_share, judged


def test_mutants_are_told_or_accepted_for_a_reason() -> None:
    verdicts = judged(18, 5)
    assert [m[:4] for m, v in verdicts.items() if not v.told and not v.accepted] == []
    assert len({mutant.sort for mutant in verdicts}) == 6
    right, typos = guessed_share(verdicts)
    assert right >= 0.75 * typos > 0
