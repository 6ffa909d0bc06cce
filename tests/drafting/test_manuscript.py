"""Articles taken apart: whatever program wrote them, they give the same draft, and no word is lost."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from clinicpress.content.inline import without_marks
from clinicpress.drafting.starter import begin_brochure
from clinicpress.ground.problems import InputProblems
from tests.chance import examples
from tests.drafting.opendocument.documents import h, odt_of, p
from tests.drafting.word.documents import full_document
from tests.manuscripts import (
    Content,
    as_markdown,
    as_opendocument,
    as_page,
    as_text,
    as_word,
    blocks_of,
    heading,
    looks,
    paragraph,
    plain,
    printed_words,
    row,
    sections,
    table,
    word_of,
    words,
)

Begin = Callable[..., Path]
CONTENT: Content = [
    ("title", "A Sample of an Article"),
    ("paragraph", "Before the first heading: it’s “quoted” – dashed – and 100 % typed."),
    ("heading", "Lists and Stars"),
    ("paragraph", "Stars **like** these, *these*, 5 * 3, [x](y), [@z], a\\*b\\ and <b>tags</b> & {{ x }} stay."),
    ("list", ["first: thing", "- second # thing", "third | thing"]),
    ("steps", ["Do this.", "Then that."]),
    ("heading", "A Table"),
    ("table", [["Day", "Times"], ["Mon", "2"], ["Tue", "as often, as [needed]"]]),
    ("paragraph", "After the table."),
    ("paragraph", "Source: A source: sample, 2020"),
    ("paragraph", "Note: A disclaimer, *verbatim*."),
]
FORMATS: dict[str, Callable[[Content], bytes]] = {
    ".txt": as_text,
    ".md": as_markdown,
    ".docx": as_word,
    ".html": as_page,
    ".odt": as_opendocument,
}


@pytest.mark.parametrize("ending", FORMATS)
def test_every_format_gives_the_same_draft(ending: str, begin: Begin, desk: Path) -> None:
    draft = plain(begin(FORMATS[ending](CONTENT), ending))
    assert draft["title"] == "A Sample of an Article"
    assert [section["heading"] for section in draft["sections"]] == [None, "Lists and Stars", "A Table"]
    kinds = [[kind for kind, _ in blocks_of(section)] for section in draft["sections"]]
    assert kinds == [["paragraph"], ["paragraph", "list", "steps"], ["table", "paragraph"]]
    stars = without_marks(draft["sections"][1]["body"][0]["paragraph"])
    assert stars == CONTENT[3][1]
    assert [without_marks(item) for item in draft["sections"][1]["body"][1]["list"]] == CONTENT[4][1]
    table = draft["sections"][2]["body"][0]["table"]
    assert [table["header"], *table["rows"]] == CONTENT[7][1]
    assert without_marks(draft["disclaimer"]) == "A disclaimer, *verbatim*."
    sources = plain(desk / "brochures" / "sources.yaml")
    assert [sources[name]["short"] for name in draft["sources"]] == ["A source: sample, 2020"]


LETTERS = "abcdefgäöüéABCÄÖαβжя0123456789.,;:!?()%&/<>{}[]#@'\"+=–—…“”‘’*\\|>-_~`$^"
WORD = st.text(st.sampled_from(LETTERS), min_size=1, max_size=9)
TEXT = st.lists(WORD, min_size=1, max_size=30).map(" ".join).map(lambda text: f"So {text}")
PIECE = st.one_of(
    st.tuples(st.just("paragraph"), TEXT),
    st.tuples(st.just("heading"), TEXT),
    st.tuples(st.just("list"), st.lists(TEXT, min_size=2, max_size=4)),
    st.tuples(st.just("steps"), st.lists(TEXT, min_size=2, max_size=4)),
    st.tuples(st.just("table"), st.lists(st.tuples(TEXT, TEXT).map(list), min_size=2, max_size=3)),
)


@pytest.mark.parametrize("ending", FORMATS)
@examples(40)
@example(pieces=[("paragraph", "So \\["), ("paragraph", "So 0")])
@example(pieces=[("paragraph", "So 0~0~ C^8^")])
@example(pieces=[("heading", "So {#a}")])
@given(pieces=st.lists(PIECE, min_size=1, max_size=8))
def test_any_article_is_in_its_draft_word_for_word_and_in_order(
    ending: str, pieces: Content, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("any")
    article = folder / f"article{ending}"
    article.write_bytes(FORMATS[ending](pieces))
    (folder / "editions.yaml").touch()
    begin_brochure(folder, "any", "en", article)
    typed = [word for _, held in pieces for text in flat(held) for word in text.split()]
    draft = folder / "brochures" / "any" / "en.yaml"
    assert printed_words(plain(draft)) == typed
    assert [said for said in looks(draft) if "nowhere in the draft" in said] == []


IN_CELL = f"<w:tc><w:tcPr/>{heading('X')}{paragraph('b')}</w:tc>"
LIST = f"<text:list-item>{p('a')}</text:list-item><text:list-header>{p('b')}{h('X', 2)}</text:list-header>"


@pytest.mark.parametrize(
    ("ending", "article"),
    [
        (".html", b"<h1>T</h1><ul><li>a</li><ul><li><h3>X</h3></li></ul></ul>"),
        (".odt", odt_of(f"{h('T')}<text:list>{LIST}</text:list>")),
        (".md", b"# T\n\n- a\n\n  ### X\n"),
        (".docx", word_of(heading("T") + table(row("a", "c"), f"<w:tr>{IN_CELL}{IN_CELL}</w:tr>"))),
    ],
)
def test_a_heading_within_a_list_or_table_is_bold(ending: str, article: bytes, begin: Begin) -> None:
    ((_, held),) = sections(begin(article, ending))
    assert "'paragraph': '**X**'" in str(held)


def flat(held: Any) -> list[str]:
    return [text for each in held for text in flat(each)] if isinstance(held, list) else [held]


# Plain text ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("It’s – here.".encode(), ""),
        ("\ufeffIt’s – here.".encode(), ""),
        ("It’s – here.".encode("utf-16"), ""),
        ("It’s – here.".encode("cp1252"), "read as Windows-1252"),
        ("It’s –\r\nhere.\r\n".encode(), ""),
        ("It’s – here.\f".encode(), ""),
    ],
    ids=["utf-8", "mark", "utf-16", "cp1252", "crlf", "form feed"],
)
def test_texts_of_other_programs(content: bytes, said: str, begin: Begin) -> None:
    draft = plain(begin(content))
    assert words(draft["sections"][0]["body"]) == ["It’s", "–", "here."]
    assert any("Windows-1252" in note for note in draft["review_notes"]) == bool(said)


# Markdown ------------------------------------------------------------------------------------------------


# Word ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("ending", "content", "message"),
    [
        (".pdf", b"%PDF-1.7", "an article cannot be read from a .pdf file"),
        (".doc", b"\xd0\xcf\x11\xe0", "an article cannot be read from a .doc file"),
        (".txt", b"%PDF-1.7 text", "this is not a text"),
        (".txt", b"PK\x03\x04rest", "this is not a text"),
        (".txt", b"a\0b", "this is not a text"),
        (".txt", b"", "the article is empty"),
        (".md", b" \n ", "the article is empty"),
        (".txt", b"one\ntwo \x03", "control character U+0003 is not text"),
        (".txt", b"x" * 2_100_000, "the article is too big: 2.1 MB, at most 2 MB"),
        (".htm", b"%PDF-1.7", "this is not a web page"),
        (".html", b"<p>", "the article is empty"),
        (".odt", b"no zip at all", "this is not an OpenDocument text, or it is damaged"),
        (".docx", b"no zip at all", "this is not a Word document, or it is damaged"),
        (".docx", b"", "this is not a Word document, or it is damaged"),
        (".docx", full_document()[:-500], "this is not a Word document, or it is damaged"),
    ],
    ids=lambda value: value if isinstance(value, str) and value.startswith(".") else "",
)
def test_what_cannot_be_read_is_said_and_nothing_is_written(
    ending: str, content: bytes, message: str, begin: Begin, desk: Path
) -> None:
    with pytest.raises(InputProblems) as refused:
        begin(content, ending)
    (problem,) = refused.value.problems
    assert problem.message == message
    assert problem.place.file.endswith(f"article{ending}")
    assert not (desk / "brochures" / "new-one").exists()
