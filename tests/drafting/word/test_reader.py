"""Word documents: what Word draws, counts, hides or keeps apart is in the draft, or a LOOK says so."""

from __future__ import annotations

import re
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from docx import Document

from clinicpress.ground.problems import InputProblems
from tests.drafting.word.documents import TEXT, full_document, read
from tests.manuscripts import (
    ELLIPSE,
    add,
    blocks_of,
    heading,
    item,
    list_of,
    looks,
    paragraph,
    plain,
    row,
    saved,
    sections,
    table,
    word_of,
    words,
    words_in,
)

Begin = Callable[..., Path]


def test_a_plain_article_has_nothing_to_look_at(begin: Begin) -> None:
    lists = list_of(50, ("bullet", "\uf0b7"), font="Symbol") + list_of(51, ("decimal", "%1."))
    body = heading("B") + paragraph(TEXT) + item("one", 50) + item("two", 50) + item("one", 51) + item("two", 51)
    body += table(row("Day", "Dose"), row("Mon", "2 mg")) + paragraph(TEXT)
    file = begin(word_of(paragraph("A Title", '<w:pStyle w:val="Title"/>') + body, lists), ".docx")
    assert looks(file) == []
    assert [kind for kind, _ in blocks_of(plain(file)["sections"][0])] == [
        "paragraph", "list", "steps", "table", "paragraph",
    ]  # fmt: skip


SHOWN = [
    (
        '<w:hyperlink w:anchor="below"><w:r><w:t>see below</w:t></w:r></w:hyperlink>',
        "see below",
        "“see below” was a link to a place that is not in the article (“below”)",
    ),
    ('<w:r><w:pict><v:shape><v:textpath string="Call 555"/></v:shape></w:pict></w:r>', "Call 555", "Word art"),
    ("<w:r><w:drawing><a:p><a:r><a:t>Drawn words</a:t></a:r></a:p></w:drawing></w:r>", "Drawn words", "in a drawing"),
    ("<w:r><w:t>Before<!-- c -->after</w:t></w:r>", "Beforeafter", ""),
    ('<w:r><w:sym w:font="Wingdings" w:char="F0A8"/><w:t> read</w:t></w:r>', ["☐ read"], "written as “☐”"),
    ('<w:r><w:sym w:font="Symbol" w:char="F06D"/><w:t>g</w:t></w:r>', "μg", "written as “μ”"),
    (
        '<w:r><mc:AlternateContent><mc:Choice Requires="x"><w:rPr/></mc:Choice><mc:Fallback><w:t>fallen</w:t>'
        "</mc:Fallback></mc:AlternateContent></w:r>",
        "fallen",
        "",
    ),
    (
        '<w:r><w:t xml:space="preserve">A </w:t></w:r><w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent><w:r>'
        "<w:t>Click here.</w:t></w:r></w:sdtContent></w:sdt><w:r><w:t>B</w:t></w:r>",
        "A B",
        "nobody has filled in, and is not printed: “Click here.”",
    ),
    (
        '<w:r><mc:AlternateContent><mc:Choice Requires="w16se"><w16se:symEx w16se:char="1F642"/></mc:Choice>'
        "<mc:Fallback><w:t>smile</w:t></mc:Fallback></mc:AlternateContent></w:r>",
        "🙂",
        "",
    ),
    (
        '<w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:checkBox><w:checked/></w:checkBox></w:ffData></w:fldChar>'
        '</w:r><w:r><w:fldChar w:fldCharType="end"/><w:t xml:space="preserve"> done</w:t></w:r>',
        ["☑ done"],
        "a box to tick was written as “☑”",
    ),
    (
        '<w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:ddList><w:result w:val="1"/><w:listEntry w:val="once"/>'
        '<w:listEntry w:val="twice"/></w:ddList></w:ffData></w:fldChar><w:fldChar w:fldCharType="end"/></w:r>',
        "twice",
        "“twice” was chosen from a list: “once”, “twice”",
    ),
    ('<w:r><w:rPr><w:rFonts w:ascii="Wingdings"/></w:rPr><w:t>ü</w:t></w:r>', "✓", "written as “✓”"),
    (
        '<w:r><w:t>10</w:t></w:r><w:r><w:rPr><w:rFonts w:ascii="Symbol"/></w:rPr><w:t>m</w:t></w:r>'
        "<w:r><w:t>g</w:t></w:r>",
        "10μg",
        "written as “μ”",
    ),
    (
        "<w:ruby><w:rt><w:r><w:t>above</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>word</w:t></w:r></w:rubyBase></w:ruby>",
        "word",
        "stood above a word, and is not printed: “above”",
    ),
]


@pytest.mark.parametrize(("xml", "printed", "said"), SHOWN)
def test_what_word_shows_in_other_ways_is_printed_or_told(xml: str, printed: str, said: str, begin: Begin) -> None:
    blocks, told = read(begin, paragraph(xml))
    assert [held for _, held in blocks] == [printed]
    assert [said in each for each in told] == ([True] if said else [])


