"""The printing conditions of presses: two that we bring, or any that a print shop sends as an ICC profile."""

from __future__ import annotations

import io
from dataclasses import dataclass
from pathlib import Path

from PIL import ImageCms

from clinicpress.ground.problems import InputProblems, Place, UsageError, did_you_mean
from clinicpress.readback.finished import Box
from clinicpress.workspace import files

FOLDER = Path(__file__).parent / "profiles"
FIRST = "gracol"
"""What is taken where nothing is said: what US print shops print by."""
MOST_BYTES = 20 << 20
REGISTRY = "http://www.color.org"


@dataclass(frozen=True)
class Condition:
    """How a press prints, and what it is called (ISO 15930-7, 6.2.3)."""

    identifier: str
    """Its name in the registry of the ICC; “Custom” where it has none."""
    said: str
    """The same in words for people."""
    profile: bytes


KNOWN = {
    "gracol": ("CGATS TR 006", "GRACoL 2006, offset on coated paper of grade 1 (CGATS TR 006)"),
    "fogra39": ("FOGRA39", "Sheet-fed offset on coated paper, ISO 12647-2:2004/Amd 1 (FOGRA39)"),
}
"""The conditions that we bring, by the names that people write."""


def condition_of(name: str) -> Condition:
    """Return a condition by its name, or by a profile's file.

    Raises UsageError where there is neither, and InputProblems where a file is no profile of four inks.
    """
    known = name.lower() or FIRST
    if known in KNOWN:
        return Condition(*KNOWN[known], (FOLDER / f"{known}.icc").read_bytes())
    if not Path(name).suffix and not Path(name).exists():
        raise UsageError(
            f"there is no printing condition called “{name}”; {did_you_mean(name, KNOWN)}, or name an ICC file"
        )
    return _from_file(Path(name))


def _from_file(file: Path) -> Condition:
    place = Place(str(file))
    try:
        content = files.read_file(file, MOST_BYTES)
    except FileNotFoundError:
        raise InputProblems.one(place, "there is no such profile", f"known here: {', '.join(KNOWN)}") from None
    except OSError as error:
        raise InputProblems.one(place, f"the profile {files.why_unread(error)}") from None
    return own_condition(content, place, file.stem)


def own_condition(content: bytes, place: Place, name: str) -> Condition:
    """Return the condition that a profile describes, which has a name where it says none itself.

    Raises InputProblems at a place where it is no profile of four inks.
    """
    hint = "ask the print shop for the ICC profile of its printing condition"
    try:
        opened = ImageCms.ImageCmsProfile(io.BytesIO(content))
        said = ImageCms.getProfileDescription(opened).strip()
        kind, inks = opened.profile.device_class.strip(), opened.profile.xcolor_space.strip()
        is_whole = ImageCms.isIntentSupported(opened, ImageCms.Intent.RELATIVE_COLORIMETRIC, ImageCms.Direction.OUTPUT)
    except (ImageCms.PyCMSError, OSError, ValueError, TypeError) as error:
        raise InputProblems.one(place, "this is no ICC profile", hint) from error
    if (kind, inks) != ("prtr", "CMYK") or is_whole != 1:
        raise InputProblems.one(place, f"this profile is not of a press's four inks, but “{kind}”, {inks}", hint)
    return Condition("Custom", said or name, content)


def is_metric(trim: Box) -> bool:
    """Tell whether a paper is one of those that are measured in millimetres (ISO 216): its sides are as 1 to √2."""
    return abs(max(trim.width, trim.height) / (min(trim.width, trim.height) or 1) - 2**0.5) < 0.01
