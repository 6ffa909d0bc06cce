"""Opens a Word document by python-docx, once it is known that it is one and what it unpacks to.

A .docx file is a zip of XML parts that name each other. Any of them may be huge, damaged, of another
kind than its name says, or missing. All of that is told here, so that the readers find whole trees.
"""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from io import BytesIO
from typing import Any

from docx import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import parse_xml

from clinicpress.drafting.archive import check_archive
from clinicpress.drafting.bounds import too_big
from clinicpress.drafting.word.changes import moved_texts
from clinicpress.drafting.word.fields import places_named_in
from clinicpress.drafting.word.strict import as_transitional, is_strict
from clinicpress.drafting.word.xml import number_in, qn, text_of, value_of
from clinicpress.ground.problems import InputProblems, Place
from clinicpress.workspace.workspace import MAX_TEXT_BYTES

FOOTNOTES, ENDNOTES, COMMENTS = RELATIONSHIP_TYPE.FOOTNOTES, RELATIONSHIP_TYPE.ENDNOTES, RELATIONSHIP_TYPE.COMMENTS
EMU_PER_TWIP = 635
"""English Metric Units, in which Word measures drawings, in a twentieth of a point, in which it measures pages."""
MAX_PARAGRAPHS, MAX_RUNS = 20_000, 80_000
"""A book of 300 pages has about a quarter of these."""

_MARGINS = {RELATIONSHIP_TYPE.HEADER: "header", RELATIONSHIP_TYPE.FOOTER: "footer"}
_REFERENCES = (qn("w:headerReference"), qn("w:footerReference"))
_ELSEWHERE = {FOOTNOTES, ENDNOTES, COMMENTS, RELATIONSHIP_TYPE.CHART, RELATIONSHIP_TYPE.DIAGRAM_DATA}
"""Parts with words of their own that stand apart from the text."""


@dataclass
class Package:
    """A document's parts."""

    name: str
    part: Any
    body: Any
    styles: Any
    numbering: Any
    _roots: dict[Any, Any] = field(default_factory=dict)

    def root(self, part: Any) -> Any:
        """Return the root element of a part; raises InputProblems where it is no XML."""
        if part not in self._roots:
            try:
                self._roots[part] = getattr(part, "element", None)
                if self._roots[part] is None:
                    self._roots[part] = parse_xml(part.blob)
            except SyntaxError as error:
                raise damaged(self.name) from error
        return self._roots[part]

    def related(self, part: Any, number: str | None) -> Any:
        """Return the relation of a part with an id; None where there is none that leads to something."""
        return part.rels.get(number) if number else None

    def margins(self) -> Iterator[tuple[str, Any]]:
        """Yield the page headers and footers that the document uses, each once: which it is, and its part."""
        seen = set()
        for reference in self.body.iter(*_REFERENCES):
            relation = self.related(self.part, reference.get(qn("r:id")))
            if relation is None or relation.is_external or relation.reltype not in _MARGINS:
                continue
            if relation.target_part not in seen:
                seen.add(relation.target_part)
                yield _MARGINS[relation.reltype], relation.target_part

    @cached_property
    def text_width(self) -> int:
        """How wide its text is, in EMU; 0 where it does not say (17.6.11, 17.6.13)."""
        last = next(reversed(list(self.body.iter(qn("w:sectPr")))), None)
        page, margins = (None if last is None else last.find(qn(tag)) for tag in ("w:pgSz", "w:pgMar"))
        twips = number_in(page, "w:w") - number_in(margins, "w:left") - number_in(margins, "w:right")
        return max(twips, 0) * EMU_PER_TWIP

    @cached_property
    def moved(self) -> frozenset[str]:
        """What was moved in its text, where it stands now."""
        return frozenset(moved_texts(self.body))

    @cached_property
    def places(self) -> frozenset[str]:
        """The names of those places in its text that something leads to."""
        codes = [text_of(code) for code in self.body.iter(qn("w:instrText"))]
        codes += [value_of(each, "w:instr") for each in self.body.iter(qn("w:fldSimple"))]
        sought = places_named_in(" ".join(codes)) | {value_of(e, "w:anchor") for e in self.body.iter(qn("w:hyperlink"))}
        return frozenset(sought & {value_of(mark, "w:name") for mark in self.body.iter(qn("w:bookmarkStart"))})

    def apart(self, *kinds: str) -> Iterator[Any]:
        """Yield the parts with words that stand apart from the text: notes, comments, charts, diagrams."""
        for relation in self.part.rels.values():
            if not relation.is_external and relation.reltype in (kinds or _ELSEWHERE):
                yield relation.target_part


def damaged(name: str) -> InputProblems:
    """Say that a file is no Word document, or a damaged one."""
    hint = "open it in your word processor and save it as .docx once more; a password must be taken off"
    return InputProblems.one(Place(name), "this is not a Word document, or it is damaged", hint)


def open_package(name: str, content: bytes) -> Package:
    """Open a document; raises InputProblems where it is none, is damaged, or is too big."""
    try:
        document = Document(BytesIO(_checked(name, content)))
        body, part = document.element.body, document.part
        styles, numbering = document.styles.element, _numbering(part)
    except InputProblems:
        raise
    except Exception as error:
        # zipfile, zlib, lxml and python-docx raise whatever a damaged file leads them to; none of ours runs there.
        raise damaged(name) from error
    if body is None:
        raise damaged(name)
    size = sum(len(text.text or "") for text in body.iter(qn("w:t")))
    if size > MAX_TEXT_BYTES:
        what = f"{size / 1e6:.1f} million letters, at most {MAX_TEXT_BYTES / 1e6:.0f}"
        raise too_big(name, what, "make several brochures of it")
    for what, tag, most in (("paragraphs", "w:p", MAX_PARAGRAPHS), ("pieces of text", "w:r", MAX_RUNS)):
        if (count := sum(1 for _ in body.iter(qn(tag)))) > most:
            raise too_big(name, f"{count} {what}, at most {most}", "make several brochures of it")
    return Package(name, part, body, styles, numbering)


def _checked(name: str, content: bytes) -> bytes:
    """Return a document as Word usually writes it, once it is known what it unpacks to."""
    with zipfile.ZipFile(BytesIO(content)) as packed:
        check_archive(name, packed)
        return as_transitional(content) if is_strict(packed.read("_rels/.rels")) else content


def _numbering(part: Any) -> Any:
    relations = (each for each in part.rels.values() if each.reltype == RELATIONSHIP_TYPE.NUMBERING)
    return next((each.target_part.element for each in relations if not each.is_external), None)
