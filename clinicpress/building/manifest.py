"""The manifest: what is in the output folder, what each file was made of, and why one must be made anew.

A file is as it should be when it was made with the same settings, when all that its plate and its
imprint read, or looked for and missed, is as it was, and when nobody changed it since.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from contextlib import closing
from dataclasses import dataclass, field
from functools import cached_property
from heapq import merge
from itertools import groupby
from operator import itemgetter
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any

from clinicpress.building.lines import NamedLines
from clinicpress.content.catalog import Catalog
from clinicpress.content.edition import ENDINGS, Job
from clinicpress.ground.problems import first_of
from clinicpress.ground.stamps import HIDDEN
from clinicpress.press.engine import settings_of, step_of
from clinicpress.workspace.files import DRAFTS, file_digest, read_lines, write_whole

if TYPE_CHECKING:
    from clinicpress.press.press import Pressed

MANIFEST = "manifest.json"
FORMAT = 1
MOST_BYTES = 2_000_000_000
MOST_REASONS = 3
CHANGED = "somebody changed the file"

NEW = ["it is new"]
UNKNOWN = ["nothing is known about the file that is there"]

Entry = dict[str, Any]


@dataclass
class Manifest:
    """The files of an output folder, by path and in their order, and the plates that they were made with, by name.

    A file's entry is kept as the line of JSON that it is in the manifest: there may be many thousands.
    """

    lines: NamedLines = field(default_factory=lambda: NamedLines(path_of))
    plates: dict[str, Entry] = field(default_factory=dict)

    @classmethod
    def read(cls, out: Path) -> Manifest:
        """Read the manifest of an output folder; one that cannot be read is as good as none."""
        try:
            with closing(read_lines(out / MANIFEST, MOST_BYTES)) as reading:
                if next(reading, b"") != f"{_HEAD}\n".encode():
                    return cls()
                lines = NamedLines(path_of, _entries(reading))
                rest = json.loads("{" + b"".join(reading).decode("utf-8"))
            if all(map(_is_plate, rest["plates"].values())):
                return cls(lines, rest["plates"])
        except (OSError, StopIteration, ValueError, KeyError, TypeError, AttributeError, RecursionError):
            pass
        return cls()

    def __contains__(self, path: str) -> bool:
        return path in self.lines

    def entry(self, path: str) -> Entry:
        """Return what is known of a file."""
        found: Entry = json.loads(self.lines[path])
        return found

    @cached_property
    def used(self) -> set[str]:
        """The names of the plates that files were made with."""
        return {plate_of(line) for line in self.lines.lines}

    def write(self, out: Path) -> None:
        """Write the manifest, the same bytes for the same files; raises InputProblems where it cannot be."""
        write_whole(out / MANIFEST, self._parts(), out / HIDDEN / DRAFTS)

    def _parts(self) -> Iterator[bytes]:
        yield f"{_HEAD}\n".encode()
        begin = ""
        for line in self.lines.lines:
            yield f"{begin}{line}".encode()
            begin = ",\n"
        plates = {name: entry for name, entry in sorted(self.plates.items()) if name in self.used}
        end = "\n" if begin else ""
        yield f'{end}],\n"plates": {json.dumps(plates, ensure_ascii=False, indent=1)}\n}}\n'.encode()

    def after(self, made: Iterable[tuple[str, str]], plates: Mapping[str, Entry]) -> Manifest:
        """Return the manifest with what was made since: files' paths and lines in order, and plates."""
        newest = groupby(merge(made, self.lines.pairs(), key=itemgetter(0)), itemgetter(0))
        return Manifest(NamedLines(path_of, (next(same) for _, same in newest)), {**self.plates, **plates})

    def without(self, paths: Set[str]) -> Manifest:
        """Return the manifest without some files."""
        left = ((path, line) for path, line in self.lines.pairs() if path not in paths)
        return Manifest(NamedLines(path_of, left), self.plates)

    def strays(self, paths: Iterable[str]) -> list[str]:
        """List the files that no job makes any more; all that jobs make are given in order."""
        made = iter(paths)
        path: str | None = ""
        strays = []
        for file in self.lines:
            while path is not None and path < file:
                path = next(made, None)
            if path != file:
                strays.append(file)
        return strays


_ENCODER = json.JSONEncoder(ensure_ascii=False)
_FILE = re.compile(r'\{"file": "([^"\\]+)"')
_PLATE = re.compile(r'"plate": "([^"\\]+)"')
_HEAD = f'{{"format": {FORMAT}, "files": ['


def _entries(reading: Iterator[bytes]) -> Iterator[tuple[str, str]]:
    """Yield the entries of files with their paths, up to the line behind them.

    Raises ValueError, KeyError or TypeError where one is not whole.
    """
    for part in reading:
        line = part.decode("utf-8").removesuffix("\n")
        if line == "],":
            return
        line = line.removesuffix(",")
        yield _checked_path(line), line


