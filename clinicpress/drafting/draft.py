"""The draft of a brochure: an article's parts as a YAML file, with all that an editor must do marked in it.

What the article does not say is left empty with the words FILL IN: until a person fills it in, the
brochure is not printed. What the program was not sure of is marked with LOOK at its place: until a
person settles it and deletes the remark, the brochure is not printed either. No word is added to
the text: summary points are the article's own sentences.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from clinicpress.content.inline import without_marks
from clinicpress.desk.editorial import Editorial
from clinicpress.drafting.article import (
    Beside,
    Grid,
    GridCell,
    Item,
    Items,
    Paragraph,
    Picture,
    Pictures,
    Piece,
    Stray,
    Terms,
)
from clinicpress.drafting.bibliography import Cited
from clinicpress.drafting.citations import with_citations
from clinicpress.drafting.cues import slugged
from clinicpress.drafting.outline import Listed, Outline
from clinicpress.drafting.parts import Part, places_in, unused, with_names, with_places
from clinicpress.drafting.points import proposed
from clinicpress.drafting.scribe import Bare, Cells, Empty, Noted, Plain, Row, Value, comment, listed, written

MODELINE = "# yaml-language-server: $schema=../../schemas/brochure.json"
NO_SOURCE = (
    "The sentence after “none” is printed in place of a source. For example:",
    "none: The article this handout is taken from names no source.",
)
REVIEWERS = (
    "Add these when they are true:",
    "reviewed: 2026-11-22",
    "reviewer: who reviewed it",
    "review_due: 2028-11-22",
)
FIRST_SECTION: Value = {
    "id": "first-section",
    "heading": Empty("the heading of the first section"),
    "body": [{"paragraph": Empty("the first paragraph; other blocks are lists, steps, tables, callouts, ...")}],
    "summary": [Empty("a point of this section for the one-page summary")],
}
MADE = "A program made this draft from “{article}”: compare it with the article{points}, then remove this note."
CHOSEN = ", read the summary points that it chose, shorten them or choose better ones"


@dataclass
class Draft:
    """A brochure's file and what goes with it."""

    rows: list[Row]
    sources: dict[str, Value]
    """New entries of the bibliography."""
    figures: dict[str, bytes] = field(default_factory=dict)
    """Pictures by their names below figures/."""

    @property
    def text(self) -> str:
        """The file as a whole."""
        return "".join(f"{row.text}\n" for row in self.rows)


def empty_draft(language: str) -> Draft:
    """Draft a brochure from nothing: every key that must be there, empty."""
    head = _head(Outline(), language, {}, "what the brochure is called")
    return Draft(_file(head, [FIRST_SECTION]), {})


def drafted(
    outline: Outline,
    article: str,
    language: str,
    known: Mapping[str, str],
    rules: Editorial,
    notes: Sequence[str] = (),
) -> Draft:
    """Draft a brochure from an outline.

    `known` are the sources of the workspace, ids by their words; `rules` those of the language; `notes` are
    further review notes.
    """
    ids, entries = _entries(outline, known)
    named = with_names(outline.parts)
    cited = (*outline.sources.entries, *outline.references.entries)
    marks = {anchor: f"[@{ids[each]}]" for each in cited for anchor in each.anchors}
    parts = with_places(named, {**places_in(named), **marks})
    if numbers := {number: ids[each] for each in cited for number in each.numbers}:
        parts, told = with_citations(parts, numbers)
        references = replace(outline.references, doubts=(*outline.references.doubts, *told))
        outline = replace(outline, references=references)
    press = _Sections(proposed(parts, rules))
    sections = [press.section(part) for part in parts] or [FIRST_SECTION]
    said = [
        MADE.format(article=article, points=CHOSEN if press.points else ""),
        *outline.notes,
        *notes,
    ]
    head = _head(outline, language, ids, "the article has no title")
    head["review_notes"] = [f"{note[:1].upper()}{note[1:]}" for note in said]
    return Draft(_file(head, sections), entries, press.figures)


