"""Makes lines thick enough for a press: what is thinner than 0.25 pt may break, or not be there at all.

Lines are strokes, and bars that are filled: some programs draw rules as these. How thick they are is
reckoned as they are printed, through all matrices around them.
"""

from __future__ import annotations

import math
from typing import Any

import pikepdf
from pikepdf import Dictionary, Name, Operator, Pdf, Stream

from clinicpress.readback.finished import IDENTITY, Matrix, combined
from clinicpress.readback.objects import DEEPEST, dictionary, inherited, listed, numeric
from clinicpress.readback.operators import Step, operators_of

LEAST_LINE = 0.25
"""Points."""
_STROKES = frozenset({"S", "s", "B", "B*", "b", "b*"})
_FILLS = frozenset({"f", "F", "f*", "B", "B*", "b", "b*"})
_ENDS = _STROKES | _FILLS | {"n"}
_BEGINS = frozenset({"m", "re"})
_TEXT = frozenset({"Tj", "TJ", "'", '"'})
_OUTLINED = (1, 2, 5, 6)
"""Modes in which letters are stroked (ISO 32000-1, table 106)."""


def thicken(pdf: Pdf) -> None:
    """Make all lines of a document at least 0.25 pt thick."""
    least: dict[tuple[int, int], float] = {}
    for page in pdf.pages:
        resources = dictionary(inherited(page.obj, "/Resources"))
        if "/Contents" not in page.obj:
            continue
        walk = _Walk(resources, IDENTITY, least, 0)
        content = walk.through(page.obj)
        if walk.changed:
            page.obj.Contents = pdf.make_stream(content)


class _Walk:
    def __init__(self, resources: Dictionary, matrix: Matrix, least: dict[tuple[int, int], float], depth: int) -> None:
        self.resources, self.matrix, self.least, self.depth = resources, matrix, least, depth
        self.width, self.mode = 1.0, 0
        self.saved: list[tuple[Matrix, float, int]] = []
        self.out: list[Any] = []
        self.begin: int | None = None
        self.bars: list[int] = []
        self.changed = False

    def through(self, source: Any) -> bytes:
        """Return the operators of a stream, with lines that are thick enough."""
        for step in operators_of(source):
            self._take(step)
        return pikepdf.unparse_content_stream(self.out)

    def _take(self, step: Step) -> None:
        word, operands, instruction = step
        if word in _BEGINS and self.begin is None:
            self.begin = len(self.out)
        if word == "re" and len(operands) == 4:
            self.bars.append(len(self.out))
        elif word in _ENDS:
            if word in _FILLS:
                self._thicken_bars()
            if word in _STROKES:
                self._thicken_stroke(self.begin if self.begin is not None else len(self.out))
            self.begin, self.bars = None, []
        elif word in ("W", "W*"):
            # What is clipped to must stay as it is.
            self.bars = []
        elif word in _TEXT and self.mode in _OUTLINED:
            self._thicken_stroke(len(self.out))
        else:
            self._settle(word, operands)
        self.out.append(instruction)

    def _settle(self, word: str, operands: Any) -> None:
        """Follow what operators set."""
        if word == "q":
            self.saved.append((self.matrix, self.width, self.mode))
        elif word == "Q" and self.saved:
            self.matrix, self.width, self.mode = self.saved.pop()
        elif word == "cm" and len(operands) == 6:
            a, b, c, d, e, f = (numeric(each, 0) for each in operands)
            self.matrix = combined((a, b, c, d, e, f), self.matrix)
        elif word == "w" and len(operands):
            self.width = numeric(operands[0], 1)
        elif word == "Tr" and len(operands):
            self.mode = int(numeric(operands[0], 0))
        elif word == "gs" and len(operands):
            settings = dictionary(
                dictionary(self.resources.get("/ExtGState")).get(operands[0]) if isinstance(operands[0], Name) else None
            )
            self.width = numeric(settings.get("/LW"), self.width)
        elif word == "Do" and len(operands) and isinstance(operands[0], Name):
            found = dictionary(self.resources.get("/XObject")).get(operands[0])
            if isinstance(found, Stream) and found.get("/Subtype") == Name.Form:
                self._form(found)

    def _form(self, form: Stream) -> None:
        numbers = [numeric(each, 0) for each in listed(form.get("/Matrix"))]
        own = (
            (numbers[0], numbers[1], numbers[2], numbers[3], numbers[4], numbers[5]) if len(numbers) == 6 else IDENTITY
        )
        matrix = combined(own, self.matrix)
        scale = scale_of(matrix)
        if self.depth > DEEPEST or not scale or self.least.get(form.objgen, math.inf) <= scale:
            return
        # Drawn in two sizes, the smaller one decides.
        self.least[form.objgen] = scale
        inner = form.get("/Resources")
        walk = _Walk(inner if isinstance(inner, Dictionary) else self.resources, matrix, self.least, self.depth + 1)
        walk.width = self.width
        content = walk.through(form)
        if walk.changed:
            form.write(content)

    def _thicken_stroke(self, at: int) -> None:
        scale = scale_of(self.matrix)
        if scale and self.width * scale < LEAST_LINE - 1e-4:
            self.width = math.ceil(LEAST_LINE / scale * 1e4) / 1e4
            self.out.insert(at, pikepdf.ContentStreamInstruction([self.width], Operator("w")))
            self.bars = [bar + 1 for bar in self.bars]
            self.changed = True

    def _thicken_bars(self) -> None:
        across, up = math.hypot(*self.matrix[:2]), math.hypot(*self.matrix[2:4])
        for at in self.bars:
            x, y, width, height = (numeric(each, 0) for each in self.out[at].operands)
            x, width = _grown(x, width, across)
            y, height = _grown(y, height, up)
            if (x, y, width, height) != tuple(numeric(each, 0) for each in self.out[at].operands):
                numbers = [round(each, 4) for each in (x, y, width, height)]
                self.out[at] = pikepdf.ContentStreamInstruction(numbers, Operator("re"))
                self.changed = True


def _grown(begin: float, length: float, scale: float) -> tuple[float, float]:
    """Return a side that is thick enough, about its middle."""
    if not scale or abs(length) * scale >= LEAST_LINE - 1e-4:
        return begin, length
    wanted = math.copysign(math.ceil(LEAST_LINE / scale * 1e4) / 1e4, length)
    return begin - (wanted - length) / 2, wanted


def scale_of(matrix: Matrix) -> float:
    """Return by how much a matrix scales where it scales least."""
    a, b, c, d, *_ = matrix
    whole, apart = (a * a + b * b + c * c + d * d) / 2, a * d - b * c
    return math.sqrt(max(0.0, whole - math.sqrt(max(0.0, whole * whole - apart * apart))))
