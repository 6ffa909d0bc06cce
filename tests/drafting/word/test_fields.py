"""Fields: their results are printed, with whole links."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from clinicpress.drafting.article import Paragraph, own_texts, walked
from clinicpress.drafting.word.reader import read_word
from tests.drafting.word.documents import field, read
from tests.manuscripts import heading, paragraph, row, table, word_of

Begin = Callable[..., Path]


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


def place(name: str, inner: str) -> str:
    return f'<w:bookmarkStart w:id="1" w:name="{name}"/><w:r><w:t>{inner}</w:t></w:r><w:bookmarkEnd w:id="1"/>'


def shown(code: str, result: str) -> str:
    return f'<w:fldSimple w:instr="{code}"><w:r><w:t>{result}</w:t></w:r></w:fldSimple>'


@pytest.mark.parametrize(
    ("link", "printed", "said"),
    [
        (shown(" REF _Ref1 \\h ", "Doses"), "[Doses](#_Ref1)", ""),
        (shown(" REF _Ref1 \\r \\h ", "2.1"), "[2.1](#_Ref1)", ""),
        (shown(" PAGEREF _Ref1 \\h ", "12"), "[12](#_Ref1)", "the document counts page “12” here"),
        (shown(" REF _Ref1 ", "Dr Sample"), "Dr Sample", "Word put in “Dr Sample” here (REF)"),
        (shown(" REF _Ref9 \\h ", "Error!"), "Error!", "Word put in “Error!” here (REF)"),
        ('<w:hyperlink w:anchor="_Ref1"><w:r><w:t>see below</w:t></w:r></w:hyperlink>', "[see below](#_Ref1)", ""),
        (field('" \\l "_Ref1', "see there").replace('""', ""), "[see there](#_Ref1)", ""),
    ],
)
def test_links_to_a_place_in_the_document_lead_there(link: str, printed: str, said: str) -> None:
    document = word_of(paragraph(link) + heading(place("_Ref1", "Doses")) + paragraph("Sentence."))
    [first, found, _] = read_word("article.docx", document).pieces
    assert isinstance(first, Paragraph)
    assert first.text == printed
    assert [said in doubt for doubt in first.doubts] == ([True] if said else [])
    assert found.anchors == (() if "_Ref9" in link else ("_Ref1",))


@pytest.mark.parametrize(
    "body",
    [
        paragraph(place("here", "Words.")),
        '<w:bookmarkStart w:id="1" w:name="here"/>' + paragraph("Words."),
        table(row("A", "B"), row(place("here", "Words."), "x")),
    ],
    ids=["within", "before", "cell"],
)
def test_a_place_is_that_of_what_stands_there(body: str) -> None:
    link = '<w:hyperlink w:anchor="here"><w:r><w:t>there</w:t></w:r></w:hyperlink>'
    _, *rest = read_word("article.docx", word_of(paragraph(link) + body)).pieces
    assert [anchor for piece in walked(rest) for anchor in piece.anchors] == ["here"]
    assert [text for piece in walked(rest) if piece.anchors for text in own_texts(piece)] == ["Words."]
