"""The streams that people read: whatever they lead to, saying something never fails and never stops the work.

Nobody may be listening any more, the disk behind them may be full, or the terminal may lack half of
our characters. Then what cannot be said is left out, or said with other signs. Names of files and
words of foreign PDFs may hold control codes, which would make a terminal do things: they are shown.
"""

from __future__ import annotations

import codecs
import io
import os
import sys

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import TextIO

_PLAIN = str.maketrans(
    {"“": '"', "”": '"', "„": '"', "‘": "'", "’": "'", "–": "-", "—": "-", "…": "...", "×": "x", "→": "->", "\xa0": " "}
)
_SHOWN = str.maketrans({code: f"\\u{code:04x}" for code in (*range(9), *range(11, 32), *range(127, 160))})
"""Control codes but for tab and line end, as JSON spells them."""


def _spelt(error: UnicodeError) -> tuple[str, int]:
    """Return plainer signs for what an encoding lacks; what has none is spelt as its code."""
    assert isinstance(error, UnicodeEncodeError)
    lacking = error.object[error.start : error.end].translate(_PLAIN)
    return lacking.encode("ascii", "backslashreplace").decode("ascii"), error.end


class _Stream(io.TextIOWrapper):
    """A stream of text that takes everything; control codes are shown, not obeyed."""

    trouble: OSError | None = None
    """Why it could not be written to."""

    def __init__(self, number: int, before: TextIO) -> None:
        if sys.platform != "win32":
            os.set_blocking(number, True)
        raw = io.FileIO(number, "w", closefd=False) if before is None else getattr(before.buffer, "raw", before.buffer)
        encoding = before.encoding if before is not None else "utf-8"
        at_once = number == 2 or raw.isatty()
        super().__init__(io.BufferedWriter(raw), encoding, "clinicpress", line_buffering=at_once)

    def write(self, text: str) -> int:
        try:
            super().write(text.translate(_SHOWN))
        except OSError as error:
            self._lead_nowhere(error)
        return len(text)

    def flush(self) -> None:
        try:
            super().flush()
        except OSError as error:
            self._lead_nowhere(error)

    def _lead_nowhere(self, error: OSError) -> None:
        """Let what is left, and what comes, go nowhere."""
        self.trouble = self.trouble or error
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, self.fileno())
        os.close(nowhere)


class Speaking:
    """Makes the standard streams safe to speak to, as long as the context is open.

    Where what was said on the output stream could not be written, as on a full disk, this is told on the
    error stream, and the status is 1. Where nobody listened any more, it is neither.
    """

    def __enter__(self) -> None:
        _fill()
        codecs.register_error("clinicpress", _spelt)
        sys.stdout, sys.stderr = _Stream(1, sys.stdout), _Stream(2, sys.stderr)

    def __exit__(self, kind: object, error: object, trace: object) -> None:
        sys.stdout.flush()
        trouble = getattr(sys.stdout, "trouble", None)
        if trouble is not None and not isinstance(trouble, BrokenPipeError):
            print(f"error: what there is to say cannot be written: {trouble.strerror}", file=sys.stderr)
            if error is None or (isinstance(error, SystemExit) and not error.code):
                sys.exit(1)
        sys.stderr.flush()


def _fill() -> None:
    """Let closed standard streams lead nowhere: the next file that is opened would take their place."""
    for number in range(3):
        try:
            os.fstat(number)
        except OSError:
            os.open(os.devnull, os.O_RDWR)


def called() -> str:
    """Return how the program was called, for commands to copy."""
    from pathlib import Path

    program = Path(sys.argv[0])
    if program.name != "generate.py":
        return "clinicpress"
    python, here = Path(sys.executable), Path.cwd()
    return f"{python.relative_to(here) if python.is_relative_to(here) else 'python'} {program}"
