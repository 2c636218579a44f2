"""Which Whitecell this is."""

from __future__ import annotations

from importlib.metadata import PackageNotFoundError
from importlib.metadata import version as installed
from importlib.util import find_spec


def version() -> str:
    """Return the version that is installed, and whether its engine is compiled (`make fast`)."""
    try:
        found = installed("whitecell")
    except PackageNotFoundError:
        found = "unknown"
    return f"{found} (engine compiled)" if _compiled() else found


def _compiled() -> bool:
    spec = find_spec("engine.rules.choice")
    return spec is not None and not str(spec.origin).endswith(".py")
