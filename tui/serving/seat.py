"""The app behind one page: a process of its own, fed with keys, read for what it draws."""

from __future__ import annotations

import asyncio
import json
import os
import sys
from collections.abc import Awaitable, Callable, Mapping, Sequence
from contextlib import suppress
from typing import Any

from tui.serving.bounds import KILL, OUTPUT, QUIT, Size

READY = b"__GANGLION__\n"
HANDED_ON = (
    "HOME",
    "LANG",
    "LC_ALL",
    "LC_CTYPE",
    "PATH",
    "TMPDIR",
    "TZ",
    "WHITECELL_PATH",
    "XDG_CONFIG_HOME",
    "XDG_DATA_HOME",
)
"""All of the server's environment that the app needs: where things are kept, and the clock."""


def environment(size: Size, given: Mapping[str, str] = os.environ) -> dict[str, str]:
    """Return the app's environment: what it needs of ours, and how it is to draw."""
    kept = {name: given[name] for name in HANDED_ON if name in given}
    return kept | {
        "TEXTUAL_DRIVER": "tui.serving.child:PageDriver",
        "TEXTUAL_COLOR_SYSTEM": "truecolor",
        "TERM": "xterm-256color",
        "COLUMNS": str(size.width),
        "ROWS": str(size.height),
    }


def command(words: Sequence[str]) -> list[str]:
    """Return the words that start the app: no shell, and nothing of the working folder's."""
    return [sys.executable, "-I", "-m", "tui.serving.child", *words]


class Seat:
    """The app of one page. `show` is given what it draws."""

    def __init__(self, words: Sequence[str], show: Callable[[bytes], Awaitable[None]]) -> None:
        self._words, self._show = words, show
        self._process: asyncio.subprocess.Process | None = None

    @property
    def pid(self) -> int | None:
        """The process's id."""
        return self._process.pid if self._process else None

    async def start(self, size: Size) -> None:
        """Start the app on a terminal of a size."""
        self._process = await asyncio.create_subprocess_exec(
            *command(self._words),
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.DEVNULL,
            env=environment(size),
            start_new_session=True,
        )

    async def drawn(self) -> None:
        """Hand on what the app draws, until it ends."""
        assert self._process is not None
        out = self._process.stdout
        assert out is not None
        with suppress(asyncio.IncompleteReadError, ConnectionError, ValueError):
            while await out.readline() not in (READY, b""):
                pass
            while True:
                kind = await out.readexactly(1)
                count = int.from_bytes(await out.readexactly(4), "big")
                if count > OUTPUT:
                    return
                packet = await out.readexactly(count)
                if kind == b"D":
                    await self._show(packet)
                elif kind == b"M" and json.loads(packet).get("type") == "exit":
                    return

    async def typed(self, text: str) -> None:
        """Give the app what was typed."""
        await self._send(b"D", text.encode("utf-8", "replace"))

    async def tell(self, kind: str, **data: Any) -> None:
        """Tell the app of a size, a focus, or that it is to end."""
        await self._send(b"M", json.dumps({"type": kind, **data}).encode())

    async def _send(self, kind: bytes, data: bytes) -> None:
        stdin = self._process.stdin if self._process else None
        if stdin is None or stdin.is_closing():
            return
        with suppress(ConnectionError, RuntimeError):
            stdin.write(kind + len(data).to_bytes(4, "big") + data)
            await stdin.drain()

    async def end(self) -> None:
        """End the app: asked, then told, then made to."""
        process = self._process
        if process is None:
            return
        with suppress(TimeoutError):
            await asyncio.wait_for(self.tell("quit"), 0.5)
        for stop, patience in ((None, QUIT), (process.terminate, KILL), (process.kill, None)):
            if stop is not None and process.returncode is None:
                with suppress(ProcessLookupError):
                    stop()
            with suppress(TimeoutError):
                await asyncio.wait_for(self._ended(process), patience)
                return

    async def _ended(self, process: asyncio.subprocess.Process) -> None:
        """Wait for the end, letting go what it still draws so that it can come to it."""
        if process.stdout is not None:
            with suppress(ConnectionError, ValueError, RuntimeError):
                while await process.stdout.read(65536):
                    pass
        await process.wait()
