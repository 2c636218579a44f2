"""`whitecell coverage`: every claim of the ledger, and where it is used or why it is not."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any, Literal

from cyclopts import Parameter

from cli.packed import Packs
from cli.talk import table, width, wrapped, write
from engine.content.citing import USES, Citation
from engine.content.library import Library
from engine.content.packs import NoPackError, found_packs, is_built_in
from engine.model import Claim, Ledger
from reports.data import as_text

SCHEMA = 1
MUST = ("motive", "constraint")
"""Kinds of claims that the model is made of: each is used, or excused."""
Form = Annotated[
    Literal["text", "json", "markdown"],
    Parameter(help="Text for people, JSON for programs, or the page docs/reference/coverage.md."),
]
Own = Annotated[
    bool,
    Parameter(negative="", help="Only the claims of your packs, not those that came with it."),
]
INTRO = """\
# Coverage of the ledger

Every claim of the shipped ledger, and where the shipped files use it, or why they do not.
This page is generated: `whitecell coverage --format markdown > docs/reference/coverage.md`.
A claim may be used as a **motive** or **constraint** of an actor, an **expectation** or **inject**
of a scenario, in a **brief** (the dossier everyone may read), in a **lens**, and elsewhere: as the
ground of a move, a type, a perception, a level, a coupling, a date, a variant or an uncertainty.
*against* marks a claim named because it disputes what stands there.
"""


@dataclass(frozen=True, slots=True)
class Covered:
    """A claim with every place that names it, and the excuse where there is none."""

    claim: Claim
    uses: Sequence[Citation]
    excuse: str = ""

    @property
    def status(self) -> str:
        """Whether the claim is used, excused or neither."""
        return "used" if self.uses else "excused" if self.excuse else "unused"


def coverage(*, format: Form = "text", own: Own = False, pack: Packs = None) -> int:
    """List every claim and where it is used, or why it is not.

    Exit code 1 where a claim about a motive or a constraint is neither used nor excused.
    """
    packs = found_packs(pack or ())
    packs = [each for each in packs if not (own and is_built_in(each))]
    if not packs:
        raise NoPackError(str(Path.cwd()), "go to the folder of yours, or name it by --pack")
    library = Library(packs)
    ledger = library.claims()
    found = covered(ledger, library.citations())
    if format == "json":
        sys.stdout.write(as_text(coverage_data(found)))
    elif format == "markdown":
        sys.stdout.write(coverage_page(found))
    else:
        for line in coverage_lines(found, width()):
            write(line)
    return 1 if missing(found) else 0


def covered(ledger: Ledger, cited: Iterable[Citation]) -> list[Covered]:
    """Return the claims in the order of the ledger with their citations."""
    by = dict[str, list[Citation]]()
    for citation in cited:
        by.setdefault(citation.claim, []).append(citation)
    return [
        Covered(claim, tuple(by.get(id_, ())), ledger.excused.get(id_, ""))
        for id_, claim in ledger.claims.items()
    ]


def missing(found: Iterable[Covered]) -> list[str]:
    """Return the claims about motives and constraints that are neither used nor excused."""
    return [o.claim.id for o in found if o.claim.kind in MUST and o.status == "unused"]


def coverage_data(found: Sequence[Covered]) -> dict[str, Any]:
    """Return coverage as data, its keys in a fixed order."""
    return {
        "schema": SCHEMA,
        "claims": [
            {
                "id": one.claim.id,
                "kind": one.claim.kind,
                "says": one.claim.says,
                "holder": one.claim.holder,
                "holder_type": one.claim.holder_type,
                "confidence": one.claim.confidence,
                "status": one.status,
                "excuse": one.excuse or None,
                "uses": [
                    {
                        "use": use.use,
                        "kind": use.kind,
                        "file": use.file,
                        "where": use.where,
                        "against": use.against,
                    }
                    for use in one.uses
                ],
            }
            for one in found
        ],
    }


# --- text -----------------------------------------------------------------------------------------


def coverage_lines(found: Sequence[Covered], columns: int) -> list[str]:
    """Return coverage as lines of text."""
    lines = [*table(_counts(found), columns), ""]
    for one in found:
        lines += wrapped(f"{one.claim.id}  {one.claim.kind} · {one.claim.says}", columns, " " * 7)
        told = _told(one) or f"not used: {one.excuse or 'and nobody says why'}"
        lines += wrapped(told, columns, " " * 9, " " * 7)
    lacking = missing(found)
    if lacking:
        lines += ["", *wrapped(f"neither used nor excused: {', '.join(lacking)}", columns)]
    return lines


def _counts(found: Sequence[Covered]) -> list[tuple[str, ...]]:
    """Return how many claims of each kind are used, excused and neither."""
    kinds = list(dict.fromkeys(one.claim.kind for one in found))
    rows: list[tuple[str, ...]] = [("", "claims", "used", "excused", "unused")]
    for kind in kinds:
        of = [one for one in found if one.claim.kind == kind]
        by = Counter(one.status for one in of)
        rows.append(
            (kind, str(len(of)), *(str(by[status]) for status in ("used", "excused", "unused")))
        )
    by = Counter(one.status for one in found)
    rows.append(("all", str(len(found)), str(by["used"]), str(by["excused"]), str(by["unused"])))
    return rows


def _told(one: Covered) -> str:
    """Return the uses of a claim, grouped: 'motive beijing, pyongyang; lens northeast_asia'."""
    order = {use: place for place, use in enumerate(dict.fromkeys(USES.values()))}
    groups = dict[tuple[str, bool], list[str]]()
    for use in sorted(one.uses, key=lambda u: (order.get(u.use, 99), u.against)):
        groups.setdefault((use.use, use.against), []).append(_place(use))
    return "; ".join(
        f"{use}{' (against)' if against else ''} {', '.join(dict.fromkeys(places))}"
        for (use, against), places in groups.items()
    )


def _place(use: Citation) -> str:
    """Return where a claim is used, as the id of what rests on it."""
    words = use.where.split(".")
    name = words[-1] if words[-1] and not words[-1].isdigit() else ""
    return f"{use.file}.{name}" if name else use.file


def coverage_page(found: Sequence[Covered]) -> str:
    """Return coverage as the page docs/reference/coverage.md."""
    head, *rows = _counts(found)
    lines = [INTRO, f"| {' | '.join(head)} |", "|---|---|---|---|---|"]
    lines += [f"| {' | '.join(row)} |" for row in rows]
    lines += ["", "| claim | kind | held by | says | used |", "|---|---|---|---|---|"]
    for one in found:
        claim = one.claim
        held = f"{claim.holder} ({claim.holder_type.replace('_', ' ')}, {claim.confidence})"
        told = _told(one) or f"*not used: {one.excuse or 'no reason given'}*"
        cells = (claim.id, claim.kind, held, claim.says, told)
        lines.append(f"| {' | '.join(cell.replace('|', '/') for cell in cells)} |")
    return "\n".join(lines) + "\n"
