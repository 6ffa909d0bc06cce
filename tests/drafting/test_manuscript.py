"""Articles taken apart: plain text, Markdown and Word give the same draft, and no word is lost."""

from __future__ import annotations

import html
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from hypothesis import example, given, settings
from hypothesis import strategies as st

from clinicpress.content.inline import literal, without_marks
from clinicpress.drafting.article import Run, marked
from clinicpress.drafting.scribe import Cells, Noted, written
from clinicpress.drafting.starter import begin_brochure
from clinicpress.ground.problems import InputProblems
from clinicpress.workspace.composer import parse_yaml
from tests.folders import call
from tests.manuscripts import (
    ELLIPSE,
    Content,
    add,
    as_markdown,
    as_text,
    as_word,
    blocks_of,
    fill_in,
    looks,
    plain,
    printed_words,
    saved,
    words,
    words_in,
)
from tests.reading import read_pages, squeezed
from tests.stories import inline_html

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
FORMATS: dict[str, Callable[[Content], bytes]] = {".txt": as_text, ".md": as_markdown, ".docx": as_word}


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
@settings(max_examples=40, deadline=None)
@example(pieces=[("paragraph", "So \\["), ("paragraph", "So 0")])
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


def flat(held: Any) -> list[str]:
    return [text for each in held for text in flat(each)] if isinstance(held, list) else [held]


@settings(max_examples=200, deadline=None)
@given(
    st.text(st.characters(exclude_categories=["Cc", "Cs"]), max_size=40)
    | st.text("*\\[]()@ab \u00a0", max_size=30).map(lambda text: text * 9)
)
def test_a_literal_text_prints_as_typed(text: str) -> None:
    assert without_marks(literal(text)) == text
    assert inline_html(literal(text), lambda name: "?") == html.escape(text)


@pytest.mark.parametrize(
    ("written", "printed"),
    [
        (r"C:\dir\n and a\ b", r"C:\dir\n and a\ b"),
        (r"\*a* \**b** \[c](https://d.example) \[@e]", "*a* **b** [c](https://d.example) [@e]"),
        (r"**a \** b** *c \* d*", "<strong>a ** b</strong> <em>c * d</em>"),
        (r"\\*a*", r"\<em>a</em>"),
        (r"5 \* 3 [1] *", "5 * 3 [1] *"),
    ],
)
def test_a_backslash_keeps_a_star_or_bracket_from_being_a_mark(written: str, printed: str) -> None:
    assert inline_html(written, lambda name: "?") == printed


def test_what_looks_like_a_mark_is_printed_as_typed(begin: Begin, desk: Path) -> None:
    typed = "Stars **like** these, *these*, 5 * 3, [x](y), [@z], a\\*b\\ stay."
    file = begin(f"A Title\n\nA Heading Here\n\n{typed}\n\nSource: Sample".encode())
    fill_in(desk, file.relative_to(desk).as_posix(), "brochures/sources.yaml")
    out = desk / "build"
    assert (
        call("build", "new-one", "--workspace", str(desk), "--out", str(out), "--clinic", "house", "--jobs", "1") == 0
    )
    for layout in ("handout", "summary"):
        pdf = (out / "house" / "en" / "standard" / f"new-one-{layout}.pdf").read_bytes()
        assert squeezed(typed) in squeezed("".join(page.text for page in read_pages(pdf)))


ADDRESS = st.sampled_from(["", "https://a.example", "page.html"])
RUN = st.builds(Run, st.text("*\\[]()@ab c", max_size=8), st.booleans(), st.booleans(), ADDRESS)


@settings(max_examples=200, deadline=None)
@given(st.lists(RUN, max_size=5))
def test_marks_never_change_the_words(runs: list[Run]) -> None:
    text, doubts = marked(runs)
    assert without_marks(text) == "".join(run.text for run in runs)
    for href in {run.href for run in runs if run.href and run.text.strip()}:
        assert href in text or any(href in doubt for doubt in doubts)


ANY = st.text(st.characters(exclude_categories=["Cc", "Cs"], exclude_characters="\ufffe\uffff"), max_size=60)
SIGNS = ["b:", "#d", "'", '"', "\\", "---", "...", "~", "null", "yes", "1.0", "é", "😀", *"|>%@`{}[],&!?-"]
SPACES = [" ", "  ", "\n", "\t", "\u00a0", "\u2028", "\x85", "\ufeff", ": ", " #", "- "]
HARD = st.lists(st.sampled_from([*SIGNS, *SPACES, "x" * 120]), max_size=30)


