"""The application: every command by name, imported when it is called."""

from __future__ import annotations

from importlib.metadata import PackageNotFoundError, version

from cyclopts import App
from rich.console import Console

from cli.commands import SUMMARY, known


def _version() -> str:
    """Return the version that is installed."""
    try:
        return version("whitecell")
    except PackageNotFoundError:
        return "unknown"


def make_app() -> App:
    """Return the application with its commands, none of them imported yet."""
    app = App(
        name="whitecell",
        help=SUMMARY,
        version=_version,
        result_action="return_value",
        console=Console(),
        error_console=Console(stderr=True),
    )
    for rows in known().values():
        for name, (path, says) in rows.items():
            app.command(path, name=name, help=says)
    return app
