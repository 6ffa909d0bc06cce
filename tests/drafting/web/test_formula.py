"""Formulas keep apart what stood above, below or over another."""

from __future__ import annotations

import pytest

from clinicpress.drafting.web.elements import elements
from clinicpress.drafting.web.formula import formula
from tests.drafting.web.pages import opened


@pytest.mark.parametrize(
    ("inside", "said"),
    [
        ("<mi>x</mi><mo>=</mo><mfrac><mn>1</mn><mn>2</mn></mfrac>", "x = 1 / 2"),
        ("<mfrac><mrow><mi>a</mi><mo>+</mo><mi>b</mi></mrow><mn>2</mn></mfrac>", "(a + b) / 2"),
        ("<msup><mn>10</mn><mn>5</mn></msup>", "10⁵"),
        ("<msub><mi>CO</mi><mn>2</mn></msub>", "CO₂"),
        ("<msubsup><mi>x</mi><mn>1</mn><mn>2</mn></msubsup>", "x₁²"),
        ("<mroot><mrow><mi>a</mi><mo>+</mo><mi>b</mi></mrow><mn>3</mn></mroot>", "³√(a + b)"),
        ("<msup><mi>x</mi><mrow></mrow></msup>", "x"),
        ("<msqrt><mn>9</mn></msqrt>", "√(9)"),
        ("<semantics><mi>x</mi><annotation>\\x</annotation></semantics>", "x"),
    ],
)
def test_formulas_in_one_line(inside: str, said: str) -> None:
    (math,) = elements(opened(f"<math>{inside}</math>").body, "math")
    assert formula(math) == said