@settings(max_examples=400, deadline=None)
@given(ANY | HARD.map("".join) | HARD.map(" ".join), st.sampled_from([0, 2, 9]))
def test_whatever_is_written_reads_back(text: str, indent: int) -> None:
    inner = {"key": text, "more": [text]}
    value = {
        "one": text,
        "list": [text, Noted(inner, ("a doubt\u2028: #",), ("b",), ("c",))],
        "row": [Cells([text, "b"])],
    }
    lines = [row.text for row in written(value, indent)]
    read = parse_yaml("any.yaml", "\n".join(lines) + "\n").plain()
    assert read == {"one": text, "list": [text, inner], "row": [[text, "b"]]}
    longest = max((len(word) for word in re.split(r"(?<=\S) (?=\S)", text)), default=0)
    assert longest > 40 or '"' in "".join(lines) or max(map(len, lines)) <= 100


# Plain text ----------------------------------------------------------------------------------------------


def sections(file: Path) -> list[tuple[str | None, list[tuple[str, Any]]]]:
    return [(section["heading"], blocks_of(section)) for section in plain(file)["sections"]]


WRAPPED = """\
Taking It Easy

Rest is a part of every plan that is worth the name, and so it
should be planned like the other parts of it are. Rest before
you are tired.
How to Rest
Sit down in a quiet room where nobody will look for you during
the next quar-
ter of an hour.

- a chair that has a back, and that does not roll away when you
  lean on it
- a blanket

1. Sit down.
2. Close your eyes.

1. Stand up again.

Loose clothes
A quiet room
Some water
And then you begin.
What helps?
These things help
- a blanket
- a pillow
3. This is no list.
4. It does not begin with 1.
"""


def test_plain_text_is_parted_as_its_author_meant(begin: Begin) -> None:
    file = begin(WRAPPED.encode())
    draft = plain(file)
    assert draft["title"] == "Taking It Easy"
    assert sections(file) == [
        (
            None,
            [
                (
                    "paragraph",
                    "Rest is a part of every plan that is worth the name, and so it should be planned like the other "
                    "parts of it are. Rest before you are tired.",
                )
            ],
        ),
        (
            "How to Rest",
            [
                (
                    "paragraph",
                    "Sit down in a quiet room where nobody will look for you during the next quar-ter of an hour.",
                ),
                ("list", ["a chair that has a back, and that does not roll away when you lean on it", "a blanket"]),
                ("steps", ["Sit down.", "Close your eyes."]),
                ("paragraph", "1. Stand up again."),
                ("paragraph", "Loose clothes"),
                ("paragraph", "A quiet room"),
                ("paragraph", "Some water"),
                ("paragraph", "And then you begin."),
            ],
        ),
        (
            "What helps?",
            [
                ("paragraph", "These things help"),
                ("list", ["a blanket", "a pillow"]),
                ("paragraph", "3. This is no list."),
                ("paragraph", "4. It does not begin with 1."),
            ],
        ),
    ]
    told = looks(file)
    assert any("“quar-ter” was parted at the end of a line" in said for said in told)
    assert told.count("a short line: is it a heading, or an item of a list?") == 3


def test_a_line_of_nothing_but_space_before_its_word_is_read_at_once(begin: Begin) -> None:
    file = begin(b"A first line.\n\n" + b"\t" * 50_000 + b"a word" + b" " * 50_000 + b".")
    assert words(plain(file)["sections"][0]["body"])[-3:] == ["a", "word", "."]


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


LABELS = [
    (
        "A text.\n\n1 Example Street\nSpringfield\nReferences\n- One\n- Two",
        ["One", "Two"],
        None,
        ["A text.", "1 Example Street", "Springfield"],
    ),
    ("A text.\n\nSource: One\n\nNote: Two", ["One"], "Two", ["A text."]),
    ("A text.\n\nDISCLAIMER: Two\n\nSources: One", ["One"], "Two", ["A text."]),
    ("A text.\n\nReferences\n\n1. One\n2. Two", ["One", "Two"], None, ["A text."]),
    ("A text.\n\nSources:\nOne\nTwo\n\nNote: Three", ["One", "Two"], "Three", ["A text."]),
    (
        "A text.\n\nSources:\nOne of these\n- Two\n- Three\nFour, 2020\n",
        ["One of these", "Two", "Three", "Four, 2020"],
        None,
        ["A text."],
    ),
    ("Note: Mind this.\n\nA text.", None, None, ["Note: Mind this.", "A text."]),
    ("A text.\n\nSource: One\n\nMore text.", None, None, ["A text.", "Source: One", "More text."]),
    ("A text.\n\nWarning: Stop.", None, None, ["A text.", "Warning: Stop."]),
]


