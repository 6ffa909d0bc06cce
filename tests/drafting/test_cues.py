"""What the wording of a short line tells."""

from __future__ import annotations

import pytest

from clinicpress.drafting.cues import (
    is_ended,
    is_said_again,
    is_surely_heading,
    label_of,
    marked_sentences,
    may_be_heading,
    slugged,
)


@pytest.mark.parametrize(
    ("line", "may", "surely"),
    [
        ("How to Rest", True, True),
        ("What helps", True, False),
        ("What helps?", True, True),
        ("Sit down.", False, False),
        ("the rest of it", False, False),
        ("Call at once!", False, False),
        ("Read This Before You Begin!", True, True),
        ("Dose: 5 mg", True, False),
        ("Pain: What You Can Do", True, True),
        ("- - -", False, False),
        ("慢慢呼气", True, False),
        ("慢慢呼气。", False, False),
        ("请慢慢呼气然后再慢慢吸气直到您觉得好一些为止不要着急也不要屏住呼吸", False, False),
        ("كيف تستريح", True, False),
        ("استرح؛", False, False),
        (" ".join(["Word"] * 12), True, True),
        (" ".join(["Word"] * 13), False, True),
    ],
)
def test_a_line_that_may_be_a_heading(line: str, may: bool, surely: bool) -> None:
    assert may_be_heading(line) == may
    if may:
        assert is_surely_heading(line) == surely


@pytest.mark.parametrize(
    ("text", "ended"),
    [
        ("It ends.", True),
        ("慢慢呼气。", True),
        ("استرح؟", True),
        ("آرام کریں۔", True),
        ("It ends.[1]", True),
        ("It ends.²", True),
        ("He said: “yes.”", True),
        ("It goes on", False),
    ],
)
def test_a_sentence_ends_though_a_footnote_follows(text: str, ended: bool) -> None:
    assert is_ended(text) == ended


def test_a_lost_description_repeats_the_title() -> None:
    assert is_said_again("ketamine for pain", "Ketamine for Pain Relief")
    assert not is_said_again("ketamine for sleep", "Ketamine for Pain Relief")
    assert not is_said_again("Ketamine for pain", "Ketamine for Pain Relief")


@pytest.mark.parametrize(
    ("text", "label", "rest"),
    [
        ("Source: A *book*", "source", "A *book*"),
        ("Fuentes de información: Un libro", "fuentes de información", "Un libro"),
        ("参考文献：一本书", "参考文献", "一本书"),
        ("स्रोत: एक किताब", "स्रोत", "एक किताब"),
        ("المصدر: كتاب", "المصدر", "كتاب"),
        ("**Source:** A *book*", "source", "A *book*"),
        ("- Note: Mind this", "note", "Mind this"),
        ("Further Reading: One", "further reading", "One"),
    ],
)
def test_a_label_is_parted_from_its_text(text: str, label: str, rest: str) -> None:
    found = label_of(text)
    assert found is not None
    assert (found.word, found.text) == (label, rest)


@pytest.mark.parametrize("text", ["No label here", "3: three", "One two three four five: six"])
def test_what_is_no_label(text: str) -> None:
    assert label_of(text) is None


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("Rest is a **good thing. It** helps.", []),
        ("Rest is good. It is a **good thing. It** helps.", ["Rest is good."]),
        ("Rest is a *good* thing. **It helps.** Now", ["Rest is a *good* thing.", "**It helps.**"]),
        ("See [page 2. Or 3](https://a.example/b.c). Rest.", []),
        ("Ask Dr. Doe about it. [@guide] Then rest.", ["Ask Dr. Doe about it.", "[@guide] Then rest."]),
    ],
)
def test_sentences_are_whole_and_keep_their_marks(text: str, sentences: list[str]) -> None:
    assert marked_sentences(text, ["dr"]) == sentences


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("What’s *next*?", "whats-next"),
        ("Ménière’s Disease", "menieres-disease"),
        ("深", ""),
        ("The history of the treatment of the pain that lasts", "the-history-of-the-treatment-of-the-pain"),
        ("Coping with the long shadow of a bad night of it", "coping-with-the-long-shadow"),
    ],
)
def test_a_name_is_made_of_a_text(text: str, name: str) -> None:
    assert slugged(text) == name
