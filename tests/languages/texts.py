"""The texts that are printed and read back: for each language a page of the Universal Declaration, and a leaflet.

The leaflet has one of each structure, made of other articles; what is hard to set among letters that run from
right to left stands in it, too: a phone number, an amount with its unit, a range, a citation, brackets.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from tests.conftest import TESTS

Yaml = dict[str, Any]
DECLARATION = TESTS / "languages" / "declaration"
LANGUAGES = tuple(sorted(file.stem for file in DECLARATION.glob("*.yaml")))
RIGHT_TO_LEFT = ("ar", "fa", "he", "ur")
CJK = ("ja", "ko", "zh-Hans", "zh-Hant")
"""Those whose fonts are a package of their own."""
PAGE, LEAFLET = "declaration", "leaflet"
"""The two brochures of each language."""
ON_THE_PAGE = (1, 2, 3, 4, 5, 6, 7, 8)

HARD = "(tel. 555-0134): 0.5 mg/kg, 5–10 mL; 99(3):1-9"
"""What is put behind a sentence: none of it says anything."""
HARD_CELLS = ["555-0134", "0.5 mg/kg", "5–10"]
SOURCES = {
    "declaration": {
        "short": "Universal Declaration of Human Rights",
        "full": "United Nations General Assembly. Universal Declaration of Human Rights. Resolution 217 A (III). 1948.",
    },
    "unicode": {"short": "UDHR in Unicode", "full": "The Universal Declaration of Human Rights in Unicode."},
}
CLINICS = {
    "house": {},
    "latin": {"name": "Test Clinic One", "address": ["1 Example Street"], "phone": "(555) 555-0134"},
    "arabic": {"name": "عيادة المثال (نموذج)", "address": ["شارع المثال 1"], "phone": "(555) 555-0134"},
}
_BOTH_WAYS = re.compile(r"[A-Za-z]|\d.*[^\W\d]|\d\W+\d")
_CITED = re.compile(r"\s*\[@[^\]]*\]")


@cache
def articles(language: str) -> Yaml:
    """Read the articles of the Declaration in a language: its `title`, and `articles` by number."""
    read: Yaml = yaml.safe_load((DECLARATION / f"{language}.yaml").read_text(encoding="utf-8"))
    return read


def lines_of(language: str) -> list[str]:
    """List the title, headings and paragraphs of a language's articles."""
    read = articles(language)
    return [read["title"], *(line for each in read["articles"].values() for line in (each["heading"], *each["text"]))]


def page(language: str) -> Yaml:
    """Make a brochure of the Declaration's first articles, each with its heading."""
    of = articles(language)["articles"]
    sections = [
        {"id": f"a{number}", "heading": of[number]["heading"], "body": _paragraphs(of[number]["text"])}
        for number in ON_THE_PAGE
    ]
    return {**_head(language), "sections": sections}


def leaflet(language: str) -> Yaml:
    """Make a brochure that has one of each structure."""
    of = articles(language)["articles"]
    said = {number: article["text"][0] for number, article in of.items()}
    named = {number: article["heading"] for number, article in of.items()}
    phone, amount, span = HARD_CELLS
    table = {
        "header": [named[6], named[8]],
        "rows": [[named[3], said[3]], [named[4], said[4]], [phone, amount], [span, said[5]]],
        "caption": named[2],
    }
    callout = {"role": "tip", "title": named[6], "body": [{"paragraph": said[6]}]}
    bodies = {
        18: [{"paragraph": f"{said[18]} {HARD} [@declaration]"}, {"paragraph": f"**{said[3]}** {said[4]}"}],
        23: [{"list": of[23]["text"][:2]}],
        13: [{"paragraph": said[5]}, {"steps": of[13]["text"]}],
        1: [{"paragraph": said[1]}, {"table": table}, {"callout": callout}],
    }
    sections = [
        {"id": f"a{number}", "heading": named[number], "body": body, "summary": [f"{said[point]} {HARD_CELLS[1]}"]}
        for (number, body), point in zip(bodies.items(), (3, 4, 5, 6), strict=True)
    ]
    return {**_head(language), "sections": sections}


def _head(language: str) -> Yaml:
    return {
        "title": articles(language)["title"],
        "language": language,
        "version": "1.0",
        "published": "2026-11-22",
        "sources": list(SOURCES),
    }


def _paragraphs(texts: list[str]) -> list[Yaml]:
    return [{"paragraph": text} for text in texts]


def passages(brochure: Yaml) -> list[str]:
    """List what a brochure says, in order, each piece that stands in one type; without marks and citations."""
    told = [brochure["title"]]
    for section in brochure["sections"]:
        told += [section["heading"], *_told(section["body"])]
    return [part.strip() for text in told for part in _CITED.sub("", text).split("**") if part.strip()]


def run_one_way(texts: list[str], language: str) -> list[str]:
    """Choose those of some passages that run one way.

    Where Latin words, or numbers before further words, stand among letters that run from right to left, readers guess
    at the order of such pieces, each in its own way.
    """
    return [text for text in texts if not (language in RIGHT_TO_LEFT and _BOTH_WAYS.search(text))]


def _told(value: Any) -> list[str]:
    if isinstance(value, str):
        return [value]
    if isinstance(value, list):
        return [text for each in value for text in _told(each)]
    return [text for key, each in value.items() if key != "role" for text in _told(each)]


def write_workspace(root: Path, languages: tuple[str, ...] = LANGUAGES) -> None:
    """Write the brochures of some languages, three clinics and an edition."""
    files: dict[str, Yaml] = {
        "brochures/sources.yaml": SOURCES,
        "editions.yaml": {"editions": {"standard": {"theme": "calm", "layouts": ["handout", "summary", "trifold"]}}},
    }
    files |= {f"clinics/{name}.yaml": clinic for name, clinic in CLINICS.items()}
    for language in languages:
        files[f"brochures/{PAGE}/{language}.yaml"] = page(language)
        files[f"brochures/{LEAFLET}/{language}.yaml"] = leaflet(language)
    for name, content in files.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        dumped = yaml.safe_dump(content, allow_unicode=True, sort_keys=False, width=10_000)
        (root / name).write_text(dumped, encoding="utf-8")
