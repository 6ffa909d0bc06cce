"""Operators, as words: also those that nobody wrote on purpose."""

from __future__ import annotations

import pikepdf
import pytest
from pikepdf import Pdf

from clinicpress.readback.operators import INLINE, operators_of


def test_words_with_what_stands_before_them() -> None:
    pdf = Pdf.new()
    stream = pdf.make_stream(b"q 1 0 0.5 rg BI /W 1 /H 1 /CS /G /BPC 8 ID a EI Q \xda\xff")
    steps = list(operators_of(stream))
    assert [step.word for step in steps] == ["q", "rg", INLINE, "Q", ""]
    assert [float(each) for each in steps[1].operands] == [1, 0, 0.5]
    assert steps[2].operands[0].width == 1
    again = pikepdf.unparse_content_stream([step.instruction for step in steps])
    assert b"\xda\xff" in again, "what is no word stays as it is"


def test_what_cannot_be_read_is_a_fault_of_the_file() -> None:
    pdf = Pdf.new()
    pdf.add_blank_page()
    with pytest.raises(pikepdf.PdfError):
        list(operators_of(pdf.Root))
