"""New clinics from the editing pages, with the least that they need; brochures begin with `drafting/starter`."""

from __future__ import annotations

import re
from pathlib import Path

from clinicpress.content.values import NAME, NAME_HINT
from clinicpress.editing.saving import Opened, create, open_file
from clinicpress.editing.splice import set_key
from clinicpress.ground.problems import InputProblems, Place

LONGEST = 80
_CLINIC = "# yaml-language-server: $schema=../schemas/clinic.json\n{}\n"


def begin_clinic(root: Path, clinic: str, called: str) -> Opened:
    """Write a clinic of which no more than its name is known, and open it; raises InputProblems."""
    if not re.fullmatch(NAME, clinic) or len(clinic) > LONGEST:
        raise InputProblems.one(Place("clinics"), f"“{clinic[:LONGEST]}” cannot be a short name", NAME_HINT)
    name = f"clinics/{clinic}.yaml"
    words = called.strip()
    create(root, name, set_key(_CLINIC, ("name",), words, name) if words else _CLINIC)
    return open_file(root, name)
