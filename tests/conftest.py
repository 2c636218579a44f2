"""What every test may count on."""

import gc
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


def pytest_collection_finish(session: pytest.Session) -> None:
    """Let the collector of garbage leave alone what stays to the end: it looks at it ever again.

    All that was imported and collected lives as long as the run, and each screen makes garbage
    enough to have all of it walked through many times: a fifth of the time of the screens' tests.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 50)


def pytest_unconfigure(config: pytest.Config) -> None:
    """Let it look again at the end, so that nothing is told to have been left behind."""
    gc.unfreeze()
