"""Pages as articles: their title, what is told once, and that no word of them is lost."""

from __future__ import annotations

import re
from collections import Counter
from html import unescape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clinicpress.content.inline import without_marks
from clinicpress.drafting.article import Heading, texts_in
from clinicpress.drafting.tally import words_in
from tests.chance import examples
from tests.drafting.web.pages import SAVED, article


@pytest.mark.parametrize(
    ("html", "title", "levels"),
    [
        ("<title>Knee | Clinic</title><main><h1>Knee</h1><h2>A</h2>x</main>", "", [0, 2]),
        ("<title>Knee | Clinic</title><main><h1>Knee</h1><h1>A</h1>x<h1>B</h1></main>", "", [0, 1, 1]),
        ("<title>Clinic</title><main><h1>A</h1>x<h1>B</h1></main>", "", [1, 1]),
        ("<header><h1>Knee</h1></header><main><h2>A</h2>x</main>", "Knee", [2]),
        ("<title>Knee – Clinic</title><main><h2>A</h2>x</main>", "Knee", [2]),
        ("<main><h2>A</h2>x</main>", "", [2]),
    ],
)
def test_the_title(html: str, title: str, levels: list[int]) -> None:
    read = article(html)
    assert (read.title, [piece.level for piece in read.pieces if isinstance(piece, Heading)]) == (title, levels)
    assert bool(read.doubts) == ("Knee – Clinic" in html)


def test_where_a_page_comes_from_is_told() -> None:
    assert "saved from https://clinic.example/knee/index.html" in article(f"{SAVED}<p>x").notes[0]
    assert "begin from its own document" in article("<meta name=Generator content='Microsoft Word 15'><p>x").doubts[0]


def test_typed_bullets_are_a_list() -> None:
    assert [type(piece).__name__ for piece in article("<h1>A</h1><p>• one<br>• two").pieces] == ["Heading", "Items"]


WORD = st.text(st.sampled_from("abcäé0159*[](){}&<>.,:;!?\\\"'%µ–"), min_size=1, max_size=6)
TEXT = st.lists(WORD, min_size=1, max_size=5).map(" ".join).map(lambda text: f"So {text}")
TAGS = (
    "b",
    "i",
    "span",
    "sub",
    "div",
    "p",
    "section",
    "a href=https://x.example/",
    "li",
    "td",
    "blockquote",
    "h3",
    "q",
)


INLINE = {f"<{end}{tag}>" for tag in ("b", "i", "span", "sub") for end in ("", "/")}
"""What parts no word."""


def escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;")


def wrapped(children: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    held = st.lists(children, min_size=1, max_size=3)
    return st.one_of(
        st.tuples(st.sampled_from(TAGS), held).map(lambda made: f"<{made[0]}>{'<br>'.join(made[1])}</{made[0]}>"),
        st.tuples(st.sampled_from(("ul", "ol", "ul><ul")), held).map(
            lambda made: f"<{made[0]}><li>{'<li>'.join(made[1])}</{made[0]}>"
        ),
        held.map(lambda made: f"<table><tr><th>{'<th>'.join(made)}<tr><td>{'<td>'.join(made)}</table>"),
        held.map(lambda made: f"<dl><dt>{'<dd>'.join(made)}</dl>"),
        held.map(lambda made: f"<figure>{' '.join(made)}<figcaption>{made[0]}</figcaption></figure>"),
        held.map(lambda made: f"<p>{' <p>'.join(made)}"),
    )


def test_the_caption_of_a_figure_in_another_is_read_once() -> None:
    inner = "<figure><p>a</p><div><figcaption>b</figcaption></div></figure>"
    read = article(f"<h1>A</h1><figure>{inner}<figcaption>c</figcaption></figure>")
    assert [text for piece in read.pieces for text in texts_in(piece)] == ["A", "a", "b", "c"]


@examples(300)
@given(html=st.recursive(TEXT.map(escaped), wrapped, max_leaves=12))
def test_every_word_of_any_page_is_in_its_article(html: str) -> None:
    read = article(f"<h1>A</h1>{html}")
    assert read.doubts == ()
    texts = [without_marks(text) for piece in read.pieces for text in texts_in(piece)]
    typed = unescape(re.sub("<[^>]*>", lambda tag: "" if tag[0] in INLINE else " ", html))
    printed, wanted = words_in(" ".join(texts)), words_in(f"A {typed}")
    # Captions stand with what they say, and headings of a list have its numbers.
    assert Counter(wanted) - Counter(printed) == Counter()
    assert all(word.isdigit() and "<ol" in html for word in Counter(printed) - Counter(wanted))
    if "<figure" not in html and "<ol" not in html:
        assert printed == wanted