@pytest.mark.parametrize(("text", "sources", "note", "left"), LABELS)
def test_labels_count_where_they_are_certain(
    text: str, sources: list[str] | None, note: str | None, left: list[str], begin: Begin, desk: Path
) -> None:
    draft = plain(begin(text.encode()))
    known = plain(desk / "brochures" / "sources.yaml")
    named = draft["sources"]
    assert ([known[name]["short"] for name in named] if isinstance(named, list) else None) == sources
    assert draft.get("disclaimer") == note
    assert [held for _, held in blocks_of(draft["sections"][0])] == left


@pytest.mark.parametrize(
    ("text", "point"),
    [
        ("Ask Dr. Smith first. Then rest.", "Ask Dr. Smith first."),
        ("**Rest now, and well. Then** ask again.", "**Rest now, and well. Then** ask again."),
        ("See [the page of rest](https://a.example/x.y). Then rest.", "See [the page of rest](https://a.example/x.y)."),
        ("Rest well [@guide] and long, please. Then ask.", "Rest well \\[@guide] and long, please."),
        ("Stop! Rest is a part of every plan.", None),
        ("a line that does not end", None),
    ],
)
def test_a_summary_point_is_the_first_sentence_as_it_stands(text: str, point: str | None, begin: Begin) -> None:
    draft = plain(begin(f"# A\n\n## B\n\n{text}".encode(), ".md"))
    assert draft["sections"][0].get("summary") == (None if point is None else [point])


# Markdown ------------------------------------------------------------------------------------------------

MARKDOWN = """\
---
title: "The title: of it"
author: A Person
---
Intro **strong** *em* ***both*** [a link](https://a.example/x_(y)) `code` \\*typed\\* <b>html</b> &amp; un*believ*able.

# First

Soft
break, [a page](page.html) and [ref].

- one
  - nested
- two

  more of two

> A quotation.

![An ellipse](ellipse.png "Its caption")

![Lost](lost.png)

    indented code

| Day | Times |
|---|---|
| Mon | 2 | surplus |

[![](lost2.png)](https://badge.example)

## Below

<div>raw</div>

Source: [The source](https://source.example)
**Disclaimer:** Talk to *somebody*.

[ref]: https://ref.example "Its title"
[ref]: https://ref.example "Another title"
[unused]: https://unused.example
"""


def test_markdown_keeps_its_marks_and_loses_nothing(begin: Begin, desk: Path, tmp_path: Path) -> None:
    (tmp_path / "ellipse.png").write_bytes(ELLIPSE.read_bytes())
    file = begin(MARKDOWN.encode(), ".md")
    draft = plain(file)
    assert draft["title"] == "The title: of it"
    assert sections(file)[0] == (
        None,
        [
            (
                "paragraph",
                "Intro **strong** *em* ***both*** [a link](https://a.example/x_(y)) code \\*typed\\* **html** & "
                "unbelievable.",
            )
        ],
    )
    figure = {"image": "figures/ellipse.png", "alt": "An ellipse", "caption": "Its caption"}
    assert sections(file)[1:] == [
        (
            "First",
            [
                ("paragraph", "Soft break, a page and [ref](https://ref.example)."),
                ("list", ["one", "nested", "two more of two"]),
                ("paragraph", "A quotation."),
                ("figure", figure),
                ("paragraph", "indented code"),
                ("table", {"header": ["Day", "Times"], "rows": [["Mon", "2"]]}),
            ],
        ),
        ("Below", [("paragraph", "raw")]),
    ]
    assert (file.parent / "figures" / "ellipse.png").read_bytes() == ELLIPSE.read_bytes()
    assert draft["disclaimer"] == "Talk to *somebody*."
    source = plain(desk / "brochures" / "sources.yaml")[draft["sources"][0]]
    assert (source["short"], source["url"]) == ("The source", "https://source.example")
    notes, told = " ".join(draft["review_notes"]), " ".join(looks(file))
    for kept in ("A Person", "Its title", "https://unused.example"):
        assert kept in notes
    for kept in ("page.html", "“lost.png”: “Lost”", "“nested” stood below “one”", "left over: “surplus”", "lost2.png"):
        assert kept in told
    for kept in ("https://badge.example", "this stood as HTML", "nowhere in the draft: “another”"):
        assert kept in told


