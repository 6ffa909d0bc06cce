"""The two real brochures: every sentence of the articles, in order, under source and disclaimer."""

from __future__ import annotations

import io
import re
from pathlib import Path

import pikepdf
import pytest
import yaml
from PIL import Image

from clinicpress.content.catalog import Catalog
from clinicpress.content.edition import Job
from clinicpress.looks.fonts import FontShelf
from clinicpress.looks.themes import load_theme
from clinicpress.workspace.disk import Disk
from clinicpress.workspace.unsaved import Unsaved
from tests.conftest import ROOT
from tests.printing import pdf_jobs, print_job
from tests.reading import ReadPage, pictures_of, read_pages, squeezed

SLUGS = ("iv-ketamine-fibromyalgia", "ketamine-pain-relief")
STRAY_CAPTION = "iv ketamine and fibromyalgia"
EDITIONS = ("standard", "large-print")
FOOTER_TOP = 94.0
"""What begins below is the footer's, in the standard edition."""
SMALL = 16
"""The size of source and disclaimer in the footers of the large-print edition, in which all else is larger."""
HEAD = 715.0
"""What begins above is the running head's, or the strip's."""
CATALOG = Catalog(Disk(ROOT))
JOBS = pdf_jobs(CATALOG)


@pytest.fixture(scope="module")
def printed() -> dict[Job, bytes]:
    return {job: print_job(CATALOG, job).pdf for job in JOBS}


def footer_top(page: ReadPage, job: Job) -> float:
    """Return a height below which all of a page's footer begins, and nothing of its story."""
    if job.edition == "standard":
        return FOOTER_TOP
    small = max(y for _, _, y, size in page.glyphs if size == SMALL)
    return small + (5 if job.clinic == "house" else 22)


def article(slug: str) -> list[str]:
    """Return the article's headings and sentences, in order."""
    pieces: list[str] = []
    for line in (ROOT / "tests" / "articles" / f"{slug}.txt").read_text(encoding="utf-8").splitlines():
        if line.strip() and line.strip() != STRAY_CAPTION and not line.startswith(("Source:", "Note:")):
            pieces += re.split(r"(?<=[.?!])\s+(?=[A-Z“])", line.strip())
    return pieces


def jobs(slug: str, layout: str, editions: tuple[str, ...] = EDITIONS) -> list[Job]:
    return [job for job in JOBS if job.slug == slug and job.layout == layout and job.edition in editions]


@pytest.mark.parametrize("slug", SLUGS)
@pytest.mark.parametrize("edition", EDITIONS)
def test_handout_holds_every_sentence_in_order(edition: str, slug: str, printed: dict[Job, bytes]) -> None:
    chosen = jobs(slug, "handout", (edition,))
    assert [job.clinic for job in chosen] == ["house", "sample"]
    for job in chosen:
        # Sentences go on over the footer and the next page's head.
        body = squeezed("".join(page.within(footer_top(page, job), HEAD) for page in read_pages(printed[job])))
        at = 0 if slug == SLUGS[1] else body.index(squeezed("Understanding IV Ketamine"))
        for sentence in article(slug)[1 if slug == SLUGS[0] else 0 :]:
            found = body.find(squeezed(sentence), at)
            assert found >= 0, f"missing, or out of order: {sentence}"
            at = found + len(squeezed(sentence))


@pytest.mark.parametrize("slug", SLUGS)
@pytest.mark.parametrize(("edition", "times"), [("standard", 2), ("large-print", 1)])
def test_a_sentence_is_pulled_out_only_where_it_stands_beside_the_text(edition: str, times: int, slug: str) -> None:
    [job] = [job for job in jobs(slug, "handout", (edition,)) if job.clinic == "house"]
    made = print_job(CATALOG, job)
    glance = next(element for element in made.structure.walk() if element.tag == "Note").said
    said = squeezed(made.structure.said).replace(squeezed(glance), "").lower()
    content = yaml.safe_load((ROOT / "brochures" / slug / "en.yaml").read_text(encoding="utf-8"))
    pulls = [section["aside"]["pull"] for section in content["sections"] if "pull" in section.get("aside", {})]
    assert len(pulls) >= 3
    assert [said.count(squeezed(pull).lower().rstrip(".")) for pull in pulls] == [times] * len(pulls)


