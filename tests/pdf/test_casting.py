"""Casting: a saved file taken apart; no object is lost, and no reference is seen in a string."""

from __future__ import annotations

import io
import zlib

import pikepdf
import pytest

from clinicpress.ground.faults import FaultyCast
from clinicpress.pdf.casting import MOST_KEPT, LooseObject, cast_file, cast_form, compressed, loose_stream, spliced
from clinicpress.pdf.plate import ENTRY, Blank
from tests.pdf.toys import OBJECTS, TOKEN, bound, saved_file, toy_cast


def test_a_file_is_parted_into_streams_packed_objects_and_blanks() -> None:
    cast = toy_cast()
    assert (cast.root, cast.pages, cast.contents, cast.links) == (1, (3,), (0,), 0)
    kinds = [cast.rows[ENTRY * number] for number in range(len(cast.rows) // ENTRY)]
    assert kinds == [0, 2, 2, 2, 1, 1], "free, packed, packed, packed, stream, the packed ones"
    assert cast.own == len(kinds)
    assert b"4 0 obj\n<< /Length 9 >>\nstream\n0 0 m 9 w\nendstream\nendobj\n" in cast.body
    assert b"/Catalog" not in cast.body, "it is packed"


def test_blanks_are_open_at_their_end_and_without_their_token() -> None:
    blanks = toy_cast().blanks
    assert blanks["info"] == Blank(6, b"<< /Producer (toys) ", b" >>")
    assert blanks["list"] == Blank(7, b"[ 3 0 R ", b" ]")
    assert TOKEN.encode() not in toy_cast().body


@pytest.mark.parametrize(
    ("objects", "names", "said"),
    [
        ((*OBJECTS, b"<< /Blank (blank 0a1b info) >>"), ("info", "list"), "the blank “info” is there twice"),
        (OBJECTS, ("info", "list", "brand"), "the blanks are .*not .*brand"),
        (OBJECTS, ("info",), "the blanks are .*list.*not"),
        ((OBJECTS[0], b"<< /Type /Pages >>", *OBJECTS[2:]), ("info", "list"), "the page tree has no pages"),
    ],
)
def test_another_file_than_expected_is_a_fault(objects: tuple[bytes, ...], names: tuple[str, ...], said: str) -> None:
    with pytest.raises(FaultyCast, match=said):
        cast_file(saved_file(objects), TOKEN, names, (0,), 0)


def test_a_table_that_leads_elsewhere_is_a_fault() -> None:
    saved = saved_file()
    at = saved.index(b"xref\n0") + len(b"xref\n0 7\n") + 20
    with pytest.raises(FaultyCast, match="object 1 is not where the table says"):
        cast_file(saved[:at] + b"%010d" % 11 + saved[at + 10 :], TOKEN, ("info", "list"), (0,), 0)


@pytest.mark.parametrize("size", [0, 10, 5000])
def test_a_stream_unpacks_to_what_was_packed(size: int) -> None:
    content = bytes(number % 251 for number in range(size))
    assert zlib.decompress(compressed(content)) == content


@pytest.mark.parametrize("size", [0, MOST_KEPT, MOST_KEPT + 1, 100_000])
def test_of_a_spliced_stream_every_second_part_is_kept(size: int) -> None:
    own = bytes(number % 251 for number in range(size))
    packed = spliced(b"alike " * 9, own, b" and again", b"!")
    assert zlib.decompress(packed) == b"alike " * 9 + own + b" and again!"
    assert (own in packed) == (size <= MOST_KEPT)


def test_blanks_are_numbered_behind_all_others_and_references_follow_them() -> None:
    # The same file with a blank at its beginning.
    objects = [
        b"<< /Blank (blank 0a1b info) >>",
        b"<< /Pages 3 0 R /Type /Catalog >>",
        b"<< /Count 1 /Kids [ 4 0 R ] /Type /Pages >>",
        b"<< /Contents 5 0 R /Parent 3 0 R /Said (2 0 R) /Type /Page >>",
        b"<< /Length 9 /Page 4 0 R >>\nstream\n4 0 R 9 w\nendstream",
        b"[ 1 0 R 4 0 R (blank 0a1b list) ]",
    ]
    cast = cast_file(saved_file(objects).replace(b"/Root 1", b"/Root 2"), TOKEN, ("list", "info"), (0,), 0)
    assert (cast.root, cast.pages, cast.own) == (1, (3,), 6)
    assert cast.blanks == {"list": Blank(6, b"[ 7 0 R 3 0 R ", b" ]"), "info": Blank(7, b"<< ", b" >>")}
    assert b"4 0 obj\n<< /Length 9 /Page 3 0 R >>\nstream\n4 0 R 9 w\nendstream\nendobj\n" in cast.body
    with pikepdf.open(io.BytesIO(bound(cast, {}).pdf)) as pdf:
        assert pdf.pages[0].Contents.read_bytes() == b"4 0 R 9 w"
        assert str(pdf.pages[0].Said) == "2 0 R"
        assert pdf.pages[0].Parent.objgen == pdf.Root.Pages.objgen


def test_of_streams_that_are_the_same_one_is_kept() -> None:
    cast = toy_cast((*OBJECTS, OBJECTS[3], b"[ 4 0 R 7 0 R ]"))
    assert cast.body.count(b"0 0 m 9 w") == 1
    with pikepdf.open(io.BytesIO(bound(cast, {}).pdf)) as pdf:
        [[one, other]] = [each for each in pdf.objects if isinstance(each, pikepdf.Array) and len(each) == 2]
        assert one.objgen == other.objgen == pdf.pages[0].Contents.objgen


def test_the_length_of_a_loose_stream_is_that_of_its_bytes() -> None:
    made = loose_stream(b"/N 3", b"0 0 m")
    assert made.stream is not None
    assert made.parts == (b"<</N 3/Filter/FlateDecode/Length %d>>" % len(made.stream),)


def test_a_form_takes_along_what_it_refers_to_and_nothing_that_a_string_says() -> None:
    objects: dict[int, tuple[bytes, bytes | None]] = {
        7: (b"<< /Length 5 /Font 9 0 R /Note (see 8 0 R \\) 8 0 R) /Again 9 0 R /Hex <38> >>", b"q Q f"),
        9: (b"<< /Parent 7 0 R >>", None),
    }
    form = cast_form(7, (10, 20, 110, 70), lambda number: objects[number])
    assert (form.width, form.height) == (100, 50)
    first, second = form.objects
    assert [part for part in first.parts if isinstance(part, int)] == [1, 1]
    assert second == LooseObject((b"<< /Parent ", 0, b" >>"), None)
    assert first.stream is not None
    assert zlib.decompress(first.stream) == b"q Q f"