# Word ----------------------------------------------------------------------------------------------------


def field(address: str, text: str) -> str:
    def mark(kind: str) -> str:
        return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'

    code = f'<w:r><w:instrText> HYPERLINK "{address}" </w:instrText></w:r>'
    return f"{mark('begin')}{code}{mark('separate')}<w:r><w:t>{text}</w:t></w:r>{mark('end')}"


BOX = (
    '<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wps:txbx><w:txbxContent>{0}</w:txbxContent>'
    "</wps:txbx></w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox><w:txbxContent>{0}</w:txbxContent>"
    "</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
).format("<w:p><w:r><w:t>Boxed text.</w:t></w:r></w:p>")
CHART = "http://schemas.openxmlformats.org/drawingml/2006/chart"
FOOTNOTES = (
    '<w:footnotes xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
    '<w:footnote w:id="7"><w:p><w:r><w:t>What the footnote says.</w:t></w:r></w:p></w:footnote></w:footnotes>'
)


def full_document() -> bytes:
    document = Document()
    document.add_comment(document.add_heading("A Title", 0).runs[0], text="Is this the title", author="Somebody")
    document.add_paragraph("A subtitle", style="Subtitle")
    document.add_heading("First", 1)
    paragraph = document.add_paragraph("Plain ")
    paragraph.add_run("bold ").bold = True
    paragraph.add_run("slanted").italic = True
    paragraph.add_run(" named", style="Strong")
    link = document.part.relate_to("https://link.example", RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
    add(paragraph, '<w:r><w:t xml:space="preserve"> </w:t></w:r>')
    add(paragraph, f'<w:hyperlink r:id="{link}"><w:r><w:t>linked</w:t></w:r></w:hyperlink>')
    add(paragraph, '<w:ins><w:r><w:t xml:space="preserve"> inserted </w:t></w:r></w:ins>')
    add(paragraph, "<w:del><w:r><w:delText>deleted words</w:delText></w:r></w:del>")
    add(paragraph, field("https://field.example", "field"))
    add(paragraph, '<w:sdt><w:sdtContent><w:r><w:t xml:space="preserve"> controlled</w:t></w:r></w:sdtContent></w:sdt>')
    add(paragraph, '<w:r><w:t>.</w:t><w:footnoteReference w:id="7"/><w:br/><w:t>After the break.</w:t></w:r>')
    add(paragraph, '<w:r><w:rPr><w:vanish/></w:rPr><w:t xml:space="preserve"> Hidden.</w:t></w:r>')
    add(paragraph, f'<w:r><w:drawing><a:graphic><a:graphicData uri="{CHART}"/></a:graphic></w:drawing></w:r>')
    add(paragraph, BOX)
    part = Part(PackURI("/word/footnotes.xml"), "application/xml", FOOTNOTES.encode(), document.part.package)
    document.part.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)
    document.add_comment(paragraph.runs[0], text="A remark", author="Somebody")
    for style, text in (
        ("List Bullet", "one"),
        ("List Bullet 2", "nested"),
        ("List Number", "step"),
        ("List Number", "next"),
    ):
        document.add_paragraph(text, style=style)
    document.add_heading("Below", 2)
    table = document.add_table(3, 2)
    for number, cell in enumerate(cell for row in table.rows for cell in row.cells):
        cell.text = f"cell {number}"
    table.cell(2, 0).merge(table.cell(2, 1))
    document.add_table(1, 1).cell(0, 0).text = "A box."
    document.add_picture(str(ELLIPSE))
    document.sections[0].header.paragraphs[0].text = "The running head"
    document.sections[0].footer.paragraphs[0].text = "Source: The footer's source"
    return saved(document)