TITLED = {
    "parted at its colon": ('"Ketamine: for pain"', "Ketamine", "for pain", "Ketamine: for pain"),
    "with a colon over a subtitle": ('"Ketamine:"\nsubtitle: for pain', "Ketamine", "for pain", "Ketamine"),
    "with a colon at its end": ('"Ketamine:"', "Ketamine:", "", "Ketamine:"),
}
"""Titles as written, and what stands over the subtitle, below it, and at the head of later pages."""


@pytest.mark.parametrize("titled", TITLED)
@pytest.mark.parametrize("edition", EDITIONS)
def test_a_title_has_its_colon_only_where_the_subtitle_stands_in_its_line(edition: str, titled: str) -> None:
    written, head, tail, running = TITLED[titled]
    file = f"brochures/{SLUGS[1]}/en.yaml"
    text = (ROOT / file).read_text(encoding="utf-8").replace("title: Ketamine in Pain Relief\n", f"title: {written}\n")
    job = Job("house", "en", edition, SLUGS[1], "handout")
    content = print_job(Catalog(Unsaved(Disk(ROOT), {file: text})), job).pdf
    first, second, *_ = read_pages(content)
    large = "".join(char for char, _, y, size in first.glyphs if size >= 20 and y > first.height - 200)
    assert large.startswith(squeezed(head + tail))
    assert squeezed(second.within(HEAD, 792)).endswith(squeezed(running))
    with pikepdf.open(io.BytesIO(content)) as pdf:
        assert str(pdf.open_outline().root[0].title) == head
        title = yaml.safe_load(f"title: {written}")["title"]
        large_print = f"{title.removesuffix(':')} – Large print"
        assert str(pdf.docinfo.Title) == (large_print if edition == "large-print" else title)


def plain(slug: str, sections: int | None = None) -> Catalog:
    """Return a workspace whose brochure has no icons and no asides, or only its first sections without a box."""
    file = f"brochures/{slug}/en.yaml"
    content = yaml.safe_load((ROOT / file).read_text(encoding="utf-8"))
    if sections is not None:
        content = {**content, "at_a_glance": [], "sections": content["sections"][:sections]}
    for section in content["sections"]:
        section["body"] = [block for block in section["body"] if "icons" not in block]
        for key in ("icon", "aside", *(["summary"] if sections is not None else [])):
            section.pop(key, None)
    text = yaml.safe_dump(content, allow_unicode=True, sort_keys=False, width=1000)
    return Catalog(Unsaved(Disk(ROOT), {file: text}))


@pytest.mark.parametrize("slug", SLUGS)
def test_without_icons_and_asides_headings_stand_beside_their_text(slug: str, printed: dict[Job, bytes]) -> None:
    job = Job("house", "en", "standard", slug, "handout")
    made = print_job(plain(slug), job)
    lines = made.record.texts
    headings = [line for line in lines if line.size == 15]
    assert {line.x for line in headings} == {48}
    sections = [element for element in made.structure.walk() if element.tag == "H2"]
    own = [squeezed(element.said) for element in sections if element.said not in FURTHER]
    assert "".join(squeezed(line.text) for line in headings) == "".join(own)
    body = {(line.page, round(line.baseline)) for line in lines if (line.x, line.size) == (192, 12)}
    beside = [line for line in headings if (line.page, round(line.baseline)) in body]
    assert all(any(heading.startswith(squeezed(line.text)) for line in beside) for heading in own), "one line, one base"
    at, said = 0, squeezed(made.structure.said)
    for sentence in article(slug)[1:]:
        at = said.index(squeezed(sentence), at)
    assert made.pages <= len(read_pages(printed[job]))
    with pikepdf.open(io.BytesIO(made.pdf)) as pdf:
        marks = [str(item.title) for item in pdf.open_outline().root[0].children]
    assert marks == [" ".join(element.said.split()) for element in sections]


