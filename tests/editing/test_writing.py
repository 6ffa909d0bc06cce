"""A value is written as people write it, and reads back as what it is."""

from __future__ import annotations

import pytest

from clinicpress.editing.writing import Cells, Seat, Value, entry_lines, in_line, lines_of, paragraphs_of, ways
from clinicpress.workspace.composer import parse_yaml
from tests.editing.torture import LONG, VALUES

SEATS = {"behind a key": Seat(6, 4), "in brackets": Seat(20, 4, in_brackets=True)}


@pytest.mark.parametrize("seat", SEATS.values(), ids=SEATS)
@pytest.mark.parametrize("raw", [None, "plain", "'x'", '"x"', ">-\n  x", "|\n  x", "two\n  lines"], ids=ascii)
def test_every_text_has_a_way_that_reads_back(raw: str | None, seat: Seat) -> None:
    for value in VALUES:
        written = next(ways(value, seat, raw))
        below = "".join(f"\n{line}" for line in written.lines)
        text = f"  k: [{written.head}{below}]\n" if seat.in_brackets else f"  k: {written.head}{below}\n"
        assert parse_yaml("", text).plain() == {"k": [value] if seat.in_brackets else value}
        if " " in value and "\n" not in value and not any(sign in value for sign in "#-\\"):
            assert all(len(line) <= 100 for line in written.lines)


def test_paragraphs_are_parted_at_empty_lines_only() -> None:
    assert paragraphs_of("\n\n one \ntwo\n \t\n\nthree\n") == ["one two", "three"]
    assert paragraphs_of(" \n\n ") == []


NEW: dict[str, tuple[Value, str]] = {
    "texts and numbers": ({"a": "x: y", "b": 2, "c": True, "d": None}, 'a: "x: y"\nb: 2\nc: true\nd:\n'),
    "lists in lists": ({"a": [["x", "w"], [{"b": "z"}]]}, "a:\n  - - x\n    - w\n  - - b: z\n"),
    "a row": ({"rows": [Cells(["Mon", "a, b"])]}, 'rows:\n  - [Mon, "a, b"]\n'),
    "nothing in it": ({"a": [], "b": {}, "c": ""}, 'a: []\nb: {}\nc: ""\n'),
    "a key that is no word": ({"yes": "a", "b c": "d"}, '"yes": a\n"b c": d\n'),
    "a long text": (
        {"a": {"b": LONG}},
        f"a:\n  b: >-\n    {LONG[:-8].rsplit(' ', 1)[0]}\n    {LONG[len(LONG[:-8].rsplit(' ', 1)[0]) + 1 :]}\n",
    ),
}


@pytest.mark.parametrize(("value", "text"), NEW.values(), ids=NEW)
def test_new_values_are_written_as_people_write_them(value: Value, text: str) -> None:
    assert "".join(f"{line}\n" for line in lines_of(value, 0)) == text


def test_an_entry_begins_behind_its_dash() -> None:
    assert list(entry_lines({"a": "b", "c": ["d"]}, 2)) == ["  - a: b", "    c:", "      - d"]
    assert list(entry_lines("x", 0)) == ["- x"]


def test_what_stands_in_brackets_stands_in_one_line() -> None:
    value: Value = {"a": ["x, y", 1, "it's"], "b": LONG, "c": None}
    written = in_line(value)
    assert "\n" not in written
    assert parse_yaml("", written).plain() == {"a": ["x, y", "1", "it's"], "b": LONG, "c": None}
