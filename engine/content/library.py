"""The library: what the packs hold, and scenarios loaded from them.

>>> Library().load("post_war_aid_cut", variant="no_cut").variant
'no_cut'
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from engine.content.assembly import Assembly
from engine.content.catalogue import Catalogue, Item
from engine.content.checking import Checker
from engine.content.documents import ActorDocument, ClaimsDocument, Strict, TheatreDocument
from engine.content.documents.validation import validate
from engine.content.doubles import without_echoes
from engine.content.linking.claims import link_claims
from engine.content.linking.people import People
from engine.content.linking.sheet import Sheet
from engine.content.linking.theatre import link_theatre
from engine.content.memo import Memo
from engine.content.nodes import Scalar
from engine.content.packs import Pack, found_packs, is_id, pack_at, whole
from engine.content.problems import Problem, has_errors, settled
from engine.content.reading import Document
from engine.content.settings import UNREAD, names_of
from engine.content.shelf import Shelf
from engine.content.stage import theatre_of
from engine.content.strays import strays, told_once
from engine.errors import ContentError, NotFoundError, nearest
from engine.model import Ledger, Scenario, Theatre
from engine.model.copies import ContentCopy

if TYPE_CHECKING:
    from engine.content.citing import Citation

__all__ = ["Item", "Library", "SourceFile"]
D = TypeVar("D", bound=Strict)
MOST_BESIDE = 200
"""Files beside one that is missing among which the one that was meant is looked for."""


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A file a scenario was built from, as it was read."""

    path: str
    text: str
    sha256: str


class Library:
    """Scenarios, actors, theatres and claims of the packs; a name in the first pack wins."""

    def __init__(
        self, packs: Sequence[Path | Pack] | None = None, *, memo: Memo | None = None
    ) -> None:
        """Look in these packs, or where packs are looked for when none are given.

        With a memo they are taken to stay as they are: what is loaded again and again is read once.
        """
        named = [pack if isinstance(pack, Pack) else pack_at(Path(pack)) for pack in packs or ()]
        self.packs = found_packs() if packs is None else named
        self._shelf, self._memo = Shelf(self.packs, still=memo is not None), memo
        self.unread: dict[Problem, None] = {}
        """Settings of what was loaded that nothing reads, each once; as keys."""

    def scenarios(self) -> list[Item]:
        """Return the scenarios, sorted by id."""
        return self.items("scenario")

    def actors(self) -> list[Item]:
        """Return the actors, sorted by id."""
        return self.items("actor")

    def items(self, kind: str) -> list[Item]:
        """Return everything of a kind, sorted by id."""
        return Catalogue(self.packs).items(kind)

    def load(
        self,
        name: str,
        variant: str | None = None,
        lens: str | None = None,
        settings: Mapping[str, str] | None = None,
    ) -> Scenario:
        """Return a scenario by its id or by the path of its file.

        Raises NotFoundError where there is no such scenario, variant or lens, ContentError where
        it cannot be built.
        """
        id_, document, shelf = self._open(name)
        assembly = Assembly(shelf, memo=self._memo or Memo())
        _check_overrides(document, shelf, variant, lens)
        scenario = assembly.scenario(id_, document, variant, lens, settings)
        _raise_errors(assembly.problems, shelf)
        assert scenario is not None, "a scenario that cannot be built has an error"
        self._note(assembly.problems)
        return scenario

    def _open(self, name: str) -> tuple[str, Document, Shelf]:
        """Return the id and file of a scenario, and the packs its names are looked up in."""
        path = whole(Path(name))
        if not is_id(name) and path.suffix == ".yaml" and path.is_file():
            pack = pack_of(path)
            return path.stem, pack.read_path(path), Shelf([pack, *self.packs])
        document = self._shelf.read("scenario", name)
        if document is None:
            _raise_errors([problem for pack in self.packs for problem in pack.problems])
            if path.suffix == ".yaml":
                raise _no_file(Path(name), self._shelf.ids("scenario"))
            near = nearest(name, self._shelf.ids("scenario"))
            raise NotFoundError("scenario", name[:80], (near,) if near else ())
        return name, document, self._shelf

    def sources(self, name: str) -> tuple[SourceFile, ...]:
        """Return the files a scenario is built from, with their fingerprints."""
        id_, document, shelf = self._open(name)
        assembly = Assembly(shelf)
        assembly.scenario(id_, document)
        return tuple(
            SourceFile(place, found.source.text, found.sha256)
            for place, found in sorted(assembly.read.items())
        )

    def copy(
        self,
        name: str,
        variant: str | None = None,
        lens: str | None = None,
        settings: Mapping[str, str] | None = None,
    ) -> ContentCopy:
        """Return the texts a scenario is built from, for an exercise to keep.

        `engine.content.copies.load_copy` makes the scenario of it again.
        """
        return self._kept(name, variant, lens, settings)[2]

    def kept(
        self,
        name: str,
        variant: str | None = None,
        lens: str | None = None,
        settings: Mapping[str, str] | None = None,
    ) -> tuple[Scenario, ContentCopy]:
        """Return a scenario with the texts it is built from; raises as `load` does."""
        _, document, shelf = self._open(name)
        _check_overrides(document, shelf, variant, lens)
        scenario, problems, copy = self._kept(name, variant, lens, settings)
        _raise_errors(problems, shelf)
        assert scenario is not None, "a scenario that cannot be built has an error"
        self._note(problems)
        return scenario, copy

    def _note(self, problems: Iterable[Problem]) -> None:
        self.unread |= dict.fromkeys(each for each in problems if each.code == UNREAD)

    def _kept(
        self,
        name: str,
        variant: str | None,
        lens: str | None,
        settings: Mapping[str, str] | None,
    ) -> tuple[Scenario | None, list[Problem], ContentCopy]:
        """Return what a scenario is built to, what is wrong with it, and the texts read for it."""
        id_, document, shelf = self._open(name)
        assembly = Assembly(shelf)
        chosen = tuple(sorted((settings or {}).items()))
        scenario = assembly.scenario(id_, document, variant, lens, dict(chosen))
        texts = tuple((place, found.source.text) for place, found in sorted(assembly.read.items()))
        copy = ContentCopy(id_, variant, lens, chosen, texts, tuple(shelf.ids("actor")))
        return scenario, assembly.problems, copy

    def actor(self, id_: str) -> ActorDocument:
        """Return an actor as its file has it, before any scenario changes it."""
        return self._document("actor", ActorDocument, id_)[0]

    def theatre(self, id_: str) -> Theatre:
        """Return a theatre as its file has it."""
        document, sheet = self._document("theatre", TheatreDocument, id_)
        people = People.of({}, self._shelf.ids("actor"))
        theatre = link_theatre(id_, document, sheet, people, None)
        _raise_errors(sheet.problems)
        return theatre

    def ledger(self, id_: str) -> Ledger:
        """Return a file of claims."""
        document, sheet = self._document("claims", ClaimsDocument, id_)
        ledger = link_claims(id_, document, sheet)
        _raise_errors(sheet.problems)
        return ledger

    def claims(self) -> Ledger:
        """Return the claims of all files as one ledger; the first file that has an id wins."""
        ledgers = [self.ledger(id_) for id_ in reversed(self._shelf.ids("claims"))]
        sources = {id_: source for ledger in ledgers for id_, source in ledger.sources.items()}
        claims = {id_: claim for ledger in ledgers for id_, claim in ledger.claims.items()}
        excused = {id_: why for ledger in ledgers for id_, why in ledger.excused.items()}
        return Ledger("all", sources, claims, excused)

    def citations(self) -> list[Citation]:
        """Return every place in the packs that names a claim."""
        from engine.content.citing import citations

        return citations(self._shelf)

    def _document(self, kind: str, model: type[D], id_: str) -> tuple[D, Sheet]:
        """Return a file's document and the sheet to report on; raise where there is none."""
        found = self._shelf.read(kind, id_)
        if found is None:
            near = nearest(id_, self._shelf.ids(kind))
            raise NotFoundError(kind, id_[:80], (near,) if near else ())
        assembly = Assembly(self._shelf)
        tree = assembly.tree(found, kind, id_)
        document = None
        if tree is not None:
            document, problems = validate(model, tree)
            assembly.problems += problems
        if document is None or tree is None:
            raise ContentError(tuple(settled(without_echoes(assembly.problems))))
        return document, Sheet(tree, assembly.problems, found.source.path)

    def check(self, paths: Iterable[Path] = (), memo: Memo | None = None) -> list[Problem]:
        """Return every problem in some files, folders or packs; without any, in all packs.

        A memo kept from check to check spares making again what has not changed.
        """
        checker = Checker(self._shelf) if memo is None else Checker(self._shelf, memo=memo)
        return checker.check(list(paths))


