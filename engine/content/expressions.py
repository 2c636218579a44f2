"""The condition language: text to a checked `Condition`, names and types settled.

Three contexts: `state` (what holds now), `path` (a whole run: outcomes and what expectations
measure) and `numbers` (uncertainties and numbers only: amounts of effects).
"""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import Literal

from engine.content.functions import ABOUT_MOVES, about_moves, relation, start
from engine.content.problems import did_you_mean, listed, quoted
from engine.content.scope import Kind, Scope, Typed
from engine.content.syntax import COMPARING, WORDS, Unreadable, Word, parse
from engine.model import Call, Condition, Const, Name, Op

Context = Literal["state", "path", "numbers"]
MOST_NODES = 2_000
DEEPEST_WRITTEN_OUT = 100
DATE = re.compile(r"\s*[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}\s*")
CLOCK = ("turn", "months")
STATE_FUNCTIONS = (*sorted(ABOUT_MOVES), "relation", "start", "min", "max", "abs")
PATH_FUNCTIONS = ("final", "highest", "lowest", "mean", "ever", "months_above", "months_below")
SPOKEN: dict[Kind, str] = {"truth": "true or false", "number": "a number", "text": "a text"}


def checked(text: str, scope: Scope, context: Context, wanted: tuple[Kind, ...]) -> Typed:
    """Return the tree of a condition that yields what is wanted, or raise Unreadable."""
    word = _parsed(text, context)
    found = _Checker(scope, context).tree(word)
    if found.yields not in wanted:
        needed = " or ".join(SPOKEN[kind] for kind in wanted)
        message = f"{needed} is needed, this is {SPOKEN[found.yields]}"
        hint = _compared(word, found) if wanted == ("truth",) else ""
        if DATE.fullmatch(text):
            hint = "a condition knows no dates: turn and months tell the time, turns.count the end"
        raise Unreadable("WC304", message, 0, max(1, len(text)), hint)
    return found


def _parsed(text: str, context: Context) -> Word:
    """Return the words of a condition, or of an amount, which complaints call so."""
    try:
        return parse(text)
    except Unreadable as error:
        if context == "numbers":
            message = error.message.replace(" in a condition", " in an amount")
            message = message.replace("the condition ends", "the amount ends")
            raise Unreadable(error.code, message, error.start, error.end, error.hint) from None
        raise


def condition(text: str, scope: Scope, context: Context, wanted: tuple[Kind, ...]) -> Condition:
    """Return the checked condition of a text, or raise Unreadable."""
    found = checked(text, scope, context, wanted)
    return Condition(text, found.tree, found.yields)


