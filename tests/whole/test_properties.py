"""Brochures nobody would think of: each becomes a whole, proven PDF, or a located error."""

from __future__ import annotations

import io
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pikepdf
import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from clinicpress.content.catalog import Catalog
from clinicpress.content.edition import plan_jobs
from clinicpress.content.inline import without_marks
from clinicpress.ground.problems import InputProblems
from clinicpress.inspection.preflight import inspect
from clinicpress.readback.reader import read_back
from clinicpress.workspace.disk import Disk
from tests.printing import Printed, print_job
from tests.reading import read_pages, squeezed
from tests.structure import Structure

SCRIPTS = (
    "abcdefghijklmnopqrstuvwxyz"
    "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"
    "äöüßéèêñçøåæœşğıłžčőűİ"
    "αβγδεζηθικλμνξοπρστυφχψωΆΈΉ"
    "абвгдежзийклмнопрстуфхцчшщыэюяЇЄҐ"
    ".,;:!?()%&/<>{}#@'\"+=–—…“”‘’•✓☐→µ²½€°±≤≥"
)
WORD = st.text(st.sampled_from(SCRIPTS), min_size=1, max_size=14)
LONG_WORD = st.text(st.sampled_from("abcdefghijklmnopqrstuvwxyzäöü"), min_size=60, max_size=400)


def words(least: int, most: int) -> st.SearchStrategy[str]:
    """Make texts of a number of words; a few are wider than any column."""
    word = st.one_of(*[WORD] * 12, LONG_WORD)
    return st.lists(word, min_size=least, max_size=most).map(" ".join)


def much(count: int) -> st.SearchStrategy[str]:
    """Make a long text cheaply: a short one, said again and again."""
    return words(3, 12).map(lambda text: " ".join((text.split() * count)[:count]))


TEXT = st.one_of(*[words(1, 40)] * 6, much(300), much(2000))
SHORT = words(1, 6)
LEAF: st.SearchStrategy[dict[str, Any]] = st.one_of(
    TEXT.map(lambda text: {"paragraph": text}),
    st.lists(words(1, 25), min_size=0, max_size=12).map(lambda items: {"list": items}),
    st.lists(words(1, 25), min_size=1, max_size=12).map(lambda items: {"steps": items}),
    st.tuples(st.lists(SHORT, min_size=1, max_size=4), st.integers(1, 200), words(1, 30)).map(
        lambda made: {
            "table": {
                "header": made[0],
                "rows": [
                    [f"{made[2]} {row}"] * len(made[0]) for row in range(made[1] if made[1] > 150 else made[1] % 9 + 1)
                ],
                # It is read after the rows, which may say the same words.
                "caption": made[2],
            }
        }
    ),
    st.lists(words(1, 20), min_size=1, max_size=4).map(lambda items: {"questions": {"title": "Ask", "items": items}}),
    st.tuples(st.lists(words(1, 20), min_size=1, max_size=9), st.lists(words(1, 9), min_size=1, max_size=9)).map(
        lambda made: {"pros_cons": {"pros": made[0], "cons": made[1]}}
    ),
    st.lists(st.tuples(SHORT, words(1, 40)), min_size=1, max_size=8).map(
        lambda made: {"glossary": [{"term": term, "means": means} for term, means in made]}
    ),
    st.lists(st.tuples(SHORT, SHORT), min_size=1, max_size=7).map(
        lambda made: {"icons": {"items": [{"icon": "body", "label": label, "text": text} for label, text in made]}}
    ),
)
BLOCK = st.recursive(
    LEAF,
    lambda inner: st.tuples(
        st.sampled_from(["note", "tip", "warning", "contact"]), st.lists(inner, min_size=1, max_size=3), SHORT
    ).map(lambda made: {"callout": {"role": made[0], "title": made[2], "body": made[1]}}),
    max_leaves=5,
)
SECTION = st.tuples(SHORT, st.lists(BLOCK, max_size=5), st.lists(words(1, 30), max_size=2)).map(
    lambda made: {"heading": made[0], "body": made[1], "summary": made[2]}
)
LINKED = st.tuples(words(0, 30), words(1, 12), words(0, 6)).map(
    lambda made: f"{made[0]} [{made[1]}](https://example.org/1) {made[2]}".strip()
)
"""A text with a link somewhere in it."""
LINKS: st.SearchStrategy[dict[str, Any]] = st.one_of(
    LINKED.map(lambda text: {"paragraph": text}),
    st.lists(LINKED, min_size=1, max_size=9).map(lambda items: {"list": items}),
    st.lists(LINKED, min_size=1, max_size=9).map(lambda items: {"steps": items}),
)
CITATION = st.one_of(words(1, 30), st.integers(1, 400).flatmap(much))


@dataclass(frozen=True)
class Extent:
    """How much a brochure may hold: sections, words of a disclaimer and of a citation, characters of a title."""

    sections: int
    disclaimer: st.SearchStrategy[str]
    citation: st.SearchStrategy[str]
    title: int


ANY = Extent(4, st.one_of(words(1, 60), much(150)), CITATION, 10_000)
SMALL = Extent(2, words(1, 30), words(1, 20), 150)
"""So small that it can be printed, as a rule."""


@st.composite
def brochures(draw: st.DrawFn, extent: Extent = ANY) -> tuple[dict[str, Any], dict[str, Any]]:
    """Make a brochure and its bibliography."""
    sections = draw(st.lists(SECTION, min_size=1, max_size=extent.sections))
    for index, section in enumerate(sections):
        section["id"] = f"part-{index}"
        section["icon"] = draw(st.sampled_from(["body", "lungs"]))
    brochure = {
        "title": draw(words(1, 12))[: extent.title].strip(),
        "language": "en",
        "version": draw(st.sampled_from(["1.0", "2026-11-22", "1.10-final-draft"])),
        "published": "2026-11-22",
        "sources": ["one"],
        "disclaimer": draw(extent.disclaimer),
        "sections": sections,
    }
    return brochure, {"one": {"short": draw(extent.citation), "full": draw(words(3, 60))}}