def test_a_caption_is_no_heading(begin: Begin) -> None:
    body = table(row("Age", "Daily"), row("1 y", "400 IU")) + paragraph("Table 1. Doses by age") + paragraph(TEXT)
    file = begin(word_of(paragraph(TEXT) + body), ".docx")
    assert [section["heading"] for section in plain(file)["sections"]] == [None]
    assert "this may be the caption of the picture or table beside it" in looks(file)


def test_what_stands_in_margins_is_noted_once_without_the_numbers_of_pages(begin: Begin) -> None:
    document = Document()
    document.add_heading("A", 1)
    document.add_paragraph(TEXT)
    section = document.sections[0]
    header, footer = section.header.paragraphs[0], section.footer.paragraphs[0]
    header.add_run().add_picture(str(ELLIPSE))
    section.header.add_paragraph("A clinic's motto")
    section.footer.add_paragraph("Rev. 3")
    footer.add_run("Page ")
    add(footer, '<w:fldSimple w:instr=" PAGE "><w:r><w:t>3</w:t></w:r></w:fldSimple>')
    file = begin(saved(document), ".docx")
    notes = plain(file)["review_notes"][1:]
    assert [note.partition(":")[0] for note in notes] == [
        "A picture of the page header was not taken over",
        "Above and below its pages the article says these",
    ]
    assert notes[1].endswith("put into the text what patients need: “A clinic's motto”, “Rev. 3”")
    assert looks(file) == []


def listed(*entries: str) -> str:
    return "".join(paragraph(entry, '<w:pStyle w:val="TOC1"/>') for entry in entries)


TOC_STYLE = b'<w:style w:type="paragraph" w:styleId="TOC1"><w:name w:val="toc 1"/></w:style></w:styles>'


@pytest.mark.parametrize(("entries", "told"), [((), []), (("Doses\t2",), []), (("Doses\t2", "An annex"), ["An annex"])])
def test_a_table_of_contents_is_left_out(entries: tuple[str, ...], told: list[str], begin: Begin) -> None:
    body = listed(*entries) + "".join(heading(text) + paragraph(TEXT) for text in ("Doses", "More"))
    with ZipFile(BytesIO(word_of(body))) as packed:
        styles = packed.read("word/styles.xml").replace(b"</w:styles>", TOC_STYLE)
    file = begin(word_of(body, parts={"word/styles.xml": styles}), ".docx")
    assert sections(file) == [("Doses", [("paragraph", TEXT)]), ("More", [("paragraph", TEXT)])]
    notes = [note for note in plain(file)["review_notes"] if "table of contents" in note]
    assert [note.rpartition(": ")[2] for note in notes] == [f"“{entry}”" for entry in told]
    assert looks(file) == []


# Files that are damaged, or other than they say ---------------------------------------------------------------


@pytest.mark.parametrize(
    "odd",
    [
        '<w:outlineLvl w:val="x"/>',
        '<w:outlineLvl w:val="-3"/>',
        '<w:numPr><w:ilvl w:val="x"/><w:numId w:val="1"/></w:numPr>',
        '<w:numPr><w:ilvl w:val="99"/><w:numId w:val="nope"/></w:numPr>',
        '<w:pStyle w:val="none"/>',
        '<w:sectPr><w:headerReference w:type="default" r:id="rId1"/><w:footerReference r:id="no"/></w:sectPr>',
    ],
)
def test_odd_settings_of_a_paragraph_lose_no_word(odd: str, begin: Begin) -> None:
    blocks, _ = read(begin, paragraph(TEXT, odd))
    assert [text for _, held in blocks for text in ([held] if isinstance(held, str) else held)] == [TEXT]


def test_word_documents_are_read_to_the_last_corner(begin: Begin, desk: Path) -> None:
    content = full_document()
    file = begin(content, ".docx")
    draft = plain(file)
    assert (draft["title"], draft["subtitle"]) == ("A Title", "A subtitle")
    figure = {"image": "figures/image1.png", "alt": None, "width": "full"}
    joined = [{"paragraph": "cell 4"}, {"paragraph": "cell 5"}]
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
                ("list", [{"text": "one", "body": [{"list": ["nested"]}]}]),
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
                        "rows": [["cell 2", "cell 3"], [{"body": joined, "columns": "2"}]],
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
    for kept in ("What the footnote says.", "A remark", "“deleted words”", "text box"):
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


def test_lists_that_were_typed_in_word_are_lists(begin: Begin) -> None:
    document = Document()
    document.add_heading("Lists", 1)
    for text in ("• first *x*", "•\tsecond", "Between.", "1. One", "2. Two", "Between.", "2. Not", "4. a list"):
        document.add_paragraph(text)
    ((_, blocks),) = sections(begin(saved(document), ".docx"))
    assert blocks[:4] == [
        ("list", ["first \\*x\\*", "second"]),
        ("paragraph", "Between."),
        ("steps", ["One", "Two"]),
        ("paragraph", "Between."),
    ]
    assert [held for _, held in blocks[4:]] == ["2. Not", "4. a list"]


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
