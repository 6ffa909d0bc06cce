"""What is made, as text and small pictures: the story, where each line stands, the structure, the pages.

`make goldens` renews them; look at the difference before you commit it.
"""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from clinicpress.content.catalog import Catalog
from clinicpress.content.edition import Job
from clinicpress.drawing.tagging import Element
from clinicpress.press.gather import gather
from clinicpress.story.answers import Answers
from clinicpress.story.rendering import numbers_of, render_story
from clinicpress.workspace.disk import Disk
from docs.gallery import DPI, FRIENDLY, GALLERY, SLUGS, friendly
from docs.reference import pages as generated_pages
from tests.conftest import ROOT
from tests.pictures import compare_pictures
from tests.printing import Printed, print_job
from tests.reading import pictures_of
from tests.stories import with_words

PAGES = ROOT / "tests" / "golden" / "pages"
PAGE_DPI = 36
WORKSPACES = {"real": ROOT, "sampler": ROOT / "tests" / "workspaces" / "sampler"}
CATALOGS = {name: Catalog(Disk(root)) for name, root in WORKSPACES.items()}
CASES = [
    ("real", Job("sample", "en", "standard", "iv-ketamine-fibromyalgia", "handout")),
    ("real", Job("house", "en", "standard", "iv-ketamine-fibromyalgia", "summary")),
    ("real", Job("house", "en", "standard", "ketamine-pain-relief", "handout")),
    ("real", Job("sample", "en", "standard", "ketamine-pain-relief", "summary")),
    ("real", Job("sample", "en", "standard", "iv-ketamine-fibromyalgia", "trifold")),
    ("real", Job("sample", "en", "large-print", "iv-ketamine-fibromyalgia", "handout")),
    ("real", Job("house", "en", "large-print", "ketamine-pain-relief", "handout")),
    ("sampler", Job("plum", "en", "large-print", "every-block", "handout")),
    ("sampler", Job("plum", "en", "standard", "every-block", "handout")),
    ("sampler", Job("plum", "en", "a4", "every-block", "handout")),
    ("sampler", Job("house", "en", "a4", "every-block", "summary")),
    ("sampler", Job("house", "en", "standard", "deep", "handout")),
    ("sampler", Job("house", "en", "large-print", "deep", "handout")),
    ("sampler", Job("house", "en", "a4", "deep", "summary")),
    ("sampler", Job("house", "en", "standard", "grids", "handout")),
    ("sampler", Job("house", "en", "large-print", "grids", "handout")),
    ("sampler", Job("plum", "en", "friendly", "every-block", "handout")),
    ("sampler", Job("plum", "en", "friendly", "deep", "handout")),
    ("sampler", Job("plum", "en", "friendly", "deep", "summary")),
    ("sampler", Job("plum", "en", "friendly-large-print", "every-block", "handout")),
]
Golden = Callable[[str, str], None]
cases = pytest.mark.parametrize(("workspace", "job"), CASES, ids=lambda value: getattr(value, "path", value))


def name_of(job: Job) -> str:
    return job.path.removesuffix(".pdf").replace("/", "_")


def made(workspace: str, job: Job) -> Printed:
    catalog = CATALOGS[workspace]
    return catalog.keep(("printed", job), lambda noting: print_job(noting, job))


@cases
def test_story(workspace: str, job: Job, golden: Golden) -> None:
    catalog = CATALOGS[workspace]
    parts = gather(catalog, job, Answers(catalog.clinic(job.clinic)))
    numbers = numbers_of(parts.matter, parts.design)
    story, told = render_story(catalog, job, parts.matter, parts.design, numbers)
    plain = re.sub(' tpl="[^"]*"', "", with_words(story, told, numbers))
    lines = [line.strip() for line in plain.splitlines() if line.strip()]
    golden(f"golden/story/{name_of(job)}.html", "\n".join(lines) + "\n")


@cases
def test_trace(workspace: str, job: Job, golden: Golden) -> None:
    """Page, x, baseline, size (to half a point) and the first words of every line."""
    lines = []
    for line in made(workspace, job).record.texts:
        x, y = round(line.x * 2) / 2, round(line.baseline * 2) / 2
        lines.append(f"{line.page} {x:6} {y:6} {line.size:5.4g}  {line.text[:40].strip()}")
    golden(f"golden/trace/{name_of(job)}.txt", "\n".join(lines) + "\n")


@cases
def test_structure(workspace: str, job: Job, golden: Golden) -> None:
    lines: list[str] = []

    def show(element: Element, depth: int) -> None:
        words = " ".join(element.text.split())
        alt = f" alt={element.alt!r}" if element.alt else ""
        lines.append(f"{'  ' * depth}{element.tag}{alt}{': ' + words[:60] if words else ''}")
        for child in element.children:
            show(child, depth + 1)

    show(made(workspace, job).structure, 0)
    golden(f"golden/tags/{name_of(job)}.txt", "\n".join(lines) + "\n")


@cases
def test_pages(workspace: str, job: Job, request: pytest.FixtureRequest) -> None:
    pictures = [p.convert("L") for p in pictures_of(made(workspace, job).pdf, PAGE_DPI)]
    if request.config.getoption("--update-goldens"):
        PAGES.mkdir(parents=True, exist_ok=True)
        for old in PAGES.glob(f"{name_of(job)}-*.png"):
            old.unlink()
        for number, picture in enumerate(pictures, 1):
            picture.quantize(16).save(PAGES / f"{name_of(job)}-{number}.png", optimize=True)
    compare_pictures(pictures, sorted(PAGES.glob(f"{name_of(job)}-*.png")))


@pytest.mark.parametrize("slug", SLUGS)
@pytest.mark.parametrize("layout", ["handout", "summary"])
def test_gallery_shows_the_real_pages(slug: str, layout: str) -> None:
    """Renew it with `make gallery`."""
    pictures = pictures_of(made("real", Job("sample", "en", "standard", slug, layout)).pdf, DPI)
    compare_pictures(pictures, sorted(GALLERY.glob(f"{slug}-{layout}-*.png")))


def test_gallery_shows_the_friendly_look() -> None:
    catalog = friendly()
    for layout in ("handout", "summary"):
        pictures = pictures_of(print_job(catalog, Job("sample", "en", "standard", SLUGS[0], layout)).pdf, DPI)
        compare_pictures(pictures, sorted(GALLERY.glob(f"{FRIENDLY}-{layout}-*.png")))


def test_generated_files_are_fresh() -> None:
    """Renew them with `make docs`."""
    stale = [name for name, text in generated_pages().items() if (ROOT / name).read_text(encoding="utf-8") != text]
    assert stale == [], "run make docs"
