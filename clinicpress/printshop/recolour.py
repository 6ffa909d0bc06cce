"""Walks through all that a finished PDF paints, and has each colour said anew: pages, forms, patterns, letters, notes.

Only what says a colour is changed. Tags, words, places and links stay as they are. What nobody can
convert is told with its page, and nothing is kept as it was without a word.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, Operator, Pdf, Stream, String

from clinicpress.ground.problems import InputProblems, Place, Problem
from clinicpress.printshop.functions import Unconvertible
from clinicpress.printshop.images import convert_image, of_inline
from clinicpress.printshop.inking import GREY, INKS, Inked, Inking
from clinicpress.printshop.shades import convert_shading
from clinicpress.printshop.spaces import GREY as GREYS
from clinicpress.printshop.spaces import Space, Spaces, Tone
from clinicpress.readback.objects import DEEPEST, Met, dictionary, listed, numeric, said
from clinicpress.readback.operators import INLINE, Step, operators_of

_SETS = {"g": "DeviceGray", "rg": "DeviceRGB", "k": "DeviceCMYK"}
_TEXT = frozenset({"Tj", "TJ", "'", '"'})
_BEGINS = frozenset({"m", "re", "Do", "sh"})
"""Operators by which what is no text begins."""
_TRANSFERS = ("/TR", "/TR2")
_SHORT = {1: "DeviceGray", 3: "DeviceRGB", 4: "DeviceCMYK"}
Instructions = list[Any]

_FIRST = Tone((0.0, 0.0, 0.0))
"""What is painted with before anything was said."""


@dataclass(frozen=True)
class _Paint:
    """The colour that is set: a tone in its space; none in a pattern, or where it comes from around."""

    space: Space = GREYS
    tone: Tone | None = _FIRST
    shown: Inked | None = None
    """What was written last; None where nobody knows."""


@dataclass
class _State:
    fill: _Paint = field(default_factory=_Paint)
    stroke: _Paint = field(default_factory=_Paint)
    lent: bool = False
    """Whether its colours come from around, and were needed."""


class Recolouring:
    """Recolours one document; `masks` says what becomes of the colours that are only used to see through."""

    def __init__(self, pdf: Pdf, name: str, inking: Inking, masks: Inking) -> None:
        self.pdf, self.name, self.inking, self.masks = pdf, name, inking, masks
        self.spaces = Spaces(pdf)
        self.problems: list[Problem] = []
        self.blackened: set[int] = set()
        """The pages on which text is printed in other inks than all else in its colour would be."""
        self.page = 0
        self._done: set[tuple[int, int]] = set()
        self._met = Met()
        """The patterns, settings and fonts that were met: what is within them may be no object of its own."""
        self._lent: dict[tuple[int, int], tuple[Space, Space]] = {}
        """The forms that take their colours from around, with the spaces these were in."""
        self._renamed: list[tuple[Dictionary, dict[str, Object]]] = []
        """All resources that were met, and what is to be in their colour spaces."""
        self._depth = 0

    def run(self) -> None:
        """Convert all pages; raises InputProblems with all that cannot be."""
        for number, page in enumerate(self.pdf.pages, 1):
            self.page, self._depth = number, 0
            with self._telling():
                self._page(page.obj)
        self.page = 0
        with self._telling():
            self._form_fields(dictionary(self.pdf.Root.get("/AcroForm")))
        if self.problems:
            raise InputProblems(self.problems)
        for resources, _ in self._renamed:
            if "/ColorSpace" in resources:
                del resources.ColorSpace
        for resources, spaces in self._renamed:
            for name, space in spaces.items():
                if "/ColorSpace" not in resources:
                    resources.ColorSpace = Dictionary()
                resources.ColorSpace[f"/{name}"] = space

    @contextmanager
    def _telling(self) -> Iterator[None]:
        try:
            yield
        except (Unconvertible, pikepdf.PdfError) as error:
            said = str(error) if isinstance(error, Unconvertible) else "what is painted cannot be read"
            message = f"page {self.page}: {said}" if self.page else said
            hint = "print it as it is, or save the page anew from the program that made it, as PDF/X or PDF/A"
            self.problems.append(Problem(Place(self.name, self.page or 1, 1), message, hint))

    # What is painted on ------------------------------------------------------------------------------

    def _page(self, page: Dictionary) -> None:
        page.Resources = self._resources(page)
        if "/Contents" in page:
            page.Contents = self.pdf.make_stream(self._painted(page, page.Resources, _State(), self.inking))
        self._sweep(page.Resources, self.inking)
        self._group(page, self.inking)
        if "/Thumb" in page:
            del page.Thumb
        for note in listed(page.get("/Annots")):
            if isinstance(note, Dictionary):
                self._note(note)

    def _resources(self, page: Dictionary) -> Dictionary:
        """Return the resources of a page; what pages share is made an object of its own, to be met once."""
        holder = page
        for _ in range(DEEPEST):
            above = holder.get("/Parent")
            if "/Resources" in holder or not isinstance(above, Dictionary):
                break
            holder = above
        found = holder.get("/Resources")
        if not isinstance(found, Dictionary):
            return Dictionary()
        if holder is not page and not found.is_indirect:
            holder.Resources = self.pdf.make_indirect(found)
            found = holder.Resources
        assert isinstance(found, Dictionary)
        return found

    def _note(self, note: Dictionary) -> None:
        """Convert a link, a comment, a field: how it looks, and by which colours it may be painted anew."""
        for each in dictionary(note.get("/AP")).values():
            for form in [each] if isinstance(each, Stream) else dictionary(each).values():
                if isinstance(form, Stream):
                    self._form(form, Dictionary(), _State(), self.inking)
        for holder, keys in ((note, ("/C", "/IC")), (dictionary(note.get("/MK")), ("/BC", "/BG"))):
            for key in keys:
                parts = [numeric(each, 0) for each in listed(holder.get(key))]
                if len(parts) in _SHORT:
                    inked = self.inking.color(self.spaces.device(_SHORT[len(parts)]).tone(parts), False)
                    holder[key] = Array([round(value, 4) for value in self._plain(inked)])
        self._appearance(note)

    def _plain(self, inked: Inked) -> Sequence[float]:
        """Return a colour in the numbers of a device, for what knows no other."""
        if inked.space in (GREY, INKS):
            return inked.values
        raise Unconvertible("a note is in an ink of its own")

    def _form_fields(self, form: Dictionary) -> None:
        self._appearance(form)
        waiting, depth = listed(form.get("/Fields")), 0
        while waiting and depth < DEEPEST:
            for each in waiting:
                self._appearance(dictionary(each))
            waiting = [kid for each in waiting for kid in listed(dictionary(each).get("/Kids"))]
            depth += 1
        if "/DR" in form:
            self._sweep(dictionary(form.DR), self.inking)

    def _appearance(self, holder: Dictionary) -> None:
        """Convert how the text of a field is set (12.7.3.3)."""
        if isinstance(holder.get("/DA"), String):
            stream = self.pdf.make_stream(bytes(holder.DA))
            if any(step.word in _SETS for step in operators_of(stream)):
                holder.DA = String(self._painted(stream, Dictionary(), _State(), self.inking, True))

    def _group(self, holder: Any, inking: Inking) -> None:
        group = dictionary(holder.get("/Group"))
        if "/CS" in group:
            group.CS = inking.process

    def _form(self, form: Stream, around: Dictionary, state: _State, inking: Inking) -> None:
        """Convert a form XObject, or anything else that is painted by operators of its own."""
        lent = self._lent.get(form.objgen)
        if lent is not None and lent != (state.fill.space, state.stroke.space):
            raise Unconvertible("a drawing takes its colours from around it, where they are said in two ways")
        if form.objgen in self._done:
            return
        self._done.add(form.objgen)
        if self._depth > DEEPEST:
            raise Unconvertible("drawings are in drawings without end")
        self._depth += 1
        resources = form.get("/Resources")
        resources = resources if isinstance(resources, Dictionary) else around
        inside = _State(replace(state.fill, shown=None), replace(state.stroke, shown=None))
        content = self._painted(form, resources, inside, inking)
        for key in ("/Filter", "/DecodeParms"):
            if key in form:
                del form[key]
        form.write(content)
        if inside.lent:
            self._lent[form.objgen] = (state.fill.space, state.stroke.space)
        self._group(form, inking)
        self._sweep(resources, inking)
        self._depth -= 1

    def _sweep(self, resources: Dictionary, inking: Inking) -> None:
        """Convert all that resources hold and that was not met yet."""
        if resources.objgen != (0, 0):
            if resources.objgen in self._done:
                return
            self._done.add(resources.objgen)
        for each in dictionary(resources.get("/XObject")).values():
            if not isinstance(each, Stream):
                continue
            kind = said(each.get("/Subtype"))
            if kind == "PS":
                raise Unconvertible("a drawing is a PostScript program")
            if each.objgen in self._done:
                continue
            if kind == "Form":
                self._form(each, resources, _State(), inking)
            else:
                self._done.add(each.objgen)
                convert_image(self.pdf, each, self.spaces, resources, inking)
        for each in dictionary(resources.get("/Pattern")).values():
            self._pattern(each, resources, inking)
        for each in dictionary(resources.get("/Shading")).values():
            self._shading(each, resources, inking)
        for each in dictionary(resources.get("/ExtGState")).values():
            self._settings(dictionary(each), resources)
        for each in dictionary(resources.get("/Font")).values():
            if dictionary(each).get("/Subtype") == Name.Type3 and self._met.first(each):
                inner = each.get("/Resources")
                inner = inner if isinstance(inner, Dictionary) else resources
                for glyph in dictionary(each.get("/CharProcs")).values():
                    if isinstance(glyph, Stream):
                        self._form(glyph, inner, _State(_Paint(tone=None), _Paint(tone=None)), inking)
                self._sweep(inner, inking)

    def _pattern(self, found: Any, resources: Dictionary, inking: Inking) -> None:
        if isinstance(found, Stream):
            self._form(found, resources, _State(), inking)
        elif isinstance(found, Dictionary) and self._met.first(found):
            self._shading(found.get("/Shading"), resources, inking)
            self._settings(dictionary(found.get("/ExtGState")), resources)

    def _shading(self, found: Any, resources: Dictionary, inking: Inking) -> None:
        if isinstance(found, (Dictionary, Stream)) and (found.objgen == (0, 0) or found.objgen not in self._done):
            self._done.add(found.objgen)
            convert_shading(self.pdf, found, self.spaces, resources, inking)

    def _settings(self, settings: Dictionary, resources: Dictionary) -> None:
        """Convert the soft mask of a graphics state (11.6.5.2): its group is mixed in greys."""
        if not self._met.first(settings):
            return
        for key in _TRANSFERS:
            if key in settings:
                if said(settings[key]) not in ("Default", "Identity"):
                    raise Unconvertible("a device is told to change all colours (a transfer function)")
                del settings[key]
        mask = settings.get("/SMask")
        if not isinstance(mask, Dictionary) or not self._met.first(mask):
            return
        form = mask.get("/G")
        if not isinstance(form, Stream):
            return
        if "/BC" in mask:
            parts = [numeric(each, 0) for each in listed(mask.BC)]
            group = dictionary(form.get("/Group")).get("/CS")
            if group is None:
                space = self.spaces.device(_SHORT.get(len(parts), "DeviceGray"))
            else:
                space = self.spaces.read(group, resources)
            if len(parts) == space.count:
                mask.BC = Array([round(self.masks.color(space.tone(parts), False).values[0], 4)])
        self._form(form, resources, _State(), self.masks)

    # Operators ---------------------------------------------------------------------------------------

    def _painted(self, source: Any, resources: Dictionary, state: _State, inking: Inking, text: bool = False) -> bytes:
        """Return the operators of a stream, with other colours."""
        names: dict[str, Object] = {}
        self._renamed.append((resources, names))
        walk = _Walk(self, resources, state, inking, names, text)
        for step in operators_of(source):
            walk.take(step)
        walk.out += [_instruction([], "Q")] * len(walk.saved)
        return pikepdf.unparse_content_stream(walk.out)


class _Walk:
    """Walks through the operators of one stream."""

    def __init__(
        self,
        whole: Recolouring,
        resources: Dictionary,
        state: _State,
        inking: Inking,
        names: dict[str, Object],
        text: bool,
    ) -> None:
        self.whole, self.resources, self.state, self.inking, self.names = whole, resources, state, inking, names
        self.text = text
        self.saved: list[tuple[_Paint, _Paint]] = []
        self.out: Instructions = []
        self.inline = 0

    def take(self, step: Step) -> None:
        word, operands, instruction = step
        if word == INLINE:
            self._ensure(False)
            self._inline(operands[0])
            return
        if word.lower() in _SETS and word in (word.lower(), word.upper()):
            self._set(self.whole.spaces.named(_SETS[word.lower()], self.resources), operands, word.isupper())
            return
        if word in ("cs", "CS"):
            self._space(said(operands[0]) if len(operands) else "", word == "CS")
            return
        if word in ("sc", "scn", "SC", "SCN"):
            self._in_space(operands, word.isupper())
            return
        if word == "q":
            self.saved.append((self.state.fill, self.state.stroke))
        elif word == "Q":
            if not self.saved:
                # It would end what is put around the page later.
                return
            self.state.fill, self.state.stroke = self.saved.pop()
        elif word in _TEXT:
            self._ensure(True)
        elif word in _BEGINS:
            self._ensure(False)
            if word == "Do":
                self._drawing(operands)
        self.out.append(instruction)

    def _drawing(self, operands: Sequence[Any]) -> None:
        is_named = len(operands) and isinstance(operands[0], Name)
        found = dictionary(self.resources.get("/XObject")).get(operands[0]) if is_named else None
        if isinstance(found, Stream) and found.get("/Subtype") == Name.Form:
            self.whole._form(found, self.resources, self.state, self.inking)

    def _inline(self, picture: Any) -> None:
        made = of_inline(self.whole.pdf, picture)
        convert_image(self.whole.pdf, made, self.whole.spaces, self.resources, self.inking)
        forms = self.resources.get("/XObject")
        if not isinstance(forms, Dictionary):
            self.resources.XObject = forms = Dictionary()
        while f"/Inline{self.inline}" in forms:
            self.inline += 1
        made = self.whole.pdf.make_indirect(made)
        self.whole._done.add(made.objgen)
        forms[f"/Inline{self.inline}"] = made
        self.out.append(_instruction([Name(f"/Inline{self.inline}")], "Do"))

    # Colours -----------------------------------------------------------------------------------------

    def _space(self, name: str, stroke: bool) -> None:
        space = self.whole.spaces.named(name, self.resources)
        if space.family == "Pattern":
            self._keep(_Paint(space, None), stroke)
            self.out.append(_instruction([Name.Pattern], "CS" if stroke else "cs"))
        else:
            self._set(space, space.initial, stroke)

    def _in_space(self, operands: Sequence[Any], stroke: bool) -> None:
        paint = self.state.stroke if stroke else self.state.fill
        self.state.lent |= paint.tone is not None and paint.shown is None
        if paint.space.family != "Pattern":
            self._set(paint.space, operands, stroke)
            return
        if not len(operands) or not isinstance(operands[-1], Name):
            raise Unconvertible("a pattern has no name")
        end = "SCN" if stroke else "scn"
        if paint.space.base is None or len(operands) == 1:
            self.out.append(_instruction([operands[-1]], end))
            return
        inked = self.inking.color(self._tone(paint.space.base, operands[:-1]), False)
        space = self.inking.inks[inked.space] if inked.space in self.inking.inks else Name(f"/{inked.space}")
        name = f"Pattern-{inked.space}"
        self.names[name] = Array([Name.Pattern, space])
        self.out.append(_instruction([Name(f"/{name}")], "CS" if stroke else "cs"))
        self.out.append(_instruction([*map(_number, inked.values), operands[-1]], end))

    @staticmethod
    def _tone(space: Space, operands: Sequence[Any]) -> Tone:
        parts = [numeric(each, 0) for each in operands]
        if len(parts) < space.count:
            raise Unconvertible("a colour has fewer numbers than it needs")
        return space.tone([min(max(v, low), high) for v, (low, high) in zip(parts, space.ranges, strict=False)])

    def _set(self, space: Space, operands: Sequence[Any], stroke: bool) -> None:
        tone = self._tone(space, operands)
        inked = self.inking.color(tone, self.text)
        self._keep(_Paint(space, tone, inked), stroke)
        self._write(inked, stroke)

    def _keep(self, paint: _Paint, stroke: bool) -> None:
        if stroke:
            self.state.stroke = paint
        else:
            self.state.fill = paint

    def _ensure(self, text: bool) -> None:
        """See to it that text is painted in the inks of text, and all else in its own."""
        for paint, stroke in ((self.state.fill, False), (self.state.stroke, True)):
            if paint.tone is None:
                continue
            wanted = self.inking.color(paint.tone, text)
            if paint.shown is None and wanted == self.inking.color(paint.tone, not text):
                continue
            if paint.shown != wanted:
                if text:
                    self.whole.blackened.add(self.whole.page)
                self.state.lent |= paint.shown is None
                self._keep(replace(paint, shown=wanted), stroke)
                self._write(wanted, stroke)

    def _write(self, inked: Inked, stroke: bool) -> None:
        values = [_number(value) for value in inked.values]
        if inked.space in (GREY, INKS):
            word = "g" if inked.space == GREY else "k"
            self.out.append(_instruction(values, word.upper() if stroke else word))
            return
        self.names[inked.space] = self.inking.inks[inked.space]
        self.out.append(_instruction([Name(f"/{inked.space}")], "CS" if stroke else "cs"))
        self.out.append(_instruction(values, "SCN" if stroke else "scn"))


def _number(value: float) -> float | int:
    rounded = round(value, 4)
    return int(rounded) if rounded == int(rounded) else rounded


def _instruction(operands: Sequence[Any], word: str) -> Any:
    return pikepdf.ContentStreamInstruction(operands, Operator(word))
