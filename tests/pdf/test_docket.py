"""The docket: signs that change with a word and with nothing else."""

from __future__ import annotations

import datetime as dt

import pytest

from clinicpress.drawing.tagging import Element, MarkedContent
from clinicpress.pdf.docket import (
    INKS,
    LENGTH,
    BrandInks,
    Docket,
    letters,
    says,
    sign,
    sign_of_furniture,
    signs_in,
    signs_of,
)

DOCKET = Docket("handout", "en", "AbCd", "Source: A", "Note: B", ("aaaa", ".000", "bbbb", ".001"), ("cccc", "dddd"))


@pytest.mark.parametrize(
    ("inks", "entries"),
    [
        (BrandInks(), ()),
        (BrandInks("PANTONE 3165 C"), ("PANTONE 3165 C", "")),
        (BrandInks("", (90, 30, 45.5, 0)), ("", "90 30 45.5 0")),
        (BrandInks("House Teal", (90, 30, 45, 20)), ("House Teal", "90 30 45 20")),
    ],
)
def test_the_inks_of_a_brand_are_read_as_they_were_noted(inks: BrandInks, entries: tuple[str, ...]) -> None:
    assert inks.entries == entries
    assert BrandInks.of({INKS: entries}) == inks


@pytest.mark.parametrize("shares", ["90 30 45", "90 30 45 200", "90 30 45 much", "nan 0 0 0"])
def test_what_is_no_share_of_ink_counts_for_none(shares: str) -> None:
    assert BrandInks.of({INKS: ("", shares)}) == BrandInks.of({}) == BrandInks()


@pytest.mark.parametrize("other", ["Breathe out  slowly", "Breathe\nout slow\u00adly", "Breathe out slow ly"])
def test_a_sign_is_the_same_however_lines_are_broken(other: str) -> None:
    assert sign(other) == sign("Breathe out slowly")
    assert len(sign(other)) == LENGTH


@pytest.mark.parametrize("other", ["Breathe out slow", "Breathe in slowly", "breathe out slowly", "slowly Breathe out"])
def test_another_word_has_another_sign(other: str) -> None:
    assert sign(other) != sign("Breathe out slowly")


def test_ligatures_and_hyphens_are_read_alike() -> None:
    assert sign("e\ufb03cient self\u2011help") == sign("efficient self-help")


def test_furniture_has_a_sign_in_any_order_and_without_the_clinics_words() -> None:
    assert sign_of_furniture("Page 1 Source: A") == sign_of_furniture("Source: A Page 1")
    assert sign_of_furniture("Page 1 Clinic Source: A", "Clinic") == sign_of_furniture("Page 1 Source: A")
    assert sign_of_furniture("Page 1 Source: B") != sign_of_furniture("Page 1 Source: A")


def test_a_text_says_a_line_whole_or_in_scripts_from_the_right_in_any_order() -> None:
    assert says("Note: this is\nno advice. Page 1", "this is no advice.")
    assert not says("Note: this is advice.", "this is no advice.")
    assert says("םולש", "שלום")
    assert not says("םול", "שלום")
    page = "שלום רב לכל מי שבא אל הבית הזה"
    assert says(page, "הבית הזה רב")
    assert says(page.replace("הבית הזה", "הביתהזה"), "הבית הזה רב"), "readers lose a space here and there"
    assert not says(page, "הביתה זהרב שבאאל"), "each letter is there, and no word"


def test_brackets_that_are_seen_in_a_mirror_are_the_same() -> None:
    assert sign("\u05d0 (1) \u05d1") == sign("\u05d1 )1( \u05d0")
    assert says("\u05d1 )1( \u05d0", "\u05d0 (1)")
    assert sign("a (1)") != sign("a )1(")


def test_where_a_document_runs_from_right_to_left_readers_may_order_all_words_anew() -> None:
    assert letters("Page 1 (of 8)", rtl=True) == letters("8 )of 1( Page", rtl=True)
    assert letters("Page 1", rtl=True) != letters("Page 2", rtl=True)
    assert letters("“One” ‘two’", rtl=True) == letters("‘two‘ “One“", rtl=True), "PDFium turns quotation marks"
    assert sign_of_furniture("Page (1)", rtl=True) == sign_of_furniture(")1( Page", rtl=True)


def test_what_is_heard_instead_of_words_has_a_part_in_their_sign() -> None:
    def signed(said: str, turned: bool) -> list[str]:
        root = Element("Document")
        line = root.child("P")
        line.place(MarkedContent(0, 0))
        line.say(said, MarkedContent(0, 0), turned)
        return signs_of(root.walk())

    assert signed("\u05d0\u05d1\u05d2", False) == signed("\u05d2\u05d1\u05d0", False)
    assert signed("\u05d0\u05d1\u05d2", True) != signed("\u05d2\u05d1\u05d0", True)


def test_slots_have_a_number_in_place_of_signs() -> None:
    root = Element("Document")
    for number, words in enumerate(("One", "", "Two")):
        child = root.child("P" if words else "Div")
        if words:
            child.place(MarkedContent(0, number))
            child.say(words, MarkedContent(0, number))
    slot = root.children[1]
    slot.child("P")
    assert signs_of(root.walk(), [slot]) == [sign("One"), ".000", sign("Two")]


def test_words_in_a_line_belong_to_its_sign_and_pictures_to_theirs() -> None:
    root = Element("Document")
    line = root.child("P")
    line.place(MarkedContent(0, 0))
    line.say("Breathe ", MarkedContent(0, 0))
    strong = line.inline_child("Strong")
    strong.place(MarkedContent(0, 1))
    strong.say("out", MarkedContent(0, 1))
    root.child("Figure", alt="The lungs")
    assert signs_of(root.walk()) == [sign("Breathe out"), sign("The lungs")]


def test_the_clinics_signs_stand_at_their_places() -> None:
    filled = Docket.of({**{k: (v,) for k, v in DOCKET.entries().items()}, "Clinic": ("One", "eeeeffff", "")})
    assert filled is not None
    assert filled.expected == ["aaaa", "eeee", "ffff", "bbbb"]
    assert (filled.footer, filled.slots) == ("One", (("eeee", "ffff"), ()))


def test_a_docket_is_read_as_it_was_written() -> None:
    entries = {name: (text,) for name, text in DOCKET.entries().items()}
    found = Docket.of(entries)
    assert found == DOCKET
    assert found.published == dt.date.min
    del entries["Blocks"]
    assert Docket.of(entries) is None


def test_a_row_of_signs_is_parted() -> None:
    assert signs_in("aaaabbbb.000") == ("aaaa", "bbbb", ".000")
