"""An actor as text: what it wants, what holds it back, what it can do, and on whose word."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping

from cli.ledger import cited_lines
from cli.talk import wrapped
from engine.content.documents import ActorDocument
from engine.content.documents.actor import ConstraintPart, MotivePart
from engine.content.documents.common import EffectPart
from engine.content.documents.moves import Lead as LeadPart
from engine.content.documents.moves import MeanLead, MovePart, TriangularLead
from engine.content.documents.words import level_id
from engine.model import Capital, Lead, Ledger
from engine.model.free import SIZES
from reports.profile import KINDS, share_with
from reports.taking import pool, taken


def actor_lines(
    id_: str,
    actor: ActorDocument,
    ledger: Ledger,
    columns: int,
    *,
    secrets: bool,
    widths: Mapping[str, float] | None = None,
) -> list[str]:
    """Return the dossier of an actor; with the widths of levels, effects have a size in words."""
    lines = wrapped(f"{actor.name} · {id_}", columns)
    lines += wrapped(actor.description, columns, "  ")
    if (held := actor.capital) is not None:
        told = pool(Capital(held.start, held.most, held.regain))
        lines += wrapped(f"Political capital: {told}.", columns, "    ", "  ")
    lines += _page("BRIEF", actor.brief, columns)
    if secrets:
        lines += _page("SECRET BRIEF", actor.secret_brief, columns)
    total = sum(motive.weight for motive in actor.motives.values())
    lines += ["", "WHAT IT WANTS"]
    for name, motive in actor.motives.items():
        lines += _motive(name, motive, total, ledger, columns)
    if actor.constraints:
        lines += ["", "WHAT HOLDS IT BACK"]
    for name, constraint in actor.constraints.items():
        lines += _constraint(name, constraint, ledger, columns)
    lines += _readings(actor, ledger, columns)
    if actor.moves:
        lines += ["", "WHAT IT CAN DO"]
    for name, move in sorted(actor.moves.items(), key=lambda pair: pair[1].slot):
        lines += _move(name, move, ledger, columns, widths or {}, pooled=held is not None)
    return lines


def _page(heading: str, text: str, columns: int) -> list[str]:
    """Return a text below a heading, nothing where there is none."""
    return ["", heading, *wrapped(text, columns, "  ")] if text.strip() else []


def _amounts(amounts: Mapping[str, float]) -> str:
    """Return amounts by name as a short list."""
    return ", ".join(f"{name} {amount:+g}" for name, amount in amounts.items())


def _motive(name: str, motive: MotivePart, total: float, ledger: Ledger, columns: int) -> list[str]:
    """Return a motive with what it watches and rests on."""
    text = f"{name} · {motive.weight / total:.0%} · {motive.says}"
    lines = wrapped(text, columns, "      ", "  ")
    lines += wrapped(f"watches {_amounts(motive.watches)}", columns, "        ", "      ")
    if motive.salience:
        text = f"counts more with {_amounts(motive.salience)}"
        lines += wrapped(text, columns, "        ", "      ")
    for switch in motive.weight_when:
        share = share_with(switch.weight, motive.weight, total)
        text = f"{share:.0%} while {switch.when}"
        lines += wrapped(text, columns, "        ", "      ")
    lines += cited_lines(motive.claims, motive.judgement, ledger, columns, "      ")
    return lines + _disputed(motive.disputed_by, ledger, columns)


def _disputed(claims: list[str], ledger: Ledger, columns: int) -> list[str]:
    """Return the claims that say otherwise, nothing where there are none."""
    return (
        ["      disputed by", *cited_lines(claims, None, ledger, columns, "      ")]
        if claims
        else []
    )


def _constraint(name: str, constraint: ConstraintPart, ledger: Ledger, columns: int) -> list[str]:
    """Return a constraint with what it forbids and who says so."""
    text = f"{name} · {KINDS[constraint.kind]} · {constraint.says}"
    lines = wrapped(text, columns, "      ", "  ")
    details = [f"holds back {', '.join(constraint.on)}"] if constraint.on else []
    if constraint.when is not None:
        details.append(f"while {constraint.when}")
    if constraint.crossed_by:
        details.append(f"crossed by {', '.join(constraint.crossed_by)}")
    if constraint.answers:
        details.append(f"answered with {', '.join(constraint.answers)}")
    for detail in details:
        lines += wrapped(detail, columns, "        ", "      ")
    lines += cited_lines(constraint.claims, constraint.judgement, ledger, columns, "      ")
    return lines + _disputed(constraint.disputed_by, ledger, columns)


def _readings(actor: ActorDocument, ledger: Ledger, columns: int) -> list[str]:
    """Return the readings of the actor, and how it reads the others."""
    lines = list[str]()
    if actor.types:
        lines += ["", "HOW IT MAY BE READ"]
    for name, part in actor.types.items():
        lines += wrapped(f"{name} · {part.says}", columns, "      ", "  ")
        lines += cited_lines(part.claims, None, ledger, columns, "      ")
    if actor.perceives or actor.believes:
        lines += ["", "WHAT IT THINKS OF OTHERS"]
    for name, seen in actor.perceives.items():
        chances = ", ".join(f"{type_} {chance:.0%}" for type_, chance in seen.types.items())
        lines += wrapped(f"{name}: {chances or 'firm or not'}", columns, "      ", "  ")
        lines += cited_lines(seen.claims, None, ledger, columns, "      ")
    for name, amounts in actor.believes.items():
        lines += wrapped(f"expects of {name}: {_amounts(amounts)}", columns, "      ", "  ")
    return lines


def _move(
    name: str,
    move: MovePart,
    ledger: Ledger,
    columns: int,
    widths: Mapping[str, float],
    *,
    pooled: bool,
) -> list[str]:
    """Return a move with what it takes, what it does and what it answers."""
    lines = wrapped(f"{move.slot:2} {name} · {move.says}", columns, "      ", "  ")
    plover = f"{move.plover.category} {move.plover.mode}".strip().lower()
    target = f" to {', '.join(move.target)}" if move.target else ""
    text = f"{'/'.join(move.instrument)} · {plover}{target} · cost {move.cost:g}"
    text += f" · odds {move.odds:.0%}" if move.odds < 1 else ""
    lines += wrapped(text, columns, "        ", "      ")
    lines += wrapped(_takes(move, pooled=pooled), columns, "        ", "      ")
    if move.requires is not None:
        lines += wrapped(f"needs {move.requires}", columns, "        ", "      ")
    for label, parts in _brings(move, widths):
        if text := ", ".join(parts):
            lines += wrapped(f"{label} {text}", columns, "        ", "      ")
    return lines + cited_lines(move.claims, move.judgement, ledger, columns, "      ")


def _brings(move: MovePart, widths: Mapping[str, float]) -> Iterator[tuple[str, Iterable[str]]]:
    """Give what a move does, how it is sorted and what it answers, each with its label."""
    yield "changes", (_effect(effect, widths) for effect in move.effects)
    yield "where it fails, changes", (_effect(effect, widths) for effect in move.failure_effects)
    yield "sets", (f"{flag} = {str(value).lower()}" for flag, value in move.sets.items())
    yield "counts", move.counts
    yield "sorted under", move.tags
    yield "answers", move.responds_to


def _takes(move: MovePart, *, pooled: bool) -> str:
    """Return the days and the political capital a move takes, "" where it takes neither."""
    told = taken(_lead(move.lead), move.capital if pooled else 0.0)
    return f"takes {told}" if told else ""


def _lead(part: LeadPart) -> Lead:
    """Return a lead time as the model has it."""
    if isinstance(part, MeanLead):
        return Lead(part.law, part.mean, part.mean, part.mean)
    if isinstance(part, TriangularLead):
        return Lead(part.law, part.min, part.mode, part.max)
    return Lead("fixed", part, part, part)


def _effect(effect: EffectPart, widths: Mapping[str, float]) -> str:
    """Return an effect with its amount, and its size in a word where that can be known."""
    size = size_of(effect.by, widths.get(level_id(effect.on)))
    return f"{effect.on} {as_given(effect.by)}" + (f" ({size})" if size else "")


def size_of(amount: str, width: float | None) -> str:
    """Return the word for an amount on a level so many units wide: the nearest of the palette."""
    try:
        share = abs(float(amount)) / width if width else 0.0
    except ValueError:
        return ""
    if not share:
        return ""
    return min(SIZES, key=lambda word: abs(math.log(share / SIZES[word])))


def as_given(amount: str) -> str:
    """Return an amount with its sign, an expression in parentheses."""
    try:
        return f"{float(amount):+g}"
    except ValueError:
        return f"({amount})"
