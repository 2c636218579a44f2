"""What is not soon is found, whatever the machine."""

import pytest

from tests.soon import ROUNDS, least, soon, yardstick


def test_what_takes_longer_than_it_may_is_found() -> None:
    with pytest.raises(AssertionError, match="yardsticks, at most 2"), soon(2):
        least(8)


def test_what_is_quick_passes() -> None:
    with soon(ROUNDS):
        yardstick()
