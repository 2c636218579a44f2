"""Who may come in: a one-use link becomes a cookie, and only pages of our own may ask.

A link carries 256 bits of luck and opens the door once. What it leaves in the browser is a cookie
of another 256 bits that no script can read and no other site can have sent. Every request must name
us as its host, so that a foreign name pointing here is refused (DNS rebinding), and where a browser
says which page asks, that page must be ours, so that no page one visits elsewhere can play.
"""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from hashlib import sha256
from hmac import compare_digest
from http.cookies import CookieError, SimpleCookie

BYTES = 32
LOOPBACK = ("127.0.0.1", "localhost", "[::1]")


class Gate:
    """The links still to be used, and the browsers that have come in."""

    def __init__(self, hosts: tuple[str, ...], port: int, links: int) -> None:
        self.port = port
        self.hosts = frozenset(f"{host}:{port}".lower() for host in hosts)
        self.cookie = f"whitecell_{port}"
        self._links: list[bytes] = []
        self._guests: list[bytes] = []
        self.tokens = tuple(secrets.token_urlsafe(BYTES) for _ in range(links))
        self._links = [_digest(token) for token in self.tokens]

    def enter(self, token: str) -> str | None:
        """Return the cookie a link is exchanged for, None for one that opens nothing (any more)."""
        found = _place(self._links, token)
        if found is None:
            return None
        del self._links[found]
        key = secrets.token_urlsafe(BYTES)
        self._guests.append(_digest(key))
        return key

    def guest(self, headers: Mapping[str, str]) -> int | None:
        """Return the number of the browser a request comes from, None for a stranger."""
        try:
            kept = SimpleCookie(headers.get("Cookie", "")[:4096]).get(self.cookie)
        except CookieError:
            return None
        return None if kept is None else _place(self._guests, kept.value)

    def set_cookie(self, key: str) -> str:
        """Return the header that leaves a key in the browser."""
        return f"{self.cookie}={key}; HttpOnly; SameSite=Strict; Path=/"

    def ours(self, headers: Mapping[str, str], *, page: bool) -> bool:
        """Whether a request was meant for us and, where it says who asks, asked by our own page.

        `page` requests a person may make from anywhere they type; all others must name their page.
        """
        if headers.get("Host", "").lower() not in self.hosts:
            return False
        origin = headers.get("Origin")
        if origin is not None and origin.lower() not in {f"http://{host}" for host in self.hosts}:
            return False
        site = headers.get("Sec-Fetch-Site", "none")
        return origin is not None or (page and site in ("none", "same-origin"))


def _place(digests: list[bytes], key: str) -> int | None:
    """Return which digest is a key's, in the same time whichever it is."""
    wanted, found = _digest(key), None
    for at, digest in enumerate(digests):
        if compare_digest(digest, wanted):
            found = at
    return found


def _digest(key: str) -> bytes:
    return sha256(key.encode("utf-8", "replace")).digest()