FURTHER = ("At a glance", "My questions for my healthcare provider", "About this handout")
"""Headings that are not a section's."""


def test_a_short_text_is_one_page_and_what_is_to_be_filled_in() -> None:
    made = print_job(plain(SLUGS[1], 3), Job("house", "en", "standard", SLUGS[1], "handout"))
    assert made.pages <= 2


def test_the_lost_pictures_alt_text_is_not_printed(printed: dict[Job, bytes]) -> None:
    for layout in ("handout", "summary"):
        for job in jobs(SLUGS[0], layout):
            assert all(STRAY_CAPTION not in page.text for page in read_pages(printed[job]))


@pytest.mark.parametrize(
    ("slug", "source", "note"),
    [
        (
            SLUGS[0],
            "Source: Consensus Guidelines on the Use of Intravenous Ketamine Infusions for Chronic Pain – NCBI",
            "Note: This article aims to provide a comprehensive overview of IV Ketamine and fibromyalgia. "
            "Always consult with healthcare professionals for personalized medical advice.",
        ),
        (
            SLUGS[1],
            "Source: The article this handout is taken from names no source.",
            "Note: This handout gives general information and is not medical advice. "
            "Talk with your healthcare provider about your own situation.",
        ),
    ],
)
@pytest.mark.parametrize("layout", ["handout", "summary"])
def test_every_page_ends_with_source_and_disclaimer(
    slug: str, source: str, note: str, layout: str, printed: dict[Job, bytes]
) -> None:
    for job in jobs(slug, layout):
        pages = read_pages(printed[job])
        for number, page in enumerate(pages, 1):
            footer = page.within(0, footer_top(page, job))
            folio = f"Page {number} of {len(pages)}"
            if job.layout == "summary":
                # A single page has no number, and the clinic stands in its box.
                assert footer == squeezed(f"{source} · {note} · Version 1.0")
                continue
            clinic = ["Sample Clinic (example)", "Phone (555) 555-0100"] if job.clinic == "sample" else []
            if job.edition == "standard":
                assert footer == squeezed(f"{folio} · Version 1.0 {source} {note} {' '.join(clinic)}")
            else:
                assert footer == squeezed(f"{source} · {note} · Version 1.0 {folio} {' · '.join(clinic)}")


def test_summary_is_one_page_and_legible(printed: dict[Job, bytes]) -> None:
    for slug in SLUGS:
        for job in jobs(slug, "summary"):
            pages = read_pages(printed[job])
            assert len(pages) == 1
            body = [size for _, _, y, size in pages[0].glyphs if y > FOOTER_TOP]
            imprint = 9.5
            assert min(body) >= imprint
            assert sum(size >= 10.5 for size in body) / len(body) > 0.95


def test_nothing_is_printed_outside_the_margins_or_under_nine_points(printed: dict[Job, bytes]) -> None:
    for job, pdf in printed.items():
        # Office printers need 8 mm below the last baseline, and a quarter of an inch elsewhere.
        side = 18 if job.layout == "trifold" else 36
        foot = 36 if job.edition == "standard" and job.layout != "trifold" else 8 / 25.4 * 72
        for page in read_pages(pdf):
            for char, x, y, size in page.glyphs:
                assert side <= x <= page.width - side, char
                assert foot <= y <= page.height - side, char
                assert size >= 9, char


@pytest.mark.parametrize("slug", SLUGS)
def test_a_footer_in_large_print_takes_less_than_a_fifth_of_the_page(slug: str, printed: dict[Job, bytes]) -> None:
    for job in jobs(slug, "handout", ("large-print",)):
        for page in read_pages(printed[job]):
            top = footer_top(page, job)
            assert max(y for _, _, y, _ in page.glyphs if y <= top) + 18 <= page.height / 5, "above its first line"


@pytest.mark.parametrize("slug", SLUGS)
def test_the_summary_names_the_clinic_once_with_its_number_large(slug: str, printed: dict[Job, bytes]) -> None:
    for job in jobs(slug, "summary"):
        [page] = read_pages(printed[job])
        named = job.clinic == "sample"
        for words, least in (("Sample Clinic (example)", 16), ("(555) 555-0100", 16)):
            assert page.text.count(words) == named
            if named:
                at = squeezed("".join(char for char, *_ in page.glyphs)).index(squeezed(words))
                sizes = [size for char, _, _, size in page.glyphs if char.strip()]
                assert min(sizes[at : at + len(squeezed(words))]) >= least


