"""Bytes of the handouts: clinicpress beside Typst, both PDF/UA-1 and PDF/A-2a at once.

    pip install -e '.[bench,test]'
    python benchmarks/size.py

Both make the same pages from the same YAML, icons and font files; see typst_handout.typ. The goals:
each handout below 0.6 of Typst's bytes, and below 48 KB. Exit status: 0 met, 1 not met or the PDFs
differ, 2 it cannot be measured. `--keep DIR` keeps the PDFs to be looked at.

Typst writes each PDF as small as it can, or the ratio would flatter us: without kerning, which we
have not either, and with plain spaces where we keep words together. A space that doesn't break,
next to one that does, costs Typst a tag for each. So a few lines break elsewhere than ours.

WeasyPrint's size is for information: what it writes as PDF/UA-1 is not PDF/A-2a at the same time,
and its page serves one of the two brochures only.
"""

from __future__ import annotations

import argparse
import platform
import subprocess
import sys
import tempfile
from collections import Counter
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from content import ROOT, SLUGS, CannotMeasure
from sentences import folded, missing_sentences, read_pages
from typst_handout import TypstPress

RATIO = 0.6
LIMIT = 48 * 1024


@dataclass(frozen=True)
class Compared:
    """Both PDFs of a brochure."""

    slug: str
    ours: Path
    typst: Path

    @property
    def ratio(self) -> float:
        """Our bytes as a share of Typst's."""
        return size(self.ours) / size(self.typst)


def size(file: Path) -> int:
    """Return a file's bytes."""
    return file.stat().st_size


# Making the PDFs ---------------------------------------------------------------------------------


def make_ours(folder: Path) -> None:
    """Build the handouts with clinicpress."""
    choice = [*SLUGS, "--clinic", "house", "--edition", "standard", "--layout", "handout"]
    command = [sys.executable, "generate.py", "build", *choice, "--out", str(folder)]
    ended = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    if ended.returncode:
        raise CannotMeasure(f"clinicpress ended with status {ended.returncode}:\n{ended.stderr or ended.stdout}")


def make_weasyprint(slug: str, file: Path) -> None:
    """Make a handout with WeasyPrint."""
    command = [sys.executable, "benchmarks/weasyprint_handout.py", slug, "--out", str(file), "--variant", "pdf/ua-1"]
    ended = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    if ended.returncode:
        raise CannotMeasure(f"WeasyPrint ended with status {ended.returncode}:\n{ended.stderr or ended.stdout}")


# Comparing them ----------------------------------------------------------------------------------


def differences(pair: Compared) -> list[str]:
    """Return how the texts of both PDFs differ from the brochure and from each other."""
    ours, theirs = read(pair.ours), read(pair.typst)
    found = [f"clinicpress misses: {part}" for part in missing_sentences(pair.slug, ours)]
    found += [f"Typst misses: {part}" for part in missing_sentences(pair.slug, theirs)]
    if len(ours) != len(theirs):
        found.append(f"clinicpress makes {len(ours)} pages, Typst makes {len(theirs)}")
    for number, (one, other) in enumerate(zip(ours, theirs, strict=False), 1):
        if Counter(folded(one)) != Counter(folded(other)):
            found.append(f"page {number} has not the same letters and digits in both")
    return found


def read(file: Path) -> list[str]:
    """Return the text of each page."""
    pages = read_pages(file)
    if pages is None:
        raise CannotMeasure("the texts cannot be compared without pypdfium2: pip install -e '.[bench,test]'")
    return pages


def versions() -> str:
    """Name the versions of all that has a part in it."""
    names = ("clinicpress", "reportlab", "pikepdf", "typst", "weasyprint")
    try:
        packages = [f"{name} {version(name)}" for name in names]
    except PackageNotFoundError as error:
        raise CannotMeasure(f"{error.name} is not installed: pip install -e '.[bench,test]'") from error
    return ", ".join([*packages, f"Python {platform.python_version()}"])


def measure(folder: Path) -> int:
    """Make all PDFs in a folder, print their sizes and judge; returns the exit status."""
    print(f"{versions()}\n")
    make_ours(folder)
    pairs = []
    typst = TypstPress(folder / "typst")
    for slug in SLUGS:
        pairs.append(Compared(slug, folder / f"house/en/standard/{slug}-handout.pdf", folder / f"{slug}-typst.pdf"))
        typst.make(slug, None, pairs[-1].typst)
    print(f"{'handout':<26}  {'pages':>5}  {'clinicpress':>11}  {'Typst':>7}  {'ratio':>5}")
    problems = []
    for pair in pairs:
        ours, theirs, pages = size(pair.ours), size(pair.typst), len(read(pair.ours))
        print(f"{pair.slug:<26}  {pages:5}  {ours:11,}  {theirs:7,}  {pair.ratio:5.3f}")
        problems += [f"{pair.slug}: {difference}" for difference in differences(pair)]
        if pair.ratio >= RATIO:
            problems.append(f"{pair.slug}: {pair.ratio:.3f} of Typst's bytes is not below {RATIO}")
        if ours >= LIMIT:
            problems.append(f"{pair.slug}: {ours:,} bytes is not below {LIMIT:,}")
    third = folder / f"{SLUGS[0]}-weasyprint.pdf"
    make_weasyprint(SLUGS[0], third)
    print(f"\nFor information: WeasyPrint's pdf/ua-1 of {SLUGS[0]} has {size(third):,} bytes.")
    print("\n".join(problems) or f"Both goals are met: below {RATIO} of Typst's bytes, and below {LIMIT:,} bytes.")
    return 1 if problems else 0


def main() -> None:
    """Run from the command line."""
    parser = argparse.ArgumentParser(description="Compare the bytes of the handouts with Typst's.")
    parser.add_argument("--keep", type=Path, metavar="DIR", help="keep the PDFs in this folder")
    options = parser.parse_args()
    try:
        if options.keep:
            options.keep.mkdir(parents=True, exist_ok=True)
            sys.exit(measure(options.keep.resolve()))
        with tempfile.TemporaryDirectory() as name:
            sys.exit(measure(Path(name)))
    except CannotMeasure as error:
        print(error, file=sys.stderr)
        sys.exit(2)


if __name__ == "__main__":
    main()
