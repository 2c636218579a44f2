"""The application: every command by name, imported when it is called."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, get_args

from cyclopts import App, Parameter, Token, convert

from cli.commands import COMMANDS, SUMMARY


def _version() -> str:
    """Return the version that is installed, and whether its engine is compiled."""
    from importlib.metadata import PackageNotFoundError, version

    try:
        found = version("whitecell")
    except PackageNotFoundError:
        found = "unknown"
    return f"{found} (engine compiled)" if _compiled() else found


def _compiled() -> bool:
    """Whether the engine that runs here was compiled (`make fast`)."""
    from importlib.util import find_spec

    spec = find_spec("engine.rules.choice")
    return spec is not None and not str(spec.origin).endswith(".py")


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