@pytest.mark.parametrize("slug", SLUGS)
def test_the_summary_warns_before_its_points_and_sets_all_in_its_size_or_larger(
    slug: str, printed: dict[Job, bytes]
) -> None:
    content = yaml.safe_load((ROOT / "brochures" / slug / "en.yaml").read_text(encoding="utf-8"))
    sections = content["sections"]
    [warning] = [each for each in sections if any("callout" in block for block in each["body"])]
    for job in jobs(slug, "summary"):
        [page] = read_pages(printed[job])
        said = squeezed(page.text)
        assert said.index(squeezed(warning["heading"])) < said.index(squeezed(sections[0]["heading"]))
        body = [size for _, x, y, size in page.glyphs if 170 < y < page.height - 150]
        assert min(body) >= 14


SAMPLER = Catalog(Disk(ROOT / "tests" / "workspaces" / "sampler"))
LARGE = [(catalog, job) for catalog in (CATALOG, SAMPLER) for job in pdf_jobs(catalog) if job.edition == "large-print"]
WORDS_IN_A_PICTURE = "Sampletext–µ"
"""They have their picture's scale."""


@pytest.mark.parametrize(("catalog", "job"), LARGE, ids=lambda value: getattr(value, "path", ""))
def test_every_character_of_the_large_print_edition_is_large_and_upright(
    catalog: Catalog, job: Job, tmp_path: Path
) -> None:
    content = print_job(catalog, job).pdf
    pages = read_pages(content)
    tops = [footer_top(page, job) for page in pages]
    small = "".join(
        char for page, top in zip(pages, tops, strict=True) for char, _, y, size in page.glyphs if size < 18 and y > top
    )
    assert small == (WORDS_IN_A_PICTURE if job.slug == "every-block" else "")
    for number, (page, top) in enumerate(zip(pages, tops, strict=True), 1):
        assert len(page.within(0, top)) > 100, "the footer is read, too"
        footer = [(char, size) for char, _, y, size in page.glyphs if y <= top]
        assert min(size for _, size in footer) == SMALL
        large = squeezed("".join(char for char, size in footer if size == 18))
        assert f"Page{number}of{len(pages)}" in large or len(pages) == 1
    with pikepdf.open(io.BytesIO(content)) as pdf:
        names = {str(font.BaseFont) for page in pdf.pages for font in page.resources.get("/Font", {}).values()}
    assert names
    assert not [name for name in names if "Italic" in name]


def test_every_text_style_of_the_large_print_theme_is_large() -> None:
    """Also those that no brochure uses yet."""
    theme = load_theme(CATALOG.workspace, "large-print", FontShelf(CATALOG.workspace))
    for name, style in theme.spec.styles.items():
        least = 14 if name.startswith("footer") else 18
        assert min(style.size, *(size for size, _ in style.steps), 99) >= least, name
        assert style.leading >= 1.16 * style.size or "title" in name, name
    assert theme.spec.ladder.floor >= 18


def test_summary_points_and_pulls_are_the_articles_own_words() -> None:
    for slug in SLUGS:
        text = " ".join((ROOT / "tests" / "articles" / f"{slug}.txt").read_text(encoding="utf-8").split()).lower()
        content = yaml.safe_load((ROOT / "brochures" / slug / "en.yaml").read_text(encoding="utf-8"))
        said = [point["text"] for point in content["at_a_glance"]]
        for section in content["sections"]:
            aside = section.get("aside", {})
            said += [*section["summary"], *filter(None, [aside.get("pull"), aside.get("means")])]
        for words in said:
            assert " ".join(words.split()).lower().rstrip(".") in text


