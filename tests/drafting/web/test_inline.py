"""What stands in lines of a page: signs, links, citations, boxes, and what paper cannot show."""

from __future__ import annotations

import pytest

from clinicpress.drafting.article import Paragraph
from clinicpress.drafting.doubts import IN_FORMULA
from clinicpress.drafting.web.inline import SAVE_IT
from tests.drafting.web.pages import SAVED, article, pieces


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("10<sup>5</sup> and CO<sub>2</sub>", "10⁵ and CO₂"),
        ("10<span style='vertical-align: super'>5</span>", "10⁵"),
        ("Rest<sup><a href=#r>1</a></sup>.", "Rest[1]."),
        ("Rest<a href=#r><sup>1</sup></a>.", "Rest[1]."),
        ("Rest<sup>[<a href=#r>1</a>,<a href=#r>2</a>]</sup>.", "Rest[1],[2]."),
        ("Rest <a href=#r>[3]</a>.", "Rest [3]."),
        ("Rest <a href=#r role=doc-noteref>3</a>.", "Rest [3]."),
        ("<b>K</b>etamine <i>now</i>", "**K**etamine *now*"),
        ("<span style='font-weight:700'>a</span> <b style='font-weight:400'>b</b>", "**a** b"),
        ("<q>so</q>", "“so”"),
        ("ke&shy;ta<wbr>mine&nbsp;&lt; 5&micro;g", "ketamine\u00a0< 5µg"),
        ("<a href=more.html>More</a>", "[More](https://clinic.example/knee/more.html)"),
        ("<a href='javascript:x()'>More</a>", "More"),
        ("<a href=tel:1>One</a><a href=tel:2>Two</a>", "[One](tel:1) [Two](tel:2)"),
        ("Note<a href=#r>↩</a>", "Note"),
    ],
)  # fmt: skip
def test_lines(html: str, text: str) -> None:
    read = article(f"{SAVED}<main><h1>A</h1><p>{html}</p><div id=r>x</div></main>")
    paragraph = read.pieces[1]
    assert isinstance(paragraph, Paragraph)
    assert (paragraph.text.replace("\\[", "["), paragraph.doubts, read.doubts) == (text, (), ())


VIDEO = "https://x.example/v"
PICTURE = "“https://x.example/b.png”: “c”; put it into figures/ as PNG or JPEG and add a figure block"


@pytest.mark.parametrize(
    ("html", "text", "doubt"),
    [
        ("a <input placeholder=Name>", "a", "the page has a field to fill in here: “Name”"),
        ("a <textarea>b</textarea>", "a", "the page has a field to fill in here: “b”"),
        ("a <select><option>b<option>c</select>", "a", "the page has a list to choose from here: “b”, “c”"),
        (f"a <video src={VIDEO}>b</video>", "a", f"a video of the page was not taken over: “b {VIDEO}”"),
        (f"a <iframe src={VIDEO}></iframe>", "a", f"another page in the page was not taken over: “{VIDEO}”"),
        ("a <svg><title>b</title></svg>", "a", f"a drawing was not taken over: “b”; {SAVE_IT}"),
        ("a <math><mi>x</mi></math>", "a x", IN_FORMULA),
        ("<ruby>a<rt>b</rt></ruby>", "a", "this stood above a word, and is not printed: “b”"),
        ("<a href=#gone>a</a>", "a", "“a” leads to a place that the page does not have"),
        ("10<sup>a</sup>", "10^(a)", "“a” stood above the line, as in 10⁶ or CO₂: write it so that nobody misreads it"),
        ("a <img src=https://x.example/b.png alt=c>", "a", f"a picture was not taken over: {PICTURE}"),
    ],
)  # fmt: skip
def test_what_paper_cannot_show_is_told_at_its_place(html: str, text: str, doubt: str) -> None:
    assert pieces(f"<p>{html}</p>") == (Paragraph(text, doubts=(doubt,)),)


def test_signs_and_abbreviations_are_told_once() -> None:
    signs = "<svg aria-hidden=true></svg><i>\uf05a</i><img width=16 src=a.png alt=''>"
    read = article(f"<main><h1>A</h1><p>An <abbr title='a scan'>MRI</abbr> {signs}is next.</main>")
    assert read.pieces[1] == Paragraph("An MRI is next.")
    assert [note for note in read.notes if "“MRI (a scan)”" in note or "icons" in note] == list(read.notes)


def test_boxes_to_tick_are_signs() -> None:
    assert pieces("<p><input type=checkbox checked> Yes <input type=radio> No</p>") == (Paragraph("☑ Yes ☐ No"),)


@pytest.mark.parametrize(
    "way",
    [
        "https://www.google.com/url?q=https://clinic.example/a&amp;sa=D&amp;usg=x",
        "https://eur01.safelinks.protection.outlook.com/?url=https%3A%2F%2Fclinic.example%2Fa&amp;data=05",
    ],
)
def test_links_lead_where_they_lead_in_the_end(way: str) -> None:
    assert pieces(f"<p><a href='{way}'>Read</a></p>") == (Paragraph("[Read](https://clinic.example/a)"),)
