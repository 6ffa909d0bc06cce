"""Lines of text by name, of which there may be very many, and which are seldom asked for again.

The first are held; where they become more, they are put away in a file without a name, which is gone with the
process. They are quick to find in the order in which they came.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, MutableMapping
from tempfile import TemporaryFile
from typing import IO
from weakref import finalize

MOST_HELD = 1 << 20
"""So many bytes are held before they are put away."""
BLOCK = 1 << 16
"""So many are read at once."""


class Lines(MutableMapping[str, str]):
    """Texts of one line each, by name; one process and one thread may ask for them."""

    def __init__(self, lines: Mapping[str, str] | None = None) -> None:
        self._begins: dict[str, int] = {}
        self._file: IO[bytes] | None = None
        self._filed = 0
        self._held = bytearray()
        """What stands behind that in the file."""
        self._most = MOST_HELD
        self._block = b""
        self._block_begins = 0
        self.update(lines or {})

    def __setitem__(self, name: str, line: str) -> None:
        self._begins[name] = self._filed + len(self._held)
        self._held += line.encode("utf-8", "surrogatepass")
        self._held += b"\n"
        if len(self._held) >= self._most:
            self._put_away()

    def __getitem__(self, name: str) -> str:
        begin = self._begins[name]
        if begin >= self._filed:
            begin -= self._filed
            line = bytes(self._held[begin : self._held.index(b"\n", begin)])
        else:
            line = self._read(begin)
        return line.decode("utf-8", "surrogatepass")

    def __delitem__(self, name: str) -> None:
        del self._begins[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._begins)

    def __len__(self) -> int:
        return len(self._begins)

    def __contains__(self, name: object) -> bool:
        return name in self._begins

    def _put_away(self) -> None:
        try:
            if self._file is None:
                self._file = TemporaryFile(buffering=0)  # noqa: SIM115 - it is there as long as the lines are
                finalize(self, self._file.close)
            self._file.seek(self._filed)
            whole = self._file.write(self._held) == len(self._held)
        except OSError:
            whole = False
        if whole:
            self._filed += len(self._held)
            self._held.clear()
        else:
            # There is no room for it now: it is held, and so is what comes for a while.
            self._most *= 2

    def _read(self, begin: int) -> bytes:
        """Return the line that begins somewhere in the file; those behind it are likely to be asked for next."""
        assert self._file is not None
        at = begin - self._block_begins
        if at < 0 or (end := self._block.find(b"\n", at)) < 0:
            self._file.seek(begin)
            block, at = self._file.read(BLOCK), 0
            while (end := block.find(b"\n")) < 0:
                block += self._file.read(BLOCK)
            self._block, self._block_begins = block, begin
        return self._block[at:end]
