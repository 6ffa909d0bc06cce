"""Reads the structure tree of a finished PDF, independently of what made it, and checks it.

The checks are those that veraPDF leaves out: whether the tree says what the page says, in an order
that makes sense, and leads where it should.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

import pikepdf
from pikepdf import Array, Dictionary, Name, Page, Pdf, String

from tests.reading import squeezed


@dataclass
class Part:
    """An element of the structure tree as it stands in the file."""

    tag: str
    alt: str = ""
    scope: str = ""
    lang: str = ""
    actual: str = ""
    columns: int = 1
    rows: int = 1
    kids: list[Part | str] = field(default_factory=list)
    links: list[Dictionary] = field(default_factory=list)

    @property
    def text(self) -> str:
        """What is told of it: what it says instead of its words (ActualText), or these."""
        return self.actual or "".join(kid if isinstance(kid, str) else kid.text for kid in self.kids)

    def walk(self) -> list[Part]:
        return [self, *(part for kid in self.kids if isinstance(kid, Part) for part in kid.walk())]


def code_maps(page: Page) -> dict[str, dict[int, str]]:
    """Read each font's ToUnicode map."""
    maps = {}
    for name, font in page.resources.get("/Font", {}).items():
        stream = font.ToUnicode.read_bytes().decode("latin-1")
        codes: dict[int, str] = {}
        for block in re.findall(r"beginbfchar(.*?)endbfchar", stream, re.DOTALL):
            for code, text in re.findall(r"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>", block):
                codes[int(code, 16)] = bytes.fromhex(text).decode("utf-16-be")
        for block in re.findall(r"beginbfrange(.*?)endbfrange", stream, re.DOTALL):
            for low, high, texts, text in re.findall(r"<(\w+)>\s*<(\w+)>\s*(?:\[(.*?)\]|<(\w+)>)", block, re.DOTALL):
                start = int(low, 16)
                if texts:
                    for offset, each in enumerate(re.findall(r"<(\w+)>", texts)):
                        codes[start + offset] = bytes.fromhex(each).decode("utf-16-be")
                else:
                    for code in range(start, int(high, 16) + 1):
                        codes[code] = chr(int(text, 16) + code - start)
        maps[name] = codes
    return maps


def marked_text(page: Page) -> tuple[dict[int, str], str, list[str]]:
    """Return the text of each marked-content id, that of the artifacts, and painting outside of both."""
    maps = code_maps(page)
    texts: dict[int, str] = {}
    artifacts = ""
    stray: list[str] = []
    owners: list[int | str] = []
    font = ""
    for operands, operator in pikepdf.parse_content_stream(page):
        name = str(operator)
        if name == "Tf":
            font = str(operands[0])
        elif name in ("BDC", "BMC"):
            properties = operands[1] if name == "BDC" else None
            owners.append(
                int(properties.MCID) if isinstance(properties, Dictionary) and "/MCID" in properties else "artifact"
            )
            if isinstance(owners[-1], int):
                texts.setdefault(owners[-1], "")
        elif name == "EMC":
            if owners:
                owners.pop()
            else:
                stray.append(name)
        elif name in ("Tj", "TJ", "S", "f", "f*", "B", "Do"):
            if not owners:
                stray.append(name)
            if name in ("Tj", "TJ"):
                shown = operands if name == "Tj" else operands[0].as_list()
                codes = b"".join(bytes(part) for part in shown if isinstance(part, String))
                size = 2 if page.resources.Font[font].Subtype == Name.Type0 else 1
                said = "".join(
                    maps[font].get(int.from_bytes(codes[at : at + size], "big"), "\ufffd")
                    for at in range(0, len(codes), size)
                )
                if owners and isinstance(owners[-1], int):
                    texts[owners[-1]] += said
                else:
                    artifacts += said
    return texts, artifacts, stray


class Structure:
    """The structure tree of a PDF with the text that it leads to."""

    def __init__(self, pdf: Pdf) -> None:
        self.pdf = pdf
        self.problems: list[str] = []
        marked = [marked_text(page) for page in pdf.pages]
        self.texts = [texts for texts, _, _ in marked]
        self.artifacts = [artifacts for _, artifacts, _ in marked]
        self.used: set[tuple[int, int]] = set()
        self.numbers = {page.obj.objgen: index for index, page in enumerate(pdf.pages)}
        for number, (_, _, stray) in enumerate(marked, 1):
            if stray:
                self.problems.append(f"page {number}: painting outside of marked content: {stray[:3]}")
        root = pdf.Root.get("/StructTreeRoot")
        if root is None:
            self.problems.append("there is no structure tree")
            self.top = Part("")
            return
        self.top = self._part(root.K[0] if isinstance(root.K, Array) else root.K, None)

    def _part(self, element: Dictionary, page: int | None) -> Part:
        attributes = element.get("/A", Dictionary())
        part = Part(
            str(element.S)[1:],
            alt=str(element.get("/Alt", "")),
            scope=str(attributes.get("/Scope", "")),
            lang=str(element.get("/Lang", "")),
            actual=str(element.get("/ActualText", "")),
            columns=int(attributes.get("/ColSpan", 1)),
            rows=int(attributes.get("/RowSpan", 1)),
        )
        if "/Pg" in element:
            page = self.numbers.get(element.Pg.objgen)
        kids = element.get("/K", Array())
        for kid in kids if isinstance(kids, Array) else [kids]:
            if isinstance(kid, int):
                part.kids.append(self._marked(page, kid))
            elif kid.get("/Type") == Name.MCR:
                part.kids.append(self._marked(self.numbers.get(kid.Pg.objgen), int(kid.MCID)))
            elif kid.get("/Type") == Name.OBJR:
                part.links.append(kid.Obj)
            else:
                part.kids.append(self._part(kid, page))
        return part

    def _marked(self, page: int | None, number: int) -> str:
        if page is None or number not in self.texts[page]:
            self.problems.append(f"marked content {number} is on no page")
            return ""
        if (page, number) in self.used:
            self.problems.append(f"marked content {number} of page {page + 1} is used twice")
        self.used.add((page, number))
        return self.texts[page][number]


