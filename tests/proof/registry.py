"""Which proofs there are."""

import importlib
import pkgutil
from collections.abc import Callable
from dataclasses import dataclass

import tests.proof


@dataclass(frozen=True)
class Proof:
    """A named claim and the function that shows it, giving Markdown."""

    name: str
    claim: str
    show: Callable[[], str]


PROOFS: dict[str, Proof] = {}


def proof(name: str) -> Callable[[Callable[[], str]], Callable[[], str]]:
    """Register a function as the proof of its docstring's first line."""

    def register(show: Callable[[], str]) -> Callable[[], str]:
        claim = (show.__doc__ or "").strip().partition("\n")[0]
        if not claim:
            msg = f"proof {name!r} says in its docstring what it proves"
            raise ValueError(msg)
        if name in PROOFS:
            msg = f"two proofs are named {name!r}"
            raise ValueError(msg)
        PROOFS[name] = Proof(name, claim, show)
        return show

    return register


def registered() -> dict[str, Proof]:
    """All proofs, after importing every module of this folder."""
    for module in pkgutil.iter_modules(tests.proof.__path__, "tests.proof."):
        if not module.name.endswith("__main__"):
            importlib.import_module(module.name)
    return dict(sorted(PROOFS.items()))
