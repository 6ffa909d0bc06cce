"""The parcel: a workspace's own files as bytes, to be unpacked where the workspace itself cannot be seen.

The same files make the same bytes. Only what a press may read is in it: brochures, clinics,
templates, fonts and `editions.yaml`. What ships with the program is not.
"""

from __future__ import annotations

import io
import tarfile
from collections.abc import Iterator
from pathlib import Path

from clinicpress.ground.problems import InputProblems, Place

PARTS = ("brochures", "clinics", "editions.yaml", "fonts", "templates")
OUTSIDE = "/"
"""Where a link that leads out of the workspace leads in a parcel: out of it, too, and to no file."""


def pack(root: Path) -> bytes:
    """Pack the files of a workspace; raises InputProblems where one cannot be read."""
    packed = io.BytesIO()
    with tarfile.open(fileobj=packed, mode="w", format=tarfile.PAX_FORMAT) as archive:
        for part in PARTS:
            for path in _walk(root, root / part, ()):
                _add(archive, root, path)
    return packed.getvalue()


def _walk(root: Path, path: Path, above: tuple[Path, ...]) -> Iterator[Path]:
    """Yield a file, or a folder and all in it, in order; links are followed inside the workspace only."""
    try:
        target = path.resolve()
    except (OSError, RuntimeError):  # a link to itself
        return
    if target in above or not (path.exists() or path.is_symlink()):
        return
    yield path
    if path.is_dir() and target.is_relative_to(root):
        for each in sorted(path.iterdir()):
            yield from _walk(root, each, (*above, target))


def _add(archive: tarfile.TarFile, root: Path, path: Path) -> None:
    name = path.relative_to(root).as_posix()
    entry = tarfile.TarInfo(name)
    if not path.resolve().is_relative_to(root):
        entry.type, entry.linkname = tarfile.SYMTYPE, OUTSIDE
        archive.addfile(entry)
    elif path.is_file():
        try:
            content = path.read_bytes()
        except OSError as error:
            raise InputProblems.one(Place(name), f"“{name}” cannot be read: {error.strerror}") from error
        entry.size = len(content)
        archive.addfile(entry, io.BytesIO(content))
    elif path.exists():
        # A pipe or a device cannot be read there either; a folder says the same.
        entry.type = tarfile.DIRTYPE
        archive.addfile(entry)


def unpack(packed: bytes, folder: Path) -> None:
    """Unpack a parcel into a folder."""
    with tarfile.open(fileobj=io.BytesIO(packed)) as archive:
        for entry in archive:
            path = folder / entry.name
            path.parent.mkdir(parents=True, exist_ok=True)
            if entry.isdir():
                path.mkdir(exist_ok=True)
            elif entry.issym():
                path.symlink_to(entry.linkname)
            elif file := archive.extractfile(entry):
                path.write_bytes(file.read())
