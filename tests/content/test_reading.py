"""Reading: values are typed by YAML 1.2, every key and value keeps its place."""

from pathlib import Path

import pytest

from engine.content.nodes import Mapping, find, keys_of, merged, placed, plain
from engine.content.reading import MOST_BYTES, Document, read_bytes, read_file, read_text
from engine.content.rendering import rendered_all


def tree(text: str) -> Mapping:
    """Return the tree of a text that can be read."""
    document = read_text(text, "x.yaml")
    assert document.tree is not None, rendered_all(document.problems)
    return document.tree


def codes(document: Document) -> list[str]:
    """Return the codes of what is wrong with a document."""
    return [problem.code for problem in document.problems]


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("1", 1),
        ("010", 10),
        ("0o10", 8),
        ("0x1F", 31),
        ("+12", 12),
        ("-3.50", -3.5),
        ("1e3", 1000.0),
        (".5", 0.5),
        ("1.", 1.0),
        ("true", True),
        ("FALSE", False),
        ("null", None),
        ("~", None),
        ("", None),
        ("no", "no"),
        ("on", "on"),
        ("1_000", "1_000"),
        ("12:30:45", "12:30:45"),
        ("2026-01-31", "2026-01-31"),
        ("1.10.2", "1.10.2"),
        ("'1'", "1"),
        ('"true"', "true"),
        ("+", "+"),
        ("-x", "-x"),
        ("0b1", "0b1"),
    ],
)
def test_plain_words_are_typed_by_the_core_rules(written: str, value: object) -> None:
    found = plain(tree(f"a: {written}"))["a"]
    assert found == value
    assert type(found) is type(value)


def test_places_count_characters_from_one() -> None:
    root = tree("é: {漢字: [x, 'y y']}\nb: |\n  text\n")
    key, value, walked = find(root, ["é", "漢字", 1])
    assert walked == ["é", "漢字", 1]
    assert (key.line, key.column) == (1, 13)
    assert (value.line, value.column, value.length) == (1, 13, 5)
    assert find(root, ["b"])[1].line == 2


def test_lines_may_end_in_any_way() -> None:
    root = tree("a: 1\r\nb: 2\rc: 3\n")
    assert [find(root, [key])[0].line for key in "abc"] == [1, 2, 3]


def test_a_byte_order_mark_is_passed_over() -> None:
    document = read_bytes(b"\xef\xbb\xbfa: 1\n", "x.yaml")
    assert document.tree is not None
    assert find(document.tree, ["a"])[0].column == 1


def test_what_is_not_utf_8_is_located() -> None:
    document = read_bytes(b"a: 1\nb: caf\xe9\n", "x.yaml")
    assert str(document.problems[0]) == "x.yaml:2:7: error[WC003]: byte 0xe9 is not UTF-8"


def test_a_file_too_large_is_refused_by_name(tmp_path: Path) -> None:
    path = tmp_path / "big.yaml"
    path.write_bytes(b"a: 1\n" + b"#" * MOST_BYTES)
    document = read_file(path, "big.yaml")
    assert str(document.problems[0]) == "big.yaml:1:1: error[WC002]: the file is over 4 MB"


def test_a_file_just_small_enough_is_read() -> None:
    text = b"a: 1\n"
    assert read_bytes(text + b"#" * (MOST_BYTES - len(text)), "x.yaml").tree is not None


def test_a_folder_or_a_missing_file_is_told(tmp_path: Path) -> None:
    assert codes(read_file(tmp_path, "here")) == ["WC001"]
    assert codes(read_file(tmp_path / "none.yaml", "none.yaml")) == ["WC001"]


def test_maps_merge_and_the_rest_is_replaced() -> None:
    base, over = tree("a: {b: 1, c: [1, 2]}\nd: 4\n"), tree("a: {c: [3], e: 5}\n")
    assert plain(merged(base, over)) == {"a": {"b": 1, "c": [3], "e": 5}, "d": 4}


def test_merged_nodes_keep_their_own_place() -> None:
    base = read_text("a: {b: 1,\n    c: 2}\n", "base.yaml").tree
    over = read_text("\n\na: {c: 3}\n", "over.yaml").tree
    assert base is not None
    assert over is not None
    both = merged(base, over)
    assert find(both, ["a", "b"])[1].path == "base.yaml"
    mark = find(both, ["a", "c"])[1]
    assert (mark.path, mark.line, mark.column) == ("over.yaml", 3, 8)


def test_merging_leaves_its_parts_alone() -> None:
    base, over = tree("a: {b: 1}"), tree("a: {b: 2}")
    merged(base, over)
    assert plain(base) == {"a": {"b": 1}}


def test_keys_with_dots_are_found_whole() -> None:
    root = tree("believes: {south.patrol: {tension: 2}}")
    assert keys_of(root, "believes.south.patrol.tension") == ["believes", "south.patrol", "tension"]
    assert keys_of(root, "other.path") == ["other", "path"]


def test_a_value_is_laid_where_nothing_was() -> None:
    root = tree("a: 1")
    mark, value, _ = find(tree("x: 9"), ["x"])
    node = tree("x: 9").entries["x"].node
    assert plain(placed(root, ["b", "c"], mark, node)) == {"a": 1, "b": {"c": 9}}
    assert value.column == 4


def test_only_the_printable_and_line_ends_pass() -> None:
    for sign in "\x00\x07\x1b\x7f\x85\x9b\u2028\ufffe":
        assert codes(read_text(f"a: x{sign}y", "x.yaml")) == ["WC004"], hex(ord(sign))
    for escape in (r"\0", r"\e", r"\x9b", r"\N", r"\L", r"\r", r"\uFFFE"):
        assert codes(read_text(f'a: "x{escape}y"', "x.yaml")) == ["WC004"], escape
    assert plain(tree('a: "x\\ty\\nz"')) == {"a": "x\ty\nz"}


def test_right_to_left_marks_are_kept_in_text_and_shown_escaped() -> None:
    root = tree("a: שלום \u202e abc")
    assert plain(root) == {"a": "שלום \u202e abc"}
    document = read_text("a: \u202eabc\na: 2", "x.yaml")
    assert "\u202e" not in rendered_all(document.problems)
