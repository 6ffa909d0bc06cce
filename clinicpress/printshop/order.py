"""The order: what the print shop is asked to make of finished PDFs, and into which files."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from clinicpress.ground.problems import UsageError, did_you_mean
from clinicpress.printshop.sheets import SAME, SHEETS

Purpose = Literal["office", "grey", "press"]
"""The machine that prints: an office printer, one without colours, a print shop's press."""
Scheme = Literal["booklet", "n-up", "repeat"]
"""How pages share a sheet: folded and stapled in order, beside each other, or each page again and again."""
ENDING = ".pdf"


@dataclass(frozen=True)
class Order:
    """What is asked for; empty words and None where nothing was said."""

    purpose: Purpose = "office"
    scheme: Scheme | None = None
    sheet: str = ""
    """The name of a sheet, see `SHEETS`."""
    marks: bool = False
    """Whether there are marks where it is cut and folded."""
    profile: str = ""
    """The printing condition of a press: a name of ours, or an ICC file."""
    spot: bool | None = None
    """Whether the brand's colour is an ink of its own."""

    def check(self) -> None:
        """Raise UsageError where parts of the order contradict each other, or name what there is not."""
        if self.sheet and not self.scheme:
            raise UsageError("--sheet says what pages share: say how, with --as booklet, --as n-up or --as repeat")
        if self.sheet and self.sheet_name not in SHEETS:
            hint = did_you_mean(self.sheet, [*SHEETS, *SAME])
            raise UsageError(f"there is no sheet called “{self.sheet}”; {hint}")
        if self.marks and not self.scheme and self.purpose != "press":
            raise UsageError(
                "--marks says where to cut: it needs --for press, or pages that share a sheet, such as --as repeat"
            )
        for option, given in (("--profile", bool(self.profile)), ("--spot", self.spot is not None)):
            if given and self.purpose != "press":
                raise UsageError(f"{option} is about the inks of a press: it needs --for press")

    @property
    def sheet_name(self) -> str:
        """The name by which the sheet is known here."""
        said = self.sheet.lower()
        return SAME.get(said, said)

    @property
    def suffix(self) -> str:
        """What the name of a file made by this order ends with, such as -grey-booklet."""
        purpose = () if self.scheme and self.purpose == "office" else (self.purpose,)
        return "".join(f"-{part}" for part in (*purpose, self.scheme) if part)


def goals(files: Sequence[Path], order: Order, out: str = "") -> list[Path]:
    """Return the file that each is made into: beside it, in the folder `out`, or for one file, `out` itself.

    Raises UsageError where a file would be written over one that is read, or two into one.
    """
    if not out:
        found = [file.with_name(_named(file, order)) for file in files]
    elif out.endswith(("/", "\\")) or Path(out).is_dir():
        found = [Path(out) / _named(file, order) for file in files]
    elif len(files) > 1:
        raise UsageError(f"--out {out} is one file, but {len(files)} are to be made: name a folder, as in --out {out}/")
    elif Path(out).suffix.lower() != ENDING:
        raise UsageError(f"a PDF is made: call it {Path(out).stem}{ENDING}, not “{out}”")
    else:
        found = [Path(out)]
    read = {file.resolve(): file for file in files}
    written: dict[Path, Path] = {}
    for file, goal in zip(files, found, strict=True):
        place = goal.resolve()
        if place in read:
            raise UsageError(f"{goal} is read, so nothing is written over it: choose another name with --out")
        if place in written and written[place].resolve() != file.resolve():
            raise UsageError(f"{written[place]} and {file} would both be made into {goal}: make them one by one")
        written[place] = file
    return found


def _named(file: Path, order: Order) -> str:
    return f"{file.stem}{order.suffix}{ENDING}"
