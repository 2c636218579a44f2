"""Checking content: every scenario with every variant and lens, and files no scenario uses."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from pathlib import Path

from engine.content.assembly import Assembly
from engine.content.documents import KINDS, ActorDocument, ClaimsDocument, TheatreDocument
from engine.content.documents.validation import validate
from engine.content.doubles import without_echoes
from engine.content.linking.claims import link_claims
from engine.content.linking.moves import check_slots
from engine.content.linking.people import People
from engine.content.linking.sheet import Sheet
from engine.content.linking.theatre import link_theatre
from engine.content.linting.consent import Consent
from engine.content.memo import Memo
from engine.content.nodes import Mapping, Scalar
from engine.content.packs import FOLDERS, Pack, is_id, is_pack, is_zip, pack_at, shown, whole
from engine.content.problems import Problem, file_problem, settled
from engine.content.reading import Document
from engine.content.settings import names_of
from engine.content.shelf import Shelf
from engine.content.stage import lens_names
from engine.content.strays import Stray, strays, told_once
from engine.content.versions import of_extending, of_inherited, of_version, without_twins
from engine.errors import nearest

MOST_BESIDE = 200
"""Files beside one that is missing among which the one that was meant is looked for."""
EXPERIMENTS = "experiments"
"""Where a pack may keep its experiments; they may stand anywhere else too."""


@dataclass
class Checker:
    """Collects the problems of some files. `used` holds the files a scenario has read."""

    shelf: Shelf
    problems: list[Problem] = field(default_factory=list)
    used: set[str] = field(default_factory=set)
    sense: Consent = field(default_factory=Consent)
    memo: Memo = field(default_factory=Memo)
    strays: list[Stray] = field(default_factory=list)

    def check(self, paths: list[Path]) -> list[Problem]:
        """Return the problems of some files, folders or packs; without any, of all packs."""
        if not paths:
            for pack in self.shelf.packs:
                self._pack(pack)
            self._shadows()
        for path in paths:
            self._path(path)
        found = [*self.problems, *self.sense.problems()]
        return settled(told_once(without_twins(without_echoes(found)), self.strays))

    def _shadows(self) -> None:
        """Tell of files that are not used because a pack before theirs has one of that name."""
        for kind in FOLDERS:
            for id_ in self.shelf.ids(kind):
                first, *others = self.shelf.holders(kind, id_)
                for pack in others:
                    message = f"shadowed by {shown(first.path(kind, id_))}"
                    found = file_problem(shown(pack.path(kind, id_)), "WC412", message)
                    self.problems.append(replace(found, severity="hint"))

    def _path(self, path: Path) -> None:
        """Check a pack, a folder of a pack, or a single file."""
        if path.is_dir() or is_zip(path):
            if is_pack(path):
                self._pack(self.shelf.at(path) or pack_at(path))
            else:
                self._folder(path)
        elif path.is_file():
            self._file(path)
        else:
            self.problems.append(self._no_file(path))

    def _no_file(self, path: Path) -> Problem:
        """Return that nothing is there, with the file an id may stand for."""
        places = [
            pack.path(kind, path.name)
            for kind in FOLDERS
            for pack in self.shelf.packs
            if len(path.parts) == 1 and path.name in pack.ids(kind)
        ]
        beside = sorted(each.name for each in whole(path).parent.glob("*.yaml"))[:MOST_BESIDE]
        near = path.name + ".yaml" if path.name + ".yaml" in beside else nearest(path.name, beside)
        places = [path.with_name(near)] if near else places
        hint = f"files are checked by their path: {shown(places[0])}" if places else ""
        return file_problem(shown(path), "WC001", "there is no such file", hint)

    def _folder(self, folder: Path) -> None:
        """Check the files of a folder; one without any is a mistake."""
        files = sorted(folder.glob("**/*.yaml"))
        if not files:
            message = "there are no content files in this folder"
            self.problems.append(file_problem(shown(folder), "WC001", message))
        for path in files:
            self._file(path)

    def _pack(self, pack: Pack) -> None:
        """Check every file of a pack."""
        self.problems += pack.problems
        self.strays += strays(pack)
        shelf = Shelf([pack, *self.shelf.packs], still=True)
        for id_ in pack.ids("scenario"):
            document = pack.read("scenario", id_)
            if document is not None:
                self._scenario(id_, document, shelf)
        for kind in FOLDERS:
            for path in pack.files(kind):
                if not is_id(path.stem):
                    message = "a file's name is small letters, digits and _"
                    found = file_problem(shown(path), "WC107", message)
                    told = any(stray.told.path == found.path for stray in self.strays)
                    self.problems += [] if told else [found]
                elif shown(path) not in self.used:
                    self._alone(pack.read_path(path), kind, shelf)
        for path in sorted((pack.folder / EXPERIMENTS).glob("*.yaml")):
            self._file(path)

    def _file(self, path: Path) -> None:
        """Check one file: a scenario with all it names, another as the scenarios use it."""
        path = whole(path)
        pack, kind = home_of(path)
        self._one_file(path, pack, kind)
        self.problems = told_once(self.problems, strays(pack), named=True)

    def _one_file(self, path: Path, pack: Pack, kind: str) -> None:
        """Check one file of a pack and kind."""
        document = pack.read_path(path)
        shelf = Shelf([pack, *self.shelf.packs], still=True)
        if kind == "experiment":
            from engine.content.experimenting import Experiment

            self.problems += Experiment(path, document, shelf, self.memo).check()
            return
        if kind == "scenario":
            self._scenario(path.stem, document, shelf)
            if len(pack.ids("scenario")) > 1:
                self.sense.only(("scenario", path.stem))
            return
        inner = Checker(self.shelf, memo=self.memo)
        for id_ in pack.ids("scenario"):
            scenario = pack.read("scenario", id_)
            if scenario is not None:
                inner._scenario(id_, scenario, shelf)
        name = document.source.path
        if name in inner.used:
            found = without_echoes([*inner.problems, *inner.sense.problems()])
            self.problems += [problem for problem in found if problem.path == name]
        else:
            self._alone(document, kind, shelf)

    def _scenario(self, id_: str, document: Document, shelf: Shelf) -> None:
        """Check a scenario as it is, with every variant and with every lens."""
        plain = self._built(id_, document, shelf)
        tree = document.tree
        if tree is None or plain.parts is None:
            return
        versions, whole = [plain], plain.parts.scenario[1].tree
        own = {*names_of(tree, "variants")}
        versions += [
            self._built(id_, document, shelf, variant=name, beside=whole, own=name in own)
            for name in names_of(whole, "variants")
        ]
        own = {*lens_names(tree, shelf)}
        versions += [
            self._built(id_, document, shelf, lens=name, beside=whole, own=name in own)
            for name in lens_names(whole, shelf)
        ]
        self.sense.take(
            [(found.parts, found.made) for found in versions if found.parts and found.made]
        )

    def _built(
        self,
        id_: str,
        document: Document,
        shelf: Shelf,
        variant: str | None = None,
        lens: str | None = None,
        beside: Mapping | None = None,
        *,
        own: bool = True,
    ) -> Assembly:
        """Build a scenario, perhaps with a variant or a lens, and keep what came up.

        `beside` is the scenario without them. One that is not its `own` comes from what it extends.
        """
        assembly = Assembly(shelf, memo=self.memo)
        assembly.made = assembly.scenario(id_, document, variant, lens)
        name, told = variant or lens, assembly.problems
        if name and not own:
            told = of_inherited(told, id_, "variant" if variant else "lens", name)
        elif name and beside is not None:
            told = of_version(told, beside, "variant" if variant else "lens", name)
        else:
            told = of_extending(told, document.source.path, id_)
        self._take(assembly, told)
        return assembly

    def _take(self, assembly: Assembly, told: list[Problem]) -> None:
        """Keep what an assembly found, as it is told."""
        self.problems += told
        self.used |= {document.source.path for document in assembly.read.values()}

    def _alone(self, document: Document, kind: str, shelf: Shelf) -> None:
        """Check a file no scenario uses, as far as it can be judged on its own."""
        self.used.add(document.source.path)
        assembly = Assembly(shelf)
        tree = assembly.tree(document, kind, document.source.path)
        self.problems += assembly.problems
        if tree is None:
            return
        sheet = Sheet(tree, self.problems, document.source.path)
        found, problems = validate(KINDS[kind], tree)
        self.problems += problems
        if isinstance(found, ActorDocument):
            check_slots(found.moves, sheet)
        elif isinstance(found, ClaimsDocument):
            link_claims(document.source.path, found, sheet)
        elif isinstance(found, TheatreDocument):
            people = People.of({}, shelf.ids("actor"))
            link_theatre(document.source.path, found, sheet, people, None)


def home_of(path: Path) -> tuple[Pack, str]:
    """Return the pack a file stands in and the kind it is: by its folder, else by its `kind:`."""
    names = {folder.split("/")[-1]: kind for kind, folder in FOLDERS.items()}
    names[EXPERIMENTS] = "experiment"
    kind = names.get(path.parent.name)
    if kind is not None:
        up = path.parent.parent
        return Pack(up.parent if kind in ("theatre", "claims") else up), kind
    pack = Pack(path.parent)
    tree = pack.read_path(path).tree
    return pack, _kind(tree) if tree is not None else "scenario"


def _kind(tree: Mapping) -> str:
    """Return the kind a file says it is, a scenario where it says nothing known."""
    node = tree.get("kind")
    said = str(node.value) if isinstance(node, Scalar) else ""
    return said if said in KINDS else "scenario"