def _raise_errors(problems: list[Problem], shelf: Shelf | None = None) -> None:
    """Raise ContentError where a problem is an error."""
    if has_errors(problems):
        found = [stray for pack in (shelf.packs[:1] if shelf else ()) for stray in strays(pack)]
        problems = told_once(problems, found, named=True)
        raise ContentError(tuple(settled(without_echoes(problems))))


class NoFileError(NotFoundError):
    """There is no file of a scenario or an experiment where one was named."""

    def __init__(self, name: str, near: tuple[str, ...] = ()) -> None:
        super().__init__("file", name, near)
        self.args = (name, near)

    def __str__(self) -> str:
        """Return the sentence a user reads."""
        takes = "a scenario goes by its id (whitecell list) or its file, an experiment by its file"
        hint = f"did you mean {' or '.join(map(repr, self.near))}?" if self.near else takes
        return f"there is no file {self.name!r}; {hint}"


def _no_file(path: Path, scenarios: list[str]) -> NoFileError:
    """Return that no file is there, with the file beside it or the scenario that may be meant."""
    beside = sorted(each.name for each in path.parent.glob("*.yaml"))
    found = nearest(path.name, beside[:MOST_BESIDE])
    near = [str(path.parent / found)] if found else []
    near += [path.stem] if path.stem in scenarios else []
    return NoFileError(str(path)[:200], tuple(near))


def pack_of(path: Path) -> Pack:
    """Return the pack a scenario file stands in; a file that stands alone is its own folder's."""
    folder = whole(path).parent
    return Pack(folder.parent if folder.name == "scenarios" else folder)


def _check_overrides(
    document: Document, shelf: Shelf, variant: str | None, lens: str | None
) -> None:
    """Refuse a variant or lens the scenario does not have."""
    for kind, singular, name in (("variants", "variant", variant), ("lenses", "lens", lens)):
        if name is None:
            continue
        known = override_names(document, shelf, kind)
        if name not in known:
            near = nearest(name, known)
            raise NotFoundError(singular, name[:80], (near,) if near else (), tuple(known))


def override_names(document: Document, shelf: Shelf, kind: str) -> list[str]:
    """Return the variants or lenses of a scenario and of those it extends."""
    names, seen = list[str](), set[str]()
    found: Document | None = document
    while found is not None and found.tree is not None:
        names += names_of(found.tree, kind)
        names += names_of(theatre_of(found.tree, shelf), kind) if kind == "lenses" else []
        node = found.tree.get("extends")
        base = str(node.value) if isinstance(node, Scalar) else ""
        found = None if base in seen else shelf.read("scenario", base)
        seen.add(base)
    return list(dict.fromkeys(names))
