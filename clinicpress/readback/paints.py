"""Reads with which inks a finished PDF paints: the colours of text, lines, areas and pictures, and its thinnest line.

Nothing is painted for that: the operators are read (ISO 32000-1, 8.6). What cannot be told from them,
such as a colour that a program in the file works out, is said to be unknown.
"""

from __future__ import annotations

import io
import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Literal, NamedTuple

import pikepdf
from pikepdf import Array, Dictionary, Name, Stream, String
from PIL import Image, ImageMath

from clinicpress.readback.finished import IDENTITY, Box, Matrix, combined, placed
from clinicpress.readback.objects import DEEPEST, dictionary, inherited, is_true, listed, numeric, said, whole_number
from clinicpress.readback.operators import INLINE, operators_of

Kind = Literal["text", "line", "area", "picture"]
PROCESS = ("Cyan", "Magenta", "Yellow", "Black")
ALL = "All"
"""The name of what is printed on every plate."""
_DEVICES = {"g": "DeviceGray", "rg": "DeviceRGB", "k": "DeviceCMYK"}
_SCREENS = {"DeviceRGB": "RGB", "CalRGB": "RGB", "Lab": "CIELAB"}
_COUNTS = {"DeviceGray": 1, "CalGray": 1, "DeviceRGB": 3, "CalRGB": 3, "Lab": 3, "DeviceCMYK": 4}
_STROKES = frozenset({"S", "s", "B", "B*", "b", "b*"})
_FILLS = frozenset({"f", "F", "f*", "B", "B*", "b", "b*"})
_POINTS = {"m": 1, "l": 1, "c": 3, "v": 2, "y": 2}
_TEXT = frozenset({"Tj", "TJ", "'", '"'})
_HAIR = 1e-3


class Paint(NamedTuple):
    """A colour that something is painted with: inks with their shares, or a colour of screens by its name."""

    kind: Kind
    inks: tuple[tuple[str, float], ...] = ()
    screen: str = ""
    unknown: bool = False
    overprint: bool = False
    """It lies on what was painted before, instead of in its place."""

    @property
    def total(self) -> float:
        """How much ink it is, as a share of the paper; what is on every plate counts for four."""
        return sum(share * (4 if name == ALL else 1) for name, share in self.inks)


@dataclass
class PaintedPage:
    """What a page is painted with, within what is left of it when it is cut."""

    number: int
    paints: set[Paint] = field(default_factory=set)
    thinnest: float = math.inf
    """The width of its thinnest line, in points."""
    blended: bool = False
    """Colours are mixed with those below them in other ways than by covering them."""


def painted_pages(content: bytes) -> list[PaintedPage]:
    """Read what the pages of a document are painted with."""
    with pikepdf.open(io.BytesIO(content)) as pdf:
        return [_painted(page.obj, number) for number, page in enumerate(pdf.pages, 1)]


def _painted(page: Dictionary, number: int) -> PaintedPage:
    edges = next(
        (found for key in ("/TrimBox", "/CropBox", "/MediaBox") if isinstance(found := inherited(page, key), Array)),
        None,
    )
    found = PaintedPage(number)
    trim = placed(IDENTITY, *(numeric(edge, 0) for edge in edges)) if edges is not None and len(edges) == 4 else None
    if "/Contents" in page:
        reader = _Reader(found, dictionary(inherited(page, "/Resources")), trim)
        reader.read(page)
    return found


_AREA, _LINE = Paint("area", (("Black", 1.0),)), Paint("line", (("Black", 1.0),))
"""What is painted with before anything was said."""


@dataclass(frozen=True)
class _State:
    matrix: Matrix = IDENTITY
    width: float = 1.0
    fill: Paint = _AREA
    stroke: Paint = _LINE
    fills: Any = Name.DeviceGray
    strokes: Any = Name.DeviceGray
    mode: int = 0
    over_fill: bool = False
    over_stroke: bool = False


