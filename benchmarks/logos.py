"""Logos: what a thousand clinics cost with a thousand different logos, beside the same clinics with five.

    python benchmarks/logos.py

The sample clinics get drawings (SVG) and pixels (PNG, see-through) made by counting; both builds are whole
processes on one core, in turns, from an empty output folder, with our two brochures in all shipped editions.
What counts is processor time per edition, the least of the rounds. Goal: with a logo of its own for each clinic
at most `MOST` times as much as with five for all. Exit status: 0 met, 1 not met, 2 something cannot be measured.
"""

from __future__ import annotations

import argparse
import io
import random
import re
import shutil
import sys
import tempfile
from pathlib import Path

from content import ROOT, CannotMeasure, positive
from PIL import Image, ImageDraw
from processes import run, usable_cores
from samples import sample

MOST = 1.3
FEW = 5
SHAPES = 15
"""Shapes in a drawing; a usual logo has ten to forty."""


def drawing(number: int) -> bytes:
    """Draw a logo as an SVG."""
    chance = random.Random(number)

    def place() -> str:
        return f"{chance.randint(0, 200)} {chance.randint(0, 100)}"

    shapes = "".join(
        f'<path d="M{place()}C{place()} {place()} {place()}Z" fill="#{chance.randrange(0x999999):06x}"/>'
        for _ in range(SHAPES)
    )
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 200 100">{shapes}</svg>'.encode()


def pixels(number: int) -> bytes:
    """Paint a logo as a PNG of 400 by 200 pixels that is see-through where nothing is."""
    chance = random.Random(number)
    picture = Image.new("RGBA", (400, 200))
    pen = ImageDraw.Draw(picture)
    for _ in range(SHAPES):
        x, y = chance.randint(0, 300), chance.randint(0, 150)
        color = tuple(chance.randrange(150) for _ in range(3))
        pen.ellipse((x, y, x + chance.randint(10, 100), y + chance.randint(10, 50)), fill=color)
    file = io.BytesIO()
    picture.save(file, "PNG")
    return file.getvalue()


KINDS = {"svg": drawing, "png": pixels}


def write_workspace(folder: Path, clinics: int, logos: int, kind: str) -> None:
    """Write our brochures and editions, and sample clinics of which every so many have the same logo."""
    shutil.copytree(ROOT / "brochures", folder / "brochures")
    shutil.copy(ROOT / "editions.yaml", folder)
    for number in range(clinics):
        clinic, text = sample(number)
        own = folder / "clinics" / clinic
        own.mkdir(parents=True)
        own.with_suffix(".yaml").write_text(re.sub(r"logo\.\w+", f"logo.{kind}", text))
        (own / f"logo.{kind}").write_bytes(KINDS[kind](number % logos))


def seconds_for(folder: Path, cores: list[int]) -> tuple[float, int]:
    """Build a workspace from nothing; returns the processor time and the number of files."""
    out = folder / "build"
    shutil.rmtree(out, ignore_errors=True)
    command = [sys.executable, str(ROOT / "generate.py"), "build", "--jobs", "1"]
    ran = run([*command, "--workspace", str(folder), "--out", str(out)], cores)
    return ran.cpu, len(list(out.rglob("*.pdf")))


def measure(clinics: int, rounds: int, kind: str) -> bool:
    """Print how long editions take with few logos and with many; returns whether the goal is met."""
    cores = usable_cores()[-1:]
    with tempfile.TemporaryDirectory() as below:
        folders = {logos: Path(below) / str(logos) for logos in (FEW, clinics)}
        for logos, folder in folders.items():
            write_workspace(folder, clinics, logos, kind)
        each: dict[int, list[float]] = {logos: [] for logos in folders}
        for _ in range(rounds):
            for logos, folder in folders.items():
                seconds, files = seconds_for(folder, cores)
                each[logos].append(seconds / files)
    few, many = (1000 * min(each[logos]) for logos in folders)
    met = many <= MOST * few
    print(f"{kind}: {few:.2f} ms an edition with {FEW} logos, {many:.2f} ms with {clinics}: {many / few:.2f} times")
    return met


def main() -> int:
    parser = argparse.ArgumentParser(description="The cost of a logo of its own for each clinic.")
    parser.add_argument("--clinics", type=positive, default=1000)
    parser.add_argument("--rounds", type=positive, default=2)
    asked = parser.parse_args()
    try:
        met = [measure(asked.clinics, asked.rounds, kind) for kind in KINDS]
    except CannotMeasure as error:
        print(error, file=sys.stderr)
        return 2
    return 0 if all(met) else 1


if __name__ == "__main__":
    sys.exit(main())
