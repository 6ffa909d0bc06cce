"""Reads PDFs with the readers that people have: each program is begun once, for all files.

PDFium is in Chrome and Edge, pdf.js in Firefox, poppler in the readers of Linux, PDFBox in many programs of Java.
`make readers` brings what is not in the lock.
"""

from __future__ import annotations

import base64
import json
import os
import shutil
import subprocess
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.conftest import TESTS
from tests.reading import read_pages

PROGRAMS = TESTS / "languages" / "readers"
FETCHED = Path(
    os.environ.get("CLINICPRESS_READERS", Path.home() / ".cache" / "clinicpress" / "readers-3.0.5-5.6.205-canvas")
)
PDFBOX, PDFJS = FETCHED / "pdfbox", FETCHED / "node_modules" / "pdfjs-dist"
# For a run of seconds, better code costs more than it saves.
JAVA = ("java", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-cp", f"{PDFBOX}/*")
PAGE_END = "\f"


@dataclass(frozen=True)
class Reader:
    """A program that reads the text of PDFs, of each page by itself."""

    name: str
    read: Callable[[Sequence[Path]], list[list[str]]]
    needs: str = ""
    """What it needs that is not here; empty where nothing is missing."""
    leaves_out: str = ""
    """Characters that it never tells, where they stand among letters that run from right to left."""


def pdfium(files: Sequence[Path]) -> list[list[str]]:
    """Read PDFs with PDFium."""
    return [[page.text for page in read_pages(file.read_bytes())] for file in files]


def pdfjs(files: Sequence[Path]) -> list[list[str]]:
    """Read PDFs with pdf.js."""
    said = _run(["node", str(PROGRAMS / "reader.mjs"), str(PDFJS)], files)
    return [_pages(json.loads(line)) for line in said.splitlines()]


def pdfbox(files: Sequence[Path]) -> list[list[str]]:
    """Read PDFs with PDFBox."""
    said = _run([*JAVA, str(PROGRAMS / "Reader.java")], files)
    return [_pages(base64.b64decode(line).decode("utf-8")) for line in said.splitlines()]


def poppler(files: Sequence[Path]) -> list[list[str]]:
    """Read PDFs with poppler: it has a program for one file only, which ends at once."""
    return [_pages(_run(["pdftotext", "-enc", "UTF-8", str(file), "-"], ())) for file in files]


def _run(command: list[str], files: Sequence[Path]) -> str:
    given = "".join(f"{file}\n" for file in files)
    return subprocess.run(command, input=given, capture_output=True, check=True, encoding="utf-8").stdout


def _pages(text: str) -> list[str]:
    return text.split(PAGE_END)[:-1]


def _missing(program: str, folder: Path | None, told: str) -> str:
    return "" if shutil.which(program) and (folder is None or folder.is_dir()) else told


READERS = (
    Reader("PDFium", pdfium),
    Reader("pdf.js", pdfjs, _missing("node", PDFJS, "node and npm, then `make readers`"), "\u200c\u200d"),
    Reader("poppler", poppler, _missing("pdftotext", None, "poppler's pdftotext")),
    Reader("PDFBox", pdfbox, _missing("java", PDFBOX, "Java 11 and Maven, then `make readers`")),
)


def reader(name: str) -> Reader:
    """Return a reader by its name; the test that asks is skipped where it is not here, and fails so in CI."""
    found = next(each for each in READERS if each.name == name)
    if found.needs:
        assert os.environ.get("CI") != "true", f"CI needs {found.needs}"
        pytest.skip(f"{name} is not here: it needs {found.needs}")
    return found