class _Reader:
    """Reads one stream of operators, and those that it draws."""

    def __init__(
        self, page: PaintedPage, resources: Dictionary, trim: Box | None, state: _State = _State(), depth: int = 0
    ) -> None:
        self.page, self.resources, self.trim, self.state, self.depth = page, resources, trim, state, depth
        self.saved: list[_State] = []
        self.points: list[tuple[float, float]] = []
        self.bars: list[float] = []

    def read(self, source: Any) -> None:
        for word, operands, _ in operators_of(source):
            if word == INLINE:
                self._add(_of_inline(operands[0], self.resources, self.state.fill))
            else:
                self._take(word, list(operands))

    def _take(self, word: str, operands: list[Any]) -> None:
        state = self.state
        if word == "q":
            self.saved.append(state)
        elif word == "Q" and self.saved:
            self.state = self.saved.pop()
        elif word == "cm" and len(operands) == 6:
            a, b, c, d, e, f = (numeric(each, 0) for each in operands)
            self.state = replace(state, matrix=combined((a, b, c, d, e, f), state.matrix))
        elif word == "w" and operands:
            self.state = replace(state, width=numeric(operands[0], 1))
        elif word == "Tr" and operands:
            self.state = replace(state, mode=int(numeric(operands[0], 0)))
        elif word == "gs" and operands:
            self._settings(dictionary(self._named("/ExtGState", operands[0])))
        elif word.lower() in _DEVICES and word in (word.lower(), word.upper()):
            self._color(Name(f"/{_DEVICES[word.lower()]}"), operands, word.isupper())
        elif word in ("cs", "CS") and operands:
            space = self._space(operands[0])
            self._color(space, _initial(space), word == "CS")
        elif word in ("sc", "scn", "SC", "SCN"):
            self._color(state.strokes if word.isupper() else state.fills, operands, word.isupper())
        else:
            self._paint(word, operands)

    def _named(self, kind: str, name: Any) -> Any:
        """Return what a name means among the resources."""
        return dictionary(self.resources.get(kind)).get(name) if isinstance(name, Name) else None

    def _settings(self, settings: Dictionary) -> None:
        state = self.state
        stroke = settings.get("/OP", state.over_stroke)
        self.state = replace(
            state,
            width=numeric(settings.get("/LW"), state.width),
            over_stroke=stroke is True,
            over_fill=settings.get("/op", stroke if "/OP" in settings else state.over_fill) is True,
        )
        modes = [said(each) for each in listed(settings.get("/BM"))]
        self.page.blended |= bool(modes) and modes[0] not in ("Normal", "Compatible")

    def _space(self, name: Any) -> Any:
        return dictionary(self.resources.get("/ColorSpace")).get(name, name) if isinstance(name, Name) else name

    def _color(self, space: Any, operands: Sequence[Any], stroke: bool) -> None:
        kind: Kind = "line" if stroke else "area"
        if _family(space) == "Pattern":
            paint = self._pattern(space, operands, kind)
        else:
            paint = _paint_of(space, [numeric(each, 0) for each in operands], kind, self.resources)
        if stroke:
            self.state = replace(self.state, stroke=paint, strokes=space)
        else:
            self.state = replace(self.state, fill=paint, fills=space)

    def _pattern(self, space: Any, operands: Sequence[Any], kind: Kind) -> Paint:
        found = self._named("/Pattern", operands[-1]) if len(operands) else None
        if isinstance(found, Stream) and found.get("/PaintType") == 2 and isinstance(space, Array) and len(space) == 2:
            return _paint_of(space[1], [numeric(each, 0) for each in operands[:-1]], kind, self.resources)
        if isinstance(found, Stream):
            self._within(found, _State())
            return Paint(kind)
        if isinstance(found, Dictionary):
            return _of_shading(found.get("/Shading"), kind, self.resources)
        return Paint(kind)

    # What is painted -------------------------------------------------------------------------------------

    def _paint(self, word: str, operands: list[Any]) -> None:
        state = self.state
        if word in _POINTS and len(operands) == 2 * _POINTS[word]:
            numbers = [numeric(each, 0) for each in operands]
            self.points += [self._at(x, y) for x, y in zip(numbers[::2], numbers[1::2], strict=True)]
        elif word == "re" and len(operands) == 4:
            x, y, width, height = (numeric(each, 0) for each in operands)
            self.points += [self._at(x, y), self._at(x + width, y + height)]
            across, up = math.hypot(*state.matrix[:2]), math.hypot(*state.matrix[2:4])
            self.bars.append(min(abs(width) * across, abs(height) * up))
        elif word in _STROKES | _FILLS | {"n"}:
            if self._is_inside():
                if word in _STROKES:
                    self._add(state.stroke._replace(overprint=state.over_stroke))
                    self._thin(state.width * _scale(state.matrix))
                if word in _FILLS:
                    self._add(state.fill._replace(overprint=state.over_fill))
                    for bar in self.bars:
                        self._thin(bar)
            self.points, self.bars = [], []
        elif word in ("W", "W*"):
            self.bars = []
        elif word in _TEXT:
            if state.mode in (0, 2, 4, 6):
                self._add(state.fill._replace(kind="text", overprint=state.over_fill))
            if state.mode in (1, 2, 5, 6):
                self._add(state.stroke._replace(kind="text", overprint=state.over_stroke))
                self._thin(state.width * _scale(state.matrix))
        elif word == "sh" and operands:
            shading = self._named("/Shading", operands[0])
            self._add(_of_shading(shading, "area", self.resources))
        elif word == "Do" and operands:
            self._drawing(self._named("/XObject", operands[0]))

    def _drawing(self, found: Any) -> None:
        if not isinstance(found, Stream):
            return
        if found.get("/Subtype") == Name.Form:
            numbers = [numeric(each, 0) for each in listed(found.get("/Matrix"))]
            a, b, c, d, e, f = numbers if len(numbers) == 6 else IDENTITY
            self._within(found, replace(self.state, matrix=combined((a, b, c, d, e, f), self.state.matrix)))
        elif is_true(found.get("/ImageMask")):
            self._add(self.state.fill)
        else:
            self._add(_of_image(found, self.resources))

    def _within(self, found: Stream, state: _State) -> None:
        if self.depth < DEEPEST:
            inner = found.get("/Resources")
            resources = inner if isinstance(inner, Dictionary) else self.resources
            _Reader(self.page, resources, self.trim, state, self.depth + 1).read(found)

    def _at(self, x: float, y: float) -> tuple[float, float]:
        a, b, c, d, e, f = self.state.matrix
        return a * x + c * y + e, b * x + d * y + f

    def _is_inside(self) -> bool:
        """Tell whether something of the path is left when the page is cut."""
        if self.trim is None or not self.points:
            return True
        across, up = [x for x, _ in self.points], [y for _, y in self.points]
        path = Box(min(across) - _HAIR, min(up) - _HAIR, max(across) + _HAIR, max(up) + _HAIR)
        return self.trim.meets(path)

    def _add(self, paint: Paint) -> None:
        if paint.inks or paint.screen or paint.unknown:
            self.page.paints.add(paint)

    def _thin(self, width: float) -> None:
        self.page.thinnest = min(self.page.thinnest, width)


