"""Settings: `KEY=VALUE` from variants, lenses and the command line, laid into the trees.

A key is the name of an uncertainty, or a dotted path into the scenario file; below `actors.NAME`
it reaches into that actor's file, below `theatre_changes` into the theatre's.
"""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Mapping as Keyed
from dataclasses import dataclass

from engine.content.documents import ActorDocument, ScenarioDocument
from engine.content.dotting import ELSEWHERE, meant
from engine.content.marks import Mark
from engine.content.nodes import Listing, Mapping, Node, Scalar, keys_of, node_at, placed
from engine.content.problems import Problem, did_you_mean, problem_at, quoted
from engine.content.reading import read_setting

FIXED = frozenset(("kind", "schema", "extends", "variants", "lenses"))
OPEN = frozenset(
    (
        "motives",
        "constraints",
        "types",
        "moves",
        "injects",
        "uncertainties",
        "outcomes",
        "expectations",
        "measures",
        "indicators",
        "flags",
        "calendar",
    )
)
UNREAD = "WC517"


@dataclass(frozen=True)
class Setting:
    """A key and a value, each with its place; `where` is the path of keys that leads to it."""

    key: str
    mark: Mark
    value: Node
    where: str


def from_file(tree: Mapping, kind: str, name: str | None) -> list[Setting]:
    """Return the settings of a variant or lens."""
    if name is None:
        return []
    node = node_at(tree, [kind, name, "set"])
    if not isinstance(node, Mapping):
        return []
    place = f"{kind}.{name}.set"
    return [
        Setting(key, entry.mark, entry.node, f"{place}.{key}")
        for key, entry in node.entries.items()
    ]


def from_command(key: str, text: str) -> tuple[Setting | None, list[Problem]]:
    """Return a setting of the command line."""
    mark, node, problems = read_setting(key, text, "--set")
    return (Setting(key, mark, node, key) if node is not None else None), problems


def casts_set(tree: Mapping) -> list[str]:
    """Return every actor that a variant or a lens of a scenario puts into the cast."""
    every = ((kind, name) for kind in ("variants", "lenses") for name in names_of(tree, kind))
    settings = [setting for kind, name in every for setting in from_file(tree, kind, name)]
    casts = [setting.value for setting in settings if setting.key == "cast"]
    items = [item for cast in casts if isinstance(cast, Listing) for item in cast.items]
    return [str(item.value) for item in items if isinstance(item, Scalar)]


def names_of(tree: Mapping, kind: str) -> list[str]:
    """Return the ids of the variants, lenses or uncertainties of a scenario."""
    node = tree.get(kind)
    return list(node.entries) if isinstance(node, Mapping) else []


def apply(
    tree: Mapping, settings: Iterable[Setting], prefix: str, problems: list[Problem]
) -> Mapping:
    """Return a tree with the settings that reach it, their keys counted from `prefix`.

    Without a prefix the tree is the scenario's: settings of actors and theatre are left for later,
    and keys that mean nothing are reported.
    """
    for setting in settings:
        path = _path(tree, setting, prefix, problems)
        if path:
            tree = placed(tree, path, setting.mark, setting.value)
    return tree


def unread(settings: Iterable[Setting], actors: Keyed[str, ActorDocument]) -> list[Problem]:
    """Return the settings of motives' weights that nothing reads: the actor's type has its own."""
    found = list[Problem]()
    for setting in settings:
        match setting.key.split("."):
            case ["actors", id, "motives", motive, "weight"] if id in actors:
                type_ = actors[id].type or ""
            case _:
                continue
        if type_ in actors[id].types and motive in actors[id].types[type_].weights:
            says = f"{quoted(id)} plays the type {quoted(type_)}, which has a weight of its own"
            hint = f"set actors.{id}.types.{type_}.weights.{motive}, or another actors.{id}.type"
            found.append(
                problem_at(
                    setting.mark,
                    UNREAD,
                    f"nothing reads this weight: {says}",
                    where=setting.where,
                    hint=hint,
                    severity="warning",
                )
            )
    return found


def _path(
    tree: Mapping, setting: Setting, prefix: str, problems: list[Problem]
) -> list[str] | None:
    """Return where in a tree a setting belongs, None where it belongs elsewhere."""
    key = setting.key
    if prefix:
        if not key.startswith(prefix + "."):
            return None
        path = keys_of(tree, key.removeprefix(prefix + "."))
        return path if _reaches(tree, path, setting, prefix + ".", problems) else None
    uncertain = names_of(tree, "uncertainties")
    if key in uncertain:
        return ["uncertainties", key, "value"]
    first = key.split(".")[0]
    keys = [key.alias or name for name, key in ScenarioDocument.declared.items()]
    if first not in keys or first in FIXED or key in ELSEWHERE:
        known = [*uncertain, *(k for k in keys if k not in FIXED)]
        _report_unknown(tree, setting, known, uncertain, problems)
        return None
    if first in ELSEWHERE:
        _check_actor(tree, setting, problems)
        return None
    path = keys_of(tree, key)
    return path if _reaches(tree, path, setting, "", problems) else None


def _check_actor(tree: Mapping, setting: Setting, problems: list[Problem]) -> None:
    """Report a setting of an actor that is not in the cast."""
    words = setting.key.split(".")
    node = tree.get("cast")
    cast = [str(getattr(item, "value", "")) for item in getattr(node, "items", ())]
    if words[0] == "actors" and (words[1] not in cast or len(words) < 3):
        message = f"{quoted(words[1])} is no actor of the cast"
        hint = did_you_mean(words[1], cast, "actors")
        if words[1] in cast:
            whole = meant(tree, setting.key, setting.value) or f"{setting.key}.KEY"
            message, hint = _in_steps(setting.key), f"write {whole}"
        problems.append(problem_at(setting.mark, "WC209", message, where=setting.where, hint=hint))


def _reaches(
    tree: Mapping, path: list[str], setting: Setting, prefix: str, problems: list[Problem]
) -> bool:
    """Tell whether a path leads to a value; a misspelt id on the way is reported."""
    for at in range(1, len(path) - 1):
        below = node_at(tree, path[:at])
        known = list(below.entries) if isinstance(below, Mapping) else []
        if path[at - 1] in OPEN and path[at] not in known:
            message = f"there is no {quoted(path[at])} under {prefix}{'.'.join(path[:at])}"
            hint = did_you_mean(path[at], known, path[at - 1])
            problems.append(
                problem_at(setting.mark, "WC209", message, where=setting.where, hint=hint)
            )
            return False
    return True


def _report_unknown(
    tree: Mapping,
    setting: Setting,
    known: list[str],
    uncertain: list[str],
    problems: list[Problem],
) -> None:
    """Report a key that names nothing a setting can reach."""
    key, where = setting.key, setting.where
    first = key.split(".")[0]
    message, whole = f"unknown setting {quoted(key)}", meant(tree, key, setting.value)
    hint = f"write {whole}" if whole else did_you_mean(first, known, "settings", uncertain)
    if first in FIXED:
        message, hint = f"{quoted(first)} cannot be set", ""
    elif key in ELSEWHERE:
        message, hint = _in_steps(key), hint if whole else f"write the whole path: {key}.NAME.KEY"
    problems.append(problem_at(setting.mark, "WC209", message, where=where, hint=hint))


def _in_steps(key: str) -> str:
    return f"{quoted(key)} is where settings begin: each is one name with dots"
