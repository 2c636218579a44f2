"""Branches: the tree, going to another, beginning one, and the inputs that may be corrected."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from contextlib import suppress

from textual import work
from textual.binding import Binding
from textual.content import Content
from textual.widgets.option_list import Option

from engine.errors import PlayError, WhitecellError
from engine.play.journal.tree import MAIN
from reports.wording import counted, plain
from tui import branching, safe
from tui.branching import Row, located
from tui.pairs import Pairs, told
from tui.playing import Playing
from tui.screens.comparing import ComparingScreen
from tui.screens.dialogs import Ask, Pick
from tui.screens.inputs import InputsScreen
from tui.widgets.lists import cells

LUCK = [
    ("same", "The same luck: what nobody touches goes as it went"),
    ("fresh", "Fresh luck: whatever is not drawn yet is drawn anew"),
]


class BranchesScreen(Pairs[None]):
    """The tree of an exercise. For the white cell."""

    BINDINGS = [
        Binding("n", "new", "new branch", tooltip="Begin a branch here or at an earlier turn"),
        Binding("c", "compare", "compare", tooltip="Lay two branches side by side"),
        Binding("e", "inputs", "correct", tooltip="Correct an earlier input of this branch"),
    ]
    LIST = "BRANCHES"
    BESIDE = "THIS BRANCH"

    def __init__(self, playing: Playing) -> None:
        super().__init__()
        self.playing = playing
        self._rows: dict[str, Row] = {}
        self._opened = False

    def show_anew(self) -> None:
        """Show everything as it is now; at first the branch on the table is highlighted."""
        super().show_anew()
        if not self._opened:
            self._opened = True
            self.items.go_to(self.playing.session.branch_name)

    def heading(self) -> str:
        """Return what it shows."""
        return f"Branches · {self.playing.scenario.title}"

    def lead(self) -> str:
        """Return what may be done."""
        return "Enter puts a branch on the table. Nothing is ever lost by going to another."

    def rows(self, width: int) -> Iterable[Option]:
        """Return a row for each branch, under the one it comes from."""
        try:
            tree, ended = branching.tree(self.playing)
            found = branching.rows(tree, self.playing.scenario.turns.count, ended)
        except WhitecellError as error:
            self.warn(error)
            found = tuple(self._rows.values())
        self._rows = {row.name: row for row in found}
        return [Option(_line(row, width), row.name) for row in found]

    def detail(self, id: str, width: int) -> Content:
        """Return where a branch comes from and stands."""
        row = self._rows.get(id)
        if row is None:
            return Content("")
        begun = row.stands != branching.NOT_BEGUN
        lines = [
            (row.name, "bold"),
            (f"begun {row.origin}", ""),
            (f"stands {located(row.stands)}" if begun else "nothing of it is played yet", ""),
            (row.luck if row.depth else "the luck of the seed", ""),
            ("", ""),
        ]
        if row.on_table:
            lines.append(("It is on the table. n begins another from it.", "$success"))
        else:
            lines.append(("enter puts it on the table, c lays it beside the one there.", ""))
        return told(lines, width)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Show only the keys that do something now."""
        if action == "compare":
            return len(self._rows) > 1
        return True

    # --- going and beginning ---------------------------------------------------------------------

    def picked(self, id: str) -> None:
        """Put a branch on the table."""
        row = self._rows[id]
        if row.on_table:
            self.tell(f"You are on {_called(id)} already ({row.stands}). Esc: back to it.")
        elif self._do(lambda: self.playing.session.switch(id)):
            self.tell(f"On the table now: {_called(id)} ({row.stands}). Esc: back to it.")

    def _do(self, step: Callable[[], object]) -> bool:
        try:
            step()
        except WhitecellError as error:
            self.warn(error)
            return False
        self.playing.retell()
        self.show_anew()
        return True

    @work(exclusive=True, group="branches")
    async def action_new(self) -> None:
        """Ask where a branch begins, on which luck and under which name, and begin it."""
        session = self.playing.session
        where = await self._where()
        if where is None:
            return
        at, called = where
        luck = await self.app.push_screen_wait(Pick("On which luck?", LUCK))
        if luck is None:
            return
        says = "It is on the table at once; the one you leave stays as it is."
        free = next(n for i in range(2, 10_000) if (n := f"branch {i}") not in self._rows)
        title = f"A new branch from {called}, {luck} luck"
        name = await self.app.push_screen_wait(Ask(title, [("Name", free)], says))
        if name is not None and self._do(
            lambda: session.branch(name[0], at=at, fresh_luck=luck == "fresh")
        ):
            self.items.go_to(session.branch_name)
            self.tell(f"On the table now: {_called(session.branch_name)}. Esc: back to it.")

    async def _where(self) -> tuple[int, str] | None:
        """Ask for the position a branch begins at; return it with what it is called."""
        session = self.playing.session
        answers = [("here", "here, where the table stands")]
        for turn in range(len(self.playing.exercise.reports) + 1, 0, -1):
            with suppress(PlayError):
                at = session.start_of(turn)
                fired = branching.fired_before(session.inputs, at)
                behind = f", behind {counted(fired, 'inject')} fired or skipped" if fired else ""
                answers.append((str(at), f"the start of turn {turn}{behind}"))
        where = await self.app.push_screen_wait(Pick("Begin it where?", answers))
        told = dict(answers).get(where or "", "").partition(",")[0]
        at = session.position if where == "here" else int(where or 0)
        return (at, told) if where else None

    # --- other rooms -----------------------------------------------------------------------------

    @work(exclusive=True, group="branches")
    async def action_compare(self) -> None:
        """Lay the highlighted branch beside the one on the table, or beside one that is picked."""
        left, right = self.playing.session.branch_name, self.items.at
        if left == right or not right:
            others = [(name, name) for name in self._rows if name != left]
            picked = await self.app.push_screen_wait(Pick(f"{left} beside which?", others))
            if picked is None:
                return
            right = picked
        self.app.push_screen(ComparingScreen(self.playing, left, right))

    @work(exclusive=True, group="branches")
    async def action_inputs(self) -> None:
        """Show the inputs of the branch on the table, to be corrected."""
        await self.app.push_screen_wait(InputsScreen(self.playing))
        self.show_anew()


def _called(name: str) -> str:
    """Return a branch's name so that nobody takes it for the exercise itself, or the reverse."""
    return f"{MAIN}, the exercise itself" if name == MAIN else f"branch “{plain(name)}”"


def _line(row: Row, width: int) -> Content:
    mark = "▸ " if row.on_table else "  "
    branch = "  " * (row.depth - 1) + "└ " if row.depth else ""
    tail = f"{row.stands:>9}"
    name = safe.one(f"{mark}{branch}{row.name}", "bold" if row.on_table else "")
    return Content.assemble(
        cells(name, max(8, width - len(tail) - 1)), " ", safe.one(tail, "$foreground-muted")
    )
