"""HTML in a Markdown text: what its tags say of the words between them.

A few tags have the meaning of marks that a brochure has, or of signs; some say nothing. All others may
be words that only look like a tag, such as <name of the clinic>, and stay as they were typed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser

from clinicpress.drafting.article import Run
from clinicpress.drafting.signs import ABOVE, BELOW, set_off

BREAK = Run("\n")
STRUCK = {"del", "s", "strike"}

_STRONG, _EM = {"b", "strong"}, {"i", "em"}
_WHERE = {"sup": ABOVE, "sub": BELOW}
_SILENT = {
    "span",
    "u",
    "ins",
    "mark",
    "small",
    "big",
    "font",
    "abbr",
    "cite",
    "kbd",
    "code",
    "samp",
    "var",
    "wbr",
    "nobr",
}
_BLOCKS = {
    "address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details", "div", "dl", "dt",
    "figcaption", "figure", "footer", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "html", "li", "main", "nav",
    "ol", "p", "pre", "section", "summary", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul",
}  # fmt: skip
_UNSEEN = {"script", "style", "template", "title", "head"}
_TELLING = {"style", "class", "hidden", "color", "size", "dir", "start", "type", "reversed"}
"""Attributes that may change what is seen of the words."""


@dataclass
class Html:
    """The tags that are open at a place of a text, and what must be told of those before."""

    doubts: list[str] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)
    """What stood in comments, which are no text."""
    dropped: list[str] = field(default_factory=list)
    """Tags that are not printed."""
    _open: list[tuple[str, str]] = field(default_factory=list)
    """Names of open tags, with the address of a link."""

    def take(self, source: str, like: Run, is_struck: bool = False) -> Iterator[Run]:
        """Yield what a piece of HTML says, set like a run; a line break is a run of its own."""
        parser = _Parser()
        parser.feed(source)
        parser.close()
        for kind, name, raw, attributes in parser.events:
            if kind == "text":
                yield from self.say(re.sub(r"\s*\n\s*", " ", raw), like, is_struck)
            elif kind == "comment":
                self.remarks.append(raw)
                yield Run("")
            elif name not in _known:
                self.doubts.append(f"“{raw}” is printed as it was typed: is it text?")
                yield Run(raw, like.strong, like.em, like.href)
            else:
                self.dropped.append(raw)
                yield from self._tag(kind, name, raw, attributes)

    def _tag(self, kind: str, name: str, raw: str, attributes: dict[str, str]) -> Iterator[Run]:
        if kind == "end":
            at = next((at for at in reversed(range(len(self._open))) if self._open[at][0] == name), None)
            if at is not None:
                del self._open[at]
        elif name in {"br", *_BLOCKS} or name in {"img", "input", "wbr"}:
            pass
        else:
            self._open.append((name, attributes.get("href", "")))
        if kind == "start" and (name in {"img", "input", "q", "font"} or _TELLING & set(attributes)):
            self.doubts.append(f"this HTML may show more than its words, or other ones: “{raw}”")
        if name == "br" or name in _BLOCKS:
            yield BREAK
            yield BREAK

    def say(self, text: str, like: Run, is_struck: bool = False) -> Iterator[Run]:
        """Yield a text as the tags around it want it."""
        names = {name for name, _ in self._open}
        if names & _UNSEEN:
            self.doubts.append(
                f"this stood in HTML that shows no words, and is not printed: “{' '.join(text.split())}”"
            )
            return
        if is_struck or names & STRUCK:
            self.doubts.append(f"this was struck through, and is not printed: “{' '.join(text.split())}”")
            yield Run("")
            return
        for name in names & set(_WHERE):
            text, doubt = set_off(text, _WHERE[name])
            self.doubts += [doubt] if doubt else []
        href = next((href for name, href in reversed(self._open) if name == "a" and href), like.href)
        yield Run(text, like.strong or bool(names & _STRONG), like.em or bool(names & _EM), href)


_known = {*_STRONG, *_EM, *_WHERE, *_SILENT, *_BLOCKS, *_UNSEEN, *STRUCK, "a", "br", "img", "input", "q"}


class _Parser(HTMLParser):
    """Lists texts, tags and comments, each as it was typed."""

    def __init__(self) -> None:
        super().__init__()
        self.events: list[tuple[str, str, str, dict[str, str]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.events.append(("start", tag, self.get_starttag_text() or f"<{tag}>", {k: v or "" for k, v in attrs}))

    def handle_endtag(self, tag: str) -> None:
        self.events.append(("end", tag, f"</{tag}>", {}))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in {"br", "img", "input", "hr", "wbr"}:
            self.handle_endtag(tag)

    def handle_data(self, data: str) -> None:
        self.events.append(("text", "", data, {}))

    def handle_comment(self, data: str) -> None:
        self.events.append(("comment", "", " ".join(data.split()), {}))

    def handle_decl(self, decl: str) -> None:
        self.events.append(("comment", "", decl, {}))

    def handle_pi(self, data: str) -> None:
        self.events.append(("comment", "", data, {}))

    def unknown_decl(self, data: str) -> None:
        self.events.append(("text", "", data, {}))