def _checked_path(line: str) -> str:
    entry = json.loads(line)
    path = PurePosixPath(entry["file"])
    below = not path.is_absolute() and ".." not in path.parts and path.suffix in ENDINGS
    texts = all(isinstance(entry[key], str) for key in ("sha256", "plate", "version"))
    counts = all(isinstance(entry[key], int) for key in ("bytes", "pages"))
    are_mappings = isinstance(entry["job"], dict) and isinstance(entry.get("step", {}), dict)
    if not (below and texts and counts and are_mappings and _are_inputs(entry["inputs"])):
        raise ValueError("this is no entry of ours")
    return str(entry["file"])


def path_of(line: str) -> str:
    """Return the path of an entry's file, unread if it can be: there may be many thousands."""
    found = _FILE.match(line)
    return found[1] if found else str(json.loads(line)["file"])


def plate_of(line: str) -> str:
    """Return the name of the plate of an entry, unread if it can be: there may be many thousands."""
    found = _PLATE.search(line)
    return found[1] if found else str(json.loads(line)["plate"])


def _is_plate(plate: Entry) -> bool:
    settings = plate["settings"]
    return isinstance(settings, dict) and isinstance(settings["engine"], dict) and _are_inputs(plate["inputs"])


def _are_inputs(inputs: object) -> bool:
    return isinstance(inputs, dict) and all(value is None or isinstance(value, str) for value in inputs.values())


def entry_line(job: Job, pressed: Pressed) -> str:
    """Return what the manifest says about a file, as a line of JSON."""
    said = {
        "file": job.path,
        "job": job.facts(),
        "sha256": pressed.sha256,
        "bytes": len(pressed.content),
        "pages": pressed.pages,
        "version": pressed.plate.version,
        "plate": pressed.plate.name,
        "inputs": pressed.inputs,
        **({"step": dict(pressed.step)} if pressed.step else {}),
    }
    return _ENCODER.encode(said)


class Auditor:
    """Tells for each job why its file must be made; each file and each plate is looked at once."""

    def __init__(self, catalog: Catalog, manifest: Manifest) -> None:
        self.catalog = catalog
        self.manifest = manifest
        self._plates: dict[str, list[str]] = {}

    def reasons(self, job: Job, file: str, there: bool, untouched: bool) -> list[str]:
        """List why a job's file must be made; none where it is as it should be.

        `there` says whether there is a file, `untouched` that it looks as it did after the last build.
        """
        line = self.manifest.lines.get(job.path) if self.manifest.lines else None
        if line is None:
            return UNKNOWN if there else NEW
        entry = json.loads(line)
        plate = self.manifest.plates.get(entry["plate"])
        if plate is None:
            return ["its plate is not known"]
        found = self._settings(job, plate["settings"])
        found += _differences(entry.get("step", {}), step_of(self.catalog, job))
        found += self._plate(entry["plate"], plate["inputs"])
        found += self._inputs(entry["inputs"])
        if job.language in self.catalog.misnamed(f"brochures/{job.slug}"):
            found.append(f"brochures/{job.slug}/{job.language}.yml is not read")
        if self.catalog.look(job.clinic) is None:
            # Its word may be one that editions.yaml no longer has, though it stands in its file as before.
            found.append(f"clinics/{job.clinic}.yaml cannot be read")
        if not found and not untouched:
            found += filter(None, [file_change(file, entry["sha256"])])
        return found

    def _settings(self, job: Job, before: Mapping[str, Any]) -> list[str]:
        now = settings_of(self.catalog, job)
        found = _differences({name: before.get(name) for name in now if name != "engine"}, now)
        engine, other = now["engine"], before.get("engine", {})
        assert isinstance(engine, dict)
        return found + [f"{name} is another version" for name, version in engine.items() if version != other.get(name)]

    def _plate(self, name: str, inputs: Mapping[str, str | None]) -> list[str]:
        if name not in self._plates:
            self._plates[name] = self._inputs(inputs)
        return self._plates[name]

    def _inputs(self, inputs: Mapping[str, str | None]) -> list[str]:
        found = []
        for name, before in inputs.items():
            now = self.catalog.workspace.digest(name)
            if now != before:
                said = "is new" if before is None else "is gone" if now is None else "changed"
                found.append(f"{name} {said}")
        return found


def _differences(before: Mapping[str, Any], now: Mapping[str, Any]) -> list[str]:
    """Say what is chosen otherwise than before; the engine is not chosen."""
    names = [name for name in dict.fromkeys([*now, *before]) if name != "engine"]
    return [f"{name}: {before.get(name)}, now {now.get(name)}" for name in names if now.get(name) != before.get(name)]


def file_change(file: str | Path, digest: str) -> str:
    """Say how a file differs from what was made; nothing where it does not."""
    found = file_digest(file)
    if found is None:
        return "the file is not there"
    return "" if found == digest else CHANGED


def shown(reasons: Sequence[str]) -> str:
    """Say reasons in one line."""
    return first_of(reasons, MOST_REASONS, "; ")
