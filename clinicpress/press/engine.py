"""What the engine itself is: the code and the libraries that have a part in a PDF's bytes, or in its release.

All that the press, and the disk that it reads from, reach by their imports counts, and nothing else:
a change of what only tells, lists, compares or watches makes no PDF anew. A test holds the tables
against the imports.
"""

from __future__ import annotations

import hashlib
import platform
import sys
import zlib
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

from clinicpress import __version__
from clinicpress.content.catalog import Catalog
from clinicpress.content.edition import Job, edition_of, theme_of

PROGRAM = Path(__file__).resolve().parent.parent
FOLDERS = (
    *(
        "ground",
        "workspace",
        "scripts",
        "content",
        "foundry",
        "looks",
        "story",
        "drawing",
        "artwork",
        "typesetting",
        "makeup",
        "pdf",
        "readback",
        "webpage",
    ),
    "printshop",
    "press",
)
"""The folders of ours whose modules have a part in what is printed."""
BESIDE = frozenset(
    {
        "ground/patience.py",
        "ground/progress.py",
        "ground/report.py",
        "ground/terminal.py",
        "ground/workers.py",
        "workspace/snapshot.py",
        "workspace/unsaved.py",
        "content/fieldwords.py",
        "content/listing.py",
        "printshop/shop.py",
        "readback/paints.py",
    }
)
"""Modules in these folders that have none: they tell, list, look at what is finished, or stand in for the disk."""
OTHER_FILES = ("pdf/srgb.icc", "printshop/profiles/fogra39.icc", "printshop/profiles/gracol.icc", "webpage/page.css")
LIBRARIES = (
    *("reportlab", "pikepdf", "jinja2", "pyyaml", "pydantic", "uharfbuzz", "typst", "pillow", "zxing-cpp", "idna"),
    *("markupsafe", "pydantic-core", "lxml", "cssselect2", "tinycss2", "pypdfium2"),
)
"""The libraries that these modules use, and those that have a part in what they do."""


@lru_cache(maxsize=1)
def identity() -> dict[str, str]:
    """Return the versions of all that makes a file, and a digest of the engine's own files."""
    digest = hashlib.sha256()
    for file in _own():
        content = file.read_bytes()
        digest.update(f"{file.parent.name}/{file.name} {len(content)}\n".encode() + content)
    return {
        "clinicpress": f"{__version__} {digest.hexdigest()[:16]}",
        **{name: _version(name) for name in LIBRARIES},
        "python": platform.python_version(),
        "zlib": zlib.ZLIB_RUNTIME_VERSION,
    }


@lru_cache(maxsize=1)
def _own() -> tuple[Path, ...]:
    """List the engine's own files, as they are when the first job is printed."""
    modules = (file for folder in FOLDERS for file in sorted((PROGRAM / folder).glob("[!_]*.py")))
    own = [file for file in modules if f"{file.parent.name}/{file.name}" not in BESIDE]
    return (*own, *(PROGRAM / name for name in OTHER_FILES))


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


def settings_of(catalog: Catalog, job: Job) -> dict[str, object]:
    """Return what decides about a job's PDF beside the files that it is made of."""
    edition = edition_of(catalog.editions(), job.edition)
    return {
        "brochure": job.slug,
        "language": job.language,
        "layout": job.layout,
        "theme": str(theme_of(catalog, job)),
        "paper": str(edition.paper),
        "label": str(edition.label or ""),
        "two_sided": edition.two_sided,
        "engine": identity(),
    }


def step_of(catalog: Catalog, job: Job) -> dict[str, str | bool]:
    """Return what an edition asks the print shop to make of a job's file; its plate knows nothing of that."""
    return edition_of(catalog.editions(), job.edition).step


def chosen(catalog: Catalog, job: Job, overrides: Mapping[str, object], more: int) -> dict[str, object]:
    """List all that decides about a plate: its settings, a clinic's own theme, and lines `more` in its box."""
    own = {key: str(value) for key, value in sorted(overrides.items())}
    return {**settings_of(catalog, job), "overrides": own, **({"more": more} if more else {})}
