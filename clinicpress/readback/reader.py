"""Reads a finished PDF back, ours or foreign: its pages as they are seen, its structure, its facts.

`sight` tells what is painted; here is read what the file says beside: structure tree, fonts, links,
boxes, metadata. Nothing is judged; see `preflight`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import pikepdf
from pikepdf import Dictionary, Name, Object, Pdf, Stream, String

from clinicpress.drawing.tagging import INLINE
from clinicpress.ground.characters import legible, plain_spaces
from clinicpress.ground.problems import InputProblems, Place
from clinicpress.pdf.dialog import runs_to_the_left
from clinicpress.pdf.docket import OWNER
from clinicpress.readback.damage import damages, opened
from clinicpress.readback.finished import IDENTITY, Finished, Matrix, Part, PlacedLink, ReadFont, ReadPage, placed
from clinicpress.readback.objects import (
    DEEPEST,
    Met,
    dictionary,
    inherited,
    is_true,
    listed,
    names_in,
    numbers_in,
    numeric,
    rectangle,
    said,
    whole_number,
    within,
)
from clinicpress.readback.skim import skim_pages
from clinicpress.workspace import files

MOST_BYTES = 200 << 20
MOST_PAGES = 300
"""Larger files are not looked at: a handout has a few pages."""
_PICTURES = ("Figure", "Formula")
_BOXES = ("Media", "Crop", "Bleed", "Trim", "Art")
_PDFX = "{http://www.npes.org/pdfx/ns/id/}GTS_PDFXVersion"
_ACTIVE = {"JavaScript", "Launch", "SubmitForm", "ImportData", "RichMediaExecute", "Rendition"}
_COLLECTIONS = {"GB1", "CNS1", "Japan1", "Korea1", "KR"}
"""The collections of Adobe's whose characters are known by their numbers (ISO 32000-1, 9.10.2)."""


def read_file(file: Path) -> Finished:
    """Read a PDF from a file.

    Raises InputProblems where there is no such file, or none that can be read as a PDF.
    """
    try:
        content = files.read_file(file, MOST_BYTES)
    except FileNotFoundError:
        raise InputProblems.one(Place(str(file)), "there is no such file") from None
    except IsADirectoryError:
        hint = f"name the files in it, as in {file / '*.pdf'}"
        raise InputProblems.one(Place(str(file)), "this is a folder, not a PDF", hint) from None
    except OSError as error:
        raise InputProblems.one(Place(str(file)), f"the file {files.why_unread(error)}") from None
    return read_back(content, str(file))


def read_back(content: bytes, name: str, quickly: bool = False) -> Finished:
    """Read a PDF from its bytes; `name` is what problems call it.

    Read quickly, only its words, its structure and its facts are known, not how they look nor what
    its XMP says: PDFium is not asked. That is meant for files of ours, whose text operators are few. Raises
    InputProblems where it cannot be read: no PDF, damaged beyond repair, locked with a password, or
    without pages.
    """
    place = Place(name)
    if b"%PDF-" not in content[:1024]:
        raise InputProblems.one(place, "this is not a PDF" if content else "the file is empty")
    try:
        pdf, repairs = opened(content)
        with pdf:
            count = len(pdf.pages)
            if count > MOST_PAGES and not quickly:
                message = f"the PDF has {count:,} pages; no more than {MOST_PAGES} are looked at"
                raise InputProblems.one(place, message, "a handout has a few: save those that you mean as a file")
            seen = skim_pages(pdf) if quickly else _seen(content, count) if count else []
            if not seen:
                raise InputProblems.one(place, "the PDF has no pages that can be read", "export it again")
            return _Reader(pdf, seen, quickly, repairs).finished(content, name)
    except pikepdf.PasswordError:
        hint = "save it without a password: screen readers and printers need to get at its text"
        raise InputProblems.one(place, "the PDF is locked with a password", hint) from None
    except (pikepdf.PdfError, ValueError) as error:
        hint = "export it again, or get it again"
        raise InputProblems.one(place, "the PDF is damaged and cannot be read", hint) from error


def _seen(content: bytes, count: int) -> list[ReadPage]:
    # Loaded only where pages are looked at: a build only skims what it made.
    from clinicpress.readback.sight import see_pages

    return see_pages(content, count)


