"""What is legal and yet wrong: looked for in a scenario that could be built."""

from engine.content.linting.findings import Finding, Home, looked_over

__all__ = ["Finding", "Home", "looked_over"]
