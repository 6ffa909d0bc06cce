"""Several handouts as one file for the printer."""

from __future__ import annotations

import io
from collections.abc import Sequence

import pikepdf
import pytest
from pypdfium2 import PdfDocument

from clinicpress.frontdesk.gathering import MOST_FILES, TooMuch, joined


def sheets(words: str, pages: int, width: int = 300) -> bytes:
    """A file whose pages have a link each, and their words."""
    with pikepdf.new() as made:
        for number in range(pages):
            page = made.add_blank_page(page_size=(width, 400))
            font = pikepdf.Dictionary(
                Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica
            )
            page.obj.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F=font))
            page.obj.Contents = made.make_stream(f"BT /F 12 Tf 20 20 Td ({words} {number + 1}) Tj ET".encode())
            page.obj.StructParents = number
            link = pikepdf.Dictionary(
                Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Link, Rect=[0, 0, 9, 9], Dest=pikepdf.String("there")
            )
            page.obj.Annots = pikepdf.Array([made.make_indirect(link)])
        held = io.BytesIO()
        made.save(held)
        return held.getvalue()


def words_of(content: bytes) -> list[str]:
    return [page.get_textpage().get_text_range().strip() for page in PdfDocument(content)]


@pytest.mark.parametrize(
    ("counts", "pages"),
    [
        ([1], ["a 1"]),
        ([1, 1], ["a 1", "", "b 1"]),
        ([2, 1], ["a 1", "a 2", "b 1"]),
        ([3, 2, 1, 1], ["a 1", "a 2", "a 3", "", "b 1", "b 2", "c 1", "", "d 1"]),
    ],
)
def test_each_begins_on_a_front_page(counts: Sequence[int], pages: list[str]) -> None:
    content, count = joined([sheets("abcd"[at], pages) for at, pages in enumerate(counts)])
    assert words_of(content) == pages
    assert count == len(pages)


def test_a_blank_page_is_as_large_as_the_page_before_it() -> None:
    content, _ = joined([sheets("a", 1, 250), sheets("b", 1, 350)])
    assert [page.get_size()[0] for page in PdfDocument(content)] == [250, 250, 350]


def test_links_and_structure_are_left_behind() -> None:
    content, _ = joined([sheets("a", 2), sheets("b", 2)])
    with pikepdf.open(io.BytesIO(content)) as whole:
        assert {key for page in whole.pages for key in dict(page.obj)} == {
            *("/Type", "/Parent", "/MediaBox", "/Contents", "/Resources")
        }
        assert set(dict(whole.Root)) == {"/Type", "/Pages"}


def test_the_same_files_make_the_same_bytes() -> None:
    files = [sheets("a", 1), sheets("b", 3)]
    assert joined(files) == joined(files)


def test_there_are_bounds() -> None:
    with pytest.raises(TooMuch):
        joined([b""] * (MOST_FILES + 1))
