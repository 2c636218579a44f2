"""Keys that can be changed: the name of every action, and the file in which a person gives it keys.

The file is `keys.toml` in the platform's folder for settings: a table a screen, a line an action.

    [console]
    next = "space"

Esc, enter and what moves in a list stay as they are, so that no screen can be locked.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, ClassVar

from platformdirs import user_config_path
from textual.binding import Binding, BindingType

_KINDS = re.compile("(Screen|Dialog|Panel)$")
_KEY = re.compile(r"[0-9A-Za-z]|f([1-9]|1[0-2])|ctrl\+[a-z]|space|question_mark")
FIXED = frozenset({"escape", "enter"})
RESERVED = {
    **dict.fromkeys(("j", "k"), "moves in every list"),
    **dict.fromkeys(("ctrl+c", "ctrl+z"), "belongs to the terminal"),
    "ctrl+p": "opens the palette",
    "ctrl+m": "is enter to a terminal",
    "ctrl+i": "is tab to a terminal",
    "ctrl+h": "is backspace to a terminal",
    "space": "picks in a list",
}
LARGEST = 65_536
ROOMS = {"whitecellapp": "app", "rooms": "console", "private": "console"}
"""What classes are called in the file where their own name says little."""


class Named:
    """Gives every binding that a class declares the name people may give another key by."""

    BINDINGS: ClassVar[list[BindingType]]

    def __init_subclass__(cls, **named: Any) -> None:
        """Name the bindings before the toolkit takes them in."""
        if "BINDINGS" in cls.__dict__:
            cls.BINDINGS = [_named(cls, each) for each in cls.__dict__["BINDINGS"]]
        super().__init_subclass__(**named)


def _named(kind: type, each: BindingType) -> BindingType:
    if not isinstance(each, Binding) or not each.description or each.id:
        return each
    return replace(each, id=f"{room_of(kind)}.{action_of(each)}")


def room_of(kind: type) -> str:
    """Return the name of a screen or a part of one, as its table in the file is called."""
    name = kind.__name__.lstrip("_")
    name = (_KINDS.sub("", name) or name).lower()
    return ROOMS.get(name, name)


def action_of(binding: Binding) -> str:
    """Return the name of an action; what it is given is part of it."""
    name, _, given = binding.action.partition("(")
    given = re.sub("[^a-z0-9]+", "", given.replace("-", "minus"))
    return f"{name}-{given}" if given else name


@dataclass(frozen=True, slots=True)
class Key:
    """An action with its name, the keys it has, those it had, and what it does."""

    id: str
    keys: tuple[str, ...]
    usual: tuple[str, ...]
    does: str

    @property
    def fixed(self) -> bool:
        """Whether it keeps its keys."""
        return any(key in FIXED for key in self.usual)


@dataclass(frozen=True, slots=True)
class Keymap:
    """What a file of keys comes to: keys by the action's name, and what is wrong, a line each."""

    path: Path
    given: Mapping[str, str]
    problems: tuple[str, ...] = ()


def default_path() -> Path:
    """Return where the file is looked for."""
    return user_config_path("whitecell", appauthor=False) / "keys.toml"


def read_keymap(scopes: Iterable[tuple[Key, ...]], path: Path | None = None) -> Keymap:
    """Return what the file says; a line that is wrong counts for nothing and is told.

    `scopes` are the actions that can be called at once, a screen's and the app's.
    """
    where = path or default_path()
    text, fault = _text(where)
    if fault:
        return Keymap(where, {}, (f"{where}: {fault}",))
    if not text:
        return Keymap(where, {})
    import tomllib

    try:
        tables = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        return Keymap(where, {}, (f"{where}: {str(error)[:200]}",))
    scopes = list(scopes)
    known = {key.id: key for scope in scopes for key in scope}
    given, problems = _given(tables, known)
    clashes = _clashes(given, scopes)
    for id in clashes:
        given.pop(id, None)
    told = tuple(f"{where}: {each}" for each in (*problems, *clashes.values()))
    return Keymap(where, {id: ",".join(keys) for id, keys in given.items()}, told)


def _text(path: Path) -> tuple[str, str]:
    """Return a file's text and what is wrong with it; no file says nothing."""
    try:
        with path.open("rb") as file:
            data = file.read(LARGEST + 1)
        return ("", "it is too long") if len(data) > LARGEST else (data.decode(), "")
    except FileNotFoundError:
        return "", ""
    except (OSError, UnicodeDecodeError) as error:
        return "", getattr(error, "strerror", "") or "it is not UTF-8 text"


def _given(
    tables: Mapping[str, Any], known: Mapping[str, Key]
) -> tuple[dict[str, tuple[str, ...]], list[str]]:
    """Return the keys given to actions that are known, and what is wrong."""
    from engine.errors import nearest

    given, problems = dict[str, tuple[str, ...]](), list[str]()
    for room, lines in tables.items():
        for name, value in lines.items() if isinstance(lines, dict) else [("", lines)]:
            id = f"{room}.{name}" if name else room
            keys = tuple(value) if isinstance(value, list) else (value,)
            if id not in known:
                near = nearest(id, list(known))
                guess = f"; did you mean {near}?" if near else "; 'whitecell keys' lists them all"
                problems.append(f"no action {id[:60]!r}{guess}")
            elif wrong := _wrong(known[id], keys):
                problems.append(f"{id}: {wrong}")
            else:
                given[id] = keys
    return given, problems


def _wrong(key: Key, keys: tuple[Any, ...]) -> str:
    if key.fixed:
        return "esc and enter stay as they are"
    if not keys:
        return "give it a key"
    for each in keys:
        if not isinstance(each, str) or not _KEY.fullmatch(each):
            return f"{str(each)[:20]!r} is no key: a letter, a digit, f1 to f12 or ctrl+letter"
        if each in RESERVED:
            return f"{each} {RESERVED[each]}"
    return ""


def _clashes(
    given: Mapping[str, tuple[str, ...]], scopes: Iterable[tuple[Key, ...]]
) -> dict[str, str]:
    """Return the given lines whose key means something else on the same screen."""
    found = dict[str, str]()
    for scope in scopes:
        for key in scope:
            for other in scope:
                mine, theirs = given.get(key.id), given.get(other.id, other.usual)
                shared = set(mine or ()) & set(theirs)
                if key.id != other.id and shared and key.id not in found:
                    both = f"{key.id} and {other.id}"
                    found[key.id] = f"{both} would both be {min(shared)}; the first keeps its own"
    return found
