"""The runs of a Word paragraph: what they say, and what of it a brochure cannot say in the same way.

Struck and hidden text is left out, raised figures become signs, of fields only the result is taken.
Whatever is left out, or may mean something else on a page, is a doubt with its words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby
from typing import Any

from clinicpress.content.inline import literal
from clinicpress.drafting.article import Paragraph, Piece, Run, closed
from clinicpress.drafting.doubts import IN_DRAWING, IN_FORMULA, above_a_word, chosen, ticked
from clinicpress.drafting.flow import WITHIN
from clinicpress.drafting.signs import ABOVE, is_of_signs, set_off, sign_of
from clinicpress.drafting.tally import lost_words
from clinicpress.drafting.word.changes import DELETED, deleted_text
from clinicpress.drafting.word.fields import Fields
from clinicpress.drafting.word.formula import MATH, in_line
from clinicpress.drafting.word.package import COMMENTS, ENDNOTES, FOOTNOTES, Package
from clinicpress.drafting.word.pictures import picture_in
from clinicpress.drafting.word.styles import FALLBACK, Look, Styles
from clinicpress.drafting.word.xml import children_named, is_on, number_in, qn, text_of, value_of

AS_SIGN = "a sign of the font {font} was written as “{sign}”: compare it with the document"
SHAPE = "a shape is drawn here, such as an arrow, that was not taken over: say in words what it points to"

_ANCHOR = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}anchor"
"""What holds a drawing that text flows around, so that it stands in no line."""
_DRAWN = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_SHAPE = "{http://schemas.microsoft.com/office/word/2010/wordprocessingShape}wsp"
_VML = "{urn:schemas-microsoft-com:vml}"
_EMOJI = "{http://schemas.microsoft.com/office/word/2015/wordml/symex}symEx"
ALTERNATIVES = "{http://schemas.openxmlformats.org/markup-compatibility/2006}AlternateContent"
_CHOICE = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Choice"
TICKED = "☒"
_W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
SKIPPED = {qn("w:pPr"), qn("w:rPr"), qn("w:sectPr"), qn("w:tblPr"), qn("w:delText"), qn("w:sdtPr"), qn("w:rt")}
BOXES = qn("w:txbxContent")
_TEXTS = {qn("w:t"): "", f"{MATH}t": IN_FORMULA, f"{_DRAWN}t": IN_DRAWING}
_SHOWING = {
    *_TEXTS, BOXES, _SHAPE, qn("w:sym"), _EMOJI, f"{_DRAWN}blip", f"{_VML}imagedata", f"{_VML}textpath",
    f"{_DRAWN}graphicData",
}  # fmt: skip
"""What shows something, so that no alternative to it is needed."""
_CHART = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
_UNSAID = {qn("w:instrText"), qn("w:delText"), qn("w:delInstrText"), f"{_CHART}f", f"{_CHART}formatCode"}
_MEASURES = (
    "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}position",
    "{http://schemas.microsoft.com/office/word/2010/wordprocessingDrawing}",
)
"""Elements whose text is a code or a measure."""
_BREAKS = {qn("w:br"), qn("w:cr")}
_SIGNS = {qn("w:tab"): " ", qn("w:ptab"): " ", qn("w:noBreakHyphen"): "\u2011", qn("w:softHyphen"): "\u00ad"}
_NOTES = {
    qn("w:footnoteReference"): ("footnote", FOOTNOTES, qn("w:footnote")),
    qn("w:endnoteReference"): ("endnote", ENDNOTES, qn("w:endnote")),
    qn("w:commentReference"): ("comment", COMMENTS, qn("w:comment")),
}
_PARTED = {*_BREAKS, *_SIGNS, *_NOTES, BOXES, qn("w:moveFrom"), qn("w:rt")}
_PLAIN_SHAPES = {"line", "straightConnector1", "rect", "roundRect"}
_CITED = re.compile(r"\s*[0-9]{1,3}(?:\s*[,;]\s*[0-9]{1,3})+\s*")
"""Numbers of references, as they stand above the line; after a word they are no power with a comma."""
_WORD_ENDS = re.compile(r"[^\W\d]\W*\Z")
_DRAWING = re.compile(r"chart|diagram")


class Runs:
    """Reads the runs of one part of the document; gathers doubts, and what hangs on a paragraph."""

    def __init__(self, package: Package, part: Any, styles: Styles) -> None:
        self.package = package
        self.part = part
        self.styles = styles
        self.doubts: list[str] = []
        self.hanging: list[Piece] = []
        self.boxes: list[Any] = []
        self.moved: list[str] = []
        """Texts that stand elsewhere, too."""
        self._codes: list[str] = []
        self._fields = Fields(package.places)
        self._anchors: list[str] = []
        self._paragraph: Any = None
        self._notes: dict[tuple[str, str], str] = {}
        self._noted: set[str] = set()
        self._left = ("", "")
        self._shown: list[tuple[str, str]] = []
        """The texts of a paragraph, each with why it is left out."""
        self._printed = ""
        self._has_signs = False
        self._is_in_line = False
        """Whether a picture stands in the line that is read."""

    def taken(self) -> list[str]:
        """Return the doubts so far, each once, and begin anew."""
        doubts, self.doubts = list(dict.fromkeys(self.doubts)), []
        self._left = ("", "")
        return doubts

    def finish(self) -> None:
        """Tell what stands in a field that has no end."""
        if said := " ".join("".join(self._codes).split()):
            self.doubts.append(f"a field of Word has no end; this stands in it: “{said}”")

    def of(self, paragraph: Any) -> Iterator[Run]:
        """Yield the text of a paragraph; a line break is a run of its own."""
        before, self._paragraph = self._paragraph, paragraph
        yield from closed(self._runs(paragraph, Look(), ""))
        self._paragraph = before
        # Where “40 mg” is struck out beside “20 mg”, the document has a word “mg20” that nobody reads, and where
        # a sign was a letter, one with that letter.
        together, printed = self._shown, self._printed if self._has_signs else ""
        self._shown, self._printed, self._has_signs, self._is_in_line = [], "", False, False
        parted = ["".join(text for _, text in alike) for _, alike in groupby(together, key=lambda each: each[0])]
        if len(parted) > 1 or printed:
            self.moved += lost_words(["".join(text for _, text in together)], [printed] if printed else parted)

    def anchor(self, mark: Any) -> None:
        """Remember the name of the place that stands here, where something leads to it."""
        if (name := value_of(mark, "w:name")) in self.package.places:
            self._anchors.append(name)

    def anchors(self) -> tuple[str, ...]:
        """Return the names of the places so far, and begin anew."""
        anchors, self._anchors = tuple(dict.fromkeys(self._anchors)), []
        return anchors

    def leave_out(self, why: str, text: str) -> None:
        """Tell that a text is left out; what follows it at once, for the same reason, is told with it."""
        if self._left[0] == why and self.doubts:
            self.doubts.pop()
            text = self._left[1] + text
        self._left = (why, text)
        self.doubts.append(f"{why}, and is not printed: “{' '.join(text.split())}”")

    def leave_out_deleted(self, element: Any) -> None:
        """Tell what was deleted, unless it was moved to another place."""
        text = deleted_text(element)
        if element.tag == qn("w:moveFrom") and text in self.package.moved:
            self.moved.append(text)
        elif text:
            self.leave_out("this was deleted here, in a change that nobody has accepted", text)

    def leave_out_placeholder(self, element: Any) -> None:
        """Tell that a form of the document has a place that nobody filled in."""
        self.leave_out("this stands in a place that nobody has filled in", said_in(element))

    def _runs(self, parent: Any, look: Look, href: str) -> Iterator[Run]:
        for child in parent:
            tag = child.tag
            if not isinstance(tag, str) or tag in SKIPPED:
                continue
            if tag == f"{MATH}oMath":
                self.doubts.append(IN_FORMULA)
                yield from self._say(in_line(child), look, href)
            elif tag in _TEXTS:
                if _TEXTS[tag]:
                    self.doubts.append(_TEXTS[tag])
                yield from self._say(text_of(child), look, href)
            elif tag in _BREAKS:
                yield Run("\n")
            elif tag == f"{_DRAWN}p":
                yield from (Run("\n"), *self._runs(child, look, href), Run("\n"))
            elif tag in _SIGNS:
                yield from self._say(_SIGNS[tag], look, href)
            elif tag == qn("w:r"):
                yield from self._runs(child, self.styles.look(child, self._paragraph), href)
            elif tag in DELETED:
                self.leave_out_deleted(child)
                yield Run("")
            elif tag == qn("w:sdt") and is_placeholder(child):
                self.leave_out_placeholder(child)
                yield Run("")
            elif tag == qn("w:sdt") and is_box(child) and said_in(child).strip() == TICKED:
                # Word shows a cross in a ticked box, which few fonts have.
                yield from self._say("☑", look, href)
            elif tag in {qn("w:sym"), _EMOJI}:
                yield from self._sign(child, look, href)
            elif tag == qn("w:hyperlink"):
                yield from self._runs(child, look, self._link(child) or href)
            elif tag == qn("w:fldSimple"):
                self._fields.begin(value_of(child, "w:instr"))
                self._fields.begin_result()
                yield from self._runs(child, look, href)
                self.doubts += self._fields.end()
            elif tag == qn("w:fldChar"):
                yield from self._field(child, look)
            elif tag == qn("w:instrText"):
                self._fields.add_code(text_of(child))
            elif tag == ALTERNATIVES:
                yield from self._runs(shown_of(child), look, href)
            elif tag == qn("w:ruby"):
                said = "".join(text_of(t) for part in child.iter(qn("w:rt")) for t in part.iter(qn("w:t")))
                self.doubts.append(above_a_word(said))
                yield from self._runs(child, look, href)
            else:
                self._hang(child, tag)
                if tag != BOXES:
                    yield from self._runs(child, look, href)

    def _hang(self, child: Any, tag: str) -> None:
        """Keep what is no run: boxes, notes, pictures, Word art."""
        if tag == BOXES:
            self.boxes.append(child)
        elif tag == qn("w:bookmarkStart"):
            self.anchor(child)
        elif tag in _NOTES:
            self._note(*_NOTES[tag], value_of(child, "w:id"))
        elif tag in {f"{_DRAWN}blip", f"{_VML}imagedata"}:
            found = picture_in(child, self.package, self.part)
            if isinstance(found, str):
                self.doubts.append(found)
            else:
                self.hanging.append(found)
                self._is_in_line = next(child.iterancestors(_ANCHOR), None) is None
        elif tag == _SHAPE and _points(child):
            self.doubts.append(SHAPE)
        elif tag == f"{_VML}textpath" and child.get("string"):
            art = " ".join(child.get("string").split())
            self.hanging.append(Paragraph(literal(art), doubts=("this stood as Word art",)))
        elif tag == f"{_DRAWN}graphicData" and (drawn := _DRAWING.search(child.get("uri", ""))):
            self._diagram(child, drawn[0])

    def _say(self, text: str, look: Look, href: str) -> Iterator[Run]:
        """Yield a text as it looks, unless nobody sees it."""
        if self._fields.is_code:
            self._codes.append(text)
            return
        self._shown.append((look.left_out, text))
        if look.left_out:
            self.leave_out(f"this was {look.left_out} in the document", text)
            yield Run("")
            return
        self._fields.show(text)
        said = text.strip()
        if said:
            self._left = ("", "")
            if self._is_in_line:
                self.doubts.append(WITHIN)
                self._is_in_line = False
        if said and is_of_signs(look.font):
            signs = [sign if sign.isspace() else sign_of(look.font, ord(sign)) for sign in text]
            if all(signs):
                text = "".join(signs)
                self._has_signs = True
                self.doubts.append(AS_SIGN.format(font=look.font, sign=text.strip()))
            else:
                self.doubts.append(
                    f"“{said}” was set in the font {look.font}, which shows other signs: look at the document"
                )
        if said and look.where:
            before = "".join(each for _, each in self._shown[:-1])
            if look.where == ABOVE and _CITED.fullmatch(text) and _WORD_ENDS.search(before):
                text = re.sub("[0-9]+", lambda number: set_off(number[0], ABOVE)[0], text)
            else:
                text, doubt = set_off(text, look.where)
                self.doubts += [doubt] if doubt else []
        if said and look.unseen:
            self.doubts.append(f"“{said}” {look.unseen}: is it meant to be printed?")
        self._printed += text
        yield Run(text, look.strong, look.em, href or self._fields.link())

    def _sign(self, element: Any, look: Look, href: str) -> Iterator[Run]:
        font, code, sign = _sign_of(element)
        if sign and element.tag != _EMOJI:
            self.doubts.append(AS_SIGN.format(font=font, sign=sign))
        elif not sign:
            self.doubts.append(f"a sign of the font {font or '?'} was not taken over (code {code or '?'})")
        yield from self._say(sign, look, href)

    def _link(self, element: Any) -> str:
        relation = self.package.related(self.part, element.get(qn("r:id")))
        place = value_of(element, "w:anchor")
        if relation is not None and relation.is_external:
            return f"{relation.target_ref}#{place}" if place else str(relation.target_ref)
        return f"#{place}" if place else ""

    def _field(self, element: Any, look: Look) -> Iterator[Run]:
        kind = value_of(element, "w:fldCharType")
        self.doubts += self._fields.follow(kind)
        if not self._fields.is_code:
            self._codes = []  # what stands in the code of a field that ends is nothing that anybody sees
        form = element.find(qn("w:ffData"))
        if kind != "begin" or form is None:
            return
        for box in children_named(form, "w:checkBox"):
            mark = box.find(qn("w:checked"))
            sign = "☑" if is_on(box.find(qn("w:default")) if mark is None else mark) else "☐"
            self.doubts.append(ticked(sign))
            yield Run(sign, look.strong, look.em)
        for choice in children_named(form, "w:ddList"):
            entries = [value_of(entry) for entry in children_named(choice, "w:listEntry")]
            at = number_in(choice.find(qn("w:result")), "w:val")
            said = entries[at] if 0 <= at < len(entries) else ""
            self.doubts.append(chosen(said, entries))
            yield Run(said, look.strong, look.em)

    def _note(self, what: str, relation: str, tag: str, number: str) -> None:
        """Tell what a footnote, an endnote or a comment says."""
        if relation not in self._noted:
            self._noted.add(relation)
            for part in self.package.apart(relation):
                for note in self.package.root(part).iter(tag):
                    said = " ".join(said_in(note).split())
                    self._notes.setdefault((relation, value_of(note, "w:id")), said)
        if said := self._notes.get((relation, number), ""):
            self.doubts.append(f"the article has a {what} here: “{said}”")

    def _diagram(self, element: Any, kind: str) -> None:
        """Tell what a chart or diagram says; its words stand in a part of their own."""
        said: list[str] = []
        for each in element.iter():
            for name in (qn("r:id"), qn("r:dm")):
                relation = self.package.related(self.part, each.get(name))
                if relation is not None and not relation.is_external:
                    said.append(" ".join(said_in(self.package.root(relation.target_part)).split()))
        words = "; ".join(filter(None, said))
        told = f" It says: “{words}”" if words else ""
        self.doubts.append(f"a {kind} was not taken over: type its words, or add it as a picture.{told}")


def _points(shape: Any) -> bool:
    """Tell whether a drawn shape without words shows something: all but lines without arrows, and empty frames."""
    if any(True for _ in shape.iter(BOXES, f"{_DRAWN}blip")):
        return False
    ends = [end.get("type", "none") for end in shape.iter(f"{_DRAWN}headEnd", f"{_DRAWN}tailEnd")]
    forms = {form.get("prst", "") for form in shape.iter(f"{_DRAWN}prstGeom")}
    return any(end != "none" for end in ends) or not forms <= _PLAIN_SHAPES


def shown_of(alternatives: Any) -> Any:
    """Return the alternative that is read: the first, unless nothing that is known here is in it."""
    for alternative in alternatives.iterchildren(_CHOICE, FALLBACK):
        if any(True for _ in alternative.iter(*_SHOWING)):
            return alternative
    return ()


def _sign_of(element: Any) -> tuple[str, str, str]:
    """Return the font of a sign, its code, and the sign itself, where it is known."""
    local = {str(name).rpartition("}")[2]: str(value) for name, value in element.attrib.items()}
    font, digits = local.get("font", ""), local.get("char", "")
    code = int(digits, 16) if re.fullmatch("[0-9A-Fa-f]{1,6}", digits) else 0
    is_emoji = element.tag == _EMOJI and 0x20 <= code < 0x110000 and not 0xD800 <= code < 0xF900
    return font, digits, sign_of(font, code) or (chr(code) if is_emoji else "")


def is_placeholder(control: Any) -> bool:
    """Tell whether a content control only says what is to be filled in there."""
    properties = control.find(qn("w:sdtPr"))
    return properties is not None and is_on(properties.find(qn("w:showingPlcHdr")))


def is_box(control: Any) -> bool:
    """Tell whether a content control is a box to tick ([MS-DOCX] 2.5.3.1)."""
    properties = control.find(qn("w:sdtPr"))
    return properties is not None and properties.find(f"{_W14}checkbox") is not None


def said_in(root: Any) -> str:
    """Return all text in an element, whatever it is wrapped in; runs of a paragraph are not parted."""
    said: list[str] = []
    _gather(root, said, Fields())
    return "".join(said)


def _gather(element: Any, said: list[str], fields: Fields) -> None:
    tag = element.tag
    if tag in _UNSAID or tag.startswith(_MEASURES):
        return
    if tag == f"{MATH}oMath":
        said.append(in_line(element))
        return
    is_apart = tag in _PARTED or tag.endswith(("}p", "}pt"))
    said += [" "] if is_apart else []
    if tag == f"{_VML}textpath":
        said.append(f" {element.get('string', '')} ")
    elif tag in {qn("w:sym"), _EMOJI}:
        said.append(_sign_of(element)[2])
    elif tag == qn("w:fldChar"):
        fields.follow(value_of(element, "w:fldCharType"))
    text = text_of(element)
    if (tag in _TEXTS or text.strip()) and not fields.is_code:
        said.append(text)
    shown: Any = shown_of(element) if tag == ALTERNATIVES else ()
    for child in element if not len(shown) else (shown,):
        if isinstance(child.tag, str):
            _gather(child, said, fields)
    said += [" "] if is_apart else []
