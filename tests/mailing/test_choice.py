"""The choice: with few words the PDF that is meant, and a friendly no for what there is not."""

from __future__ import annotations

from pathlib import Path

import pytest

from clinicpress.content.catalog import Catalog
from clinicpress.content.edition import Job
from clinicpress.ground.problems import UsageError
from clinicpress.mailing.choice import chosen
from clinicpress.workspace.disk import Disk
from tests.folders import write

EN, ES, DE = (f"brochures/breathing/{language}.yaml" for language in ("en", "es", "de"))
EDITIONS = """\
editions:
  zebra: {theme: calm, paper: letter, layouts: [summary, handout]}
  large: {theme: large-print, paper: letter, layouts: [handout]}
matrix:
  exclude:
    - {clinic: house, edition: zebra}
    - {clinic: two}
"""


@pytest.fixture
def catalog(workspace: Path) -> Catalog:
    write(workspace, {"editions.yaml": EDITIONS, "clinics/two.yaml": "name: Two\n"})
    return Catalog(Disk(workspace))


@pytest.mark.parametrize(
    ("words", "job"),
    [
        ({}, Job("one", "en", "zebra", "breathing", "summary")),
        ({"layout": "handout"}, Job("one", "en", "zebra", "breathing", "handout")),
        ({"edition": "large"}, Job("one", "en", "large", "breathing", "handout")),
        (
            {"language": "en", "edition": "zebra", "layout": "handout"},
            Job("one", "en", "zebra", "breathing", "handout"),
        ),
        ({"clinic": "house"}, Job("house", "en", "large", "breathing", "handout")),
    ],
)
def test_what_is_not_said_is_what_stands_first(words: dict[str, str], job: Job, catalog: Catalog) -> None:
    assert chosen(catalog, **{"slug": "breathing", "clinic": "one", **words}) == job


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ({"slug": "breating"}, "there is no brochure “breating”; did you mean “breathing”?"),
        ({"clinic": "onne"}, "there is no clinic “onne”; did you mean “one”?"),
        ({"language": "es"}, "there is no language “es”"),
        ({"edition": "zebr"}, "there is no edition “zebr”; did you mean “zebra”?"),
        ({"layout": "handot"}, "there is no layout “handot”; did you mean “handout”?"),
        ({"clinic": "two"}, "“breathing” is not made for the clinic “two”: editions.yaml leaves it out"),
        (
            {"clinic": "house", "edition": "zebra"},
            "“breathing” has no edition “zebra” for the clinic “house”; known here: large",
        ),
        (
            {"edition": "large", "layout": "summary"},
            "has no layout “summary” for the clinic “one”; known here: handout",
        ),
    ],
)
def test_what_there_is_not(words: dict[str, str], told: str, catalog: Catalog) -> None:
    with pytest.raises(UsageError) as refused:
        chosen(catalog, **{"slug": "breathing", "clinic": "one", **words})
    assert told in str(refused.value)


def test_of_several_languages_english_is_usual_and_others_are_asked_for(workspace: Path) -> None:
    text = (workspace / EN).read_text(encoding="utf-8")
    write(workspace, {ES: text.replace("language: en", "language: es")})
    assert chosen(Catalog(Disk(workspace)), "breathing", "one").language == "en"
    write(workspace, {DE: text.replace("language: en", "language: de")})
    (workspace / EN).unlink()
    with pytest.raises(UsageError, match="“breathing” is there in de, es: say which with --language"):
        chosen(Catalog(Disk(workspace)), "breathing", "one")
    assert chosen(Catalog(Disk(workspace)), "breathing", "one", language="de").language == "de"
    (workspace / ES).unlink()
    assert chosen(Catalog(Disk(workspace)), "breathing", "one").language == "de"


def test_web_pages_are_not_mailed(workspace: Path) -> None:
    write(workspace, {"editions.yaml": "editions: {one: {theme: calm, layouts: [page, handout]}}\n"})
    assert chosen(Catalog(Disk(workspace)), "breathing", "one").layout == "handout"
    with pytest.raises(UsageError, match="this is a web page, and only PDFs are mailed"):
        chosen(Catalog(Disk(workspace)), "breathing", "one", layout="page")


def test_what_is_made_for_a_printer_is_not_mailed(workspace: Path) -> None:
    """A booklet's pages are in order on paper alone; greys are as good to read as colours are."""
    write(workspace, {"editions.yaml": """\
editions:
  booklets: {theme: calm, layouts: [handout], as: booklet}
  shop: {theme: calm, layouts: [handout], for: press}
  copier: {theme: calm, layouts: [handout], for: grey}
"""})  # fmt: skip
    catalog = Catalog(Disk(workspace))
    assert chosen(catalog, "breathing", "one").edition == "copier"
    for edition in ("booklets", "shop"):
        with pytest.raises(UsageError, match="made for a printer, and not for a screen: choose another one"):
            chosen(catalog, "breathing", "one", edition=edition)
