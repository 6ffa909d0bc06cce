"""Pagemaking: a job is read, rendered, written as HTML and proven, as a forme that serves many clinics.

It is the platemaking of web pages. The story is told and held against its layout by the same rules as
for paper; then the page is read back, without a clinic, and every text of the brochure is looked for in it.
"""

from __future__ import annotations

from clinicpress.content.catalog import Catalog
from clinicpress.content.edition import Job, edition_of
from clinicpress.content.inline import without_marks
from clinicpress.content.model import NoSources
from clinicpress.ground.characters import unspaced
from clinicpress.ground.problems import InputProblems, Place, Problem
from clinicpress.looks.layout import template_of
from clinicpress.press.engine import chosen
from clinicpress.press.gather import gather_for_screens, with_icons_of
from clinicpress.press.platemaking import footer_text
from clinicpress.press.titles import window_title
from clinicpress.story.answers import Answers
from clinicpress.story.matter import Matter
from clinicpress.story.rendering import ids_in, promised_words, tell
from clinicpress.webpage.forme import Forme
from clinicpress.webpage.page import Setting, fillings, forme_of
from clinicpress.webpage.palette import palette
from clinicpress.webpage.proof import PageTold, prove_page, prove_words
from clinicpress.webpage.reader import ReadPage


def set_page(catalog: Catalog, job: Job, answers: Answers) -> Forme:
    """Make the forme of a job; raises InputProblems with all that keeps it from being made."""
    noting, seen = catalog.noting()
    parts = gather_for_screens(noting, job, answers)
    matter, design = parts.matter, parts.design
    story = tell(noting, job, matter, design)
    supplies = with_icons_of(story, noting, job, parts.supplies)
    words = promised_words(matter, design, lambda _: "", ids_in(story))
    labels = matter.locale.labels
    title = window_title(matter.brochure.title, design.layout, edition_of(noting.editions(), job.edition), labels)
    said = footer_text(matter)
    forme = forme_of(
        story,
        Setting(design.theme, matter.locale, supplies),
        title,
        (said.source, said.disclaimer),
        str(matter.brochure.version),
        lambda: {
            "settings": chosen(catalog, job, answers.overrides, answers.more),
            "inputs": {name: catalog.workspace.digest(name) for name in sorted(seen)},
            "answers": matter.clinic.given(),
        },
    )
    brand = design.theme.color("brand")
    bare = forme.filled(fillings("", palette(design.theme, brand), dict.fromkeys(forme.blanks, "")))
    page = prove_page(bare, forme.told, PageTold("", brand.hex, {}), forme.blanks)
    prove_words(page, words)
    if untold := _untold(page, matter, Place(f"templates/{template_of(job.layout, design.layout)}")):
        raise InputProblems([untold])
    return forme


def _untold(page: ReadPage, matter: Matter, template: Place) -> Problem | None:
    """Say that a template leaves out a source or the disclaimer, which stand in sight and must stand once as text."""
    sources = matter.brochure.sources
    said = [sources.none] if isinstance(sources, NoSources) else [source.short for _, source in matter.sources]
    there = unspaced(page.text)
    for text in (*said, matter.disclaimer):
        if unspaced(without_marks(text)) not in there:
            what = f"the template leaves out the source or disclaimer in {text.place}"
            return Problem(template, what, "what stays in sight on a screen must stand once in the text, too")
    return None
