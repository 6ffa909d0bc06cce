"""The lines of an OpenDocument text: what they say, and what of it a brochure cannot say in the same way.

Struck and hidden text is left out, raised figures become signs, of fields the result is taken. Whatever
is left out, or may mean something else on a page, is a doubt with its words.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from xml.etree.ElementTree import Element

from clinicpress.drafting.article import Run
from clinicpress.drafting.doubts import IN_DRAWING, IN_TEXT_BOX, above_a_word, chosen, stood, ticked
from clinicpress.drafting.flow import Flow
from clinicpress.drafting.opendocument.package import Package
from clinicpress.drafting.opendocument.pictures import Pictures
from clinicpress.drafting.opendocument.said import UNSAID, said_in
from clinicpress.drafting.opendocument.styles import Look, Styles
from clinicpress.drafting.opendocument.xml import named, qn, spaced, value
from clinicpress.drafting.signs import is_of_signs, set_off, sign_of

_SHAPES = {
    qn(f"draw:{shape}")
    for shape in ("custom-shape", "rect", "ellipse", "circle", "line", "path", "polygon", "polyline", "caption", "g")
}
_PASSING = {qn("text:page-number"), qn("text:page-count"), qn("text:page-continuation")}
"""Fields that say where in the document they stand."""
_MARKS = {qn("text:bookmark"), qn("text:bookmark-start"), qn("text:reference-mark"), qn("text:reference-mark-start")}
_REFERENCES = {qn("text:bookmark-ref"), qn("text:reference-ref")}

Read = Callable[[Element, Flow], None]


class Texts:
    """Reads paragraphs into flows."""

    def __init__(self, package: Package, styles: Styles, deleted: Mapping[str, str], blocks: Read) -> None:
        """Get ready to read; `deleted` are texts by the changes that took them out, `blocks` reads what is in boxes."""
        self.package = package
        self.styles = styles
        self.pictures = Pictures(package, styles)
        self._deleted = deleted
        self._blocks = blocks
        hrefs = [value(link, "xlink:href") for link in package.text.iter(qn("text:a"))]
        self._led_to = {href[1:].split("|")[0] for href in hrefs if href.startswith("#")}
        self._led_to |= {value(each, "text:ref-name") for tag in _REFERENCES for each in package.text.iter(tag)}
        self._controls = {
            value(control, "form:id") or value(control, "xml:id"): control
            for control in package.text.iter()
            if control.tag in {qn("form:checkbox"), qn("form:radio"), qn("form:text"), qn("form:combobox")}
        }
        self._makers: dict[str, Callable[[Element, Flow], None]] = {
            qn("text:s"): lambda element, flow: flow.say(Run(" ")),
            qn("text:tab"): lambda element, flow: flow.say(Run(" ")),
            qn("text:line-break"): lambda element, flow: flow.break_line(),
            qn("text:note"): self._note,
            qn("office:annotation"): self._remark,
            qn("text:change"): self._change,
            qn("text:placeholder"): self._placeholder,
            qn("text:drop-down"): self._choice,
            qn("loext:content-control"): self._content_control,
            qn("text:text-input"): self._field,
            qn("draw:frame"): self.frame,
            qn("draw:control"): self._control,
            **dict.fromkeys(_MARKS, self._mark),
            **dict.fromkeys(_SHAPES, self.shape),
        }

    def read(self, paragraph: Element, flow: Flow) -> None:
        """Read a paragraph or heading into a flow."""
        style = value(paragraph, "text:style-name")
        hidden = any(value(each, "text:is-hidden") == "true" for each in paragraph.iter(qn("text:hidden-paragraph")))
        if hidden:
            flow.tell(f"this was hidden in the document, and is not printed: “{said_in(paragraph)}”")
            return
        self._inside(paragraph, style, self.styles.look("", style), "", flow)

    def _inside(self, element: Element, style: str, look: Look, href: str, flow: Flow) -> None:
        self._say(element.text, look, href, flow)
        for child in element:
            self._child(child, style, look, href, flow)
            self._say(child.tail, look, href, flow)

    def _child(self, child: Element, style: str, look: Look, href: str, flow: Flow) -> None:
        tag = child.tag
        if (maker := self._makers.get(tag)) is not None:
            maker(child, flow)
        elif tag == qn("text:span"):
            own = self.styles.look(value(child, "text:style-name"), style, look)
            if own.left_out and not look.left_out:
                self._leave_out(own.left_out, said_in(child), flow)
            else:
                self._inside(child, style, own, href, flow)
        elif tag == qn("text:a"):
            self._inside(child, style, look, self._link(child, flow), flow)
        elif tag in _REFERENCES:
            name = value(child, "text:ref-name")
            self._inside(child, style, look, f"#{name}" if name in self._led_to else href, flow)
        elif tag == qn("text:hidden-text"):
            self._leave_out("hidden", value(child, "text:string-value"), flow)
        elif tag == qn("text:ruby-text"):
            flow.tell(above_a_word(said_in(child)))
        elif tag in _PASSING:
            flow.tell(f"this says where it stands in the document: “{said_in(child)}”")
            self._inside(child, style, look, href, flow)
        elif tag not in UNSAID:
            self._inside(child, style, look, href, flow)

    def _say(self, text: str | None, look: Look, href: str, flow: Flow) -> None:
        said = spaced(text)
        if not said:
            return
        if look.left_out:
            if said.strip():
                self._leave_out(look.left_out, said.strip(), flow)
            return
        if is_of_signs(look.font) and said.strip():
            signs = "".join(sign if sign.isspace() else sign_of(look.font, ord(sign)) for sign in said)
            if len(signs) == len(said):
                flow.tell(
                    f"a sign of the font {look.font} was written as “{signs.strip()}”: compare it with the document"
                )
                said = signs
            else:
                flow.tell(f"“{said.strip()}” was set in the font {look.font}, which shows other signs: look there")
        if look.where and said.strip():
            said, doubt = set_off(said, look.where)
            flow.tell(*filter(None, [doubt]))
        flow.say(Run(said, look.strong, look.em, href))

    @staticmethod
    def _leave_out(why: str, text: str, flow: Flow) -> None:
        if text:
            flow.tell(f"this was {why} in the document, and is not printed: “{text}”")
        flow.say(Run(""))

    def _link(self, element: Element, flow: Flow) -> str:
        href = value(element, "xlink:href")
        return f"#{href[1:].split('|')[0]}" if href.startswith("#") else href.replace(" ", "%20")

    def _mark(self, element: Element, flow: Flow) -> None:
        if (name := value(element, "text:name")) in self._led_to:
            flow.lead_here(name)

    def _note(self, element: Element, flow: Flow) -> None:
        kind = value(element, "text:note-class", "footnote")
        body = " ".join(said_in(each) for each in named(element, "text:note-body"))
        flow.tell(f"the article has {'an' if kind == 'endnote' else 'a'} {kind} here: “{body}”")

    def _remark(self, element: Element, flow: Flow) -> None:
        flow.tell(f"the article has a comment here: “{said_in(element)}”")

    def _change(self, element: Element, flow: Flow) -> None:
        if said := self._deleted.get(value(element, "text:change-id"), ""):
            flow.tell(f"this was deleted here, in a change that nobody has accepted, and is not printed: “{said}”")
            flow.say(Run(""))

    def _placeholder(self, element: Element, flow: Flow) -> None:
        flow.tell(f"this stands in a place that nobody has filled in, and is not printed: “{said_in(element)}”")
        flow.say(Run(""))

    def _choice(self, element: Element, flow: Flow) -> None:
        said = "".join(element.itertext()).strip()
        flow.tell(chosen(said, (value(label, "text:value") for label in named(element, "text:label"))))
        flow.say(Run(said))

    def _content_control(self, element: Element, flow: Flow) -> None:
        if value(element, "loext:showing-place-holder") == "true":
            self._placeholder(element, flow)
            return
        if options := [value(each, "loext:display-text") for each in named(element, "loext:list-item")]:
            flow.tell(chosen(said_in(element), options))
        self._inside(element, "", Look(), "", flow)

    def _field(self, element: Element, flow: Flow) -> None:
        flow.tell(f"this stands in a field to fill in: “{said_in(element)}”")
        self._inside(element, "", Look(), "", flow)

    def _control(self, element: Element, flow: Flow) -> None:
        control = self._controls.get(value(element, "draw:control"))
        label = value(control, "form:label") or value(control, "form:value")
        if control is not None and control.tag in {qn("form:checkbox"), qn("form:radio")}:
            state = value(control, "form:current-state") or value(control, "form:current-selected")
            sign = "☑" if state in {"checked", "true"} else "☐"
            flow.tell(ticked(sign))
            flow.say(Run(f"{sign} {label}".rstrip()))
        else:
            flow.tell("the document has a field to fill in here" + (f": “{label}”" if label else ""))

    def frame(self, frame: Element, flow: Flow) -> None:
        """Read a frame: a picture, a text box, or what another program made."""
        for box in named(frame, "draw:text-box"):
            inner = Flow()
            self._blocks(box, inner)
            inner.end()
            captioned = self.pictures.captioned(inner.pieces)
            for piece in captioned or stood(inner.pieces, IN_TEXT_BOX):
                flow.hang(piece)
            flow.take_told(inner)
            return
        objects = list(
            named(frame, "draw:object", "draw:object-ole", "draw:plugin", "draw:applet", "draw:floating-frame")
        )
        if objects:
            part = self.package.part(f"{value(objects[0], 'xlink:href').removeprefix('./')}/content.xml")
            words = spaced(" ".join(part.itertext())).strip() if part is not None else ""
            said = f": “{words}”" if words else ""
            flow.tell(f"a formula, chart or file was not taken over{said}; type its words, or add it as a picture")
            return
        found = self.pictures.picture(frame)
        if isinstance(found, str):
            flow.tell(found)
        elif found is not None:
            flow.hang(found)

    def shape(self, shape: Element, flow: Flow) -> None:
        """Read a drawing: the words in it, and the pictures."""
        for child in shape:
            if child.tag in {qn("text:p"), qn("text:list")}:
                inner = Flow()
                holder = Element(qn("draw:text-box"))
                holder.append(child)
                self._blocks(holder, inner)
                inner.end()
                for piece in inner.pieces:
                    flow.hang(piece.doubted(IN_DRAWING))
                flow.take_told(inner)
            elif (maker := self._makers.get(child.tag)) is not None:
                maker(child, flow)
        if shape.tag == qn("draw:g") or not said_in(shape):
            flow.tell(
                "the document has a drawing here, which was not taken over: add it as a picture, if it says something"
            )
