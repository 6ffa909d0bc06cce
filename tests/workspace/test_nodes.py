"""Nodes know where they stand, and where the characters of their texts do."""

from __future__ import annotations

import pytest

from clinicpress.ground.problems import Place
from clinicpress.workspace.composer import parse_yaml
from clinicpress.workspace.nodes import Node, Text

FILE = "clinics/one.yaml"
TEXT = """\
name: One
theme:
  colors: {ink: "#000000"}
address:
  - 1 Example
    Street
  - Springfield
"""


@pytest.fixture
def node() -> Node:
    """A small file."""
    return parse_yaml(FILE, TEXT)


@pytest.mark.parametrize(
    ("path", "line", "column"),
    [
        ((), 1, 1),
        (("name",), 1, 7),
        (("theme", "colors", "ink"), 3, 17),
        (("address", 1), 7, 5),
        (("address", 5), 5, 3),
        (("theme", "fonts", "colors"), 3, 11),
        (("name", "first"), 1, 7),
    ],
)
def test_a_path_is_followed_as_far_as_it_leads(node: Node, path: tuple[int | str, ...], line: int, column: int) -> None:
    assert node.find(path).place == Place(FILE, line, column)


def test_the_place_of_a_key_is_not_that_of_its_value(node: Node) -> None:
    assert node.key_place(("theme", "colors", "ink")) == Place(FILE, 3, 12)
    assert node.key_place(("address",)) == Place(FILE, 4, 1)
    assert node.key_place(("theme", "fonts")) == node.find(("theme",)).place


def test_a_text_knows_where_each_of_its_characters_was_typed(node: Node) -> None:
    text = node.find(("address", 0)).value
    assert isinstance(text, Text)
    assert text == "1 Example Street"
    assert text.at("Example") == Place(FILE, 5, 7)
    assert text.at("Street") == Place(FILE, 6, 5)
    assert text.at("nowhere") == text.place == Place(FILE, 5, 5)


def test_nodes_become_plain_values(node: Node) -> None:
    assert node.plain() == {
        "name": "One",
        "theme": {"colors": {"ink": "#000000"}},
        "address": ["1 Example Street", "Springfield"],
    }


def test_one_node_is_put_over_another_key_by_key(node: Node) -> None:
    over = parse_yaml("over.yaml", "theme: {colors: {brand: '#FFFFFF'}}\naddress: [Elsewhere]\n")
    merged = node.merged(over)
    assert merged.plain() == {
        "name": "One",
        "theme": {"colors": {"ink": "#000000", "brand": "#FFFFFF"}},
        "address": ["Elsewhere"],
    }
    assert merged.find(("name",)).place.file == FILE
    assert merged.find(("address",)).place.file == "over.yaml"
    assert node.plain()["address"] == ["1 Example Street", "Springfield"]


def test_a_value_is_replaced_where_it_is_there_and_stays_in_the_file(node: Node) -> None:
    red = parse_yaml("red.yaml", "'#FF0000'\n")
    changed = node.replaced(("theme", "colors", "ink"), red)
    assert changed.plain() == {**node.plain(), "theme": {"colors": {"ink": "#FF0000"}}}
    assert changed.find(("theme", "colors", "ink")).place.file == "red.yaml"
    assert changed.key_place(("theme", "colors", "ink")) == Place(FILE, 3, 12)
    assert node.plain()["theme"] == {"colors": {"ink": "#000000"}}
    for nowhere in ("theme", "fonts"), ("name", "first"):
        with pytest.raises(KeyError):
            node.replaced(nowhere, red)


def test_what_was_put_over_the_rest_is_blamed_where_both_do_not_go_together(node: Node) -> None:
    merged = node.merged(parse_yaml("over.yaml", "address: [Elsewhere]\n"))
    assert merged.blamed(("name",), ("address",)).file == "over.yaml"
    assert merged.blamed(("name",), ("theme",)) == node.find(("name",)).place


def test_entries_are_those_of_a_mapping_or_none(node: Node) -> None:
    assert list(node.entries("theme")) == ["colors"]
    assert node.entries("name") == node.entries("address") == node.entries("fonts") == {}
