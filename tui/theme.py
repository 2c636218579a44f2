"""Two themes in the Okabe-Ito colours, which most eyes can tell apart; signs say the same."""

from __future__ import annotations

from typing import Any

from textual.app import App
from textual.theme import Theme

DARK = Theme(
    name="whitecell-dark",
    primary="#56B4E9",
    secondary="#CC79A7",
    accent="#E69F00",
    success="#2BB58C",
    warning="#F0E442",
    error="#F0752B",
    foreground="#E6E6E6",
    background="#101418",
    surface="#151A20",
    panel="#1F2730",
    dark=True,
    variables={
        "border": "#0072B2",
        "border-blurred": "#33404D",
        "block-cursor-background": "#1D3A52",
        "block-cursor-foreground": "#FFFFFF",
        "block-cursor-blurred-background": "#22303C",
        "footer-key-foreground": "#E69F00",
    },
)

LIGHT = Theme(
    name="whitecell-light",
    primary="#0072B2",
    secondary="#8A4A70",
    accent="#8A5A00",
    success="#00694D",
    warning="#6E5F00",
    error="#A34700",
    foreground="#1A1A1A",
    background="#FBFBF8",
    surface="#F3F3EF",
    panel="#E4E4DE",
    dark=False,
    variables={
        "border": "#0072B2",
        "border-blurred": "#B8B8B0",
        "block-cursor-background": "#CFE3F2",
        "block-cursor-foreground": "#101418",
        "block-cursor-blurred-background": "#D5E3EC",
        "footer-key-foreground": "#8A4A70",
    },
)


def dress(app: App[Any]) -> None:
    """Give an app that is being made both themes, the dark one to begin with.

    Set once it runs, a theme would have every style read and applied a second time.
    """
    app.register_theme(DARK)
    app.register_theme(LIGHT)
    app.set_reactive(App.theme, DARK.name)
    app.stylesheet.set_variables(app.get_css_variables())
