"""`whitecell serve` refuses what it must before it opens anything."""

from __future__ import annotations

import socket

import pytest

from cli.main import run


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("--host", "192.0.2.1"), "not encrypted"),
        (("--host", "0.0.0.0"), "not encrypted"),
        (("--host", "example.org"), "not encrypted"),
        (("--host", "0.0.0.0", "--beyond-this-machine"), "no address a page can name"),
        (("--host", "192.0.2.1", "--beyond-this-machine"), "cannot serve on 192.0.2.1"),
        (("--clients", "17"), "clients"),
        (("--port", "70000"), "port"),
    ],
)
def test_what_is_refused(
    words: tuple[str, ...], says: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["serve", *words]) == 2
    out, err = capsys.readouterr()
    assert says in err
    assert "token" not in out


def test_a_port_that_is_taken_is_told_in_a_line(capsys: pytest.CaptureFixture[str]) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        assert run(["serve", "--port", str(taken.getsockname()[1])]) == 2
    assert "cannot serve on 127.0.0.1" in capsys.readouterr().err
