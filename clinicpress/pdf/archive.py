"""Makes a drawn PDF accessible and archivable: structure tree, output intent, blanks for an imprint.

Every PDF conforms to PDF/UA-1 (ISO 14289-1) and PDF/A-2a (ISO 19005-2) at once. The canvas marked
the content while it drew; here the elements are written to the file, in reading order. What differs
from clinic to clinic is left blank, and the file is cast into a plate.
"""

from __future__ import annotations

import hashlib
import io
import zlib
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, Pdf, Stream, String

from clinicpress.drawing.sheet import BRAND_SPACE, Slot
from clinicpress.drawing.tagging import Annotation, Element, MarkedContent
from clinicpress.foundry.shaping import Sort
from clinicpress.ground.characters import printable
from clinicpress.looks.fonts import Face
from clinicpress.pdf.casting import Form, cast_file
from clinicpress.pdf.dialog import wishes
from clinicpress.pdf.docket import INKS, OWNER, Docket
from clinicpress.pdf.grafting import planted, resources
from clinicpress.pdf.plate import Cast
from clinicpress.pdf.type0 import type0

# The smallest files; the level changes the size, not the time that counts.
pikepdf.settings.set_flate_compression_level(9)

PRINT_FLAG = 4
"""Link annotations must be printed (ISO 19005-2, 6.3.2)."""
Fonts = Iterable[tuple[str, Face, Iterable[Sort]]]
"""The fonts of a document: their resources, faces and sorts, in the order of their codes."""
NO_FONTS: Fonts = ()
NO_PICTURES: Mapping[str, tuple[Form, Set[int]]] = {}
MOST_KEPT = 128
"""So many pages are known packed: of an edited text most stay as they were."""
ROUND = 64
"""From a multiple of this, the marked content of imprints is counted: on most pages from the same, so that a patch is
drawn with the same bytes on all of them."""
_ALWAYS_KEPT = frozenset({"TD", "TH", "TR"})


class Reserved(NamedTuple):
    """What is kept for the imprint: the slots to be filled, and the footers."""

    slots: Sequence[Slot] = ()
    footers: bool = False


@dataclass(frozen=True)
class Folded:
    """Where a sheet is folded, and where its footers stand, by page (from 1)."""

    folds: Mapping[int, Sequence[float]] = field(default_factory=dict)
    """In points from the sheet's left edge."""
    shifts: Mapping[int, float] = field(default_factory=dict)
    """How far right of where the clinic's lines of the footers are drawn they stand, in points."""


FLAT = Folded()


@lru_cache(maxsize=1)
def _profile() -> bytes:
    return (Path(__file__).parent / "srgb.icc").read_bytes()


@lru_cache(maxsize=MOST_KEPT)
def _packed(content: bytes) -> bytes:
    return zlib.compress(content, 9)


def archive(
    drawn: bytes,
    structure: Element,
    owners: list[list[Element]],
    language: str,
    docket: Docket,
    reserved: Reserved = Reserved(),
    fonts: Fonts = NO_FONTS,
    pictures: Mapping[str, tuple[Form, Set[int]]] = NO_PICTURES,
    folded: Folded = FLAT,
    rtl: bool = False,
) -> Cast:
    """Write structure, output intent and docket into a drawn PDF, and cast it with blanks for the imprint.

    `owners` holds for each page the elements of its marked content, by id; `fonts` each font's resource,
    face and sorts; `pictures` the forms by the names that they are drawn by, with their pages (from 1).
    `rtl` says that lines and pages run from right to left.
    """
    with pikepdf.open(io.BytesIO(drawn)) as pdf:
        blanks = _Blanks(pdf, f"blank {hashlib.sha256(drawn).hexdigest()}")
        writer = _TreeWriter(pdf, owners, reserved, blanks)
        writer.write(structure, rtl)
        kept_open = [*put_fonts(pdf, fonts), *put_pictures(pdf, pictures)]
        _prepare(pdf, language, reserved, blanks, folded)
        _pin(pdf, docket, blanks, folded)
        out = io.BytesIO()
        pdf.save(
            out, fix_metadata_version=False, object_stream_mode=pikepdf.ObjectStreamMode.disable, min_version="1.7"
        )
        for source in kept_open:
            source.close()
    return cast_file(
        out.getvalue(),
        blanks.token,
        [*blanks.streams, *blanks.names],
        tuple(map(_rounded, owners)),
        len(writer.annotation_parents),
    )


