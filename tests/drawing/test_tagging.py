"""The structure tree: reading order, and the words that were drawn beside those that should have been."""

from __future__ import annotations

import pytest

from clinicpress.drawing.tagging import Element, MarkedContent


def said_in(element: Element, *stretches: str, page: int = 0) -> None:
    """Draw stretches of text for an element, each as marked content of its own."""
    for number, text in enumerate(stretches, len(element.kids)):
        mark = MarkedContent(page, number)
        element.place(mark)
        element.say(text, mark)


@pytest.mark.parametrize(
    ("must", "drawn", "faulty"),
    [
        ("Take one tablet", ("Take one tablet",), False),
        ("Take one tablet", ("Take one tab", "let"), False),
        ("Take one tablet", ("Take one ", "tablet "), False),
        ("Take one tablet", ("Take one",), True),
        ("Take one tablet", ("Take one ", "one tablet"), True),
        ("Take one tablet", ("one tablet ", "Take"), True),
        ("", ("Take",), True),
        ("Take", (), True),
    ],
    ids=["at once", "over two pages", "spaces apart", "lost", "doubled", "in another order", "too much", "never drawn"],
)
def test_an_element_is_at_fault_where_other_words_were_drawn(must: str, drawn: tuple[str, ...], faulty: bool) -> None:
    root = Element("Document")
    paragraph = root.child("P")
    paragraph.text = must
    said_in(paragraph, *drawn)
    faults = root.faults()
    assert bool(faults) is faulty
    assert all(fault.startswith("<P> should say") for fault in faults)


def test_an_inline_element_stands_among_the_words_where_it_is_drawn() -> None:
    paragraph = Element("P", text="Ask  today.")
    link = paragraph.inline_child("Link")
    link.text = "your clinic"
    assert paragraph.children == []
    said_in(paragraph, "Ask ")
    said_in(link, "your clinic")
    said_in(paragraph, " today.")
    assert paragraph.said == "Ask your clinic today."
    assert paragraph.children == [link]
    assert paragraph.faults() == []


def test_an_inline_element_that_is_never_drawn_is_a_fault() -> None:
    paragraph = Element("P", text="Ask ")
    paragraph.inline_child("Link").text = "your clinic"
    said_in(paragraph, "Ask ")
    assert paragraph.faults() == ["<Link> should say “your clinic” but says “”"]


def test_an_element_is_walked_in_reading_order() -> None:
    root = Element("Document")
    section = root.child("Sect")
    section.child("H1")
    section.child("P")
    root.child("Figure", alt="A curve")
    assert [element.tag for element in root.walk()] == ["Document", "Sect", "H1", "P", "Figure"]