def _scale(matrix: Matrix) -> float:
    """Return by how much a matrix scales where it scales least."""
    a, b, c, d, *_ = matrix
    whole, apart = (a * a + b * b + c * c + d * d) / 2, a * d - b * c
    return math.sqrt(max(0.0, whole - math.sqrt(max(0.0, whole * whole - apart * apart))))


# Colours -------------------------------------------------------------------------------------------------


def _family(space: Any) -> str:
    return said(space[0]) if isinstance(space, Array) and len(space) else said(space)


def _count(space: Any) -> int:
    family = _family(space)
    if family == "ICCBased" and isinstance(space, Array):
        return whole_number(dictionary_of(space[1]).get("/N")) or 3
    if family == "DeviceN":
        return len(listed(space[1]))
    return _COUNTS.get(family, 1)


def dictionary_of(found: Any) -> Dictionary:
    """Return the dictionary of a stream, or one itself."""
    return found.stream_dict if isinstance(found, Stream) else dictionary(found)


def _initial(space: Any) -> list[float]:
    family, count = _family(space), _count(space)
    if family in ("Separation", "DeviceN"):
        return [1.0] * count
    return [0.0] * (count - 1) + [1.0] if count == 4 else [0.0] * count


def _paint_of(space: Any, values: Sequence[float], kind: Kind, resources: Dictionary) -> Paint:
    """Return what a colour is painted with."""
    if isinstance(space, Name) and f"/{said(space)}" in dictionary(resources.get("/ColorSpace")):
        space = resources.ColorSpace[space]
    family, count = _family(space), _count(space)
    if len(values) < count:
        return Paint(kind, unknown=True)
    if family in _SCREENS or (family == "ICCBased" and count == 3):
        return Paint(kind, screen=_SCREENS.get(family, "RGB"))
    if family in ("DeviceGray", "CalGray") or (family == "ICCBased" and count == 1):
        return Paint(kind, _inks(("Black",), (1 - values[0],)))
    if family in ("DeviceCMYK", "ICCBased"):
        return Paint(kind, _inks(PROCESS, values))
    if family in ("Separation", "DeviceN"):
        names = [said(name) for name in listed(space[1])]
        return Paint(kind, _inks([name for name in names if name != "None"], values))
    if family == "Indexed" and len(space) == 4:
        base, entries = space[1], _table(space)
        at = min(max(int(values[0]), 0), max(len(entries) - 1, 0))
        return _paint_of(base, entries[at], kind, resources) if entries else Paint(kind, unknown=True)
    return Paint(kind, unknown=True)


