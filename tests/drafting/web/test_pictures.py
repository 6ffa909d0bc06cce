"""Pictures are those that were saved with the page, at their width; nothing else on the disk is read."""

from __future__ import annotations

from pathlib import Path

import pytest

from clinicpress.drafting.article import Paragraph, Picture, Pictures
from clinicpress.drafting.captions import COUNTED_ANEW
from clinicpress.drafting.flow import WITHIN
from tests.drafting.web.pages import article
from tests.folders import LUNGS
from tests.manuscripts import ELLIPSE

PNG = ELLIPSE.read_bytes()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The folder of a page that a browser saved, within another."""
    (tmp_path / "secret.png").write_bytes(PNG)
    saved = tmp_path / "saved" / "page_files"
    saved.mkdir(parents=True)
    (saved / "my knee.png").write_bytes(PNG)
    (saved / "photo").write_bytes(PNG)
    (saved / "a.svg").write_text(LUNGS, encoding="utf-8")
    (saved / "photo.webp").write_bytes(b"RIFF....WEBP")
    return saved.parent


@pytest.mark.parametrize(
    ("html", "name", "width"),
    [
        ("<img src='page_files/my%20knee.png' alt=Knee>", "my knee.png", ""),
        ("<img src='./page_files/photo' alt=Knee>", "photo.png", ""),
        ("<img src='https://x.example/i/photo?w=1' alt=Knee>", "photo.png", ""),
        ("<img src=page_files/a.svg alt=Knee width=200>", "a.svg", "third"),
        ("<img src=page_files/a.svg alt=Knee style='width: 50%'>", "a.svg", "half"),
        ("<figure style='width:30%'><img src=page_files/a.svg alt=Knee></figure>", "a.svg", "third"),
        ("<img src=data:image/gif;base64,AA data-src=page_files/photo alt=Knee>", "photo.png", ""),
        ("<img srcset='https://x.example/s.png 1x, page_files/photo 2x' alt=Knee>", "photo.png", ""),
        ("<picture><source srcset=page_files/photo><img src=a.webp alt=Knee></picture>", "photo.png", ""),
        ("<img class=lazy alt=Knee><noscript><img src=page_files/photo></noscript>", "photo.png", ""),
    ],
)  # fmt: skip
def test_pictures_are_found(html: str, name: str, width: str, folder: Path) -> None:
    (picture,) = article(f"<main>{html}</main>", folder).pieces
    assert isinstance(picture, Picture)
    assert (picture.name, picture.alt, picture.width, picture.doubts) == (name, "Knee", width, ())


@pytest.mark.parametrize("source", ["../secret.png", "page_files/photo.webp", "https://x.example/b.png", "page_files"])
def test_others_are_told_with_their_address(source: str, folder: Path) -> None:
    (text,) = article(f"<main><img src={source} alt=Knee><p>x</main>", folder).pieces
    assert isinstance(text, Paragraph)
    assert text.doubts[0].startswith(f"a picture was not taken over: “{source}”: “Knee”")


def test_captions_and_decoration(folder: Path) -> None:
    html = "<figure><img src=page_files/photo alt=''><figcaption>A <b>knee</b></figcaption></figure>"
    (picture,) = article(f"<main>{html}</main>", folder).pieces
    assert isinstance(picture, Picture)
    assert picture.caption == "A **knee**"
    assert picture.doubts == ("the page says that this picture is only decoration: describe it, or delete the figure",)


def test_a_caption_is_counted_anew_and_told_as_of_other_programs(folder: Path) -> None:
    html = "<figure><img src=page_files/photo alt=x><figcaption id=f>Figure 2: A knee</figcaption></figure>"
    read = article(f"<main>{html}<p>As <a href=#f>Figure 2</a> shows.</main>", folder)
    assert read.pieces[0] == Picture(
        "photo.png", PNG, "x", "A knee", doubts=(COUNTED_ANEW.format(label="Figure 2:"),), anchors=("f",)
    )
    assert read.doubts == ()


def test_a_picture_within_a_text_stands_below_it(folder: Path) -> None:
    text, picture = article("<main><p>Look <img src=page_files/photo alt=x> here</main>", folder).pieces
    assert isinstance(picture, Picture)
    assert text == Paragraph("Look here", doubts=(WITHIN,))


@pytest.mark.parametrize(("width", "is_row"), [("30%", True), ("50%", True), ("100%", False), ("", False)])
def test_narrow_figures_stand_side_by_side(width: str, is_row: bool, folder: Path) -> None:
    figure = f"<figure style='width:{width}'><img src=page_files/a.svg alt=Knee><figcaption>Bent</figcaption></figure>"
    pieces = article(f"<main><h2>Bend</h2><div>{figure}{figure}</div></main>", folder).pieces
    assert len(pieces) == (2 if is_row else 3)
    pictures = pieces[1].pictures if isinstance(pieces[1], Pictures) else [p for p in pieces if isinstance(p, Picture)]
    assert [each.caption for each in pictures] == ["Bent", "Bent"]


def test_what_is_said_of_pictures_in_a_row_is_said_of_the_row(folder: Path) -> None:
    figure = "<figure style='width:30%' id={}><img src=page_files/a.svg alt=''></figure>"
    html = f"<div>{figure.format('one')}{figure.format('two')}</div><p><a href=#one>1</a> <a href=#two>2</a>"
    row, _ = article(f"<main>{html}</main>", folder).pieces
    assert isinstance(row, Pictures)
    assert (row.anchors, len(row.doubts)) == (("one", "two"), 1)
    assert [each.doubts for each in row.pictures] == [(), ()]
