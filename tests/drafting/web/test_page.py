"""Pages of all encodings are read as their bytes say; what no article is like is refused at its place."""

from __future__ import annotations

from base64 import b64encode

import pytest

from clinicpress.drafting.web.elements import words_of
from clinicpress.drafting.web.page import MAX_DEPTH, MAX_TAGS, open_page
from clinicpress.drafting.web.single import Saved
from clinicpress.ground.problems import InputProblems
from tests.drafting.web.pages import ADDRESS, NOWHERE, SAVED, opened

WORDS = "Größe – 5 µg"


@pytest.mark.parametrize(
    ("content", "note"),
    [
        (f"<p>{WORDS}".encode(), ""),
        (f"<meta charset=windows-1252><p>{WORDS}".encode(), ""),
        (f"\ufeff<p>{WORDS}".encode(), ""),
        (f"<p>{WORDS}".encode("utf-16"), ""),
        (f"<html><p>{WORDS}".encode("utf-16-le"), ""),
        (f"<meta charset=ISO-8859-1><p>{WORDS}".encode("cp1252"), ""),
        (f"<meta http-equiv=Content-Type content='text/html; charset=macintosh'><p>{WORDS}".encode("mac-roman"), ""),
        (f"<meta charset=no-such><p>{WORDS}".encode("cp1252"), "Windows-1252"),
        (f"<p>{WORDS}".encode("cp1252"), "Windows-1252"),
    ],
)
def test_encodings(content: bytes, note: str) -> None:
    page = open_page("page.html", Saved(content), NOWHERE)
    assert words_of(page.body) == WORDS
    assert [note in said for said in page.notes] == [True] * bool(note)


@pytest.mark.parametrize(
    ("head", "address", "base"),
    [
        (SAVED, ADDRESS, ADDRESS),
        (f"<link rel=canonical href={ADDRESS}>", ADDRESS, ADDRESS),
        (f"{SAVED}<base href=/other/>", ADDRESS, "https://clinic.example/other/"),
        ("<base href=https://x.example/>", "", "https://x.example/"),
        ("<p>x", "", ""),
    ],
)
def test_where_a_page_was(head: str, address: str, base: str) -> None:
    page = opened(head)
    assert (page.address, page.base) == (address, base)


def test_pictures_in_the_page_are_taken_out_of_its_text() -> None:
    content = bytes(range(200))
    page = opened(f"<img src='data:image/png;base64,{b64encode(content).decode()}'>")
    assert dict(page.pictures) == {"data:picture-1": content}


@pytest.mark.parametrize(
    ("content", "line", "message"),
    [
        ("x\n" + "<div>" * (MAX_DEPTH + 2), 2, f"tags stand in each other more than {MAX_DEPTH} levels deep here"),
        ("<" * (MAX_TAGS + 1), 0, f"the page has {MAX_TAGS + 1:,} tags, at most {MAX_TAGS:,}"),
        ("x" * 2_100_000, 0, "the page is too big: 2.1 MB without its pictures, at most 2 MB"),
        ("one\ntwo \x03", 2, "control character U+0003 is not text"),
        ("PK\x03\x04", 0, "this is not a web page"),
    ],
)
def test_what_no_article_is_like_is_refused(content: str, line: int, message: str) -> None:
    with pytest.raises(InputProblems) as refused:
        opened(content)
    (problem,) = refused.value.problems
    assert (problem.message, problem.place.line) == (message, line or problem.place.line)