def test_word_documents_are_read_to_the_last_corner(begin: Begin, desk: Path) -> None:
    content = full_document()
    file = begin(content, ".docx")
    draft = plain(file)
    assert (draft["title"], draft["subtitle"]) == ("A Title", "A subtitle")
    figure = {"image": "figures/image1.png", "alt": None}
    assert sections(file) == [
        (
            "First",
            [
                (
                    "paragraph",
                    "Plain **bold** *slanted* **named** [linked](https://link.example) inserted "
                    "[field](https://field.example) controlled.",
                ),
                ("paragraph", "After the break."),
                ("paragraph", "Boxed text."),
                ("list", ["one", "nested"]),
                ("steps", ["step", "next"]),
            ],
        ),
        (
            "Below",
            [
                (
                    "table",
                    {
                        "header": ["cell 0", "cell 1"],
                        "rows": [["cell 2", "cell 3"], ["cell 4 cell 5", "cell 4 cell 5"]],
                    },
                ),
                ("paragraph", "A box."),
                ("figure", figure),
            ],
        ),
    ]
    assert plain(desk / "brochures" / "sources.yaml")[draft["sources"][0]]["short"] == "The footer's source"
    told = " ".join(looks(file))
    assert "The running head" in " ".join(draft["review_notes"])
    for kept in ("What the footnote says.", "A remark", "“deleted words”", "text box", "“nested” stood below “one”"):
        assert kept in told
    for kept in (
        "Is this the title",
        "hidden in the document, and is not printed: “Hidden.”",
        "chart was not taken over",
    ):
        assert kept in told
    assert "nowhere" not in told
    said_in_draft = [*words(draft), *told.split()]
    held, kept = (set(re.findall(r"\w+", " ".join(said))) for said in (words_in(content), said_in_draft))
    assert held - kept == set()


def test_short_bold_lines_of_a_document_without_styles_are_headings(begin: Begin) -> None:
    document = Document()
    for text, is_bold in (("What it is", True), ("It is a sample.", False), ("How it works", True), ("Well.", False)):
        document.add_paragraph().add_run(text).bold = is_bold
    file = begin(saved(document), ".docx")
    assert plain(file)["title"] == "What it is"
    assert [heading for heading, _ in sections(file)] == [None, "How it works"]


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


@pytest.mark.parametrize(
    ("look", "text", "printed", "said"),
    [
        ('<w:vertAlign w:val="superscript"/>', "6", "Take 10⁶ now", ""),
        ('<w:vertAlign w:val="subscript"/>', "6", "Take 10₆ now", ""),
        ('<w:vertAlign w:val="superscript"/>', "−2", "Take 10⁻² now", ""),
        ('<w:vertAlign w:val="superscript"/>', "th", "Take 10th now", ""),
        ('<w:vertAlign w:val="superscript"/>', "a", "Take 10a now", "“a” stood above the line"),
        ('<w:position w:val="6"/>', "6", "Take 10⁶ now", ""),
        ("<w:strike/>", " 6", "Take 10 now", "struck through in the document, and is not printed: “6”"),
        ("<w:dstrike/>", " 6", "Take 10 now", "struck through in the document, and is not printed: “6”"),
        ("<w:vanish/>", " 6", "Take 10 now", "hidden in the document, and is not printed: “6”"),
        ('<w:rStyle w:val="Gone"/>', " 6", "Take 10 now", "struck through in the document, and is not printed: “6”"),
        ('<w:color w:val="FFFFFF"/>', " 6", "Take 10 6 now", "“6” is white in the document"),
        ('<w:color w:val="FFFFFF"/><w:shd w:fill="auto"/>', " 6", "Take 10 6 now", "“6” is white in the document"),
        ('<w:color w:val="FFFFFF"/><w:shd w:fill="000000"/>', " 6", "Take 10 6 now", ""),
        ('<w:rFonts w:ascii="Symbol" w:hAnsi="Symbol"/>', "m", "Take 10m now", "“m” was set in the font Symbol"),
        ('<w:strike w:val="0"/>', " 6", "Take 10 6 now", ""),
    ],
)
def test_a_look_that_changes_what_is_said_becomes_a_sign_or_is_told(
    look: str, text: str, printed: str, said: str, begin: Begin
) -> None:
    document = Document()
    document.styles.add_style("Gone", WD_STYLE_TYPE.CHARACTER).font.strike = True
    document.add_heading("Doses", 1)
    paragraph = document.add_paragraph("Take 10")
    add(paragraph, f'<w:r><w:rPr>{look}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>')
    paragraph.add_run(" now")
    file = begin(saved(document), ".docx")
    assert plain(file)["sections"][0]["body"] == [{"paragraph": printed}]
    assert [said in told for told in looks(file)] == ([True] if said else [])


