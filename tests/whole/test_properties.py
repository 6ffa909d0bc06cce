"""Brochures nobody would think of: each becomes a whole, proven PDF, or a located error."""

from __future__ import annotations

import io
import itertools
import json
import re
from collections import Counter
from typing import Any

import pikepdf
import pytest
import yaml
from hypothesis import HealthCheck, example, given

from clinicpress.ground.problems import InputProblems
from clinicpress.inspection.preflight import inspect
from clinicpress.readback.reader import read_back
from tests.chance import examples
from tests.leaflets import LABELS, SMALL, Yaml, all_sections, brochures, heard, leveled, print_all
from tests.printing import Printed
from tests.reading import read_pages, squeezed
from tests.structure import Structure
from tests.verapdf import Referee, needs_referee

ANY_ONES, SMALL_ONES, LOOKED_AT, FRIENDLY_ONES = 40, 100, 10, 8
"""How many brochures are made of each kind: of any size; so small that they fit; those that preflight looks at; and
those in the friendly look.
"""
A_DOZEN_PAGES = 150_000
"""Characters of JSON. Small parts may be many: one such brochure has 300 pages, and the same is asked of each."""

pytestmark = pytest.mark.long
HEAD = {"title": "A title", "language": "en", "version": "1", "published": "2026-11-22", "sources": ["one"]}
LABELED = {
    **HEAD,
    "disclaimer": "A disclaimer.",
    "sections": [
        {
            "id": "one",
            "heading": "One",
            "body": [
                {"steps": {"items": [f"Step {{n}} of {count}", "{a}, {I}"] * 20, "start": 19, "label": label}}
                for count, label in enumerate(LABELS)
            ],
        }
    ],
}
"""Steps with every kind of label, also past z, and signs in their words that only a label would count by."""
SOURCES = {"one": {"short": "A source", "full": "A source in full"}}


def check_footers(printed: Printed, content: dict[str, Any], sources: dict[str, Any]) -> None:
    for page in read_pages(printed.pdf):
        said = squeezed(page.text)
        assert squeezed(sources["one"]["short"]) in said
        assert squeezed(content["disclaimer"]) in said


def check_problems(problems: InputProblems) -> None:
    for problem in problems.problems:
        assert problem.place.file.startswith(("brochures/", "clinics/")), problem
        assert (problem.place.line, problem.place.column) != (1, 1), "the place is a whole file"
        assert problem.message


def check_tags(printed: Printed, content: Yaml, friendly: bool = False) -> None:
    """Check that the tags say all words in order, once more than none on the pages, under headings of all levels."""
    with pikepdf.open(io.BytesIO(printed.pdf)) as pdf:
        top = Structure(pdf).top
    said, at = squeezed(top.text), 0
    title = content["title"].partition(": ")[0].rstrip(": ")
    for text in heard([title, content.get("at_a_glance", []), content["sections"]], friendly):
        at = said.find(squeezed(text), at)
        assert at >= 0, f"not heard, or out of order: {text}"
        at += len(squeezed(text))
    seen = Counter(squeezed("".join(page.text for page in read_pages(printed.pdf))))
    assert Counter(said) - seen == Counter(), "heard, but not to be seen"
    headings = [(int(part.tag[1]), squeezed(part.text)) for part in top.walk() if re.fullmatch("H[1-6]", part.tag)]
    levels = [level for level, _ in headings]
    assert levels[0] == 1
    assert all(below <= above + 1 for above, below in itertools.pairwise(levels)), levels
    left = iter(headings)
    for level, section in leveled(content["sections"], 2):
        assert (level, squeezed(section["heading"])) in left, "no heading of its level, or out of order"


def check_places(printed: Printed) -> None:
    """Check that links lead to the pages that they name, and entries of contents to headings."""
    parts = list(read_back(printed.pdf, "made", quickly=True).elements())
    headings = {(squeezed(part.text), part.pages[0]) for part in parts if re.fullmatch("H[2-4]", part.tag)}
    for part in parts:
        if part.tag == "Link" and part.goals and (named := re.search(r"\(page (\d+)\)\s*$", part.text)):
            assert set(part.goals) == {int(named[1])}, part.text
        if part.tag == "TOCI":
            [title] = [each for each in part.walk() if each.tag == "Link"][:1]
            assert title.goals
            assert part.text.split("\n")[0].rstrip().endswith(f" {title.goals[0]}"), part.text
            assert (squeezed(title.text), title.goals[0]) in headings


def check_summary(printed: Printed, content: Yaml) -> None:
    """Check that a summary is one page, in sizes that can be read, with all of its points."""
    assert printed.pages == 1
    pieces = [piece for line in printed.record.texts for piece in line.pieces]
    assert min(piece.size for piece in pieces) >= 9, "the numbers of sources are smaller, and no smaller than that"
    assert min(piece.size for piece in pieces if not re.fullmatch(r"[\[\]\d\s]*", piece.text)) >= 10.5
    said = squeezed(read_pages(printed.pdf)[0].text)
    for section in all_sections(content["sections"]):
        assert all(squeezed(text) in said for text in heard(section.get("summary", [])))


