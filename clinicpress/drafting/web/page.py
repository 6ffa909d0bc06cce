"""Opens a page that a browser saved: decodes it, and parses it as browsers do, by justhtml.

The bytes are believed before what the page says of itself. Pictures that stand in the text as data are
taken out of it first. A page with more tags, or deeper ones, than any article has is told.
"""

from __future__ import annotations

import base64
import binascii
import codecs
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from justhtml import JustHTML

from clinicpress.drafting.web.addresses import joined, place_in, saved_from
from clinicpress.drafting.web.elements import Node, attribute, elements, words_of
from clinicpress.drafting.web.processors import restore
from clinicpress.drafting.web.single import Saved
from clinicpress.ground.problems import InputProblems, Place
from clinicpress.workspace.composer import control_characters
from clinicpress.workspace.workspace import MAX_TEXT_BYTES

MAX_TAGS = 40_000
"""An article of 300 pages has about a third of these."""
MAX_DEPTH = 150
"""Pages that programs make are at most half as deep."""

_DATA = re.compile(r"data:image/[\w.+-]+;base64,([A-Za-z0-9+/=%\s]{100,})")
_CHARSET = re.compile(rb"<(?:meta|\?xml)[^>]{0,300}?(?:charset|encoding)\s*=\s*[\"']?\s*([\w.:-]{1,40})", re.IGNORECASE)
_SAYS_SO_WITHIN = 4096
"""So many bytes are looked at for the page's own word of its encoding."""
_ALSO = {"iso-8859-1": "cp1252", "latin-1": "cp1252", "latin1": "cp1252", "us-ascii": "cp1252", "ascii": "cp1252"}
"""What browsers take for another encoding (Encoding Standard, 4.2)."""
_NO_PAGE = (b"%PDF", b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"{\\rtf")


@dataclass(frozen=True)
class Page:
    """A page as a tree, and what goes with it."""

    name: str
    root: Node
    body: Node
    folder: Path | None
    title: str = ""
    address: str = ""
    """Where it was saved from."""
    base: str = ""
    """What its links are relative to."""
    pictures: Mapping[str, bytes] = field(default_factory=dict)
    """Pictures that stood in the page itself, by the address that stands in their place."""
    notes: tuple[str, ...] = ()

    def place(self, address: str) -> str:
        """Return the name of the place in this page that an address leads to; empty where it leads elsewhere."""
        return place_in(self.address, address)


def open_page(name: str, saved: Saved, folder: Path | None) -> Page:
    """Open a page; raises InputProblems where it is none, or too big."""
    text, notes = _decoded(name, saved.content)
    text, within = _without_data(text)
    if problems := control_characters(name, text):
        raise InputProblems(problems)
    _check(name, text)
    root = JustHTML(text, sanitize=False, scripting_enabled=False, track_node_locations=True).root
    _check_depth(name, root)
    body = next(elements(root, "body"), root)
    notes += restore(body, "".join(str(each.data or "") for node in elements(root, "style") for each in node.children))
    comments = (str(node.data or "") for node in root.children or () if node.name == "#comment")
    address = (
        saved.address or next(filter(None, map(saved_from, comments)), "") or _named(root, "link", "canonical", "href")
    )
    address = address or _named(root, "meta", "og:url", "content")
    base = next((attribute(node, "href") for node in elements(root, "base") if attribute(node, "href")), "")
    titles = (node for node in elements(root, "title") if node.namespace == "html" and node.children)
    title = next((words_of(node.children[0]) for node in titles), "")
    return Page(
        name, root, body, folder, title, address, joined(address, base), {**within, **saved.pictures}, tuple(notes)
    )


def _named(root: Node, tag: str, name: str, value: str) -> str:
    """Return what the head of a page says under a name, where it is a web address."""
    keys = ("rel", "property", "name")
    found = (attribute(node, value) for node in elements(root, tag) if name in {attribute(node, key) for key in keys})
    return next((each for each in found if each.lower().startswith(("http:", "https:"))), "")


def _decoded(name: str, content: bytes) -> tuple[str, list[str]]:
    """Return the text of a page, and a note where its encoding had to be guessed."""
    if content.startswith(_NO_PAGE):
        raise InputProblems.one(Place(name), "this is not a web page", "save it in the browser as “Webpage, complete”")
    notes: list[str] = []
    for coding in _codings(content):
        try:
            text = content.decode(coding)
            break
        except (UnicodeDecodeError, LookupError):
            continue
    else:
        text = content.decode("cp1252", "replace")
        notes.append("the page was read as Windows-1252, for it is not UTF-8: look at its quotes, dashes and accents")
    return text.replace("\r\n", "\n").replace("\r", "\n").replace("\0", ""), notes


def _codings(content: bytes) -> list[str]:
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return ["utf-16"]
    found = ["utf-8-sig"]
    head = content[:_SAYS_SO_WITHIN]
    if head.count(b"\0") > len(head) // 3:
        found = ["utf-16-le", "utf-16-be"] if head[1:2] == b"\0" else ["utf-16-be", "utf-16-le"]
    if said := _CHARSET.search(head):
        coding = said[1].decode("ascii", "replace").lower()
        coding = _ALSO.get(coding, coding)
        found += [coding] if _is_of_text(coding) else []
    return found


def _is_of_text(coding: str) -> bool:
    try:
        b"a".decode(coding, "replace")
    except (LookupError, UnicodeError):
        return False
    return codecs.lookup(coding).name not in {"utf-7", "utf-16", "utf-32", "idna"}


def _without_data(text: str) -> tuple[str, dict[str, bytes]]:
    """Put short names in the place of pictures that stand in a page as data; returns it with the pictures."""
    found: dict[str, bytes] = {}

    def named(match: re.Match[str]) -> str:
        try:
            content = base64.b64decode(re.sub(r"\s|%0[AaDd]", "", match[1].replace("%2B", "+").replace("%3D", "=")))
        except (binascii.Error, ValueError):
            return match[0][:100]
        name = f"data:picture-{len(found) + 1}"
        found[name] = content
        return name

    return _DATA.sub(named, text), found


def _check(name: str, text: str) -> None:
    """Refuse a page that is too long, or has too many tags; raises InputProblems."""
    hint = "copy the article itself into a Word document, or make several brochures of it"
    if (size := len(text.encode())) > MAX_TEXT_BYTES:
        what = f"{size / 1e6:.1f} MB without its pictures, at most {MAX_TEXT_BYTES / 1e6:.0f} MB"
        raise InputProblems.one(Place(name), f"the page is too big: {what}", hint)
    if (tags := text.count("<")) > MAX_TAGS:
        raise InputProblems.one(Place(name), f"the page has {tags:,} tags, at most {MAX_TAGS:,}", hint)


def _check_depth(name: str, root: Node) -> None:
    waiting = [(root, 0)]
    while waiting:
        node, depth = waiting.pop()
        if depth > MAX_DEPTH:
            line, column = node.origin_location or (1, 1)
            message = f"tags stand in each other more than {MAX_DEPTH} levels deep here"
            raise InputProblems.one(
                Place(name, line, column), message, "copy the article itself into a Word document, and begin from that"
            )
        waiting += [(child, depth + 1) for child in node.children or ()]
