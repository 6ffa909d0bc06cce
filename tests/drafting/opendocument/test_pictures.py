"""Pictures of a document at their width, with their captions, and what is not taken over."""

from __future__ import annotations

import pytest

from clinicpress.drafting.article import Paragraph, Picture
from clinicpress.drafting.doubts import CROPPED
from tests.drafting.opendocument.documents import p, pieces
from tests.manuscripts import ELLIPSE

PNG = ELLIPSE.read_bytes()
FILES = {"Pictures/a.png": PNG, "Pictures/b.emf": b"EMF", "Pictures/c": PNG}
CAPTION = '<style:style style:name="Illustration" style:family="paragraph"/>'
CLIPPED = (
    '<style:style style:name="C" style:family="graphic"><style:graphic-properties '
    'fo:clip="rect(0cm, 1cm, 0cm, 0cm)"/></style:style>'
)


def frame(path: str, more: str = "", said: str = "<svg:desc>A knee</svg:desc>") -> str:
    return f'<draw:frame {more}><draw:image xlink:href="{path}"/>{said}</draw:frame>'


@pytest.mark.parametrize(
    ("more", "width"),
    [('svg:width="150mm"', "full"), ('svg:width="7cm"', "half"), ('style:rel-width="33%"', "third"), ("", "")],
)
def test_pictures(more: str, width: str) -> None:
    assert pieces(p(frame("Pictures/a.png", more)), files=FILES) == (Picture("a.png", PNG, "A knee", width=width),)


def test_the_kind_is_known_by_what_is_in_it() -> None:
    both = '<draw:frame><draw:image xlink:href="Pictures/b.emf"/><draw:image xlink:href="Pictures/c"/></draw:frame>'
    assert pieces(p(both), files=FILES) == (Picture("c.png", PNG),)


@pytest.mark.parametrize(("path", "name"), [("Pictures/b.emf", "b.emf"), ("https://x.example/a.png", "a.png")])
def test_others_are_told(path: str, name: str) -> None:
    (text,) = pieces(p(f"a{frame(path)}"), files=FILES)
    told = f"a picture was not taken over: “{name}”: “A knee”; put its file into figures/ and add a figure block"
    assert text == Paragraph("a", doubts=(told,))


@pytest.mark.parametrize(("said", "name"), [('draw:name="Picture 1"', "Picture 1.png"), ("", "picture.png")])
def test_a_file_that_is_called_by_what_is_in_it_has_the_name_of_its_frame(said: str, name: str) -> None:
    path = f"Pictures/{'1000A' * 8}.png"
    assert pieces(p(frame(path, said)), files={path: PNG}) == (Picture(name, PNG, "A knee"),)


def test_a_caption_in_the_same_box_is_the_pictures() -> None:
    both = p(frame("Pictures/a.png") + "Figure 1: Both knees", "Illustration")
    box = f"<draw:frame><draw:text-box>{both}</draw:text-box></draw:frame>"
    (picture,) = pieces(p(box), common=CAPTION, files=FILES)
    assert isinstance(picture, Picture)
    assert (picture.name, picture.alt, picture.caption) == ("a.png", "A knee", "Both knees")


def test_a_picture_that_is_a_link_is_no_lost_drawing() -> None:
    link = f'<draw:a xlink:href="https://x.example">{frame("Pictures/a.png")}</draw:a>'
    picture = Picture("a.png", PNG, "A knee")
    assert (pieces(link, files=FILES), pieces(p(link), files=FILES)) == ((picture,), (picture,))


@pytest.mark.parametrize("more", ['draw:style-name="C"', 'draw:transform="rotate(1)"'])
def test_cut_and_turned_pictures_are_told(more: str) -> None:
    (picture,) = pieces(p(frame("Pictures/a.png", more)), own=CLIPPED, files=FILES)
    assert picture.doubts == (CROPPED,)