@dataclass
class _Reader:
    """Reads one document that was opened and seen."""

    pdf: Pdf
    seen: Sequence[ReadPage]
    quickly: bool
    repairs: Sequence[str]
    objects: list[Object] = field(default_factory=list)
    named: dict[str, Any] = field(default_factory=dict)
    texts: dict[tuple[int, int], str] = field(default_factory=dict)
    """The text of each marked content, by page and id."""
    numbers: dict[tuple[int, int], int] = field(default_factory=dict)
    """The pages by their objects."""
    roles: dict[str, str] = field(default_factory=dict)
    met: Met = field(default_factory=Met)
    """The structure elements that were read."""
    knots: int = 0
    """How often an element held itself, or stood twice."""
    owned_links: set[tuple[int, int]] = field(default_factory=set)
    """The annotations that structure elements own."""

    def finished(self, content: bytes, name: str) -> Finished:
        """Read all of it."""
        root = self.pdf.Root
        self.objects = list(self.pdf.objects)
        self.numbers = {page.obj.objgen: number for number, page in enumerate(self.pdf.pages, 1)}
        tree = dictionary(root.get("/StructTreeRoot"))
        self.roles = {legible(role[1:]): said(goal) for role, goal in dictionary(tree.get("/RoleMap")).items()}
        self.texts = {(page.number, mcid): said for page in self.seen for mcid, said in page.words.items()}
        parts = tuple(self._kids(tree, None, 0))
        ways_back = numbers_in(dictionary(tree.get("/ParentTree")))
        info = {legible(key[1:]): said(value) for key, value in dictionary(self.pdf.trailer.get("/Info")).items()}
        # Its parser takes longer to load than all else takes to be read.
        claims = {} if self.quickly else self._metadata()
        dictionaries = [each for found in self.objects for each in within(found, 0)]
        private = _private(root)
        intents = [dictionary(intent) for intent in listed(root.get("/OutputIntents"))]
        condition = next((each for each in intents if each.get("/S") == Name.GTS_PDFX), Dictionary())
        marked = is_true(dictionary(root.get("/MarkInfo")).get("/Marked"))
        lost, idle = self._bookmarks()
        return Finished(
            name=name,
            content=content,
            pages=tuple(self._completed(page, ways_back) for page in self.seen),
            parts=parts,
            knots=self.knots,
            marked=marked,
            tagged=marked and any(part.contents for part in parts),
            title=(claims.pop("title", "") or info.get("Title", "")).strip(),
            shows_title=is_true(dictionary(root.get("/ViewerPreferences")).get("/DisplayDocTitle")),
            language=said(root.get("/Lang")).strip(),
            info=info,
            claims=claims,
            fonts=tuple(self._fonts()),
            encrypted=self.pdf.is_encrypted,
            scripts=tuple(sorted({said(each.get("/S")) for each in dictionaries} & _ACTIVE)),
            attachments=tuple(said(each.get("/UF", each.get("/F"))) for each in dictionaries if "/EF" in each),
            layers=len(listed(dictionary(root.get("/OCProperties")).get("/OCGs"))),
            lost_bookmarks=tuple(lost),
            idle_bookmarks=tuple(idle),
            repairs=(*self.repairs, *damages(self.objects, "/Blocks" in private)),
            docket={key[1:]: tuple(map(said, listed(value))) for key, value in private.items()},
            condition=said(condition.get("/OutputConditionIdentifier")),
            condition_profiled=isinstance(condition.get("/DestOutputProfile"), Stream),
            rtl=runs_to_the_left(self.pdf),
        )

    # Pages --------------------------------------------------------------------------------------

    def _completed(self, page: ReadPage, ways_back: Mapping[int, Any]) -> ReadPage:
        """Add what the file says of a page to what is seen."""
        found = self.pdf.pages[page.number - 1].obj
        way = whole_number(found.get("/StructParents"))
        ways = [way] + [whole_number(e.get("/StructParents")) for _, e in self._reached(found) if isinstance(e, Stream)]
        owners = [listed(ways_back.get(way)) for way in ways if way is not None]
        boxes = {}
        for name in _BOXES:
            edges = rectangle(inherited(found, f"/{name}Box"))
            if edges is not None:
                boxes[name] = placed(IDENTITY, *edges)
        annotations = [each for each in listed(found.get("/Annots")) if isinstance(each, Dictionary)]
        return replace(
            page,
            boxes=boxes,
            owned=frozenset(n for some in owners for n, each in enumerate(some) if isinstance(each, Dictionary)),
            links=tuple(self._link(e, page.matrix) for e in annotations if e.get("/Subtype") == Name.Link),
            notes=tuple(said(e.get("/Subtype")) for e in annotations if _is_note(e)),
            unit=numeric(found.get("/UserUnit"), 1),
            folds=tuple(_folds(found, page.matrix)),
        )

    def _link(self, link: Dictionary, sight: Matrix) -> PlacedLink:
        action, goal = dictionary(link.get("/A")), _target(link)
        address = action.get("/URI")
        return PlacedLink(
            box=placed(sight, *(rectangle(link.get("/Rect")) or (0.0, 0.0, 0.0, 0.0))),
            uri=said(address),
            goal=self._goal(goal),
            inside=goal is not None,
            contents=said(link.get("/Contents")).strip(),
            owned=link.objgen in self.owned_links,
            held=bytes(address).decode("latin-1") if isinstance(address, String) else "",
        )

    def _goal(self, goal: Any) -> int | None:
        """Return the page that a destination leads to (ISO 32000-1, 12.3.2)."""
        if isinstance(goal, (Name, String)):
            if not self.named:
                root = self.pdf.Root
                old = {legible(name[1:]): place for name, place in dictionary(root.get("/Dests")).items()}
                self.named = old | names_in(dictionary(dictionary(root.get("/Names")).get("/Dests")))
            goal = self.named.get(said(goal))
        if isinstance(goal, Dictionary):
            goal = goal.get("/D")
        first = next(iter(listed(goal)), None)
        number = whole_number(first)
        if number is not None:
            # Only destinations in other files are meant to be numbers (12.3.2.2), but readers follow them.
            return number + 1 if 0 <= number < len(self.seen) else None
        return self.numbers.get(first.objgen) if isinstance(first, Dictionary) else None

    def _bookmarks(self) -> tuple[list[str], list[str]]:
        """Return the titles of the bookmarks whose goal is not there, and of those that name none."""
        lost, idle = list[str](), list[str]()
        waiting, met = [dictionary(self.pdf.Root.get("/Outlines")).get("/First")], Met()
        while waiting:
            each = waiting.pop()
            if not isinstance(each, Dictionary) or not met.first(each):
                continue
            action = dictionary(each.get("/A"))
            goal = each.get("/Dest", action.get("/D"))
            if goal is None and "/S" not in action:
                idle.append(said(each.get("/Title")))
            elif action.get("/S", Name.GoTo) == Name.GoTo and self._goal(goal) is None:
                lost.append(said(each.get("/Title")))
            waiting += [each.get("/Next"), each.get("/First")]
        return lost, idle

    # Structure ----------------------------------------------------------------------------------

    def _kids(self, element: Dictionary, page: int | None, depth: int) -> Iterator[Part]:
        for kid in listed(element.get("/K")):
            if self._is_element(kid, depth):
                yield self._part(kid, page, depth + 1)

    def _is_element(self, kid: Any, depth: int) -> bool:
        """Tell whether a kid is an element to be read: one that was read already holds itself, or stands twice."""
        if not isinstance(kid, Dictionary) or "/S" not in kid:
            return False
        fresh = depth < DEEPEST and self.met.first(kid)
        self.knots += not fresh
        return fresh

    def _part(self, element: Dictionary, page: int | None, depth: int) -> Part:
        entries = dict(element.items())
        begun = entries.get("/Pg")
        page = self.numbers.get(begun.objgen) if isinstance(begun, Dictionary) else page
        tag = self._standard(said(entries.get("/S")))
        words: list[str] = []
        own: list[str] = []
        contents: list[tuple[int, int]] = []
        kids: list[Part] = []
        links = 0
        goals: list[int] = []
        for kid in listed(entries.get("/K")):
            content: tuple[int, int] | None = None
            number = whole_number(kid)
            if number is not None:
                content = (page or 0, number)
            elif not isinstance(kid, Dictionary):
                continue
            elif (kind := kid.get("/Type")) == "/MCR":
                goal, number = kid.get("/Pg"), whole_number(kid.get("/MCID"))
                on = self.numbers.get(goal.objgen) if isinstance(goal, Dictionary) else page
                content = (on or 0, number if number is not None else -1)
            elif kind == "/OBJR":
                links += 1
                link = dictionary(kid.get("/Obj"))
                self.owned_links.add(link.objgen)
                leads_to = self._goal(_target(link))
                goals += [leads_to] if leads_to is not None else []
            elif self._is_element(kid, depth):
                part = self._part(kid, page, depth + 1)
                kids.append(part)
                words.append(part.text if part.inline else f"\n{part.text}\n")
                own += [part.own] if part.inline else []
                contents += part.contents
            if content is not None:
                # Where a part goes on overleaf, its words do not run together.
                words.append((" " if contents and contents[-1][0] != content[0] else "") + self.texts.get(content, ""))
                own.append(words[-1])
                contents.append(content)
        alt, actual = said(entries.get("/Alt")).strip(), said(entries.get("/ActualText"))
        instead = actual.strip() if "/ActualText" in entries or tag in _PICTURES else alt
        text = actual if "/ActualText" in entries else "".join(words)
        attributes = {key: value for each in listed(entries.get("/A")) for key, value in dictionary(each).items()}
        return Part(
            tag=tag,
            own="".join(own),
            text=text if tag in INLINE else plain_spaces(text),
            alt=alt,
            instead=instead,
            lang=said(entries.get("/Lang")),
            scope=said(attributes.get("/Scope")),
            pages=tuple(sorted({number for number, _ in contents if number})),
            contents=tuple(contents),
            kids=tuple(kids),
            links=links,
            goals=tuple(goals),
            columns=max(1, whole_number(attributes.get("/ColSpan")) or 1),
            rows=max(1, whole_number(attributes.get("/RowSpan")) or 1),
            headed="/Headers" in attributes,
            id=said(entries.get("/ID")),
        )

    def _standard(self, tag: str) -> str:
        met: set[str] = set()
        while tag in self.roles and tag not in met:
            met.add(tag)
            tag = self.roles[tag]
        return tag

    # The rest -----------------------------------------------------------------------------------

    def _metadata(self) -> dict[str, str]:
        """Read the title and the claimed standards from XMP."""
        try:
            with self.pdf.open_metadata(update_docinfo=False, set_pikepdf_as_editor=False, strict=True) as xmp:
                found = {"title": str(xmp.get("dc:title", "")), "PDF/UA": str(xmp.get("pdfuaid:part", ""))}
                found["PDF/A"] = f"{xmp.get('pdfaid:part', '')}{xmp.get('pdfaid:conformance', '')}"
                found["PDF/X"] = str(xmp.get(_PDFX, "")).removeprefix("PDF/X-")
        except Exception:  # noqa: BLE001  # a broken packet is as good as none, whatever the parser makes of it
            return {}
        return {key: legible(value) for key, value in found.items() if value}

    def _fonts(self) -> list[ReadFont]:
        """List the fonts that pages and the forms on them name."""
        found: dict[ReadFont, set[int]] = {}

        for number, page in enumerate(self.pdf.pages, 1):
            for kind, each in self._reached(page.obj):
                if kind == "/Font" and isinstance(each, Dictionary):
                    found.setdefault(_font(each), set()).add(number)
        return [font._replace(pages=tuple(sorted(numbers))) for font, numbers in found.items()]

    @staticmethod
    def _reached(page: Dictionary) -> Iterator[tuple[str, Dictionary | Stream]]:
        """Yield the fonts, forms, pictures and patterns that a page names, and those that they name, each once."""
        waiting, met = [inherited(page, "/Resources")], Met()
        while waiting:
            resources = waiting.pop()
            if not isinstance(resources, Dictionary) or not met.first(resources):
                continue
            for kind in ("/Font", "/XObject", "/Pattern"):
                for _, each in dictionary(resources.get(kind)).items():
                    if isinstance(each, (Dictionary, Stream)) and met.first(each):
                        yield kind, each
                        waiting.append(each.get("/Resources"))


