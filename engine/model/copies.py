"""Content as it was played: the texts a scenario was built from, kept with the exercise."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ContentCopy:
    """A scenario's name and settings, and the text of every file it was built from.

    `texts` pairs a file's place in its pack with its text; `actors` are the ids of all actors the
    packs knew, so that a name outside the cast still means somebody.
    """

    name: str
    variant: str | None
    lens: str | None
    settings: tuple[tuple[str, str], ...]
    texts: tuple[tuple[str, str], ...]
    actors: tuple[str, ...]

    def digests(self) -> dict[str, str]:
        """Return the SHA-256 of each text, by its place."""
        from hashlib import sha256

        return {place: sha256(text.encode()).hexdigest() for place, text in self.texts}
