"""The line of keys below every screen."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.widgets import Footer

Shown = list[tuple[str, str, str, bool, str]]
"""Of each key its name, what it does, the action, whether it is possible, its tooltip."""


class KeysLine(Footer):
    """The footer, made anew only where its keys are others: it is told of every change of focus."""

    shown: Shown | None = None

    def compose(self) -> ComposeResult:
        """Yield the keys, close together from the first, so that none is styled twice."""
        self.shown = self._to_show()
        for widget in super().compose():
            widget.set_class(self.compact, "-compact", update=False)
            yield widget

    async def recompose(self) -> None:
        """Show the keys anew where they are others than those shown."""
        if self.is_attached and self._to_show() != self.shown:
            await super().recompose()

    def _to_show(self) -> Shown | None:
        """Return the keys of the screen; nothing before they are known."""
        if not self._bindings_ready:
            return None
        return [
            (binding.key, binding.description, binding.action, enabled, tooltip)
            for _, binding, enabled, tooltip in self.screen.active_bindings.values()
            if binding.show
        ]
