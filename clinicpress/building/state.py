"""The state of a build: what the next one can know from dates alone, written line by line; `freshness` reads it.

What was read is written as it looked before it was read: whatever changed since then looks different next time.
Where that is not known, the file is read once more.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path

from clinicpress.building.freshness import INPUT, OUTPUT, read_state, state_line
from clinicpress.building.lines import NamedLines
from clinicpress.content.catalog import Catalog
from clinicpress.ground.stamps import Stamp, is_young, settled, stamp
from clinicpress.workspace.disk import Disk, on_disk, shipped
from clinicpress.workspace.files import file_digest
from clinicpress.workspace.workspace import LOOKS


class NotAsRead(Exception):
    """Raised where a file is no longer what the build read, or might not stay so."""


def folders_of(catalog: Catalog) -> dict[Path, Stamp]:
    """List the folders whose files decide what there is to make, as they look now; empty where that may not last."""
    root = on_disk(catalog.workspace).root
    above = {root / name: settled(stamp(root / name)) for name in ("clinics", "brochures")}
    return above | {root / "brochures" / slug: settled(stamp(root / "brochures" / slug)) for slug in catalog.slugs()}


def outputs_before(hidden: Path) -> Mapping[str, str]:
    """Return the lines of the files that the last build made, by their paths: `stamp_in` reads them."""
    lines = ((path, f"{found}\t{path}") for kind, path, found in read_state(hidden) if kind == OUTPUT)
    try:
        return NamedLines(lambda line: line.partition("\t")[2], lines)
    except ValueError:  # an older one of ours wrote them in another order
        return {}


def stamp_in(line: str) -> Stamp:
    """Return the stamp of a file that the last build made."""
    return line.partition("\t")[0]


class Inputs:
    """Writes the lines of what a build read: each file's once, and none that was changed since."""

    def __init__(self, workspace: Disk) -> None:
        self._root = workspace.root
        self._now = Disk(workspace.root)
        self._digests: dict[str, str | None] = {}
        self._of_clinic: dict[str, str | None] = {}
        self._looks: dict[str, Stamp] = {}
        self._clinic = ""

    def now(self, path: str) -> bytes:
        """Return the line of a file as it looks now; raises NotAsRead where it was changed just now."""
        found = stamp(path)
        if is_young(found):
            raise NotAsRead(path)
        return state_line(INPUT, path, found)

    def of_file(self, clinic: str, line: str, looked: str) -> Iterator[bytes]:
        """Yield the lines of what a clinic's file was made of beside its plate, as its line in the manifest says.

        `looked` says what that looked like before it was read, where it is known. Raises NotAsRead as `read` does.
        """
        if clinic != self._clinic:
            self._clinic = clinic
            self._of_clinic.clear()
            self._looks.clear()
        if not looked:
            yield from self.read(json.loads(line)["inputs"], (f"clinics/{clinic}.", f"clinics/{clinic}/"))
            return
        for name, found in json.loads(looked).items():
            if self._looks.get(name) != found:
                self._looks[name] = found
                yield state_line(INPUT, f"{self._root}/{name}", found)

    def read(self, digests: Mapping[str, str | None], own: tuple[str, ...] = ()) -> Iterator[bytes]:
        """Yield the lines of files by their digests when they were read; `own` begins the names of a clinic's own.

        Raises NotAsRead where one is another, or was changed just now.
        """
        for name, digest in digests.items():
            # What lies with a clinic is hardly of interest for others, and there may be thousands.
            known = self._of_clinic if name.startswith(own) else self._digests
            if name not in known:
                known[name] = digest
                yield from self._lines(name, digest)
            elif known[name] != digest:
                # Two files of one build may have been made of the same file before and after it was changed.
                raise NotAsRead(name)

    def _lines(self, name: str, digest: str | None) -> Iterator[bytes]:
        own = f"{self._root}/{name}"
        yield self.now(own)
        if name.startswith(LOOKS):
            yield from (self.now(f"{root}/{name}") for root in shipped())
        # Looked at after its stamp was taken: a change in between is found by the next build.
        if file_digest(own) != digest and self._now.digest(name) != digest:
            raise NotAsRead(name)