@dataclass
class _Blanks:
    """The objects that an imprint fills; each holds a token that no text can hold."""

    pdf: Pdf
    token: str
    names: list[str] = field(default_factory=list)
    streams: list[str] = field(default_factory=list)

    def stream(self, name: str) -> Object:
        """Make an object that an imprint puts a stream in the place of."""
        self.streams.append(name)
        return self.pdf.make_indirect(Dictionary(Blank=String(f"{self.token} {name}")))

    def dictionary(self, name: str, content: Object | None = None) -> Object:
        """Make a dictionary that an imprint adds to."""
        made = content if content is not None else Dictionary()
        made["/Blank"] = self._token(name)
        return made if made.is_indirect else self.pdf.make_indirect(made)

    def array(self, name: str, content: Iterable[Object | int | None]) -> Object:
        """Make an array that an imprint adds to."""
        return self.pdf.make_indirect(Array([*content, self._token(name)]))

    def _token(self, name: str) -> String:
        self.names.append(name)
        return String(f"{self.token} {name}")


def _rounded(owners: Sequence[object]) -> int:
    """Return the number from which the marked content of an imprint is counted on a page."""
    return -(-len(owners) // ROUND) * ROUND


class _TreeWriter:
    """Writes the structure tree (ISO 32000-1, 14.7) of one document."""

    def __init__(self, pdf: Pdf, owners: list[list[Element]], reserved: Reserved, blanks: _Blanks) -> None:
        self.pdf = pdf
        self.owners = owners
        self.slots = {id(slot.element): f"slot-{index}" for index, slot in enumerate(reserved.slots)}
        self.slot_pages = {slot.page for slot in reserved.slots}
        self.blanks = blanks
        self.pages = [page.obj for page in pdf.pages]
        self.objects: dict[int, Object] = {}
        self.spans: dict[MarkedContent, Object] = {}
        """The elements that say what stands among others in its order."""
        self.annotation_parents: list[Object] = []
        self.notes: list[tuple[str, Object]] = []

    def write(self, structure: Element, rtl: bool) -> None:
        """Write the tree below the catalogue, and the pages' way back into it."""
        root = self.pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot))
        top = self._element(structure, root)
        if rtl:
            # What it holds inherits it (ISO 32000-1, 14.8.5.4.2).
            top.A = Dictionary(O=Name.Layout, WritingMode=Name.RlTb)
        root.K = Array([top])
        numbers: list[Object | int] = []
        for index, page in enumerate(self.pages):
            page.StructParents = index
            page.Tabs = Name.S
            # ReportLab gives every page an empty transition.
            del page.Trans
            owners = [
                self.spans.get(MarkedContent(index, number)) or self.objects[id(owner)]
                for number, owner in enumerate(self.owners[index])
            ]
            if index + 1 in self.slot_pages:
                unused = [None] * (_rounded(owners) - len(owners))
                numbers.extend([index, self.blanks.array(f"owners-{index + 1}", [*owners, *unused])])
            else:
                numbers.extend([index, self.pdf.make_indirect(Array(owners))])
        for offset, parent in enumerate(self.annotation_parents):
            numbers.extend([len(self.pages) + offset, parent])
        root.ParentTree = self.pdf.make_indirect(Dictionary(Nums=self.blanks.array("parents", numbers)))
        root.ParentTreeNextKey = len(self.pages) + len(self.annotation_parents) + len(self.slots)
        if self.notes:
            names = Array([part for name, note in self.notes for part in (String(name), note)])
            limits = Array([String(self.notes[0][0]), String(self.notes[-1][0])])
            leaf = self.pdf.make_indirect(Dictionary(Limits=limits, Names=names))
            root.IDTree = self.pdf.make_indirect(Dictionary(Kids=Array([leaf])))
        self.pdf.Root.StructTreeRoot = root
        self.pdf.Root.MarkInfo = Dictionary(Marked=True)

    def _element(self, element: Element, parent: Object) -> Object:
        made = self.pdf.make_indirect(Dictionary(S=Name(f"/{element.tag}"), P=parent))
        self.objects[id(element)] = made
        if name := self.slots.get(id(element)):
            return self.blanks.dictionary(name, made)
        if element.alt and element.tag != "Link":
            made.Alt = String(printable(element.alt))
        if element.actual:
            made.ActualText = String(element.actual)
        if element.lang:
            made.Lang = String(element.lang)
        if element.tag == "Note":
            # PDF/UA-1 7.9: every Note has an ID of its own.
            name = f"note-{len(self.notes):04d}"
            made.ID = String(name)
            self.notes.append((name, made))
        if attributes := _attributes(element):
            made.A = attributes
        kids = Array()
        first = next((kid.page for kid in element.kids if isinstance(kid, MarkedContent)), None)
        if first is not None:
            made.Pg = self.pages[first]
        for kid in element.grouped():
            if isinstance(kid, Element):
                if not self._empty(kid):
                    kids.append(self._element(kid, made))
            elif isinstance(kid, Annotation):
                kids.append(self._annotation(kid, made))
            elif said := element.read(kid):
                kids.append(self._words(kid, made) if element.actual else self._span(said, kid, made))
            else:
                for each in self._contents(kid, first):
                    kids.append(each)
        if len(kids):
            made.K = kids
        return made

    def _span(self, said: str, contents: list[MarkedContent], parent: Object) -> Object:
        """Make an element of an element's own words among those of others, which are drawn in another order."""
        page = self.pages[contents[0].page]
        made = self.pdf.make_indirect(Dictionary(S=Name.Span, P=parent, Pg=page, ActualText=String(said)))
        made.K = Array([self._words(contents, made)])
        return made

    def _words(self, contents: list[MarkedContent], parent: Object) -> Object:
        """Make an element of the words that are drawn for one which says itself what they say.

        Readers that look no further than to the owner of what is drawn, such as MuPDF, would turn that round, too.
        """
        page = contents[0].page
        made = self.pdf.make_indirect(Dictionary(S=Name.Span, P=parent, Pg=self.pages[page]))
        made.K = Array(self._contents(contents, page))
        self.spans.update(dict.fromkeys(contents, made))
        return made

    def _contents(self, contents: list[MarkedContent], page: int | None) -> list[int | Dictionary]:
        """Return marked content as it stands among the kids of an element, most of which is on one page."""
        return [
            each.id if each.page == page else Dictionary(Type=Name.MCR, Pg=self.pages[each.page], MCID=each.id)
            for each in contents
        ]

    def _annotation(self, annotation: Annotation, parent: Object) -> Object:
        page = self.pages[annotation.page]
        link = page.Annots[annotation.number]
        link.StructParent = len(self.pages) + len(self.annotation_parents)
        link.F = PRINT_FLAG
        link.Contents = String(annotation.contents)
        self.annotation_parents.append(parent)
        return Dictionary(Type=Name.OBJR, Pg=page, Obj=link)

    def _empty(self, element: Element) -> bool:
        """Tell whether an element has nothing to say: such ones are left out, but for table cells."""
        if element.tag in _ALWAYS_KEPT or id(element) in self.slots:
            return False
        return all(isinstance(kid, Element) and self._empty(kid) for kid in element.kids)


