"""The doors of the table: the rooms behind it, a click or a key each, in one line."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal
from textual.content import Content
from textual.widgets import Static


class _Door(Static):
    def __init__(self, binding: Binding, name: str) -> None:
        super().__init__("", markup=False, classes="door")
        self.binding, self.label = binding, name
        self.tooltip = binding.tooltip

    def on_mount(self) -> None:
        """Write on it."""
        self.write()

    def write(self) -> None:
        """Write the key and the name on it."""
        given = self.app._keymap.get(self.binding.id or "")  # noqa: SLF001
        key = self.app.get_key_display(self.binding.with_key(given) if given else self.binding)
        self.update(Content.assemble((key, "bold $footer-key-foreground"), f" {self.label}"))

    async def on_click(self) -> None:
        """Go through."""
        await self.run_action(f"screen.{self.binding.action}")


class Doors(Horizontal):
    """A line of doors; those that lead nowhere now are left out."""

    DEFAULT_CSS = """
    Doors { height: 1; width: 100%; background: $panel; overflow-x: hidden; }
    Doors .door { width: auto; padding: 0 1 0 0; }
    Doors .door:hover { background: $block-cursor-background; }
    """

    def __init__(self, doors: tuple[tuple[Binding, str], ...]) -> None:
        super().__init__(id="doors")
        self.doors = doors

    def compose(self) -> ComposeResult:
        """Yield the doors."""
        for binding, name in self.doors:
            yield _Door(binding, name)

    def rename(self, action: str, name: str) -> None:
        """Write another name on a door: it leads elsewhere now."""
        for door in self.query(_Door):
            if door.binding.action == action and door.label != name:
                door.label = name
                door.write()

    def show_open(self) -> None:
        """Leave out those that lead nowhere now."""
        for door in self.query(_Door):
            door.display = bool(self.screen.check_action(door.binding.action, ()))
