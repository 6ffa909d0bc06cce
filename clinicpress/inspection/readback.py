"""Reads a finished PDF back, ours or foreign: its pages as they are seen, its structure, its facts.

`sight` tells what is painted; here is read what the file says beside: structure tree, fonts, links,
boxes, metadata. Nothing is judged; see `preflight`.
"""

from __future__ import annotations

import io
import zlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import pikepdf
from pikepdf import Dictionary, Name, Object, Pdf, Stream, String

from clinicpress.docket import OWNER
from clinicpress.inspection.finished import (
    IDENTITY,
    INLINE,
    Finished,
    Matrix,
    Part,
    PlacedLink,
    ReadFont,
    ReadPage,
    placed,
    plain_spaces,
)
from clinicpress.inspection.objects import DEEPEST, dictionary, inherited, leaves, listed, numeric, rectangle, within
from clinicpress.inspection.skim import skim_pages
from clinicpress.problems import InputProblems, Place

_PICTURES = ("Figure", "Formula")
_BOXES = ("Media", "Crop", "Bleed", "Trim", "Art")
_ACTIVE = {"/JavaScript", "/Launch", "/SubmitForm", "/ImportData", "/RichMediaExecute", "/Rendition"}


def read_file(file: Path) -> Finished:
    """Read a PDF from a file.

    Raises InputProblems where there is no such file, or none that can be read as a PDF.
    """
    try:
        content = file.read_bytes()
    except FileNotFoundError:
        raise InputProblems.one(Place(str(file)), "there is no such file") from None
    except IsADirectoryError:
        hint = f"name the files in it, as in {file / '*.pdf'}"
        raise InputProblems.one(Place(str(file)), "this is a folder, not a PDF", hint) from None
    except OSError as error:
        raise InputProblems.one(Place(str(file)), f"the file cannot be read: {error.strerror}") from None
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
        with pikepdf.open(io.BytesIO(content)) as pdf:
            seen = skim_pages(pdf) if quickly else _seen(content) if len(pdf.pages) else []
            if not seen or len(seen) != len(pdf.pages):
                raise InputProblems.one(place, "the PDF has no pages that can be read", "export it again")
            return _Reader(pdf, seen, quickly).finished(content, name)
    except pikepdf.PasswordError:
        hint = "save it without a password: screen readers and printers need to get at its text"
        raise InputProblems.one(place, "the PDF is locked with a password", hint) from None
    except (pikepdf.PdfError, ValueError) as error:
        reason = str(error).splitlines()[0].rpartition(">: ")[2]  # qpdf's words, without its name of the stream
        hint = f"export it again, or get it again ({reason})"
        raise InputProblems.one(place, "the PDF is damaged and cannot be read", hint) from None


def _seen(content: bytes) -> list[ReadPage]:
    # Loaded only where pages are looked at: a build only skims what it made.
    from clinicpress.inspection.sight import see_pages

    return see_pages(content)


