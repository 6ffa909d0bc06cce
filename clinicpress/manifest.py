"""The manifest: what is in the output folder, what each file was made of, and why one must be made anew.

A file is as it should be when it was made with the same settings, when all that its plate and its
imprint read, or looked for and missed, is as it was, and when nobody changed it since.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path, PurePosixPath
from typing import Any

from clinicpress.catalog import Catalog
from clinicpress.edition import Job, settings_of
from clinicpress.files import DRAFTS, HIDDEN, write_whole

MANIFEST = "manifest.json"
FORMAT = 1
MOST_REASONS = 3
CHANGED = "somebody changed the file"

Entry = dict[str, Any]


@dataclass
class Manifest:
    """The files of an output folder, by path, and the plates that they were made with, by name."""

    files: dict[str, Entry] = field(default_factory=dict)
    plates: dict[str, Entry] = field(default_factory=dict)

    @classmethod
    def read(cls, out: Path) -> Manifest:
        """Read the manifest of an output folder; one that cannot be read is as good as none."""
        try:
            found = json.loads((out / MANIFEST).read_bytes())
            if found["format"] == FORMAT:
                files = {entry.pop("file"): entry for entry in found["files"]}
                whole = all(map(_is_path, files)) and all(map(_is_entry, files.values()))
                if whole and all(map(_is_plate, found["plates"].values())):
                    return cls(files, found["plates"])
        except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
            pass
        return cls()

    def write(self, out: Path) -> None:
        """Write the manifest, the same bytes for the same files; raises InputProblems where it cannot be."""
        used = {entry["plate"] for entry in self.files.values()}
        said = {
            "format": FORMAT,
            "files": [{"file": path, **entry} for path, entry in sorted(self.files.items())],
            "plates": {name: entry for name, entry in sorted(self.plates.items()) if name in used},
        }
        lines = json.dumps(said, ensure_ascii=False, indent=1, sort_keys=False)
        write_whole(out / MANIFEST, lines.encode("utf-8") + b"\n", out / HIDDEN / DRAFTS)

    def strays(self, jobs: Iterable[Job]) -> list[str]:
        """List the files that no job makes any more."""
        return sorted(set(self.files) - {job.path for job in jobs})


def _is_path(file: str) -> bool:
    """Tell whether this can be the path of one of our files: below the output folder."""
    path = PurePosixPath(file)
    return not path.is_absolute() and ".." not in path.parts and path.suffix == ".pdf"


def _is_entry(entry: Entry) -> bool:
    texts = all(isinstance(entry[key], str) for key in ("sha256", "plate", "version"))
    counts = all(isinstance(entry[key], int) for key in ("bytes", "pages"))
    return texts and counts and isinstance(entry["job"], dict) and _are_inputs(entry["inputs"])


def _is_plate(plate: Entry) -> bool:
    settings = plate["settings"]
    return isinstance(settings, dict) and isinstance(settings["engine"], dict) and _are_inputs(plate["inputs"])


def _are_inputs(inputs: object) -> bool:
    return isinstance(inputs, dict) and all(value is None or isinstance(value, str) for value in inputs.values())


def entry_of(job: Job, pdf: bytes, pages: int, version: str, plate: str, inputs: Mapping[str, str | None]) -> Entry:
    """Return what the manifest says about a file."""
    return {
        "job": {"brochure" if key == "slug" else key: value for key, value in asdict(job).items()},
        "sha256": hashlib.sha256(pdf).hexdigest(),
        "bytes": len(pdf),
        "pages": pages,
        "version": version,
        "plate": plate,
        "inputs": dict(inputs),
    }


class Auditor:
    """Tells for each job why its file must be made; each file and each plate is looked at once."""

    def __init__(self, catalog: Catalog, manifest: Manifest, out: Path, untouched: Mapping[str, bool]) -> None:
        self.catalog = catalog
        self.manifest = manifest
        self.out = out
        self.untouched = untouched
        self._plates: dict[str, list[str]] = {}

    def reasons(self, job: Job) -> list[str]:
        """List why a job's file must be made; none where it is as it should be."""
        entry = self.manifest.files.get(job.path)
        if entry is None:
            exists = (self.out / job.path).exists()
            return ["nothing is known about the file that is there" if exists else "it is new"]
        plate = self.manifest.plates.get(entry["plate"])
        if plate is None:
            return ["its plate is not known"]
        found = self._settings(job, plate["settings"])
        found += self._plate(entry["plate"], plate["inputs"])
        found += self._inputs(entry["inputs"])
        if not found and not self.untouched.get(job.path):
            found += filter(None, [file_change(self.out / job.path, entry["sha256"])])
        return found

    def _settings(self, job: Job, before: Mapping[str, Any]) -> list[str]:
        now = settings_of(self.catalog, job)
        found = [
            f"{name}: {before.get(name)}, now {value}"
            for name, value in now.items()
            if name != "engine" and value != before.get(name)
        ]
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


def file_change(file: Path, digest: str) -> str:
    """Say how a file differs from what was made; nothing where it does not."""
    try:
        content = file.read_bytes()
    except OSError:
        return "the file is not there"
    return "" if hashlib.sha256(content).hexdigest() == digest else CHANGED


def shown(reasons: list[str]) -> str:
    """Say reasons in one line."""
    more = f", and {len(reasons) - MOST_REASONS} more" if len(reasons) > MOST_REASONS else ""
    return "; ".join(reasons[:MOST_REASONS]) + more
