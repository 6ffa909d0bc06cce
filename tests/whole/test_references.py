"""What a text refers to, on the pages: references, sections with their pages, addresses, the contents."""

from __future__ import annotations

import io
import re
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from pikepdf import Array, Dictionary, Name, Object, Pdf

from clinicpress.content.catalog import Catalog
from clinicpress.content.edition import Job
from clinicpress.ground.problems import InputProblems
from clinicpress.workspace.disk import Disk
from tests.folders import write
from tests.printing import Printed, print_job
from tests.reading import read_pages
from tests.structure import check_structure
from tests.verapdf import Referee, needs_referee

EDITIONS = """\
editions:
  standard: {theme: calm, paper: letter, layouts: [handout, summary]}
  large: {theme: large-print, paper: letter, layouts: [handout]}
  own: {theme: own, paper: letter, layouts: [handout]}
"""
OWN = "extends: calm\nlayouts: {handout: {link_addresses: false, contents_from: null}}\n"
STORY = Path(__file__).parents[2] / "templates" / "handout" / "story.html.j2"
LONG = f"https://sample.example/{'a-long-path/' * 6}{'x' * 90}"
SOURCES = """\
guide: {short: A guide, full: Doe J. A guide. Sample. 2020.}
""" + "".join(
    f"ref-{n}: {{short: Ref {n}, full: 'Author {n}. {'A sample of a long title, ' * 6}number {n}.', "
    f"url: '{LONG}{n}'}}\n"
    for n in range(1, 15)
)
MANY = [f"many-{n}" for n in range(12)]
SOURCES += "".join(f"{name}: {{short: '{'A sample of a long citation ' * 4}', full: A sample}}\n" for name in MANY)
HEAD = """\
title: Sample of references
language: en
version: "1"
published: 2026-11-22
sources: {sources}
references: [{references}]
sections:
"""
REFERRING = """\
  - id: first
    heading: First
    aside:
      term: Sample
      means: a thing of [our own](https://sample.example/own)
    body:
      - paragraph: This is said by [@guide], [@ref-1] and [@ref-14]. See [the last part](#last) for more.
      - paragraph: Go to [our page](https://sample.example/a), [the same page](https://sample.example/a) or
          [write to us](mailto:us@sample.example), or visit [sample.example](https://sample.example/).
    summary:
      - Said by [@ref-1]. See [the last part](#last), or [our page](https://sample.example/a).
"""


def part(name: str, words: int) -> str:
    return f"""\
  - id: {name}
    heading: Part {name}
    body:
      - paragraph: {"sample " * words}
      - paragraph: See [here](#{name}).
"""


@cache
def printed(
    parts: int = 1, edition: str = "standard", layout: str = "handout", sources: str = "[guide]", no_ids: bool = False
) -> Printed:
    """Print a sample of a first section, parts of a page each, and a last one; `no_ids` is a template without them."""
    references = ", ".join(f"ref-{n}" for n in range(1, 15) if f"ref-{n}" not in sources)
    text = HEAD.replace("{sources}", sources).replace("{references}", references) + REFERRING
    text = text if sources == "[guide]" else text.replace("[@guide], ", "")
    files = {
        "editions.yaml": EDITIONS,
        "templates/themes/own.yaml": OWN,
        "clinics/house.yaml": "{}\n",
        "brochures/sources.yaml": SOURCES,
        "brochures/sample/en.yaml": text + "".join(part(f"p{n}", 330) for n in range(parts)) + part("last", 40),
    }
    if no_ids:
        files["templates/handout/story.html.j2"] = STORY.read_text(encoding="utf-8").replace(
            ' id="{{ section.id }}"', ""
        )
    with TemporaryDirectory() as folder:
        write(Path(folder), files)
        return print_job(Catalog(Disk(Path(folder))), Job("house", "en", edition, "sample", layout))


def words(made: Printed, page: int | None = None) -> str:
    pages = read_pages(made.pdf)
    return " ".join(" ".join(each.text for each in (pages if page is None else [pages[page - 1]])).split())


def page_of(made: Printed, heading: str) -> int:
    """Return the page on which a heading stands: the last that says it, for the contents say it before."""
    return max(number for number, page in enumerate(read_pages(made.pdf), 1) if heading in page.text)


def links(made: Printed) -> list[tuple[str, int]]:
    """List the links: their description, and the page they lead to; 0 is none of the file's."""
    found = []
    with Pdf.open(io.BytesIO(made.pdf)) as pdf:
        numbers = {page.obj.objgen: number for number, page in enumerate(pdf.pages, 1)}
        for page in pdf.pages:
            for link in page.obj.get(Name.Annots, Array()):
                target = _target(pdf, link)
                leads = numbers[target.objgen] if target is not None else 0
                found.append((str(link.Contents), leads))
    return found


