"""Works out PostScript calculator functions (ISO 32000-1, 7.10.5), as design programs write them for spot colours."""

from __future__ import annotations

import math
import operator
import re
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache

from clinicpress.ground.problems import counted

MOST_STEPS = 100_000
"""No real function takes as many."""
DEEPEST = 100
_TOKEN = re.compile(r"%[^\r\n]*|[{}]|[^\s{}%]+")
Part = float | str | tuple["Part", ...]
Number = float


class Uncalculable(ValueError):
    """Raised where a function is no such program, or goes wrong."""


def calculated(program: bytes, inputs: Sequence[float]) -> list[float]:
    """Return what a program leaves on its stack; raises Uncalculable."""
    stack: list[Number] = list(inputs)
    try:
        _Run(stack).run(_parsed(program))
    except (IndexError, ArithmeticError, TypeError, ValueError, OverflowError) as error:
        raise Uncalculable(f"its calculation goes wrong: {error}") from error
    return [float(value) for value in stack]


@lru_cache(maxsize=64)
def _parsed(program: bytes) -> tuple[Part, ...]:
    tokens = (found[0] for found in _TOKEN.finditer(program.decode("latin-1")) if not found[0].startswith("%"))
    if next(tokens, "") != "{":
        raise Uncalculable("its calculation has no beginning")
    return _block(tokens, 0)


def _block(tokens: Iterator[str], depth: int) -> tuple[Part, ...]:
    if depth > DEEPEST:
        raise Uncalculable("its calculation is too deep")
    parts: list[Part] = []
    for token in tokens:
        if token == "}":
            return tuple(parts)
        if token == "{":
            parts.append(_block(tokens, depth + 1))
            continue
        try:
            parts.append(int(token))
        except ValueError:
            try:
                parts.append(float(token))
            except ValueError:
                parts.append(token)
    raise Uncalculable("its calculation has no end")


def _truncated(one: Number, other: Number) -> Number:
    """Divide whole numbers as PostScript does, towards zero."""
    return math.trunc(one / other)


def _shifted(one: Number, by: Number) -> Number:
    return int(one) << int(by) if by >= 0 else int(one) >> -int(by)


def _either(on_bits: Callable[[int, int], int]) -> Callable[[Number, Number], Number]:
    """Make an operation on truth values, or on the bits of whole numbers."""

    def worked(one: Number, other: Number) -> Number:
        found = on_bits(int(one), int(other))
        return bool(found) if isinstance(one, bool) else found

    return worked


_ONE: dict[str, Callable[[Number], Number]] = {
    "abs": abs,
    "neg": operator.neg,
    "ceiling": math.ceil,
    "floor": math.floor,
    "round": lambda value: math.floor(value + 0.5),
    "truncate": math.trunc,
    "cvi": math.trunc,
    "cvr": float,
    "sqrt": math.sqrt,
    "sin": lambda angle: math.sin(math.radians(angle)),
    "cos": lambda angle: math.cos(math.radians(angle)),
    "ln": math.log,
    "log": math.log10,
    "not": lambda value: not value if isinstance(value, bool) else ~int(value),
}
_TWO: dict[str, Callable[[Number, Number], Number]] = {
    "add": operator.add,
    "sub": operator.sub,
    "mul": operator.mul,
    "div": operator.truediv,
    "idiv": _truncated,
    "mod": math.fmod,
    "exp": operator.pow,
    "atan": lambda one, other: math.degrees(math.atan2(one, other)) % 360,
    "eq": operator.eq,
    "ne": operator.ne,
    "gt": operator.gt,
    "ge": operator.ge,
    "lt": operator.lt,
    "le": operator.le,
    "and": _either(operator.and_),
    "or": _either(operator.or_),
    "xor": _either(operator.xor),
    "bitshift": _shifted,
}


class _Run:
    def __init__(self, stack: list[Number]) -> None:
        self.stack = stack
        self.steps = 0

    def run(self, parts: Sequence[Part]) -> None:
        for at, part in enumerate(parts):
            self.steps += 1
            if self.steps > MOST_STEPS or len(self.stack) > MOST_STEPS:
                raise Uncalculable(f"its calculation takes more than {counted(MOST_STEPS, 'step')}")
            if isinstance(part, (int, float)):
                self.stack.append(part)
            elif isinstance(part, str):
                self._do(part, parts[max(0, at - 2) : at])

    def _do(self, word: str, before: Sequence[Part]) -> None:
        stack = self.stack
        if word in ("if", "ifelse"):
            blocks = [part for part in before if isinstance(part, tuple)]
            is_true = stack.pop()
            if word == "ifelse":
                self.run(blocks[-2 if is_true else -1])
            elif is_true:
                self.run(blocks[-1])
        elif word in _ONE:
            stack.append(_ONE[word](stack.pop()))
        elif word in _TWO:
            other = stack.pop()
            stack.append(_TWO[word](stack.pop(), other))
        elif word in ("true", "false"):
            stack.append(word == "true")
        else:
            self._move(word)

    def _move(self, word: str) -> None:
        stack = self.stack
        if word == "pop":
            stack.pop()
        elif word == "exch":
            stack[-1], stack[-2] = stack[-2], stack[-1]
        elif word == "dup":
            stack.append(stack[-1])
        elif word == "copy":
            count = int(stack.pop())
            stack.extend(stack[len(stack) - count :] if 0 < count <= len(stack) else [])
        elif word == "index":
            stack.append(stack[-1 - int(stack.pop())])
        elif word == "roll":
            by, count = int(stack.pop()), int(stack.pop())
            if not 0 <= count <= len(stack):
                raise Uncalculable("its calculation rolls more than there is")
            if count:
                rolled = stack[-count:]
                stack[-count:] = rolled[-by % count :] + rolled[: -by % count]
        else:
            raise Uncalculable(f"its calculation knows no word such as “{word}”")
