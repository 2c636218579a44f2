"""The library: where packs are looked for, what they hold, and that nothing else is read."""

import hashlib
import os
from copy import copy
from pathlib import Path

import pytest

from engine.content.library import Library
from engine.content.packs import Pack, built_in, found_packs, is_id
from engine.errors import ContentError, NotFoundError
from tests.build import DUEL, FILES, NORTH, check, edited, make_pack


def test_entries_are_listed_with_title_file_and_pack(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(make_pack(tmp_path))
    library = Library([tmp_path])
    (duel,) = library.scenarios()
    assert (duel.id, duel.title) == ("duel", "Two banks")
    assert duel.path == "scenarios/duel.yaml"
    assert [actor.id for actor in library.actors()] == ["north", "south"]
    assert [item.title for item in library.items("theatre")] == ["The river"]


def test_the_first_pack_wins_and_shadows_are_told(tmp_path: Path) -> None:
    first = make_pack(tmp_path / "first", {"scenarios/duel.yaml": DUEL.replace("Two", "Both")})
    second = make_pack(tmp_path / "second")
    (duel,) = Library([first, second]).scenarios()
    assert duel.title == "Both banks"
    assert duel.shadows == (str(second / "scenarios/duel.yaml"),)
    assert Library([second, first]).load("duel").title == "Two banks"


def test_a_pack_may_use_the_actors_of_another(tmp_path: Path) -> None:
    own = tmp_path / "own" / "scenarios"
    own.mkdir(parents=True)
    (own / "mine.yaml").write_text(DUEL, encoding="utf-8")
    library = Library([tmp_path / "own", make_pack(tmp_path / "shared")])
    assert library.load("mine").id == "mine"


def test_packs_are_looked_for_here_then_where_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    here, given, named = (make_pack(tmp_path / name) for name in ("here", "given", "named"))
    monkeypatch.chdir(here)
    monkeypatch.setenv("WHITECELL_PATH", os.pathsep.join([str(named), "", str(tmp_path / "none")]))
    folders = [pack.folder.resolve() for pack in found_packs([given])]
    assert folders[:3] == [here, given, named]
    assert folders[3:] == [folder for folder in [built_in()] if folder]


def test_one_folder_is_one_pack_however_often_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    here = make_pack(tmp_path)
    monkeypatch.chdir(here)
    monkeypatch.setenv("WHITECELL_PATH", str(here))
    assert [pack.folder.resolve() for pack in found_packs([here])].count(here) == 1


def test_a_scenario_is_loaded_by_its_path(tmp_path: Path) -> None:
    pack = make_pack(tmp_path)
    assert Library([]).load(str(pack / "scenarios" / "duel.yaml")).id == "duel"


def test_what_is_not_there_is_not_found(tmp_path: Path) -> None:
    library = Library([make_pack(tmp_path)])
    with pytest.raises(NotFoundError, match=r"no scenario named 'dule'; did you mean 'duel'\?"):
        library.load("dule")
    with pytest.raises(NotFoundError, match=r"no file 'duel.yaml'; did you mean 'duel'\?"):
        library.load("duel.yaml")
    beside = str(tmp_path / "scenarios" / "dule.yaml")
    with pytest.raises(NotFoundError, match=r"did you mean '.*scenarios/duel.yaml'\?") as error:
        library.load(beside)
    assert str(copy(error.value)) == str(error.value)
    with pytest.raises(NotFoundError, match="no actor named 'east'"):
        library.actor("east")


@pytest.mark.parametrize(
    "name",
    [
        "",
        ".",
        "..",
        "../duel",
        "scenarios/duel",
        "/etc/passwd",
        "duel\n",
        "duel\x00",
        "DUEL",
        "x" * 99,
    ],
)
def test_names_lead_nowhere_else(tmp_path: Path, name: str) -> None:
    assert not is_id(name)
    pack = Pack(make_pack(tmp_path))
    assert pack.read("scenario", name) is None
    with pytest.raises(NotFoundError):
        Library([pack]).load(name)


def test_a_link_out_of_the_pack_is_refused(tmp_path: Path) -> None:
    outside = tmp_path / "secret.yaml"
    outside.write_text(NORTH.replace("North", "Secret"), encoding="utf-8")
    pack = make_pack(tmp_path / "pack")
    (pack / "actors" / "north.yaml").unlink()
    (pack / "actors" / "north.yaml").symlink_to(outside)
    with pytest.raises(ContentError) as caught:
        Library([pack]).load("duel")
    assert "WC413" in str(caught.value)
    assert "Secret" not in str(caught.value)


def test_a_link_inside_the_pack_is_followed(tmp_path: Path) -> None:
    pack = make_pack(tmp_path)
    (pack / "actors" / "north.yaml").rename(pack / "actors" / "n.txt")
    (pack / "actors" / "north.yaml").symlink_to(pack / "actors" / "n.txt")
    assert Library([pack]).load("duel").actors[0].name == "North"


def test_a_pack_may_be_reached_through_a_link(tmp_path: Path) -> None:
    pack = make_pack(tmp_path / "pack")
    (tmp_path / "link").symlink_to(pack)
    assert Library([tmp_path / "link"]).load("duel").id == "duel"


def test_sources_are_the_files_as_read(tmp_path: Path) -> None:
    sources = Library([make_pack(tmp_path)]).sources("duel")
    assert {source.path: source.text for source in sources} == FILES
    for source in sources:
        assert source.sha256 == hashlib.sha256(source.text.encode()).hexdigest()


def test_sources_name_what_is_extended(tmp_path: Path) -> None:
    child = "kind: scenario\nschema: 1\nextends: duel\n"
    pack = make_pack(tmp_path, {"scenarios/child.yaml": child})
    paths = [source.path for source in Library([pack]).sources("child")]
    assert {"scenarios/child.yaml", "scenarios/duel.yaml"} < set(paths)


def test_an_edited_file_is_read_again(tmp_path: Path) -> None:
    library = Library([make_pack(tmp_path)])
    assert library.load("duel").title == "Two banks"
    (tmp_path / "scenarios/duel.yaml").write_text(DUEL.replace("Two", "Three"), encoding="utf-8")
    assert library.load("duel").title == "Three banks"


def test_two_loads_are_equal_and_independent(tmp_path: Path) -> None:
    library = Library([make_pack(tmp_path)])
    assert library.load("duel") == library.load("duel")


def test_files_no_scenario_uses_are_checked_too(tmp_path: Path) -> None:
    broken = NORTH.replace("weight: 0.6", "weight: 0")
    pack = make_pack(tmp_path, {"actors/spare.yaml": broken})
    (problem,) = check(pack)
    assert (problem.code, Path(problem.path).name) == ("WC105", "spare.yaml")


def test_a_file_with_an_odd_name_is_told(tmp_path: Path) -> None:
    pack = make_pack(tmp_path, {"actors/My Actor.yaml": NORTH})
    (problem,) = check(pack)
    assert problem.code == "WC107"


def test_an_actor_is_checked_as_the_scenarios_use_it(tmp_path: Path) -> None:
    pack = make_pack(tmp_path, edited("actors/north.yaml", "tension: -1.0", "tensoin: -1.0"))
    (problem,) = Library([pack]).check([pack / "actors" / "north.yaml"])
    assert problem.code == "WC204"
    assert Library([pack]).check([pack / "actors" / "south.yaml"]) == []


def test_a_folder_of_a_pack_or_nothing_is_checked(tmp_path: Path) -> None:
    pack = make_pack(tmp_path)
    library = Library([pack])
    assert library.check([pack / "scenarios"]) == []
    (tmp_path / "empty").mkdir()
    assert [p.code for p in library.check([tmp_path / "empty"])] == ["WC001"]
    assert [p.code for p in library.check([tmp_path / "none"])] == ["WC001"]


def test_claims_of_all_files_are_one_ledger(tmp_path: Path) -> None:
    claims = Library([make_pack(tmp_path)]).claims()
    assert sorted(claims.claims) == ["AA-01", "AA-02"]
