"""Works out the functions of a PDF (ISO 32000-1, 7.10): numbers go in, and numbers come out.

Shadings and spot colours say by them what their colours are.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import product
from typing import Any

from pikepdf import Array, Dictionary, Object, Stream

from clinicpress.printshop.calculator import Uncalculable, calculated
from clinicpress.readback.objects import DEEPEST, listed, numeric, whole_number

MOST_SAMPLES = 1 << 22
Numbers = Sequence[float]
Function = Callable[[Numbers], list[float]]


class Unconvertible(ValueError):
    """Raised where nobody can say what a colour becomes; its message goes on “page 3: …”."""


def function_of(found: Any, depth: int = 0) -> Function:
    """Read a function, or an array of functions with one result each; raises Unconvertible."""
    if isinstance(found, Array):
        parts = [function_of(each, depth + 1) for each in found]
        return lambda values: [number for part in parts for number in part(values)]
    if not isinstance(found, (Dictionary, Stream)) or depth > DEEPEST:
        raise Unconvertible("a colour is the result of a function that is not there")
    kind = whole_number(found.get("/FunctionType"))
    domain = pairs(found.get("/Domain"))
    bounds = pairs(found.get("/Range"))
    if kind == 0:
        raw = _sampled(found, domain, bounds)
    elif kind == 2:
        raw = _exponential(found)
    elif kind == 3:
        raw = _stitched(found, domain, depth)
    elif kind == 4 and isinstance(found, Stream):
        program = found.read_bytes()

        def raw(values: Numbers) -> list[float]:
            return calculated(program, values)
    else:
        raise Unconvertible("a colour is the result of a function of an unknown kind")

    def worked(values: Numbers) -> list[float]:
        try:
            results = raw(clipped(values, domain))
        except (Uncalculable, ArithmeticError) as error:
            raise Unconvertible(f"a colour cannot be worked out: {error}") from error
        return clipped(results[-len(bounds) :], bounds) if bounds else results

    return worked


def pairs(found: Any) -> list[tuple[float, float]]:
    """Read the lower and upper bounds of numbers."""
    edges = [numeric(edge, 0) for edge in listed(found)]
    return list(zip(edges[::2], edges[1::2], strict=False))


def clipped(values: Numbers, bounds: Sequence[tuple[float, float]]) -> list[float]:
    """Return numbers within their bounds; those without bounds stay."""
    inside = [min(max(value, low), high) for value, (low, high) in zip(values, bounds, strict=False)]
    return [*inside, *values[len(inside) :]]


def _scaled(value: float, from_: tuple[float, float], to: tuple[float, float]) -> float:
    span = from_[1] - from_[0]
    return to[0] + ((value - from_[0]) * (to[1] - to[0]) / span if span else 0)


def _exponential(found: Object) -> Function:
    begin = [numeric(each, 0) for each in listed(found.get("/C0"))] or [0.0]
    end = [numeric(each, 0) for each in listed(found.get("/C1"))] or [1.0]
    power = numeric(found.get("/N"), 1)
    return lambda values: [a + values[0] ** power * (b - a) for a, b in zip(begin, end, strict=False)]


def _stitched(found: Object, domain: Sequence[tuple[float, float]], depth: int) -> Function:
    parts = [function_of(each, depth + 1) for each in listed(found.get("/Functions"))]
    inner, encode = [numeric(each, 0) for each in listed(found.get("/Bounds"))], pairs(found.get("/Encode"))
    if not domain or not parts or len(inner) != len(parts) - 1 or len(encode) < len(parts):
        raise Unconvertible("a colour is the result of functions that do not fit together")
    edges = [domain[0][0], *inner, domain[0][1]]

    def worked(values: Numbers) -> list[float]:
        at = sum(values[0] >= bound for bound in inner)
        return parts[at]([_scaled(values[0], (edges[at], edges[at + 1]), encode[at])])

    return worked


def _sampled(found: Object, domain: Sequence[tuple[float, float]], bounds: Sequence[tuple[float, float]]) -> Function:
    size = [whole_number(each) or 0 for each in listed(found.get("/Size"))]
    bits = whole_number(found.get("/BitsPerSample")) or 0
    count = len(bounds)
    for each in size:
        count *= each
    if not isinstance(found, Stream) or bits not in (1, 2, 4, 8, 12, 16, 24, 32) or len(size) != len(domain):
        raise Unconvertible("a colour is the result of samples that cannot be read")
    content = found.read_bytes()
    if not 0 < count <= MOST_SAMPLES or len(content) * 8 < count * bits:
        raise Unconvertible("a colour is the result of samples that are not all there")
    encode = pairs(found.get("/Encode")) or [(0.0, each - 1.0) for each in size]
    decode = pairs(found.get("/Decode")) or list(bounds)
    most = (1 << bits) - 1

    def sample(number: int) -> int:
        begin = number * bits
        chunk = int.from_bytes(content[begin // 8 : (begin + bits + 7) // 8], "big")
        return (chunk >> (-(begin + bits) % 8)) & most

    def worked(values: Numbers) -> list[float]:
        places = [
            min(max(_scaled(value, domain[axis], encode[axis]), 0.0), size[axis] - 1.0)
            for axis, value in enumerate(values)
        ]
        results = [0.0] * len(bounds)
        for corner in product((0, 1), repeat=len(size)):
            share, at, step = 1.0, 0, 1
            for axis, place in enumerate(places):
                low = min(int(place), max(size[axis] - 2, 0))
                share *= place - low if corner[axis] else 1 - (place - low)
                at += min(low + corner[axis], size[axis] - 1) * step
                step *= size[axis]
            if share:
                for output in range(len(bounds)):
                    results[output] += share * sample(at * len(bounds) + output)
        return [_scaled(result, (0, most), decode[output]) for output, result in enumerate(results)]

    return worked
