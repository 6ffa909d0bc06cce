"""Shaping: the sorts of a word say what the word says, whatever its glyphs are, and are as wide as it."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from clinicpress.foundry.shaping import Shaper, words_in
from clinicpress.foundry.truetype import TrueType

FONTS = Path(__file__).parents[2] / "fonts"
ATKINSON = "atkinson-hyperlegible-next/AtkinsonHyperlegibleNext-Regular.ttf"
BENGALI = "noto-sans-bengali/NotoSansBengali-Regular.ttf"
DEVANAGARI = "noto-sans-devanagari/NotoSansDevanagari-Regular.ttf"
VAZIRMATN = "vazirmatn/Vazirmatn-Regular.ttf"
SERIF = "source-serif-4/SourceSerif4-Regular.ttf"


@cache
def shaper(file: str = ATKINSON, language: str = "en") -> Shaper:
    return Shaper(TrueType((FONTS / file).read_bytes()), language)


def texts(word: str, to_the_left: bool = False, file: str = ATKINSON) -> list[str]:
    return [sort.text for _, sort in shaper(file).shape(word, to_the_left).sorts]


@pytest.mark.parametrize("word", ["handout", "AVATAR", "Łódź", "fibromyalgia", "(99)"])
def test_a_word_says_its_letters(word: str) -> None:
    assert texts(word) == list(word)


def test_a_ligature_is_one_sort_of_several_letters() -> None:
    said = texts("office", file=SERIF)
    assert "".join(said) == "office"
    assert len(said) < len("office")


def inked(word: str, file: str, to_the_left: bool = False) -> list[tuple[str, bool, int]]:
    """List the sorts of a word from the left: what each says, whether it has ink, and its width."""
    return [(sort.text, bool(sort.parts), sort.advance) for _, sort in shaper(file).shape(word, to_the_left).sorts]


def test_marks_are_told_behind_their_letter_by_a_code_without_ink_and_width() -> None:
    (letter, has_ink, width), mark, other = inked("e\u0301a", ATKINSON)
    assert (letter, has_ink, mark, other[0]) == ("e", True, ("\u0301", False, 0), "a")
    assert width == inked("e", ATKINSON)[0][2]


def test_consonants_that_are_written_into_one_another_have_their_ink_in_one_sort() -> None:
    said = inked("\u0985\u09a8\u09cd\u09a4\u09a4", BENGALI)
    assert [text for text, has_ink, _ in said if has_ink] == ["\u0985", "\u09a8", "\u09a4"]
    assert "".join(text for text, _, _ in said) == "\u0985\u09a8\u09cd\u09a4\u09a4"


def test_a_joiner_is_told_with_the_letter_behind_it() -> None:
    assert texts("\u0995\u09be\u200c\u0989", file=BENGALI) == ["\u0995", "\u09be", "\u200c\u0989"]


@pytest.mark.parametrize(
    ("word", "file"),
    [("\u0909\u092a\u092f\u0941\u0915\u094d\u0924", DEVANAGARI), ("\u0998\u0995\u09cd\u09a4", BENGALI)],
)
def test_nothing_moves_the_line_within_words_of_scripts_that_join_their_letters(word: str, file: str) -> None:
    shaped = shaper(file).shape(word, False)
    assert [kern for kern, _ in shaped.sorts] + [shaped.kern] == [0.0] * (len(shaped.sorts) + 1)


def test_from_right_to_left_each_letter_has_a_code_of_its_own_from_the_left() -> None:
    assert texts("\u0628\u0644\u0627\u200c\u0628", True, VAZIRMATN) == [
        "\u0628",
        "\u200c",
        "\u0627",
        "\u0644",
        "\u0628",
    ]
    ligature = inked("\u0644\u0627", VAZIRMATN, True)
    assert [(text, has_ink) for text, has_ink, _ in ligature] == [("\u0627", False), ("\u0644", True)]
    assert ligature[0][2] == 0


def test_a_word_is_as_wide_as_its_sorts_and_kerns() -> None:
    shaped = shaper().shape("AVATAR", False)
    kerns = sum(kern for kern, _ in shaped.sorts) + shaped.kern
    assert kerns < 0
    em = TrueType((FONTS / ATKINSON).read_bytes()).em
    assert shaped.width == pytest.approx(sum(sort.advance for _, sort in shaped.sorts) / em + kerns / 1000, abs=1e-4)


def test_the_same_letter_is_the_same_sort_kerned_or_not() -> None:
    alone = shaper().shape("A", False).sorts[0][1]
    assert [sort for _, sort in shaper().shape("AVA", False).sorts if sort.text == "A"] == [alone, alone]


def test_brackets_of_a_text_that_runs_to_the_left_say_what_is_seen() -> None:
    assert texts("(a)", to_the_left=True) == ["(", "a", ")"]
    there, back = shaper().shape("(", False).sorts, shaper().shape(")", True).sorts
    assert there[0][1].parts == back[0][1].parts


def test_what_a_font_has_not_is_told() -> None:
    """Glyph 0 is the box that stands for what a font has not."""
    assert [sort.parts[0][0] == 0 for _, sort in shaper().shape("漢", False).sorts] == [True]
    assert [sort.parts[0][0] == 0 for _, sort in shaper().shape("a", False).sorts] == [False]


@pytest.mark.parametrize("word", ["\u200c", "a\u200cb", "a\u200db", "a\u2060b"])
def test_joiners_are_read_and_not_seen(word: str) -> None:
    assert "".join(texts(word)) == word
    assert shaper().shape(word, False).width == pytest.approx(shaper().shape(word.strip("\u200c"), False).width)


def test_nothing_is_no_sort() -> None:
    assert shaper().shape("", False).sorts == ()


def test_a_hyphen_that_shows_where_a_word_is_broken_is_read_as_what_it_is() -> None:
    shown, hyphen = shaper().shape("\u00ad", False), shaper().shape("-", False)
    assert [sort.text for _, sort in shown.sorts] == ["\u00ad"]
    assert shown.width == hyphen.width > 0


def test_words_and_spaces_are_set_apart() -> None:
    assert words_in("one  two ") == ("one", " ", " ", "two", " ")
    assert shaper().width("one two") == pytest.approx(sum(map(shaper().width, ("one", " ", "two"))))


def test_the_machines_own_language_has_no_say(monkeypatch: pytest.MonkeyPatch) -> None:
    plain = shaper().shape("fjord", False)
    monkeypatch.setenv("LANG", "tr_TR.UTF-8")
    assert Shaper(TrueType((FONTS / ATKINSON).read_bytes()), "en").shape("fjord", False) == plain


SANS, THAI = "source-sans-3/SourceSans3-Regular.ttf", "noto-sans-thai/NotoSansThai-Regular.ttf"


@pytest.mark.parametrize(
    ("letter", "file", "seated"),
    [
        *(("x\u0304", SANS, True), ("x\u0304\u0302", SANS, True), ("é", SANS, True), ("e\u0301", SANS, True)),
        *(("5\u0304", SANS, False), ("x\u0304\u20dd", SANS, False), ("ที่", THAI, True), ("a\u0e49", THAI, True)),
    ],
)
def test_marks_have_their_place_on_a_letter_or_are_told(letter: str, file: str, seated: bool) -> None:
    assert shaper(file).seats(letter) is seated


def test_words_that_run_to_the_right_are_parted_by_a_space_that_is_seen() -> None:
    urdu = shaper("noto-nastaliq-urdu/NotoNastaliqUrdu-Regular.ttf", "ur")
    assert urdu.width(" ", to_the_left=True) < 0.15
    assert urdu.width(" ") == 0.2
    assert urdu.width("5 mL") == pytest.approx(urdu.width("5") + 0.2 + urdu.width("mL"))
    [(kern, sort)] = urdu.shape(" ", False).sorts
    assert (kern, sort.text, sort.advance) == (0.0, " ", 200)


def test_a_part_of_a_word_is_joined_to_the_letters_beside_it() -> None:
    naskh = shaper("noto-naskh-arabic/NotoNaskhArabic-Regular.ttf", "ar")
    first, rest = naskh.shape("ب", True, "", "يت"), naskh.shape("يت", True, "ب", "")
    assert [sort.text for _, sort in rest.sorts] == ["ت", "ي"]
    assert first.width + rest.width == pytest.approx(naskh.shape("بيت", True).width)
    assert first.width != naskh.shape("ب", True).width