def _inks(names: Sequence[str], values: Sequence[float]) -> tuple[tuple[str, float], ...]:
    """Name inks with their shares; what is left white is the first with none of it."""
    shares = tuple((name, round(min(max(v, 0.0), 1.0), 4)) for name, v in zip(names, values, strict=False) if v > 0)
    return shares or tuple((name, 0.0) for name in names[-1:])


def _table(space: Array) -> list[list[float]]:
    found, count = space[3], _count(space[1])
    content = found.read_bytes() if isinstance(found, Stream) else bytes(found) if isinstance(found, String) else b""
    most = (whole_number(space[2]) or 0) + 1
    rows = [content[at : at + count] for at in range(0, min(len(content), most * count), count)]
    return [[byte / 255 for byte in row] for row in rows if len(row) == count]


def _of_shading(shading: Any, kind: Kind, resources: Dictionary) -> Paint:
    """Return the strongest of what a shading is painted with."""
    if not isinstance(shading, (Dictionary, Stream)):
        return Paint(kind)
    space, count = shading.get("/ColorSpace"), _count(shading.get("/ColorSpace"))
    rows = list(_samples(shading.get("/Function"), count, 0)) if "/Function" in shading else []
    paints = [_paint_of(space, row, kind, resources) for row in rows if len(row) == count]
    if not paints or len(paints) != len(rows):
        first = _paint_of(space, _initial(space), kind, resources)
        return first if first.screen else Paint(kind, unknown=True)
    return max(paints, key=lambda paint: (bool(paint.screen), paint.total))


