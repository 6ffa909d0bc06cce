"""Markdown as an article: CommonMark with tables, read by markdown-it-py.

HTML is kept as literal words. Pictures are taken from files beside the article. What a brochure has
no place for (lists in lists, quotations, code, titles of links) stays as text, with a doubt.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.common.normalize_url import normalizeLinkText
from markdown_it.common.utils import unescapeAll
from markdown_it.tree import SyntaxTreeNode

from clinicpress.composer import parse_yaml
from clinicpress.drafting.article import Article, Grid, Heading, Items, Paragraph, Picture, Piece, Run, marked, texts_in
from clinicpress.drafting.cues import NOTE_WORDS, SOURCE_WORDS, label_of
from clinicpress.drafting.plaintext import FLATTENED
from clinicpress.markup import addresses, literal, without_marks
from clinicpress.problems import InputProblems

PICTURES = {".png", ".jpg", ".jpeg", ".svg"}
JOINED = "several paragraphs of a list's item were joined"

_WORD = re.compile(r"[^\W\d_]+")
_CELL_END = re.compile(r"(?<!\\)\|")
_FRONT = re.compile(r"\A---[ \t]*\n(?P<yaml>.*?)^(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL | re.MULTILINE)


def read_markdown(name: str, text: str, folder: Path) -> Article:
    """Take a Markdown text apart; pictures are looked for below `folder`."""
    front = _FRONT.match(text)
    title, subtitle, notes = _front_matter(name, front["yaml"]) if front else ("", "", [])
    if front:
        text = text[front.end() :]
    parser = MarkdownIt("commonmark", {"html": False}).enable("table")
    found: dict[str, object] = {}
    tokens = parser.parse(text, found)
    reader = _Reader(folder, text.split("\n"))
    pieces = tuple(reader.blocks(SyntaxTreeNode(tokens)))
    notes += reader.notes
    used = {str(token.attrs.get(key)) for one in tokens for token in one.children or [] for key in ("href", "src")}
    references: Any = found.get("references", {})
    for label, target in references.items():
        if target["href"] not in used or target.get("title"):
            notes.append(f"the article says of “{label}”: {target['href']} {target.get('title', '')}".rstrip())
    kept = [title, subtitle, *notes, *(word for piece in pieces for word in _kept(piece)), *references]
    if lost := _lost(text, kept):
        notes.append(f"these words found no other place: {' '.join(lost)}")
    return Article(pieces, title, subtitle, notes=tuple(notes))


def _kept(piece: Piece) -> Iterator[str]:
    """Yield everything that a piece keeps of the article."""
    yield from map(without_marks, texts_in(piece))
    yield from (address for text in texts_in(piece) for address in addresses(text))
    yield from piece.doubts
    if isinstance(piece, Picture):
        yield from (piece.name, piece.alt, piece.caption)


def _lost(text: str, kept: Sequence[str]) -> list[str]:
    """List the words of a text that are nowhere in what was kept of it: the last look at nothing being lost."""
    said = re.sub(r"[*\\]", "", " ".join(kept)).casefold()
    known = {*_WORD.findall(said), *_WORD.findall(normalizeLinkText(said))}
    words = _WORD.findall(re.sub(r"[*\\]", "", unescapeAll(text)))
    return list(dict.fromkeys(word for word in words if word.casefold() not in known))


def _front_matter(name: str, text: str) -> tuple[str, str, list[str]]:
    """Return the title, the subtitle, and notes with all else that stands in the lines above a Markdown text."""
    try:
        values = parse_yaml(name, text).plain()
    except InputProblems:
        values = text
    if not isinstance(values, dict):
        return "", "", [f"the article begins with: {' '.join(text.split())}"] if text.strip() else []
    kept = {key: str(values.pop(key)) for key in ("title", "subtitle") if isinstance(values.get(key), str)}
    said = [f"the article says at its top: {key}: {_said(value)}" for key, value in values.items()]
    return kept.get("title", ""), kept.get("subtitle", ""), said


def _said(value: object) -> str:
    if isinstance(value, list):
        return ", ".join(map(_said, value))
    if isinstance(value, dict):
        return ", ".join(f"{key}: {_said(each)}" for key, each in value.items())
    return "" if value is None else str(value)


class _Reader:
    """Makes pieces of the syntax tree, and notes what found no place in one."""

    def __init__(self, folder: Path, lines: list[str]) -> None:
        self.folder = folder
        self.lines = lines
        self.notes: list[str] = []
        self.pictures: list[Picture] = []

    def blocks(self, parent: SyntaxTreeNode) -> Iterator[Piece]:
        """Yield the pieces of everything inside a node."""
        for node in parent.children:
            if node.type == "heading":
                text, doubts = self.text(node)
                yield Heading(text, int(node.tag[1]), doubts=doubts)
            elif node.type == "paragraph":
                for runs in _lines(self.runs(node)):
                    text, doubts = marked(runs)
                    if text.strip():
                        yield Paragraph(text.strip(), doubts=doubts)
            elif node.type in {"bullet_list", "ordered_list"}:
                yield self.items(node)
            elif node.type == "table":
                yield self.grid(node)
            elif node.type == "blockquote":
                for piece in self.blocks(node):
                    yield piece.doubted("this stood as a quotation")
            elif node.type in {"fence", "code_block"}:
                words = " ".join(f"{node.info} {node.content}".split())
                yield Paragraph(literal(words), doubts=("this stood as program code",))
            elif node.type != "hr":
                yield from self.blocks(node)
            yield from self.pictures
            self.pictures = []

    def text(self, parent: SyntaxTreeNode) -> tuple[str, tuple[str, ...]]:
        """Return all text of a node in one line, with doubts."""
        text, doubts = marked(Run(" ") if run.text == "\n" else run for run in self.runs(parent))
        return text.strip(), doubts

    def items(self, node: SyntaxTreeNode) -> Items:
        """Return a list with the items of the lists in it."""
        texts: list[str] = []
        doubts: list[str] = []
        self._collect(node, texts, doubts)
        if int(node.attrs.get("start", 1)) != 1:
            doubts.append(f"the list's numbers began with {node.attrs['start']}")
        return Items(tuple(texts), node.type == "ordered_list", doubts=tuple(dict.fromkeys(doubts)))

    def _collect(self, node: SyntaxTreeNode, texts: list[str], doubts: list[str]) -> None:
        for item in node.children:
            own: list[str] = []
            for child in item.children:
                if child.type in {"bullet_list", "ordered_list"}:
                    if own:
                        texts.append(" ".join(own))
                        own = []
                    doubts.append(FLATTENED)
                    self._collect(child, texts, doubts)
                elif child.type in {"fence", "code_block"}:
                    own.append(literal(" ".join(f"{child.info} {child.content}".split())))
                else:
                    text, found = self.text(child)
                    doubts += found
                    own += [text] if text else []
            if len(own) > 1:
                doubts.append(JOINED)
            texts += [" ".join(own)] if own else []

    def grid(self, node: SyntaxTreeNode) -> Grid:
        """Return a table; rows have as many cells as the head, and what is more becomes a doubt."""
        doubts: list[str] = []
        rows: list[tuple[str, ...]] = []
        for row in (row for part in node.children for row in part.children):
            cells = [self.text(cell) for cell in row.children]
            rows.append(tuple(text for text, _ in cells))
            doubts += [doubt for _, found in cells for doubt in found]
        begin, end = node.map or (0, 0)
        for line in self.lines[begin:end]:
            more = _CELL_END.split(line.strip().removeprefix("|"))[len(rows[0]) :]
            if any(cell.strip() for cell in more):
                doubts.append(f"a row has more cells than the head; left over: {' '.join(' '.join(more).split())}")
        return Grid(rows[0], tuple(rows[1:]), doubts=tuple(dict.fromkeys(doubts)))

    def runs(self, parent: SyntaxTreeNode) -> list[Run]:
        """Return the text of a node as runs; a line break is a run of its own."""
        found: list[Run] = []
        self._runs(parent, Run(""), found)
        return found

    def _runs(self, parent: SyntaxTreeNode, like: Run, found: list[Run]) -> None:
        for node in parent.children:
            strong, em = like.strong or node.type == "strong", like.em or node.type == "em"
            if node.type in {"text", "code_inline"}:
                found.append(Run(node.content, like.strong, like.em, like.href))
            elif node.type == "softbreak":
                found.append(Run("\n"))
            elif node.type == "hardbreak":
                found += [Run("\n"), Run("\n")]
            elif node.type == "image":
                self._picture(node)
            elif node.type == "link":
                href = str(node.attrs["href"])
                if node.attrs.get("title"):
                    self.notes.append(f"the link to {href} has the title “{node.attrs['title']}”")
                before = len(found)
                self._runs(node, Run("", strong, em, href), found)
                if len(found) == before:
                    self.notes.append(f"a link without text leads to {href}")
            else:
                self._runs(node, Run("", strong, em, like.href), found)

    def _picture(self, node: SyntaxTreeNode) -> None:
        target = normalizeLinkText(str(node.attrs["src"]))
        alt = " ".join(run.text for run in self.runs(node)) if node.children else node.content
        said = f"{target} “{alt}”" if alt else target
        if title := str(node.attrs.get("title", "")):
            said += f" ({title})"
        path = (self.folder / target).resolve()
        is_beside = path.suffix.lower() in PICTURES and path.is_relative_to(self.folder.resolve()) and path.is_file()
        if not is_beside:
            self.notes.append(
                f"a picture was not taken over: {said}; put its file into figures/ and add a figure block"
            )
            return
        self.pictures.append(Picture(path.name, path.read_bytes(), alt.strip(), literal(title)))


def _lines(runs: Sequence[Run]) -> Iterator[list[Run]]:
    """Part a paragraph where the author broke the line, or where the next line begins with a label."""
    line: list[Run] = []
    for index, run in enumerate(runs):
        if run.text != "\n":
            line.append(run)
            continue
        is_hard = index > 0 and runs[index - 1].text == "\n"
        label = label_of("".join(after.text for after in runs[index + 1 :]).strip())
        if is_hard or (label and label.word in SOURCE_WORDS | NOTE_WORDS):
            yield line
            line = []
        else:
            line.append(Run(" "))
    yield line