def _entries(outline: Outline, known: Mapping[str, str]) -> tuple[dict[Cited, str], dict[str, Value]]:
    """Return the ids of sources and references, and the entries of those that the bibliography does not have."""
    taken = set(known.values())
    ids: dict[Cited, str] = {}
    entries: dict[str, Value] = {}
    for each in (*outline.sources.entries, *outline.references.entries):
        if each.words in known:
            ids[each] = known[each.words]
            continue
        is_source = each in outline.sources.entries
        about = each.words.replace(each.address, "") if each.address else each.words
        short = each.words if is_source else each.short
        ids[each] = name = unused(slugged(about if is_source else short) or slugged(each.words) or "source", taken)
        full: Value = Empty("the full reference, for the end of the handout") if is_source else each.full
        entry: dict[str, Value] = {"short": short, "full": full}
        is_apart = is_source or each.address not in each.full
        entries[name] = {**entry, "url": each.address} if each.address and is_apart else entry
    return ids, entries


def _file(head: Mapping[str, Value], sections: Sequence[Value]) -> list[Row]:
    rows = [
        Row(MODELINE),
        *comment("FILL IN marks what is missing: write it there."),
        *comment("A remark that begins with LOOK says what the program was not sure of: settle it, then delete it."),
        *comment("Until both are done, nothing of this brochure is printed."),
        *written(head),
        Row(""),
        Row("sections:"),
    ]
    for number, section in enumerate(sections):
        rows += [Row("")] if number else []
        rows += listed([section], 2)
    return rows


def _head(outline: Outline, language: str, ids: Mapping[Cited, str], untitled: str) -> dict[str, Value]:
    """Return the keys above the sections."""
    head: dict[str, Value] = {"title": Noted(outline.title or Empty(untitled), outline.doubts)}
    if outline.subtitle:
        head["subtitle"] = outline.subtitle
    head["language"] = language
    head["version"] = "1.0"
    head["published"] = Empty("the day it is published, like 2026-11-22")
    sources, references, disclaimer = outline.sources, outline.references, outline.disclaimer
    if sources.entries:
        head["sources"] = Noted(_numbered(sources, ids), sources.doubts, (*REVIEWERS, *_after(sources.labels)))
    else:
        empty = {"none": Empty("why no source is named")}
        head["sources"] = Noted(empty, sources.doubts, (*REVIEWERS, *NO_SOURCE))
    if references.entries:
        head["references"] = Noted(_numbered(references, ids), references.doubts, _after(references.labels))
    if disclaimer.text:
        head["disclaimer"] = Noted(disclaimer.text, disclaimer.doubts, _after(disclaimer.labels))
    return head


def _after(labels: Sequence[str]) -> tuple[str, ...]:
    return (f"In the article after {', '.join(f'“{label}”' for label in labels)}.",) if labels else ()


def _numbered(listed: Listed, ids: Mapping[Cited, str]) -> list[Value]:
    """Return the ids of sources or references, with the numbers that the article gives them where they differ."""
    made: list[Value] = []
    for place, each in enumerate(listed.entries, 1):
        labels = each.labels or tuple(map(str, each.numbers))
        said = f"In the article with the number {', '.join(f'“{label}”' for label in labels)}."
        is_told = bool(labels) and (bool(each.labels) or each.numbers != (place,))
        made.append(Noted(ids[each], comments=(said,)) if is_told else ids[each])
    return made


