"""YAML is read as people see it: texts as typed, places as an editor counts them, and nothing that hides."""

from __future__ import annotations

import pytest

from clinicpress.ground.problems import InputProblems, Place
from clinicpress.workspace.composer import MAX_DEPTH, MAX_NODES, control_characters, parse_yaml
from clinicpress.workspace.nodes import Text

FILE = "a.yaml"


def told(text: str) -> list[tuple[int, int, str]]:
    """List line, column and message of all that is wrong with a text."""
    with pytest.raises(InputProblems) as found:
        parse_yaml(FILE, text)
    return [(each.place.line, each.place.column, each.message) for each in found.value.problems]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("a: no", {"a": "no"}),
        ("a: 1.10", {"a": "1.10"}),
        ("a: 2026-11-22", {"a": "2026-11-22"}),
        ("a: null", {"a": None}),
        ("a: ~", {"a": None}),
        ("a:", {"a": None}),
        ("a: [~, null]", {"a": ["~", "null"]}),
        ('a: ""', {"a": ""}),
        ("a: >-\n  one\n  two\n", {"a": "one two"}),
        ("a: |\n  one\n  two\n", {"a": "one\ntwo\n"}),
        ("- a\n- {b: c}\n", ["a", {"b": "c"}]),
    ],
)
def test_types_are_not_guessed(text: str, value: object) -> None:
    assert parse_yaml(FILE, text).plain() == value


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("", (1, 1, "the file is empty")),
        ("# only a remark\n", (1, 1, "the file is empty")),
        ("a: 1\nb: *a\n", (2, 4, "aliases (*name) are not used here")),
        ("a: &x 1\n", (1, 4, "anchors (&name) are not used here")),
        ("a: !!str 1\n", (1, 4, "tags (!name) are not used here")),
        ("a: 1\n---\nb: 2\n", (2, 1, "a second document begins here")),
        ("a: 1\nb: 2\na: 3\n", (3, 1, "the key “a” is here twice")),
        ("a:\n\t- b\n", (2, 1, "a tab is used for indentation")),
        ("[a, b]: c\n", (1, 1, "a key must be a word")),
        ("a\u200b: c\n", (1, 2, "this key holds a character that nobody sees, U+200B")),
        ("a: {b, c: d}\n", (1, 5, "“b” stands between “{” and “}” without a colon")),
        ("a: [b\n", (1, 4, "this bracket “[” is not closed, or a comma is missing in it")),
        ("a: b\u2028c\n", (1, 5, "an invisible line end, U+2028, stands here")),
        ('a: "\\x07"\n', (1, 4, "control character U+0007 is not text")),
        (f"a: {'[' * 50}{']' * 50}\n", (1, 3 + MAX_DEPTH, f"nested more than {MAX_DEPTH} levels deep")),
    ],
)
def test_what_is_not_plain_yaml_is_told_at_its_place(text: str, problem: tuple[int, int, str]) -> None:
    assert told(text) == [problem]


def test_a_file_holds_so_many_things_and_no_more() -> None:
    entries = "- a\n" * (MAX_NODES - 1)
    assert len(parse_yaml(FILE, entries).plain()) == MAX_NODES - 1
    assert told(f"{entries}- a\n") == [(MAX_NODES, 3, "a file holds at most 50,000 keys, texts and lists")]


def test_a_text_keeps_how_it_was_typed_and_what_follows_it() -> None:
    node = parse_yaml(FILE, "a: 'it''s'  # said\n")
    text = node.find(("a",)).value
    assert isinstance(text, Text)
    assert (text, text.raw, text.rest) == ("it's", "'it''s'", "  # said")
    assert [(remark, remark.place) for remark in node.remarks] == [("# said", Place(FILE, 1, 13))]


def test_control_characters_are_found_before_anything_is_read() -> None:
    found = control_characters(FILE, "a: b\nc: \x00d\x1b\n")
    assert [(each.place.line, each.place.column) for each in found] == [(2, 4), (2, 6)]
    assert control_characters(FILE, "a: b\tc\n") == []


def test_a_sign_of_the_order_of_bytes_that_stands_twice_moves_no_text() -> None:
    # Reading a file takes away the first.
    node = parse_yaml(FILE, "\ufeffone: 1\ntwo: 2  # said\n")
    texts = [node.find((key,)).value for key in ("one", "two")]
    assert [(text.raw, text.rest) for text in texts if isinstance(text, Text)] == [("1", ""), ("2", "  # said")]
    assert node.remarks == ("# said",)
