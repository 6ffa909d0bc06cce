"""Markdown as an article: CommonMark with tables and struck text, read by markdown-it-py.

Pictures are taken from files beside the article. What a brochure has no place for (quotations, code,
HTML) stays as text, with a doubt; struck text and comments are no text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.common.normalize_url import normalizeLinkText
from markdown_it.common.utils import unescapeAll
from markdown_it.token import Token
from markdown_it.tree import SyntaxTreeNode

from clinicpress.content.inline import addresses, literal, marks_in, without_marks
from clinicpress.drafting.article import (
    BROKEN,
    Article,
    Grid,
    GridCell,
    Heading,
    Item,
    Items,
    Paragraph,
    Picture,
    Piece,
    Run,
    closed,
    doubts_in,
    in_one_line,
    marked,
    named,
    texts_in,
    walked,
    width_of,
)
from clinicpress.drafting.bounds import check_depth
from clinicpress.drafting.captions import captioned
from clinicpress.drafting.cues import label_of
from clinicpress.drafting.definitions import terms_in, with_terms
from clinicpress.drafting.dialects import (
    ATTRIBUTES,
    BOX,
    NOTE_MARK,
    WIDTH,
    Escaped,
    foreign_marks,
    share_of,
    with_signs,
    without_notes,
)
from clinicpress.drafting.doubts import AS_QUOTATION, stood
from clinicpress.drafting.nearby import nearby
from clinicpress.drafting.rawhtml import BREAK, Html
from clinicpress.drafting.rows import side_by_side
from clinicpress.drafting.rubrics import rubrics
from clinicpress.drafting.tally import nowhere, words_in
from clinicpress.ground.problems import InputProblems, Place
from clinicpress.workspace.composer import parse_yaml

PICTURES = {".png", ".jpg", ".jpeg", ".svg"}
CODE = "this stood as program code"

_NUMBER = re.compile(r"^[ \t>]*(?:[-*+][ \t]+)*[0-9]{1,9}[.)](?=\s)", re.MULTILINE)
_SET_OFF = re.compile("([⁰¹²³⁴-⁾ⁿ₀-₎]+)")
_CELL_END = re.compile(r"(?<!\\)\|")
_CLOSING = frozenset(")]}.,;:!?…%\"'”’»")
_FRONT = re.compile(r"\A---[ \t]*\n(?P<yaml>.*?)^(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL | re.MULTILINE)


def read_markdown(name: str, text: str, folder: Path) -> Article:
    """Take a Markdown text apart; pictures are looked for below `folder`."""
    front = _FRONT.match(text)
    title, subtitle, unsaid = _front_matter(name, front["yaml"]) if front else ("", "", [])
    above_lost: list[str] = []
    if front:
        text = text[front.end() :]
        above_lost = _lost(front["yaml"], ["title", "subtitle", title, subtitle, *unsaid], ())
    text, footnotes = without_notes(text)
    parser = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"]).disable("text_join")
    found: dict[str, object] = {}
    tokens = _joined(parser.parse(text, found))
    above = 1 + (front[0].count("\n") if front else 0)
    for token in tokens:
        check_depth(Place(name, above + (token.map or [0])[0]), (each.level for each in token.children or ()))
    reader = _Reader(folder, text.split("\n"), footnotes)
    pieces = tuple(with_terms(reader.blocks(SyntaxTreeNode(tokens))))
    unsaid += reader.unsaid
    used = {str(token.attrs.get(key)) for one in tokens for token in one.children or [] for key in ("href", "src")}
    references: Any = found.get("references", {})
    for label, target in references.items():
        if target["href"] not in used:
            unsaid.append(f"of “{label}”: {target['href']} {target.get('title', '')}".rstrip())
    notes = []
    if unsaid:
        also = f"the article also says: {'; '.join(unsaid)}."
        notes.append(f"{also} Write what readers need of it into the brochure, then remove this note")
    if remarks := ", ".join(f"“{each}”" for each in dict.fromkeys(reader.html.remarks)):
        notes.append(f"the article has remarks: {remarks}. Settle them, then remove this note")
    unused = (each for each in footnotes if each not in reader.noted)
    doubts = [*reader.taken(), *(f"nothing leads to this footnote: “{footnotes[each]}”" for each in unused)]
    kept = [title, subtitle, *notes, *doubts, *references, *footnotes]
    kept += [word for piece in pieces for word in _kept(piece)]
    if lost := nowhere([*above_lost, *_lost(text, kept, reader.html.dropped)]):
        doubts.append(lost)
    return Article(pieces, title, subtitle, notes=tuple(notes), doubts=tuple(doubts))


def _joined(tokens: Sequence[Token]) -> list[Token]:
    """Join the texts of tokens; a sign behind a backslash stays apart, for it is no mark of any dialect."""
    made: list[Token] = []
    for token in tokens:
        if token.children:
            token.children = _joined(token.children)
        if token.type == "text_special" and token.info == "entity":
            token.type = "text"
        if made and made[-1].type == token.type == "text":
            made[-1].content += token.content
        else:
            made.append(token)
    return made


def _kept(piece: Piece) -> Iterator[str]:
    """Yield everything that a piece keeps of the article."""
    yield from map(without_marks, texts_in(piece))
    yield from (address for text in texts_in(piece) for address in addresses(text))
    yield from doubts_in(piece)
    for each in walked((piece,)):
        yield from each.anchors
        if isinstance(each, Picture):
            yield from (each.name, each.alt)


def _lost(text: str, kept: Sequence[str], tags: Sequence[str]) -> list[str]:
    """List the words of a text that are nowhere in what was kept of it: the last look at nothing being lost."""
    said = " ".join(kept)
    known = {word for each in (said, _SET_OFF.sub(r" \1 ", said), normalizeLinkText(said)) for word in words_in(each)}
    marks = "|".join(map(re.escape, sorted({*tags, "*", "\\"}, key=len, reverse=True)))
    lost: dict[str, None] = {}
    for chunk in re.sub(marks, "\0", unescapeAll(_NUMBER.sub("", text))).split():
        # A mark within a word may part it, or not.
        whole, parted = (
            [word for word in words_in(chunk.replace("\0", put)) if word not in known] for put in ("", " ")
        )
        lost |= dict.fromkeys(whole if len(whole) < len(parted) else parted)
    return list(lost)


def _front_matter(name: str, text: str) -> tuple[str, str, list[str]]:
    """Return the title, the subtitle, and all else that stands in the lines above a Markdown text."""
    try:
        values = parse_yaml(name, text).plain()
    except InputProblems:
        values = text
    if not isinstance(values, dict):
        return "", "", [" ".join(text.split())] if text.strip() else []
    kept = {key: str(values.pop(key)) for key in ("title", "subtitle") if isinstance(values.get(key), str)}
    said = [f"{key}: {_said(value)}" for key, value in values.items()]
    return kept.get("title", ""), kept.get("subtitle", ""), said


def _said(value: object) -> str:
    if isinstance(value, list):
        return ", ".join(map(_said, value))
    if isinstance(value, dict):
        return ", ".join(f"{key}: {_said(each)}" for key, each in value.items())
    return "" if value is None else str(value)


class _Reader:
    """Makes pieces of the syntax tree, and notes what found no place in one."""

    def __init__(self, folder: Path, lines: list[str], footnotes: dict[str, str]) -> None:
        self.folder = folder
        self.lines = lines
        self.footnotes = footnotes
        self.noted: set[str] = set()
        self.unsaid: list[str] = []
        """What the article says and a page does not show."""
        self.pictures: list[Picture] = []
        self.html = Html()

    def taken(self) -> list[str]:
        """Return the doubts so far, each once, and begin anew."""
        doubts, self.html.doubts = list(dict.fromkeys(self.html.doubts)), []
        return doubts

    def blocks(self, parent: SyntaxTreeNode) -> Iterator[Piece]:
        """Yield the pieces of everything inside a node."""
        for node in parent.children:
            if node.type == "heading":
                yield self.heading(node)
            elif node.type == "paragraph":
                runs = self.runs(node)
                terms = terms_in(runs)
                yield from [terms.doubted(*self.taken())] if terms else self.paragraphs(runs)
                if are_narrow(self.pictures) and not any(run.text.strip() for run in runs):
                    yield side_by_side(self.pictures)
                    self.pictures = []
            elif node.type == "html_block":
                runs = list(closed(self.html.take(node.content, Run(""))))
                yield from (piece.doubted("this stood as HTML") for piece in self.paragraphs(runs))
            elif node.type in {"bullet_list", "ordered_list"}:
                yield from self.items(node)
            elif node.type == "table":
                yield self.grid(node)
            elif node.type == "blockquote":
                yield from stood(list(self.blocks(node)), AS_QUOTATION)
            elif node.type in {"fence", "code_block"}:
                words = " ".join(f"{node.info} {node.content}".split())
                yield Paragraph(literal(words), doubts=(CODE,))
            elif node.type != "hr":
                yield from self.blocks(node)
            yield from self.pictures
            self.pictures = []

    def heading(self, node: SyntaxTreeNode) -> Heading:
        """Return a heading; {#name} behind its words is a name that links lead to."""
        text, doubts = self.text(node)
        last = _typed_text(node, -1)
        found = ATTRIBUTES.search(text) if ATTRIBUTES.search(last) else None
        if found is None:
            return Heading(text, int(node.tag[1]), doubts=doubts)
        anchors = tuple(re.findall(r"#([^\s#.{}]+)", found[0]))
        if not anchors:
            doubts = (*doubts, f"this heading ended with “{found[0].strip()}”")
        return Heading(text[: found.start()], int(node.tag[1]), doubts=doubts, anchors=anchors)

    def paragraphs(self, found: Sequence[Run]) -> Iterator[Paragraph]:
        """Yield the paragraphs that runs make; those after a line break begin anew."""
        for runs in _lines(found):
            text, doubts = marked(runs)
            if text.strip():
                told = (*self.taken(), *doubts, *foreign_marks(runs))
                yield Paragraph(text.strip(), doubts=told)

    def text(self, parent: SyntaxTreeNode) -> tuple[str, tuple[str, ...]]:
        """Return all text of a node in one line, with doubts."""
        runs = self.runs(parent)
        is_broken = parent.type != "heading" and (BREAK, BREAK) in pairwise(runs)
        line = in_one_line(runs)
        text, doubts = marked(line)
        told = (*self.taken(), *doubts, *foreign_marks(line))
        return text.strip(), (*told, f"{BROKEN}: {named([text])}") if is_broken else told

    def items(self, node: SyntaxTreeNode) -> Iterator[Items]:
        """Yield a list, with all that stands in its items; where the numbers that were typed fall back, a new one."""
        if node.type == "bullet_list":
            yield Items(tuple(map(self._item, node.children)))
            return
        typed = [int(item.info) for item in node.children]
        # Who numbers all items with 1 leaves the counting to the program.
        backs = [at for at in range(1, len(typed)) if typed[at] < typed[at - 1]] if len(set(typed)) > 1 else []
        for begin, end in pairwise([0, *backs, len(typed)]):
            yield Items(tuple(map(self._item, node.children[begin:end])), numbered=True, start=typed[begin])

    def _item(self, node: SyntaxTreeNode) -> Item:
        first, *rest = [*self.blocks(node), Paragraph("")]
        if not isinstance(first, Paragraph):
            return Item("", (first, *rest[:-1]))
        item = Item(first.text, tuple(rest[:-1]), doubts=first.doubts)
        bare = item.text.removeprefix("\\")
        box = BOX.match(bare)
        if box is None or not BOX.match(_typed_text(node.children[0], 0)):
            return item
        is_ticked = bool(box["tick"].strip())
        self.html.dropped.append(box[0].strip())
        item = replace(item, text=f"{'☑' if is_ticked else '☐'} {bare[box.end() :]}")
        return item.doubted("this box is ticked in the article: is it meant to be?") if is_ticked else item

    def grid(self, node: SyntaxTreeNode) -> Grid:
        """Return a table; rows have as many cells as the head, and what is more becomes a doubt."""
        doubts: list[str] = []
        rows: list[tuple[GridCell, ...]] = []
        for row in (row for part in node.children for row in part.children):
            cells = [self.text(cell) for cell in row.children]
            rows.append(tuple(GridCell(text) for text, _ in cells))
            doubts += [doubt for _, found in cells for doubt in found]
        begin, end = node.map or (0, 0)
        for line in self.lines[begin:end]:
            more = _CELL_END.split(line.strip().removeprefix("|"))[len(rows[0]) :]
            if any(cell.strip() for cell in more):
                left = " ".join(" ".join(more).split())
                doubts.append(f"a row has more cells than the head; left over: “{left}”")
        return Grid(rows[0], tuple(rows[1:]), doubts=tuple(dict.fromkeys(doubts)))

    def runs(self, parent: SyntaxTreeNode) -> list[Run]:
        """Return the text of a node as runs; a line break is a run of its own."""
        found: list[Run] = []
        self._runs(parent, Run(""), found)
        return list(closed(found))

    def _runs(self, parent: SyntaxTreeNode, like: Run, found: list[Run], is_struck: bool = False) -> None:
        for before, node in zip((None, *parent.children), parent.children, strict=False):
            strong, em = like.strong or node.type == "strong", like.em or node.type == "em"
            if node.type in {"strong", "em"} and _is_typed(node, found[-1].text[-1:] if found else ""):
                found += self.html.say(node.markup, like, is_struck)
                self._runs(node, like, found, is_struck)
                found += self.html.say(node.markup, like, is_struck)
            elif node.type == "text":
                text = self._without_note_marks(with_signs(node.content))
                if before is not None and before.type == "image" and (sized := WIDTH.match(text)):
                    self._size(sized)
                    text = text[sized.end() :]
                found += self.html.say(text, like, is_struck)
            elif node.type == "text_special":
                found += (Escaped(**vars(run)) for run in self.html.say(node.content, like, is_struck))
            elif node.type == "code_inline":
                found += self.html.say(node.content, like, is_struck)
            elif node.type == "html_inline":
                found += self.html.take(node.content, like, is_struck)
            elif node.type == "softbreak":
                found.append(BREAK)
            elif node.type == "hardbreak":
                found += [BREAK, BREAK]
            elif node.type == "image":
                self._picture(node)
                found.append(Run(""))
            elif node.type == "link":
                href = str(node.attrs["href"])
                if node.attrs.get("title"):
                    self.unsaid.append(f"the link to {href} has the title “{node.attrs['title']}”")
                if href.startswith("#"):
                    href = normalizeLinkText(href)
                count = len(found)
                self._runs(node, Run("", strong, em, href), found, is_struck)
                if not any(run.text for run in found[count:]):
                    self.html.doubts.append(f"a link without text leads to “{href}”")
            else:
                self._runs(node, Run("", strong, em, like.href), found, is_struck or node.type == "s")

    def _without_note_marks(self, text: str) -> str:
        """Take the marks of footnotes out of a text; what the footnotes say are doubts."""

        def told(mark: re.Match[str]) -> str:
            if mark["name"] not in self.footnotes:
                self.html.doubts.append(f"“{mark[0]}” is printed as it was typed: there is no such footnote")
                return mark[0]
            self.noted.add(mark["name"])
            self.html.doubts.append(f"the article has a footnote here: “{self.footnotes[mark['name']]}”")
            return ""

        return NOTE_MARK.sub(told, text)

    def _size(self, sized: re.Match[str]) -> None:
        """Keep the width that stands behind a picture."""
        self.html.dropped.append(sized[0])
        if self.pictures and (share := share_of(sized["width"], sized["unit"])):
            self.pictures[-1] = replace(self.pictures[-1], width=width_of(share))

    def _picture(self, node: SyntaxTreeNode) -> None:
        target = normalizeLinkText(str(node.attrs["src"]))
        alt = " ".join(run.text for run in self.runs(node)) if node.children else node.content
        named_so = f"“{node.attrs['src']}”"
        said = f"{named_so}: “{alt}”" if alt else named_so
        if title := str(node.attrs.get("title", "")):
            said += f" (“{title}”)"
        content = nearby(self.folder, target) if Path(target).suffix.lower() in PICTURES else None
        if content is None:
            told = f"a picture was not taken over: {said}; put its file into figures/ and add a figure block"
            self.html.doubts.append(told)
            return
        picture = Picture(Path(target).name, content, alt.strip())
        self.pictures.append(captioned(picture, Paragraph(literal(title))) if title else picture)


def _typed_text(node: SyntaxTreeNode, at: int) -> str:
    """Return the first or last text of a heading or paragraph; empty where something else stands there."""
    (inline,) = node.children
    found = inline.children[at] if inline.children else None
    return found.content if found is not None and found.type == "text" else ""


def _is_typed(node: SyntaxTreeNode, before: str) -> bool:
    """Tell whether stars that are marks in Markdown are signs here: those of footnotes, or between quotes."""
    said = "".join(inner.content for inner in node.walk() if not inner.children)
    if node.markup[:1] != "*":
        return False
    if before[-1:].isdigit() and said[:1].isdigit():
        return True  # 2*3*4 is a product
    if said[:1] not in _CLOSING:
        return False
    return not any(mark.start() == len(before) for mark in marks_in(f"{before}{node.markup}{said}{node.markup}"))


def are_narrow(pictures: Sequence[Picture]) -> bool:
    """Tell whether pictures say that they are narrow enough to stand beside each other."""
    return len(pictures) > 1 and all(picture.width in {"half", "third"} for picture in pictures)


def _lines(runs: Sequence[Run]) -> Iterator[list[Run]]:
    """Part a paragraph where the author broke the line, or where the next line begins with a label."""
    line: list[Run] = []
    for index, run in enumerate(runs):
        if run.text != "\n":
            line.append(run)
            continue
        is_hard = index > 0 and runs[index - 1].text == "\n"
        label = label_of("".join(after.text for after in runs[index + 1 :]).strip())
        if is_hard or (label and label.word in rubrics()):
            yield line
            line = []
        else:
            line.append(Run(" "))
    yield line
