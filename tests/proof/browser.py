"""The table in a real browser: played by its keys, entered once, closed to other pages."""

from __future__ import annotations

import asyncio
import base64
import json
import os
import shutil
import signal
import sys
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from urllib.parse import urlsplit

from aiohttp import ClientSession, web

from tests.proof.needs import ROOT, UnmetError, need_extra
from tests.proof.registry import proof

BROWSERS = ("chromium", "chromium-browser", "google-chrome")
WIDTH, HEIGHT = 1280, 800
ESCAPE = 27
Event = dict[str, Any]


def chromium() -> str:
    """Return the browser there is; there is no way to fetch one from here."""
    found = next((path for name in BROWSERS if (path := shutil.which(name))), None)
    if found is None:
        msg = "this proof needs Chromium; try: apt-get install chromium"
        raise UnmetError(msg)
    return found


class Tab:
    """A page of the browser, spoken to by its own protocol."""

    def __init__(self, socket: Any) -> None:
        self._socket, self._number = socket, 0
        self._waiting: dict[int, asyncio.Future[Event]] = {}
        self.events: list[Event] = []
        self._reader = asyncio.create_task(self._read())

    async def _read(self) -> None:
        async for frame in self._socket:
            said = json.loads(frame.data)
            if "id" in said:
                self._waiting.pop(said["id"]).set_result(said)
            else:
                self.events.append(said)

    async def ask(self, method: str, **given: Any) -> Event:
        """Ask the browser for something and return its answer."""
        self._number += 1
        answer = asyncio.get_running_loop().create_future()
        self._waiting[self._number] = answer
        await self._socket.send_json({"id": self._number, "method": method, "params": given})
        told: Event = await asyncio.wait_for(answer, 30)
        assert "error" not in told, told
        return dict(told["result"])

    async def value(self, script: str) -> Any:
        """Return what a script in the page gives."""
        told = await self.ask(
            "Runtime.evaluate", expression=script, awaitPromise=True, returnByValue=True
        )
        return told["result"].get("value")

    async def go(self, address: str) -> None:
        """Open an address."""
        await self.ask("Page.navigate", url=address)

    async def press(self, key: str, code: int = 0) -> None:
        """Press a key: one that gives a sign, or one known by its code."""
        for kind in ("keyDown", "keyUp"):
            given: Event = {"windowsVirtualKeyCode": code} if code else {"text": key}
            given = given if kind == "keyDown" or code else {}
            await self.ask("Input.dispatchKeyEvent", type=kind, key=key, **given)

    def drawn(self) -> str:
        """Return all that the app has drawn on the page so far."""
        frames = [e for e in self.events if e["method"] == "Network.webSocketFrameReceived"]
        payloads = [frame["params"]["response"] for frame in frames]
        kept = [base64.b64decode(p["payloadData"]) for p in payloads if p["opcode"] == 2]
        return b"".join(kept).decode("utf-8", "replace")

    def asked_hosts(self) -> set[str]:
        """Return every host the page has asked for anything."""
        sent = [e for e in self.events if e["method"] == "Network.requestWillBeSent"]
        addresses = [event["params"]["request"]["url"] for event in sent]
        return {urlsplit(address).netloc for address in addresses if address.startswith("http")}

    async def until(self, holds: Callable[[], bool], what: str, patience: float = 30) -> None:
        """Wait until something holds."""
        end = time.monotonic() + patience
        while not holds():
            assert time.monotonic() < end, f"{what} within {patience:.0f} s; {self.events[-3:]}"
            await asyncio.sleep(0.05)


@asynccontextmanager
async def browser(folder: Path) -> AsyncIterator[Tab]:
    """A headless Chromium with one page."""
    words = [
        chromium(),
        "--headless=new",
        "--no-sandbox",
        "--disable-gpu",
        "--no-first-run",
        "--disable-background-networking",
        f"--user-data-dir={folder}",
        f"--window-size={WIDTH},{HEIGHT}",
        "--remote-debugging-port=0",
        "about:blank",
    ]
    process = await asyncio.create_subprocess_exec(
        *words, stdout=asyncio.subprocess.DEVNULL, stderr=asyncio.subprocess.DEVNULL,
        start_new_session=True,
    )  # fmt: skip
    try:
        port = await _port(folder / "DevToolsActivePort")
        async with ClientSession() as session:
            async with session.get(f"http://127.0.0.1:{port}/json") as answer:
                pages = [page for page in await answer.json() if page["type"] == "page"]
            address = pages[0]["webSocketDebuggerUrl"]
            async with session.ws_connect(address, max_msg_size=0) as socket:
                tab = Tab(socket)
                for domain in ("Page", "Network", "Log", "Runtime"):
                    await tab.ask(f"{domain}.enable")
                yield tab
    finally:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        await process.wait()


