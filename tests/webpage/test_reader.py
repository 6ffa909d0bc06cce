"""The reader: what it hears of a page, and what it finds wrong."""

from __future__ import annotations

import pytest

from clinicpress.webpage.reader import read_page

HEAD = '<head><meta charset="utf-8"><title>A &amp; B</title><meta name="author" content="C"><style>a{}</style></head>'
PIXEL = "data:image/png;base64,AAAA"


def page(body: str, head: str = HEAD) -> bytes:
    return f'<!DOCTYPE html>\n<html lang="en">{head}<body><main>{body}</main></body></html>'.encode()


def test_it_hears_what_a_browser_shows() -> None:
    read = read_page(
        page(
            '<h1>T</h1><div class="clinic imprint"><p>Name</p><p><a href="tel:911">Call</a></p></div>'
            '<nav><h2 id="n">In it</h2><ul><li><a href="#h">H</a></li></ul></nav>'
            f'<h2 id="h">H</h2><p>a <em>b</em>&lt;c&gt;<img src="{PIXEL}" alt="An  arm"></p>'
        )
    )
    assert read.faults == []
    assert (read.language, read.title, read.author, read.style) == ("en", "A & B", "C", "a{}")
    assert [tuple(each) for each in read.heard] == [
        ("h1", "T", {}),
        ("h2", "H", {"id": "h"}),
        ("p", "a b<c>", {}),
        ("em", "b", {}),
        ("img", "", {"alt": "An arm"}),
    ]
    assert read.text == "T H a b<c>"
    assert [tuple(each) for each in read.contents] == [("H", "#h")]
    assert [tuple(each) for each in read.clinics] == [("imprint", ["Name", "Call"], [("Call", "tel:911")], [])]


WRONG = {
    "<script>": "<script>alert(1)</script>",
    "<iframe>": '<iframe src="https://example.org"></iframe>',
    "<form>": "<form></form>",
    "onclick": '<p onclick="x">a</p>',
    "leads to “javascript:x”": '<a href="javascript:x">a</a>',
    "leads to “data:text/html,x”": '<a href="data:text/html,x">a</a>',
    "leads to “//example.org”": '<a href="//example.org">a</a>',
    "a picture is not in the page": '<img src="https://example.org/a.png" alt="a">',
    "not in the page: “data:text/html": '<img src="data:text/html;base64,AAAA" alt="a">',
    "nothing has the id “x”": '<a href="#x">a</a>',
    "the id “x” is there twice": '<p id="x">a</p><p id="x">b</p>',
    "an attribute twice": '<p class="a" class="b">a</p>',
    "</b> closes nothing": "<p>a</b></p>",
    "has the style": '<p style="display:none">a</p>',
    "a comment": "<!-- a -->",
    "an instruction": "<?php x ?>",
    "an icon is read aloud": '<svg><path d="M0 0"/></svg>',
    "outside of its lines": '<div class="clinic imprint">Name</div>',
    "has the attribute “hidden”": "<p hidden>a</p>",
}


@pytest.mark.parametrize("what", WRONG)
def test_what_must_not_be_in_a_page_is_a_fault(what: str) -> None:
    faults = read_page(page(WRONG[what])).faults
    assert any(what in fault for fault in faults), faults


@pytest.mark.parametrize(
    ("content", "what"),
    [
        (page("<p>a").replace(b"</p>", b""), "closes nothing"),
        (b"<html><body><main><p>a</p></main>", "<body> is not closed"),
        (page("a").replace(b"<main>", b"words<main>"), "stands in no part of the page"),
        (page("a", "<style>@import 'a'</style>"), "outside of the page"),
        (page("a", "<style>b{background:url(x)}</style>"), "outside of the page"),
        (b"<p>\xff</p>", "not in UTF-8"),
    ],
)
def test_a_page_that_is_not_whole_is_a_fault(content: bytes, what: str) -> None:
    faults = read_page(content).faults
    assert any(what in fault for fault in faults), faults
