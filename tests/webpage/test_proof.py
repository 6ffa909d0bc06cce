"""The proof: a page that says something else than it must does not leave."""

from __future__ import annotations

from dataclasses import replace

import pytest

from clinicpress.content.catalog import Catalog
from clinicpress.content.edition import Job
from clinicpress.ground.faults import FaultyProof
from clinicpress.press.clinicparts import gather_clinic
from clinicpress.press.pages import page_told
from clinicpress.press.press import Press, _wording
from clinicpress.press.rack import Rack
from clinicpress.webpage.forme import Forme
from clinicpress.webpage.proof import PageTold, prove_page, prove_words
from clinicpress.workspace.disk import Disk
from tests.conftest import ROOT

JOB = Job("sample", "en", "standard", "iv-ketamine-fibromyalgia", "page")
CATALOG = Catalog(Disk(ROOT))


@pytest.fixture(scope="module")
def made() -> tuple[bytes, Forme, PageTold]:
    printed = Press(CATALOG, Rack()).print(JOB)
    assert isinstance(printed.plate, Forme)
    parts = gather_clinic(CATALOG, JOB)
    return printed.content, printed.plate, page_told(_wording(CATALOG, JOB, parts), parts.imprint.labels)


DAMAGED = {
    "a word that is lost": ("dizziness, nausea", "nausea"),
    "another number": ("1.0</dd>", "1.1</dd>"),
    "a word that is added": ("<h1>", "<h1>New "),
    "another title": ("<title>", "<title>New "),
    "another language": ('<html lang="en"', '<html lang="de"'),
    "another direction": ('<html lang="en"', '<html lang="en" dir="rtl"'),
    "words that are hidden": ("Every treatment", "<p hidden>x</p>Every treatment"),
    "another level": ('<h2 class="questions-title"', '<h3 class="questions-title"'),
    "a source that is cut": ("– NCBI</p><p>Note", "</p><p>Note"),
    "no disclaimer in sight": ("<p>Note: ", "<p>"),
    "another number to call": ('href="tel:5555550100"', 'href="tel:5555550101"'),
    "another clinic": ("Sample Clinic (example)</p><p", "Other Clinic</p><p"),
    "another author": ('content="Sample Clinic', 'content="Other Clinic'),
    "another address": ("https://clinic.example", "https://clinic.invalid"),
    "another colour": ("--brand:#0f5a66", "--brand:#0f5a67"),
    "a link elsewhere": ('href="https://doi.org/', 'href="https://doi.invalid/'),
    "a section that is not listed": ('<li><a href="#safety">Safety and Side Effects</a></li>', ""),
    "a list that leads elsewhere": ('<a href="#safety">', '<a href="#about:this">'),
    "a script": ("<main>", "<main><script></script>"),
    "another alt text": ('alt="Sample Clinic (example)"', 'alt="Logo"'),
}


def test_a_page_as_it_was_made_is_proven(made: tuple[bytes, Forme, PageTold]) -> None:
    content, forme, clinic = made
    page = prove_page(content, forme.told, clinic, forme.blanks)
    assert "one-size-fits-all" in page.text


@pytest.mark.parametrize("what", DAMAGED)
def test_a_damaged_page_does_not_leave(what: str, made: tuple[bytes, Forme, PageTold]) -> None:
    content, forme, clinic = made
    old, new = (each.replace("IV Ketamine", "IV\u00a0Ketamine").encode() for each in DAMAGED[what])
    assert old in content
    with pytest.raises(FaultyProof):
        prove_page(content.replace(old, new, 1), forme.told, clinic, forme.blanks)


def test_a_page_of_another_clinic_does_not_leave(made: tuple[bytes, Forme, PageTold]) -> None:
    content, forme, clinic = made
    for other in (PageTold("", clinic.color, {}), clinic._replace(author="Other")):
        with pytest.raises(FaultyProof):
            prove_page(content, forme.told, other, forme.blanks)


def test_texts_of_the_brochure_must_be_there_whole(made: tuple[bytes, Forme, PageTold]) -> None:
    content, forme, clinic = made
    page = prove_page(content, forme.told, clinic, forme.blanks)
    prove_words(page, ["Common side effects include dizziness, nausea, or even temporary hallucinations."])
    with pytest.raises(FaultyProof, match="does not say “Common side effects are rare"):
        prove_words(page, ["Common side effects are rare."])
    with pytest.raises(FaultyProof):
        prove_words(replace(page, text=page.text.replace("nausea, ", "")), ["dizziness, nausea, or even"])
