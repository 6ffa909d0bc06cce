"""Why pages end where they do: each story is told once, page by page, with what its ends cost."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import Finished

LONG = "".join(
    f"  - id: s{number}\n    heading: Section {number}\n    body:\n"
    + "      - paragraph: Sit upright, and look ahead.\n" * (4 + 3 * (number % 4))
    for number in range(14)
)


@pytest.fixture
def long(workspace: Path) -> None:
    brochure = workspace / "brochures" / "breathing" / "en.yaml"
    brochure.write_text(brochure.read_text(encoding="utf-8") + LONG, encoding="utf-8")


@pytest.mark.usefixtures("long")
def test_each_page_is_told_with_how_full_it_is_and_what_its_end_costs(press: Callable[..., Finished]) -> None:
    finished = press("build", "--explain-breaks")
    assert finished.status == 0
    said = finished.out[finished.out.index("house/en/standard/breathing-handout.pdf: ") :].splitlines()
    count = int(said[0].split()[1])
    assert count > 2
    pages = said[1 : count + 1]
    assert [line.split(":")[0].strip() for line in pages] == [f"page {number}" for number in range(1, count + 1)]
    assert all(re.search(r": \d+% full", line) for line in pages)
    assert any("costs: " in line for line in pages)


@pytest.mark.usefixtures("long")
def test_a_layout_in_which_nothing_may_be_torn_says_so(workspace: Path, press: Callable[..., Finished]) -> None:
    themes = workspace / "templates" / "themes"
    themes.mkdir(parents=True)
    (themes / "whole.yaml").write_text(
        "extends: calm\nlayouts: {handout: {breaks: {section: never, hollow: 0}}}\n", encoding="utf-8"
    )
    editions = workspace / "editions.yaml"
    editions.write_text(editions.read_text(encoding="utf-8").replace("calm", "whole"), encoding="utf-8")
    assert "section" not in press("build", "--explain-breaks").out


@pytest.mark.usefixtures("long")
def test_clinics_whose_pages_are_alike_are_told_once(press: Callable[..., Finished]) -> None:
    told = re.findall(r"^(\w+)/en/standard/breathing-handout.pdf: ", press("build", "--explain-breaks").out, re.M)
    assert len(told) == len(set(told)) <= 2


@pytest.mark.parametrize("other", ["--json", "--watch"])
def test_it_goes_with_print_that_people_read(press: Callable[..., Finished], other: str) -> None:
    finished = press("build", "--explain-breaks", other)
    assert finished.status == 2
    assert "--explain-breaks" in finished.err


def test_a_two_sided_edition_has_an_even_number_of_pages(workspace: Path, press: Callable[..., Finished]) -> None:
    editions = workspace / "editions.yaml"
    brochure = workspace / "brochures" / "breathing" / "en.yaml"
    given, plain = brochure.read_text(encoding="utf-8"), editions.read_text(encoding="utf-8")
    for lines in (1, 12, 40, 60):
        body = "      - paragraph: Sit upright, and look ahead.\n" * lines
        brochure.write_text(given.replace("    summary:", f"{body}    summary:"), encoding="utf-8")
        editions.write_text(plain.replace("paper: letter", "paper: letter, two_sided: true"), encoding="utf-8")
        counts = re.findall(r"breathing-handout.pdf: (\d+) page", press("build", "--explain-breaks").out)
        assert counts
        assert all(int(count) % 2 == 0 for count in counts), (lines, counts)
