"""Skimming a file of ours gives the words and tags that painting gives, in a fraction of the time."""

from __future__ import annotations

import io
from pathlib import Path

import pikepdf
import pytest

from clinicpress.content.catalog import Catalog
from clinicpress.content.edition import Job
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


def test_the_font_of_a_picture_does_not_outlast_it(workspace: Path) -> None:
    """A picture whose words are text stands last on a page; head and foot are drawn behind it in the font before."""
    figures = workspace / "brochures" / "breathing"
    (figures / "lungs.svg").write_text(
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 120 60" width="120" height="60">'
        '<text x="10" y="30" font-size="12">Lungs</text></svg>',
        encoding="utf-8",
    )
    text = (figures / "en.yaml").read_text(encoding="utf-8")
    figure = "      - figure: {image: lungs.svg, alt: Lungs}\n"
    (figures / "en.yaml").write_text(text.replace("    summary:", f"{figure}    summary:"), encoding="utf-8")
    pdf = print_job(Catalog(Disk(workspace)), Job("house", "en", "standard", "breathing", "handout")).pdf
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        # The page's last strokes in a font that nobody names again, as they may be where a picture ends it.
        page = opened.pages[0]
        fonts = list(page.obj.Resources.Font.keys())
        own = next(name for name in fonts if b"%s " % name.encode() in page.Contents.read_bytes())
        other = next(name for name in fonts if name != own)
        extra = f"/Artifact BMC BT {own} 9 Tf ET q BT {other} 9 Tf ET Q BT (\\001\\002) Tj ET EMC".encode()
        plain = f"/Artifact BMC BT {own} 9 Tf (\\001\\002) Tj ET EMC".encode()
        said = []
        for content in (extra, plain):
            page.Contents = opened.make_stream(content)
            said.append(skim_pages(opened)[0].furniture)
    assert said[0] == said[1] != ""
