"""The painter: the program that an easel runs. Typst draws an SVG as the one page of a PDF.

It reads requests from its standard input, first for the fonts and then for one SVG after the other,
and answers on its standard output. It imports nothing of ours, so that it starts at once.
"""

from __future__ import annotations

import contextlib
import signal
import struct
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import IO, TYPE_CHECKING

if TYPE_CHECKING:
    import typst

MEMORY = 3 * 2**30
"""How much memory a drawing may take, in bytes, where the system can hold it to that."""
NO_ROOM = "no room for fonts: "
"""How a complaint begins that fonts cannot be written where the renderer reads them."""
GLANCE = 72
"""How large the picture is, in pixels, that shows whether anything is to be seen."""
MOST_GLANCE = 4000
PREFIX = "clinicpress-fonts-"
"""How folders begin in which the fonts of an easel lie."""
_SIGNAL_AT_PARENTS_DEATH = 1
"""PR_SET_PDEATHSIG of prctl(2)."""
TIME = 30
"""How many seconds of a processor a drawing may take, where nobody is there any more to end it."""
_PAGE = '#set page(width: auto, height: auto, margin: 0pt, fill: none)\n#image(bytes({}), format: "svg", alt: "-")'


def send(stream: IO[bytes], parts: Sequence[bytes]) -> None:
    stream.write(struct.pack(">I", len(parts)) + b"".join(struct.pack(">I", len(part)) + part for part in parts))
    stream.flush()


def receive(stream: IO[bytes]) -> list[bytes]:
    """Read the parts of a message; raises EOFError where it ends too early."""

    def read(count: int) -> bytes:
        found = stream.read(count)
        if len(found) < count:
            raise EOFError
        return found

    def number() -> int:
        return int(struct.unpack(">I", read(4))[0])

    return [read(number()) for _ in range(number())]


def _drawing(requests: IO[bytes], answers: IO[bytes]) -> None:
    """Answer requests until there are no more: first for the fonts, which lie in a folder meanwhile, then for SVGs."""
    sent = receive(requests)
    with tempfile.TemporaryDirectory(prefix=PREFIX) as folder, contextlib.suppress(EOFError):
        try:
            _draw_with(folder, sent, requests, answers)
        finally:
            # Its end may be told twice: nothing interrupts how the fonts are put away.
            signal.signal(signal.SIGTERM, signal.SIG_IGN)


def _draw_with(folder: str, sent: Sequence[bytes], requests: IO[bytes], answers: IO[bytes]) -> None:
    """Draw with the fonts that were sent, each after its name; raises EOFError where there are no more requests."""
    import typst

    files = {str(Path(folder) / f"{number}.ttf"): sent[number] for number in range(0, len(sent), 2)}
    try:
        for number, file in zip(range(1, len(sent), 2), files, strict=True):
            Path(file).write_bytes(sent[number])
    except OSError as error:
        send(answers, [f"{NO_ROOM}{error.strerror}".encode()])
        return
    shelf = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[folder])
    compiler = typst.Compiler(font_paths=shelf, root=folder)
    known = [(files[font.path], font.family.encode()) for font in shelf.fonts() if font.path in files]
    send(answers, [part for pair in known for part in pair])
    while True:
        [svg] = receive(requests)
        _give_time()
        try:
            answer = _drawn(compiler, svg.decode())
        except typst.TypstError as error:
            answer = [(error.message or "?").encode()]
        send(answers, answer)


def _drawn(compiler: typst.Compiler, svg: str) -> list[bytes]:
    """Draw an SVG whose first width and height are those of its page, in pixels."""
    import typst

    said = svg.replace("\\", "\\\\").replace('"', '\\"')
    source = _PAGE.format(f'"{said}"').encode()
    sides = [float(svg.partition(f'{side}="')[2].partition('"')[0]) for side in ("width", "height")]
    # Of what is long and narrow, more is looked at.
    glance_at = max(GLANCE, min(MOST_GLANCE, 8 * max(sides) / min(sides)))
    try:
        # By the standard, letters that no font has, and those that no reader could tell, are errors.
        pdf = compiler.compile(source, format="pdf", pdf_standards=["a-2u"], timestamp=0, pdf_tags=False)
    except typst.TypstError as error:
        # Gradients that repeat are functions in a PostScript of their own, which PDF/A-2 allows.
        if "PostScript" not in (error.message or ""):
            raise
        pdf = compiler.compile(source, format="pdf", timestamp=0, pdf_tags=False)
    glance = compiler.compile(source, format="png", ppi=96 * glance_at / max(sides))
    assert isinstance(pdf, bytes) and isinstance(glance, bytes)
    return [pdf, glance]


def _give_time() -> None:
    """Give the next drawing its time, where the system can hold it to that."""
    with contextlib.suppress(ImportError, OSError, ValueError):
        import resource

        used = resource.getrusage(resource.RUSAGE_SELF)
        resource.setrlimit(resource.RLIMIT_CPU, (int(used.ru_utime + used.ru_stime) + TIME, resource.RLIM_INFINITY))


def _end_with_parent() -> None:
    """Ask the system to end this process with the one that began it, where it can, and leave no fonts behind."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit())
    if hasattr(signal, "pthread_sigmask"):
        signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGTERM})
    if sys.platform == "linux":
        import ctypes

        with contextlib.suppress(OSError, AttributeError):
            ctypes.CDLL(None).prctl(_SIGNAL_AT_PARENTS_DEATH, signal.SIGTERM)


def _hold_to_bounds() -> None:
    try:
        import resource
    except ImportError:  # Windows has no such bounds; there the patience alone counts.
        return
    with contextlib.suppress(OSError, ValueError):
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))


if __name__ == "__main__":
    _end_with_parent()
    _hold_to_bounds()
    _drawing(sys.stdin.buffer, sys.stdout.buffer)
