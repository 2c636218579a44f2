"""The commands there are: where each lives, and what it does in a sentence."""

from __future__ import annotations

GROUPS: dict[str, dict[str, tuple[str, str]]] = {
    "Play": {
        "play": ("cli.play:play", "Play a scenario at the table, in the terminal."),
        "keys": ("cli.keys:keys", "List the keys of the table, and check your own."),
        "resume": ("cli.resume:resume", "Go on with an exercise where its journal stands."),
        "serve": ("cli.serve:serve", "Serve the table to a browser page on this machine."),
        "view": ("cli.view:view", "Show what the projector or a seat may know of an exercise."),
    },
    "Look": {
        "list": ("cli.show:list_", "List the scenarios, actors, theatres and claims there are."),
        "show": ("cli.show:show", "Show a scenario, an actor, a theatre or a claim."),
        "run": ("cli.run:run", "Run a scenario with the engine in all seats, and tell the story."),
        "odds": ("cli.odds:odds", "Tell the odds of each outcome from a scenario or a journal."),
    },
    "After play": {
        "replay": ("cli.replay:replay", "Replay a journal: tell its story, or verify it."),
        "branches": ("cli.branches:branches", "Show a journal's branches, or compare two."),
        "amend": ("cli.amend:amend", "Correct one earlier input of a journal."),
        "report": ("cli.report:report", "Write the after-action report of an exercise."),
        "export": (
            "cli.export:export",
            "Write the MSEL, the players' manual, role sheets or moves.",
        ),
    },
    "Many runs": {
        "batch": ("cli.batch:batch", "Run scenarios many times, and keep the runs as tables."),
        "compare": ("cli.compare:compare", "Hold the arms of batches against one another."),
        "discover": ("cli.discover:discover", "Find what drives an outcome, and its early signs."),
        "claims": ("cli.claims:claims", "Hold a scenario's expectations against many runs."),
        "lenses": ("cli.lenses:lenses", "Tell which disagreements of the sources matter."),
        "rehearse": ("cli.rehearse:rehearse", "Play a scenario many times; report what is dead."),
        "calibrate": (
            "cli.calibrate:calibrate",
            "Report how a scenario behaves, propose settings.",
        ),
    },
    "Write content": {
        "author": (
            "cli.author:author",
            "Write a file with its problems, brief, map and play beside.",
        ),
        "new": ("cli.new:new", "Begin a pack or one of its files with a small example."),
        "check": ("cli.check:check", "Check content and say what is wrong with it."),
        "schema": ("cli.schema:schema_", "Write the JSON Schema of a kind of file, for editors."),
        "import": ("cli.importing:import_", "Take a list of events from a table into a scenario."),
        "coverage": ("cli.coverage:coverage", "List every claim, and where it is used."),
        "migrate": ("cli.migrate:migrate", "Bring content files to the format of this version."),
    },
}
COMMANDS = {name: row for rows in GROUPS.values() for name, row in rows.items()}
SUMMARY = "Geopolitical tabletop exercises in the terminal. Without a command: the library."


def overview() -> str:
    """Return the help of `whitecell` itself, wide at most 80 columns."""
    lines = ["Usage: whitecell COMMAND", "", SUMMARY]
    for group, rows in GROUPS.items():
        lines += ["", f"{group}:", *(f"  {name:<10} {says}" for name, (_, says) in rows.items())]
    lines += [
        "",
        "Commands explain themselves: whitecell COMMAND --help",
        "Version: whitecell --version",
    ]
    return "\n".join(lines)
