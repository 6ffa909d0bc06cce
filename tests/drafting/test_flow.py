"""A flow keeps the order of what is said, and puts each doubt with the piece that it is about."""

from __future__ import annotations

from clinicpress.drafting.article import GridCell, Heading, Item, Paragraph, Picture, Run
from clinicpress.drafting.flow import WITHIN, Flow, strong

PICTURE = Picture("a.png", b"x")


def flow_of(*texts: str) -> Flow:
    flow = Flow()
    for text in texts:
        flow.say(Run(text))
        flow.end()
    return flow


def test_lines_are_paragraphs_and_space_is_one() -> None:
    flow = Flow()
    for text in (" a ", " b", "", " c", "\n", " d"):
        flow.say(Run(text))
    flow.end()
    assert flow.pieces == [Paragraph("a b c", is_line=True), Paragraph("d", is_line=True)]


def test_a_line_stands_next_to_others_where_none_between_is_empty() -> None:
    flow = Flow()
    for text in "a\n\nb\nc":
        flow.say(Run(text))
    flow.end()
    assert flow.pieces == [Paragraph("a"), Paragraph("b", is_line=True), Paragraph("c", is_line=True)]


def test_doubts_and_names_go_with_what_is_finished_next() -> None:
    flow = flow_of("a")
    flow.tell("why?", "why?")
    flow.lead_here("here")
    flow.say(Run("b"))
    flow.add(PICTURE)
    assert flow.pieces == [Paragraph("a"), Paragraph("b", doubts=("why?",), anchors=("here",)), PICTURE]
    flow.tell("left")
    assert flow.told() == (("left",), ())


def test_a_picture_hangs_below_its_paragraph() -> None:
    flow = Flow()
    flow.hang(PICTURE)
    flow.say(Run("a "))
    flow.hang(PICTURE)
    flow.say(Run("b"))
    flow.end()
    assert flow.pieces == [PICTURE, Paragraph("a b", doubts=(WITHIN,)), PICTURE]


def test_a_line_has_no_paragraphs() -> None:
    flow = Flow(is_line=True)
    for text in ("a", "b"):
        flow.say(Run(text, strong=True))
        flow.end()
    flow.hang(PICTURE)
    assert (flow.line(is_plain=True), list(flow.hanging), flow.pieces) == ("a b", [PICTURE], [])


def test_items_and_cells_begin_with_their_text() -> None:
    assert flow_of("a", "b").as_item() == Item("a", (Paragraph("b"),))
    assert flow_of("a").as_cell(2, 3) == GridCell("a", (), 2, 3)
    flow = Flow()
    flow.add(PICTURE)
    flow.tell("why?")
    assert flow.as_item() == Item("", (PICTURE,), doubts=("why?",))
    flow = Flow()
    flow.add(Heading("A *b*", 3))
    assert flow.as_cell() == GridCell("**A *b***")


def test_bold_where_the_marks_allow_it() -> None:
    assert (strong("a"), strong("a\\*")) == ("**a**", "**a\\***")
    assert strong("**a** b") == "**a** b"
