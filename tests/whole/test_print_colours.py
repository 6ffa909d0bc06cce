"""Files for printers without colours, and for presses: every layout, asked by referees that are not ours."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path

import pytest
from pikepdf import Array, String
from PIL import Image

from clinicpress.content.catalog import Catalog
from clinicpress.inspection.legibility import see
from clinicpress.inspection.preflight import inspect
from clinicpress.printshop.intake import taken_in
from clinicpress.printshop.making import ready, saved
from clinicpress.printshop.order import Order
from clinicpress.readback.paints import painted_pages
from clinicpress.readback.reader import read_back
from clinicpress.workspace.disk import Disk
from tests.conftest import ROOT
from tests.printing import pdf_jobs, print_job
from tests.printshop.colourful import colourful
from tests.printshop.test_grey import FOREIGN, grey
from tests.printshop.test_press import press_file
from tests.reading import read_pages
from tests.verapdf import Referee, needs_referee

SAMPLER = ROOT / "tests" / "workspaces" / "sampler"
pytestmark = pytest.mark.long
needs_ghostscript = pytest.mark.skipif(
    not shutil.which("gs") and os.environ.get("CI") != "true",
    reason="Ghostscript is not here: apt-get install ghostscript",
)


def coverage(contents: Sequence[bytes], folder: Path) -> list[tuple[float, ...]]:
    """Ask Ghostscript how much of each page is covered by cyan, magenta, yellow and black."""
    files = []
    for number, content in enumerate(contents):
        file = folder / f"{number}.pdf"
        file.write_bytes(content)
        files.append(str(file))
    asked = subprocess.run(
        ["gs", "-q", "-o", "-", "-sDEVICE=inkcov", *files], capture_output=True, text=True, check=True
    )
    return [tuple(map(float, line.split()[:4])) for line in asked.stdout.splitlines() if "CMYK" in line]


@pytest.fixture(scope="session")
def ours() -> list[bytes]:
    """Every layout of the default build for one clinic, and handouts of the sampler: A4, and the second look."""
    done = []
    for root, editions in ((ROOT, ("standard", "large-print")), (SAMPLER, ("a4", "friendly", "friendly-large-print"))):
        catalog = Catalog(Disk(root))
        jobs = [job for job in pdf_jobs(catalog) if job.clinic != "house" and job.edition in editions]
        kinds = {(job.edition, job.layout): job for job in jobs if root == ROOT or job.layout == "handout"}
        done += [print_job(catalog, job).pdf for job in kinds.values()]
    return done


@needs_ghostscript
def test_ghostscript_finds_black_ink_alone(ours: list[bytes], tmp_path: Path) -> None:
    contents = [*ours, *(file.read_bytes() for file in FOREIGN), colourful()[0]]
    before = coverage(contents, tmp_path)
    assert any(any(page[:3]) for page in before), "it can see colours"
    after = coverage([grey(content) for content in contents], tmp_path)
    assert len(after) == len(before)
    assert [page for page in after if any(page[:3]) or not page[3]] == []


@needs_referee
def test_tags_and_standards_stay(ours: list[bytes], referee: Referee) -> None:
    done = [grey(content) for content in ours]
    assert referee.failures([*done, ready(read_back(ours[0], "file.pdf"), Order())[0]]) == []
    for before, after in zip(ours, done, strict=True):
        assert [page.text for page in read_pages(after)] == [page.text for page in read_pages(before)]
        one, other = read_back(before, "before.pdf"), read_back(after, "after.pdf")
        assert (one.parts, one.claims, one.title) == (other.parts, other.claims, other.title)


def test_contrasts_stay_as_they_are(ours: list[bytes]) -> None:
    content = ours[1]
    before, after = (see(read_back(each, "file.pdf")) for each in (content, grey(content)))
    pairs = [
        (one.ratio, other.ratio)
        for a, b in zip(before, after, strict=True)
        for one, other in zip(a.words, b.words, strict=True)
    ]
    assert len(pairs) > 50
    assert all(other == pytest.approx(one, rel=0.02) for one, other in pairs)


@pytest.fixture(scope="session")
def on_press(ours: list[bytes]) -> list[bytes]:
    """All of them as press files, with and without an ink for the brand."""
    return [press_file(content, spot=number % 2 == 0, marked=True) for number, content in enumerate(ours)]


def test_a_clinics_own_ink_is_on_its_press_files(ours: list[bytes]) -> None:
    with taken_in(ours[0], "file.pdf") as pdf:
        noted = pdf.Root.PieceInfo.clinicpress.Private
        noted.Inks = Array([String("PANTONE 3165 C"), String("100 20 30 40")])
        content = saved(pdf)
    for spot in (True, False):
        paints = {paint for page in painted_pages(press_file(content, spot)) for paint in page.paints}
        full = ("PANTONE 3165 C", 1.0) if spot else ("Cyan", 1.0)
        assert any(full in paint.inks for paint in paints)
        if not spot:
            assert (("Cyan", 1.0), ("Magenta", 0.2), ("Yellow", 0.3), ("Black", 0.4)) in {p.inks for p in paints}


@needs_referee
def test_press_files_keep_their_tags_and_are_of_an_archive(
    ours: list[bytes], on_press: list[bytes], referee: Referee
) -> None:
    verdicts = [line.split("\t")[1:] for line in referee.failures(on_press)]
    assert [verdict for verdict in verdicts if verdict[0] != "ua1"] == []
    for before, after in zip(ours, on_press, strict=True):
        one, other = read_back(before, "before.pdf"), read_back(after, "after.pdf")
        assert [(part.tag, part.text) for part in one.elements()] == [(p.tag, p.text) for p in other.elements()]
        for was, shown in zip(one.pages, other.pages, strict=True):
            away = (shown.width - was.width) / 2
            assert shown.folds == pytest.approx([fold + away for fold in was.folds], abs=0.01)
    assert any(page.folds for content in ours for page in read_back(content, "file.pdf").pages)


def test_preflight_finds_nothing_wrong_with_them(ours: list[bytes], on_press: list[bytes]) -> None:
    for content in (grey(ours[1]), *on_press[:3]):
        rows = inspect(read_back(content, "file.pdf"))
        assert [row for row in rows if row.result == "failed"] == []
        assert "inks" in {row.id for row in rows}


@needs_ghostscript
def test_ghostscript_finds_no_more_ink_than_paper_takes(on_press: list[bytes], tmp_path: Path) -> None:
    most = 0.0
    for number in (0, 1, 5):
        content = on_press[number]
        reckoned = painted_pages(content)
        spot = number % 2 == 0
        for page, plates in zip(reckoned, separated(content, tmp_path / str(number)), strict=True):
            assert ("Brand" in plates) is spot
            if number == 0:
                assert all(plates[ink].getextrema()[0] == 255 for ink in ("Cyan", "Magenta", "Yellow"))
            # What preflight reckons from the operators is what there is at most, and it is there somewhere.
            found = ink_of(plates)
            assert found <= max(paint.total for paint in page.paints) + 0.02
            most = max(most, found)
    assert 1.5 < most <= 2.8


def separated(content: bytes, folder: Path) -> list[dict[str, Image.Image]]:
    """Ask Ghostscript for the plates of each page, within the trim."""
    folder.mkdir()
    (folder / "file.pdf").write_bytes(content)
    asked = ["gs", "-q", "-dUseTrimBox", "-sDEVICE=tiffsep", "-r50", "-o", str(folder / "%d.tif")]
    subprocess.run([*asked, str(folder / "file.pdf")], check=True, capture_output=True)
    pages: dict[str, dict[str, Image.Image]] = {}
    for file in sorted(folder.glob("*(*).tif")):
        number, _, ink = file.stem.partition("(")
        with Image.open(file) as plate:
            pages.setdefault(number, {})[ink.rstrip(")")] = plate.convert("L")
    return list(pages.values())


def ink_of(plates: dict[str, Image.Image]) -> float:
    """Return how much ink lies on ink where there is most, as a share of the paper."""
    return (
        max(sum(255 - value for value in dot) for dot in zip(*(p.tobytes() for p in plates.values()), strict=True))
        / 255
    )
