"""The plate: kept as bytes that are read back whole or not at all, and fonts that say what its stock says."""

from __future__ import annotations

from dataclasses import replace

import pytest

from clinicpress.ground.faults import FaultyProof
from clinicpress.ground.problems import Place
from clinicpress.pdf.plate import ENTRY, Plate


def test_a_plate_is_read_as_it_was_written(plate: Plate) -> None:
    for each in (plate, replace(plate, qr=("https://source.example", Place("brochures/sources.yaml", 2, 8)))):
        assert Plate.from_bytes(each.to_bytes()) == each


@pytest.mark.parametrize("at", [0, 30, 100, -1])
def test_a_plate_of_which_a_byte_is_lost_or_another_is_no_plate(at: int, plate: Plate) -> None:
    stored = plate.to_bytes()
    at %= len(stored)
    for other in (stored[:at] + bytes([stored[at] ^ 1]) + stored[at + 1 :], stored[:at] + stored[at + 1 :]):
        with pytest.raises(ValueError, match="no whole plate"):
            Plate.from_bytes(other)


def test_only_slots_that_have_something_to_say_are_filled(plate: Plate) -> None:
    first, *rest = plate.slots
    other = replace(plate, slots=(first._replace(filled=False), *rest))
    assert other.filled_slots == plate.filled_slots[1:]


def test_a_stock_that_its_fonts_do_not_print_is_a_fault(plate: Plate) -> None:
    [(face, (resource, codes)), *_] = plate.stock.items()
    other = replace(plate, stock={**plate.stock, face: (resource, {**codes, "a": codes["b"]})})
    assert plate.alphabets[resource.removeprefix("/")].texts[codes["a"]] == "a"
    with pytest.raises(FaultyProof, match="does not print “a”"):
        _ = other.alphabets


def test_plates_of_one_stock_have_one_name_for_it(plate: Plate) -> None:
    [(face, (resource, codes)), *_] = plate.stock.items()
    assert replace(plate, settings={}).stock_name == plate.stock_name
    other = replace(plate, stock={**plate.stock, face: (resource, {**codes, "a": codes["b"]})})
    assert other.stock_name != plate.stock_name


@pytest.mark.parametrize("change", [{"settings": {}}, {"inputs": {}}, {"answers": {"named": ""}}])
def test_its_name_is_made_of_all_that_it_was_made_of(change: dict[str, object], plate: Plate) -> None:
    assert replace(plate, **change).name != plate.name  # type: ignore[arg-type]


def test_its_table_is_that_of_its_objects_row_by_row(plate: Plate) -> None:
    cast, above, rows = plate.cast, bytes(ENTRY), b""
    for at in range(0, len(cast.table), ENTRY + 1):
        predictor, *changes = cast.table[at : at + ENTRY + 1]
        assert predictor == 2
        above = bytes((change + up) % 256 for change, up in zip(changes, above, strict=True))
        rows += above
    assert rows == cast.rows
    assert min(blank.number for blank in cast.blanks.values()) == cast.own == len(rows) // ENTRY


def test_an_edition_names_its_clinic_and_itself(plate: Plate) -> None:
    about = plate.described("Test Clinic", "one/x")
    assert (about.author, about.identity, about.title) == ("Test Clinic", "one/x", plate.about.title)
    assert plate.about.author == ""
