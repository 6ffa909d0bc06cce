"""Lines by name: as a mapping has them, whether they are held or put away in a file."""

from __future__ import annotations

import random

import pytest

from clinicpress.building import lines
from clinicpress.building.lines import Lines

MANY = {f"{number:03}": f"{number} “é” 漢 " + "x" * (number % 17) for number in range(300)}


@pytest.fixture(params=[1, 100, lines.MOST_HELD], ids="held up to {}".format)
def most(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> int:
    """How many bytes are held; blocks end within lines."""
    held: int = request.param
    monkeypatch.setattr(lines, "MOST_HELD", held)
    monkeypatch.setattr(lines, "BLOCK", 64)
    return held


@pytest.mark.usefixtures("most")
def test_each_is_found_by_its_name_in_any_order() -> None:
    found = Lines(MANY)
    assert found == MANY and list(found) == list(MANY) and len(found) == len(MANY)
    names = list(MANY)
    random.Random(1).shuffle(names)
    assert [found[name] for name in names] == [MANY[name] for name in names]


@pytest.mark.usefixtures("most")
def test_they_are_changed_as_a_mapping_is() -> None:
    found = Lines(MANY)
    found["007"] = "another"
    del found["008"]
    found["new"] = ""
    assert found == {**{name: line for name, line in MANY.items() if name != "008"}, "007": "another", "new": ""}
    assert ("008" in found, found.get("008"), "new" in found) == (False, None, True)
    with pytest.raises(KeyError):
        found["008"]


@pytest.mark.usefixtures("most")
def test_a_line_that_is_longer_than_a_block_is_whole() -> None:
    long = "x" * 1000
    assert list(Lines({"a": long, "b": "", "c": long}).values()) == [long, "", long]


@pytest.mark.usefixtures("most")
def test_what_no_file_could_hold_is_a_text_all_the_same() -> None:
    assert Lines({"a": "\udce9"})["a"] == "\udce9"


def test_few_need_no_file(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(lines, "TemporaryFile")
    assert Lines(MANY) == MANY


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
    assert Lines(MANY) == MANY


def test_where_there_can_be_no_file_they_are_held(monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(buffering: int) -> None:
        raise FileNotFoundError(2, "No usable temporary directory found")

    monkeypatch.setattr(lines, "MOST_HELD", 100)
    monkeypatch.setattr(lines, "TemporaryFile", refused)
    assert Lines(MANY) == MANY
