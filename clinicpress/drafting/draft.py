"""The draft of a brochure: an article's parts as a YAML file, with all that an editor must do marked in it.

What the article does not say is left empty with the words FILL IN: until a person fills it in, the
brochure is not printed. What the program was not sure of is marked with LOOK at its place: until a
person settles it and deletes the remark, the brochure is not printed either. No word is added to
the text: summary points are the article's own sentences.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace

from clinicpress.content.inline import without_marks
from clinicpress.drafting.article import (
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
from clinicpress.drafting.cues import first_sentence, slugged
from clinicpress.drafting.outline import Outline, Part
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
SUMMARY_NOTE = (
    "The summary points were chosen by a program: they are the first sentence of each section. "
    "Shorten them, or choose better ones."
)


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
    head = _head(Outline("", "", (), (), "", ()), language, {}, "what the brochure is called")
    return Draft(_file(head, [FIRST_SECTION]), {})


def drafted(
    outline: Outline,
    article: str,
    language: str,
    known: Mapping[str, str],
    stops: Collection[str],
    notes: Sequence[str],
) -> Draft:
    """Draft a brochure from an outline.

    `known` are the sources of the workspace, ids by the words of their `short`; `stops` are abbreviations whose
    full stop ends no sentence; `notes` are further review notes.
    """
    ids = {source.words: known[source.words] for source in outline.sources if source.words in known}
    taken = set(known.values())
    entries: dict[str, Value] = {}
    for source in outline.sources:
        if source.words in ids:
            continue
        about = source.words.replace(source.address, "") if source.address else source.words
        name = _unused(slugged(about) or slugged(source.words) or "source", taken)
        ids[source.words] = name
        entry: dict[str, Value] = {
            "short": source.words,
            "full": Empty("the full reference, for the end of the handout"),
        }
        entries[name] = {**entry, "url": source.address} if source.address else entry
    press = _Sections(stops)
    sections = [press.section(part) for part in outline.parts] or [FIRST_SECTION]
    said = [
        f"A program made this draft from “{article}”: compare it with the article, then remove this note.",
        *outline.notes,
        *notes,
        *([SUMMARY_NOTE] if press.has_points else []),
    ]
    head = _head(outline, language, ids, "the article has no title")
    head["review_notes"] = [f"{note[:1].upper()}{note[1:]}" for note in said]
    return Draft(_file(head, sections), entries, press.figures)


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


def _head(outline: Outline, language: str, ids: Mapping[str, str], untitled: str) -> dict[str, Value]:
    """Return the keys above the sections."""
    head: dict[str, Value] = {"title": Noted(outline.title or Empty(untitled), outline.doubts)}
    if outline.subtitle:
        head["subtitle"] = outline.subtitle
    head["language"] = language
    head["version"] = "1.0"
    head["published"] = Empty("the day it is published, like 2026-11-22")
    if ids:
        named = [_numbered(ids[source.words], source.labels) for source in outline.sources]
        head["sources"] = Noted(named, outline.source_doubts, (*REVIEWERS, *_after(outline.source_labels)))
    else:
        head["sources"] = Noted({"none": Empty("why no source is named")}, comments=(*REVIEWERS, *NO_SOURCE))
    if outline.disclaimer:
        head["disclaimer"] = Noted(outline.disclaimer, outline.note_doubts, _after(outline.note_labels))
    return head


def _after(labels: Sequence[str]) -> tuple[str, ...]:
    return (f"In the article after {', '.join(f'“{label}”' for label in labels)}.",) if labels else ()


def _numbered(name: str, labels: Sequence[str]) -> Value:
    said = f"In the article with the number {', '.join(f'“{label}”' for label in labels)}."
    return Noted(name, comments=(said,)) if labels else name


def _unused(name: str, taken: set[str]) -> str:
    """Return a name that nothing has yet, and take it."""
    found = next(
        each for each in itertools.chain([name], (f"{name}-{n}" for n in itertools.count(2))) if each not in taken
    )
    taken.add(found)
    return found


class _Sections:
    """Makes sections of parts, and gathers the pictures that go with them."""

    def __init__(self, stops: Collection[str]) -> None:
        self.stops = stops
        self.figures: dict[str, bytes] = {}
        self.has_points = False
        self._ids: set[str] = set()

    def section(self, part: Part) -> Value:
        """Return a section."""
        heading = part.heading
        name = slugged(heading.text) if heading else "introduction"
        made: dict[str, Value] = {
            "id": _unused(name or "section", self._ids),
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
        paragraphs = [piece.text for piece in part.pieces if isinstance(piece, Paragraph)]
        point = next(filter(None, (first_sentence(text, self.stops) for text in paragraphs)), "")
        if point:
            made["summary"] = [point]
            self.has_points = True
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
    return f"{_unused(stem, {each.rpartition('.')[0] for each in taken})}.{ending}"
