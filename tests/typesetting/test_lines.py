"""Lines: what is cut into words, what is drawn of a line, and which face prints it."""

from __future__ import annotations

import itertools

import pytest

from clinicpress.drawing.tagging import Element
from clinicpress.ground.characters import NBSP
from clinicpress.typesetting.lines import Run
from clinicpress.typesetting.text import Paragraph
from tests.typesetting.toys import chain, lines_of, measure, paragraph, style, width, words


def test_the_space_at_a_lines_end_takes_no_room_and_is_read() -> None:
    """It parts the words for those who copy or listen; the paragraph's last line has none."""
    text = paragraph(words(5))
    assert lines_of(text, measure(3)) == ["w01 w02 w03 ", "w04 w05"]
    assert [line.width for line in text.lines(measure(3))] == pytest.approx([measure(3), measure(2)])
    assert [stroke.width for line in text.lines(measure(3)) for stroke in line.strokes] == pytest.approx(
        [measure(3), measure(2)]
    )


def test_non_breaking_spaces_keep_their_words_together_and_are_drawn_as_plain_spaces() -> None:
    text = paragraph(f"w01 w02 w03{NBSP}w04 w05")
    assert lines_of(text, measure(3)) == ["w01 w02 ", "w03 w04 w05"]


def test_a_word_is_set_in_the_first_face_that_has_all_of_it() -> None:
    look = style(chain=chain(400, ("atkinson", "source-sans")))
    first, second = look.chain
    char = min(chr(code) for code in second.glyphs.keys() - first.glyphs.keys() if chr(code).isalpha())
    [line] = Paragraph((Run(f"a{char}b", look),), look).lines(100.0)
    assert [(piece.text, piece.face) for piece in line.strokes[0].pieces] == [(f"a{char}b", second)]
    [line] = Paragraph((Run(f"a {char} b", look),), look).lines(100.0)
    assert [(piece.text, piece.face) for piece in line.strokes[0].pieces] == [
        ("a ", first),
        (char, second),
        (" b", first),
    ]


def test_the_space_between_words_that_run_to_the_left_is_of_their_face() -> None:
    """Readers turn round each run of a font by itself, and the words would change places."""
    look = style(chain=chain(400, ("atkinson", "noto-sans-hebrew")))
    [line] = Paragraph((Run("a \u05d0\u05d1 \u05d2\u05d3 b", look),), look).lines(200.0)
    first, second = look.chain
    faces = [piece.face for stroke in line.strokes for piece in stroke.pieces if piece.text == " "]
    assert faces == [first, second, first]


@pytest.mark.parametrize("text", ["a {} b", "{} b", "a {}\u00a0b", "**a** {} b"])
def test_the_space_behind_a_sign_of_another_face_is_as_wide_as_any(text: str) -> None:
    look = style(chain=chain(400, ("atkinson", "source-sans")))
    first, second = look.chain
    [line] = Paragraph((Run(text.format("→"), look),), look).lines(200.0)
    spaces = [piece.face for stroke in line.strokes for piece in stroke.pieces if " " in piece.text]
    assert set(spaces) == {first}
    assert first.width(" ", 10) != second.width(" ", 10), "else this proves nothing"
    others = text.format("")
    assert line.width == pytest.approx(first.width(others.replace(NBSP, " "), 10) + second.width("→", 10))


def test_the_space_at_a_lines_end_behind_a_sign_of_another_face_is_read() -> None:
    look = style(chain=chain(400, ("atkinson", "source-sans")))
    text = Paragraph((Run("one → two", look),), look)
    assert lines_of(text, text.lines(200.0)[0].width - 1) == ["one → ", "two"]


@pytest.mark.parametrize("count", [0, 1, 4])
def test_text_of_one_line_is_set_as_it_would_be_word_by_word(count: int) -> None:
    look = style()
    at_once = paragraph(words(count))
    by_words = Paragraph(tuple(Run(char, look) for char in words(count)), look)
    assert lines_of(at_once, 500.0) == lines_of(by_words, 500.0)
    assert at_once.lines(500.0)[0].width == pytest.approx(by_words.lines(500.0)[0].width)


def test_the_faces_of_the_toys_are_what_the_tests_count_on() -> None:
    assert len({width(word) for word in words(60).split()}) == 1
    assert chain()[0] is not chain(700)[0]


def test_a_bold_part_of_a_word_is_joined_to_the_rest_of_it() -> None:
    look = style(chain=chain(400, ("noto-naskh-arabic",)), bold=chain(400, ("noto-naskh-arabic",)), rtl=True)
    whole = Paragraph((Run("بيت", look),), look).lines(200.0)[0].width
    [line] = Paragraph((Run("ب", look), Run("يت", look, strong=True)), look).lines(200.0)
    assert line.width == pytest.approx(whole)
    assert sum(stroke.width for stroke in line.strokes) == pytest.approx(whole)


def test_a_line_from_right_to_left_is_drawn_as_seen_and_read_as_written() -> None:
    look = style(chain=chain(400, ("noto-sans-hebrew", "atkinson")), rtl=True)
    [line] = Paragraph((Run("אב 5 mg (גד)", look),), look).lines(500.0)
    [stroke] = line.strokes
    assert stroke.said == "אב 5 mg (גד)"
    assert [piece.text for piece in stroke.pieces if piece.text.strip()] == ["(גד)", "5", "mg", "אב"]


@pytest.mark.parametrize("texts", [("22 אב", "1", " cd גד?"), ("a אב", "12", "34 ", "ef"), ("ab אב 1", "2", "3 cd")])
@pytest.mark.parametrize("rtl", [False, True])
def test_what_stands_in_elements_of_its_own_is_heard_where_it_was_written(rtl: bool, texts: tuple[str, ...]) -> None:
    """A citation between words that run to the left stands elsewhere on the line than it is read."""
    look = style(chain=chain(400, ("noto-sans-hebrew", "atkinson")), rtl=rtl)
    owner = Element("P")
    runs = [Run(text, look, element=owner.child("Span") if at % 2 else owner) for at, text in enumerate(texts)]
    [line] = Paragraph(tuple(runs), look).lines(500.0)
    assert "".join(str(stroke.said) for stroke in line.strokes) == "".join(texts)
    ends = sorted((stroke.start, stroke.start + stroke.lead + stroke.width) for stroke in line.strokes)
    assert all(end <= start + 3 for (_, end), (start, _) in itertools.pairwise(ends)), "none lies over another"


def test_a_soft_hyphen_shows_only_where_a_line_ends_at_it() -> None:
    text = paragraph("w01 w02hand\u00adout")
    [whole] = text.lines(1000.0)
    assert (whole.hyphen, "".join(word.text for word in whole.words)) == (None, "w01w02handout")
    first, second = text.lines(width("w01 w02hand-") + 0.1)
    assert first.hyphen is not None
    assert first.hyphen.text == "-"
    assert [word.text for word in second.words] == ["out"]
    assert first.width + first.hyphen.width <= width("w01 w02hand-") + 0.1


def test_chinese_lines_end_between_characters_and_not_before_a_stop() -> None:
    look = style(chain=chain(400, ("atkinson",)))
    lines = Paragraph((Run("人人生而自由,在尊严。", look),), look).lines(look.size * 3)
    assert "".join(word.text for line in lines for word in line.words) == "人人生而自由,在尊严。"
    assert all(line.words[0].text[0] not in ",。" for line in lines)
    assert len(lines) > 2
