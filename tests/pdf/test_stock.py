"""The stock of plates: words are written with its codes, if it has all of them."""

from __future__ import annotations

import pytest

from clinicpress.looks.fonts import Chain
from clinicpress.pdf.stock import Stock


def stock_of(chain: Chain, characters: str) -> Stock:
    return Stock({chain[0].name: ("/F2", {char: code for code, char in enumerate(characters, 1)})})


@pytest.mark.parametrize(("text", "array"), [
    ("cab", "<0004><0002><0003>"),
    ("a b", "<0002><0001><0003>"),
    (" a  b ", "<0001><0002><0001><0001><0003><0001>"),
    ("", ""),
])  # fmt: skip
def test_a_text_is_written_with_the_codes_of_the_stock(text: str, array: str, chain: Chain) -> None:
    assert stock_of(chain, " abc").array(chain[0], text, False) == array


def test_words_that_run_to_the_left_stand_in_the_order_in_which_they_are_seen(chain: Chain) -> None:
    assert stock_of(chain, " abc").array(chain[0], "ab c", True) == "<0004><0001><0003><0002>"


@pytest.mark.parametrize("text", ["abŁ", "a Ł", "a b"])
def test_a_text_of_which_something_is_not_in_stock_is_not_written_at_all(text: str, chain: Chain) -> None:
    stock = stock_of(chain, "abc")
    for _ in range(2):
        with pytest.raises(KeyError):
            stock.array(chain[0], text, False)


def test_a_face_that_plates_do_not_have_has_nothing_in_stock(chain: Chain) -> None:
    assert Stock({}).of(chain[0]) == ("", {})
