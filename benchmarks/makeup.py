"""The makeup of pages: what it costs to choose their ends, beside all that a plate costs, and how that grows.

    python benchmarks/makeup.py

A long handout is made of our own brochures' sections, over and over. Of its plate, from YAML to the
proven file, the makeup is timed once more, with the lines of all paragraphs broken already: those are
needed whatever ends a page. Processor time, the least of some rounds. Goals: under a tenth of the
plate, and a page of four times the text costs at most half as much again. Exit status: 0 met, 1 not met.
"""

from __future__ import annotations

import argparse
import json
import shutil
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import Any

from content import ROOT, SLUGS, read_yaml

from clinicpress.content.catalog import Catalog
from clinicpress.content.edition import Job
from clinicpress.makeup.dealing import deal
from clinicpress.press.platemaking import lay_out, typeset
from clinicpress.story.answers import Answers
from clinicpress.workspace.disk import Disk

SHARE, GROWTH = 0.1, 1.5
"""The most of a plate's time, and the most that a page of the longest may cost beside one of the shortest."""
SIZES = (1, 2, 4, 8)
"""How often all sections stand in a handout."""


@dataclass(frozen=True)
class Timed:
    """A handout: its pages, and the seconds for its plate and for its makeup."""

    pages: int
    plate: float
    makeup: float

    @property
    def share(self) -> float:
        """The makeup's share of the plate."""
        return self.makeup / self.plate

    @property
    def page(self) -> float:
        """The makeup of a page, in seconds."""
        return self.makeup / self.pages


def brochure(times: int) -> dict[str, Any]:
    """Return our brochure with the sections of both, so many times over."""
    first, *_ = given = [read_yaml(ROOT / "brochures" / slug / "en.yaml") for slug in SLUGS]
    number = count()
    sections = [
        {**section, "id": f"part-{next(number)}"}
        for _ in range(times)
        for each in given
        for section in each["sections"]
    ]
    return {**first, "sections": sections, "codes": []}


def workspace(folder: Path, times: int) -> Catalog:
    """Write a workspace with the long handout."""
    slug = SLUGS[0]
    shutil.copytree(ROOT / "brochures" / slug, folder / "brochures" / slug)
    shutil.copy(ROOT / "brochures" / "sources.yaml", folder / "brochures" / "sources.yaml")
    shutil.copytree(ROOT / "clinics", folder / "clinics")
    shutil.copy(ROOT / "editions.yaml", folder / "editions.yaml")
    # JSON is YAML, and has no anchors.
    text = json.dumps(brochure(times), default=str, ensure_ascii=False)
    (folder / "brochures" / slug / "en.yaml").write_text(text, encoding="utf-8")
    return Catalog(Disk(folder))


def least(rounds: int, do: Callable[[], object]) -> float:
    """Return the least processor time of some rounds, in seconds."""
    times = []
    for _ in range(rounds):
        begun = time.process_time()
        do()
        times.append(time.process_time() - begun)
    return min(times)


def timed(times: int, rounds: int) -> Timed:
    """Time a handout of so many times our sections."""
    with tempfile.TemporaryDirectory() as folder:
        catalog = workspace(Path(folder), times)
        job = Job("house", "en", "standard", SLUGS[0], "handout")
        answers = Answers(catalog.clinic("house"))
        plate = least(rounds, lambda: typeset(catalog, job, answers))
        laid_out = lay_out(catalog, job, answers)
        story, furniture = laid_out.story.stack, laid_out.furniture
        makeup = least(rounds, lambda: deal(story, furniture.frames(), furniture.layout.breaks))
    return Timed(laid_out.pages, plate, makeup)


def main() -> int:
    """Time all sizes; print them, and return the exit status."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=3, help="rounds of each size")
    rounds = parser.parse_args().rounds
    found = [timed(times, rounds) for times in SIZES]
    for each in found:
        print(
            f"{each.pages:4} pages: plate {each.plate * 1000:6.0f} ms, makeup {each.makeup * 1000:5.0f} ms "
            f"({each.share:.1%}), {each.page * 1000:.2f} ms a page"
        )
    share, growth = max(each.share for each in found), found[-1].page / found[0].page
    met = share < SHARE and growth < GROWTH
    print(f"share {share:.1%} (goal: under {SHARE:.0%}); growth {growth:.2f} (goal: under {GROWTH}): {met=}")
    return 0 if met else 1


if __name__ == "__main__":
    sys.exit(main())
