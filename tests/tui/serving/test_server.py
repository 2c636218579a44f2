"""The server, asked by a client: what it opens, to whom, and what it closes."""

from __future__ import annotations

import asyncio
import json
import os
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest
from aiohttp import ClientSession, WSMsgType, WSServerHandshakeError, web

from tests.batch.test_background import gone
from tui.serving import server as serving_module
from tui.serving.bounds import FRAME, MOST_CONNECTIONS
from tui.serving.server import CannotServe, Server, Serving, _doors, links, listening

Json = dict[str, Any]


class Site:
    """A server under test and the browser that asks it."""

    def __init__(self, server: Server, browser: ClientSession) -> None:
        self.server, self.browser = server, browser
        self.at = f"http://127.0.0.1:{server.gate.port}"

    async def get(self, path: str, **headers: str) -> tuple[int, str, dict[str, str]]:
        async with self.browser.get(
            self.at + path, headers=headers, allow_redirects=False
        ) as answer:
            return answer.status, await answer.text(errors="replace"), dict(answer.headers)

    async def come_in(self, link: int = 0) -> str:
        """Use a link; the cookie's header as a browser would send it."""
        status, _, headers = await self.get(f"/enter?token={self.server.gate.tokens[link]}")
        assert status == 200
        return headers["Set-Cookie"].split(";")[0]

    def table(self, cookie: str, query: str = "", **headers: str) -> Any:
        own = {"Cookie": cookie, "Origin": self.at, **headers}
        return self.browser.ws_connect(f"{self.at}/ws{query}", headers=own, max_msg_size=0)


@asynccontextmanager
async def site(**given: Any) -> AsyncIterator[Site]:
    """A server on a free port, without cookies kept on the browser's side."""
    serving = Serving(port=0, **given)
    door = listening(serving)
    server = Server(serving, door.getsockname()[1])
    runner = web.AppRunner(server.app(), handle_signals=False, access_log=None, shutdown_timeout=1)
    await runner.setup()
    assert runner.server is not None
    opened = await asyncio.get_running_loop().create_server(
        _doors(server, runner.server), sock=door
    )
    try:
        async with asyncio.timeout(120), ClientSession(cookie_jar=_NoJar()) as browser:
            yield Site(server, browser)
    finally:
        opened.close()
        await runner.cleanup()


def _NoJar() -> Any:  # noqa: N802 - it stands where a class would
    from aiohttp import DummyCookieJar

    return DummyCookieJar()


async def drawn(socket: Any, wanted: bytes, patience: float = 30) -> bytes:
    """All that is drawn until a text stands in it."""
    seen, until = b"", time.monotonic() + patience
    while wanted not in seen and time.monotonic() < until:
        frame = await socket.receive(timeout=max(until - time.monotonic(), 0.01))
        if frame.type is WSMsgType.BINARY:
            seen += frame.data
        elif frame.type is not WSMsgType.TEXT:
            break
    assert wanted in seen, seen[-500:]
    return seen


async def empty(server: Server) -> None:
    """Wait until nobody sits at the server's tables."""
    async with asyncio.timeout(30):
        while server.seats:
            await asyncio.sleep(0.02)


# --- who may come in ------------------------------------------------------------------------------


async def test_nothing_is_served_to_one_who_has_not_come_in() -> None:
    async with site() as here:
        for path in ("/", "/static/terminal.js", "/static/", "/static/x", "/nowhere", "/enter"):
            status, text, _ = await here.get(path)
            assert status == 403, path
            assert "Traceback" not in text
        with pytest.raises(WSServerHandshakeError) as refused:
            await here.table("")
        assert refused.value.status == 403
        assert here.server.seats == ()


async def test_a_link_works_once_and_becomes_a_cookie() -> None:
    async with site() as here:
        token = here.server.gate.tokens[0]
        assert (await here.get("/enter?token=wrong"))[0] == 403
        status, text, headers = await here.get(f"/enter?token={token}")
        assert status == 200
        assert token not in text
        assert "HttpOnly" in headers["Set-Cookie"]
        assert "SameSite=Strict" in headers["Set-Cookie"]
        assert token not in headers["Set-Cookie"]
        assert (await here.get(f"/enter?token={token}"))[0] == 403
        cookie = headers["Set-Cookie"].split(";")[0]
        status, text, headers = await here.get("/", Cookie=cookie)
        assert status == 200
        assert "/static/terminal.js" in text
        assert "googleapis" not in text
        assert "default-src 'none'" in headers["Content-Security-Policy"]
        assert headers["Referrer-Policy"] == "no-referrer"


