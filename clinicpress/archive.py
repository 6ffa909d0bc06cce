"""Makes a drawn PDF accessible and archivable: structure tree, metadata, output intent, one save.

Every PDF conforms to PDF/UA-1 (ISO 14289-1) and PDF/A-2a (ISO 19005-2) at once. The canvas marked
the content while it drew; here the elements are written to the file, in reading order, and the
file is saved in its smallest form, the same bytes for the same content.
"""

from __future__ import annotations

import datetime as dt
import io
import re
import uuid
from dataclasses import dataclass
from functools import lru_cache
from html import escape
from pathlib import Path

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, Pdf, Stream, String

from clinicpress.tagging import Annotation, Element, Mark

# The smallest files; the level changes the size, not the time that counts.
pikepdf.settings.set_flate_compression_level(9)

PRINT_FLAG = 4
"""Link annotations must be printed (ISO 19005-2, 6.3.2)."""
_ALWAYS_KEPT = frozenset({"TD", "TH", "TR"})
_NAMESPACE = uuid.UUID("6ba7b811-9dad-11d1-80b4-00c04fd430c8")


@dataclass(frozen=True)
class Description:
    """What the file says about itself."""

    title: str
    author: str
    subject: str
    keywords: str
    language: str
    version: str
    published: dt.date
    identity: str
    """Names the document whatever its version: its path among the editions."""


@lru_cache(maxsize=1)
def _profile() -> bytes:
    return (Path(__file__).parent / "srgb.icc").read_bytes()


def archive(drawn: bytes, structure: Element, marks: list[list[Element]], description: Description) -> bytes:
    """Write structure, metadata and output intent into a drawn PDF and return the finished bytes.

    `marks` holds for each page the elements of its marked content, by id.
    """
    with pikepdf.open(io.BytesIO(drawn)) as pdf:
        _TreeWriter(pdf, marks).write(structure)
        _describe(pdf, description)
        _name_glyphs(pdf)
        out = io.BytesIO()
        pdf.save(
            out,
            object_stream_mode=pikepdf.ObjectStreamMode.generate,
            deterministic_id=True,
            min_version="1.7",
        )
    return out.getvalue()


class _TreeWriter:
    """Writes the structure tree (ISO 32000-1, 14.7) of one document."""

    def __init__(self, pdf: Pdf, marks: list[list[Element]]) -> None:
        self.pdf = pdf
        self.marks = marks
        self.pages = [page.obj for page in pdf.pages]
        self.objects: dict[int, Object] = {}
        self.annotation_parents: list[Object] = []
        self.notes: list[tuple[str, Object]] = []

    def write(self, structure: Element) -> None:
        """Write the tree below the catalogue, and the pages' way back into it."""
        root = self.pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot))
        root.K = Array([self._element(structure, root)])
        numbers: list[Object | int] = []
        for index, page in enumerate(self.pages):
            page.StructParents = index
            page.Tabs = Name.S
            # ReportLab gives every page an empty transition.
            del page.Trans
            owners = Array([self.objects[id(owner)] for owner in self.marks[index]])
            numbers.extend([index, self.pdf.make_indirect(owners)])
        for offset, parent in enumerate(self.annotation_parents):
            numbers.extend([len(self.pages) + offset, parent])
        root.ParentTree = self.pdf.make_indirect(Dictionary(Nums=Array(numbers)))
        root.ParentTreeNextKey = len(self.pages) + len(self.annotation_parents)
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
        if element.alt and element.tag != "Link":
            made.Alt = String(element.alt)
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
        first = next((kid.page for kid in element.kids if isinstance(kid, Mark)), None)
        if first is not None:
            made.Pg = self.pages[first]
        for kid in element.kids:
            if isinstance(kid, Element):
                if not _empty(kid):
                    kids.append(self._element(kid, made))
            elif isinstance(kid, Mark):
                same = kid.page == first
                kids.append(kid.id if same else Dictionary(Type=Name.MCR, Pg=self.pages[kid.page], MCID=kid.id))
            else:
                kids.append(self._annotation(kid, made))
        if len(kids):
            made.K = kids
        return made

    def _annotation(self, annotation: Annotation, parent: Object) -> Object:
        page = self.pages[annotation.page]
        link = page.Annots[annotation.number]
        link.StructParent = len(self.pages) + len(self.annotation_parents)
        link.F = PRINT_FLAG
        link.Contents = String(annotation.contents)
        self.annotation_parents.append(parent)
        return Dictionary(Type=Name.OBJR, Pg=page, Obj=link)


