"""Labels of items: numbers are written as steps print them, and nothing as long as an item."""

from __future__ import annotations

import subprocess
import sys

import pytest

from clinicpress.drafting.labels import counted, is_usual


@pytest.mark.parametrize(
    ("count", "sign", "written"),
    [
        (3, "n", "3"),
        (3, "a", "c"),
        (28, "A", "BB"),
        (4, "i", "iv"),
        (1994, "I", "MCMXCIV"),
        (0, "a", "0"),
        (-1, "i", "-1"),
        (4000, "i", "4000"),
        (10**9, "I", "1000000000"),
        (10**9, "a", "1000000000"),
    ],
)
def test_a_number_is_written_as_steps_write_it(count: int, sign: str, written: str) -> None:
    assert counted(count, sign) == written


@pytest.mark.parametrize(
    ("label", "expected"), [("{n}.", True), ("({n})", True), ("{n} :", True), ("{a}.", False), ("Week {n}", False)]
)
def test_what_steps_have_anyway(label: str, expected: bool) -> None:
    assert is_usual(label) == expected


def test_reading_an_opendocument_text_needs_no_library_for_word() -> None:
    code = "import sys; import clinicpress.drafting.opendocument.reader; print('docx' in sys.modules)"
    made = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert made.stdout.strip() == "False"
