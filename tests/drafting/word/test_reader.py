"""Word documents: what Word draws, counts, hides or keeps apart is in the draft, or a LOOK says so."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from hypothesis import given, settings
from hypothesis import strategies as st

from clinicpress.drafting.tally import lost_words
from clinicpress.drafting.word.numbers import written
from clinicpress.ground.problems import InputProblems
from tests.drafting.test_manuscript import field
from tests.manuscripts import (
    ELLIPSE,
    add,
    blocks_of,
    heading,
    in_list,
    item,
    list_of,
    looks,
    paragraph,
    plain,
    row,
    saved,
    table,
    word_of,
)

Begin = Callable[..., Path]
TEXT = "This is a sentence of the article."
DELETED = '<w:rPr><w:del w:id="1" w:author="a"/></w:rPr>'


def read(begin: Begin, body: str, lists: str = "") -> tuple[list[Any], list[str]]:
    """Return the blocks of all sections of a draft, and its LOOKs."""
    file = begin(word_of(heading("A") + body, lists), ".docx")
    return [block for section in plain(file)["sections"] for block in blocks_of(section)], looks(file)


def test_a_plain_article_has_nothing_to_look_at(begin: Begin) -> None:
    lists = list_of(50, ("bullet", "\uf0b7"), font="Symbol") + list_of(51, ("decimal", "%1."))
    body = heading("B") + paragraph(TEXT) + item("one", 50) + item("two", 50) + item("one", 51) + item("two", 51)
    body += table(row("Day", "Dose"), row("Mon", "2 mg")) + paragraph(TEXT)
    file = begin(word_of(paragraph("A Title", '<w:pStyle w:val="Title"/>') + body, lists), ".docx")
    assert looks(file) == []
    assert [kind for kind, _ in blocks_of(plain(file)["sections"][0])] == [
        "paragraph", "list", "steps", "table", "paragraph",
    ]  # fmt: skip


# Labels ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("lists", "items", "kind", "said"),
    [
        (list_of(51, ("decimal", "Week %1:")), [(51, 0), (51, 0)], "steps", "“Week 1:”, “Week 2:”"),
        (list_of(51, ("decimal", "%1."), start=5), [(51, 0), (51, 0)], "steps", "“5.”, “6.”"),
        (list_of(51, ("decimal", "%1."), over=7), [(51, 0), (51, 0)], "steps", "“7.”, “8.”"),
        (list_of(51, ("lowerLetter", "%1)")), [(51, 0), (51, 0)], "steps", "“a)”, “b)”"),
        (list_of(51, ("upperRoman", "%1.")), [(51, 0), (51, 0)], "steps", "“I.”, “II.”"),
        (list_of(51, ("none", "Note:")), [(51, 0)], "list", "bullets of this list are “Note:”"),
        (list_of(51, ("bullet", "\uf0fc"), font="Wingdings"), [(51, 0)], "list", "bullets of this list are “✓”"),
        (list_of(51, ("bullet", "✗")), [(51, 0)], "list", "bullets of this list are “✗”"),
        (list_of(51, ("decimal", "(%1)")), [(51, 0), (51, 0)], "steps", ""),
        (
            list_of(51, ("decimal", "%1."), ("decimal", "%1.%2")),
            [(51, 0), (51, 1), (51, 1), (51, 0)],
            "steps",
            "“1.”, “1.1”, “1.2”, “2.”",
        ),
    ],
)
def test_labels_that_a_list_does_not_have_here_are_told(
    lists: str, items: list[tuple[int, int]], kind: str, said: str, begin: Begin
) -> None:
    body = "".join(item(f"item {at}", number, depth) for at, (number, depth) in enumerate(items))
    blocks, told = read(begin, body, lists)
    assert blocks == [(kind, [f"item {at}" for at in range(len(items))])]
    assert any(said in each for each in told) if said else told == []


def test_lists_with_other_bullets_are_other_lists(begin: Begin) -> None:
    lists = list_of(51, ("bullet", "✓")) + list_of(52, ("bullet", "✗"))
    blocks, told = read(begin, item("fruit", 51) + item("alcohol", 52), lists)
    assert blocks == [("list", ["fruit"]), ("list", ["alcohol"])]
    assert [re.findall("[✓✗]", each) for each in told] == [["✓"], ["✗"]]


def test_a_list_that_goes_on_is_counted_as_word_counts_it(begin: Begin) -> None:
    lists = list_of(51, ("decimal", "%1."), ("lowerLetter", "%2)"))
    body = item("One", 51) + item("sub a", 51, 1) + item("sub b", 51, 1) + item("Two", 51)
    blocks, told = read(begin, body + paragraph(TEXT) + item("Three", 51), lists)
    assert blocks[0] == ("steps", ["One", "sub a", "sub b", "Two"])
    assert "a list inside a list was made flat: “sub a”, “sub b” stood below “One”" in told
    assert "in the document these items begin with “3.”" in told


def test_numbers_of_headings_are_kept(begin: Begin) -> None:
    lists = list_of(51, ("decimal", "%1."), ("decimal", "%1.%2"))
    body = heading("Before", 1, in_list(51)) + paragraph(TEXT) + heading("Early", 2, in_list(51, 1))
    file = begin(word_of(heading("First", 1, in_list(51)) + paragraph(TEXT) + body + paragraph(TEXT), lists), ".docx")
    assert [section["heading"] for section in plain(file)["sections"]] == ["1. First", "2. Before", "2.1 Early"]


@pytest.mark.parametrize(
    ("count", "kind", "label"),
    [
        (28, "lowerLetter", "bb"),
        (1994, "upperRoman", "MCMXCIV"),
        (7, "decimalZero", "07"),
        (12, "ordinal", "12th"),
        (3, "chineseCounting", "3"),
    ],
)
def test_numbers_are_written_as_word_writes_them(count: int, kind: str, label: str) -> None:
    assert written(count, kind) == label


# Changes, and what is not shown -----------------------------------------------------------------------------


def test_changes_are_read_as_accepted_and_what_was_deleted_is_told(begin: Begin) -> None:
    moved = '<w:r><w:t xml:space="preserve">Moved words. </w:t></w:r>'
    body = (
        paragraph(f'<w:moveFrom w:id="1" w:author="a">{moved}</w:moveFrom><w:r><w:t>Stays.</w:t></w:r>')
        + paragraph(f'<w:moveTo w:id="2" w:author="a">{moved}</w:moveTo>')
        + paragraph("First half ", DELETED)
        + paragraph("second half.")
        + paragraph(
            "<w:r><w:t>Take 20 mg</w:t></w:r><w:del><w:r><w:delText>40 mg</w:delText></w:r></w:del>"
            "<w:ins><w:r><w:t> daily.</w:t></w:r></w:ins>"
        )
        + table(row("Day", "Dose"), row("One", "9 mg", properties='<w:del w:id="6" w:author="a"/>'), row("Two", "5 mg"))
    )
    blocks, told = read(begin, body)
    assert blocks == [
        ("paragraph", "Stays."),
        ("paragraph", "Moved words."),
        ("paragraph", "First half second half."),
        ("paragraph", "Take 20 mg daily."),
        ("table", {"header": ["Day", "Dose"], "rows": [["Two", "5 mg"]]}),
    ]
    assert len(told) == 2
    assert told[0].endswith("that nobody has accepted, and is not printed: “40 mg”")
    assert told[1].endswith("that nobody has accepted: “One | 9 mg”")


def test_a_drop_cap_stands_in_its_word(begin: Begin) -> None:
    drop = '<w:framePr w:dropCap="drop" w:lines="3"/>'
    blocks, told = read(begin, paragraph("K", drop) + paragraph("etamine is given through a vein."))
    assert (blocks, told) == ([("paragraph", "Ketamine is given through a vein.")], [])


def test_what_is_left_out_leaves_one_space(begin: Begin) -> None:
    struck = "<w:r><w:rPr><w:strike/></w:rPr><w:t>{}</w:t></w:r>"
    text = '<w:r><w:t xml:space="preserve">Take </w:t></w:r>{}<w:r><w:t xml:space="preserve"> 20 mg.</w:t></w:r>'
    blocks, told = read(begin, paragraph(text.format(struck.format("40") + struck.format(" mg"))))
    assert blocks == [("paragraph", "Take 20 mg.")]
    assert told == ["this was struck through in the document, and is not printed: “40 mg”"]


# Tables, fields, shapes -------------------------------------------------------------------------------------


def test_joined_cells_stand_in_each_of_their_places(begin: Begin) -> None:
    begins, goes_on = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
    body = table(
        row("Medicine", "Dose", "When"),
        row("Ibuprofen", "400 mg", ("with meals", begins)),
        row("Naproxen", "250 mg", ("", goes_on)),
        row(("Ask first", '<w:gridSpan w:val="2"/>'), "always"),
        row("Free", "1 mg", properties='<w:gridBefore w:val="1"/>'),
    )
    ((_, held),), told = read(begin, body)
    assert held["rows"] == [
        ["Ibuprofen", "400 mg", "with meals"],
        ["Naproxen", "250 mg", "with meals"],
        ["Ask first", "Ask first", "always"],
        ["", "Free", "1 mg"],
    ]
    assert told == ["joined cells of this table: the words stand in each of their places: “with meals”, “Ask first”"]


def test_only_the_results_of_fields_are_printed_with_their_whole_links(begin: Begin) -> None:
    def mark(kind: str) -> str:
        return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'

    def code(text: str) -> str:
        return f"<w:r><w:instrText>{text}</w:instrText></w:r>"

    inner = f"{mark('begin')}{code(' PAGE ')}{mark('separate')}<w:r><w:t>77</w:t></w:r>{mark('end')}"
    simple = '<w:fldSimple w:instr=" HYPERLINK &quot;https://a.example&quot; "><w:r><w:t>one</w:t></w:r></w:fldSimple>'
    outer = (
        f"{mark('begin')}{code(' IF ')}{inner}{code(' = 1 ')}{mark('separate')}<w:r><w:t>four</w:t></w:r>{mark('end')}"
    )
    linked = field('https://b.example" \\l "part', "two")
    tipped = field('tip" "https://c.example', "three").replace("HYPERLINK ", "HYPERLINK \\o ")
    body = "".join(map(paragraph, (simple, linked, tipped, outer)))
    blocks, told = read(begin, body)
    assert [text for _, text in blocks] == [
        "[one](https://a.example)",
        "[two](https://b.example#part)",
        "[three](https://c.example)",
        "four",
    ]
    assert told == ["Word put in “four” here (IF): is it right in a handout?"]


SHOWN = [
    ('<w:r><w:pict><v:shape><v:textpath string="Call 555"/></v:shape></w:pict></w:r>', "Call 555", "Word art"),
    ("<w:r><w:drawing><a:p><a:r><a:t>Drawn words</a:t></a:r></a:p></w:drawing></w:r>", "Drawn words", "in a drawing"),
    ("<w:r><w:t>Before<!-- c -->after</w:t></w:r>", "Beforeafter", ""),
    ('<w:r><w:sym w:font="Wingdings" w:char="F0A8"/><w:t> read</w:t></w:r>', "☐ read", "written as “☐”"),
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
        "☑ done",
        "a box to tick was written as “☑”",
    ),
    (
        '<w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:ddList><w:result w:val="1"/><w:listEntry w:val="once"/>'
        '<w:listEntry w:val="twice"/></w:ddList></w:ffData></w:fldChar><w:fldChar w:fldCharType="end"/></w:r>',
        "twice",
        "“twice” was chosen from a list: “once”, “twice”",
    ),
    ('<w:hyperlink w:anchor="below"><w:r><w:t>see below</w:t></w:r></w:hyperlink>', "see below", "“below”"),
]


@pytest.mark.parametrize(("xml", "printed", "said"), SHOWN)
def test_what_word_shows_in_other_ways_is_printed_or_told(xml: str, printed: str, said: str, begin: Begin) -> None:
    blocks, told = read(begin, paragraph(xml))
    assert [held for _, held in blocks] == [printed]
    assert [said in each for each in told] == ([True] if said else [])


def test_a_cropped_picture_is_told(begin: Begin) -> None:
    document = Document()
    document.add_heading("A", 1)
    document.add_picture(str(ELLIPSE)).crop_right = 0.5  # python-docx keeps no crop of its own
    fill = next(each for each in document.element.body.iter() if str(each.tag).endswith("}blipFill"))
    fill.insert(1, fill.makeelement("{http://schemas.openxmlformats.org/drawingml/2006/main}srcRect", {"r": "50000"}))
    told = looks(begin(saved(document), ".docx"))
    assert len(told) == 1
    assert "this picture is cropped in the document" in told[0]


def test_a_caption_is_no_heading(begin: Begin) -> None:
    body = table(row("Age", "Daily"), row("1 y", "400 IU")) + paragraph("Table 1. Doses by age") + paragraph(TEXT)
    file = begin(word_of(paragraph(TEXT) + body), ".docx")
    assert [section["heading"] for section in plain(file)["sections"]] == [None]
    assert "this may be the caption of the picture or table beside it" in looks(file)


def test_words_that_are_nowhere_are_told(begin: Begin) -> None:
    blocks, told = read(begin, f"LOOSE{paragraph('A word.')}<w:unknown>Unknown twice twice</w:unknown>")
    assert blocks == [("paragraph", "A word.")]
    assert told == ["these words of the article are nowhere in the draft: “loose unknown twice twice”"]


@settings(max_examples=200, deadline=None)
@given(st.lists(st.sampled_from(["not", "10", "⁵", "mg", "µg", "Not", "½"]), max_size=8), st.data())
def test_every_word_that_is_missing_is_found_missing(words: list[str], data: st.DataObject) -> None:
    assert lost_words([" ".join(words)], words) == []
    if words:
        at = data.draw(st.integers(0, len(words) - 1))
        assert lost_words([" ".join(words)], [*words[:at], *words[at + 1 :]]) != []


def test_what_stands_in_margins_is_noted_without_the_numbers_of_pages(begin: Begin) -> None:
    document = Document()
    document.add_heading("A", 1)
    document.add_paragraph(TEXT)
    header, footer = document.sections[0].header.paragraphs[0], document.sections[0].footer.paragraphs[0]
    header.add_run().add_picture(str(ELLIPSE))
    footer.add_run("Page ")
    add(footer, '<w:fldSimple w:instr=" PAGE "><w:r><w:t>3</w:t></w:r></w:fldSimple>')
    file = begin(saved(document), ".docx")
    notes = plain(file)["review_notes"][1:-1]
    assert [note.partition(":")[0] for note in notes] == [
        "A picture of the page header was not taken over",
        "The page footer of the article says",
    ]
    assert looks(file) == []


# Files that are damaged, or other than they say ---------------------------------------------------------------

BODY = f"<w:body>{paragraph(TEXT)}</w:body>"
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
MAIN = "word/document.xml"
BROKEN = "this is not a Word document, or it is damaged"


def document_of(body: str, head: str = "") -> bytes:
    return f"{head}<w:document {W}>{body}</w:document>".encode()


WIDE = table(row(("a", '<w:gridSpan w:val="1000000000"/>')), row("b"))
WRONG: list[tuple[dict[str, bytes], str]] = [
    ({MAIN: document_of("")}, BROKEN),
    ({MAIN: b"<other/>"}, BROKEN),
    ({"[Content_Types].xml": b"<a/>"}, BROKEN),
    ({MAIN: document_of(BODY.replace("This", "&x;"), '<!DOCTYPE d [<!ENTITY x "words">]>')}, BROKEN),
    ({MAIN: document_of(BODY).replace(b"<w:p>", b"<w:p>" + b"<w:p/>" * 2_000_000)}, "at most 12 MB"),
    ({MAIN: document_of(BODY).replace(b"This", b"x" * 2_100_000)}, "2.1 million letters, at most 2"),
    ({MAIN: document_of(f"<w:body>{'<w:p/>' * 20_001}</w:body>")}, "20001 paragraphs, at most 20000"),
    ({MAIN: document_of(f"<w:body>{WIDE}</w:body>")}, "a table has 1000000000 columns, at most 63"),
]


@pytest.mark.parametrize(("parts", "message"), WRONG, ids=range(len(WRONG)))
def test_what_is_no_document_of_words_is_refused_at_its_place(
    parts: dict[str, bytes], message: str, begin: Begin, desk: Path
) -> None:
    with pytest.raises(InputProblems) as refused:
        begin(word_of(paragraph(TEXT), parts=parts), ".docx")
    (problem,) = refused.value.problems
    assert message in problem.message
    assert problem.place.file.endswith("article.docx")
    assert problem.hint
    assert not (desk / "brochures" / "new-one").exists()


def test_a_strict_document_is_told_what_to_save_it_as(begin: Begin) -> None:
    strict = (
        b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" '
        b'Type="http://purl.oclc.org/ooxml/officeDocument/relationships/officeDocument" Target="word/document.xml"/>'
        b"</Relationships>"
    )
    with pytest.raises(InputProblems, match=r"“Strict Open XML”\n  hint: .*“Word Document \(.docx\)”"):
        begin(word_of(paragraph(TEXT), parts={"_rels/.rels": strict}), ".docx")


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
