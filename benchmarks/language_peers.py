"""The peers of languages.py: a title, headings and paragraphs in any language, set with WeasyPrint and with Typst.

Both are told what somebody tells them who prints in many languages: the language, the direction, the fonts. Both write
tagged PDFs for people who listen to them (PDF/UA-1), which is when they say most about their text.
"""

from __future__ import annotations

import json
import tempfile
from dataclasses import dataclass
from html import escape
from pathlib import Path

PAPER = "letter"
SIZES = {"title": 22, "heading": 14, "text": 11}


@dataclass(frozen=True)
class Face:
    """A font: its family's name as the file has it, and the files of its regular and of its bold."""

    family: str
    regular: Path
    bold: Path


@dataclass(frozen=True)
class Told:
    """What is to be printed: a language with its direction, fonts, and texts."""

    language: str
    direction: str
    text: Face
    heading: Face
    other: Face
    """Behind both, for what they lack."""
    title: str
    sections: tuple[tuple[str, tuple[str, ...]], ...]
    """Headings, each with its paragraphs."""


def weasyprint(told: Told) -> bytes:
    """Print with WeasyPrint."""
    from weasyprint import CSS, HTML  # type: ignore[import-not-found, import-untyped, unused-ignore]
    from weasyprint.text.fonts import FontConfiguration  # type: ignore[import-not-found, import-untyped, unused-ignore]

    faces = "".join(
        f'@font-face {{ font-family: "{name}"; font-weight: {weight}; src: url("{file.as_uri()}") }}\n'
        for name, face in (("text", told.text), ("heading", told.heading), ("other", told.other))
        for weight, file in ((400, face.regular), (700, face.bold))
    )
    style = f"""{faces}
@page {{ size: {PAPER}; margin: 54pt }}
body {{ font: {SIZES["text"]}pt/1.5 text, other }}
h1 {{ font: 700 {SIZES["title"]}pt/1.3 heading, other }}
h2 {{ font: 700 {SIZES["heading"]}pt/1.3 heading, other }}
"""
    body = f"<h1>{escape(told.title)}</h1>"
    for heading, paragraphs in told.sections:
        body += f"<h2>{escape(heading)}</h2>" + "".join(f"<p>{escape(text)}</p>" for text in paragraphs)
    fonts = FontConfiguration()
    page = f'<html lang="{told.language}" dir="{told.direction}"><title>{escape(told.title)}</title><body>{body}</html>'
    made: bytes = HTML(string=page).write_pdf(
        stylesheets=[CSS(string=style, font_config=fonts)], font_config=fonts, pdf_variant="pdf/ua-1"
    )
    return made


def typst(told: Told) -> bytes:
    """Print with Typst."""
    import typst as typst_  # type: ignore[import-not-found, unused-ignore]

    language, _, region = told.language.partition("-")
    regions = {"Hans": ', region: "cn"', "Hant": ', region: "tw"'}
    source = f"""#set page(paper: "us-{PAPER}", margin: 54pt)
#set text(font: {_fonts(told.text, told.other)}, size: {SIZES["text"]}pt, lang: "{language}"{regions.get(region, "")})
#set text(dir: {told.direction})
#set document(title: {_said(told.title)})
#show heading: set text(font: {_fonts(told.heading, told.other)}, weight: 700, size: {SIZES["heading"]}pt)
#show heading.where(level: 1): set text(size: {SIZES["title"]}pt)
#heading(level: 1, {_said(told.title)})
"""
    for heading, paragraphs in told.sections:
        source += f"#heading(level: 2, {_said(heading)})\n" + "".join(f"#par({_said(text)})\n" for text in paragraphs)
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "page.typ"
        file.write_text(source, encoding="utf-8")
        places = {
            str(path.parent) for face in (told.text, told.heading, told.other) for path in (face.regular, face.bold)
        }
        made: bytes = typst_.compile(
            str(file), font_paths=sorted(places), ignore_system_fonts=True, pdf_standards=["ua-1"]
        )
    return made


def _fonts(*faces: Face) -> str:
    return f"({', '.join(_said(face.family) for face in faces)})"


def _said(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


PEERS = {"WeasyPrint": weasyprint, "Typst": typst}
