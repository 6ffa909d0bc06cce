"""The functions of a PDF, each kind, and what is none."""

from __future__ import annotations

from typing import Any

import pytest
from pikepdf import Array, Dictionary, Pdf, Stream

from clinicpress.printshop.functions import Unconvertible, function_of

UNIT = Array([0, 1])


@pytest.fixture
def pdf() -> Pdf:
    return Pdf.new()


def ramp(begin: list[float], end: list[float], power: float = 1) -> Dictionary:
    return Dictionary(FunctionType=2, Domain=UNIT, C0=Array(begin), C1=Array(end), N=power)


def test_between_two_colours() -> None:
    assert function_of(ramp([0, 1], [1, 0], 2))([0.5]) == [0.25, 0.75]
    assert function_of(Dictionary(FunctionType=2, Domain=UNIT, N=1))([2]) == [1], "its domain is kept"


def test_one_after_the_other() -> None:
    parts = Array([ramp([0], [1]), ramp([1], [0])])
    found = Dictionary(FunctionType=3, Domain=UNIT, Functions=parts, Bounds=Array([0.25]), Encode=Array([0, 1, 0, 1]))
    worked = function_of(found)
    assert [worked([at])[0] for at in (0, 0.125, 0.25, 0.625, 1)] == [0, 0.5, 1, 0.5, 0]


def test_samples(pdf: Pdf) -> None:
    found = Stream(pdf, bytes([0, 255, 51, 0]), FunctionType=0, Domain=UNIT, Range=Array([0, 1, 0, 1]), Size=Array([2]))
    found.BitsPerSample = 8
    assert function_of(found)([0.5]) == pytest.approx([0.1, 0.5])


def test_samples_in_two_ways_of_four_bits(pdf: Pdf) -> None:
    found = Stream(
        pdf, bytes([0x0F, 0xF0]), FunctionType=0, Domain=Array([0, 1, 0, 1]), Range=UNIT, Size=Array([2, 2]),
        BitsPerSample=4,
    )  # fmt: skip
    worked = function_of(found)
    assert [worked(each)[0] for each in ([0, 0], [1, 0], [0, 1], [1, 1], [0.5, 0])] == [0, 1, 1, 0, 0.5]


def test_a_calculation_and_several_functions(pdf: Pdf) -> None:
    found = Stream(pdf, b"{ 1 exch sub }", FunctionType=4, Domain=UNIT, Range=UNIT)
    assert function_of(Array([found, ramp([0], [0.5])]))([0.25]) == [0.75, 0.125]


@pytest.mark.parametrize(
    "found",
    [
        None,
        Dictionary(FunctionType=7, Domain=UNIT),
        Dictionary(FunctionType=0, Domain=UNIT, Range=UNIT, Size=Array([2]), BitsPerSample=8),
        Dictionary(FunctionType=3, Domain=UNIT, Functions=Array(), Bounds=Array(), Encode=Array()),
    ],
)
def test_what_cannot_be_worked_out_is_told(found: Any) -> None:
    with pytest.raises(Unconvertible, match=r"^a colour is the result of"):
        function_of(found)


def test_a_calculation_that_goes_wrong_is_told_where_it_is_used(pdf: Pdf) -> None:
    worked = function_of(Stream(pdf, b"{ 0 div }", FunctionType=4, Domain=UNIT, Range=UNIT))
    with pytest.raises(Unconvertible, match="cannot be worked out"):
        worked([1])
