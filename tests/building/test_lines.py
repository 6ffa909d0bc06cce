"""Lines by number and by name, whether they are held or put away in a file."""

from __future__ import annotations

import random

import pytest

from clinicpress.building import lines
from clinicpress.building.lines import Lines, NamedLines

MANY = [f"{number} “é” 漢 " + "x" * (number % 17) for number in range(300)]
NAMED = {f"{number:03}": f"{number:03} “é” 漢 " + "x" * (number % 17) for number in range(1, 300, 2)}


def named(found: dict[str, str]) -> NamedLines:
    return NamedLines(lambda line: line[:3], found.items())


@pytest.fixture(params=[1, 100, lines.MOST_HELD], ids="held up to {}".format)
def most(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> int:
    """How many bytes are held; blocks end within lines."""
    held: int = request.param
    monkeypatch.setattr(lines, "MOST_HELD", held)
    monkeypatch.setattr(lines, "BLOCK", 64)
    return held


@pytest.mark.usefixtures("most")
def test_each_is_found_by_its_number_in_any_order() -> None:
    found = Lines(MANY)
    assert list(found) == MANY and len(found) == len(MANY)
    numbers = list(range(len(MANY)))
    random.Random(1).shuffle(numbers)
    assert [found[number] for number in numbers] == [MANY[number] for number in numbers]


@pytest.mark.usefixtures("most")
def test_more_may_come_when_some_were_asked_for() -> None:
    found = Lines(MANY)
    assert (found[7], found.append("new"), found[len(MANY)], found[7]) == (MANY[7], len(MANY), "new", MANY[7])


@pytest.mark.usefixtures("most")
def test_a_line_that_is_longer_than_a_block_is_whole() -> None:
    long = "x" * 1000
    assert list(Lines([long, "", long])) == [long, "", long]


@pytest.mark.usefixtures("most")
def test_what_no_file_could_hold_is_a_text_all_the_same() -> None:
    assert Lines(["\udce9"])[0] == "\udce9"


@pytest.mark.usefixtures("most")
def test_each_is_found_by_its_name_in_any_order() -> None:
    found = named(NAMED)
    assert found == NAMED and list(found) == list(NAMED) and len(found) == len(NAMED)
    assert dict(found.pairs()) == NAMED
    asked = [f"{number:03}" for number in range(301)]
    for _ in range(2):
        assert {name: line for name in asked if (line := found.get(name)) is not None} == NAMED
        assert {name for name in asked if name in found} == set(NAMED)
        random.Random(1).shuffle(asked)


def test_of_none_none_is_found() -> None:
    assert (named({}).get("a"), list(named({})), named({}) == {}) == (None, [], True)


@pytest.mark.parametrize("names", ["ba", "aa", "acb"])
def test_names_that_are_not_in_order_are_refused(names: str) -> None:
    with pytest.raises(ValueError, match="not in its place"):
        NamedLines(str, [(name, name) for name in names])


def test_few_need_no_file(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(lines, "TemporaryFile")
    assert list(Lines(MANY)) == MANY


class Full:
    """A file on a disk that is full after a while."""

    def __init__(self, room: int) -> None:
        self.room = room

    def seek(self, _: int) -> None:
        """Go anywhere."""

    def write(self, content: bytes) -> int:
        """Write what there is room for."""
        if not self.room:
            raise OSError(28, "No space left on device")
        return min(self.room, len(content))

    def close(self) -> None:
        """Close it."""


@pytest.mark.parametrize("room", [0, 10])
def test_where_there_is_no_room_they_are_held(room: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lines, "MOST_HELD", 100)
    monkeypatch.setattr(lines, "TemporaryFile", lambda buffering: Full(room))
    assert list(Lines(MANY)) == MANY


def test_where_there_can_be_no_file_they_are_held(monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(buffering: int) -> None:
        raise FileNotFoundError(2, "No usable temporary directory found")

    monkeypatch.setattr(lines, "MOST_HELD", 100)
    monkeypatch.setattr(lines, "TemporaryFile", refused)
    assert list(Lines(MANY)) == MANY
