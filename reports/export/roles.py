"""Role sheets: one a seat, with or without what only that seat may know."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from engine.model import Actor, Constraint, Perception, Scenario
from reports.export.manual import paragraphs
from reports.menu import quoted
from reports.names import Names
from reports.pages import html, markdown, marking_of
from reports.taking import move_taken, pool
from reports.wording import listing, percent, plain, sentence, words

KINDS = {"hard": "never", "soft": "at a price", "red_line": "red line"}
INSTRUMENTS = {"D": "diplomatic", "I": "informational", "M": "military", "E": "economic"}


@dataclass(frozen=True, slots=True)
class Choice:
    """A move on a seat's menu: what it is, by which means and at what price, how it is seen.

    `answer` is whether it can be made only as an answer.
    """

    says: str
    means: str
    takes: str
    seen: str
    answer: bool


@dataclass(frozen=True, slots=True)
class Sheet:
    """A role sheet. `secret` and what follows are empty on a sheet without secrets."""

    name: str
    title: str
    description: str
    brief: tuple[str, ...]
    menu: tuple[Choice, ...]
    capital: str
    secret: tuple[str, ...] = ()
    aims: tuple[tuple[str, str], ...] = ()
    limits: tuple[tuple[str, str], ...] = ()
    others: tuple[tuple[str, str], ...] = ()


def sheet_of(scenario: Scenario, actor: Actor, *, secrets: bool) -> Sheet:
    """Return the role sheet of a seat; no secret of any other seat is ever on it."""
    names = Names(scenario)
    sheet = Sheet(
        name=plain(actor.name),
        title=plain(scenario.title),
        description=plain(actor.description),
        brief=paragraphs(actor.brief),
        menu=tuple(_menu(names, actor)),
        capital=f"Political capital: {pool(actor.capital)}." if actor.capital else "",
    )
    if not secrets:
        return sheet
    return Sheet(
        sheet.name,
        sheet.title,
        sheet.description,
        sheet.brief,
        sheet.menu,
        sheet.capital,
        secret=paragraphs(actor.secret_brief),
        aims=tuple(_aims(actor)),
        limits=tuple(_limit(names, actor, line) for line in actor.constraints),
        others=tuple(_other(scenario, names, view) for view in actor.perceives),
    )


def sheet_text(
    scenario: Scenario, actor: Actor, marking: str, *, secrets: bool, as_html: bool
) -> str:
    """Return a role sheet as a page or as Markdown."""
    sheet = sheet_of(scenario, actor, secrets=secrets)
    eyes = f"{marking_of(marking)} – {sheet.name.upper()} SEAT ONLY"
    marked = eyes if secrets else marking_of(marking)
    values = {"sheet": sheet, "marking": marked, "title": f"{sheet.title}: {sheet.name}"}
    write = html if as_html else markdown
    return write(f"role.{'html' if as_html else 'md'}.j2", values)


def _menu(names: Names, actor: Actor) -> Iterator[Choice]:
    for move in actor.moves:
        means = listing(INSTRUMENTS.get(sign, sign) for sign in move.instrument)
        seen = names.secrecy(actor.id, move.id) or "open"
        takes = move_taken(move, actor) or "nothing"
        yield Choice(sentence(plain(move.says)), means, takes, seen, move.response_only)


def _aims(actor: Actor) -> Iterator[tuple[str, str]]:
    total = sum(motive.weight for motive in actor.motives) or 1.0
    for motive in sorted(actor.motives, key=lambda m: (-m.weight, m.id)):
        yield sentence(plain(motive.says) or words(motive.id)), percent(motive.weight / total)


def _limit(names: Names, actor: Actor, line: Constraint) -> tuple[str, str]:
    """Return a constraint's kind and what it says, with the moves it is on as the menu has them."""
    on = [quoted(actor.id, move, names) for move in line.on]
    says = sentence(plain(line.says) or words(line.id))
    return KINDS[line.kind], f"{says} (on: {listing(on)})" if on else says


def _other(scenario: Scenario, names: Names, view: Perception) -> tuple[str, str]:
    """Return what a seat thinks another is, in the words of that one's readings."""
    other = next((a for a in scenario.actors if a.id == view.of), None)
    says = {t.id: t.says for t in other.types} if other else {}
    ranked = sorted(view.types, key=lambda each: (-each[1], each[0]))
    told = [
        f"{percent(share)} {plain(says.get(id) or words(id)).rstrip('.')}" for id, share in ranked
    ]
    return names.actor(view.of), "; ".join(told)
