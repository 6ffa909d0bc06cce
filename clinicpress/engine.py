"""What the engine itself is: its own code and the libraries that have a part in a PDF's bytes."""

from __future__ import annotations

import hashlib
import platform
import sys
import zlib
from functools import lru_cache
from pathlib import Path

from clinicpress import __version__

LIBRARIES = ("reportlab", "pikepdf", "jinja2", "pyyaml", "pydantic", "svglib", "pillow", "zxing-cpp")
FOLDER = Path(__file__).resolve().parent
FOLDERS = (FOLDER, FOLDER / "inspection")
"""Where the code is that makes a PDF or decides whether it is released; the other folders have no part in that."""


@lru_cache(maxsize=1)
def identity() -> dict[str, str]:
    """Return the versions of all that makes a PDF, and a digest of the engine's own files."""
    digest = hashlib.sha256()
    for file in _own():
        digest.update(file.name.encode("utf-8") + file.read_bytes())
    return {
        "clinicpress": f"{__version__} {digest.hexdigest()[:16]}",
        **{name: _version(name) for name in LIBRARIES},
        "python": platform.python_version(),
        "zlib": zlib.ZLIB_RUNTIME_VERSION,
    }


def _own() -> list[Path]:
    return [file for folder in FOLDERS for file in sorted(folder.glob("*")) if file.suffix in {".py", ".icc"}]


@lru_cache(maxsize=1)
def _installed() -> dict[str, str]:
    """Read the versions of installed packages from the names of their folders, which is quick."""
    found: dict[str, str] = {}
    for folder in reversed(sys.path):
        for entry in Path(folder).glob("*.dist-info") if folder.endswith("-packages") else ():
            name, _, version = entry.name.removesuffix(".dist-info").partition("-")
            found[name.lower().replace("_", "-")] = version
    return found


def _version(name: str) -> str:
    if name in _installed():
        return _installed()[name]
    from importlib import metadata

    return metadata.version(name)


def files() -> list[Path]:
    """List the files and folders by which a change of the engine or its libraries shows."""
    return [*_own(), *(Path(folder) for folder in sys.path if folder.endswith("-packages")), Path(sys.executable)]