async def test_a_foreign_host_or_page_is_refused_even_with_the_cookie() -> None:
    async with site() as here:
        cookie = await here.come_in()
        for wrong in (
            {"Host": "evil.example"},
            {"Origin": "http://evil.example"},
            {"Sec-Fetch-Site": "cross-site"},
        ):
            assert (await here.get("/", Cookie=cookie, **wrong))[0] == 403, wrong
        for wrong in ({"Host": "evil.example:1"}, {"Origin": "http://evil.example"}):
            with pytest.raises(WSServerHandshakeError):
                await here.table(cookie, **wrong)
        with pytest.raises(WSServerHandshakeError):  # no browser leaves the origin out
            await here.browser.ws_connect(f"{here.at}/ws", headers={"Cookie": cookie})
        assert here.server.seats == ()


async def test_files_are_served_by_name_and_no_folder_is_listed() -> None:
    async with site() as here:
        cookie = await here.come_in()
        for name in ("terminal.js", "terminal.css", "mono.ttf", "page.css"):
            assert (await here.get(f"/static/{name}", Cookie=cookie))[0] == 200
        for path in (
            "/static/",
            "/static",
            "/static/js",
            "/static/..%2f..%2fserver.py",
            "/static/%00",
        ):
            status, text, _ = await here.get(path, Cookie=cookie)
            assert status in (403, 404), path
            assert "Index of" not in text


async def test_other_methods_and_large_bodies_are_refused() -> None:
    async with site() as here:
        cookie = await here.come_in()
        for method in ("POST", "PUT", "DELETE", "OPTIONS", "TRACE"):
            async with here.browser.request(
                method, here.at + "/", headers={"Cookie": cookie}, data=b"x" * 100_000
            ) as answer:
                assert answer.status in (405, 413)


# --- at the table ---------------------------------------------------------------------------------


async def test_a_page_plays_within_bounds_and_is_left_in_good_order() -> None:
    async with site() as here:
        cookie = await here.come_in()
        async with here.table(cookie, "?width=99999999&height=30") as socket:
            await drawn(socket, b"What this is")  # the tour of a first start
            (seat,) = here.server.seats
            assert seat.pid is not None
            await socket.send_str('["stdin", "\\u001b"]')
            await asyncio.sleep(1)  # an escape with a key right behind it would be another key
            await socket.send_str('["ping", "7"]')
            await socket.send_str(json.dumps(["resize", {"width": 100_000, "height": 100_000}]))
            await socket.send_str('["stdin", "?"]')
            await drawn(socket, b"Keys")
            status = Path(f"/proc/{seat.pid}/status").read_text()
            peak = int(next(x for x in status.splitlines() if x.startswith("VmHWM")).split()[1])
            assert peak < 400_000, f"{peak} kB"
            await socket.send_str('["stdin", "\\u001b"]')
            await socket.send_str('["stdin", "\\u0011"]')
            until = time.monotonic() + 20
            while not socket.closed and time.monotonic() < until:
                await socket.receive(timeout=20)
        assert gone(seat.pid)
        await empty(here.server)


