"""The shop: new files beside the old ones, whole, the same every time; what is wrong is told of its file."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

import pikepdf
import pytest

from tests.conftest import ROOT, Finished
from tests.reading import read_pages

Press = Callable[..., Finished]
FOREIGN = ROOT / "tests" / "foreign"


@pytest.fixture
def foreign(tmp_path: Path) -> Path:
    """A copy of another program's leaflet."""
    file = tmp_path / "leaflet.pdf"
    file.write_bytes((FOREIGN / "weasyprint.pdf").read_bytes())
    return file


def test_a_foreign_file_asks_for_its_actual_size(press: Press, foreign: Path) -> None:
    before = foreign.read_bytes()
    done = press("print", str(foreign))
    made = foreign.with_name("leaflet-office.pdf")
    assert (done.status, done.err) == (0, "")
    assert done.out.startswith(f"{made}: ")
    assert foreign.read_bytes() == before
    assert sorted(path.name for path in foreign.parent.iterdir() if path.is_file()) == [
        "leaflet-office.pdf",
        "leaflet.pdf",
    ]
    with pikepdf.open(made) as pdf:
        wishes = pdf.Root.ViewerPreferences
        assert (str(wishes.PrintScaling), wishes.PickTrayByPDFSize) == ("/None", True)
        assert str(wishes.Duplex) == ("/Simplex" if len(pdf.pages) == 1 else "/DuplexFlipLongEdge")
    assert [page.text for page in read_pages(made.read_bytes())] == [page.text for page in read_pages(before)]


def test_the_same_bytes_twice(press: Press, foreign: Path) -> None:
    made = foreign.with_name("leaflet-office.pdf")
    press("print", str(foreign))
    first = made.read_bytes()
    press("print", str(foreign))
    assert made.read_bytes() == first


def test_what_cannot_be_read_is_told_and_the_others_are_made(press: Press, foreign: Path) -> None:
    bad, locked = foreign.with_name("bad.pdf"), foreign.with_name("locked.pdf")
    bad.write_text("no PDF")
    with pikepdf.open(foreign) as pdf:
        pdf.save(locked, encryption=pikepdf.Encryption(owner="secret", user=""))
    done = press("print", str(bad), str(locked), str(foreign.with_name("none.pdf")), str(foreign))
    assert done.status == 1
    assert f"{bad}:1:1: error: this is not a PDF\n" in done.err
    assert f"{locked}:1:1: error: the PDF is encrypted, and may not be changed\n" in done.err
    assert f"{foreign.with_name('none.pdf')}:1:1: error: there is no such file\n" in done.err
    assert foreign.with_name("leaflet-office.pdf").exists()
    assert not bad.with_name("bad-office.pdf").exists()


def test_wrong_usage_reads_and_writes_nothing(press: Press, foreign: Path) -> None:
    done = press("print", str(foreign), "--sheet", "a3")
    assert (done.status, done.out) == (2, "")
    assert done.err.startswith("error: --sheet says what pages share")
    assert press("print", str(foreign), "--for", "screen").status == 2
    assert press("print").status == 2
    assert sorted(path.name for path in foreign.parent.iterdir() if path.is_file()) == ["leaflet.pdf"]


def test_what_is_asked_for_is_kept(foreign: Path, press: Press) -> None:
    """What a file asks of viewers beside is left."""
    with pikepdf.open(foreign) as pdf:
        pdf.Root.ViewerPreferences = pikepdf.Dictionary(DisplayDocTitle=True, NumCopies=3)
        out = io.BytesIO()
        pdf.save(out)
    foreign.write_bytes(out.getvalue())
    press("print", str(foreign))
    with pikepdf.open(foreign.with_name("leaflet-office.pdf")) as pdf:
        assert (pdf.Root.ViewerPreferences.DisplayDocTitle, pdf.Root.ViewerPreferences.NumCopies) == (True, 3)
