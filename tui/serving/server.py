"""The server: a page, a socket, an app behind each, and an end that leaves nothing behind."""

from __future__ import annotations

import asyncio
import logging
import signal
import socket
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from aiohttp import WSMsgType, web
from aiohttp.web_protocol import RequestHandler

from engine.errors import WhitecellError
from tui.serving.bounds import (
    BODY,
    FRAME,
    MOST_CONNECTIONS,
    PATIENCE,
    SEND,
    Message,
    message_of,
    size_of,
)
from tui.serving.gate import LOOPBACK, Gate
from tui.serving.pages import HEADERS, STYLE, files, plain_page, policy, table_page, way_in
from tui.serving.seat import Seat

SIGNS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
Handler = Callable[[web.Request], Any]


class CannotServe(WhitecellError):
    """The server cannot be opened there."""

    def __init__(self, says: str) -> None:
        super().__init__(says)
        self.says = says

    def __str__(self) -> str:
        """Return the sentence a user reads."""
        return self.says


@dataclass(frozen=True, slots=True)
class Serving:
    """Where to serve, to how many pages, with which further packs."""

    host: str = "127.0.0.1"
    port: int = 8000
    clients: int = 1
    packs: tuple[Path, ...] = ()


class Server:
    """Serves the table. One page a link; a page opened again takes the place of its former self."""

    def __init__(self, serving: Serving, port: int) -> None:
        self.serving = serving
        hosts = LOOPBACK if serving.host in ("127.0.0.1", "::1", "localhost") else (serving.host,)
        self.gate = Gate(hosts, port, serving.clients)
        self.files = files()
        self._sockets: dict[int, web.WebSocketResponse] = {}
        self._seats: dict[int, Seat] = {}
        self._changing: dict[int, asyncio.Lock] = {}
        self._silent: dict[asyncio.BaseProtocol, asyncio.TimerHandle] = {}

    @property
    def seats(self) -> tuple[Seat, ...]:
        """The apps that run now."""
        return tuple(self._seats.values())

    def app(self) -> web.Application:
        """Return the routes: four, and nothing else is answered."""
        made = web.Application(middlewares=[self._guard], client_max_size=BODY)
        made.router.add_get("/", self._page, allow_head=False)
        made.router.add_get("/enter", self._enter, allow_head=False)
        made.router.add_get("/ws", self._socket, allow_head=False)
        made.router.add_get("/static/{name}", self._file, allow_head=False)
        made.on_shutdown.append(self._close)
        return made

    # --- at the door -----------------------------------------------------------------------------

    @web.middleware
    async def _guard(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        """Let nothing through that the gate does not know, and let no fault tell of itself."""
        self._heard(request.protocol)
        page = request.path != "/ws"
        if not self.gate.ours(request.headers, page=page):
            return _refused("This address is not served here.")
        if request.path != "/enter" and self.gate.guest(request.headers) is None:
            return _refused("Open the link that 'whitecell serve' has written; it works once.")
        try:
            response: web.StreamResponse = await handler(request)
        except web.HTTPException as error:
            return _refused(error.reason, error.status)
        except (OSError, ValueError, RuntimeError):
            return _refused("That did not work.", 500)
        return response

    def answer(self, requests: web.Server) -> asyncio.Protocol:
        """Return what answers a connection; one that never asks for anything is hung up on."""
        handler: RequestHandler = requests()
        loop = asyncio.get_running_loop()
        self._silent[handler] = loop.call_later(PATIENCE, self._hang_up, handler)
        return handler

    def _heard(self, handler: RequestHandler) -> None:
        """Wait no more for a connection's first request; how long it may rest then is aiohttp's."""
        if (waiting := self._silent.pop(handler, None)) is not None:
            waiting.cancel()

    def _hang_up(self, handler: RequestHandler) -> None:
        self._silent.pop(handler, None)
        if handler.transport is not None:
            handler.transport.close()

    async def _enter(self, request: web.Request) -> web.Response:
        key = self.gate.enter(request.query.get("token", ""))
        if key is None:
            return _refused("This link has been used, or never was one.")
        response = _answer(way_in())
        response.headers["Set-Cookie"] = self.gate.set_cookie(key)
        return response

    async def _page(self, request: web.Request) -> web.Response:
        response = _answer(table_page(request.host))
        response.headers["Content-Security-Policy"] = policy(request.host)
        return response

    async def _file(self, request: web.Request) -> web.StreamResponse:
        name = request.match_info["name"]
        if name == "page.css":
            return _answer(STYLE, "text/css")
        found = self.files.get(name)
        if found is None:
            return _refused("There is no such file.", 404)
        body = await asyncio.to_thread(found.path.read_bytes)
        return web.Response(body=body, content_type=found.kind, headers=HEADERS)

    # --- at the table ----------------------------------------------------------------------------

    async def _socket(self, request: web.Request) -> web.StreamResponse:
        guest = self.gate.guest(request.headers)
        assert guest is not None
        page = web.WebSocketResponse(
            heartbeat=20, max_msg_size=FRAME, compress=False, autoping=True, timeout=2
        )
        await page.prepare(request)
        async with self._changing.setdefault(guest, asyncio.Lock()):
            await self._leave(guest)
            seat = Seat([str(pack) for pack in self.serving.packs], _shown(page))
            await seat.start(size_of(request.query.get("width"), request.query.get("height")))
            self._sockets[guest], self._seats[guest] = page, seat
        await self._play(guest, page, seat)
        return page

    async def _play(self, guest: int, page: web.WebSocketResponse, seat: Seat) -> None:
        """Carry keys and pictures until either side has gone."""
        drawing = asyncio.create_task(seat.drawn())
        drawing.add_done_callback(lambda _: asyncio.ensure_future(_closed(page)))
        try:
            async for frame in page:
                said = message_of(frame.data) if frame.type is WSMsgType.TEXT else None
                if said is None:
                    await page.close(code=1008, message=b"no such message")
                    break
                await _passed(said, page, seat)
        finally:
            drawing.cancel()
            with suppress(asyncio.CancelledError, OSError, ValueError):
                await drawing
            await asyncio.shield(seat.end())
            if self._seats.get(guest) is seat:
                del self._seats[guest], self._sockets[guest]

    async def _leave(self, guest: int) -> None:
        """End what a page had open before it was opened again."""
        before, page = self._seats.get(guest), self._sockets.get(guest)
        if page is not None:
            await _closed(page)
        if before is not None:
            await before.end()

    async def _close(self, _: web.Application) -> None:
        """End every app and every page."""
        pages, seats = list(self._sockets.values()), list(self._seats.values())
        await asyncio.gather(
            *(seat.end() for seat in seats), *(_closed(page, 1001) for page in pages)
        )


async def _passed(said: Message, page: web.WebSocketResponse, seat: Seat) -> None:
    if said.kind == "stdin":
        await seat.typed(said.data)
    elif said.kind == "resize":
        await seat.tell("resize", width=said.data.width, height=said.data.height)
    elif said.kind == "ping":
        await page.send_json(["pong", said.data])
    else:
        await seat.tell(said.kind)


def _shown(page: web.WebSocketResponse) -> Callable[[bytes], Any]:
    async def show(data: bytes) -> None:
        await asyncio.wait_for(page.send_bytes(data), SEND)

    return show


async def _closed(page: web.WebSocketResponse, code: int = 1000) -> None:
    with suppress(ConnectionError, RuntimeError, TimeoutError):
        await asyncio.wait_for(page.close(code=code), 1)


def _answer(text: str, kind: str = "text/html", status: int = 200) -> web.Response:
    return web.Response(
        text=text, content_type=kind, charset="utf-8", status=status, headers=HEADERS
    )


def _refused(says: str, status: int = 403) -> web.Response:
    return _answer(plain_page(says), status=status)


# --- opening and closing --------------------------------------------------------------------------


class _TooMany(asyncio.Protocol):
    """Hangs up at once: there are as many connections as there may be."""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        transport.close()


def _doors(server: Server, requests: web.Server) -> Callable[[], asyncio.Protocol]:
    """Return what answers a connection: one of a bounded number, none of which may sit idle."""

    def answer() -> asyncio.Protocol:
        full = len(requests.connections) >= MOST_CONNECTIONS
        return _TooMany() if full else server.answer(requests)

    return answer


def listening(serving: Serving) -> socket.socket:
    """Return a socket that listens where it is asked to; CannotServe tells why none can."""
    if serving.host in ("0.0.0.0", "::"):  # noqa: S104 - it is refused
        raise CannotServe(f"{serving.host} is no address a page can name; give the one it will use")
    family = socket.AF_INET6 if ":" in serving.host else socket.AF_INET
    made = socket.socket(family, socket.SOCK_STREAM)
    try:
        made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        made.bind((serving.host, serving.port))
    except (OSError, OverflowError) as error:
        made.close()
        why = error.strerror if isinstance(error, OSError) else "no such port"
        raise CannotServe(f"cannot serve on {serving.host}:{serving.port}: {why}") from None
    return made


def links(server: Server, host: str) -> list[str]:
    """Return the links that let a page in, each once."""
    at = f"[{host}]" if ":" in host else host
    return [f"http://{at}:{server.gate.port}/enter?token={token}" for token in server.gate.tokens]


async def serve(serving: Serving, told: Callable[[Sequence[str]], None]) -> int:
    """Serve until a signal comes; return its exit code. `told` is given the links."""
    logging.getLogger("aiohttp").addHandler(logging.NullHandler())
    logging.getLogger("aiohttp").propagate = False
    stopped = _signalled()
    door = listening(serving)
    server = Server(serving, door.getsockname()[1])
    runner = web.AppRunner(
        server.app(),
        handle_signals=False,
        access_log=None,
        keepalive_timeout=15,
        shutdown_timeout=1,
    )
    await runner.setup()
    assert runner.server is not None
    opened = await asyncio.get_running_loop().create_server(
        _doors(server, runner.server), sock=door, backlog=32
    )
    try:
        told(links(server, serving.host))
        return 128 + await stopped
    finally:
        opened.close()
        await runner.cleanup()


def _signalled() -> asyncio.Future[int]:
    """Return what will hold the number of the first signal that asks for the end."""
    loop = asyncio.get_running_loop()
    came: asyncio.Future[int] = loop.create_future()

    def take(sign: int) -> None:
        if not came.done():
            came.set_result(sign)

    for sign in SIGNS:
        loop.add_signal_handler(sign, take, sign)
    return came
