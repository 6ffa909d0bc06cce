"""Marks: what people typed is never taken for markup."""

from __future__ import annotations

import base64

import pytest
from justhtml import Element, JustHTML

from clinicpress.artwork.icons import load_icon
from clinicpress.artwork.pictures import load_art
from clinicpress.ground.problems import Place
from clinicpress.webpage.markup import closed, element, icon, line, link, opened, picture, worded
from clinicpress.workspace.disk import Disk
from clinicpress.workspace.nodes import Text
from tests.conftest import ROOT
from tests.webpage.pages import CALM, SAMPLER

HOSTILE = ('"><script>alert(1)</script>', "' onclick='x", "a & b < c > d", "&lt;b&gt;", "</style>", "-->", "{{ x }}")


def only(html: str) -> Element:
    """Return the one element that some HTML is."""
    body = JustHTML(html, sanitize=False).query_one("body")
    assert body is not None
    [found] = body.children
    assert isinstance(found, Element)
    return found


@pytest.mark.parametrize("text", HOSTILE)
def test_texts_and_values_are_what_was_typed(text: str) -> None:
    made = only(element("p", text, class_=text, id=None))
    assert (made.name, made.to_text(), made.attrs) == ("p", " ".join(text.split()), {"class": text})


def test_names_of_values_are_those_of_html() -> None:
    assert (
        opened("div", class_="a", aria_hidden="true", tabindex=0) == '<div class="a" aria-hidden="true" tabindex="0">'
    )
    assert closed("div") == "</div>"


@pytest.mark.parametrize(
    ("address", "href"),
    [("#how-to", "#how-to"), ("tel:+15550100", "tel:+15550100"), ("https://bücher.example/ä", "https://xn--bcher-kva.example/%C3%A4")],
)  # fmt: skip
def test_a_link_leads_to_an_address_in_ascii(address: str, href: str) -> None:
    assert only(link("here", address)).attrs == {"href": href}


def test_an_icon_is_not_read_aloud() -> None:
    made = only(icon(load_icon(Disk(ROOT), Text("yes", Place("")))))
    assert (made.attrs or {})["aria-hidden"] == "true"
    assert 'fill="currentColor"' in icon(load_icon(Disk(ROOT), Text("yes", Place(""))))


@pytest.mark.parametrize(
    ("file", "kind", "begins"),
    [("curve.svg", "png", b"\x89PNG"), ("ellipse.png", "png", b"\x89PNG"), ("ellipse.jpg", "jpeg", b"\xff\xd8")],
)
def test_a_picture_is_in_the_page(file: str, kind: str, begins: bytes) -> None:
    art = load_art(Disk(SAMPLER), f"brochures/every-block/figures/{file}", Place(""), CALM.all_faces)
    made = only(picture(art, 'A "curve" & more', 300)).attrs or {}
    head, _, content = (made["src"] or "").partition(",")
    assert (head, made["alt"]) == (f"data:image/{kind};base64", 'A "curve" & more')
    assert base64.b64decode(content).startswith(begins)


@pytest.mark.parametrize(("text", "rtl", "written"), [
    ("Phone 555-0134 & more", False, "Phone 555-0134 &amp; more"),
    ("\u05d4\u05ea\u05e7\u05e9\u05e8\u05d5 555-0134 & \u05d5", True,
     '\u05d4\u05ea\u05e7\u05e9\u05e8\u05d5 <bdi dir="ltr">555-0134</bdi> &amp; \u05d5'),
    ("\u05e9\u05dc\u05d5\u05dd", True, "\u05e9\u05dc\u05d5\u05dd"),
])  # fmt: skip
def test_what_must_run_to_the_right_is_isolated(text: str, rtl: bool, written: str) -> None:
    assert worded(text, rtl) == written


@pytest.mark.parametrize(("text", "rtl", "written"), [
    ("Clinic (West)", False, "Clinic (West)"),
    ("Clinic (West)", True, '<bdi dir="ltr">Clinic (West)</bdi>'),
    ("(555) 555-0134", True, '<bdi dir="ltr">(555) 555-0134</bdi>'),
    ("(\u05d1) \u05d0", False, '<bdi dir="rtl">(\u05d1) \u05d0</bdi>'),
    ("\u05de\u05e8\u05e4\u05d0\u05d4 (\u05d1)", True, "\u05de\u05e8\u05e4\u05d0\u05d4 (\u05d1)"),
])  # fmt: skip
def test_a_line_that_runs_the_other_way_than_its_page_is_isolated(text: str, rtl: bool, written: str) -> None:
    assert line(text, rtl) == written