def _font(font: Dictionary) -> ReadFont:
    kind = said(font.get("/Subtype"))
    below = dictionary(next(iter(listed(font.get("/DescendantFonts"))), None))
    descriptor = dictionary((below or font).get("/FontDescriptor"))
    program = next((descriptor[key] for key in ("/FontFile", "/FontFile2", "/FontFile3") if key in descriptor), None)
    embedded = kind == "Type3" or (isinstance(program, Stream) and len(program.read_raw_bytes()) > 0)
    ordering = said(dictionary(below.get("/CIDSystemInfo")).get("/Ordering"))
    numbered = kind == "Type0" and "/ToUnicode" not in font and ordering in _COLLECTIONS
    told = "/ToUnicode" in font or numbered or (kind != "Type0" and "/Encoding" in font)
    return ReadFont(said(font.get("/BaseFont")) or "without a name", kind, embedded, told, numbered, ())


def _private(holder: Object) -> Dictionary:
    """Return what the press noted in a catalogue or a page (ISO 32000-1, 14.5)."""
    return dictionary(dictionary(dictionary(holder.get("/PieceInfo")).get(f"/{OWNER}")).get("/Private"))


def _folds(page: Dictionary, sight: Matrix) -> Iterator[float]:
    """Yield where a page is folded, in points from its left edge."""
    for at in listed(_private(page).get("/Folds")):
        yield placed(sight, numeric(at, 0), 0, numeric(at, 0), 0).left


def _target(link: Dictionary) -> Any:
    """Return the destination of an annotation that leads to a place in its file (ISO 32000-1, 12.5.6.5)."""
    action = dictionary(link.get("/A"))
    return link.get("/Dest", action.get("/D") if action.get("/S") == Name.GoTo else None)


def _is_note(annotation: Dictionary) -> bool:
    """Tell whether an annotation is neither a link nor hidden, nor a pop-up, nor a mark for printers."""
    hidden = int(numeric(annotation.get("/F"), 0)) & 2
    return not hidden and annotation.get("/Subtype") not in (Name.Link, Name.Popup, Name.PrinterMark, Name.TrapNet)
