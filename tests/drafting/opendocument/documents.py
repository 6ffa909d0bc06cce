"""OpenDocument texts as LibreOffice writes them, and what is read of them."""

from __future__ import annotations

from collections.abc import Mapping
from io import BytesIO
from xml.etree.ElementTree import Element
from zipfile import ZIP_DEFLATED, ZipFile

from clinicpress.drafting.article import Article, Piece
from clinicpress.drafting.opendocument.package import Package, open_package
from clinicpress.drafting.opendocument.reader import read_opendocument
from clinicpress.drafting.opendocument.xml import qn

_NAMES = " ".join(
    f'xmlns:{name}="{qn(f"{name}:x")[1:-2]}"'
    for name in ("office", "style", "text", "table", "draw", "fo", "svg", "form", "xlink", "loext")
)
KIND = b"application/vnd.oasis.opendocument.text"


def odt_of(body: str, own: str = "", common: str = "", master: str = "", files: Mapping[str, bytes] = {}) -> bytes:
    """Make a document of the XML of its body, of its own styles, of the common ones, of a page, and of other files."""
    content = (
        f"<office:document-content {_NAMES}><office:automatic-styles>{own}</office:automatic-styles>"
        f"<office:body><office:text>{body}</office:text></office:body></office:document-content>"
    )
    styles = (
        f"<office:document-styles {_NAMES}><office:styles>{common}</office:styles><office:automatic-styles>"
        '<style:page-layout style:name="P"><style:page-layout-properties fo:page-width="200mm" '
        'fo:margin-left="25mm" fo:margin-right="25mm"/></style:page-layout></office:automatic-styles>'
        f'<office:master-styles><style:master-page style:name="S">{master}</style:master-page></office:master-styles>'
        "</office:document-styles>"
    )
    parts = {"mimetype": KIND, "content.xml": content.encode(), "styles.xml": styles.encode(), **files}
    file = BytesIO()
    with ZipFile(file, "w", ZIP_DEFLATED) as packed:
        for name, part in parts.items():
            packed.writestr(name, part)
    return file.getvalue()


def article(body: str, own: str = "", common: str = "", master: str = "", files: Mapping[str, bytes] = {}) -> Article:
    """Read a document."""
    return read_opendocument("a.odt", odt_of(body, own, common, master, files))


def pieces(body: str, own: str = "", common: str = "", files: Mapping[str, bytes] = {}) -> tuple[Piece, ...]:
    """Read a document of which nothing may be lost or uncertain as a whole."""
    read = article(body, own, common, files=files)
    assert read.doubts == ()
    return read.pieces


def package(body: str = "", own: str = "", common: str = "", files: Mapping[str, bytes] = {}) -> Package:
    """Open a document without reading it."""
    return open_package("a.odt", odt_of(body, own, common, files=files))


def element(xml: str) -> Element:
    """Return an element."""
    return package(xml).text[0]


def p(text: str, style: str = "") -> str:
    """Write a paragraph."""
    return f'<text:p text:style-name="{style}">{text}</text:p>'


def h(text: str, level: int = 1, more: str = "") -> str:
    """Write a heading."""
    return f'<text:h text:outline-level="{level}" {more}>{text}</text:h>'


def items(*texts: str, style: str = "L", more: str = "") -> str:
    """Write a list of texts, or of what is XML already."""
    held = "".join(f"<text:list-item>{t if t.startswith('<') else p(t)}</text:list-item>" for t in texts)
    return f'<text:list text:style-name="{style}" {more}>{held}</text:list>'


def counted(*levels: str, name: str = "L") -> str:
    """Write a style of lists by the attributes of its levels."""
    made = "".join(
        f'<text:list-level-style-number text:level="{depth}" {each}/>' for depth, each in enumerate(levels, 1)
    )
    return f'<text:list-style style:name="{name}">{made}</text:list-style>'


def bullets(*signs: str, name: str = "L") -> str:
    """Write a style of lists with bullets."""
    made = "".join(
        f'<text:list-level-style-bullet text:level="{at}" text:bullet-char="{sign}"/>'
        for at, sign in enumerate(signs, 1)
    )
    return f'<text:list-style style:name="{name}">{made}</text:list-style>'


def style(name: str, properties: str, family: str = "text", more: str = "") -> str:
    """Write a style of text."""
    inner = f"<style:text-properties {properties}/>"
    return f'<style:style style:name="{name}" style:family="{family}" {more}>{inner}</style:style>'


def table(*rows: str, heads: int = 1) -> str:
    """Write a table of rows of cells, of which the first are its head."""
    made = [f"<table:table-row>{row}</table:table-row>" for row in rows]
    head = f"<table:table-header-rows>{''.join(made[:heads])}</table:table-header-rows>" if heads else ""
    return f"<table:table>{head}{''.join(made[heads:])}</table:table>"


def cell(text: str, more: str = "") -> str:
    """Write a cell."""
    return f"<table:table-cell {more}>{text if text.startswith('<') else p(text)}</table:table-cell>"
