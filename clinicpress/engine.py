"""What the engine itself is: the code and the libraries that have a part in a PDF's bytes, or in its release.

All that the press reaches by its imports is in the tables, and nothing else: a change of what only
tells, lists, compares or watches makes no PDF anew. A test holds the tables against the imports.
"""

from __future__ import annotations

import hashlib
import platform
import sys
import zlib
from functools import lru_cache
from pathlib import Path

from clinicpress import __version__

FOLDER = Path(__file__).resolve().parent
MODULES = (
    "address",
    "archive",
    "binding",
    "canvas",
    "casting",
    "catalog",
    "composer",
    "copyfit",
    "docket",
    "edition",
    "engine",
    "fidelity",
    "files",
    "flowables",
    "fontfile",
    "fonts",
    "freshness",
    "gather",
    "given",
    "grammar",
    "imprint",
    "inline",
    "inspection/completeness",
    "inspection/damage",
    "inspection/finished",
    "inspection/objects",
    "inspection/readback",
    "inspection/skim",
    "inspection/soundness",
    "inspection/verdict",
    "layout",
    "marks",
    "markup",
    "metadata",
    "model",
    "nodes",
    "overlap",
    "overlay",
    "page",
    "parsing",
    "patch",
    "phrases",
    "pictures",
    "plate",
    "press",
    "problems",
    "rack",
    "raster",
    "release",
    "remarks",
    "rendering",
    "sandbox",
    "schema",
    "sheet",
    "source",
    "story",
    "subset",
    "svgfile",
    "svgpaint",
    "svgplain",
    "svgshape",
    "svgstyle",
    "svgtext",
    "syntax",
    "table",
    "tagging",
    "templating",
    "text",
    "theme",
    "themefile",
    "typed",
    "typeset",
    "vector",
    "witness",
    "wording",
)
"""The modules of ours, by their paths in the package."""
OTHER_FILES = ("srgb.icc",)
LIBRARIES = (
    *("reportlab", "pikepdf", "jinja2", "pyyaml", "pydantic", "svglib", "pillow", "zxing-cpp"),
    *("markupsafe", "pydantic-core", "lxml", "cssselect2", "tinycss2"),
)
"""The libraries that these modules use, and those that have a part in what they do."""


@lru_cache(maxsize=1)
def identity() -> dict[str, str]:
    """Return the versions of all that makes a PDF, and a digest of the engine's own files."""
    digest = hashlib.sha256()
    for file in _own():
        content = file.read_bytes()
        digest.update(f"{file.relative_to(FOLDER).as_posix()} {len(content)}\n".encode() + content)
    return {
        "clinicpress": f"{__version__} {digest.hexdigest()[:16]}",
        **{name: _version(name) for name in LIBRARIES},
        "python": platform.python_version(),
        "zlib": zlib.ZLIB_RUNTIME_VERSION,
    }


def _own() -> list[Path]:
    return [*(FOLDER / f"{module}.py" for module in MODULES), *(FOLDER / name for name in OTHER_FILES)]


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