@dataclass
class _Reader:
    """Reads one document that was opened and seen."""

    pdf: Pdf
    seen: Sequence[ReadPage]
    quickly: bool
    objects: list[Object] = field(default_factory=list)
    named: dict[str, Any] = field(default_factory=dict)
    texts: dict[tuple[int, int], str] = field(default_factory=dict)
    """The text of each marked content, by page and id."""
    numbers: dict[tuple[int, int], int] = field(default_factory=dict)
    """The pages by their objects."""
    roles: dict[str, str] = field(default_factory=dict)
    owned_links: set[tuple[int, int]] = field(default_factory=set)
    """The annotations that structure elements own."""

    def finished(self, content: bytes, name: str) -> Finished:
        """Read all of it."""
        root = self.pdf.Root
        self.objects = list(self.pdf.objects)
        self.numbers = {page.obj.objgen: number for number, page in enumerate(self.pdf.pages, 1)}
        tree = dictionary(root.get("/StructTreeRoot"))
        self.roles = {role: str(goal)[1:] for role, goal in dictionary(tree.get("/RoleMap")).items()}
        self.texts = {(page.number, mark): said for page in self.seen for mark, said in page.words.items()}
        parts = tuple(self._kids(tree, None, 0))
        ways_back = leaves(dictionary(tree.get("/ParentTree")), "/Nums", 0)
        info = {str(key)[1:]: str(value) for key, value in dictionary(self.pdf.trailer.get("/Info")).items()}
        # Its parser takes longer to load than all else takes to be read.
        said = {} if self.quickly else self._metadata()
        dictionaries = [each for found in self.objects for each in within(found, 0)]
        private = dictionary(dictionary(dictionary(root.get("/PieceInfo")).get(f"/{OWNER}")).get("/Private"))
        marked = bool(dictionary(root.get("/MarkInfo")).get("/Marked", False))
        return Finished(
            name=name,
            content=content,
            pages=tuple(self._completed(page, ways_back) for page in self.seen),
            parts=parts,
            marked=marked,
            tagged=marked and any(part.marks for part in parts),
            title=(said.pop("title", "") or info.get("Title", "")).strip(),
            shows_title=bool(dictionary(root.get("/ViewerPreferences")).get("/DisplayDocTitle", False)),
            language=str(root.get("/Lang", "")).strip(),
            info=info,
            claims=said,
            fonts=tuple(self._fonts()),
            encrypted=self.pdf.is_encrypted,
            scripts=tuple(sorted({str(each.S)[1:] for each in dictionaries if str(each.get("/S")) in _ACTIVE})),
            attachments=tuple(str(each.get("/UF", each.get("/F", ""))) for each in dictionaries if "/EF" in each),
            layers=len(listed(dictionary(root.get("/OCProperties")).get("/OCGs"))),
            lost_bookmarks=tuple(self._lost_bookmarks()),
            repairs=(*self._damages(bool(private)), *map(str, self.pdf.get_warnings())),
            docket={key[1:]: tuple(map(str, listed(value))) for key, value in private.items()},
        )

    # Pages --------------------------------------------------------------------------------------

    def _completed(self, page: ReadPage, ways_back: Mapping[Any, Any]) -> ReadPage:
        """Add what the file says of a page to what is seen."""
        found = self.pdf.pages[page.number - 1].obj
        owners = listed(ways_back.get(found.get("/StructParents")))
        boxes = {}
        for name in _BOXES:
            edges = rectangle(inherited(found, f"/{name}Box"))
            if edges is not None:
                boxes[name] = placed(IDENTITY, *edges)
        annotations = [dictionary(each) for each in listed(found.get("/Annots"))]
        return replace(
            page,
            boxes=boxes,
            owned=frozenset(number for number, each in enumerate(owners) if isinstance(each, Dictionary)),
            links=tuple(self._link(e, page.matrix) for e in annotations if e.get("/Subtype") == Name.Link),
            notes=tuple(str(e.get("/Subtype", "/"))[1:] for e in annotations if _is_note(e)),
            unit=numeric(found.get("/UserUnit"), 1),
        )

    def _link(self, link: Dictionary, sight: Matrix) -> PlacedLink:
        action = dictionary(link.get("/A"))
        goal = link.get("/Dest", action.get("/D") if action.get("/S") == Name.GoTo else None)
        return PlacedLink(
            box=placed(sight, *(rectangle(link.get("/Rect")) or (0.0, 0.0, 0.0, 0.0))),
            uri=str(action.get("/URI", "")),
            goal=self._goal(goal),
            inside=goal is not None,
            contents=str(link.get("/Contents", "")).strip(),
            owned=link.objgen in self.owned_links,
        )

    def _goal(self, goal: Any) -> int | None:
        """Return the page that a destination leads to (ISO 32000-1, 12.3.2)."""
        if isinstance(goal, (Name, String)):
            if not self.named:
                root = self.pdf.Root
                old = {name[1:]: place for name, place in dictionary(root.get("/Dests")).items()}
                self.named = old | leaves(dictionary(dictionary(root.get("/Names")).get("/Dests")), "/Names", 0)
            goal = self.named.get(str(goal).removeprefix("/") if isinstance(goal, Name) else str(goal))
        if isinstance(goal, Dictionary):
            goal = goal.get("/D")
        first = listed(goal)[0] if listed(goal) else None
        return self.numbers.get(first.objgen) if isinstance(first, Dictionary) else None

    def _lost_bookmarks(self) -> Iterator[str]:
        waiting = [dictionary(self.pdf.Root.get("/Outlines")).get("/First")]
        met = set()
        while waiting:
            each = waiting.pop()
            if not isinstance(each, Dictionary) or each.objgen in met:
                continue
            met.add(each.objgen)
            action = dictionary(each.get("/A"))
            if "/URI" not in action and self._goal(each.get("/Dest", action.get("/D"))) is None:
                yield str(each.get("/Title", ""))
            waiting += [each.get("/Next"), each.get("/First")]

    # Structure ----------------------------------------------------------------------------------

    def _kids(self, element: Dictionary, page: int | None, depth: int) -> Iterator[Part]:
        for kid in listed(element.get("/K")):
            if isinstance(kid, Dictionary) and "/S" in kid and depth < DEEPEST:
                yield self._part(kid, page, depth + 1)

    def _part(self, element: Dictionary, page: int | None, depth: int) -> Part:
        page = self.numbers.get(element.Pg.objgen) if isinstance(element.get("/Pg"), Dictionary) else page
        tag = self._standard(str(element.get("/S"))[1:])
        said: list[str] = []
        own: list[str] = []
        marks: list[tuple[int, int]] = []
        kids: list[Part] = []
        links = 0
        for kid in listed(element.get("/K")):
            mark: tuple[int, int] | None = None
            if isinstance(kid, int):
                mark = (page or 0, kid)
            elif not isinstance(kid, Dictionary):
                continue
            elif kid.get("/Type") == Name.MCR:
                goal, number = kid.get("/Pg"), kid.get("/MCID")
                on = self.numbers.get(goal.objgen) if isinstance(goal, Dictionary) else page
                mark = (on or 0, number if isinstance(number, int) else -1)
            elif kid.get("/Type") == Name.OBJR:
                links += 1
                self.owned_links.add(dictionary(kid.get("/Obj")).objgen)
            elif "/S" in kid and depth < DEEPEST:
                part = self._part(kid, page, depth + 1)
                kids.append(part)
                said.append(part.text if part.inline else f"\n{part.text}\n")
                own += [part.own] if part.inline else []
                marks += part.marks
            if mark is not None:
                # Where a part goes on overleaf, its words do not run together.
                said.append((" " if marks and marks[-1][0] != mark[0] else "") + self.texts.get(mark, ""))
                own.append(said[-1])
                marks.append(mark)
        instead = str(element.get("/ActualText", "" if tag in _PICTURES else element.get("/Alt", ""))).strip()
        text = str(element.ActualText) if "/ActualText" in element else "".join(said)
        scope = next((str(a.Scope)[1:] for a in map(dictionary, listed(element.get("/A"))) if "/Scope" in a), "")
        return Part(
            tag=tag,
            own="".join(own),
            text=text if tag in INLINE else plain_spaces(text),
            alt=str(element.get("/Alt", "")).strip(),
            instead=instead,
            lang=str(element.get("/Lang", "")),
            scope=scope,
            pages=tuple(sorted({number for number, _ in marks if number})),
            marks=tuple(marks),
            kids=tuple(kids),
            links=links,
        )

    def _standard(self, tag: str) -> str:
        for _ in range(8):
            tag = self.roles.get(f"/{tag}", tag)
        return tag

    # The rest -----------------------------------------------------------------------------------

    def _metadata(self) -> dict[str, str]:
        """Read the title and the claimed standards from XMP."""
        try:
            with self.pdf.open_metadata(update_docinfo=False, set_pikepdf_as_editor=False, strict=True) as xmp:
                found = {"title": str(xmp.get("dc:title", "")), "PDF/UA": str(xmp.get("pdfuaid:part", ""))}
                found["PDF/A"] = f"{xmp.get('pdfaid:part', '')}{xmp.get('pdfaid:conformance', '')}"
        except Exception:  # noqa: BLE001  # a broken packet is as good as none, whatever the parser makes of it
            return {}
        return {key: value for key, value in found.items() if value}

    def _damages(self, ours: bool) -> Iterator[str]:
        """Yield the streams that cannot be unpacked; in files of ours, also where only the checksum differs.

        Other programs may leave the checksum out, and readers do not ask for it.
        """
        for each in self.objects:
            if isinstance(each, Stream) and each.get("/Filter") == Name.FlateDecode:
                try:
                    _ = zlib.decompress(each.read_raw_bytes()) if ours else each.read_bytes()
                except (zlib.error, pikepdf.PdfError):
                    yield f"object {each.objgen[0]} cannot be unpacked"

    def _fonts(self) -> list[ReadFont]:
        """List the fonts that pages and the forms on them name."""
        found: dict[ReadFont, set[int]] = {}

        def visit(resources: Any, number: int, met: set[tuple[int, int]]) -> None:
            resources = dictionary(resources)
            for font in map(dictionary, dictionary(resources.get("/Font")).values()):
                found.setdefault(_font(font), set()).add(number)
                visit(font.get("/Resources"), number, met)
            for kind in ("/XObject", "/Pattern"):
                for each in dictionary(resources.get(kind)).values():
                    if isinstance(each, Stream) and each.objgen not in met:
                        met.add(each.objgen)
                        visit(each.get("/Resources"), number, met)

        for number, page in enumerate(self.pdf.pages, 1):
            visit(inherited(page.obj, "/Resources"), number, set())
        return [font._replace(pages=tuple(sorted(numbers))) for font, numbers in found.items()]


def _font(font: Dictionary) -> ReadFont:
    kind = str(font.get("/Subtype", ""))[1:]
    below = dictionary(next(iter(listed(font.get("/DescendantFonts"))), None))
    descriptor = dictionary((below or font).get("/FontDescriptor"))
    program = next((descriptor[key] for key in ("/FontFile", "/FontFile2", "/FontFile3") if key in descriptor), None)
    embedded = kind == "Type3" or (isinstance(program, Stream) and len(program.read_raw_bytes()) > 0)
    told = "/ToUnicode" in font or (kind != "Type0" and "/Encoding" in font)
    return ReadFont(str(font.get("/BaseFont", "/without a name"))[1:], kind, embedded, told, ())


def _is_note(annotation: Dictionary) -> bool:
    """Tell whether an annotation is neither a link nor hidden, nor a pop-up, nor a mark for printers."""
    hidden = int(numeric(annotation.get("/F"), 0)) & 2
    return not hidden and annotation.get("/Subtype") not in (Name.Link, Name.Popup, Name.PrinterMark, Name.TrapNet)