class _Sections:
    """Makes sections of parts, and gathers the pictures that go with them."""

    def __init__(self, points: Mapping[str, Sequence[str]]) -> None:
        self.points = points
        self.figures: dict[str, bytes] = {}

    def section(self, part: Part) -> Value:
        """Return a section, with those in it."""
        heading = part.heading
        made: dict[str, Value] = {
            "id": part.name,
            "heading": heading.text if heading else Empty("the article has no heading here"),
        }
        doubts = heading.doubts if heading else ()
        body: list[Noted] = []
        strays: list[str] = []
        for piece in part.pieces:
            if isinstance(piece, Stray):
                strays += [f"{' '.join(piece.doubts)}: “{without_marks(piece.text)}”"]
                continue
            body.append(Noted(self._block(piece), (*strays, *piece.doubts)))
            strays = []
        if body:
            made["body"] = [*body[:-1], replace(body[-1], doubts_below=tuple(strays))]
            strays = []
        if points := self.points.get(part.name):
            made["summary"] = points
        if part.parts:
            made["sections"] = [self.section(each) for each in part.parts]
        return Noted(made, (*doubts, *strays))

    def _noted(self, piece: Piece) -> Noted:
        return Noted(self._block(piece), piece.doubts)

    def _block(self, piece: Piece) -> Plain:
        makers: dict[type[Piece], Callable[..., Plain]] = {
            Paragraph: lambda p: {"paragraph": p.text},
            Items: self._items,
            Grid: self._table,
            Picture: lambda p: {"figure": self._figure(p)},
            Pictures: lambda p: {"figures": [self._figure(each) for each in p.pictures]},
            Beside: lambda p: {
                "beside": {"figure": self._figure(p.picture), "body": [self._noted(each) for each in p.below]}
            },
            Terms: lambda p: {"glossary": [Noted({"term": t.term, "means": t.means}, t.doubts) for t in p.terms]},
        }
        return makers[type(piece)](piece)

    def _items(self, held: Items) -> Plain:
        items: list[Value] = [Noted(self._item(item), item.doubts) for item in held.items]
        if not held.numbered:
            return {"list": items}
        named: dict[str, Value] = {}
        if held.start != 1:
            named["start"] = Bare(held.start)
        if held.label:
            named["label"] = held.label
        return {"steps": {**named, "items": items} if named else items}

    def _item(self, item: Item) -> Plain:
        below = [self._noted(piece) for piece in item.below]
        return {"text": item.text, "body": below} if below else item.text

    def _table(self, grid: Grid) -> Plain:
        made: dict[str, Value] = {"caption": grid.caption} if grid.caption else {}
        if grid.row_headers is not None:
            made["row_headers"] = Bare("true" if grid.row_headers else "false")
        empty = Empty("the head of this column")
        return {
            "table": {
                **made,
                "header": self._row(grid.header, empty),
                "rows": [self._row(row) for row in grid.rows],
            }
        }

    def _row(self, cells: Sequence[GridCell], missing: Empty | None = None) -> Plain:
        """Return the cells of a row, with something in place of those without words."""
        if all(cell == GridCell(cell.text) and (cell.text or not missing) for cell in cells):
            return Cells(cell.text for cell in cells)
        return [Noted(self._cell(cell, missing or ""), cell.doubts) for cell in cells]

    def _cell(self, cell: GridCell, missing: Empty | str) -> Plain:
        spans = {key: Bare(n) for key, n in (("columns", cell.columns), ("rows", cell.rows)) if n > 1}
        if cell.below:
            above = [{"paragraph": cell.text}] if cell.text else []
            return {"body": [*above, *map(self._noted, cell.below)], **spans}
        text = cell.text or missing
        return {"text": text, **spans} if spans else text

    def _figure(self, picture: Picture) -> Plain:
        stem, _, ending = picture.name.rpartition(".")
        name = f"{slugged(stem) or 'picture'}.{ending.lower()}"
        same = (each for each, content in self.figures.items() if content == picture.content)
        name = next(same, "") or _unused_file(name, self.figures)
        self.figures[name] = picture.content
        made: dict[str, Value] = {
            "image": f"figures/{name}",
            "alt": picture.alt or Empty("what the picture shows, for people who cannot see it"),
        }
        if picture.caption:
            made["caption"] = picture.caption
        if picture.width:
            made["width"] = picture.width
        return made


def _unused_file(name: str, taken: Mapping[str, bytes]) -> str:
    stem, _, ending = name.rpartition(".")
    return f"{unused(stem, {each.rpartition('.')[0] for each in taken})}.{ending}"