@pytest.mark.parametrize(
    ("text", "title", "headings"),
    [
        ("1. What is it?\nIt is a thing.\n2. Who gets it?\nAnyone can.", None, ["1. What is it?", "2. Who gets it?"]),
        ("A Title\n\nMost pain gets better.[1]\n\nIt does so within weeks.", "A Title", [None]),
        ("A Title\n\nMost pain gets better.²\n\nIt does so within weeks.", "A Title", [None]),
    ],
)
def test_short_lines_that_look_like_a_title_or_heading(
    text: str, title: str | None, headings: list[str | None], begin: Begin
) -> None:
    file = begin(text.encode())
    assert (plain(file)["title"] or None) == title
    assert [heading for heading, _ in sections(file)] == headings


def test_all_lines_below_references_are_sources(begin: Begin, desk: Path) -> None:
    text = "A text.\n\nReferences:\nSmith J. Sleep. Lung. 2020;1:2.\nNHS. Sleep. https://a.example\n[1] Third, 2021.\n"
    file = begin(f"{text}\nNote: No advice.".encode())
    draft = plain(file)
    known = plain(desk / "brochures" / "sources.yaml")
    shown = [*text.splitlines()[3:5], "Third, 2021."]
    assert [known[name]["short"] for name in draft["sources"]] == shown
    assert "# In the article with the number “[1]”.\n  - third-2021\n" in file.read_text(encoding="utf-8")
    assert len(draft["sections"]) == 1


@pytest.mark.parametrize("label", ["[1]", "(1)", "1.", "1)", "¹"])
def test_the_number_of_a_reference_is_no_part_of_it(label: str, begin: Begin, desk: Path) -> None:
    file = begin(f"A text.\n\nReferences\n\n{label} One, 2020.\n".encode())
    (name,) = plain(file)["sources"]
    assert plain(desk / "brochures" / "sources.yaml")[name]["short"] == "One, 2020."
    assert f"“{label}”" in file.read_text(encoding="utf-8")


def test_labels_are_kept_for_the_editor(begin: Begin) -> None:
    said = begin(b"A text.\n\nReferences\n\n1. One\n\nImportant words.\n\nNOTE: Two\n\nSource: Three").read_text(
        "utf-8"
    )
    assert "# In the article after “NOTE”." in said
    assert "# In the article after “References”, “Source”." in said


def test_lists_that_were_typed_in_word_are_lists(begin: Begin) -> None:
    document = Document()
    document.add_heading("Lists", 1)
    for text in ("• first *x*", "•\tsecond", "Between.", "1. One", "2. Two", "Between.", "2. Not", "3. a list"):
        document.add_paragraph(text)
    ((_, blocks),) = sections(begin(saved(document), ".docx"))
    assert blocks[:4] == [
        ("list", ["first \\*x\\*", "second"]),
        ("paragraph", "Between."),
        ("steps", ["One", "Two"]),
        ("paragraph", "Between."),
    ]
    assert [held for _, held in blocks[4:]] == ["2. Not", "3. a list"]


def test_what_stands_in_a_box_in_margins_and_in_long_comments_is_told_once_and_apart(begin: Begin) -> None:
    document = Document()
    document.add_heading("A Title", 0)
    paragraph = document.add_paragraph("A first paragraph that is long enough to be one.")
    comment = document.add_comment(paragraph.runs[0], text="First remark.", author="Somebody")
    comment.add_paragraph("Second remark.")
    box = document.add_table(1, 1).cell(0, 0)
    for number in ("one", "two", "three"):
        box.add_paragraph(number, style="List Number")
    header = document.sections[0].header
    header.paragraphs[0].text = "A clinic's motto"
    header.paragraphs[0].style = "Subtitle"
    file = begin(saved(document), ".docx")
    draft = plain(file)
    told = looks(file)
    assert sum("First remark. Second remark." in said for said in told) == 1
    assert "A clinic's motto" in " ".join(draft["review_notes"])
    assert not any("begin with" in said for said in told)
    blocks = [block for section in draft["sections"] for block in blocks_of(section)]
    assert ("steps", ["one", "two", "three"]) in blocks


@pytest.mark.parametrize("at", range(20))
def test_a_document_with_a_damaged_byte_is_read_or_refused(at: int, begin: Begin) -> None:
    content = bytearray(full_document())
    middle = (2 * at + 1) * len(content) // 40
    content[middle : middle + 8] = bytes(8)
    try:
        begin(bytes(content), ".docx")
    except InputProblems as error:
        assert [problem.message for problem in error.problems] == ["this is not a Word document, or it is damaged"]