def _target(pdf: Pdf, link: Object) -> Object | None:
    name = link.get(Name.Dest) or (link.A.get(Name.D) if Name.A in link else None)
    if name is None:
        return None
    if isinstance(name, Array):
        return name[0]
    place = pdf.Root.Dests[str(name)] if Name.Dests in pdf.Root else Dictionary()
    return place[0] if isinstance(place, Array) else place.D[0]


# References ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(("sources", "first"), [("[guide]", 2), ("{none: No source.}", 1)])
@pytest.mark.parametrize("edition", ["standard", "large"])
def test_references_stand_at_the_end_with_their_numbers_and_in_no_footer(
    edition: str, sources: str, first: int
) -> None:
    made = printed(1, edition, sources=sources)
    said = words(made)
    for number in range(14):
        assert f"[{first + number}] Author {number + 1}. A sample" in said
    assert said.index("References") > said.index("About this handout")
    assert f"[{first}] and [{first + 13}]" in said
    for page in read_pages(made.pdf):
        assert "Author" not in page.text[page.text.rindex("Source:") :]
    assert not check_structure(Pdf.open(io.BytesIO(made.pdf)))


def test_a_citation_leads_to_its_reference() -> None:
    made = printed()
    leading = {name: page for name, page in links(made) if name.startswith("Source ")}
    assert leading["Source 15"] == page_of(made, "[15] Author 14")
    assert leading["Source 2"] == page_of(made, "[2] Author 1.")


def test_an_address_without_end_stays_in_its_column() -> None:
    made = printed()
    for page in read_pages(made.pdf):
        assert max(left for _, left, *_ in page.glyphs) < page.width - 48
    assert LONG.replace(" ", "") + "14" in words(made).replace(" ", "")


def test_a_footer_that_is_too_high_says_where_references_go() -> None:
    with pytest.raises(InputProblems) as told:
        printed(sources=f"[{', '.join(f'ref-{n}' for n in range(1, 15))}, guide, {', '.join(MANY)}]")
    [problem] = told.value.problems
    assert problem.message.startswith("the footer would be ")
    assert "list under “references:” what need not stand on every page" in problem.hint


# Sections and their pages --------------------------------------------------------------------------


@pytest.mark.parametrize("parts", [0, 1, 3, 7, 9])
@pytest.mark.parametrize("edition", ["standard", "large"])
def test_words_about_a_section_say_its_page_and_lead_there(parts: int, edition: str) -> None:
    made = printed(parts, edition)
    page = page_of(made, "Part last")
    assert f"See the last part (page {page}) for more." in words(made)
    assert ("the last part", page) in links(made)
    for name in (f"p{number}" for number in range(parts)):
        own = page_of(made, f"Part {name}")
        assert f"See here (page {own})." in words(made)


def test_a_layout_that_has_not_the_section_says_the_words_alone() -> None:
    said = words(printed(layout="summary"))
    assert "Said by [2]. See the last part, or our page." in said
    assert "page 1)" not in said


def test_a_template_whose_headings_have_no_ids_says_the_words_alone() -> None:
    said = words(printed(no_ids=True))
    assert "See the last part for more." in said
    assert "(page" not in said


# Web pages -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("edition", ["standard", "large"])
def test_addresses_that_no_words_say_are_listed_by_number(edition: str) -> None:
    made = printed(1, edition)
    said = words(made)
    # PDFium reads a space behind a raised number where the comma stands a little apart.
    assert "our page¹, the same page¹ or write to us³, or visit sample.example." in said.replace("¹ ,", "¹,")
    assert "a thing of our own²" in said, "beside the text, too"
    listed = said[said.index("Web pages") :]
    assert re.search(r"1 https://sample\.example/a 2 https://sample\.example/own 3 us@sample\.example", listed)
    assert "https://sample.example/ " not in listed
    assert ("Web pages 1", page_of(made, "us@sample.example")) in links(made)


def test_a_theme_can_leave_out_the_addresses_and_the_contents() -> None:
    said = words(printed(9, "own"))
    assert "our page, the same page or write to us, or visit" in said
    assert "Web pages" not in said
    assert "Contents" not in said


# Contents ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("parts", "has"), [(1, False), (9, True)])
def test_a_long_handout_lists_its_sections_with_their_pages(parts: int, has: bool) -> None:
    made = printed(parts)
    assert ("Contents" in words(made, 1)) is has
    if has:
        listed = words(made, 1)
        listed = listed[listed.index("Contents") :]
        names = ["First", *(f"Part p{number}" for number in range(parts)), "Part last"]
        assert [int(n) for n in re.findall(r"(?:First|Part \w+) (\d+)", listed)] == [page_of(made, n) for n in names]
        for name in names[1:]:
            assert (name, page_of(made, name)) in links(made)


@needs_referee
def test_the_referee_passes_them(referee: Referee) -> None:
    files = [printed(9).pdf, printed(9, "large").pdf, printed(9, "own").pdf, printed(layout="summary").pdf]
    assert referee.failures(files) == []
