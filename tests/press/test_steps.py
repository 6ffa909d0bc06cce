"""What an edition asks of the print shop: the bytes that `print` makes of the same file, told at the edition's line."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from pathlib import Path

import pikepdf
import pytest

from clinicpress.content.catalog import Catalog
from clinicpress.content.edition import Job
from clinicpress.ground.faults import FaultyProof
from clinicpress.press import steps
from clinicpress.press.press import Press
from clinicpress.press.rack import Rack
from clinicpress.printshop.conditions import FOLDER
from clinicpress.workspace.disk import Disk
from tests.conftest import WORKSPACE, Finished
from tests.folders import write

Command = Callable[..., Finished]
EN = "brochures/breathing/en.yaml"
PLAIN = "editions:\n  standard: {theme: calm, layouts: [handout]}\n"
TWO_PAGES = WORKSPACE[EN].replace(
    "      - paragraph: Sit", "      - paragraph: Rest.\n" * 45 + "      - paragraph: Sit"
)
STEPS = {
    "for: grey": ["--for", "grey"],
    "as: booklet, sheet: tabloid": ["--as", "booklet", "--sheet", "tabloid"],
    "for: press": ["--for", "press"],
    "for: press, profile: fogra39, spot: no, marks: yes": [
        *("--for", "press", "--profile", "fogra39", "--spot", "no", "--marks"),
    ],
    "for: grey, as: n-up, sheet: Ledger, marks: yes": ["--for", "grey", "--as", "n-up", "--sheet", "ledger", "--marks"],
}


def asking(step: str, layouts: str = "handout") -> str:
    return f"{PLAIN}  shop: {{theme: calm, layouts: [{layouts}], {step}}}\n"


@pytest.mark.parametrize("step", STEPS)
def test_a_file_is_what_print_makes_of_it(step: str, workspace: Path, press: Command, tmp_path: Path) -> None:
    write(workspace, {"editions.yaml": asking("for: office"), EN: TWO_PAGES})
    assert press("build", "--clinic", "one").status == 0
    file, other = workspace / "build" / JOB.path, tmp_path / "printed.pdf"
    office = file.read_bytes()
    assert press("print", str(file), *STEPS[step], "--out", str(other)).status == 0
    write(workspace, {"editions.yaml": asking(step)})
    assert press("build", "--clinic", "one").status == 0
    made = file.read_bytes()
    assert made == other.read_bytes() != office
    assert Press(Catalog(Disk(workspace)), Rack()).print(JOB).content == made
    manifest = json.loads((workspace / "build/manifest.json").read_text(encoding="utf-8"))
    [known] = [each for each in manifest["files"] if each["job"]["edition"] == "shop"]
    with pikepdf.open(io.BytesIO(made)) as pdf:
        assert known["pages"] == len(pdf.pages)
    assert known["bytes"] == len(made)


JOB = Job("one", "en", "shop", "breathing", "handout")


def test_what_keeps_it_from_that_is_told_at_the_edition(workspace: Path, press: Command) -> None:
    write(workspace, {"editions.yaml": asking("as: booklet", "summary, page"), EN: WORKSPACE[EN]})
    finished = press("build")
    assert finished.status == 1
    assert finished.err.count("error:") == 2
    what = "the summary of “breathing” cannot be printed as this edition asks: one page makes no booklet"
    assert f"editions.yaml:3:3: error: {what}\n  hint: to have it several times on a sheet: as: repeat" in finished.err
    where = (
        "editions.yaml:3:42: error: the layout “page” is for screens, and this edition is for a printer (as: booklet)"
    )
    assert f"{where}\n  hint: list it in an edition of its own" in finished.err
    made = {path.parent.name for path in (workspace / "build").rglob("*.*") if path.suffix in (".pdf", ".html")}
    assert made == {"standard"}


def test_a_sheet_that_there_is_not_is_told_where_it_stands(workspace: Path, press: Command) -> None:
    write(workspace, {"editions.yaml": asking("as: booklet, sheet: tablod")})
    error = "editions.yaml:3:63: error: there is no sheet called “tablod”\n  hint: did you mean “tabloid”?"
    assert error in press("build").err


PROFILE = "templates/profiles/shop.icc"


def test_a_print_shops_own_profile_is_read_with_the_templates(workspace: Path, press: Command, tmp_path: Path) -> None:
    """The file depends on what it holds, and is made anew when it is another one."""
    write(workspace, {"editions.yaml": asking("for: office")})
    assert press("build", "--clinic", "one").status == 0
    file, own, other = workspace / "build" / JOB.path, workspace / PROFILE, tmp_path / "printed.pdf"
    own.parent.mkdir(parents=True)
    own.write_bytes((FOLDER / "fogra39.icc").read_bytes())
    assert press("print", str(file), "--for", "press", "--profile", str(own), "--out", str(other)).status == 0
    write(workspace, {"editions.yaml": asking(f"for: press, profile: {PROFILE}")})
    assert press("build", "--clinic", "one").status == 0
    assert file.read_bytes() == other.read_bytes()
    own.write_bytes((FOLDER / "gracol.icc").read_bytes())
    again = press("build", "--clinic", "one", "--explain")
    assert f"made: {PROFILE} changed" in again.out
    assert file.read_bytes() != other.read_bytes()
    own.write_bytes(b"no profile")
    told = press("build", "--clinic", "one")
    assert "editions.yaml:3:64: error: this is no ICC profile" in told.err


@pytest.mark.parametrize(
    ("profile", "said"),
    [
        (
            "grakol",
            "there is no printing condition called “grakol”\n  hint: did you mean “gracol”? A print shop's own",
        ),
        ("clinics/x.icc", "there is no printing condition called “clinics/x.icc”\n  hint: known here: fogra39, gracol"),
        ("templates/x.icc", "there is no file “templates/x.icc”"),
    ],
)
def test_a_profile_that_there_is_not_is_told_where_it_stands(
    profile: str, said: str, workspace: Path, press: Command
) -> None:
    write(workspace, {"editions.yaml": asking(f"for: press, profile: {profile}")})
    assert f"editions.yaml:3:64: error: {said}" in press("build").err


def test_what_has_other_words_afterwards_is_not_released(workspace: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(workspace, {"editions.yaml": asking("for: grey")})
    plain = Press(Catalog(Disk(workspace)), Rack()).print(Job("house", "en", "standard", "breathing", "handout"))
    monkeypatch.setattr(steps, "ready", lambda *_: (plain.content, ""))
    with pytest.raises(FaultyProof, match=r"handout\.pdf for “grey” has other words"):
        Press(Catalog(Disk(workspace)), Rack()).print(JOB)


def test_pages_on_a_screen_are_shown_for_an_edition_that_lists_none(workspace: Path) -> None:
    """The front desk offers every brochure to be read, in the look of its first edition."""
    write(workspace, {"editions.yaml": asking("for: grey")})
    press = Press(Catalog(Disk(workspace)), Rack())
    assert press.print(Job("one", "en", "shop", "breathing", "page", ending=".html")).content.startswith(b"<!")
