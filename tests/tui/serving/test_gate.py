"""The gate: one-use links of luck enough, cookies no other page can use, our own name only."""

from __future__ import annotations

import base64

import pytest

from tui.serving.gate import Gate

HERE = {"Host": "127.0.0.1:8000"}


def gate(links: int = 1) -> Gate:
    return Gate(("127.0.0.1", "localhost", "[::1]"), 8000, links)


def test_a_link_carries_256_bits_and_no_two_are_alike() -> None:
    tokens = {token for _ in range(50) for token in gate(4).tokens}
    assert len(tokens) == 200
    assert all(len(base64.urlsafe_b64decode(token + "=")) == 32 for token in tokens)


def test_a_link_opens_once_and_leaves_another_secret_behind() -> None:
    door = gate()
    key = door.enter(door.tokens[0])
    assert key is not None
    assert key != door.tokens[0]
    assert door.enter(door.tokens[0]) is None
    assert door.guest({"Cookie": f"whitecell_8000={key}"}) == 0
    assert door.guest({"Cookie": f"whitecell_8000={door.tokens[0]}"}) is None


@pytest.mark.parametrize("token", ["", "x", "é" * 40, "\udcff", "a" * 100_000])
def test_what_is_no_link_opens_nothing(token: str) -> None:
    assert gate().enter(token) is None


@pytest.mark.parametrize(
    "cookie",
    ["", "whitecell_8000=", "whitecell_8001=x", "\x00", "a=b; " * 4000, 'whitecell_8000="'],
)
def test_a_stranger_is_told_from_a_guest(cookie: str) -> None:
    assert gate().guest({"Cookie": cookie}) is None


def test_the_cookie_is_for_no_script_and_no_other_site() -> None:
    parts = gate().set_cookie("key").split("; ")
    assert parts == ["whitecell_8000=key", "HttpOnly", "SameSite=Strict", "Path=/"]


@pytest.mark.parametrize(
    "host", ["127.0.0.1:8000", "localhost:8000", "[::1]:8000", "LOCALHOST:8000"]
)
def test_our_own_names_are_known(host: str) -> None:
    assert gate().ours({"Host": host}, page=True)


@pytest.mark.parametrize(
    "host",
    ["", "evil.example", "evil.example:8000", "127.0.0.1", "127.0.0.1:80", "127.0.0.1:8000.x"],
)
def test_a_foreign_name_that_points_here_is_refused(host: str) -> None:
    assert not gate().ours({"Host": host}, page=True)


@pytest.mark.parametrize(
    "origin",
    [
        "http://evil.example",
        "null",
        "https://127.0.0.1:8000",
        "http://127.0.0.1:9",
        "http://127.0.0.1",
    ],
)
def test_another_sites_page_is_refused(origin: str) -> None:
    for page in (True, False):
        assert not gate().ours({**HERE, "Origin": origin}, page=page)


def test_a_socket_must_say_which_page_asks_and_a_page_may_be_typed_in() -> None:
    assert not gate().ours(HERE, page=False)
    assert gate().ours({**HERE, "Origin": "http://127.0.0.1:8000"}, page=False)
    assert gate().ours({**HERE, "Sec-Fetch-Site": "none"}, page=True)
    assert not gate().ours({**HERE, "Sec-Fetch-Site": "cross-site"}, page=True)
