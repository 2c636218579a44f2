"""What every screen has in common: room to be read in, a footer, a way back."""

from __future__ import annotations

from typing import Any, TypeVar

from textual import events
from textual.app import ComposeResult
from textual.await_complete import AwaitComplete
from textual.binding import Binding
from textual.screen import Screen
from textual.widget import Widget
from textual.widgets import Static
from textual.widgets._toast import ToastRack

from tui import safe
from tui.ahead import TypedAhead
from tui.keymap import Named
from tui.reflow import Reflow
from tui.widgets.keys import KeysLine

T = TypeVar("T")

TOO_SMALL = "Make the window 60 x 18 or larger."


class TooSmall(Static):
    """The one line of a window that is too small for anything else."""

    def __init__(self) -> None:
        super().__init__(TOO_SMALL, markup=False)


class Steady(Named, Screen[T]):
    """A screen that stands where it stood once a window that was too small has grown again.

    What a small window hides loses the focus, and with it the keys that pick and go on.
    """

    _stood: Widget | None = None
    _saying = ""
    GLOSS: tuple[str, ...] = ()
    """What its columns mean, told under its keys."""
    takes_keys = False
    """Whether it stands: keys typed before wait for it."""

    def __init__(self) -> None:
        super().__init__()
        self._compositor = Reflow()

    async def on_event(self, event: events.Event) -> None:
        """Fill in nothing where keys typed ahead have closed the screen before it was drawn."""
        if isinstance(event, events.Mount) and self not in self.app.screen_stack:
            return
        if isinstance(event, events.Compose):
            self._take_shape()
        await super().on_event(event)

    def _take_shape(self) -> None:
        """Take the shape of the window while nothing stands on the screen yet, all is styled once.

        Textual would only after the first frame.
        """
        app = self.app
        for cells, points in (
            (app.size.width, app.HORIZONTAL_BREAKPOINTS),
            (app.size.height, app.VERTICAL_BREAKPOINTS),
        ):
            self.add_class(*self._get_breakpoint_classes(cells, points or []))

    @property
    def stands(self) -> bool:
        """Whether something can be shown on it. Ask where a word comes from outside its own loop.

        A screen that is being taken away has lost what stands on it before it is gone itself.
        """
        return self.is_attached and not (self._pruning or self._closing)

    def on_mount(self) -> None:
        """Take keys once all that stands on the screen has its place; what was told is read."""
        self.clear_told()
        self.call_after_refresh(self.open_to_keys)

    def on_screen_resume(self) -> None:
        """Take what was typed for a screen above that was gone before it stood."""
        self._take_ahead()

    def open_to_keys(self) -> None:
        """Take the keys that were typed ahead, and all that come."""
        self.takes_keys = True
        self._take_ahead()

    def _take_ahead(self) -> None:
        if isinstance(self.app, TypedAhead):
            self.app.call_later(self.app.give_ahead)

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """Remember where the keys go."""
        self._stood = event.widget

    def on_resize(self) -> None:
        """Go back there when the window has room again."""
        self.call_after_refresh(self._stand)

    def _stand(self) -> None:
        where = self._stood
        if self.focused is None and where is not None and where.focusable and where.is_attached:
            self.set_focus(where, scroll_visible=False)

    def dismiss(self, result: T | None = None) -> AwaitComplete:
        """Close the screen; done once, and safe where whoever asked has gone."""
        if self.app.screen is not self:
            return AwaitComplete()
        asked = self._result_callbacks[-1] if self._result_callbacks else None
        if asked is not None and asked.future is not None and asked.future.done():
            asked.future = None
        return super().dismiss(result)

    @property
    def marking(self) -> str:
        """The handling marking of the exercise on the table, which every screen bears."""
        return str(getattr(self.app, "marking", ""))

    def tell(self, text: str) -> None:
        """Show a notice for a moment, in the place of what was told before."""
        if not self._stands(text):
            self.clear_told()
        self._notice(text)

    def clear_told(self) -> None:
        """Take away what was told before, but for warnings: whoever went on is done with it."""
        shown = self.app._notifications  # noqa: SLF001 - there is no public way to read them
        for each in list(shown):
            if each.severity == "information":
                del shown[each]
        for screen in self.app.screen_stack:
            for rack in screen.query_children(ToastRack):
                rack.show(shown)

    def warn(self, error: Exception) -> None:
        """Show what cannot be done, in the error's own words."""
        self._notice(str(error), severity="warning", timeout=8)

    def _notice(self, text: str, **how: Any) -> None:
        """Show a notice, unless it is still to be read: a key held down says it once."""
        if not self._stands(text):
            self.app.notify(safe.clean(text), markup=False, **how)
            self._saying = safe.clean(text)
            self.app.call_later(self._said)

    def _said(self) -> None:
        """Take in that a notice is up: the toolkit puts it there with a message of its own."""
        self._saying = ""

    def _stands(self, text: str) -> bool:
        shown = self.app._notifications  # noqa: SLF001 - there is no public way to read them
        says = safe.clean(text)
        return says == self._saying or any(each.message == says for each in shown)


class Page(Steady[T]):
    """A whole screen: its title line, its body, the footer."""

    BINDINGS = [Binding("escape", "back", "back", tooltip="Go back to the screen before")]

    def compose(self) -> ComposeResult:
        """Yield the title, the body and the footer."""
        yield TooSmall()
        yield Static("", id="marking", markup=False)
        yield Static("", id="title", markup=False)
        yield from self.body()
        yield KeysLine(compact=True)

    def body(self) -> ComposeResult:
        """Yield what stands between the title and the footer."""
        yield from ()

    def entitle(self, text: str) -> None:
        """Write the title line, under the handling marking where there is one."""
        self.query_one("#title", Static).update(safe.one(text))
        self.mark(self.marking)

    def mark(self, marking: str) -> None:
        """Show a handling marking, or none."""
        line = self.query_one("#marking", Static)
        line.update(safe.one(marking))
        line.set_class(bool(marking), "-marked")

    def action_back(self) -> None:
        """Close the screen."""
        self.dismiss(None)
