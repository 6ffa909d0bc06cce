"""What a PDF says about itself, in both places where PDF keeps it: Info and XMP.

Both are written from one description, so that they agree (ISO 19005-2, 6.6.2).
"""

from __future__ import annotations

import datetime as dt
import hashlib
from functools import lru_cache
from html import escape
from typing import NamedTuple

_NAMESPACE = "6ba7b811-9dad-11d1-80b4-00c04fd430c8"


class Description(NamedTuple):
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


def info(about: Description) -> dict[str, str]:
    """Return the entries of the document information dictionary; empty ones are left out."""
    entries = {
        "Title": about.title,
        "Author": about.author,
        "Subject": about.subject,
        "Keywords": about.keywords,
        "Producer": "clinicpress",
        "CreationDate": f"D:{_day(about.published).replace('-', '')}000000Z",
    }
    return {key: value for key, value in entries.items() if value}


def xmp(about: Description) -> tuple[bytes, bytes]:
    """Write the XMP packet, with the extension schema that PDF/A-2 asks for pdfuaid (6.6.2.3).

    Returns it in two parts: the first is the same whoever the author is and whatever the document
    is called.
    """
    stamp = f"{_day(about.published)}T00:00:00Z"
    document = _uuid(_NAMESPACE, about.identity)
    instance = _uuid(document, f"{about.version} {stamp}")
    own = f"""{_named(about.author)}\
<xmpMM:DocumentID>uuid:{document}</xmpMM:DocumentID><xmpMM:InstanceID>uuid:{instance}</xmpMM:InstanceID>
</rdf:Description></rdf:RDF></x:xmpmeta>
<?xpacket end="r"?>"""
    packet = _packet(about.title, about.subject, about.keywords, about.language, about.version, stamp)
    return packet, own.encode("utf-8")


@lru_cache(maxsize=32)
def _day(day: dt.date) -> str:
    return f"{day:%Y-%m-%d}"


def _uuid(space: str, name: str) -> str:
    """Write the UUID of a name in a space of names, which has one itself (RFC 4122, 4.3)."""
    said = bytes.fromhex(space.replace("-", "")) + name.encode("utf-8")
    digits = hashlib.sha1(said, usedforsecurity=False).hexdigest()
    # The version is the fifth; of the digit that says the variant, two bits are the name's.
    variant = "89ab"[int(digits[16], 16) % 4]
    return f"{digits[:8]}-{digits[8:12]}-5{digits[13:16]}-{variant}{digits[17:20]}-{digits[20:32]}"


@lru_cache(maxsize=32)
def _named(author: str) -> str:
    return _listed("dc:creator", author, "Seq") + _listed("dc:publisher", author, "Bag")


def _listed(name: str, text: str, kind: str) -> str:
    return f"<{name}><rdf:{kind}><rdf:li>{escape(text)}</rdf:li></rdf:{kind}></{name}>" if text else ""


@lru_cache(maxsize=32)
def _packet(title: str, subject: str, keywords: str, language: str, version: str, stamp: str) -> bytes:
    """Write what is the same in the packets of all authors and documents."""

    def language_alternative(name: str, text: str) -> str:
        inner = f'<rdf:Alt><rdf:li xml:lang="x-default">{escape(text)}</rdf:li></rdf:Alt>'
        return f"<{name}>{inner}</{name}>" if text else ""

    keyed = f"<pdf:Keywords>{escape(keywords)}</pdf:Keywords>" if keywords else ""
    packet = f"""<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/" \
xmlns:pdf="http://ns.adobe.com/pdf/1.3/" xmlns:xmpMM="http://ns.adobe.com/xap/1.0/mm/" \
xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/" \
xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/" xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" \
xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<dc:format>application/pdf</dc:format>
{language_alternative("dc:title", title)}{language_alternative("dc:description", subject)}\
{_listed("dc:language", language, "Bag")}{keyed}
<pdf:Producer>clinicpress</pdf:Producer><xmp:CreateDate>{stamp}</xmp:CreateDate>
<xmpMM:VersionID>{escape(version)}</xmpMM:VersionID>
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
"""
    return packet.encode("utf-8")