@pytest.mark.parametrize("frame", ["x" * (FRAME + 1), "no message", '["quit"]', b"\x00\x01"])
async def test_a_frame_too_long_or_senseless_ends_the_connection_and_the_app(
    frame: str | bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(serving_module, "Seat", Idle)
    async with site() as here:
        async with here.table(await here.come_in()) as socket:
            await (socket.send_bytes(frame) if isinstance(frame, bytes) else socket.send_str(frame))
            end = await socket.receive(timeout=30)
            assert end.type in (WSMsgType.CLOSE, WSMsgType.CLOSED)
            assert socket.close_code in (1008, 1009)
        await empty(here.server)
        assert Idle.ended[-1]


class Idle:
    """A seat that draws nothing."""

    ended: list[bool]
    pid = None

    def __init__(self, *_: Any) -> None:
        Idle.ended = [*getattr(Idle, "ended", []), False]
        self.at = len(Idle.ended) - 1
        self.told: list[Any] = []

    async def start(self, size: Any) -> None:
        self.size = size

    async def drawn(self) -> None:
        await asyncio.sleep(60)

    async def typed(self, text: str) -> None:
        self.told.append(text)

    async def tell(self, kind: str, **data: Any) -> None:
        self.told.append((kind, data))

    async def end(self) -> None:
        Idle.ended[self.at] = True


async def test_there_are_no_more_pages_than_links_and_a_page_opened_again_replaces_itself(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(serving_module, "Seat", Idle)
    async with site(clients=2) as here:
        first, second = await here.come_in(0), await here.come_in(1)
        async with here.table(first) as one, here.table(second) as two:
            assert len(here.server.seats) == 2
            async with here.table(first) as again:
                assert (await one.receive(timeout=30)).type in (WSMsgType.CLOSE, WSMsgType.CLOSED)
                assert len(here.server.seats) == 2
                assert not again.closed
                assert not two.closed
        assert len(here.server.gate.tokens) == 2


async def test_connections_are_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(serving_module, "PATIENCE", 600.0)  # it hangs up on the idle at last
    async with site() as here:
        idle = [
            await asyncio.open_connection("127.0.0.1", here.server.gate.port)
            for _ in range(MOST_CONNECTIONS + 8)
        ]
        ends = {asyncio.ensure_future(reader.read(1)) for reader, _ in idle}
        hung_up, left = set[asyncio.Future[bytes]](), ends
        async with asyncio.timeout(30):
            while len(hung_up) < 8:
                done, left = await asyncio.wait(left, return_when=asyncio.FIRST_COMPLETED)
                hung_up |= done
        assert {each.result() for each in hung_up} == {b""}
        for _, writer in idle:
            writer.close()


async def asks(reader: asyncio.StreamReader, writer: asyncio.StreamWriter, host: str) -> bytes:
    """Ask for the page over an open connection; the first line and nothing where it is closed."""
    writer.write(f"GET / HTTP/1.1\r\nHost: {host}\r\n\r\n".encode())
    head = await reader.readuntil(b"\r\n\r\n")
    length = next(line for line in head.lower().splitlines() if line.startswith(b"content-length"))
    await reader.readexactly(int(length.split(b":")[1]))
    return head.splitlines()[0]


async def test_who_has_asked_once_may_ask_again_and_who_never_asks_is_hung_up_on(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(serving_module, "PATIENCE", 1.0)
    async with site() as here:
        at = ("127.0.0.1", here.server.gate.port)
        asking, silent = await asyncio.open_connection(*at), await asyncio.open_connection(*at)
        host = f"127.0.0.1:{at[1]}"
        assert await asks(*asking, host) == b"HTTP/1.1 403 Forbidden"
        assert await silent[0].read(1) == b"", "it has never asked"
        await asyncio.sleep(1.0)
        assert await asks(*asking, host) == b"HTTP/1.1 403 Forbidden", "it is kept open"
        assert not here.server._silent
        for _, writer in (asking, silent):
            writer.close()


# --- where, and how it ends -----------------------------------------------------------------------


def test_it_listens_on_loopback_and_says_where_it_cannot() -> None:
    assert Serving().host == "127.0.0.1"
    door = listening(Serving(port=0))
    door.listen(1)
    port = door.getsockname()[1]
    assert door.getsockname()[0] == "127.0.0.1"
    with pytest.raises(CannotServe, match="cannot serve on"):
        listening(Serving(port=port))
    with pytest.raises(CannotServe, match="no address a page can name"):
        listening(Serving(host="0.0.0.0", port=0))
    door.close()
    server = Server(Serving(clients=2), port)
    assert len(links(server, "127.0.0.1")) == 2
    assert links(server, "127.0.0.1")[0].startswith(f"http://127.0.0.1:{port}/enter?token=")


async def test_a_signal_ends_it_with_a_page_on_and_leaves_nothing_behind(tmp_path: Path) -> None:
    import signal
    import sys

    env = {**os.environ, "XDG_DATA_HOME": str(tmp_path), "SECRET_OF_OURS": "hush"}
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "cli.main", "serve", "--port", "0", env=env,
        stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.PIPE,
    )  # fmt: skip
    assert process.stdout is not None
    assert process.stderr is not None
    link = (await asyncio.wait_for(process.stdout.readline(), 30)).decode().strip()
    at = link.partition("/enter")[0]
    async with ClientSession(cookie_jar=_NoJar()) as browser:
        async with browser.get(link) as answer:
            cookie = answer.headers["Set-Cookie"].split(";")[0]
        own = {"Cookie": cookie, "Origin": at}
        async with browser.ws_connect(f"{at}/ws", headers=own, max_msg_size=0) as socket:
            await drawn(socket, b"Whitecell")
            children = Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text().split()
            assert len(children) == 1
            inherited = Path(f"/proc/{children[0]}/environ").read_bytes()
            assert b"SECRET_OF_OURS" not in inherited
            began = time.monotonic()
            process.send_signal(signal.SIGTERM)
            assert await asyncio.wait_for(process.wait(), 30) == 128 + signal.SIGTERM
            assert time.monotonic() - began < 15
    assert all(gone(int(child)) for child in children)
    told = (await process.stderr.read()).decode()
    assert "Traceback" not in told
    assert link.partition("token=")[2] not in told


async def test_the_app_ends_where_the_server_is_killed(tmp_path: Path) -> None:
    from tui.serving.bounds import Size
    from tui.serving.seat import Seat

    async def show(_: bytes) -> None: ...

    seat = Seat([], show)
    await seat.start(Size(80, 24))
    drawing = asyncio.create_task(seat.drawn())
    await asyncio.sleep(2)
    assert seat.pid is not None
    assert seat._process is not None
    assert seat._process.stdin is not None
    seat._process.stdin.close()  # as the kernel does when the server is killed
    assert await asyncio.wait_for(seat._process.wait(), 30) is not None
    await asyncio.wait_for(drawing, 30)
    assert gone(seat.pid)