def _empty(element: Element) -> bool:
    """Tell whether an element has nothing to say: such ones are left out, but for table cells."""
    if element.tag in _ALWAYS_KEPT:
        return False
    return all(isinstance(kid, Element) and _empty(kid) for kid in element.kids)


def _attributes(element: Element) -> Dictionary | None:
    if element.scope:
        return Dictionary(O=Name.Table, Scope=Name(f"/{element.scope}"))
    if element.numbering:
        return Dictionary(O=Name.List, ListNumbering=Name(f"/{element.numbering}"))
    if element.box:
        return Dictionary(O=Name.Layout, BBox=Array([round(edge, 2) for edge in element.box]))
    return None


def _name_glyphs(pdf: Pdf) -> None:
    """Write each font's ToUnicode map anew: ReportLab's breaks the limit of 100 entries a block."""
    fonts = {font.objgen: font for page in pdf.pages for font in page.resources.get("/Font", {}).values()}
    for font in fonts.values():
        found = re.findall(rb"^<(\w{2})> <(\w{4,6})>$", font.ToUnicode.read_bytes(), re.MULTILINE)
        texts = [chr(int(text, 16)).encode("utf-16-be").hex() for _, text in found]
        last = f"{len(texts) - 1:02X}"
        font.ToUnicode = Stream(
            pdf,
            "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /U def /CMapType 2 def "
            f"1 begincodespacerange <00> <{last}> endcodespacerange "
            f"1 beginbfrange <00> <{last}> [{''.join(f'<{text}>' for text in texts)}] endbfrange "
            "endcmap CMapName currentdict /CMap defineresource pop end end".encode("ascii"),
        )


def _describe(pdf: Pdf, about: Description) -> None:
    """Write metadata that agrees in both places where PDF keeps it, and the colours' meaning."""
    stamp = f"{about.published:%Y-%m-%d}T00:00:00Z"
    info = {
        "/Title": about.title,
        "/Author": about.author,
        "/Subject": about.subject,
        "/Keywords": about.keywords,
        "/Producer": "clinicpress",
        "/CreationDate": f"D:{about.published:%Y%m%d}000000Z",
    }
    pdf.trailer.Info = pdf.make_indirect(Dictionary({key: String(value) for key, value in info.items() if value}))
    metadata = Stream(pdf, _xmp(about, stamp).encode("utf-8"))
    metadata.Type, metadata.Subtype = Name.Metadata, Name.XML
    root = pdf.Root
    root.Metadata = pdf.make_indirect(metadata)
    root.Lang = String(about.language)
    root.ViewerPreferences = Dictionary(DisplayDocTitle=True)
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


def _xmp(about: Description, stamp: str) -> str:
    """Write the XMP packet, with the extension schema that PDF/A asks for pdfuaid (6.6.2.3)."""

    def language_alternative(name: str, text: str) -> str:
        inner = f'<rdf:Alt><rdf:li xml:lang="x-default">{escape(text)}</rdf:li></rdf:Alt>'
        return f"<{name}>{inner}</{name}>" if text else ""

    def listed(name: str, text: str, kind: str) -> str:
        return f"<{name}><rdf:{kind}><rdf:li>{escape(text)}</rdf:li></rdf:{kind}></{name}>" if text else ""

    document = uuid.uuid5(_NAMESPACE, about.identity)
    instance = uuid.uuid5(document, f"{about.version} {stamp}")
    keywords = f"<pdf:Keywords>{escape(about.keywords)}</pdf:Keywords>" if about.keywords else ""
    return f"""<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/" \
xmlns:pdf="http://ns.adobe.com/pdf/1.3/" xmlns:xmpMM="http://ns.adobe.com/xap/1.0/mm/" \
xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/" \
xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/" xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" \
xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<dc:format>application/pdf</dc:format>
{language_alternative("dc:title", about.title)}{listed("dc:creator", about.author, "Seq")}\
{listed("dc:publisher", about.author, "Bag")}{language_alternative("dc:description", about.subject)}\
{listed("dc:language", about.language, "Bag")}{keywords}
<pdf:Producer>clinicpress</pdf:Producer><xmp:CreateDate>{stamp}</xmp:CreateDate>
<xmpMM:DocumentID>uuid:{document}</xmpMM:DocumentID><xmpMM:InstanceID>uuid:{instance}</xmpMM:InstanceID>
<xmpMM:VersionID>{escape(about.version)}</xmpMM:VersionID>
<pdfaid:part>2</pdfaid:part><pdfaid:conformance>A</pdfaid:conformance><pdfuaid:part>1</pdfuaid:part>
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name><pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>PDF/UA part number</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas>
</rdf:Description></rdf:RDF></x:xmpmeta>
<?xpacket end="r"?>"""
