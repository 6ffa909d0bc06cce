"""Contrast as it is painted: white text, covered text and pale text are seen, whatever the file says of them."""

from __future__ import annotations

import pytest

from clinicpress.inspection.contrast import Word, words_seen
from tests.readback.drawn import drawn, read_drawn

TYPE = b"BT /F 18 Tf 20 40 Td (Rest) Tj ET"


def seen(content: bytes) -> Word:
    finished = read_drawn(drawn(content))
    [word] = words_seen(finished, finished.pages[0])
    assert (word.text, word.size) == ("Rest", 18)
    return word


@pytest.mark.parametrize(
    ("content", "ratio", "grey"),
    [
        (TYPE, 21, 21),
        (b"1 0 0 rg " + TYPE, 4.0, 8.55),
        (b".5 g " + TYPE, 3.98, 3.98),
        (b"0 g 0 0 200 100 re f 1 g " + TYPE, 21, 21),
        (b"1 g " + TYPE, 1, 1),
    ],
    ids=["black", "red", "grey", "white on black", "white"],
)
def test_ink_and_paper_are_compared(content: bytes, ratio: float, grey: float) -> None:
    word = seen(content)
    assert (word.ratio, word.grey) == (pytest.approx(ratio, abs=0.1), pytest.approx(grey, abs=0.1))


def test_letters_that_cannot_be_seen_are_lost() -> None:
    assert seen(TYPE).lost == ()
    assert seen(b"1 g " + TYPE).lost == (0, 1, 2, 3)
    assert seen(TYPE + b" 1 g 15 30 17 40 re f").lost == (0,)
    assert seen(TYPE + b" 1 g 0 0 200 100 re f").ratio == 1