def print_both(content: dict[str, Any], sources: dict[str, Any]) -> dict[str, Printed | InputProblems]:
    """Print a brochure in both layouts from a workspace of its own."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        files = {
            "brochures/made/en.yaml": content,
            "brochures/sources.yaml": sources,
            "clinics/house.yaml": {},
            "editions.yaml": {"editions": {"standard": {"theme": "calm", "layouts": ["handout", "summary"]}}},
        }
        for name, value in files.items():
            (root / name).parent.mkdir(parents=True, exist_ok=True)
            (root / name).write_text(yaml.safe_dump(value, allow_unicode=True, sort_keys=False), encoding="utf-8")
        catalog = Catalog(Disk(root))
        done: dict[str, Printed | InputProblems] = {}
        for job in plan_jobs(catalog):
            try:
                done[job.layout] = print_job(catalog, job)
            except InputProblems as error:
                done[job.layout] = error
        return done


def texts(value: Any, skip: tuple[str, ...] = ("id", "icon", "role", "summary", "image", "alt")) -> list[str]:
    """List all texts of a piece of YAML that a handout prints."""
    if isinstance(value, str):
        return [value]
    if isinstance(value, list):
        return [text for item in value for text in texts(item)]
    if isinstance(value, dict):
        return [text for key, item in value.items() if key not in skip for text in texts(item)]
    return []


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


@settings(max_examples=70, deadline=None, suppress_health_check=list(HealthCheck))
@given(brochures())
def test_any_brochure_is_printed_whole_or_refused_with_a_place(made: tuple[dict[str, Any], dict[str, Any]]) -> None:
    content, sources = made
    done = print_both(content, sources)
    handout, summary = done["handout"], done["summary"]
    if isinstance(handout, Printed):
        check_footers(handout, content, sources)
        with pikepdf.open(io.BytesIO(handout.pdf)) as pdf:
            heard = squeezed(Structure(pdf).top.text)
        at = 0
        for section in content["sections"]:
            for text in [section["heading"], *texts(section["body"])]:
                said = squeezed(without_marks(text))
                at = heard.find(said, at)
                assert at >= 0, f"not heard, or out of order: {text}"
                at += len(said)
    else:
        check_problems(handout)
    if isinstance(summary, Printed):
        assert summary.pages == 1
        check_footers(summary, content, sources)
        sizes = [line.size for line in summary.record.texts]
        assert min(sizes) >= 10.5
        said = squeezed(read_pages(summary.pdf)[0].text)
        for section in content["sections"]:
            for point in section["summary"]:
                assert squeezed(without_marks(point)) in said
    else:
        check_problems(summary)


@settings(max_examples=8, deadline=None, suppress_health_check=list(HealthCheck))
@given(brochures(), st.lists(LINKS, min_size=1, max_size=3))
def test_what_we_print_passes_our_own_preflight(
    made: tuple[dict[str, Any], dict[str, Any]], links: list[dict[str, Any]]
) -> None:
    content, sources = made
    content["sections"][-1]["body"] = links + content["sections"][-1]["body"]
    for layout, printed in print_both(content, sources).items():
        if isinstance(printed, Printed):
            rows = inspect(read_back(printed.pdf, layout))
            assert [(row.id, row.found) for row in rows if row.result in ("failed", "cannot tell")] == []


@pytest.mark.parametrize("count", [1, 50, 130, 400])
def test_long_citations_wrap_and_are_never_cut(count: int) -> None:
    content = {
        "title": "A title",
        "language": "en",
        "version": "1",
        "published": "2026-11-22",
        "sources": ["one"],
        "sections": [{"id": "one", "heading": "One", "body": [{"paragraph": "Words. " * 600}], "summary": ["Words."]}],
    }
    citation = " ".join(f"word{number}" for number in range(count))
    done = print_both(content, {"one": {"short": citation, "full": "Full reference"}})
    for printed in done.values():
        if count <= 130:
            assert isinstance(printed, Printed)
            assert all(squeezed(citation) in squeezed(page.text) for page in read_pages(printed.pdf))
        else:
            assert isinstance(printed, InputProblems)
            assert "the footer would be" in str(printed)
            assert printed.problems[0].place.file == "brochures/sources.yaml"


def test_the_ladder_is_climbed_down_as_far_as_needed_and_no_further() -> None:
    """More points, smaller type; the floor holds; then an error that names the first point too many."""
    sizes, refused = [], None
    for count in range(1, 30):
        content = {
            "title": "A title",
            "language": "en",
            "version": "1",
            "published": "2026-11-22",
            "sources": {"none": "A sample."},
            "sections": [
                {"id": f"s{n}", "heading": f"Section {n}", "summary": [f"Point {n} of the summary, in a few words."]}
                for n in range(count)
            ],
        }
        summary = print_both(content, {})["summary"]
        if isinstance(summary, InputProblems):
            refused = summary
            break
        sizes.append(max(line.size for line in summary.record.texts if line.text.startswith("Point")))
    assert sizes[0] == 14
    assert sizes == sorted(sizes, reverse=True)
    assert 10.5 <= sizes[-1] < 12
    assert refused is not None
    assert "too long for one page, even at 10.5 pt" in str(refused)
    last_point = max(
        n for n, line in enumerate(yaml.safe_dump(content, sort_keys=False).splitlines(), 1) if "Point" in line
    )
    assert last_point - 8 < refused.problems[0].place.line <= last_point
