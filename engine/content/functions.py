"""The functions of the condition language that ask about actors and moves."""

from __future__ import annotations

from engine.content.documents.words import relation_id
from engine.content.problems import did_you_mean, quoted
from engine.content.scope import Scope, Typed
from engine.content.syntax import Unreadable, Word
from engine.model import Call, Const, Name

ABOUT_MOVES = frozenset(("moved", "moves", "answers", "moves_or_answers"))
SHAPES = {
    "moved": "moved(actor, move)",
    "moves": "moves(actor, move, ...)",
    "answers": "answers(actor, other)",
    "moves_or_answers": "moves_or_answers(actor, other, move, ...)",
    "relation": "relation(a, b)",
    "start": "start(indicator)",
}


def relation(word: Word, scope: Scope) -> Typed:
    """Return the level behind `relation(a, b)`."""
    first, second = _names(word, 2, 2)
    known = scope.actors.keys() | scope.others
    level = relation_id(str(first.value), str(second.value))
    if level not in scope.levels:
        for name in (first, second):
            _check_actor(name, known)
        message = f"the theatre has no {level}"
        pairs = [name for name in scope.levels if "(" in name]
        hint = did_you_mean(level, pairs, "relations")
        raise Unreadable("WC204", message, word.start, word.end, hint)
    return Typed(Name("level", level), "number")


def start(word: Word, scope: Scope) -> Typed:
    """Return the opening value of a level."""
    if len(word.args) == 1 and word.args[0].kind == "call" and word.args[0].value == "relation":
        found = relation(word.args[0], scope).tree
        assert isinstance(found, Name)
        return Typed(Call("start", (Const(found.id),)), "number", 2, 2)
    (name,) = _names(word, 1, 1)
    if name.value not in scope.levels:
        raise unknown(name, "indicator", "WC204", scope.levels)
    return Typed(Call("start", (Const(name.value),)), "number", 2, 2)


def about_moves(word: Word, scope: Scope) -> Typed:
    """Return a count of moves, or whether one was made."""
    function = str(word.value)
    least = {"moved": 2, "moves": 1, "answers": 2, "moves_or_answers": 2}[function]
    most = 2 if function in ("moved", "answers") else 60
    names = _names(word, least, most)
    known = scope.actors.keys() | scope.others
    _check_actor(names[0], known)
    others = names[1:2] if function in ("answers", "moves_or_answers") else ()
    for other in others:
        _check_actor(other, known)
    truth = function == "moved"
    actor = str(names[0].value)
    if actor not in scope.actors:
        return Typed(Const(False if truth else 0.0), "truth" if truth else "number")
    for move in names[1 + len(others) :]:
        if move.value not in scope.actors[actor]:
            raise unknown(move, f"move of {actor}:", "WC206", scope.actors[actor])
    tree = Call(function, tuple(Const(name.value) for name in names))
    return Typed(tree, "truth" if truth else "number", 1 + len(names), 2)


def _names(word: Word, least: int, most: int) -> tuple[Word, ...]:
    """Return the arguments of a call, each of which must be a bare name."""
    shape = SHAPES[str(word.value)]
    if not least <= len(word.args) <= most:
        raise Unreadable("WC305", f"write {shape}", word.start, word.end)
    for arg in word.args:
        if arg.kind != "name":
            hint = f"write {shape}, without quotes"
            raise Unreadable("WC305", "a name is needed here", arg.start, arg.end, hint)
    return word.args


def _check_actor(name: Word, known: frozenset[str] | set[str]) -> None:
    """Refuse a name that is no actor's."""
    if name.value not in known:
        raise unknown(name, "actor", "WC201", known)


def unknown(name: Word, kind: str, code: str, known: object) -> Unreadable:
    """Return the complaint about a name nobody knows."""
    names = [str(one) for one in known] if hasattr(known, "__iter__") else []
    hint = did_you_mean(str(name.value), names, kind.split(" ")[0].rstrip(":") + "s")
    return Unreadable(code, f"unknown {kind} {quoted(name.value)}", name.start, name.end, hint)
