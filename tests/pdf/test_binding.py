"""Binding: a plate's bytes and what is added to them are one PDF that others can read."""

from __future__ import annotations

import hashlib
import io
from dataclasses import replace

import pikepdf
import pytest

from clinicpress.ground.faults import FaultyProof
from clinicpress.pdf.binding import PDF_DOC, PLAIN, SHARE, Binder, Bound, text_string, written_stream
from clinicpress.pdf.casting import LooseObject
from tests.pdf.toys import OBJECTS, STREAM, bundle_of, toy_cast

CAST = toy_cast((*OBJECTS, STREAM), ["overlay-1"])
ALIKE = (CAST.own + len(CAST.blanks), b"<</Alike true>>")


def bound(title: str = "Toys (one)", said: bytes = b"0 0 m", more: bytes = b"") -> Bound:
    binder = Binder(bundle_of(CAST, [ALIKE]))
    binder.fill_stream("overlay-1", written_stream(b"", said))
    binder.fill("info", b"/Title" + text_string(title))
    loose = LooseObject((b"<</Next ", 1, b">>"), None), LooseObject((b"<</Before ", 0, b"/More(%b)>>" % more), None)
    binder.fill("list", b"%d 0 R" % binder.put_loose(loose))
    return binder.finish()


@pytest.mark.parametrize("size", [0, 100_000])
def test_another_library_reads_the_file_whole(size: int) -> None:
    made = bound(more=b"x" * size)
    with pikepdf.open(io.BytesIO(made.pdf)) as pdf:
        assert not pdf.check_pdf_syntax()
        assert str(pdf.docinfo.Title) == "Toys (one)"
        assert str(pdf.docinfo.Producer) == "toys"
        assert pdf.pages[0].Contents.read_bytes() == b"0 0 m 9 w"
        assert pdf.get_object(CAST.blanks["overlay-1"].number, 0).read_bytes() == b"0 0 m"
        assert pdf.get_object(ALIKE[0], 0).Alike
        page, loose = pdf.get_object(CAST.blanks["list"].number, 0)
        assert page.objgen == pdf.pages[0].objgen
        assert loose.Next.Before.objgen == loose.objgen
        assert len(str(loose.Next.More)) == size


@pytest.mark.parametrize("size", [PLAIN - 1, PLAIN])
def test_streams_are_the_same_whether_worth_packing_or_not(size: int) -> None:
    said = b"0" * size
    with pikepdf.open(io.BytesIO(bound(said=said).pdf)) as pdf:
        stream = pdf.get_object(CAST.blanks["overlay-1"].number, 0)
        assert stream.read_bytes() == said
        assert ("/Filter" in stream) == (size >= PLAIN)


def test_what_is_small_beside_the_plate_is_not_compressed() -> None:
    large = replace(CAST, body=CAST.body + bytes(SHARE * 500))
    for cast, is_packed in ((CAST, True), (large, False)):
        binder = Binder(bundle_of(cast))
        binder.fill_stream("overlay-1", written_stream(b"", b""))
        binder.fill("info", b"/Title(A small plate)")
        binder.fill("list", b"")
        assert (b"A small plate" not in binder.finish().pdf) == is_packed


def test_the_plates_bytes_stand_as_they_are() -> None:
    assert bound().pdf.startswith(CAST.body)


def test_the_digest_is_that_of_the_file() -> None:
    assert bound().sha256 == hashlib.sha256(bound().pdf).hexdigest()


def test_the_same_content_gives_the_same_bytes_and_id_and_another_does_not() -> None:
    assert bound().pdf == bound().pdf
    ids = []
    for title in ("one", "two"):
        with pikepdf.open(io.BytesIO(bound(title).pdf)) as pdf:
            ids.append(bytes(pdf.trailer.ID[0]))
    assert ids[0] != ids[1]


def test_a_blank_that_is_left_open_is_a_fault() -> None:
    binder = Binder(bundle_of(CAST))
    binder.fill("list", b"")
    with pytest.raises(FaultyProof, match=r"not filled: \['info', 'overlay-1'\]"):
        binder.finish()


def test_a_blank_is_filled_once() -> None:
    binder = Binder(bundle_of(CAST))
    binder.fill("info", b"")
    with pytest.raises(KeyError):
        binder.fill("info", b"")


@pytest.mark.parametrize(
    "text", ["plain", "brackets ( ( \\ )", "two\nlines\r", "Ł 𝄞", "", "þÿ", "Łódź – “é”", "a\u00a0b"]
)
def test_text_strings_say_their_text(text: str) -> None:
    assert str(pikepdf.Object.parse(text_string(text))) == text


def test_characters_of_one_byte_are_those_that_other_readers_know() -> None:
    for code, char in enumerate(PDF_DOC):
        written = text_string(char)
        assert str(pikepdf.Object.parse(written)) == char
        assert (len(written) <= 4) == (char != "\ufffe"), f"{code:x}"
    assert text_string("A – B") == b"(A \x85 B)"
