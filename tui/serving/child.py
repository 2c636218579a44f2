"""The app's side of a page: the same table, drawn through a pipe.

It ends with the server, however that ends: its pipe closes.
"""

from __future__ import annotations

import os
import sys
import threading
from pathlib import Path
from typing import Any

from textual.drivers.web_driver import WebDriver
from textual.messages import ExitApp

from tui.serving.bounds import size_of

PATIENCE = 3.0
"""Seconds to end in good order once nobody is there."""


class PageDriver(WebDriver):
    """Textual's driver for pages, kept within bounds and never left behind."""

    def run_input_thread(self) -> None:
        """Read keys until the server is gone; then leave."""
        super().run_input_thread()
        if not self.exit_event.is_set():
            watch = threading.Timer(PATIENCE, os._exit, (1,))
            watch.daemon = True
            watch.start()
            self._app.call_later(self._app.post_message, ExitApp())

    def on_meta(self, packet_type: str, payload: dict[str, object]) -> None:
        """Take in a size only within bounds, and no requests for files."""
        if packet_type == "resize":
            size = size_of(payload.get("width"), payload.get("height"))
            payload = {**payload, "width": size.width, "height": size.height}
        if packet_type != "deliver_chunk_request":
            super().on_meta(packet_type, payload)

    def write_meta(self, data: dict[str, Any]) -> None:
        """Tell the server nothing but the end: a page opens no addresses and takes no files."""
        if data.get("type") == "exit":
            super().write_meta(data)


def main() -> int:
    """Open the library; the words are packs to look names up in."""
    from tui.app import main as open_screen

    return open_screen(None, [Path(word) for word in sys.argv[1:]])


if __name__ == "__main__":
    sys.exit(main())
