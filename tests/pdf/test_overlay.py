"""Overlays: patches on the pages of a plate, at their places, in the structure and among the links."""

from __future__ import annotations

import io
import re
from collections.abc import Sequence

import pikepdf
import pytest

from clinicpress.drawing.sheet import Piece
from clinicpress.looks.color import Color
from clinicpress.looks.fonts import Chain
from clinicpress.pdf.archive import ROUND
from clinicpress.pdf.overlay import Overlay
from clinicpress.pdf.patch import ImprintCase, Patch, PatchSheet
from clinicpress.pdf.plate import Plate

WORDS = "Said in a box"
BRAND = bytes.fromhex("0f5a66ffffff")


@pytest.fixture(scope="module")
def case(plate: Plate, chain: Chain) -> ImprintCase:
    return ImprintCase(plate.in_stock, lambda: [Piece(f"{WORDS} Łódź", chain[0], 9, Color(0, 0, 0))])


def patch_of(
    name: str, case: ImprintCase, chain: Chain, text: str = WORDS, link: str = "", turned: bool = False
) -> Patch:
    sheet = PatchSheet(name, case)
    element = sheet.element.child("P")
    element.text = text
    sheet.text(2, -10, [Piece(text, chain[0], 9, Color(0, 0, 0))], element)
    element.turned = frozenset(element.words if turned else ())
    if link:
        sheet.link(link, 1, -20, 30, 10, sheet.element.child("Link", alt="Visit (us)"))
    return sheet.finish()


def footer_of(case: ImprintCase, chain: Chain) -> Patch:
    sheet = PatchSheet("footer", case, stamping=True)
    sheet.text(48, 60, [Piece(WORDS, chain[0], 9, Color(0, 0, 0))])
    return sheet.finish()


def bound(plate: Plate, case: ImprintCase, patches: Sequence[Patch], footer: Patch) -> pikepdf.Pdf:
    overlay = Overlay(plate, patches, footer, case.fonts({"I0"}))
    return pikepdf.open(io.BytesIO(overlay.bind(plate.described("Test Clinic", "one/x"), BRAND).pdf))


@pytest.fixture
def pdf(plate: Plate, case: ImprintCase, chain: Chain) -> pikepdf.Pdf:
    patches = [
        patch_of(slot.name, case, chain, link="https://clinic.example/é" if slot.name == "card" else "")
        for slot in plate.filled_slots
    ]
    return bound(plate, case, patches, footer_of(case, chain))


def test_each_patch_hangs_from_the_corner_of_its_slot(pdf: pikepdf.Pdf, plate: Plate) -> None:
    assert [slot.name for slot in plate.filled_slots] == ["imprint", "contact", "card"]
    for slot in plate.filled_slots:
        said = b"\n".join(stream.read_bytes() for stream in pdf.pages[slot.page - 1].Contents)
        assert f"q 1 0 0 1 {slot.x:.2f} {slot.y:.2f} cm\n/P <</MCID".encode() in said


def test_what_a_patch_draws_is_the_same_whatever_else_is_on_its_page(pdf: pikepdf.Pdf, plate: Plate) -> None:
    assert set(plate.cast.contents) == {ROUND}
    drawn = [stream.read_bytes() for page in pdf.pages for stream in page.Contents]
    begun = [int(each.split()[2][:-2]) for each in drawn if each.startswith(b"/P <</MCID")]
    assert begun == [ROUND, ROUND + 1, ROUND + 2]


def test_its_marked_content_is_counted_from_behind_the_plates(pdf: pikepdf.Pdf, plate: Plate) -> None:
    for page, marks in enumerate(plate.cast.contents):
        said = b"\n".join(stream.read_bytes() for stream in pdf.pages[page].Contents)
        more = sum(slot.page == page + 1 for slot in plate.filled_slots)
        numbers = list(pdf.Root.StructTreeRoot.ParentTree.Nums)
        owners = list(numbers[2 * page + 1])
        assert len(owners) == marks + more
        owned = [number for number, owner in enumerate(owners) if owner is not None]
        assert sorted(int(number) for number in re.findall(rb"/MCID (\d+)>>", said)) == owned
        added = owners[marks:]
        assert [str(owner.S) for owner in added] == ["/P"] * more
        assert [int(owner.K[0]) for owner in added] == list(range(marks, marks + more))


def test_a_link_is_a_box_on_the_page_and_in_the_structure(pdf: pikepdf.Pdf, plate: Plate) -> None:
    [card] = [slot for slot in plate.filled_slots if slot.name == "card"]
    link = list(pdf.pages[card.page - 1].Annots)[-1]
    assert [float(edge) for edge in link.Rect] == pytest.approx(
        [card.x + 1, card.y - 30, card.x + 31, card.y - 20], abs=0.006
    )
    assert str(link.A.URI) == "https://clinic.example/%C3%A9"
    assert str(link.Contents) == "Visit (us)"
    numbers = list(pdf.Root.StructTreeRoot.ParentTree.Nums)
    parents = dict(zip(map(int, numbers[::2]), numbers[1::2], strict=True))
    owner = parents[int(link.StructParent)]
    assert str(owner.S) == "/Link"
    assert owner.K[0].Obj.objgen == link.objgen


def test_characters_of_its_own_come_with_a_font(pdf: pikepdf.Pdf, case: ImprintCase) -> None:
    fonts = pdf.pages[0].resources["/Font"]
    assert {f"/{name}" for name in case.fonts({"I0"})} <= set(fonts)
    assert case.fonts({"I0"})


def test_the_clinic_is_named_and_its_colour_is_set(pdf: pikepdf.Pdf) -> None:
    assert str(pdf.docinfo.Author) == "Test Clinic"
    space = pdf.pages[0].resources["/ColorSpace"]["/Brand"]
    assert (int(space[2]), bytes(space[3])) == (1, BRAND)


def test_every_page_has_the_footer(pdf: pikepdf.Pdf) -> None:
    assert len({page.Contents[-1].objgen for page in pdf.pages}) == 1
    assert b"/Pagination" in pdf.pages[0].Contents[-1].read_bytes()


def test_a_patch_for_each_slot_or_none_is_bound(plate: Plate, case: ImprintCase, chain: Chain) -> None:
    with pytest.raises(ValueError, match="shorter"):
        Overlay(plate, [patch_of("imprint", case, chain)], None, {})


def test_words_of_a_clinic_that_are_drawn_in_another_order_say_their_own(
    plate: Plate, case: ImprintCase, chain: Chain
) -> None:
    patches = [patch_of(slot.name, case, chain, turned=slot.name == "imprint") for slot in plate.filled_slots]
    with bound(plate, case, patches, footer_of(case, chain)) as pdf:
        elements = [each for each in pdf.objects if isinstance(each, pikepdf.Dictionary)]
        [saying] = [each for each in elements if "/ActualText" in each]
        [words] = saying.K
        parents = [
            each
            for leaf in pdf.Root.StructTreeRoot.ParentTree.Nums
            if isinstance(leaf, pikepdf.Array)
            for each in leaf
            if each is not None
        ]
        assert str(saying.ActualText) == WORDS
        assert (str(words.S), words.P.objgen, words.objgen in [each.objgen for each in parents]) == (
            "/Span",
            saying.objgen,
            True,
        )
        assert saying.objgen not in [each.objgen for each in parents]
