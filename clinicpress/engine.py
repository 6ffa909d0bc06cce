"""What the engine itself is: its own code and the libraries that have a part in a PDF's bytes."""

from __future__ import annotations

import hashlib
import platform
import sys
import zlib
from functools import lru_cache
from importlib.metadata import version
from pathlib import Path

from clinicpress import __version__

LIBRARIES = ("reportlab", "pikepdf", "jinja2", "pyyaml", "pydantic", "svglib", "pillow", "zxing-cpp")
FOLDER = Path(__file__).resolve().parent


@lru_cache(maxsize=1)
def identity() -> dict[str, str]:
    """Return the versions of all that makes a PDF, and a digest of the engine's own files."""
    digest = hashlib.sha256()
    for file in sorted(FOLDER.glob("*")):
        if file.suffix in {".py", ".icc"}:
            digest.update(file.name.encode("utf-8") + file.read_bytes())
    return {
        "clinicpress": f"{__version__} {digest.hexdigest()[:16]}",
        **{name: version(name) for name in LIBRARIES},
        "python": platform.python_version(),
        "zlib": zlib.ZLIB_RUNTIME_VERSION,
    }


def files() -> list[Path]:
    """List the files and folders by which a change of the engine or its libraries shows."""
    own = [file for file in sorted(FOLDER.glob("*")) if file.suffix in {".py", ".icc"}]
    return [*own, *(Path(folder) for folder in sys.path if folder.endswith("-packages")), Path(sys.executable)]
