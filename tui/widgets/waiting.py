"""The line that always says what is waited for and which key comes next."""

from __future__ import annotations

from textual.content import Content
from textual.widgets import Static

from tui import safe
from tui.messages import NextWanted
from tui.waiting import Waiting


class WaitingLine(Static):
    """What is waited for; a click does what comes next."""

    def __init__(self) -> None:
        super().__init__("", id="waiting", markup=False)

    def show(self, waiting: Waiting) -> None:
        """Say what is waited for."""
        self.update(
            Content.assemble(
                ("▶ ", "bold"),
                safe.one(waiting.says),
                "  ",
                (f" {self._key(waiting)} ", "reverse bold"),
                " ",
                safe.one(waiting.does, "bold"),
            )
        )

    def tell(self, text: str) -> None:
        """Say what goes on by itself; no key comes next."""
        self.update(safe.one(text, "$foreground-muted"))

    def _key(self, waiting: Waiting) -> str:
        """Return the key that does it, also where a person has chosen another."""
        keymap = self.app._keymap  # noqa: SLF001
        for _, binding in self.screen._bindings if keymap else ():  # noqa: SLF001
            if binding.action == waiting.action and (given := keymap.get(binding.id or "")):
                return given.split(",")[0]
        return waiting.key

    def on_click(self) -> None:
        """Do what comes next."""
        self.post_message(NextWanted())