class _Checker:
    """Walks the words of one condition and gives each a meaning and a type."""

    def __init__(self, scope: Scope, context: Context) -> None:
        self.scope, self.context = scope, context

    def tree(self, word: Word) -> Typed:
        """Return the checked tree of a word."""
        if word.kind == "const":
            return _constant(word)
        if word.kind == "name":
            return self.name(word)
        found = self.operator(word) if word.kind == "op" else self.call(word)
        if found.size > MOST_NODES or found.depth > DEEPEST_WRITTEN_OUT:
            message = "with its measures written out this is too long or too deep"
            raise Unreadable("WC306", message, word.start, word.end)
        return found

    def name(self, word: Word) -> Typed:
        """Return what a bare name stands for."""
        found = self.lookup(word)
        constant = isinstance(found.tree, Name) and found.tree.kind == "parameter"
        if self.context == "path" and not constant:
            tree = Call("final", (found.tree,))
            return Typed.over(tree, found.yields, (found,), found.values)
        return found

    def lookup(self, word: Word) -> Typed:
        """Return the level, flag, uncertainty, measure or clock of a name."""
        name, scope = str(word.value), self.scope
        if name in scope.uncertainties:
            return Typed(Name("parameter", name), "number")
        if self.context == "numbers":
            raise self.unknown_number(word)
        if name in scope.levels:
            return Typed(Name("level", name), "number")
        if name in scope.flags:
            return _flag(scope, name)
        if name in scope.measures:
            return scope.measures[name]
        if name in CLOCK:
            return Typed(Name("clock", name), "number")
        hint = _as_value(name, scope) or _lower(name) or did_you_mean(name, scope.names)
        raise Unreadable("WC302", f"unknown name {quoted(name)}", word.start, word.end, hint)

    def unknown_number(self, word: Word) -> Unreadable:
        """Return the complaint about a name that is no uncertainty."""
        name = str(word.value)
        known = self.scope.uncertainties
        if name in self.scope.names:
            message = f"{quoted(name)} cannot stand here: only numbers and uncertainties can"
            return Unreadable("WC307", message, word.start, word.end)
        hint = did_you_mean(name, known, "uncertainties")
        return Unreadable("WC302", f"unknown name {quoted(name)}", word.start, word.end, hint)

    def operator(self, word: Word) -> Typed:
        """Return a checked operator."""
        args = [self.tree(arg) for arg in word.args]
        sign = str(word.value)
        tree = Op(sign, tuple(arg.tree for arg in args))
        if sign in ("and", "or", "not"):
            self.need(word, args, "truth")
            return Typed.over(tree, "truth", args)
        if sign in ("==", "!="):
            self.comparable(word, args)
            return Typed.over(tree, "truth", args)
        self.need(word, args, "number")
        return Typed.over(tree, "truth" if sign in COMPARING else "number", args)

    def need(self, word: Word, args: list[Typed], kind: Kind) -> None:
        """Refuse arguments of another type."""
        for part, arg in zip(word.args, args, strict=True):
            if arg.yields != kind:
                said = "-" if word.value == "neg" else word.value
                message = f"'{said}' needs {SPOKEN[kind]}, this is {SPOKEN[arg.yields]}"
                hint = _compared(part, arg) if kind == "truth" else ""
                raise Unreadable("WC304", message, part.start, part.end, hint)

    def comparable(self, word: Word, args: list[Typed]) -> None:
        """Refuse to compare things of two types, or a phase with a value it never takes."""
        left, right = args
        if left.yields != right.yields:
            kinds = f"{SPOKEN[left.yields]} with {SPOKEN[right.yields]}"
            raise Unreadable("WC304", f"this compares {kinds}", word.start, word.end)
        for flag, part, other in ((left, word.args[1], right), (right, word.args[0], left)):
            if flag.values and isinstance(other.tree, Const):
                text = str(other.tree.value)
                if text not in flag.values:
                    hint = did_you_mean(text, flag.values, "values")
                    message = f"{quoted(text)} is no value of this flag"
                    raise Unreadable("WC409", message, part.start, part.end, hint)

    def call(self, word: Word) -> Typed:
        """Return a checked call."""
        function = str(word.value)
        if function in ("min", "max", "abs"):
            return self.arithmetic(word, function)
        if function not in (*STATE_FUNCTIONS, *PATH_FUNCTIONS):
            known = (*STATE_FUNCTIONS, *PATH_FUNCTIONS)
            hint = _lower(function, known) or did_you_mean(function, known, "functions")
            message = f"unknown function {quoted(function)}"
            end = word.start + len(function)
            raise Unreadable("WC303", message, word.start, end, hint)
        if function in PATH_FUNCTIONS:
            return self.functional(word, function)
        if self.context == "numbers":
            raise self.misplaced(word, "the amount of an effect, which knows uncertainties only")
        if function in ABOUT_MOVES:
            return about_moves(word, self.scope)
        if function == "start":
            return start(word, self.scope)
        found = relation(word, self.scope)
        if self.context == "path":
            return Typed.over(Call("final", (found.tree,)), "number", (found,))
        return found

    def misplaced(self, word: Word, place: str) -> Unreadable:
        """Return the complaint about a function that has no meaning in a place."""
        message = f"{word.value}() has no meaning in {place}"
        return Unreadable("WC307", message, word.start, word.end)

    def arithmetic(self, word: Word, function: str) -> Typed:
        """Return min, max or abs; of one argument over a path, min and max are its extremes."""
        if function != "abs" and len(word.args) == 1 and self.context == "path":
            return self.functional(word, "lowest" if function == "min" else "highest")
        wanted = 1 if function == "abs" else 2
        if len(word.args) != wanted:
            shape = f"{function}(a)" if wanted == 1 else f"{function}(a, b)"
            raise Unreadable("WC305", f"write {shape}", word.start, word.end)
        args = [self.tree(arg) for arg in word.args]
        self.need(word, args, "number")
        return Typed.over(Call(function, tuple(arg.tree for arg in args)), "number", args)

    def functional(self, word: Word, function: str) -> Typed:
        """Return a quantity of a whole run."""
        if self.context != "path":
            where = "what a run shows as a whole: outcomes, and what expectations measure"
            message = f"{word.value}() can be used only in {where}"
            raise Unreadable("WC307", message, word.start, word.end)
        wanted = 2 if function.startswith("months") else 1
        if len(word.args) != wanted:
            shape = f"{function}(expression{', number' if wanted == 2 else ''})"
            raise Unreadable("WC305", f"write {shape}", word.start, word.end)
        first = _Checker(self.scope, "state").tree(word.args[0])
        rest = [self.tree(arg) for arg in word.args[1:]]
        if function != "final":
            kind: Kind = "truth" if function == "ever" else "number"
            self.need(word, [first, *rest], kind)
        tree = Call(function, tuple(arg.tree for arg in (first, *rest)))
        if function == "final":
            return Typed.over(tree, first.yields, (first,), first.values)
        return Typed.over(tree, "truth" if function == "ever" else "number", (first, *rest))


def _lower(name: str, known: Collection[str] = ()) -> str:
    """Return the hint to a word of the language in capitals, nothing where it is none."""
    small = name.lower()
    return f"write {small}, in small letters" if small != name and small in (*WORDS, *known) else ""


def _as_value(name: str, scope: Scope) -> str:
    """Return the hint to a name that is a value of a flag, nothing where it is none."""
    flag = next((flag.id for flag in scope.flags.values() if name in flag.values), None)
    return f'"{name}" is a value of {flag}: put it in quotes' if flag else ""


def _compared(word: Word, found: Typed) -> str:
    """Return how a flag with values of its own becomes something true or false."""
    if word.kind != "name" or not found.values:
        return ""
    known = listed([f'"{value}"' for value in found.values], 4)
    return f'compare it with one of its values: {word.value} == "{found.values[-1]}" ({known})'


def _constant(word: Word) -> Typed:
    """Return a constant with its type."""
    value = word.value
    if isinstance(value, bool):
        return Typed(Const(value), "truth")
    return Typed(Const(value), "text" if isinstance(value, str) else "number")


def _flag(scope: Scope, name: str) -> Typed:
    """Return a flag with its type."""
    flag = scope.flags[name]
    kinds: dict[str, Kind] = {"switch": "truth", "phase": "text", "count": "number"}
    return Typed(Name("flag", name), kinds[flag.kind], values=flag.values)
