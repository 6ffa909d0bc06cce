"""New brochures and clinics from the editing pages: with the least that they need, and no words of ours."""

from __future__ import annotations

import re
from pathlib import Path

from clinicpress.content.values import NAME, NAME_HINT
from clinicpress.drafting.starter import begin_brochure
from clinicpress.editing.saving import Opened, create, open_file
from clinicpress.editing.splice import set_key
from clinicpress.ground.problems import InputProblems, Place, UsageError

LONGEST = 80
_CLINIC = "# yaml-language-server: $schema=../schemas/clinic.json\n{}\n"


def begin(root: Path, slug: str, language: str) -> Opened:
    """Write the draft of a brochure, or of another language of one, and open it; raises InputProblems."""
    try:
        begin_brochure(root, slug, language)
    except UsageError as error:
        raise InputProblems.one(Place("brochures"), str(error), NAME_HINT) from None
    return open_file(root, f"brochures/{slug}/{language}.yaml")


def begin_clinic(root: Path, clinic: str, called: str) -> Opened:
    """Write a clinic of which no more than its name is known, and open it; raises InputProblems."""
    if not re.fullmatch(NAME, clinic) or len(clinic) > LONGEST:
        raise InputProblems.one(Place("clinics"), f"“{clinic[:LONGEST]}” cannot be a short name", NAME_HINT)
    name = f"clinics/{clinic}.yaml"
    words = called.strip()
    create(root, name, set_key(_CLINIC, ("name",), words, name) if words else _CLINIC)
    return open_file(root, name)
