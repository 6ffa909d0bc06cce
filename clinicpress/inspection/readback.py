"""Reads a finished PDF back, ours or foreign: its pages as they are seen, its structure, its facts.

`sight` tells what is painted; here is read what the file says beside: structure tree, fonts, links,
boxes, metadata. Nothing is judged; see `preflight`.
"""

from __future__ import annotations

import io
import re
import zlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, Page, Pdf, Stream, String

from clinicpress.docket import OWNER
from clinicpress.inspection.finished import (
    IDENTITY,
    INLINE,
    UNKNOWN,
    Finished,
    Matrix,
    Part,
    PlacedLink,
    ReadFont,
    ReadPage,
    face_name,
    placed,
    plain_spaces,
)
from clinicpress.problems import InputProblems, Place

DEEPEST = 200
"""Trees of a damaged file may go in circles; no real one is as deep."""
_LONG = {"/Widths", "/W", "/K", "/Nums", "/Parent", "/P"}
"""Entries that hold no actions, and often hundreds of values."""
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
            seen = _skimmed(pdf) if quickly else _seen(content) if len(pdf.pages) else []
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


def _skimmed(pdf: Pdf) -> list[ReadPage]:
    maps: dict[tuple[int, int], dict[int, str]] = {}
    pages = []
    for number, page in enumerate(pdf.pages, 1):
        fonts, names = {}, {}
        for name, font in _dictionary(page.resources.get("/Font")).items():
            if font.objgen not in maps:
                maps[font.objgen] = _characters(_dictionary(font))
            fonts[name] = maps[font.objgen]
            names[name] = face_name(str(font.get("/BaseFont", "/"))[1:])
        pages.append(_skimmed_page(page, number, fonts, names))
    return pages


def _skimmed_page(
    page: Page, number: int, fonts: Mapping[str, Mapping[int, str]], names: Mapping[str, str]
) -> ReadPage:
    """Read the words of a page from its operators, as files of ours have them."""
    words: dict[int, str] = {}
    furniture: list[str] = []
    owners: list[int | None] = []
    unmarked = 0
    painted: set[int] = set()
    faces: set[str] = set()
    characters: Mapping[int, str] = {}
    for each in pikepdf.parse_content_stream(page, "Tf Tj BDC BMC EMC S f f* B Do"):
        operands, name = each.operands, str(each.operator)
        if name == "Tj":
            said = "".join([characters.get(code, UNKNOWN) for code in bytes(operands[0])])
            if owners and owners[-1] is not None:
                words[owners[-1]] = words.get(owners[-1], "") + said
            else:
                furniture.append(said)
        elif name == "Tf":
            faces.add(names.get(str(operands[0]), ""))
            characters = fonts.get(str(operands[0]), {})
        elif name == "EMC":
            owners = owners[:-1]
        elif name in ("BDC", "BMC"):
            mark = _dictionary(operands[-1]).get("/MCID")
            owners.append(int(mark) if mark is not None else None)
        elif owners and owners[-1] is not None:
            painted.add(owners[-1])
        unmarked += not owners and name not in ("Tf", "EMC")
    left, bottom, right, top = _edges(page.mediabox) or (0.0, 0.0, 0.0, 0.0)
    return ReadPage(
        number,
        right - left,
        top - bottom,
        0,
        IDENTITY,
        (),
        (),
        0,
        frozenset(faces),
        frozenset(painted | words.keys()),
        unmarked,
        words,
        " ".join(furniture),
    )


