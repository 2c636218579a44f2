"""What every test may count on."""

import signal
from contextlib import suppress

import pytest


def pytest_configure(config: pytest.Config) -> None:
    """Let the programs under test meet signals as they come.

    A run started in the background or by `nohup` ignores some, and its children would with it.
    """
    with suppress(ValueError):  # not in the main thread
        signal.signal(signal.SIGINT, signal.default_int_handler)
        signal.signal(signal.SIGHUP, signal.SIG_DFL)
