"""The words of a finished PDF: a page's own number is no word of it, and a hyphen at a line's end is weighed."""

from __future__ import annotations

import pytest

from clinicpress.comparison.pagewords import PAGE, PAGES, repeated_lines, whole_words, words_of
from clinicpress.readback.finished import Finished
from tests.readback.plain import finished, glyphs, page, part


def set_in(*lines: tuple[str, float], number: int = 1) -> Finished:
    return finished(page(number, glyphs=tuple(g for text, at in lines for g in glyphs(text, bottom=at))))


def read(file: Finished, *known: str) -> list[str]:
    return [word.text for stretch in words_of(file, False, known).stretches for word in stretch.words]


def test_words_are_parted_by_spaces_and_lines() -> None:
    assert read(set_in(("Breathe out", 700), ("slowly", 680))) == ["Breathe", "out", "slowly"]


@pytest.mark.parametrize(
    ("known", "words"), [((), ["self-help"]), (("selfhelp",), ["selfhelp"]), (("self-help",), ["self-help"])]
)
def test_a_hyphen_at_a_lines_end_belongs_to_the_word_unless_it_is_known_without(
    known: tuple[str, ...], words: list[str]
) -> None:
    assert read(set_in(("self-", 700), ("help", 680)), *known) == words


def test_in_chinese_and_japanese_each_character_is_a_word_wherever_lines_end() -> None:
    one, other = (
        set_in((first, 700), (rest, 680)) for first, rest in (("慢慢呼", "气5毫克。"), ("慢慢", "呼气5毫克。"))
    )
    assert read(one) == read(other) == ["慢", "慢", "呼", "气", "5", "毫", "克", "。"]


def test_what_a_lines_end_parts_is_no_whole_word() -> None:
    assert whole_words(set_in(("rest self-", 700), ("help now", 680))) == {"rest", "now"}


def test_lines_at_the_edges_of_all_pages_are_their_footers() -> None:
    pages = [
        page(n, glyphs=(*glyphs(f"Words of {n} page", bottom=400), *glyphs(f"A guide Page {n} of 2", bottom=30)))
        for n in (1, 2)
    ]
    both = finished(*pages)
    assert len(repeated_lines(both)) == 1
    told = words_of(both, False, ())
    assert [word.text for word in told.running[2]] == ["A", "guide", "Page", PAGE, "of", PAGES]
    assert [word.text for word in told.by_page[1]] == ["Words", "of", "1", "page"]
    assert repeated_lines(finished(pages[0])) == set()


def test_a_number_of_the_text_is_no_pages_number() -> None:
    pages = [page(n, glyphs=(*glyphs("Words", bottom=400), *glyphs(f"Take {n} tablets", bottom=30))) for n in (1, 2)]
    told = words_of(finished(*pages), False, (), {"Take # tablets"})
    footers = [word.text for n in (1, 2) for word in (*told.running[n], *told.by_page[n])]
    assert sorted(footers) == ["1", "2", "Take", "Take", "Words", "Words", "tablets", "tablets"]


@pytest.mark.parametrize("drawn", ["kg/mg 0.5 :םולש", "0.5 mg/kg :שלום", "0.5mg/kg שלום:"])
def test_what_runs_to_the_left_is_read_in_the_order_in_which_it_is_heard(drawn: str) -> None:
    heard = part("P", drawn, instead="שלום: 0.5 mg/kg")
    told = words_of(finished(page(glyphs=glyphs(drawn)), parts=(part("Document", kids=(heard,)),)), True, ())
    [section] = told.stretches
    assert [word.text for word in section.words] == ["שלום:", "0.5", "mg/kg"]
    assert all(word.spots[0].page == 1 for word in section.words)
