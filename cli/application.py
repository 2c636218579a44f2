"""The application: every command by name, imported when it is called."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, get_args

from cyclopts import App, Parameter, Token, convert

from cli.commands import COMMANDS, SUMMARY


def _version() -> str:
    """Return the version, looked for only when it is asked for."""
    from cli.version import version

    return version()


def make_app() -> App:
    """Return the application with its commands, none of them imported yet."""
    app = App(
        name="whitecell",
        help=SUMMARY,
        version=_version,
        result_action="return_value",
        default_parameter=Parameter(converter=_read),
    )
    for name, (path, says) in COMMANDS.items():
        app.command(path, name=name, help=says)
    return app


def _read(type_: Any, tokens: Sequence[Token]) -> Any:
    """Return what words mean for an option; a count is a whole number, never one made so."""
    if int in (type_, *get_args(type_)):
        for token in tokens:
            if "." in token.value:
                raise ValueError(f'"{token.value[:60]}" is not a whole number.')
    return convert(type_, tokens)