def is_short(made: tuple[Yaml, Yaml]) -> bool:
    """Tell whether a brochure of small parts has no more pages than a real one."""
    return len(json.dumps(made)) < A_DOZEN_PAGES


def checked(made: tuple[Yaml, Yaml], editions: tuple[str, ...] = ("standard",)) -> list[bytes]:
    """Print a brochure in all layouts, and check what became of it; returns the PDFs."""
    pdfs = []
    for job, printed in print_all(*made, editions).items():
        if isinstance(printed, InputProblems):
            check_problems(printed)
            continue
        check_footers(printed, *made)
        if job.layout == "handout":
            check_tags(printed, made[0], job.edition.startswith("friendly"))
            check_places(printed)
        else:
            check_summary(printed, made[0])
        pdfs.append(printed.pdf)
    return pdfs


@examples(ANY_ONES, suppress_health_check=list(HealthCheck))
@given(brochures())
@example((LABELED, SOURCES))
def test_any_brochure_is_printed_whole_or_refused_with_a_place(made: tuple[Yaml, Yaml]) -> None:
    checked(made)


@examples(FRIENDLY_ONES, suppress_health_check=list(HealthCheck))
@given(brochures())
@example((LABELED, SOURCES))
def test_any_brochure_is_printed_whole_in_the_friendly_look(made: tuple[Yaml, Yaml]) -> None:
    checked(made, ("friendly", "friendly-large-print"))


@needs_referee
@pytest.mark.hypothesis
def test_a_hundred_brochures_are_printed_whole_and_pass_the_referee(referee: Referee) -> None:
    """veraPDF judges what was printed while the next ones are."""
    pdfs: list[bytes] = []

    @examples(SMALL_ONES, suppress_health_check=list(HealthCheck))
    @given(brochures(SMALL).filter(is_short))
    def check(made: tuple[Yaml, Yaml]) -> None:
        for pdf in checked(made):
            pdfs.append(pdf)
            referee.hand_in(pdf)

    check()
    assert len(pdfs) >= SMALL_ONES, "more than half of them can be printed, in two layouts each"
    assert referee.failures(pdfs) == []


@examples(LOOKED_AT, suppress_health_check=list(HealthCheck))
@given(brochures(SMALL).filter(is_short))
def test_what_we_print_passes_our_own_preflight(made: tuple[Yaml, Yaml]) -> None:
    for job, printed in print_all(*made, editions=("standard", "large-print")).items():
        if isinstance(printed, Printed):
            rows = inspect(read_back(printed.pdf, job.layout))
            assert [(row.id, row.found) for row in rows if row.result in ("failed", "cannot tell")] == [], job


@pytest.mark.parametrize("count", [1, 50, 130, 400])
def test_long_citations_wrap_and_are_never_cut(count: int) -> None:
    content = {
        **HEAD,
        "sections": [{"id": "one", "heading": "One", "body": [{"paragraph": "Words. " * 600}], "summary": ["Words."]}],
    }
    citation = " ".join(f"word{number}" for number in range(count))
    done = print_all(content, {"one": {"short": citation, "full": "Full reference"}})
    for printed in done.values():
        if count <= 130:
            assert isinstance(printed, Printed)
            assert all(squeezed(citation) in squeezed(page.text) for page in read_pages(printed.pdf))
        else:
            assert isinstance(printed, InputProblems)
            assert "the footer would be" in str(printed)
            assert printed.problems[0].place.file == "brochures/sources.yaml"


def test_the_ladder_is_climbed_as_far_as_needed_and_no_further() -> None:
    """More points, smaller type, from the ceiling to the floor; then an error that names the first point too many."""
    sizes, refused = [], None
    for count in range(1, 30):
        content = {
            **HEAD,
            "sources": {"none": "A sample."},
            "sections": [
                {"id": f"s{n}", "heading": f"Section {n}", "summary": [f"Point {n} of the summary, in a few words."]}
                for n in range(count)
            ],
        }
        _, summary = print_all(content, {}).values()
        if isinstance(summary, InputProblems):
            refused = summary
            break
        sizes.append(max(line.size for line in summary.record.texts if line.text.startswith("Point")))
    assert sizes[0] == 18
    assert sizes == sorted(sizes, reverse=True)
    assert 10.5 <= sizes[-1] < 12
    assert refused is not None
    assert "too long for one page, even at 10.5 pt" in str(refused)
    last_point = max(
        n for n, line in enumerate(yaml.safe_dump(content, sort_keys=False).splitlines(), 1) if "Point" in line
    )
    assert last_point - 8 < refused.problems[0].place.line <= last_point
