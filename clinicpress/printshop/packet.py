"""What a file for a press says of itself, twice and both times the same: in Info, and in XMP (ISO 15930-7, 6.9).

The dates are those that the file had; the clock has no part in them. A file that says none is of the
first day that computers count from.
"""

from __future__ import annotations

import re
import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from html import escape

from pikepdf import Dictionary, Name, Pdf, Stream, String

from clinicpress.readback.objects import dictionary, said

VERSION = "PDF/X-4"
_NAMESPACE = uuid.UUID("6ba7b811-9dad-11d1-80b4-00c04fd430c8")
_DATE = re.compile(r"D:(\d{4})(\d{2})?(\d{2})?(\d{2})?(\d{2})?(\d{2})?(?:(Z)|([+-])(\d{2})'?(?:(\d{2})'?)?)?.*")
_FIRST_DAY = "D:19700101000000Z"
_SCHEMAS = (
    ("PDF/X identification schema", "http://www.npes.org/pdfx/ns/id/", "pdfxid", "GTS_PDFXVersion", "PDF/X version"),
    ("Adobe PDF schema", "http://ns.adobe.com/pdf/1.3/", "pdf", "Trapped", "Whether it has been trapped"),
)  # fmt: skip
"""What PDF/A does not know by itself (ISO 19005-2, 6.6.2.3): schema, its place, prefix, property, and what that is."""


@dataclass(frozen=True)
class About:
    """What a file says of itself; empty where it says nothing."""

    title: str
    author: str
    subject: str
    keywords: str
    creator: str
    created: str
    """As PDF writes dates (7.9.4)."""
    languages: tuple[str, ...]
    archival: bool
    """Whether it is of PDF/A-2a, too."""


def about_of(pdf: Pdf, title: str, archival: bool) -> About:
    """Read what a file says of itself; `title` is what it is called where it has none."""
    info = dictionary(pdf.trailer.get("/Info"))

    def told(key: str) -> str:
        return said(info.get(key)).strip()

    created = told("/CreationDate") or told("/ModDate")
    language = said(pdf.Root.get("/Lang")).strip()
    return About(
        told("/Title") or title,
        told("/Author"),
        told("/Subject"),
        told("/Keywords"),
        told("/Creator"),
        _plain_date(created if _DATE.fullmatch(created) else _FIRST_DAY),
        (language,) if language else (),
        archival,
    )


def describe(pdf: Pdf, about: About, identity: Mapping[str, str]) -> None:
    """Write it; `identity` is what makes this file another than the one it was made of."""
    entries = {
        "/Title": about.title,
        "/Author": about.author,
        "/Subject": about.subject,
        "/Keywords": about.keywords,
        "/Creator": about.creator,
        "/Producer": "clinicpress",
        "/CreationDate": about.created,
        "/ModDate": about.created,
    }
    info = Dictionary({key: String(text) for key, text in entries.items() if text})
    info.Trapped = Name("/False")
    pdf.trailer.Info = pdf.make_indirect(info)
    packet = Stream(pdf, _packet(about, identity), Type=Name.Metadata, Subtype=Name.XML)
    pdf.Root.Metadata = pdf.make_indirect(packet)


def _packet(about: About, identity: Mapping[str, str]) -> bytes:
    date = _as_xmp(about.created)
    document = uuid.uuid5(_NAMESPACE, "\n".join([about.title, about.created]))
    instance = uuid.uuid5(document, "\n".join(f"{key} {value}" for key, value in identity.items()))
    parts = [
        "<dc:format>application/pdf</dc:format>",
        _alternative("dc:title", about.title),
        _alternative("dc:description", about.subject),
        _listed("dc:creator", (about.author,), "Seq"),
        _listed("dc:language", about.languages, "Bag"),
        f"<pdf:Keywords>{escape(about.keywords)}</pdf:Keywords>" if about.keywords else "",
        "<pdf:Producer>clinicpress</pdf:Producer><pdf:Trapped>False</pdf:Trapped>",
        f"<xmp:CreatorTool>{escape(about.creator)}</xmp:CreatorTool>" if about.creator else "",
        "".join(f"<xmp:{key}Date>{date}</xmp:{key}Date>" for key in ("Create", "Modify", "Metadata")),
        f"<xmpMM:DocumentID>uuid:{document}</xmpMM:DocumentID><xmpMM:InstanceID>uuid:{instance}</xmpMM:InstanceID>",
        "<xmpMM:VersionID>1</xmpMM:VersionID><xmpMM:RenditionClass>default</xmpMM:RenditionClass>",
        f"<pdfxid:GTS_PDFXVersion>{VERSION}</pdfxid:GTS_PDFXVersion>",
        _archival() if about.archival else "",
    ]
    packet = f"""<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/" \
xmlns:pdf="http://ns.adobe.com/pdf/1.3/" xmlns:xmpMM="http://ns.adobe.com/xap/1.0/mm/" \
xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/" xmlns:pdfxid="http://www.npes.org/pdfx/ns/id/" \
xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/" xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" \
xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
{"".join(parts)}
</rdf:Description></rdf:RDF></x:xmpmeta>
<?xpacket end="r"?>"""
    return packet.encode("utf-8")


def _archival() -> str:
    schemas = "".join(
        f"""<rdf:li rdf:parseType="Resource"><pdfaSchema:schema>{schema}</pdfaSchema:schema>
<pdfaSchema:namespaceURI>{place}</pdfaSchema:namespaceURI><pdfaSchema:prefix>{prefix}</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>{name}</pdfaProperty:name><pdfaProperty:valueType>Text</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>{what}</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property></rdf:li>"""
        for schema, place, prefix, name, what in _SCHEMAS
    )
    return (
        "<pdfaid:part>2</pdfaid:part><pdfaid:conformance>A</pdfaid:conformance>\n"
        f"<pdfaExtension:schemas><rdf:Bag>{schemas}</rdf:Bag></pdfaExtension:schemas>"
    )


def _alternative(name: str, text: str) -> str:
    return f'<{name}><rdf:Alt><rdf:li xml:lang="x-default">{escape(text)}</rdf:li></rdf:Alt></{name}>' if text else ""


def _listed(name: str, texts: tuple[str, ...], kind: str) -> str:
    items = "".join(f"<rdf:li>{escape(text)}</rdf:li>" for text in texts if text)
    return f"<{name}><rdf:{kind}>{items}</rdf:{kind}></{name}>" if items else ""


def _plain_date(date: str) -> str:
    """Write a date of a PDF with all of its parts."""
    found = _DATE.fullmatch(date)
    assert found is not None
    year, month, day, hour, minute, second, _, sign, hours, minutes = found.groups()
    zone = f"{sign}{hours}'{minutes or '00'}'" if sign else "Z"
    return f"D:{year}{month or '01'}{day or '01'}{hour or '00'}{minute or '00'}{second or '00'}{zone}"


def _as_xmp(date: str) -> str:
    year, month, day, hour, minute, second = date[2:6], *(date[at : at + 2] for at in range(6, 16, 2))
    zone = date[16:].replace("'", ":").rstrip(":")
    return f"{year}-{month}-{day}T{hour}:{minute}:{second}{zone}"
