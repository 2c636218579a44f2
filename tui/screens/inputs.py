"""The inputs that led to the table: one is corrected, later ones kept where they still apply."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from textual import work
from textual.content import Content
from textual.widgets.option_list import Option

from engine.errors import WhitecellError
from engine.play.journal.driving import pause_name
from engine.play.journal.entries import Entry, Plain
from reports.rolls import DEGREES, RESULTS
from reports.wording import percent, plain
from tui import correcting, safe
from tui.pairs import Pairs, told
from tui.playing import Playing
from tui.screens.dialogs import Ask, Pick, Reading
from tui.widgets.lists import cells, hanging

MUTED = "$foreground-muted"
LEAD = 17
"""Cells for when an input was given, up to “turn 12, ruling” and “end of turn 12”."""
OUT = ("=out", "Take it out: as if it had never been given")


class InputsScreen(Pairs[None]):
    """Every input that may be corrected, the latest first. For the white cell."""

    LIST = "INPUTS the latest first"
    BESIDE = "THIS INPUT"

    def __init__(self, playing: Playing) -> None:
        super().__init__()
        self.playing = playing
        self._entries: dict[str, Entry] = {}

    def heading(self) -> str:
        """Return whose inputs they are."""
        return f"Correct an input · {self.playing.session.branch_name}"

    def lead(self) -> str:
        """Return what a correction does."""
        return "Enter corrects the highlighted input; later ones are kept where they still apply."

    def rows(self, width: int) -> Iterable[Option]:
        """Return a row for each input."""
        found = correcting.correctable(self.playing)
        self._entries = {str(entry.seq): entry for entry in found}
        for entry in found:
            lead = cells(safe.one(correcting.when(entry), MUTED), LEAD)
            what = safe.one(correcting.says(entry, self.playing))
            yield Option(hanging(lead, what, width), str(entry.seq))

    def _place(self, entry: Entry) -> str:
        at, turn = pause_name(entry.pause), entry.pause["turn"]
        return correcting.place(at, turn, self.playing.names)

    def detail(self, id: str, width: int) -> Content:
        """Return when, by whom and with what words an input was given."""
        entry = self._entries.get(id)
        if entry is None:
            return Content("Nothing has been given yet that could be corrected.")
        data = entry.data
        lines = [(correcting.says(entry, self.playing), "bold"), (self._place(entry), "")]
        lines.append((f"input {entry.seq}, given {_wall(entry.wall)}", MUTED))
        lines += [(f"{key}: {data[key]}", "") for key in ("by", "reason", "note") if data.get(key)]
        return told(lines, width)

    def picked(self, id: str) -> None:
        """Correct the input."""
        self.correct(self._entries[id])

    @work(exclusive=True, group="inputs")
    async def correct(self, entry: Entry) -> None:
        """Ask what it is to be instead, correct it, and name what no longer applies."""
        change = await self._wanted(entry)
        if change is None:
            return
        try:
            result = self.playing.session.amend(entry.seq, change or None)
        except WhitecellError as error:
            self.warn(error)
            return
        self.playing.retell()
        self.show_anew()
        told_ = safe.plain(correcting.outcome(result, self.playing))
        await self.app.push_screen_wait(Reading("An input was corrected", [("", told_)]))

    async def _wanted(self, entry: Entry) -> Plain | None:
        """Return the change, an empty one to take the input out, None to leave it."""
        if entry.kind == "note":
            return await self._note(entry)
        answers = [*self._answers(entry), OUT]
        title = f"{correcting.says(entry, self.playing)}: what is it to be?"
        picked = await self.app.push_screen_wait(Pick(title, answers, self._place(entry)))
        if picked is None or picked == OUT[0]:
            return None if picked is None else {}
        if entry.kind == "choose":
            return {"move": picked}
        if entry.kind == "seat":
            return {"holder": picked}
        return await self._ruling(entry, picked)

    def _answers(self, entry: Entry) -> list[tuple[str, str]]:
        """Return what an input could be instead."""
        if entry.kind == "choose":
            found = correcting.options(entry, self.playing)
            now = "" if correcting.sealed(entry, self.playing) else entry.data["move"]
            return [
                (o.move, f"{plain(o.says)} ({percent(o.probability)})")
                for o in found
                if o.move != now
            ]
        if entry.kind == "seat":
            other = "engine" if entry.data["holder"] == "person" else "person"
            return [(other, f"to the {other}")]
        if entry.kind == "rule":
            return [("=roll", "The roll stands"), *((each, RESULTS[each]) for each in DEGREES)]
        return []

    async def _ruling(self, entry: Entry, result: str) -> Plain | None:
        if result == "=roll":
            return {"result": None}
        named = next(RESULTS[each] for each in DEGREES if each == result)
        fields = [("Reason", entry.data["reason"]), ("Ruled by", entry.data["by"])]
        given = await self.app.push_screen_wait(Ask(f"Ruling: {named}", fields))
        return None if given is None else {"result": result, "reason": given[0], "by": given[1]}

    async def _note(self, entry: Entry) -> Plain | None:
        given = await self.app.push_screen_wait(
            Ask("The note", [("Text", entry.data["text"])], keep=True)
        )
        return None if given is None else {"text": given[0]}


def _wall(wall: str) -> str:
    """Return the time on the wall where the table stands, to the minute."""
    try:
        return f"{datetime.fromisoformat(wall).astimezone():%H:%M}"
    except (ValueError, OverflowError, OSError):
        return "at an unknown time"
