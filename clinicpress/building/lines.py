"""Lines of text of which there may be very many, and which are seldom asked for again.

The first are held; where they become more, they are put away in a file without a name, which is gone with the
process. They are quick to find in the order in which they came.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Mapping
from tempfile import TemporaryFile
from typing import IO
from weakref import finalize

MOST_HELD = 1 << 20
"""So many bytes are held before they are put away."""
BLOCK = 1 << 16
"""So many are read at once."""


class Lines:
    """Texts of one line each, by their numbers; one process and one thread may ask for them."""

    def __init__(self, lines: Iterable[str] = ()) -> None:
        self._begins = array("q")
        self._file: IO[bytes] | None = None
        self._filed = 0
        self._held = bytearray()
        """What stands behind that in the file."""
        self._most = MOST_HELD
        self._block = b""
        self._block_begins = 0
        for line in lines:
            self.append(line)

    def append(self, line: str) -> int:
        """Put a line behind the others; returns its number."""
        self._begins.append(self._filed + len(self._held))
        self._held += line.encode("utf-8", "surrogatepass")
        self._held += b"\n"
        if len(self._held) >= self._most:
            self._put_away()
        return len(self._begins) - 1

    def __getitem__(self, number: int) -> str:
        begin = self._begins[number]
        if begin >= self._filed:
            begin -= self._filed
            line = bytes(self._held[begin : self._held.index(b"\n", begin)])
        else:
            line = self._read(begin)
        return line.decode("utf-8", "surrogatepass")

    def __iter__(self) -> Iterator[str]:
        return (self[number] for number in range(len(self)))

    def __len__(self) -> int:
        return len(self._begins)

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


class NamedLines(Mapping[str, str]):
    """Lines by the names that stand in them, in whose order they come."""

    def __init__(self, name_of: Callable[[str], str], named: Iterable[tuple[str, str]] = ()) -> None:
        """Take what reads the name of a line, and names with lines; raises ValueError where they are not in order."""
        self._name_of = name_of
        self.lines = Lines()
        self._found = 0
        """Where a line was looked for last: the next one is likely to be asked for next."""
        last = ""
        for name, line in named:
            if name <= last:
                raise ValueError(f"{name} is not in its place")
            last = name
            self.lines.append(line)

    def __getitem__(self, name: str) -> str:
        number = self._found = self._place_of(name)
        if number < len(self.lines) and self._name_at(number) == name:
            return self.lines[number]
        raise KeyError(name)

    def _place_of(self, name: str) -> int:
        """Return the number of the line of that name, or that it would have."""
        end = len(self.lines)

        def comes_after(number: int) -> bool:
            return number < 0 or (number < end and self._name_at(number) < name)

        for likely in (self._found, self._found + 1):
            if comes_after(likely - 1) and not comes_after(likely):
                return likely
        return bisect_left(range(end), name, key=self._name_at)

    def _name_at(self, number: int) -> str:
        return self._name_of(self.lines[number])

    def __iter__(self) -> Iterator[str]:
        return map(self._name_of, self.lines)

    def __len__(self) -> int:
        return len(self.lines)

    def pairs(self) -> Iterator[tuple[str, str]]:
        """Yield names and lines as `items` would, each line read once."""
        return ((self._name_of(line), line) for line in self.lines)
