"""The command `whitecell`: finds the command that is meant, runs it, gives its exit code.

0 fine, 1 the run failed, 2 content or usage, 130 stopped. Commands are imported when they are
called, so that asking for help is quick.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from importlib.metadata import PackageNotFoundError, version
from importlib.util import find_spec

from cyclopts import App, CycloptsError
from rich.console import Console

from cli.talk import say
from engine.content.problems import Problem
from engine.errors import ContentError, NotFoundError, WhitecellError

FINE, FAILED, MISUSED, STOPPED = 0, 1, 2, 130
COMMANDS = {
    "play": ("cli.play:play", "Play a scenario at the table, in the terminal."),
    "run": ("cli.run:run", "Run a scenario with the engine in all seats, and tell the story."),
    "list": ("cli.show:list_", "List the scenarios, actors, theatres and claims there are."),
    "show": ("cli.show:show", "Show a scenario, an actor, a theatre or a claim."),
    "odds": ("cli.odds:odds", "Tell the odds of each outcome from a scenario or a journal."),
    "claims": ("cli.claims:claims", "Hold a scenario's expectations against many runs."),
    "lenses": ("cli.lenses:lenses", "Tell which disagreements of the sources matter."),
    "batch": ("cli.batch:batch", "Run scenarios many times, and keep the runs as tables."),
    "calibrate": ("cli.calibrate:calibrate", "Report how a scenario behaves, propose settings."),
    "resume": ("cli.resume:resume", "Go on with an exercise where its journal stands."),
    "replay": ("cli.replay:replay", "Replay a journal: tell its story, or verify it."),
    "branches": ("cli.branches:branches", "Show a journal's branches, or compare two."),
    "view": ("cli.view:view", "Show what the projector or a seat may know of an exercise."),
    "amend": ("cli.amend:amend", "Correct one earlier input of a journal."),
    "report": ("cli.report:report", "Write the after-action report of an exercise."),
    "export": ("cli.export:export", "Write the MSEL, the players' manual, role sheets or moves."),
    "check": ("cli.check:check", "Check content and say what is wrong with it."),
    "schema": ("cli.schema:schema_", "Write the JSON Schema of a kind of file, for editors."),
    "new": ("cli.new:new", "Begin a pack, scenario, actor or theatre with a small example."),
    "migrate": ("cli.migrate:migrate", "Bring content files to the format of this version."),
    "import": ("cli.importing:import_", "Take a list of events from a table into a scenario."),
    "serve": ("cli.serve:serve", "Serve the table to a browser page on this machine."),
}


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
        help="Geopolitical tabletop exercises in the terminal. Without a command: the library.",
        version=_version,
        result_action="return_value",
        console=Console(),
        error_console=Console(stderr=True),
    )
    for name, (path, help_) in COMMANDS.items():
        if find_spec(path.split(":")[0]) is not None:
            app.command(path, name=name, help=help_)
    return app


def open_table() -> int:
    """Open the library on the screen."""
    if not all(stream.isatty() for stream in (sys.stdin, sys.stdout, sys.stderr)):
        say("whitecell: the screen needs a terminal; try 'whitecell --help' or 'whitecell list'")
        return MISUSED
    from tui.app import main as open_screen

    return open_screen() or FINE


def run(words: Sequence[str]) -> int:
    """Run the command in some words and return its exit code."""
    try:
        if not words:
            return open_table()
        code = make_app()(words, exit_on_error=False, print_error=True)
    except CycloptsError:
        return MISUSED
    except ContentError as error:
        from engine.content.rendering import rendered_all

        sys.stderr.write(rendered_all(p for p in error.problems if isinstance(p, Problem)))
        return MISUSED
    except NotFoundError as error:
        say(f"whitecell: {error}")
        return MISUSED
    except WhitecellError as error:
        say(f"whitecell: {error}")
        return FAILED
    return code if isinstance(code, int) else FINE


def main() -> None:
    """Run the command line of this process."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
    try:
        code = run(sys.argv[1:])
        sys.stdout.flush()
    except KeyboardInterrupt:
        say("stopped")
        code = STOPPED
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        code = FINE
    except Exception as error:  # noqa: BLE001 - nothing is below to tell it
        from cli.crash import report

        report(error)
        code = FAILED
    sys.exit(code)


if __name__ == "__main__":
    main()
