"""The easel: SVGs are drawn in a process of their own, which may be slow, greedy or hang and harms nobody.

The press starts one where it meets its first SVG. A process that was forked starts one of its own:
it could not share the pipes, and the renderer's threads are not in it.
"""

from __future__ import annotations

import atexit
import contextlib
import os
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from threading import Lock, Timer
from typing import NamedTuple

from clinicpress.artwork import painter
from clinicpress.artwork.painter import receive, send
from clinicpress.looks.fonts import FontFiles

PATIENCE = 20.0
"""How long a drawing may take, in seconds."""


class Drawn(NamedTuple):
    """An SVG as the one page of a PDF, and as a small PNG with what is clear left clear."""

    pdf: bytes
    glance: bytes


class Spoiled(Exception):
    """Raised with what Typst says of an SVG that it cannot draw; empty where it died or took too long."""


class _Easel:
    """A process that draws, with some fonts."""

    def __init__(self, fonts: FontFiles) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-m", painter.__name__],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            cwd=Path(__file__).parents[2],
            # For one drawing at a time, more threads than one cost more than they bring.
            env={**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path)), "RAYON_NUM_THREADS": "1"},
        )
        self.owner = os.getpid()
        atexit.register(self._let_go)
        try:
            told = self.asked([part for file in fonts.files.items() for part in (file[0].encode(), file[1])])
        except Spoiled:
            self.close()
            raise
        said = [each.decode() for each in told]
        self.families = dict(zip(said[::2], said[1::2], strict=True))

    def asked(self, request: Sequence[bytes]) -> list[bytes]:
        """Send a request and return its answer; raises Spoiled where that is a complaint, or none comes."""
        assert self.process.stdin and self.process.stdout
        watch = Timer(PATIENCE, self.process.kill)
        watch.start()
        try:
            send(self.process.stdin, request)
            answer = receive(self.process.stdout)
        except (OSError, EOFError):
            self.close()
            raise Spoiled("") from None
        finally:
            watch.cancel()
        if len(answer) == 1:
            raise Spoiled(answer[0].decode())
        return answer

    def _let_go(self) -> None:
        """Ask the process to end, without waiting for it."""
        if self.owner == os.getpid():
            self.process.terminate()

    def close(self) -> None:
        """End the process; one that was forked leaves that of its parent alone."""
        if self.owner != os.getpid():
            return
        # Asked to end, it takes its fonts with it; while it draws, it does not listen.
        self.process.terminate()
        with contextlib.suppress(subprocess.TimeoutExpired):
            self.process.wait(TO_END)
        self.process.kill()
        for pipe in (self.process.stdin, self.process.stdout):
            if pipe is not None:
                with contextlib.suppress(OSError):
                    pipe.close()
        self.process.wait()


TO_END = 2.0
"""Seconds that an easel is given to put its fonts away."""
_EASELS: dict[tuple[int, bytes], _Easel] = {}
_MOST = 4
"""How many of them there are at once: one for words, one for pictures without, and those of other workspaces."""
_ONE_AT_A_TIME = Lock()
if hasattr(os, "register_at_fork"):
    # A worker that is forked while another thread draws would find the easel taken, for ever.
    os.register_at_fork(
        before=_ONE_AT_A_TIME.acquire, after_in_parent=_ONE_AT_A_TIME.release, after_in_child=_ONE_AT_A_TIME.release
    )


def families_of(fonts: FontFiles) -> dict[str, str]:
    """Return the name of its family for each file of a font, as the files themselves say it. Raises Spoiled."""
    with _ONE_AT_A_TIME:
        return _easel(fonts).families


def draw_svg(svg: str, fonts: FontFiles) -> Drawn:
    """Draw an SVG; its words are set in these fonts, and in no others. Raises Spoiled."""
    with _ONE_AT_A_TIME:
        begun = time.monotonic()
        try:
            pdf, glance = _easel(fonts).asked([svg.encode()])
        except Spoiled as spoiled:
            # What died at once may have been ended from outside.
            if str(spoiled) or time.monotonic() - begun > PATIENCE / 4:
                raise
            pdf, glance = _easel(fonts).asked([svg.encode()])
        return Drawn(pdf, glance)


def _easel(fonts: FontFiles) -> _Easel:
    key = os.getpid(), fonts.digest
    kept = _EASELS.get(key)
    if kept is None or kept.process.poll() is not None:
        while len(_EASELS) >= _MOST:
            _EASELS.pop(next(iter(_EASELS))).close()
        kept = _EASELS[key] = _Easel(fonts)
    return kept
