"""The tabs of a screen of several rooms: a key and a click each, the open one marked."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal
from textual.content import Content
from textual.widgets import Static


class _Tab(Static):
    def __init__(self, binding: Binding, name: str) -> None:
        super().__init__("", markup=False, classes="tab")
        self.binding, self.label = binding, name
        self.tooltip = binding.tooltip

    def on_mount(self) -> None:
        """Write the key and the name on it."""
        self.show(0)

    def show(self, count: int) -> None:
        """Write the key and the name, with a count where there is one."""
        given = self.app._keymap.get(self.binding.id or "")  # noqa: SLF001
        key = self.app.get_key_display(self.binding.with_key(given) if given else self.binding)
        told = f" {self.label}" + (f" ({count:,})" if count else "")
        self.update(Content.assemble((key, "bold $footer-key-foreground"), told))

    async def on_click(self) -> None:
        """Open the room."""
        await self.run_action(f"screen.{self.binding.action}")


class Tabs(Horizontal):
    """A line of tabs."""

    DEFAULT_CSS = """
    Tabs { height: 1; width: 100%; background: $panel; overflow-x: hidden; }
    Tabs .tab { width: auto; padding: 0 1; }
    Tabs .tab:hover { background: $block-cursor-background; }
    Tabs .tab.-here { background: $primary 40%; text-style: bold underline; }
    """

    def __init__(self, tabs: tuple[tuple[Binding, str], ...]) -> None:
        super().__init__(id="tabs")
        self.tabs = tabs

    def compose(self) -> ComposeResult:
        """Yield the tabs."""
        for binding, name in self.tabs:
            yield _Tab(binding, name)

    def show(self, here: int, counts: dict[int, int]) -> None:
        """Mark the one that is open, and write counts beside some."""
        for at, tab in enumerate(self.query(_Tab)):
            tab.set_class(at == here, "-here")
            tab.show(counts.get(at, 0))
