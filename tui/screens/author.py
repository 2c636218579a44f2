"""Author: a file watched, problems beside their lines, and what comes of it: brief, map, play."""

from __future__ import annotations

import subprocess
from collections.abc import Iterable, Iterator
from pathlib import Path

from textual import work
from textual.app import SuspendNotSupported
from textual.binding import Binding
from textual.content import Content
from textual.widgets.option_list import Option

from batch.rehearse.trying import Trial, insist_on, state_of
from engine.content.problems import Problem
from engine.errors import WhitecellError
from reports.wording import plain
from tui import safe
from tui.authoring import Desk, Reading, editor_chosen, editor_for
from tui.pairs import Pairs, head
from tui.screens.dialogs import Ask, Pick
from tui.widgets.lists import cells, hanging
from tui.widgets.trial import brief_content, map_content, play_content, problem_content

EVERY = 0.5
"""Seconds between two looks at the files."""
SIGNS = {"error": ("✗", "bold $error"), "warning": ("!", "bold $warning"), "hint": ("·", "$accent")}
COPY_FIRST = "It came with the program; copy it first: whitecell new pack NAME makes a pack,"
OF_SCENARIOS = ("view", "from_turn", "state", "choose", "forget", "luck", "table")


class AuthorScreen(Pairs[None]):
    """One file of a pack, read again at every save."""

    DEFAULT_CSS = """
    AuthorScreen #beside { height: 50%; }
    AuthorScreen.-wide #items, AuthorScreen.-broad #items { width: 1fr; }
    AuthorScreen.-wide #beside, AuthorScreen.-broad #beside { width: 1fr; }
    """
    BINDINGS = [
        Binding("n", "problem(1)", "next", tooltip="Go to the next problem"),
        Binding("N", "problem(-1)", "previous", show=False, tooltip="Go to the problem before"),
        Binding("e", "edit", "edit", tooltip="Open the file at this line in your editor"),
        Binding("b", "view('brief')", "brief", tooltip="Show the brief as players read it"),
        Binding("m", "view('map')", "map", tooltip="Show who moves what"),
        Binding("p", "view('play')", "play", tooltip="Show what comes of it from the turn on"),
        Binding("f", "from_turn", "from turn", tooltip="Choose the turn the play begins at"),
        Binding("s", "state", "state", show=False, tooltip="Set indicators and flags at that turn"),
        Binding("c", "choose", "choose", tooltip="Choose a seat's move at that turn; remembered"),
        Binding("x", "forget", "forget", show=False, tooltip="Forget the choices and the state"),
        Binding("l", "luck", "other luck", show=False, tooltip="Play under the next seed"),
        Binding("T", "table", "table", show=False, tooltip="Set it up and play it at the table"),
    ]
    LIST = "SOURCE"
    BESIDE = "BRIEF"

    def __init__(self, desk: Desk, *, alone: bool = False) -> None:
        super().__init__()
        self.desk, self.alone = desk, alone
        self.reading: Reading | None = None
        self.view = "brief"
        self._seen = desk.stamps()
        self._found: dict[str, Problem] = {}

    def on_mount(self) -> None:
        """Read the file, and look again and again."""
        super().on_mount()
        self.set_interval(EVERY, self.look)
        self._read()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Hide what only a scenario has: brief, map, play and what is chosen for it."""
        if action in OF_SCENARIOS and not self.desk.is_scenario:
            return False
        return super().check_action(action, parameters)

    # --- reading ---------------------------------------------------------------------------------

    def look(self) -> None:
        """Read again where something of the pack was saved."""
        now = self.desk.stamps()
        if now != self._seen:
            self._seen = now
            self._read()

    @work(thread=True, exclusive=True, group="reading")
    def _read(self) -> None:
        """Read in the background; the screen goes on."""
        try:
            reading = self.desk.read()
        except WhitecellError as error:
            self.app.call_from_thread(self.warn, error)
            return
        self.app.call_from_thread(self.show_read, reading)

    def show_read(self, reading: Reading) -> None:
        """Show what was read."""
        if self.stands:
            first = self.reading is None
            self.reading = reading
            self.show_anew()
            if first and reading.problems:
                self.items.go_to("problem.0")

    # --- what is shown ---------------------------------------------------------------------------

    def heading(self) -> str:
        """Return which file it is."""
        return f"Author · {self.desk.path.name} · {self.desk.pack.name}"

    def lead(self) -> str:
        """Return how the pack stands."""
        if self.reading is None:
            return "reading…"
        read = f"{self.reading.verdict} · read at {self.reading.at:%H:%M:%S} · watching"
        return f"{read} · came with the program: read only" if self.desk.came_along else read

    def rows(self, width: int) -> Iterable[Option]:
        """Return the lines of the file, a problem under the line it is about, then the others'."""
        self._found = {}
        if self.reading is None:
            return
        beside: dict[int, list[Problem]] = {}
        for problem in self.reading.problems:
            beside.setdefault(problem.line, []).append(problem)
        last = len(self.reading.lines)
        wide = len(str(last))
        for number, text in enumerate(self.reading.lines, 1):
            mark = Content.styled(f"{number:>{wide}} ", "$foreground-muted")
            row = Content.assemble(mark, safe.plain(text.replace("\t", "    ")))
            yield Option(cells(row, width), f"line.{number}")
            yield from self._beside(beside.pop(number, ()), wide + 1, width)
        for number in sorted(beside):
            yield from self._beside(beside[number], wide + 1, width)
        if self.reading.elsewhere:
            yield head("IN OTHER FILES (enter opens one)")
            yield from self._beside(self.reading.elsewhere, 0, width, named=True)

    def _beside(
        self, problems: Iterable[Problem], indent: int, width: int, *, named: bool = False
    ) -> Iterator[Option]:
        for problem in problems:
            id = f"problem.{len(self._found)}"
            self._found[id] = problem
            sign, style = SIGNS[problem.severity]
            place = f"{problem.path}:{problem.line}: " if named else ""
            lead = Content.styled(f"{' ' * indent}{sign} ", style)
            yield Option(hanging(lead, safe.one(f"{place}{problem.message}", style), width), id)

    def detail(self, id: str, width: int) -> Content:
        """Return the problem of the row, or the view that is chosen."""
        title = "PROBLEM" if id in self._found else self.view.upper()
        self.query_one("#beside").border_title = title
        if self.reading is None:
            return Content("")
        if id in self._found:
            return problem_content(self._found[id], width)
        if not self.desk.is_scenario or self.reading.scenario is None:
            return safe.plain(self._why_nothing())
        if self.view == "map":
            return map_content(self.reading.scenario, width)
        if self.view == "play":
            return play_content(self.reading, self.desk.trial, width)
        return brief_content(self.reading.scenario)

    def _why_nothing(self) -> str:
        if not self.desk.is_scenario:
            return "Problems of this file stand beside its lines; it is read again at every save."
        return "It cannot be played until its errors are mended; n goes to the first."

    # --- going to and fro ------------------------------------------------------------------------

    def picked(self, id: str) -> None:
        """Open the file a problem stands in, or the editor at the line."""
        problem = self._found.get(id)
        if problem is not None and Path(problem.path).absolute() != self.desk.path.absolute():
            self._open(Path(problem.path))
        elif id:
            self.action_edit()

    def _open(self, path: Path) -> None:
        """Put another file of the pack on the desk, and come back with esc."""
        if path.suffix == ".yaml" and path.is_file():
            self.app.push_screen(AuthorScreen(Desk(path, self.desk.packs)))

    def action_problem(self, by: int) -> None:
        """Go to the next problem in the list, or the one before, round the end."""
        ids = [each.id or "" for each in self.items.options]
        places = [at for at, id in enumerate(ids) if id in self._found]
        if not places:
            self.tell("There is no problem.")
            return
        now = self.items.highlighted or 0
        ahead = [at for at in places if (at > now if by > 0 else at < now)]
        self.items.highlighted = (ahead or places)[0 if by > 0 else -1]

    def action_view(self, view: str) -> None:
        """Show the brief, the map or the play."""
        self.view = view
        if self.items.at in self._found:
            self.items.go_to(self._line_above())
        self.query_one("#beside").scroll_home(animate=False)
        self.show_detail()

    def _line_above(self) -> str:
        """Return the row of the source line a problem stands under, else the first row."""
        problem = self._found[self.items.at]
        own = self.reading is not None and problem in self.reading.problems
        return f"line.{problem.line}" if own else self.items.first

    @property
    def line(self) -> int:
        """The number of the line that is highlighted."""
        id = self.items.at
        if id in self._found:
            return self._found[id].line
        return int(id.removeprefix("line.")) if id.startswith("line.") else 1

    def action_edit(self) -> None:
        """Open the file in the author's editor, and read it again afterwards."""
        if self.desk.came_along:
            folder = self.desk.path.absolute().parent.name
            self.tell(f"{COPY_FIRST} then put a copy of {self.desk.path.name} into its {folder}/.")
            return
        called = editor_for(self.desk.path, self.line)
        if called is None:
            self.tell("No editor was found; set EDITOR, and start again.")
        elif editor_chosen():
            self._edit(called)
        else:
            self._ask_for(called)

    @work(exclusive=True, group="asking")
    async def _ask_for(self, called: list[str]) -> None:
        """Ask before an editor is started that nobody chose."""
        name = Path(called[0]).name
        says = f"Neither EDITOR nor VISUAL is set; {name} was found on this machine."
        answers = [("no", "No, stay here"), ("yes", f"Yes, open it in {name}")]
        if await self.app.push_screen_wait(Pick(f"Start {name}?", answers, says)) == "yes":
            self._edit(called)

    def _edit(self, called: list[str]) -> None:
        try:
            with self.app.suspend():
                subprocess.run(called, check=False)  # noqa: S603 - the author's own editor
        except SuspendNotSupported:
            self.tell("This terminal cannot be left for an editor; edit the file beside it.")
        except OSError as error:
            self.warn(error)
        self.look()

    def action_back(self) -> None:
        """Leave: the app where it was opened for this file, else the screen."""
        if self.alone:
            self.app.exit()
        else:
            self.dismiss(None)

    def action_table(self) -> None:
        """Set the scenario up and play it."""
        if self.reading is None or self.reading.scenario is None:
            self.tell(self._why_nothing())
            return
        self.app.open_setup(str(self.desk.path.absolute()))  # type: ignore[attr-defined]

    # --- the trial -------------------------------------------------------------------------------

    def _try(self, trial: Trial) -> None:
        self.desk.trial, self.view = trial, "play"
        self._read()

    def _playable(self) -> bool:
        if self.reading is None or self.reading.tried is None:
            self.tell((self.reading and self.reading.fault) or self._why_nothing())
            return False
        return True

    @work(exclusive=True, group="asking")
    async def action_from_turn(self) -> None:
        """Ask for the turn the play begins at."""
        if not self._playable() or self.reading is None or self.reading.scenario is None:
            return
        turns = [(str(n), f"turn {n}") for n in range(1, self.reading.scenario.turns.count + 1)]
        at = min(self.desk.trial.turn, len(turns)) - 1
        picked = await self.app.push_screen_wait(Pick("Play from which turn?", turns, at=at))
        if picked is not None:
            now = self.desk.trial
            self._try(Trial(now.seed, int(picked), now.state, now.choices))

    @work(exclusive=True, group="asking")
    async def action_state(self) -> None:
        """Ask for what is set at the turn's start."""
        now = self.desk.trial
        text = ", ".join(f"{name}={value}" for name, value in now.state.items())
        says = (
            "NAME=VALUE with commas between, such as tension=70, treaty=true. Empty: as it comes."
        )
        title = f"What holds at the start of turn {now.turn}?"
        asked = Ask(title, [("State", text)], says, empty=True, wrong=self._no_state)
        given = await self.app.push_screen_wait(asked)
        if given is not None:
            self._try(Trial(now.seed, now.turn, state_of(given[0]), now.choices))

    def _no_state(self, answers: tuple[str, ...]) -> str:
        """Return what is wrong with a state as it is written, "" where nothing is."""
        try:
            state = state_of(answers[0])
            if self.reading is not None and self.reading.scenario is not None:
                insist_on(self.reading.scenario, state)
        except WhitecellError as error:
            return str(error)
        return ""

    @work(exclusive=True, group="asking")
    async def action_choose(self) -> None:
        """Ask whose move it is and which, and remember it."""
        if not self._playable() or self.reading is None or self.reading.tried is None:
            return
        options, now = self.reading.tried.options, self.desk.trial
        cast = self.reading.scenario.actors if self.reading.scenario else ()
        called = {actor.id: plain(actor.name) for actor in cast}
        seats = [(seat, called.get(seat, seat)) for seat in options]
        if not seats:
            self.tell(f"Nobody chooses at turn {now.turn}.")
            return
        seat = await self.app.push_screen_wait(Pick(f"Turn {now.turn}: whose choice?", seats))
        if seat is None:
            return
        moves = [(o.move, f"{o.says} ({o.probability:.0%})") for o in options[seat] if o.possible]
        move = await self.app.push_screen_wait(
            Pick(f"What does {called.get(seat, seat)} do?", moves)
        )
        if move is not None:
            self._try(now.choosing((now.turn, seat, "initiative"), move))

    def action_forget(self) -> None:
        """Forget what was chosen and set."""
        self._try(Trial(self.desk.trial.seed, self.desk.trial.turn))

    def action_luck(self) -> None:
        """Play under the next seed."""
        now = self.desk.trial
        self._try(Trial(now.seed + 1, now.turn, now.state, now.choices))
