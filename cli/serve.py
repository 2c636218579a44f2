"""`whitecell serve`: the table in a browser page, on this machine only."""

from __future__ import annotations

import asyncio
import ipaddress
import sys
from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import Annotated

from cyclopts import Parameter
from cyclopts.validators import Number

from cli.talk import say, write
from tui.serving.bounds import MOST_CLIENTS


def serve(
    *,
    host: str = "127.0.0.1",
    port: Annotated[int, Parameter(validator=Number(gte=0, lte=65535))] = 8000,
    clients: Annotated[int, Parameter(validator=Number(gte=1, lte=MOST_CLIENTS))] = 1,
    pack: Annotated[list[Path] | None, Parameter(negative="")] = None,
    beyond_this_machine: Annotated[bool, Parameter(negative="")] = False,
) -> int:
    """Serve the table to a browser page on this machine.

    Writes one link a page. A link works once and leaves a cookie in the browser that opened it.
    Ctrl-C ends the server and every table it has open; all that was played is kept.

    Parameters
    ----------
    host
        The address to listen on.
    port
        The port to listen on; 0 for any that is free.
    clients
        How many pages there may be at a time; each has a link and a table of its own.
    pack
        Another pack to look names up in.
    beyond_this_machine
        Allow an address that others can reach. What passes is not encrypted.
    """
    if wrong := _hindrance(host, beyond_this_machine):
        say(f"whitecell: {wrong}")
        return 2
    from tui.serving.server import CannotServe, Serving
    from tui.serving.server import serve as run

    packs = tuple(path.resolve() for path in pack or ())
    try:
        return asyncio.run(run(Serving(host, port, clients, packs), _told))
    except CannotServe as error:
        say(f"whitecell: {error}")
        return 2


def _hindrance(host: str, beyond: bool) -> str:
    """Return why nothing can be served there, an empty text where it can."""
    if find_spec("textual_serve") is None or find_spec("aiohttp") is None:
        return "serving needs the extra 'web': pip install 'whitecell[web]'"
    if beyond or _is_here(host):
        return ""
    allows = "--beyond-this-machine allows it, and what passes is not encrypted"
    return f"{host} is not this machine alone; {allows}"


def _is_here(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def _told(links: Sequence[str]) -> None:
    say("Open in a browser on this machine. Each link works once:")
    for link in links:
        write(link)
    sys.stdout.flush()
    say("Ctrl-C ends it.")
