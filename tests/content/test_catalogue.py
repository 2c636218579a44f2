"""What there is, told from the heads of files: the same titles, and nothing heavy read for it."""

import subprocess
import sys
from pathlib import Path

import pytest

from engine.content.catalogue import Catalogue
from engine.content.library import Library
from engine.content.packs import found_packs, pack_at
from engine.content.reading import headline
from tests.build import make_pack
from tests.house.places import ROOT


def test_every_shipped_title_is_the_one_the_file_gives() -> None:
    library = Library()
    items = Catalogue(found_packs()).items("scenario")
    assert items == library.scenarios()
    assert [item.title for item in items] == [library.load(item.id).title for item in items]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("kind: actor\nname: Vell\n", "Vell"),
        ("\ufeffkind: actor\nname: 'Vell: the port'\n", "Vell: the port"),
        ("moves: {a: {name: no}}\nlist: [name, no]\nname: Vell\n", "Vell"),
        ("a: name\nb: {name: no}\n", None),
        ("name:\n", None),
        ("name: ~\n", None),
        ("name: '~'\n", "~"),
        ("name: {a: b}\n", None),
        ('name: "\\e]0;pwned"\n', None),
        ("name: &a Vell\n", None),
        ("name: !mine Vell\n", None),
        ("a: &a [x]\nname: Vell\n", None),
        ("- name: Vell\n", None),
        ("[" * 100_000, None),
        ("? " * 50_000, None),
        ('name: "half', None),
        ("name: Vell\nrest: [1, 2", "Vell"),
    ],
)
def test_a_title_is_read_from_the_head_alone(text: str, said: str | None) -> None:
    assert headline(text.encode(), "name") == said


def test_a_title_far_down_is_found_and_a_file_without_any_goes_by_its_id(tmp_path: Path) -> None:
    far = "# " + "x" * 40_000 + "\nkind: actor\nname: Far\n"
    make_pack(tmp_path, {"actors/far.yaml": far, "actors/none.yaml": "kind: actor\n"})
    found = {item.id: item.title for item in Catalogue([pack_at(tmp_path)]).items("actor")}
    assert (found["far"], found["none"]) == ("Far", "none")


def test_a_link_that_leads_out_of_the_pack_tells_no_title(tmp_path: Path) -> None:
    secret = tmp_path / "secret.yaml"
    secret.write_text("name: taken from elsewhere\n")
    make_pack(tmp_path / "pack")
    (tmp_path / "pack/actors/out.yaml").symlink_to(secret)
    items = Catalogue([pack_at(tmp_path / "pack")]).items("actor")
    assert {item.title for item in items if item.id == "out"} == {"out"}


def test_listing_imports_nothing_it_does_not_need(tmp_path: Path) -> None:
    script = (
        "import sys\nfrom cli.main import run\nassert run(['list']) == 0\n"
        "print([n for n in ('pydantic', 'numpy', 'simpy', 'textual') if n in sys.modules])"
    )
    words = [sys.executable, "-c", f"import sys; sys.path.insert(0, {str(ROOT)!r})\n{script}"]
    done = subprocess.run(words, cwd=tmp_path, capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "[]"