async def _port(written: Path) -> int:
    end = time.monotonic() + 30
    while time.monotonic() < end:
        if written.exists() and "\n" in (text := written.read_text()):
            return int(text.splitlines()[0])
        await asyncio.sleep(0.1)
    msg = "the browser did not start"
    raise UnmetError(msg)


@asynccontextmanager
async def served(folder: Path) -> AsyncIterator[tuple[str, asyncio.subprocess.Process]]:
    """`whitecell serve`, and the link it has written."""
    env = {**os.environ, "XDG_DATA_HOME": str(folder)}
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "cli.main", "serve", "--port", "0", cwd=ROOT, env=env,
        stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.DEVNULL,
    )  # fmt: skip
    try:
        assert process.stdout is not None
        yield (await process.stdout.readline()).decode().strip(), process
    finally:
        if process.returncode is None:
            process.kill()
        await process.wait()


@asynccontextmanager
async def elsewhere() -> AsyncIterator[str]:
    """Another site on this machine, as a page one happens to visit."""
    app = web.Application()
    app.router.add_get("/", lambda _: web.Response(text="<p>evil</p>", content_type="text/html"))
    runner = web.AppRunner(app)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    try:
        yield f"http://localhost:{runner.addresses[0][1]}/"
    finally:
        await runner.cleanup()


HIJACK = """new Promise(done => {{
  const socket = new WebSocket("ws://{at}/ws?width=80&height=24");
  socket.onopen = () => done("open"); socket.onerror = () => done("refused"); }})"""
PEEK = "fetch('http://{at}/', {{credentials: 'include'}}).then(() => 'read', () => 'refused')"


async def play(folder: Path, picture: Path | None = None) -> list[tuple[str, str]]:
    """Do in a browser what a person does, and what a stranger tries; return what was found."""
    found: list[tuple[str, str]] = []
    async with served(folder / "data") as (link, server), browser(folder / "profile") as tab:
        at = urlsplit(link).netloc
        await tab.go(link)
        await tab.until(lambda: "Pick a scenario" in tab.drawn(), "the library stands on the page")
        found.append(("the link opens the library", "drawn on the page"))
        assert await tab.value("location.pathname + location.search") == "/"
        assert await tab.value("document.cookie") == ""
        found.append(("the address and the scripts hold no secret", "path `/`, no cookie to read"))
        await tab.value("document.querySelector('.xterm-helper-textarea').focus()")
        await tab.until(lambda: "What this is" in tab.drawn(), "a first start shows the tour")
        await tab.press("Escape", ESCAPE)
        await asyncio.sleep(1)
        seen = len(tab.drawn())
        await tab.press("?")
        await tab.until(lambda: "Keys" in tab.drawn()[seen:], "the key opens the help")
        found.append(("a key pressed in the browser", "opens the help"))
        if picture is not None:
            await asyncio.sleep(1)
            told = await tab.ask("Page.captureScreenshot", format="png")
            picture.write_bytes(base64.b64decode(told["data"]))
        assert tab.asked_hosts() == {at}, tab.asked_hosts()
        faults = [e for e in tab.events if e["method"] == "Runtime.exceptionThrown"]
        assert not faults, faults
        found.append(("hosts the page asks", "ours alone"))
        found += await strangers(tab, link)
        await tab.go(f"http://{at}/")
        await asyncio.sleep(2)
        began = time.monotonic()
        server.send_signal(signal.SIGINT)
        code = await asyncio.wait_for(server.wait(), 10)
        assert code == 130, code
        found.append(("Ctrl-C with the page on", f"gone in {time.monotonic() - began:.1f} s"))
    return found


async def strangers(tab: Tab, link: str) -> list[tuple[str, str]]:
    """Try the link again, and another site's page in the browser that has our cookie."""
    at = urlsplit(link).netloc
    await tab.go(link)
    await asyncio.sleep(1)
    assert "has been used" in await tab.value("document.body.innerText")
    async with elsewhere() as other:
        await tab.go(other)
        await asyncio.sleep(1)
        assert await tab.value(HIJACK.format(at=at)) == "refused"
        assert await tab.value(PEEK.format(at=at)) == "refused"
    return [
        ("the link a second time", "refused"),
        ("another site's page, with our cookie in the browser", "socket and page refused"),
    ]


@proof("browser")
def browser_proof() -> str:
    """The table is played in headless Chromium, entered once, and closed to every other page."""
    need_extra("web")
    with TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        found = asyncio.run(play(Path(folder)))
    rows = [f"| {what} | {result} |" for what, result in found]
    return "\n".join(["| tried in headless Chromium | seen |", "|---|---|", *rows])
