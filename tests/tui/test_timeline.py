"""TIMELINE stands so that what is new can be seen, and stays where somebody reads."""

from __future__ import annotations

from textual.events import Resize

from engine.model import Turns
from tests.tui.room import NARROW, Desk, keys, playing, quarrel, seen, staged, table, until, write
from tui.app import WhitecellApp
from tui.pairs import Items
from tui.screens.ending import EndingScreen
from tui.viewing import Peephole, ViewApp
from tui.widgets.timeline import TimelinePanel


async def make_up(app: WhitecellApp, desk: Desk, says: str) -> None:
    """Fire an inject nobody wrote, and go back to the table."""
    await keys(desk, "i", "m")
    write(app, says)
    await keys(desk, "enter", "down", "enter", "enter", "escape")


async def test_what_is_fired_between_two_turns_is_in_sight_at_once() -> None:
    app = table(staged(), people=())
    async with app.run_test(size=NARROW) as desk:
        await keys(desk, "n", "n")
        assert "TURN 3" not in seen(app)
        await make_up(app, desk, "Locusts come.")
        assert "TURN 3 · March 2026" in seen(app)
        assert "◆ Locusts come." in seen(app)
        await keys(desk, "i")
        app.screen.query_one(Items).go_to("dearth")
        await keys(desk, "x")
        write(app, "too dear")
        await keys(desk, "enter", "escape")
        assert "Struck from the MSEL" in seen(app)
        assert "reason: too dear" in seen(app)
        await keys(desk, "u", "u")
        assert "TURN 3" not in seen(app)
        assert "Locusts" not in seen(app)
        await keys(desk, "ctrl+r")
        assert "◆ Locusts come." in seen(app)


async def test_before_the_first_turn_too() -> None:
    app = table(staged(), people=())
    async with app.run_test(size=NARROW) as desk:
        await make_up(app, desk, "Locusts come.")
        assert "TURN 1 · January 2026" in seen(app)
        assert "◆ Locusts come." in seen(app)


async def test_the_table_and_the_projector_name_the_same_turn() -> None:
    app = table(staged(), people=())
    async with app.run_test(size=NARROW) as desk:
        said = []
        for _ in range(5):
            said.append((seen(app).splitlines()[0], await projected(app)))
            await keys(desk, "n")
            if isinstance(app.screen, EndingScreen):
                await keys(desk, "escape")
    told = ["turn 1/3 · January 2026", "turn 2/3 · February 2026", "turn 3/3 · March 2026"]
    for (table_says, room_sees), where in zip(said, [*told, told[2], told[2]], strict=True):
        assert where in table_says
        assert where in room_sees


async def projected(app: WhitecellApp) -> str:
    """The title line of the projector's own terminal."""
    other = ViewApp(Peephole(playing(app).journal, "projector", loader=lambda _: staged()))
    async with other.run_test(size=NARROW) as desk:
        return (await until(desk, "Projector")).splitlines()[0]


async def test_who_reads_further_up_stays_there_until_something_happens() -> None:
    app = table(quarrel(turns=Turns(6, 1, "month")), people=(), seed=4)
    async with app.run_test(size=(80, 18)) as desk:
        await keys(desk, "n", "n", "n", "n")
        panel = app.screen.query_one(TimelinePanel)
        assert panel.scroll_y > 3, "there is something to scroll"
        await keys(desk, "home")
        assert panel.scroll_y == 0
        app.screen.refresh_table()  # type: ignore[attr-defined]
        await keys(desk, "s", "enter", "escape")
        assert playing(app).exercise.people
        assert panel.scroll_y == 0
        await desk.resize_terminal(90, 20)
        await keys(desk)
        assert panel.scroll_y == 0
        await make_up(app, desk, "Locusts come.")
        assert "◆ Locusts come." in seen(app)


async def test_what_is_new_stays_in_sight_where_the_table_is_shown_twice_at_once() -> None:
    """As where another branch is put on the table whose clock is to be followed."""
    app = table(quarrel(turns=Turns(6, 1, "month")), people=(), seed=4)
    async with app.run_test(size=(80, 18)) as desk:
        await keys(desk, "n", "n", "n", "n")
        panel = app.screen.query_one(TimelinePanel)
        panel.told = panel.told[:4]
        panel.scroll_home(animate=False)
        await desk.pause()
        assert "TURN 4" not in seen(app)
        panel.show_latest()
        panel.show_latest()
        panel.on_resize(Resize(panel.size, panel.virtual_size))
        await desk.pause()
        assert panel.scroll_y == panel.max_scroll_y > 6