def test_fonts_are_embedded_subsets_and_none_is_of_the_base_fourteen(printed: dict[Job, bytes], tmp_path: Path) -> None:
    for job, content in printed.items():
        path = tmp_path / "one.pdf"
        path.write_bytes(content)
        with pikepdf.open(path) as pdf:
            fonts = [font for page in pdf.pages for font in page.resources.get("/Font", {}).values()]
            assert fonts, job
            for font in fonts:
                assert re.match(r"/[A-Z]{6}\+", str(font.BaseFont)), (job, font.BaseFont)
                assert "/FontFile2" in font.DescendantFonts[0].FontDescriptor
                assert "/ToUnicode" in font


def test_citation_marks_and_links_lead_somewhere(tmp_path: Path) -> None:
    catalog = Catalog(Disk(ROOT / "tests" / "workspaces" / "sampler"))
    job = Job("plum", "en", "standard", "every-block", "handout")
    path = tmp_path / "one.pdf"
    path.write_bytes(print_job(catalog, job).pdf)
    with pikepdf.open(path) as pdf:
        annotations = [a for page in pdf.pages for a in page.get("/Annots", [])]
        addresses = {str(a.A.URI) for a in annotations if "/A" in a and "/URI" in a.A}
        goals = [a.Dest for a in annotations if "/Dest" in a and str(a.Contents).startswith("Source")]
        listed = [a.Dest for a in annotations if "/Dest" in a and str(a.Contents).startswith("Web pages")]
        colophon = pdf.pages[-1]
        assert {"https://example.org", "tel:+15555550100", "https://example.org/breathing"} <= addresses
        assert [goal[0].objgen for goal in goals] == [colophon.objgen] * 2
        assert [goal[0].objgen for goal in listed] == [colophon.objgen] * 2
        assert goals[0][3] > goals[1][3], "the first source stands above the second"
        assert [str(item.title) for item in pdf.open_outline().root[0].children][:2] == [
            "At a glance",
            "Running text with marks",
        ]


@pytest.mark.parametrize("slug", SLUGS)
@pytest.mark.parametrize("edition", EDITIONS)
def test_a_warning_is_the_strongest_thing_of_its_page_in_grey_too(
    edition: str, slug: str, printed: dict[Job, bytes]
) -> None:
    """Of all stretches of the page as high as three of its lines, none has as much black as one in the box."""
    job = jobs(slug, "handout", (edition,))[1]
    made = print_job(CATALOG, job)
    [title] = [line for line in made.record.texts if line.text == "Side effects" and line.size in (13, 20)]
    page = pictures_of(printed[job], 72, grey=True)[title.page - 1].convert("L")
    height = 4 * round(title.size)
    rows = page.point(lambda grey: 255 * (grey < 80)).resize((1, page.height), Image.Resampling.BOX).tobytes()
    black = {top: sum(rows[top : top + height]) for top in range(page.height - height)}
    strongest = max(black, key=black.__getitem__)
    assert abs(strongest + height / 2 - (page.height - title.baseline)) < 6 * title.size


def test_grey_print_keeps_the_text_dark(printed: dict[Job, bytes]) -> None:
    """Every line of running text has strokes near black when a page is printed without colour; a grey ink has none."""
    pdf = printed[jobs(SLUGS[0], "handout", ("standard",))[0]]
    lines = 0
    paler: list[str] = []
    for page, picture in zip(read_pages(pdf), pictures_of(pdf, 144, grey=True), strict=True):
        grey = picture.convert("L")
        running = [glyph for glyph in page.glyphs if glyph[3] == 12 and glyph[1] >= 192 and glyph[2] < page.height - 80]
        for bottom in {bottom for _, _, bottom, _ in running}:
            lines += 1
            line = [glyph for glyph in running if glyph[2] == bottom]
            left, right = line[0][1], line[-1][1] + 12
            box = (2 * left, 2 * (page.height - bottom - 12), 2 * right, 2 * (page.height - bottom))
            if grey.crop(tuple(map(int, box))).getextrema()[0] > 255 * 0.2:
                paler.append("".join(char for char, *_ in line))
        assert sum(grey.histogram()[200:]) > 0.8 * grey.width * grey.height
    assert lines > 60
    assert paler == []
