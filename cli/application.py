"""The application: every command by name, imported when it is called."""

from __future__ import annotations

from cyclopts import App

from cli.commands import COMMANDS, SUMMARY


def _version() -> str:
    """Return the version that is installed."""
    from importlib.metadata import PackageNotFoundError, version

    try:
        return version("whitecell")
    except PackageNotFoundError:
        return "unknown"


def make_app() -> App:
    """Return the application with its commands, none of them imported yet."""
    app = App(name="whitecell", help=SUMMARY, version=_version, result_action="return_value")
    for name, (path, says) in COMMANDS.items():
        app.command(path, name=name, help=says)
    return app
