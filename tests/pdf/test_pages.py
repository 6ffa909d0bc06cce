"""Drawn pages as a PDF: their links, their colours and their bookmarks."""

from __future__ import annotations

import pytest
from pikepdf import Name

from clinicpress.drawing.canvas import Drawn, DrawnPage, PageLink
from clinicpress.pdf.pages import laid

BRAND = bytes([255, 0, 0, 255, 255, 255])


def drawn(*pages: DrawnPage, bookmarks: list[tuple[int, str, str]] | None = None) -> Drawn:
    """Return a document with the places “here”, on its last page, and “top”."""
    anchors = {"here": (len(pages) - 1, 500.25), "top": (0, 792.0)}
    return Drawn(595.276, 841.89, BRAND, list(pages), anchors, bookmarks or [])


def test_each_page_says_what_was_drawn_on_it() -> None:
    with laid(drawn(DrawnPage(b"% one", ()), DrawnPage(b"% two", ()))) as pdf:
        assert [page.Contents.read_bytes() for page in pdf.pages] == [b"% one", b"% two"]
        assert [page.obj.MediaBox.unparse() for page in pdf.pages] == [b"[ 0 0 595.276 841.89 ]"] * 2
        assert "/Annots" not in pdf.pages[0]
        assert "/Outlines" not in pdf.Root


def test_the_brand_is_one_colour_space_of_all_pages() -> None:
    with laid(drawn(DrawnPage(b"", ()), DrawnPage(b"", ()))) as pdf:
        spaces = [page.Resources.ColorSpace.Brand for page in pdf.pages]
        assert spaces[0].objgen == spaces[1].objgen != (0, 0)
        assert list(spaces[0][:3]) == ["/Indexed", "/DeviceRGB", 1]
        assert bytes(spaces[0][3]) == BRAND


def test_links_stand_in_the_order_in_which_they_were_drawn() -> None:
    links = (PageLink((1, 2, 30.125, 4), "https://müller.example/"), PageLink((5, 6, 7, 8), "#here"))
    with laid(drawn(DrawnPage(b"", links), DrawnPage(b"", ()))) as pdf:
        web, inside = pdf.pages[0].Annots
        assert [float(edge) for edge in web.Rect] == [1, 2, 30.125, 4]
        assert (web.A.S, str(web.A.URI)) == (Name.URI, "https://xn--mller-kva.example/")
        assert inside.Dest[0].objgen == pdf.pages[1].obj.objgen
        assert [inside.Dest[1], float(inside.Dest[3])] == ["/XYZ", 500.25]
        assert [list(map(int, link.Border)) for link in (web, inside)] == [[0, 0, 0]] * 2


def test_a_place_that_is_nowhere_is_a_fault() -> None:
    with pytest.raises(KeyError, match="nowhere"):
        laid(drawn(DrawnPage(b"", (PageLink((0, 0, 1, 1), "#nowhere"),))))


def test_bookmarks_are_a_tree() -> None:
    titles = [(0, "A", "top"), (1, "Łódź", "here"), (2, "c", "here"), (1, "d – e", "here"), (0, "F", "here")]
    with laid(drawn(DrawnPage(b"", ()), bookmarks=titles)) as pdf:
        root = pdf.Root.Outlines
        assert (int(root.Count), root.Type) == (7, Name.Outlines)
        first, last = root.First, root.Last
        assert (str(first.Title), int(first.Count), str(last.Title)) == ("A", 3, "F")
        assert first.Next.objgen == last.objgen
        assert last.Prev.objgen == first.objgen
        assert "/Count" not in last
        second = first.First
        assert (str(second.Title), str(second.First.Title), str(second.Next.Title)) == ("Łódź", "c", "d – e")
        assert {each.Parent.objgen for each in (second, second.Next)} == {first.objgen}
        with pdf.open_outline() as outline:
            assert [item.title for item in outline.root] == ["A", "F"]


def test_a_level_is_not_left_out() -> None:
    with pytest.raises(IndexError):
        laid(drawn(DrawnPage(b"", ()), bookmarks=[(0, "A", "top"), (2, "B", "here")]))


@pytest.mark.parametrize(
    ("length", "said"), [(0, "0"), (1e-9, "0"), (0.5, "0.5"), (612.0, "612"), (100, "100"), (316.67151, "316.6715")]
)
def test_lengths_have_seven_digits(length: float, said: str) -> None:
    with laid(drawn(DrawnPage(b"", (PageLink((length, 0, 1, 1), "#top"),)))) as pdf:
        assert pdf.pages[0].Annots[0].Rect.unparse() == f"[ {said} 0 1 1 ]".encode()
