"""Skimming a file of ours gives the words and tags that painting gives, in a fraction of the time."""

from __future__ import annotations

import io
from pathlib import Path

import pikepdf
import pytest
from pikepdf import Dictionary, Name

from clinicpress.content.catalog import Catalog
from clinicpress.content.edition import Job
from clinicpress.pdf.tounicode import to_unicode
from clinicpress.readback.reader import read_back
from clinicpress.readback.skim import skim_pages
from clinicpress.workspace.disk import Disk
from tests.printing import print_job
from tests.readback.drawn import drawn


@pytest.mark.parametrize("clinic", ["house", "one"])
def test_skimmed_and_seen_pages_say_the_same(clinic: str, workspace: Path) -> None:
    pdf = print_job(Catalog(Disk(workspace)), Job(clinic, "en", "standard", "breathing", "handout")).pdf
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        skimmed = skim_pages(opened)
    seen = read_back(pdf, "a.pdf").pages
    assert len(skimmed) == len(seen) > 0
    for one, other in zip(skimmed, seen, strict=True):
        assert {mark: " ".join(text.split()) for mark, text in one.words.items()} == {
            mark: " ".join(text.split()) for mark, text in other.words.items()
        }
        assert (one.faces, one.painted, one.unmarked, one.torn) == (other.faces, other.painted, 0, 0)
        assert (one.width, one.height) == (other.width, other.height)


@pytest.mark.parametrize(
    ("content", "unmarked", "torn"),
    [
        (b"/P <</MCID 0>> BDC BT /F 9 Tf (A) Tj ET EMC", 0, 0),
        (b"BT /F 9 Tf (A) Tj ET", 1, 0),
        (b"/Artifact BMC /P <</MCID 0>> BDC BT /F 9 Tf (A) Tj ET EMC EMC", 0, 2),
        (b"/P <</MCID 0>> BDC EMC 0 0 9 9 re f", 1, 0),
    ],
)
def test_what_is_not_marked_or_marked_twice_is_counted(content: bytes, unmarked: int, torn: int) -> None:
    [page] = skim_pages(drawn(content))
    assert (page.unmarked, bool(page.torn)) == (unmarked, bool(torn))


def test_sorts_are_read_by_codes_of_two_bytes() -> None:
    pdf = drawn(b"/P <</MCID 0>> BDC BT /S 9 Tf [<0001>-12.5<00020001>30<0003>] TJ <0002> Tj ET EMC")
    fonts = pdf.pages[0].obj.Resources.Font
    codes = pdf.make_stream(to_unicode(["\0", "fi", "n"], 2))
    font = Dictionary(Type=Name.Font, Subtype=Name.Type0, BaseFont=Name("/ABCDEF+Face"), ToUnicode=codes)
    fonts.S = pdf.make_indirect(font)
    [page] = skim_pages(pdf)
    assert page.words == {0: "finfi\ufffdn"}
    assert (page.faces, page.unmarked) == ({"Face"}, 0)


def test_the_font_of_a_picture_does_not_outlast_it(workspace: Path) -> None:
    """What is drawn behind a picture with words is in the font before it, which nobody names again."""
    pdf = print_job(Catalog(Disk(workspace)), Job("house", "en", "standard", "breathing", "handout")).pdf
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        own, other, *_ = sorted(opened.pages[0].obj.Resources.Font.keys())
        said = []
        for between in ("", f"q BT {other} 9 Tf ET Q"):
            drawing = f"/Artifact BMC BT {own} 9 Tf ET {between} BT (\\001\\002\\003) Tj ET EMC"
            opened.pages[0].obj.Contents = opened.make_stream(drawing.encode())
            said.append(skim_pages(opened)[0].furniture)
    assert said[0] == said[1] != ""
