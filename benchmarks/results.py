"""What becomes of the figures of a benchmark: read or measured, kept as JSON, told, set as a page of the docs."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from content import CannotMeasure

Figures = dict[str, Any]
DESK = "## The front desk"
"""The heading of what desk.py prints at the end of the page about performance."""


def add_options(parser: argparse.ArgumentParser, docs: Path) -> None:
    """Let a command line say where figures come from and where they go."""
    parser.add_argument("--json", type=Path, metavar="FILE", help="write all figures to this file")
    parser.add_argument("--read", type=Path, metavar="FILE", help="measure nothing: take the figures of such a file")
    parser.add_argument("--write-docs", action="store_true", help=f"print docs/{docs.name} anew")


def obtain(options: argparse.Namespace, measure: Callable[[], Figures]) -> Figures:
    """Measure, or read what was measured before; where that cannot be done, the program ends with status 2."""
    if options.read:
        result: Figures = json.loads(options.read.read_text(encoding="utf-8"))
        return result
    try:
        return measure()
    except CannotMeasure as error:
        print(error, file=sys.stderr)
        sys.exit(2)


def keep(options: argparse.Namespace, result: Figures, text: str, docs: Path) -> None:
    """Write figures as JSON, and the page about them, if that is wanted; a section of desk.py stays at its end."""
    _keep_json(options, result)
    if options.write_docs:
        _, found, section = docs.read_text(encoding="utf-8").partition(DESK)
        docs.write_text(f"{text}\n{found}{section}" if found else text, encoding="utf-8")


def keep_section(options: argparse.Namespace, result: Figures, section: str, docs: Path) -> None:
    """Write figures as JSON, and a section, which begins with its heading, at the end of a page, if that is wanted."""
    _keep_json(options, result)
    if options.write_docs:
        heading = section.partition("\n")[0]
        page = docs.read_text(encoding="utf-8").partition(heading)[0].rstrip("\n")
        docs.write_text(f"{page}\n\n{section}", encoding="utf-8")


def _keep_json(options: argparse.Namespace, result: Figures) -> None:
    if options.json:
        options.json.parent.mkdir(parents=True, exist_ok=True)
        options.json.write_text(json.dumps(result, indent=1) + "\n", encoding="utf-8")
