"""Every action of every screen: for the file of keys, for `whitecell keys`, for tests."""

from __future__ import annotations

import importlib
import os
import pkgutil
from collections.abc import Iterable, Iterator

from textual.binding import Binding
from textual.screen import Screen
from textual.widget import Widget

import tui.screens
import tui.widgets
from tui.keymap import Key, Keymap, default_path, read_keymap
from tui.widgets.lists import Rows


def own_bindings(kind: type) -> Iterable[Binding]:
    """Yield the bindings that Whitecell's own classes declare with a description."""
    for each in kind.__mro__:
        if each.__module__.startswith("tui."):
            declared = each.__dict__.get("BINDINGS", ())
            yield from (b for b in declared if isinstance(b, Binding) and b.description)


def scopes() -> list[tuple[Key, ...]]:
    """Return the actions that can be called at once: a screen's or a list's, with the app's.

    Every module of the screens and their parts is read in for it.
    """
    from tui.app import WhitecellApp

    for room in (tui.screens, tui.widgets):
        for module in pkgutil.iter_modules(room.__path__, f"{room.__name__}."):
            importlib.import_module(module.name)
    app = tuple(_key(each) for each in own_bindings(WhitecellApp))
    kinds = [*_below(Screen), *_below(Rows)]
    kinds = [each for each in kinds if each.__module__.startswith("tui.")]
    found = [_unique((*map(_key, own_bindings(kind)), *app)) for kind in kinds]
    return sorted(found, key=lambda scope: scope[0].id)


def every_key(keymap: Keymap) -> list[Key]:
    """Return every action once, with the keys a file gives it."""
    known = {key.id: key for scope in scopes() for key in scope}
    return [_with(known[id], keymap) for id in sorted(known)]


def own_keymap() -> Keymap:
    """Return what the person's own file says; where there is none, no screen is read in for it."""
    path = default_path()
    return read_keymap(scopes() if os.path.lexists(path) else (), path)


def _with(key: Key, keymap: Keymap) -> Key:
    given = keymap.given.get(key.id)
    return Key(key.id, tuple(given.split(",")) if given else key.usual, key.usual, key.does)


def _key(binding: Binding) -> Key:
    keys = tuple(binding.key.split(","))
    return Key(binding.id or binding.action, keys, keys, binding.tooltip)


def _unique(keys: Iterable[Key]) -> tuple[Key, ...]:
    return tuple({key.id: key for key in reversed(tuple(keys))}.values())[::-1]


def _below(kind: type[Widget]) -> Iterator[type[Widget]]:
    for each in kind.__subclasses__():
        yield each
        yield from _below(each)
