"""Converts shadings (ISO 32000-1, 8.7.4.5): what lies between their colours is worked out, and written as samples."""

from __future__ import annotations

from itertools import product

from pikepdf import Array, Dictionary, Object, Pdf, Stream

from clinicpress.printshop.functions import Function, Unconvertible, function_of, pairs
from clinicpress.printshop.inking import Family, Inking
from clinicpress.printshop.meshes import converted_mesh
from clinicpress.printshop.spaces import Space, Spaces, Tone
from clinicpress.readback.objects import numeric, whole_number

STEPS = 512
"""Samples along a shading: twice as many as the greys of a printer, because colours may change at once."""
STRIPES = 2048
"""Samples along one that is said in two directions and changes in one: such are the stripes of browsers."""
_GRID = 64
"""Samples a side of one that changes in both."""


def convert_shading(pdf: Pdf, shading: Object, spaces: Spaces, resources: Dictionary, inking: Inking) -> None:
    """Convert a shading where it stands; raises Unconvertible."""
    kind = whole_number(shading.get("/ShadingType")) or 0
    space = spaces.read(shading.get("/ColorSpace"), resources)
    if space.family == "Pattern" or not 1 <= kind <= 7:
        raise Unconvertible("a shading is of an unknown kind")
    if "/Background" in shading:
        parts = [numeric(each, 0) for each in shading.Background]
        if len(parts) != space.count:
            raise Unconvertible("the ground of a shading cannot be read")
        grounds = [space.tone(parts)]
    else:
        grounds = []
    if "/Function" in shading:
        family = _by_function(pdf, shading, space, kind, grounds, inking)
    elif kind >= 4 and isinstance(shading, Stream):
        family = converted_mesh(shading, space, kind, grounds, inking)
    else:
        raise Unconvertible("a shading does not say its colours")
    shading.ColorSpace = family.space
    if grounds:
        shading.Background = Array([round(value, 4) for value in family.values[-1]])


def _by_function(pdf: Pdf, shading: Object, space: Space, kind: int, grounds: list[Tone], inking: Inking) -> Family:
    shade = function_of(shading.Function)
    ways = 2 if kind == 1 else 1
    domain = pairs(shading.get("/Domain")) or [(0.0, 1.0)] * ways
    if kind >= 4:
        # A mesh says for each of its corners how far along its function it is.
        domain = [pairs(shading.get("/Decode"))[-1]]
    size = [STEPS] if ways == 1 else _sides(shade, domain)
    tones = []
    for place in product(*(range(each) for each in reversed(size))):
        at = [
            low + (high - low) * step / (count - 1)
            for step, (low, high), count in zip(reversed(place), domain, size, strict=True)
        ]
        parts = shade(at)
        if len(parts) < space.count:
            raise Unconvertible("a shading has fewer numbers than its colours need")
        tones.append(space.tone(parts[: space.count]))
    family = inking.family([*tones, *grounds], fading=True)
    values = family.values[: len(tones)]
    content = b"".join(round(65535 * part).to_bytes(2, "big") for each in values for part in each)
    shading.Function = pdf.make_indirect(
        Stream(
            pdf,
            content,
            FunctionType=0,
            Domain=Array([edge for pair in domain for edge in pair]),
            Range=Array([0, 1] * len(values[0])),
            Size=Array(size),
            BitsPerSample=16,
        )
    )
    return family


def _sides(shade: Function, domain: list[tuple[float, float]]) -> list[int]:
    """Return how many samples a shading that is said in two directions needs in each."""
    (left, right), (bottom, top) = domain[0], domain[1]
    places = [(left + (right - left) * step / 6, bottom + (top - bottom) * (step * 5 % 7) / 6) for step in range(7)]
    across = all(shade([x, y]) == shade([x, bottom]) for x, y in places)
    up = all(shade([x, y]) == shade([left, y]) for x, y in places)
    return [STRIPES, 2] if across else [2, STRIPES] if up else [_GRID, _GRID]