def _characters(font: Dictionary) -> dict[int, str]:
    """Read a font's ToUnicode map as we write it (ISO 32000-1, 9.10.3)."""
    found = font.get("/ToUnicode")
    if not isinstance(found, Stream):
        return {}
    texts = re.search(rb"beginbfrange <00> <\w+> \[(.*?)\]", found.read_bytes())
    listed = texts[1].decode("ascii").strip("<>").split("><") if texts else []
    return {code: bytes.fromhex(text).decode("utf-16-be", "replace") for code, text in enumerate(listed)}


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
        tree = _dictionary(root.get("/StructTreeRoot"))
        self.roles = {role: str(goal)[1:] for role, goal in _dictionary(tree.get("/RoleMap")).items()}
        self.texts = {(page.number, mark): said for page in self.seen for mark, said in page.words.items()}
        parts = tuple(self._kids(tree, None, 0))
        ways_back = _leaves(_dictionary(tree.get("/ParentTree")), "/Nums", 0)
        info = {str(key)[1:]: str(value) for key, value in _dictionary(self.pdf.trailer.get("/Info")).items()}
        # Its parser takes longer to load than all else takes to be read.
        said = {} if self.quickly else self._metadata()
        dictionaries = [each for found in self.objects for each in _within(found, 0)]
        private = _dictionary(_dictionary(_dictionary(root.get("/PieceInfo")).get(f"/{OWNER}")).get("/Private"))
        marked = bool(_dictionary(root.get("/MarkInfo")).get("/Marked", False))
        return Finished(
            name=name,
            content=content,
            pages=tuple(self._completed(page, ways_back) for page in self.seen),
            parts=parts,
            marked=marked,
            tagged=marked and any(part.marks for part in parts),
            title=(said.pop("title", "") or info.get("Title", "")).strip(),
            shows_title=bool(_dictionary(root.get("/ViewerPreferences")).get("/DisplayDocTitle", False)),
            language=str(root.get("/Lang", "")).strip(),
            info=info,
            claims=said,
            fonts=tuple(self._fonts()),
            encrypted=self.pdf.is_encrypted,
            scripts=tuple(sorted({str(each.S)[1:] for each in dictionaries if str(each.get("/S")) in _ACTIVE})),
            attachments=tuple(str(each.get("/UF", each.get("/F", ""))) for each in dictionaries if "/EF" in each),
            layers=len(_listed(_dictionary(root.get("/OCProperties")).get("/OCGs"))),
            lost_bookmarks=tuple(self._lost_bookmarks()),
            repairs=(*self._damages(bool(private)), *map(str, self.pdf.get_warnings())),
            docket={key[1:]: tuple(map(str, _listed(value))) for key, value in private.items()},
        )

    # Pages --------------------------------------------------------------------------------------

    def _completed(self, page: ReadPage, ways_back: Mapping[Any, Any]) -> ReadPage:
        """Add what the file says of a page to what is seen."""
        found = self.pdf.pages[page.number - 1].obj
        owners = _listed(ways_back.get(found.get("/StructParents")))
        boxes = {}
        for name in _BOXES:
            edges = _edges(_inherited(found, f"/{name}Box"))
            if edges is not None:
                boxes[name] = placed(IDENTITY, *edges)
        annotations = [_dictionary(each) for each in _listed(found.get("/Annots"))]
        return replace(
            page,
            boxes=boxes,
            owned=frozenset(number for number, each in enumerate(owners) if isinstance(each, Dictionary)),
            links=tuple(self._link(e, page.matrix) for e in annotations if e.get("/Subtype") == Name.Link),
            notes=tuple(str(e.get("/Subtype", "/"))[1:] for e in annotations if _is_note(e)),
            unit=_number(found.get("/UserUnit"), 1),
        )

    def _link(self, link: Dictionary, sight: Matrix) -> PlacedLink:
        action = _dictionary(link.get("/A"))
        goal = link.get("/Dest", action.get("/D") if action.get("/S") == Name.GoTo else None)
        return PlacedLink(
            box=placed(sight, *(_edges(link.get("/Rect")) or (0.0, 0.0, 0.0, 0.0))),
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
                old = {name[1:]: place for name, place in _dictionary(root.get("/Dests")).items()}
                self.named = old | _leaves(_dictionary(_dictionary(root.get("/Names")).get("/Dests")), "/Names", 0)
            goal = self.named.get(str(goal).removeprefix("/") if isinstance(goal, Name) else str(goal))
        if isinstance(goal, Dictionary):
            goal = goal.get("/D")
        first = _listed(goal)[0] if _listed(goal) else None
        return self.numbers.get(first.objgen) if isinstance(first, Dictionary) else None

    def _lost_bookmarks(self) -> Iterator[str]:
        waiting = [_dictionary(self.pdf.Root.get("/Outlines")).get("/First")]
        met = set()
        while waiting:
            each = waiting.pop()
            if not isinstance(each, Dictionary) or each.objgen in met:
                continue
            met.add(each.objgen)
            action = _dictionary(each.get("/A"))
            if "/URI" not in action and self._goal(each.get("/Dest", action.get("/D"))) is None:
                yield str(each.get("/Title", ""))
            waiting += [each.get("/Next"), each.get("/First")]

    # Structure ----------------------------------------------------------------------------------

    def _kids(self, element: Dictionary, page: int | None, depth: int) -> Iterator[Part]:
        for kid in _listed(element.get("/K")):
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
        for kid in _listed(element.get("/K")):
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
                self.owned_links.add(_dictionary(kid.get("/Obj")).objgen)
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
        scope = next((str(a.Scope)[1:] for a in map(_dictionary, _listed(element.get("/A"))) if "/Scope" in a), "")
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
            resources = _dictionary(resources)
            for font in map(_dictionary, _dictionary(resources.get("/Font")).values()):
                found.setdefault(_font(font), set()).add(number)
                visit(font.get("/Resources"), number, met)
            for kind in ("/XObject", "/Pattern"):
                for each in _dictionary(resources.get(kind)).values():
                    if isinstance(each, Stream) and each.objgen not in met:
                        met.add(each.objgen)
                        visit(each.get("/Resources"), number, met)

        for number, page in enumerate(self.pdf.pages, 1):
            visit(_inherited(page.obj, "/Resources"), number, set())
        return [font._replace(pages=tuple(sorted(numbers))) for font, numbers in found.items()]


def _font(font: Dictionary) -> ReadFont:
    kind = str(font.get("/Subtype", ""))[1:]
    below = _dictionary(next(iter(_listed(font.get("/DescendantFonts"))), None))
    descriptor = _dictionary((below or font).get("/FontDescriptor"))
    program = next((descriptor[key] for key in ("/FontFile", "/FontFile2", "/FontFile3") if key in descriptor), None)
    embedded = kind == "Type3" or (isinstance(program, Stream) and len(program.read_raw_bytes()) > 0)
    told = "/ToUnicode" in font or (kind != "Type0" and "/Encoding" in font)
    return ReadFont(str(font.get("/BaseFont", "/without a name"))[1:], kind, embedded, told, ())


def _is_note(annotation: Dictionary) -> bool:
    """Tell whether an annotation is neither a link nor hidden, nor a pop-up, nor a mark for printers."""
    hidden = int(_number(annotation.get("/F"), 0)) & 2
    return not hidden and annotation.get("/Subtype") not in (Name.Link, Name.Popup, Name.PrinterMark, Name.TrapNet)


def _within(found: Any, depth: int) -> Iterator[Dictionary]:
    """Yield the dictionaries within an object, itself included, that are not objects of their own."""
    if isinstance(found, Stream):
        found = found.stream_dict
    if depth < DEEPEST and isinstance(found, (Dictionary, Array)):
        if isinstance(found, Dictionary):
            yield found
        values = found if isinstance(found, Array) else [v for k, v in found.items() if k not in _LONG]
        for value in values:
            if isinstance(value, (Dictionary, Array)) and not value.is_indirect:
                yield from _within(value, depth + 1)


def _dictionary(found: Any) -> Dictionary:
    return found if isinstance(found, Dictionary) else Dictionary()


def _listed(found: Any) -> list[Any]:
    """Return the entries of an array; of anything else, a list of it alone."""
    return list(found) if isinstance(found, Array) else [] if found is None else [found]


def _number(found: Any, otherwise: float) -> float:
    """Read a number; what is none counts as not given."""
    return float(found) if isinstance(found, (int, float, Decimal)) else otherwise


def _edges(found: Any) -> tuple[float, float, float, float] | None:
    """Read a rectangle."""
    edges = [float(edge) for edge in _listed(found) if isinstance(edge, (int, float, Decimal))]
    return (edges[0], edges[1], edges[2], edges[3]) if len(edges) == 4 else None


def _inherited(page: Dictionary, key: str) -> Any:
    """Return an entry of a page, or of the page tree above it (ISO 32000-1, 7.7.3.4)."""
    for _ in range(DEEPEST):
        if key in page:
            return page[key]
        above = page.get("/Parent")
        if not isinstance(above, Dictionary):
            break
        page = above
    return None


def _leaves(tree: Dictionary, key: str, depth: int) -> dict[Any, Any]:
    """Read a name tree or number tree (ISO 32000-1, 7.9.6)."""
    entries = _listed(tree.get(key))
    found = {str(k) if key == "/Names" else k: v for k, v in zip(entries[::2], entries[1::2], strict=False)}
    for kid in _listed(tree.get("/Kids")):
        if depth < DEEPEST:
            found |= _leaves(_dictionary(kid), key, depth + 1)
    return found
