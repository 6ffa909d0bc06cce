"""Binding: a plate's bytes and what is added to them are one PDF that others can read."""

from __future__ import annotations

import hashlib
import io
from dataclasses import replace

import pikepdf
import pytest

from clinicpress.ground.faults import FaultyProof
from clinicpress.pdf.binding import PDF_DOC, PLAIN, SHARE, Bound, bind, text_string, written_stream
from clinicpress.pdf.casting import LooseObject
from tests.pdf.toys import OBJECTS, STREAM, bound, bundle_of, toy_cast

CAST = toy_cast((*OBJECTS, STREAM), ["overlay-1"])
ALIKE = (CAST.own + len(CAST.blanks), b"<</Alike true>>")


def file_of(title: str = "Toys (one)", said: bytes = b"0 0 m", more: bytes = b"") -> Bound:
    loose = LooseObject((b"<</Next ", 1, b">>"), None), LooseObject((b"<</Before ", 0, b"/More(%b)>>" % more), None)
    first = bundle_of(CAST, [ALIKE]).loose
    filled = {"overlay-1": said, "info": b"/Title" + text_string(title), "list": b"%d 0 R" % first}
    return bound(CAST, filled, [ALIKE], [loose])


@pytest.mark.parametrize("size", [0, 100_000])
def test_another_library_reads_the_file_whole(size: int) -> None:
    made = file_of(more=b"x" * size)
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
    with pikepdf.open(io.BytesIO(file_of(said=said).pdf)) as pdf:
        stream = pdf.get_object(CAST.blanks["overlay-1"].number, 0)
        assert stream.read_bytes() == said
        assert ("/Filter" in stream) == (size >= PLAIN)


def test_what_is_small_beside_the_plate_is_not_compressed() -> None:
    large = replace(CAST, body=CAST.body + bytes(SHARE * 500))
    for cast, is_packed in ((CAST, True), (large, False)):
        made = bound(cast, {"info": b"/Title(A small plate)"})
        assert (b"A small plate" not in made.pdf) == is_packed


def test_the_plates_bytes_stand_as_they_are() -> None:
    assert file_of().pdf.startswith(CAST.body)


def test_the_digest_is_that_of_the_file() -> None:
    assert file_of().sha256 == hashlib.sha256(file_of().pdf).hexdigest()


def test_the_same_content_gives_the_same_bytes_and_id_and_another_does_not() -> None:
    assert file_of().pdf == file_of().pdf
    ids = []
    for title in ("one", "two"):
        with pikepdf.open(io.BytesIO(file_of(title).pdf)) as pdf:
            ids.append(bytes(pdf.trailer.ID[0]))
    assert ids[0] != ids[1]


@pytest.mark.parametrize(("streams", "own"), [(0, 2), (1, 1), (2, 2), (1, 3)])
def test_a_blank_that_is_left_open_or_filled_twice_is_a_fault(streams: int, own: int) -> None:
    with pytest.raises(FaultyProof, match="not all blanks were filled"):
        bind(bundle_of(CAST), [written_stream(b"", b"")] * streams, [b""] * own, [])


@pytest.mark.parametrize(
    "text", ["plain", "brackets ( ( \\ )", "two\nlines\r", "Ł 𝄞", "", "þÿ", "Łódź – “é”", "a\u00a0b"]
)
def test_text_strings_say_their_text(text: str) -> None:
    assert str(pikepdf.Object.parse(text_string(text))) == text


def test_characters_of_one_byte_are_those_that_other_readers_know() -> None:
    for code in range(0x100):
        char = chr(code).translate(PDF_DOC)
        written = text_string(char)
        assert str(pikepdf.Object.parse(written)) == char
        assert (len(written) <= 4) == (char not in "\ufffdþ"), f"{code:x}"
    for other in ("\x80", "\xa0", "\xad", "\x18", "\x7f"):
        assert text_string(other).startswith(b"<FEFF00")
    assert text_string("A – B") == b"(A \x85 B)"