def check_structure(pdf: Pdf, told: list[str] | None = None) -> list[str]:
    """List what is wrong with a PDF's structure; `told` are texts it must say, in this order."""
    structure = Structure(pdf)
    found = list(structure.problems)
    parts = structure.top.walk()
    if not pdf.Root.get("/Lang"):
        found.append("the document has no language")
    if not pdf.Root.get("/MarkInfo", Dictionary()).get("/Marked"):
        found.append("the document is not marked as tagged")
    if not pdf.Root.get("/ViewerPreferences", Dictionary()).get("/DisplayDocTitle"):
        found.append("the window does not show the title")
    title = str(pdf.docinfo.get("/Title", ""))
    with pdf.open_metadata(update_docinfo=False, set_pikepdf_as_editor=False) as metadata:
        if not title or metadata.get("dc:title") != title:
            found.append("the titles in Info and XMP differ, or there is none")
    for page, texts in enumerate(structure.texts):
        for number in texts:
            if (page, number) not in structure.used:
                found.append(f"marked content {number} of page {page + 1} is in no element")
    level = 0
    for part in parts:
        if part.tag == "Figure" and not part.alt.strip():
            found.append("a figure has no alt text")
        if part.tag == "TH" and part.scope not in ("/Column", "/Row"):
            found.append("a head cell has no scope")
        if re.fullmatch(r"H\d", part.tag):
            if int(part.tag[1]) > level + 1:
                found.append(f"the heading “{part.text}” skips a level")
            if part.tag == "H1" and level:
                found.append("there are two titles")
            level = int(part.tag[1])
        if part.tag == "L" and any(isinstance(k, str) or k.tag not in ("LI", "Caption") for k in part.kids):
            found.append("a list holds something that is no item")
        if part.tag == "LI" and any(isinstance(k, str) or k.tag not in ("Lbl", "LBody") for k in part.kids):
            found.append("a list item holds something that is neither label nor body")
        if part.tag == "Table" and len(set(_widths(part))) != 1:
            found.append("the rows of a table differ in length")
        if part.tag == "Link" and not part.links:
            found.append("a link element has no annotation")
    found += _link_problems(pdf, parts)
    if told is not None:
        said, at = squeezed(structure.top.text), 0
        for text in told:
            place = said.find(squeezed(text), at)
            if place < 0:
                found.append(f"not heard, or out of order: {text[:60]}")
            else:
                at = place + len(squeezed(text))
    return found


def _widths(table: Part) -> list[int]:
    """Count the columns that the cells of each row cover, and those from above."""
    rows = [row for row in table.kids if isinstance(row, Part) and row.tag == "TR"]
    widths = [0] * len(rows)
    for number, row in enumerate(rows):
        for cell in row.kids:
            assert isinstance(cell, Part)
            for below in range(number, min(number + cell.rows, len(rows))):
                widths[below] += cell.columns
    return widths


def _link_problems(pdf: Pdf, parts: list[Part]) -> list[str]:
    found = []
    owned = {link.objgen for part in parts if part.tag == "Link" for link in part.links}
    pages = {page.obj.objgen: page for page in pdf.pages}
    for number, page in enumerate(pdf.pages, 1):
        if page.get("/Tabs") != Name.S:
            found.append(f"page {number} has no tab order")
        for link in page.get("/Annots", Array()):
            if link.objgen not in owned:
                found.append(f"a link on page {number} is in no link element")
            if not str(link.get("/Contents", "")).strip():
                found.append(f"a link on page {number} has no description")
            if "/StructParent" not in link:
                found.append(f"a link on page {number} has no way back to its element")
            if "/Dest" in link:
                goal = pages.get(link.Dest[0].objgen)
                if goal is None or not 0 <= float(link.Dest[3]) <= float(goal.mediabox[3]):
                    found.append(f"a link on page {number} leads nowhere")
            elif not str(link.get("/A", Dictionary()).get("/URI", "")):
                found.append(f"a link on page {number} leads nowhere")
    return found