def _attributes(element: Element) -> Dictionary | None:
    if element.scope or element.columns > 1 or element.rows > 1:
        return _of_cell(element)
    if element.numbering:
        return Dictionary(O=Name.List, ListNumbering=Name(f"/{element.numbering}"))
    if element.box:
        return Dictionary(O=Name.Layout, BBox=Array([round(edge, 2) for edge in element.box]))
    return None


def _of_cell(element: Element) -> Dictionary:
    """Say of what a cell is the head, and how many columns and rows it spans (ISO 32000-1, 14.8.5.7)."""
    made = Dictionary(O=Name.Table)
    if element.scope:
        made.Scope = Name(f"/{element.scope}")
    if element.columns > 1:
        made.ColSpan = element.columns
    if element.rows > 1:
        made.RowSpan = element.rows
    return made


def put_fonts(pdf: Pdf, fonts: Fonts) -> list[Pdf]:
    """Give all pages the fonts of a document, and none of ReportLab's.

    Returns what must be kept open until the file is saved.
    """
    made, kept_open = Dictionary(), []
    for resource, face, codes in fonts:
        made[resource], source = planted(pdf, type0(face.font, tuple(codes)))
        kept_open.append(source)
    shared = pdf.make_indirect(made)
    for page in pdf.pages:
        page.obj.Resources.Font = shared
    return kept_open


