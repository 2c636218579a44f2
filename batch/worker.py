"""What runs in a pool's processes: they are made ready once, do jobs, and end with their parent.

One process takes in what all jobs share, makes it ready, and parts into the workers, itself the
first of them: what is ready is made once and held once. Where a process cannot part safely, each
worker is such a process by itself.
"""

from __future__ import annotations

import gc
import os
import signal
import sys
import threading
from collections.abc import Callable, Sequence
from contextlib import suppress
from importlib import import_module
from multiprocessing.connection import Connection
from queue import SimpleQueue
from traceback import format_exception
from typing import Any

Done = tuple[bool, Any]
"""Whether a job went well, and its result; else what it raised."""
SELDOM = (20_000, 20, 50)
"""How much is made between two searches for dead circles: a run that ends is free without one."""
PARTS = sys.platform == "linux"
"""Whether a process with nothing but our modules in it may part."""


def begin(ends: Sequence[Connection], leash: Connection, imports: Sequence[str]) -> None:
    """Become the workers at some pipes' ends; never returns.

    What comes first is what all jobs share, and what makes it ready; then come jobs with their
    work. `leash` is let go of when nobody wants results any more.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # it is the parent's to say what it means
    for name in imports:
        import_module(name)
    try:
        shared, ready = ends[0].recv()
    except (EOFError, OSError):
        os._exit(0)
    ready(shared)
    gc.freeze()
    gc.set_threshold(*SELDOM)
    end, kin = _parted(ends)
    threading.Thread(target=_end_with, args=(leash, kin), daemon=True).start()
    _serve(end, shared)
    _end(kin)


def _parted(ends: Sequence[Connection]) -> tuple[Connection, list[int]]:
    """Return one end for each process this one parts into, and the first one's children."""
    mine, kin = ends[0], list[int]()
    for end in ends[1:]:
        pid = os.fork()
        if not pid:
            mine, kin = end, []
            break
        kin.append(pid)
    for end in ends:
        if end is not mine:
            end.close()
    return mine, kin


def _serve(end: Connection, shared: object) -> None:
    """Do one job after another, until nobody gives any; results go while the next is done."""
    done = SimpleQueue[Done]()
    threading.Thread(target=_send, args=(end, done), daemon=True).start()
    while True:
        try:
            work, job = end.recv()
        except (EOFError, OSError):
            return
        except Exception as error:  # noqa: BLE001 - a job that cannot be read is one that fails
            done.put((False, _noted(error)))
        else:
            done.put(_done(work, shared, job))


def _done(work: Callable[[Any, Any], object], shared: object, job: object) -> Done:
    try:
        return True, work(shared, job)
    except Exception as error:  # noqa: BLE001 - it is raised where the result is wanted
        return False, _noted(error)


def _noted(error: Exception) -> Exception:
    """Return an error that tells where it was raised, as its traceback does not travel."""
    error.add_note("".join(format_exception(error)))
    return error


def _send(end: Connection, done: SimpleQueue[Done]) -> None:
    while True:
        found = done.get()
        try:
            end.send(found)
        except OSError:
            return
        except Exception as error:  # noqa: BLE001 - a result that cannot travel is an error
            end.send((False, _noted(error)))


def _end_with(leash: Connection, kin: Sequence[int]) -> None:
    """End in the middle of a job once the leash is let go of, or its holder has died."""
    with suppress(EOFError, OSError):
        leash.recv_bytes()
    _end(kin)


def _end(kin: Sequence[int]) -> None:
    """End this process, once those that came of it have: they end as it does."""
    for pid in kin:
        with suppress(ChildProcessError):
            os.waitpid(pid, 0)
    os._exit(0)
