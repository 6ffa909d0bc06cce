"""A peer of editions.py as a process of its own: makes our handouts for clinics of a workspace.

It prints, as JSON, the ms that each edition took by the clock and of processor time, its QR code and
its file included. Brochures, clinics and looks are read from YAML before that.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import time
from pathlib import Path
from typing import Protocol

from content import SLUGS, CannotMeasure, positive
from samples import Clinic, alike

PEERS = ("typst", "typst-tuned", "weasyprint")


class Press(Protocol):
    """What makes a handout for a clinic."""

    def make(self, slug: str, clinic: Clinic, file: Path) -> None:
        """Write one PDF."""


def open_press(name: str, workspace: Path, out: Path) -> Press:
    """Load a peer and let it prepare all that is the same for every edition."""
    logos = workspace / "clinics"
    if name != "weasyprint":
        from typst_handout import TypstPress

        root = Path(os.path.commonpath([workspace, out]))
        return TypstPress(out / ".typst", root, logos, tuned=name == "typst-tuned")
    from weasyprint_handout import WeasyPress

    return WeasyPress(logos)


def edition_file(out: Path, slug: str, clinic: str) -> Path:
    """Return where a peer writes an edition."""
    return out / clinic / f"{slug}.pdf"


def make_editions(press: Press, clinics: list[Clinic], out: Path) -> dict[str, list[tuple[float, float]]]:
    """Make all editions, brochure by brochure; returns the ms of each, clock and processor, in that order."""
    for clinic in clinics:
        (out / clinic.id).mkdir(parents=True, exist_ok=True)
    times: dict[str, list[tuple[float, float]]] = {}
    for slug in SLUGS:
        times[slug] = []
        for clinic in clinics:
            clock, processor = time.perf_counter(), time.process_time()
            press.make(slug, clinic, edition_file(out, slug, clinic.id))
            times[slug].append(((time.perf_counter() - clock) * 1000, (time.process_time() - processor) * 1000))
    return times


def main() -> None:
    """Run from the command line."""
    parser = argparse.ArgumentParser(description="Make editions with a peer of clinicpress.")
    parser.add_argument("name", choices=PEERS, help="the peer")
    parser.add_argument("--workspace", type=Path, required=True, help="the folder with clinics/")
    parser.add_argument("--out", type=Path, required=True, help="where the PDFs go")
    parser.add_argument("--clinics", type=positive, required=True, metavar="N", help="how many of the clinics")
    options = parser.parse_args()
    workspace, out = options.workspace.resolve(), options.out.resolve()
    out.mkdir(parents=True, exist_ok=True)
    clinics = alike(workspace, options.clinics)
    try:
        times = make_editions(open_press(options.name, workspace, out), clinics, out)
    except CannotMeasure as error:
        sys.exit(str(error))
    print(json.dumps(times))


if __name__ == "__main__":
    main()