def put_pictures(pdf: Pdf, pictures: Mapping[str, tuple[Form, Set[int]]]) -> list[Pdf]:
    """Put forms among the resources of the pages that they are drawn on.

    Returns what must be kept open until the file is saved.
    """
    kept_open = []
    for name, (form, pages) in pictures.items():
        made, source = planted(pdf, form.objects)
        kept_open.append(source)
        for page in pages:
            resources(pdf.pages[page - 1].obj)[f"/{name}"] = made
    return kept_open


def _prepare(pdf: Pdf, language: str, reserved: Reserved, blanks: _Blanks, folded: Folded) -> None:
    """Leave blanks for what a clinic brings, and say what the colours mean."""
    blanks.dictionary("fonts", pdf.pages[0].obj.Resources.Font)
    brand = blanks.array("brand", [])
    footers = [blanks.stream("overlay-0")] if reserved.footers else []
    overlays = [blanks.stream(f"overlay-{number}") for number, _ in enumerate(reserved.slots, 1)]
    for number, page in enumerate(pdf.pages, 1):
        page.obj.Resources.ColorSpace[f"/{BRAND_SPACE}"] = brand
        content = page.obj.Contents.read_bytes()
        boxes: list[Object] = []
        for slot, overlay in zip(reserved.slots, overlays, strict=True):
            if slot.page == number:
                place = b"q 1 0 0 1 %.2f %.2f cm" % (slot.x, slot.y)
                if boxes:
                    boxes.append(Stream(pdf, place))
                else:
                    content += b"\n" + place
                boxes += [overlay, Stream(pdf, b"Q")]
        page.obj.Contents.write(_packed(content), filter=Name.FlateDecode)
        shift = folded.shifts.get(number, 0.0)
        moved = [Stream(pdf, b"q 1 0 0 1 %.2f 0 cm" % shift), *footers, Stream(pdf, b"Q")] if shift else footers
        page.obj.Contents = Array([page.obj.Contents, *boxes, *moved])
        if boxes:
            page.obj.Annots = blanks.array(f"annots-{number}", page.obj.get("/Annots", Array()))
            pictures = Dictionary(dict(page.obj.Resources.get("/XObject", Dictionary()).items()))
            page.obj.Resources.XObject = blanks.dictionary(f"pictures-{number}", pictures)
    pdf.trailer.Info = blanks.dictionary("info")
    root = pdf.Root
    root.Metadata = blanks.stream("metadata")
    root.Lang = String(language)
    _, _, width, height = map(float, pdf.pages[0].mediabox)
    root.ViewerPreferences = wishes(len(pdf.pages), wide=width > height)
    root.ViewerPreferences.DisplayDocTitle = True
    root.PageLabels = Dictionary(Nums=Array([0, Dictionary(S=Name.D)]))
    profile = Stream(pdf, _profile())
    profile.N = 3
    intent = Dictionary(
        Type=Name.OutputIntent,
        S=Name.GTS_PDFA1,
        OutputConditionIdentifier=String("sRGB IEC61966-2.1"),
        Info=String("sRGB IEC61966-2.1"),
        DestOutputProfile=pdf.make_indirect(profile),
    )
    root.OutputIntents = Array([pdf.make_indirect(intent)])


def _pin(pdf: Pdf, docket: Docket, blanks: _Blanks, folded: Folded) -> None:
    """Write the docket into the catalogue, and folds into their pages (ISO 32000-1, 14.5)."""
    private = Dictionary({f"/{name}": String(text) for name, text in docket.entries().items()})
    private.Clinic = blanks.array("docket", [])
    private[f"/{INKS}"] = blanks.array("inks", [])
    changed = String(f"D:{docket.published:%Y%m%d}000000Z")
    pdf.Root.PieceInfo = Dictionary({f"/{OWNER}": Dictionary(LastModified=changed, Private=private)})
    for page, folds in folded.folds.items():
        said = Dictionary(Folds=Array([round(fold, 3) for fold in folds]))
        pdf.pages[page - 1].obj.PieceInfo = Dictionary({f"/{OWNER}": Dictionary(LastModified=changed, Private=said)})
        pdf.pages[page - 1].obj.LastModified = changed
