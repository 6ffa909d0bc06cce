"""Lines: words stay whole, wide words lose nothing, paragraphs end in company."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from clinicpress.content.catalog import Catalog
from clinicpress.content.edition import Job
from clinicpress.workspace.disk import Disk
from tests.printing import Printed, print_job

SENTENCE = "Sit upright. Breathe out **slowly**. [@guide]"
Print = Callable[[str], Printed]


@pytest.fixture
def printed_with(workspace: Path) -> Print:
    """Print the small brochure with another paragraph."""

    def make(paragraph: str) -> Printed:
        file = workspace / "brochures" / "breathing" / "en.yaml"
        file.write_text(file.read_text(encoding="utf-8").replace(SENTENCE, paragraph), encoding="utf-8")
        return print_job(Catalog(Disk(workspace)), Job("house", "en", "standard", "breathing", "handout"))

    return make


def lines_of(printed: Printed) -> list[str]:
    """Return the lines of running text in the main column of page 1."""
    return [line.text for line in printed.record.texts if line.size == 12 and line.x == 192 and line.baseline < 500]


def test_a_word_wider_than_its_column_is_broken_without_a_space(printed_with: Print) -> None:
    word = "Pneumonoultramicroscopicsilicovolcanoconiosis" * 4
    printed = printed_with(f"Before {word} after.")
    said = "".join(next(e for e in printed.structure.walk() if word[:20] in e.text).drawn)
    assert f"Before {word} after." == said.strip()


def test_addresses_are_broken_after_a_sign(printed_with: Print) -> None:
    address = "https://clinic.example/" + "/".join(["a-long-path-that-goes-on"] * 5)
    broken = [line for line in lines_of(printed_with(address)) if "path" in line]
    assert len(broken) > 1
    assert all(line[-1] in "/-." for line in broken[:-1])


@pytest.mark.parametrize("count", range(18, 60, 3))
def test_a_paragraph_does_not_end_in_a_lonely_word(count: int, printed_with: Print) -> None:
    printed = printed_with(" ".join(["breathe", "in", "and", "out"] * 15).rsplit(" ", count)[0] + " slowly.")
    last = [line for line in lines_of(printed) if line.rstrip().endswith("slowly.")]
    assert len(last) == 1
    assert len(last[0].split()) > 1


def test_names_stay_together(printed_with: Print) -> None:
    printed = printed_with("Talk about IV treatment with Dr. Example " * 12)
    for line in lines_of(printed):
        assert not line.rstrip().endswith((" IV", " Dr."))
