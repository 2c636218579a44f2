"""What a browser is sent: the page of the table, the way in, and the files they need, by name.

The terminal in the page is textual-serve's. Its own page asks an outside service for a font; this
one asks nobody.
"""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from importlib.util import find_spec
from pathlib import Path

HEADERS = {
    "Cache-Control": "no-store",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}


@dataclass(frozen=True, slots=True)
class File:
    """A file a page may ask for."""

    path: Path
    kind: str


def files() -> dict[str, File]:
    """Return the files of the terminal by the only names they are served under."""
    spec = find_spec("textual_serve")
    if spec is None or spec.origin is None:
        return {}
    home = Path(spec.origin).parent / "static"
    return {
        "terminal.js": File(home / "js" / "textual.js", "text/javascript"),
        "terminal.css": File(home / "css" / "xterm.css", "text/css"),
        "mono.ttf": File(home / "fonts" / "RobotoMono-VariableFont_wght.ttf", "font/ttf"),
    }


STYLE = """
@font-face { font-family: 'Roboto Mono'; src: url('/static/mono.ttf'); }
html, body { margin: 0; height: 100%; background: #101418; color: #e6e6e6;
  font-family: 'Roboto Mono', monospace; }
.textual-terminal { width: 100vw; height: 100vh; }
#closed { display: none; position: absolute; inset: 0; z-index: 9; background: #101418;
  align-items: center; justify-content: center; flex-direction: column; }
body.-closed #closed { display: flex; }
a { color: #56b4e9; }
"""


def policy(host: str) -> str:
    """Return what the page may load, and from where: our own files, our own socket."""
    return (
        "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; font-src 'self'; "
        f"img-src 'self' data: blob:; connect-src ws://{host}; base-uri 'none'; "
        "form-action 'none'; frame-ancestors 'none'"
    )


def table_page(host: str) -> str:
    """Return the page that holds the terminal."""
    at = escape(host, quote=True)
    return f"""<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><title>Whitecell</title>
<link rel="stylesheet" href="/static/terminal.css"><link rel="stylesheet" href="/static/page.css">
<script src="/static/terminal.js"></script></head>
<body><div id="start"></div>
<div id="terminal" class="textual-terminal" data-session-websocket-url="ws://{at}/ws"
 data-font-size="16"></div>
<div id="closed" class="closed-dialog"><p>The table is closed here. What was played is kept.</p>
<p><a href="/">Open it again</a></p></div></body></html>
"""


def way_in() -> str:
    """Return the page that leads on from the link, so that its address is not kept."""
    return plain_page("Coming in …", '<meta http-equiv="refresh" content="0;url=/">')


def plain_page(says: str, head: str = "") -> str:
    """Return a page of one sentence."""
    return (
        f'<!DOCTYPE html><html lang="en"><head><meta charset="utf-8">{head}'
        f"<title>Whitecell</title></head><body><p>{escape(says)}</p></body></html>\n"
    )