def _samples(function: Any, count: int, depth: int) -> Iterator[list[float]]:
    """Yield colours between which a function's results lie; an empty one where they cannot be known."""
    found = dictionary_of(function)
    kind = whole_number(found.get("/FunctionType"))
    if isinstance(function, Array) or depth > DEEPEST or kind not in (0, 2, 3):
        yield []
    elif kind == 2:
        for key, default in (("/C0", 0.0), ("/C1", 1.0)):
            yield [numeric(each, 0) for each in listed(found.get(key))] or [default]
    elif kind == 3:
        for part in listed(found.get("/Functions")):
            yield from _samples(part, count, depth + 1)
    elif isinstance(function, Stream) and whole_number(found.get("/BitsPerSample")) in (8, 16):
        size = (whole_number(found.BitsPerSample) or 8) // 8
        content = function.read_bytes()
        for at in range(0, len(content) - count * size + 1, count * size):
            parts = [content[at + size * part : at + size * (part + 1)] for part in range(count)]
            yield [int.from_bytes(part, "big") / (256**size - 1) for part in parts]
    else:
        yield []


# Pictures ------------------------------------------------------------------------------------------------


def _of_image(image: Stream, resources: Dictionary) -> Paint:
    """Return the strongest of what a picture is painted with."""
    space = image.get("/ColorSpace")
    if isinstance(space, Name) and space in dictionary(resources.get("/ColorSpace")):
        space = resources.ColorSpace[space]
    family, count = _family(space), _count(space)
    if family in _SCREENS or (family == "ICCBased" and count == 3):
        return Paint("picture", screen="RGB")
    if family == "Indexed" and isinstance(space, Array) and len(space) == 4:
        rows = _table(space)
        paints = [_paint_of(space[1], row, "picture", resources) for row in rows]
        return max(paints, key=lambda p: (bool(p.screen), p.total), default=Paint("picture", unknown=True))
    if count == 1 and family in ("DeviceGray", "CalGray", "ICCBased", "Separation"):
        return _paint_of(space, [1.0 if family == "Separation" else 0.0], "picture", resources)
    if count == 4 and family in ("DeviceCMYK", "ICCBased"):
        return _of_pixels(image)
    return Paint("picture", unknown=True)


def _of_pixels(image: Stream) -> Paint:
    width, height = whole_number(image.get("/Width")) or 0, whole_number(image.get("/Height")) or 0
    packing = [said(each) for each in listed(image.get("/Filter"))]
    try:
        if packing == ["DCTDecode"]:
            picture: Any = pikepdf.PdfImage(image).as_pil_image()
        elif "/Decode" not in image and image.get("/BitsPerComponent") == 8:
            picture = Image.frombytes("CMYK", (width, height), image.read_bytes()[: width * height * 4])
        else:
            return Paint("picture", unknown=True)
    except (pikepdf.PdfError, OSError, ValueError, NotImplementedError):
        return Paint("picture", unknown=True)
    return Paint("picture", _inks(PROCESS, [part / 255 for part in _strongest(picture)]))


def _strongest(picture: Any) -> tuple[int, ...]:
    """Return the pixel with the most ink."""
    bands = dict(zip("cmyk", picture.split(), strict=True))
    total: Any = ImageMath.lambda_eval(lambda parts: parts["c"] + parts["m"] + parts["y"] + parts["k"], **bands)
    most = total.getextrema()[1]
    is_most: Any = ImageMath.lambda_eval(lambda parts: parts["total"] == most, total=total)
    left, top, right, _ = is_most.getbbox() or (0, 0, 1, 1)
    pixels: list[tuple[int, ...]] = [picture.getpixel((x, top)) for x in range(left, right)]
    return max(pixels, key=sum)


def _of_inline(picture: Any, resources: Dictionary, fill: Paint) -> Paint:
    about = dictionary(picture.obj)
    if is_true(about.get("/ImageMask")):
        return fill
    space = about.get("/ColorSpace")
    if isinstance(space, Name):
        space = dictionary(resources.get("/ColorSpace")).get(space, space)
    if _family(space) in _SCREENS:
        return Paint("picture", screen="RGB")
    if _family(space) in ("DeviceGray", "CalGray"):
        return Paint("picture", (("Black", 1.0),))
    return Paint("picture", unknown=True)
