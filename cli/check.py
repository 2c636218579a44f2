"""`whitecell check`: what is wrong with content, and where."""

from __future__ import annotations

from pathlib import Path

from cli.checked import Format, checked
from cli.packed import Packs


def check(
    *paths: Path,
    format: Format = "text",
    strict: bool = False,
    watch: bool = False,
    pack: Packs = None,
) -> int:
    """Check content and say what is wrong with it.

    Every scenario is checked as it is and with each of its variants and lenses. Beyond errors it
    warns of what is legal and yet wrong: conditions that cannot hold, motives nothing moves.

    Parameters
    ----------
    paths
        Files, folders or packs (folders or zip). Without any: all packs that are found;
        where this folder is none and none is named, that is an error.
    format
        Text for people, JSON for programs, or annotations for GitHub.
    strict
        Warnings count as errors.
    watch
        Go on, and check again whenever a file is saved, until stopped.
    pack
        Another pack to look names up in.
    """
    return checked(paths, format, pack, strict=strict, watch=watch)
