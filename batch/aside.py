"""One piece of work in a process of its own, which tells as it goes and can be told to stop.

    aside = Aside(work, folder, 2)  # work(send, folder, 2), a module's own function
    aside.start()
    for each in aside.news():  # whenever aside.fileno() can be read
        ...

`stop` raises KeyboardInterrupt in it, and so does the end of the process that began it, however
that ends: the pipe between them closes. It has neither the terminal nor the keyboard's signals.
What it tells is read by a thread: large news from a process that stands back holds nobody up.
"""

from __future__ import annotations

import os
import signal
import socket
import threading
import time
from collections import deque
from collections.abc import Callable
from contextlib import redirect_stderr, suppress
from dataclasses import dataclass
from multiprocessing import get_context
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from multiprocessing.util import Finalize
from typing import Any

from batch.guard import unbroken
from engine.errors import WhitecellError

KINDNESS = 5
"""How far it stands back for the process that draws the screen."""
PATIENCE = 30.0
"""Seconds in which it must have stopped once it is told to."""
FIRST = 10
"""The place among what is done before this process waits for its children."""

Send = Callable[[Any], None]


@dataclass(frozen=True, slots=True)
class Ended:
    """The last news: how the work ended; `fault` is the sentence of what stood in its way."""

    stopped: bool = False
    fault: str = ""


class Aside:
    """A process that does one piece of work and ends."""

    def __init__(self, work: Callable[..., None], *given: Any) -> None:
        self._work, self._given = work, given
        self._process: BaseProcess | None = None
        self._pipe: Connection | None = None
        self._bell: Connection | None = None
        self._told = deque[Any]()
        self._ended = False

    @property
    def running(self) -> bool:
        """Whether the process is there."""
        return self._process is not None and self._process.is_alive()

    @property
    def over(self) -> bool:
        """Whether its last news was read."""
        return self._ended

    @property
    def pid(self) -> int | None:
        """The process's id, None before it is started."""
        return self._process.pid if self._process else None

    def start(self) -> None:
        """Start it."""
        context = get_context("spawn")  # no threads of a screen, nothing half done
        ours, theirs = context.Pipe()
        process = context.Process(target=_begin, args=(theirs, self._work, self._given))
        with redirect_stderr(None):  # a screen may have put something without a descriptor there
            process.start()
        theirs.close()
        self._process, self._pipe = process, ours
        Finalize(self, _hang_up, (ours,), exitpriority=FIRST)  # else we would wait for work to end
        self._bell, rope = context.Pipe(duplex=False)
        heard = (ours, self._told, rope)  # not this object: it may go while work goes on
        threading.Thread(target=_listen, args=heard, daemon=True).start()

    def fileno(self) -> int:
        """Return the descriptor that can be read when there is news, or its end has come."""
        assert self._bell is not None, "it was started"
        return self._bell.fileno()

    def news(self) -> list[Any]:
        """Return what it has told since the last look, at last an Ended; never waits for any."""
        found = list[Any]()
        while self._bell is not None and not self._ended and self._bell.poll():
            self._bell.recv_bytes()
            found.append(self._told.popleft())
            self._ended = isinstance(found[-1], Ended)
        return found

    def stop(self) -> None:
        """Tell it to stop, in good order; it goes on telling until it has."""
        with suppress(OSError, ValueError):
            if self._pipe is not None:
                self._pipe.send(None)

    def wait(self, seconds: float) -> bool:
        """Wait for its end at most so long, and tell whether it came."""
        if self._process is not None:
            self._drain(time.monotonic() + seconds)
            self._process.join(0 if self.running and not self._ended else seconds)
        return not self.running

    def _drain(self, until: float) -> None:
        """Read what it still tells, so that it never waits for a reader."""
        while not self._ended and self._bell is not None and time.monotonic() < until:
            if self._bell.poll(0.05):
                self.news()

    def kill(self) -> None:
        """End it at once, whatever it was about."""
        if self._process is not None:
            self._process.kill()
            self._process.join(1)
        self.let_go()

    def let_go(self) -> None:
        """Have done with it; where it still works it stops, and says so to nobody."""
        if self._pipe is not None:
            _hang_up(self._pipe)
        self._pipe, self._bell, self._ended = None, None, True


def _listen(pipe: Connection, told: deque[Any], rope: Connection) -> None:
    """Read what the process tells until its end, and pull the rope of a bell for each."""
    with suppress(OSError), pipe, rope:  # nobody may be there any more who hears it
        last: Any = None
        while not isinstance(last, Ended):
            try:
                last = pipe.recv()
            except (EOFError, OSError):
                last = Ended(fault="the process that did the work has died")
            told.append(last)
            rope.send_bytes(b"!")


def _hang_up(pipe: Connection) -> None:
    """End a pipe for both sides, though a thread of ours waits at it: closing would not wake it."""
    with suppress(OSError), socket.socket(fileno=os.dup(pipe.fileno())) as both:
        both.shutdown(socket.SHUT_RDWR)


def stand_back() -> None:
    """Leave the terminal and its signals to the screen, and the processor where it is asked for."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    nowhere = os.open(os.devnull, os.O_RDWR)
    for stream in (0, 1, 2):
        os.dup2(nowhere, stream)
    with suppress(OSError):
        os.nice(KINDNESS)


# --- in the process -------------------------------------------------------------------------------


def _begin(pipe: Connection, work: Callable[..., None], given: tuple[Any, ...]) -> None:
    stand_back()
    for each in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(each, signal.default_int_handler)
    threading.Thread(target=_heed, args=(pipe,), daemon=True).start()

    def send(told: Any) -> None:
        with unbroken(), suppress(OSError):  # whoever asked may have gone
            pipe.send(told)

    try:
        send(_done(work, send, given))
    except KeyboardInterrupt:  # told to stop as it was about to say how it ended
        send(Ended(stopped=True))


def _done(work: Callable[..., None], send: Send, given: tuple[Any, ...]) -> Ended:
    try:
        work(send, *given)
    except KeyboardInterrupt:
        return Ended(stopped=True)
    except WhitecellError as error:
        return Ended(fault=str(error))
    except Exception as error:  # noqa: BLE001 - it is told, and nobody is below to tell it
        return Ended(fault=f"it could not be done ({type(error).__name__})")
    return Ended()


def _heed(pipe: Connection) -> None:
    """Wait for the word to stop, or for the end of whoever asked; then see that it is done."""
    with suppress(EOFError, OSError):
        pipe.recv()
    os.kill(os.getpid(), signal.SIGINT)
    time.sleep(PATIENCE)
    os._exit(1)
