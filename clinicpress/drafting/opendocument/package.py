"""Opens an OpenDocument text, once it is known that it is one and what it unpacks to."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from xml.etree.ElementTree import Element, ParseError, fromstring

from clinicpress.drafting.archive import check_archive
from clinicpress.drafting.bounds import too_big
from clinicpress.drafting.opendocument.xml import length, qn, value
from clinicpress.ground.problems import InputProblems, Place
from clinicpress.workspace.workspace import MAX_PICTURE_BYTES, MAX_TEXT_BYTES

MAX_ELEMENTS = 400_000
"""A book of 300 pages has about a quarter of these."""
MAX_DEPTH = 100
"""Word processors nest at most a third as deep."""
_TEXT = b"application/vnd.oasis.opendocument.text"
_LETTER = 595.0 - 2 * 56.7


@dataclass(frozen=True)
class Package:
    """A document's parts."""

    name: str
    text: Element
    """What stands in the document."""
    content: Element
    styles: Element | None
    packed: zipfile.ZipFile

    def file(self, path: str) -> bytes:
        """Return a file in the document; empty where there is none, or one that is too big."""
        try:
            info = self.packed.getinfo(path.removeprefix("./"))
            return b"" if info.file_size > MAX_PICTURE_BYTES else self.packed.read(info)
        except (KeyError, OSError, zipfile.BadZipFile, NotImplementedError, RuntimeError, ValueError):
            return b""

    def part(self, path: str) -> Element | None:
        """Return the root element of another part, such as a formula; None where there is none that is sound."""
        return _parsed(self.file(path))

    @property
    def width(self) -> float:
        """How wide its text stands on a page, in points."""
        for properties in self.styles.iter(qn("style:page-layout-properties")) if self.styles is not None else ():
            page = length(value(properties, "fo:page-width"))
            margins = [length(value(properties, f"fo:margin-{side}", "0")) for side in ("left", "right")]
            if page > sum(margins):
                return page - sum(margins)
        return _LETTER

    def margins(self) -> Iterator[Element]:
        """Yield the page headers and footers."""
        for master in self.styles.iter(qn("style:master-page")) if self.styles is not None else ():
            for child in master:
                kind = child.tag.rpartition("}")[2]
                if kind.startswith(("header", "footer")) and value(child, "style:display") != "false":
                    yield child


def damaged(name: str) -> InputProblems:
    """Say that a file is no OpenDocument text, or a damaged one."""
    hint = "open it in your word processor and save it as .odt once more; a password must be taken off"
    return InputProblems.one(Place(name), "this is not an OpenDocument text, or it is damaged", hint)


def open_package(name: str, content: bytes) -> Package:
    """Open a document; raises InputProblems where it is none, is damaged, or is too big."""
    try:
        packed = zipfile.ZipFile(BytesIO(content))
        check_archive(name, packed)
        kind, root = packed.read("mimetype"), packed.read("content.xml")
        styles = packed.read("styles.xml") if "styles.xml" in packed.namelist() else b""
    except InputProblems:
        raise
    except Exception as error:
        # zipfile and zlib raise whatever a damaged file leads them to; none of ours runs there.
        raise damaged(name) from error
    if not kind.strip().startswith(_TEXT):
        raise damaged(name)
    parsed = _parsed(root)
    text = None if parsed is None else parsed.find(f"{qn('office:body')}/{qn('office:text')}")
    if parsed is None or text is None:
        raise damaged(name)
    _check(name, text)
    return Package(name, text, parsed, _parsed(styles), packed)


def _parsed(content: bytes) -> Element | None:
    try:
        return fromstring(content) if content else None
    except (ParseError, ValueError, LookupError):
        return None


def _check(name: str, text: Element) -> None:
    letters = count = 0
    waiting = [(text, 0)]
    while waiting:
        element, depth = waiting.pop()
        count += 1
        letters += len(element.text or "") + len(element.tail or "")
        if depth > MAX_DEPTH:
            raise damaged(name)
        waiting += [(child, depth + 1) for child in element]
    if letters > MAX_TEXT_BYTES:
        what = f"{letters / 1e6:.1f} million letters, at most {MAX_TEXT_BYTES / 1e6:.0f}"
        raise too_big(name, what, "make several brochures of it")
    if count > MAX_ELEMENTS:
        raise too_big(name, f"{count:,} pieces of text, at most {MAX_ELEMENTS:,}", "make several brochures of it")
